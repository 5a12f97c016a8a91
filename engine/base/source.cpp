#include "engine/base/source.hpp"

#include <algorithm>
#include <memory>

namespace engine {

namespace {

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}
std::uint32_t count_characters(std::string_view text) {
  return static_cast<std::uint32_t>(
      text.size() -
      static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues_character))
  );
}
std::size_t next_character(std::string_view text, std::size_t at) {
  do ++at;
  while (at < text.size() && continues_character(text[at]));
  return at;
}
std::size_t character_before(std::string_view text, std::size_t at) {
  do --at;
  while (at > 0 && continues_character(text[at]));
  return at;
}

}  // namespace

std::string_view Span::text() const {
  return source ? std::string_view{source->text()}.substr(begin, end - begin) : std::string_view{};
}

Source::Source(std::string name, std::string text, Holds holds, int first_line)
    : name_{std::move(name)}, text_{std::move(text)}, holds_{holds}, first_line_{first_line} {}

/// Where lines begin, and how many characters stand before each block of the text.
struct Source::Index {
  static constexpr std::size_t block = 4096;  // bytes
  std::vector<std::uint32_t> lines;
  std::vector<std::uint32_t> characters;

  explicit Index(std::string_view text) : lines{0} {
    for (auto end = text.find('\n'); end != text.npos; end = text.find('\n', end + 1))
      lines.push_back(static_cast<std::uint32_t>(end + 1));
    std::uint32_t so_far = 0;
    for (std::size_t at = 0; at <= text.size(); at += block) {
      characters.push_back(so_far);
      so_far += count_characters(text.substr(at, block));
    }
  }

  std::uint32_t characters_before(std::string_view text, std::size_t offset) const {
    const auto whole = offset / block;
    return characters[whole] + count_characters(text.substr(whole * block, offset % block));
  }
};

Source::~Source() {
  delete index_.load();
}

const Source::Index& Source::index() const {
  if (const Index* known = index_.load(std::memory_order_acquire)) return *known;
  auto made = std::make_unique<const Index>(text_);
  const Index* known = nullptr;
  if (index_.compare_exchange_strong(known, made.get(), std::memory_order_acq_rel))
    return *made.release();
  return *known;  // another thread was first
}

Place Source::place(std::uint32_t offset) const {
  const Index& known = index();
  const std::size_t at = std::min<std::size_t>(offset, text_.size());
  const auto next = std::upper_bound(known.lines.begin(), known.lines.end(), at);
  const auto start = *std::prev(next);
  const auto column =
      known.characters_before(text_, at) - known.characters_before(text_, start) + 1;
  return {first_line_ + static_cast<int>(next - known.lines.begin()) - 1, static_cast<int>(column)};
}

Excerpt Source::excerpt(std::uint32_t offset) const {
  const std::string_view all = text_;
  const std::size_t at = std::min<std::size_t>(offset, all.size());
  const auto line_goes_on = [&](std::size_t end) {
    return end < all.size() && all[end] != '\n' && all.substr(end, 2) != "\r\n" &&
           !(all[end] == '\r' && end + 1 == all.size());
  };
  // Forward as far as may be shown, then back with the characters that are left.
  std::size_t end = at, begin = at;
  int behind = 0, before = 0;
  while (behind < Excerpt::longest && line_goes_on(end)) end = next_character(all, end), ++behind;
  const int most_before = std::max(Excerpt::before, Excerpt::longest - behind);
  while (before < most_before && begin > 0 && all[begin - 1] != '\n')
    begin = character_before(all, begin), ++before;
  while (before + behind > Excerpt::longest) end = character_before(all, end), --behind;
  return {
      .text = all.substr(begin, end - begin),
      .caret = before,
      .cut_before = begin > 0 && all[begin - 1] != '\n',
      .cut_behind = line_goes_on(end)};
}

Span Source::origin(std::uint32_t begin, std::uint32_t end) const {
  const auto next = std::upper_bound(
      source_map_.begin(),
      source_map_.end(),
      begin,
      [](std::uint32_t at, const Mapping& m) { return at < m.from; }
  );
  if (next == source_map_.begin()) return {this, begin, end};
  if (next != source_map_.end()) end = std::min(end, next->from);
  return origin_below(*std::prev(next), begin, end);
}

Span Source::origin_below(const Mapping& mapping, std::uint32_t begin, std::uint32_t end) const {
  const Span& whole = mapping.origin;
  if (!whole) return {this, begin, end};
  const std::string_view copied = std::string_view{text_}.substr(begin, end - begin);
  const auto at = begin - mapping.from;
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

std::string line_of(Span at, const Source* read) {
  const Span written = where_written(at);
  const std::string line = "line " + std::to_string(written.source->place(written.begin).line);
  return written.source == read ? line : line + " of " + written.source->name();
}

}  // namespace engine
