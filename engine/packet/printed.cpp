#include "engine/packet/printed.hpp"

#include "engine/base/ascii.hpp"
#include "engine/facts/formats.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

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

namespace {

constexpr std::size_t gram = 4;  ///< bytes that are hashed
constexpr std::size_t short_value = 4;
constexpr std::uint32_t nowhere = UINT32_MAX;

std::uint16_t hash_at(std::string_view text, std::size_t at) {
  std::uint32_t bytes = 0;
  std::memcpy(&bytes, text.data() + at, gram);
  return static_cast<std::uint16_t>(bytes * 2654435761u >> 16);
}

}  // namespace

Printed::Printed(std::string words)
    : words_{std::move(words)},
      first_(std::size_t{UINT16_MAX} + 1, nowhere),
      count_(std::size_t{UINT16_MAX} + 1),
      next_(words_.size(), nowhere) {
  if (words_.size() < gram) return;
  for (std::size_t at = words_.size() - gram + 1; at-- > 0;) {
    const std::uint16_t hash = hash_at(words_, at);
    next_[at] = std::exchange(first_[hash], static_cast<std::uint32_t>(at));
    ++count_[hash];
  }
}

bool Printed::says(const std::string& needle) const {
  const auto [known, is_new] = known_.try_emplace(needle, false);
  if (is_new) known->second = finds(needle);
  return known->second;
}

bool Printed::stands_by_itself(std::size_t at, std::size_t size) const {
  return (at == 0 || !is_of_word(words_[at - 1])) &&
         (at + size == words_.size() || !is_of_word(words_[at + size]));
}

bool Printed::finds(std::string_view needle) const {
  if (needle.size() < gram) {
    auto at = words_.find(needle);
    while (at != words_.npos && !stands_by_itself(at, needle.size()))
      at = words_.find(needle, at + 1);
    return at != words_.npos;
  }
  // Where its rarest four bytes stand, the needle may stand.
  std::size_t rarest = 0;
  for (std::size_t at = 1; at + gram <= needle.size(); ++at) {
    if (count_[hash_at(needle, at)] < count_[hash_at(needle, rarest)]) rarest = at;
  }
  for (auto place = first_[hash_at(needle, rarest)]; place != nowhere; place = next_[place]) {
    if (place < rarest) continue;
    const std::size_t at = place - rarest;
    if (words_.compare(at, needle.size(), needle) == 0 &&
        (needle.size() > short_value || stands_by_itself(at, needle.size())))
      return true;
  }
  return false;
}

}  // namespace engine::packet
