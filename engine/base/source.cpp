#include "engine/base/source.hpp"

#include <algorithm>

namespace engine {

std::string_view Span::text() const {
  return source ? std::string_view{source->text()}.substr(begin, end - begin) : std::string_view{};
}

Source::Source(std::string name, std::string text, Holds holds, int first_line)
    : name_{std::move(name)}, text_{std::move(text)}, holds_{holds}, first_line_{first_line} {}

Place Source::place(std::uint32_t offset) const {
  const std::string_view before = std::string_view{text_}.substr(0, offset);
  const auto line = first_line_ + std::count(before.begin(), before.end(), '\n');
  const auto start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto is_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  const auto column =
      1 + std::count_if(
              before.begin() + static_cast<std::ptrdiff_t>(start), before.end(), is_character
          );
  return {static_cast<int>(line), static_cast<int>(column)};
}

std::string_view Source::line_at(std::uint32_t offset) const {
  const std::string_view all = text_;
  const auto at = std::min<std::size_t>(offset, all.size());
  const auto start = at == 0 ? 0 : all.rfind('\n', at - 1) + 1;
  const auto end = std::min(all.find('\n', at), all.size());
  auto line = all.substr(start, end - start);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

Span Source::origin(std::uint32_t begin, std::uint32_t end) const {
  const auto next = std::upper_bound(
      origins_.begin(),
      origins_.end(),
      begin,
      [](std::uint32_t at, const Mark& m) { return at < m.from; }
  );
  if (next == origins_.begin()) return {this, begin, end};
  if (next != origins_.end()) end = std::min(end, next->from);
  return origin_below(*std::prev(next), begin, end);
}

Span Source::origin_below(const Mark& mark, std::uint32_t begin, std::uint32_t end) const {
  const Span& whole = mark.origin;
  if (!whole) return {this, begin, end};
  const std::string_view copied = std::string_view{text_}.substr(begin, end - begin);
  const auto at = begin - mark.from;
  if (at > whole.end - whole.begin || copied.empty()) return whole;
  if (whole.text().substr(at, copied.size()) != copied) return whole;
  return {
      whole.source, whole.begin + at, whole.begin + at + static_cast<std::uint32_t>(copied.size())};
}

Span where_written(Span at) {
  while (at) {
    const Span from = at.source->origin(at.begin, at.end);
    if (from.source == at.source) break;
    at = from;
  }
  return at;
}

}  // namespace engine
