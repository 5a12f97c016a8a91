#include "tests/support/words.hpp"

#include <algorithm>
#include <utility>

namespace tests {

/// U+2000 to U+200A, blanks of a width that pdftotext does not give; U+200B, which the glyphs of a
/// letter beyond its first stand for; marks of direction, which are not drawn, and U+202A to
/// U+202E, which pdftotext puts around what runs from right to left.
static bool is_default_ignorable(std::string_view bytes) {
  if (bytes.size() != 3 || bytes[0] != '\xE2') return false;
  const char last = bytes[2];
  if (bytes[1] == '\x81') return last >= '\xA6' && last <= '\xA9';
  return bytes[1] == '\x80' &&
         (last <= '\x8B' || last == '\x8E' || last == '\x8F' || (last >= '\xAA' && last <= '\xAE'));
}

std::string ink(std::string_view text) {
  constexpr std::string_view no_break_space = "\u00A0", dot_between = "\u00B7";
  std::string dark;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view two = text.substr(i, no_break_space.size());
    if (two == no_break_space || two == dot_between) {
      ++i;
    } else if (is_default_ignorable(text.substr(i, 3))) {
      i += 2;
    } else if (text[i] != ' ' && text[i] != '\n' && text[i] != '\t' && text[i] != '\f' && text[i] != '\r') {
      dark += text[i];
    }
  }
  return dark;
}

/// A box to tick is an element of the markup, and on paper a sign that layout writes.
static std::string without_boxes(std::string words) {
  constexpr std::string_view box = "\u2610";
  for (auto at = words.find(box); at != words.npos; at = words.find(box, at))
    words.erase(at, box.size());
  return words;
}

std::string parting(const std::string& expected, const std::string& found) {
  const auto at = std::mismatch(expected.begin(), expected.end(), found.begin(), found.end());
  if (at.first == expected.end() && at.second == found.end()) return {};
  const auto here = static_cast<std::size_t>(at.first - expected.begin());
  const auto from = here > 60 ? here - 60 : 0;
  return "expected …" + expected.substr(from, 120) + "…\nfound    …" +
         found.substr(std::min(from, found.size()), 120) + "…";
}

std::string words_of_tags(const std::string& tags) {
  std::string words;
  for (std::size_t at = 0; at < tags.size();) {
    const auto end = std::min(tags.find('\n', at), tags.size());
    std::string_view line = std::string_view{tags}.substr(at, end - at);
    at = end + 1;
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (line.rfind("Lbl", 0) == 0) continue;
    if (const auto alternative = line.find(" alt=\""); alternative != std::string_view::npos) {
      line.remove_prefix(line.find('"', alternative + 6) + 1);
    }
    constexpr std::string_view spoken = "Form spoken=\"";
    if (line.rfind(spoken, 0) == 0) {
      std::size_t behind = spoken.size();
      for (; behind < line.size() && line[behind] != '"'; ++behind) behind += line[behind] == '\\';
      line.remove_prefix(std::min(behind + 1, line.size()));
    }
    const auto quote = line.find('"');
    if (quote != std::string_view::npos) words += line.substr(quote);
  }
  words.erase(std::remove(words.begin(), words.end(), '"'), words.end());
  return ink(without_boxes(std::move(words)));
}

std::string words_of_blocks(const std::string& blocks) {
  std::string words;
  std::size_t running = std::string::npos;  // indentation of the running head or foot we are in
  for (std::size_t at = 0; at < blocks.size();) {
    const auto end = std::min(blocks.find('\n', at), blocks.size());
    std::string_view line = std::string_view{blocks}.substr(at, end - at);
    at = end + 1;
    const auto indent = std::min(line.find_first_not_of(' '), line.size());
    line.remove_prefix(indent);
    if (indent == 0) continue;  // === kind, and the document's title, which is not on its pages
    if (running != std::string::npos && indent > running) continue;
    if (line.rfind("figure ", 0) == 0) continue;    // its words are for who does not see it
    if (line.rfind("P if-cut ", 0) == 0) continue;  // stands only where something was left out
    const bool cell = line.find("header of ") == 0;
    running = !cell && (line.rfind("header", 0) == 0 || line.rfind("footer", 0) == 0)
                  ? indent
                  : std::string::npos;
    if (running != std::string::npos) continue;
    if (line.rfind("say ", 0) == 0 || line.rfind("H2 [", 0) == 0)
      words += line.substr(line.find('[') + 1, line.find(']') - line.find('[') - 1);
    // Words stand between quotation marks; one of their own has a backslash before it.
    for (auto quote = line.find(" \""); quote != std::string_view::npos;
         quote = line.find(" \"", quote)) {
      for (quote += 2; quote < line.size() && line[quote] != '"'; ++quote) {
        if (line[quote] == '\\' && quote + 1 < line.size()) ++quote;
        words += line[quote];
      }
    }
  }
  words.erase(std::remove(words.begin(), words.end(), '"'), words.end());
  return ink(without_boxes(std::move(words)));
}

}  // namespace tests
