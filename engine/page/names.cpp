#include "engine/page/page.hpp"

#include <algorithm>
#include <unordered_map>

namespace engine::page {

namespace {

/// How many bytes of punctuation and symbols, of ASCII or not (U+0080 to U+00BF, U+2000 to U+207F,
/// U+3000 to U+303F), `words` begins with.
std::size_t leading_marks(std::string_view words) {
  const auto byte = [&](std::size_t i) {
    return i < words.size() ? static_cast<unsigned char>(words[i]) : 0u;
  };
  if (byte(0) == 0xC2) return 2;
  if (byte(0) == 0xE2 && (byte(1) == 0x80 || byte(1) == 0x81)) return 3;
  if (byte(0) == 0xE3 && byte(1) == 0x80) return 3;
  const char c = words.front();
  const bool is_kept = byte(0) >= 0x80 || is_letter(c) || is_digit(c);
  return is_kept ? 0 : 1;
}

/// Words without the numbers that count columns and rows: "2. Dr. Lindqvist" is the same doctor
/// when another one comes before, and when nobody is counted any more.
std::string without_counts(std::string_view words) {
  std::string all{words};
  for (std::size_t at = 0; at < all.size();) {
    std::size_t end = at;
    while (end < all.size() && is_digit(all[end])) ++end;
    if (end > at && all.compare(end, 2, ". ") == 0) all.erase(at, end + 2 - at);
    const auto colon = all.find(": ", at);
    at = colon == std::string::npos ? all.size() : colon + 2;
  }
  return all;
}

}  // namespace

std::string name_of(std::string_view words, std::size_t most) {
  std::string name;
  name.reserve(words.size() + 1);
  std::vector<std::size_t> ends;  // of words
  while (!words.empty()) {
    if (const std::size_t marks = leading_marks(words); marks > 0) {
      words.remove_prefix(std::min(marks, words.size()));
      if (name.empty() || name.back() == '-') continue;
      ends.push_back(name.size());
      name += '-';
      continue;
    }
    const char first = words.front();
    if (static_cast<unsigned char>(first) < 0x80) {
      name += lowered(first);
      words.remove_prefix(1);
    } else {
      const auto character = words.substr(0, length_of_character(first));
      name += character;
      words.remove_prefix(character.size());
    }
  }
  if (!name.empty() && name.back() == '-') name.pop_back();
  if (name.size() <= most) return name;

  // As many whole words of the beginning and of the end as there is room for: what tells a blank
  // from its neighbours often comes last.
  std::size_t head = 0, tail = name.size();
  for (const std::size_t end : ends) head = end <= most / 2 ? end : head;
  for (std::size_t i = ends.size(); i-- > 0 && name.size() - ends[i] <= most - most / 2;)
    tail = ends[i];
  if (head > 0 && tail < name.size()) return name.substr(0, head) + name.substr(tail);
  std::size_t end = most;
  while (end > 0 && (name[end] & 0xC0) == 0x80) --end;
  return name.substr(0, end);
}

void name_entries(Pages& pages, std::string_view document) {
  constexpr std::size_t most = 48;
  std::unordered_map<std::string, int> met;
  for (Entry& entry : pages.entries) {
    const std::string words = name_of(without_counts(entry.accessible_name), most);
    entry.name.reserve(document.size() + words.size() + 8);
    entry.name.append(document).append("/").append(words.empty() ? "blank" : words);
    const auto [first, is_new] = met.try_emplace(entry.name, 1);
    if (is_new) continue;
    // Never a pointer into `met` beyond here: the names that follow are added to it.
    const std::string same = entry.name;
    int count = ++first->second;
    do {
      entry.name = same + '-' + std::to_string(count++);
    } while (!met.try_emplace(entry.name, 1).second);
  }
}

void disambiguate_field_labels(Pages& pages) {
  constexpr auto of_several = static_cast<std::uint32_t>(-1);
  std::unordered_map<std::string_view, std::uint32_t> papers;
  for (const Entry& entry : pages.entries) {
    const auto [met, is_new] = papers.emplace(entry.accessible_name, entry.paper);
    if (!is_new && met->second != entry.paper) met->second = of_several;
  }
  std::vector<Entry*> ambiguous;
  for (Entry& entry : pages.entries) {
    if (papers.find(entry.accessible_name)->second == of_several) ambiguous.push_back(&entry);
  }
  // Papers of one title, such as two covers to the same office, are counted.
  std::unordered_map<std::string_view, int> of_title;
  std::unordered_map<std::uint32_t, std::string> titles;
  for (Entry* entry : ambiguous) {
    const auto [title, is_new] =
        titles.try_emplace(entry->paper, pages.outline[entry->paper].title);
    if (is_new) {
      const int count = ++of_title[pages.outline[entry->paper].title];
      if (count > 1) title->second += ", " + std::to_string(count);
    }
    entry->accessible_name += " (" + title->second + ")";
  }
}

}  // namespace engine::page
