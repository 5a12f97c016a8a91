#include "engine/casefile/words.hpp"

#include "engine/base/ascii.hpp"
#include "engine/casefile/messages.hpp"
#include "engine/casefile/values.hpp"

#include <algorithm>
#include <vector>

namespace engine::casefile {

namespace {

Span without_space(Span span) {
  const std::string_view text = span.source->text();
  while (span.begin < span.end && is_space(text[span.begin])) ++span.begin;
  while (span.begin < span.end && is_space(text[span.end - 1])) --span.end;
  return span;
}

/// "lines 12, 15 and 20": of the first twelve, each once.
std::string lines_of(std::span<const Span> spans) {
  constexpr std::size_t most = 12;
  std::vector<int> lines;
  for (const Span& span : spans) {
    const Span at = where_written(span);
    lines.push_back(at.source->place(at.begin).line);
  }
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  std::string text = lines.size() == 1 ? "line " : "lines ";
  for (std::size_t i = 0; i < std::min(most, lines.size()); ++i) {
    if (i > 0) text += i + 1 == lines.size() ? " and " : ", ";
    text += std::to_string(lines[i]);
  }
  return lines.size() > most ? text + " …" : text;
}

}  // namespace

// Most elements hold one run of words; white space around it is between their elements.
Words words_of(const xml::Element& from, bool keep_lines) {
  const auto& nodes = from.tree().nodes;
  const xml::Node* run = nullptr;
  bool only_one = true;
  Span all;
  for (auto i = from.first_child(); i != xml::Node::none; i = nodes[i].next) {
    if (!nodes[i].is_text()) continue;
    const Span words = without_space(nodes[i].span);
    if (words.begin == words.end) continue;
    only_one = run == nullptr;
    run = &nodes[i];
    all = all ? Span{all.source, all.begin, words.end} : words;
  }
  if (!run) return {};
  if (keep_lines) return {kept_lines(from.text()), all};
  return {only_one ? collapsed(run->text) : collapsed(from.text()), all};
}

bool is_blank_mark(std::string_view value) {
  const auto words = trimmed(value);
  return words.size() >= 3 && words.find_first_not_of('_') == words.npos;
}

void tell_unfilled(std::span<const Span> blanks, Diagnostics& out) {
  if (blanks.empty()) return;
  out.warn(
      blanks.size() == 1 ? messages::one_place_unfilled()
                         : messages::places_unfilled(blanks.size()),
      blanks.front(),
      {"put your own words in the place of ___, or take it out; it stands on " + lines_of(blanks)}
  );
}

}  // namespace engine::casefile
