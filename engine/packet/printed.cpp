#include "engine/packet/printed.hpp"

#include "engine/base/ascii.hpp"
#include "engine/facts/formats.hpp"

#include <algorithm>
#include <array>

namespace engine::packet {

std::string words_of(std::string_view text) {
  Words words;
  words.add(text);
  return words.take();
}

std::string needle_of(std::string_view text) {
  std::string words = words_of(text);
  while (facts::may_give_way(words)) {
    unsigned char last = 0;
    do {
      last = static_cast<unsigned char>(words.back());
      words.pop_back();
    } while ((last & 0xC0) == 0x80);
  }
  return words;
}

namespace {

/// What markup writes for a character.
struct Written {
  std::string_view as, character;
};
constexpr std::array entities{
    Written{"&amp;", "&"},
    Written{"&lt;", "<"},
    Written{"&gt;", ">"},
    Written{"&quot;", "\""},
    Written{"&apos;", "'"},
    Written{"&#160;", " "}};

std::string decoded(std::string_view markup) {
  std::string text;
  for (std::size_t at = 0; at < markup.size();) {
    const auto found = std::ranges::find_if(entities, [&](const Written& entity) {
      return markup.substr(at).starts_with(entity.as);
    });
    text += found == entities.end() ? markup.substr(at, 1) : found->character;
    at += found == entities.end() ? 1 : found->as.size();
  }
  return text;
}

/// The values of a tag's attributes: labels and names beside a line are printed too. The title of a
/// document is no word of its pages.
void add_attributes(std::string_view tag, Words& words) {
  if (tag.starts_with("document")) return;
  for (auto open = tag.find('"'); open != tag.npos;) {
    const auto close = std::min(tag.find('"', open + 1), tag.size());
    words.part();
    words.add(decoded(tag.substr(open + 1, close - open - 1)));
    open = tag.find('"', std::min(close + 1, tag.size()));
  }
}

bool is_of_word(char c) {
  return is_letter(c) || is_digit(c);
}

}  // namespace

void add_markup(std::string_view markup, Words& words) {
  while (!markup.empty()) {
    const auto open = std::min(markup.find('<'), markup.size());
    words.add(decoded(markup.substr(0, open)));
    words.part();
    const bool is_comment = markup.substr(open).starts_with("<!--");
    const std::string_view end = is_comment ? "-->" : ">";
    const auto close = std::min(markup.find(end, open), markup.size());
    if (!is_comment && open < markup.size())
      add_attributes(markup.substr(open + 1, close - std::min(close, open + 1)), words);
    words.part();
    markup.remove_prefix(std::min(close + end.size(), markup.size()));
  }
}

bool says(std::string_view text, std::string_view needle) {
  constexpr std::size_t short_value = 4;
  for (auto at = text.find(needle); at != text.npos; at = text.find(needle, at + 1)) {
    if (needle.size() > short_value) return true;
    const auto end = at + needle.size();
    if ((at == 0 || !is_of_word(text[at - 1])) && (end == text.size() || !is_of_word(text[end])))
      return true;
  }
  return false;
}

}  // namespace engine::packet
