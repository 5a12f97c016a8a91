#include "engine/base/ascii.hpp"
#include "engine/page/page.hpp"

#include <algorithm>

namespace engine::page {

namespace {

/// The baselines of a page's own lines from the top down: running heads and feet are not counted.
std::vector<Length> baselines(const Page& page) {
  std::vector<Length> lines;
  for (const Item& item : page.items) {
    if (!std::holds_alternative<TagId>(item.meaning) || !std::holds_alternative<Text>(item.what))
      continue;
    if (lines.empty() || lines.back() != item.at.y) lines.push_back(item.at.y);
  }
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

/// Adds words behind others, each row of blanks as one.
void add_folded(std::string& text, std::string_view words) {
  const bool goes_on = !words.empty() && words.front() == ' ';
  const bool has_rows =
      (goes_on && (text.empty() || text.back() == ' ')) ||
      any_two_bytes(words, [](char a, char b) { return (a == ' ') & (b == ' '); });
  if (!has_rows) {
    text += words;
    return;
  }
  for (const char c : words) {
    if (c != ' ' || text.empty() || text.back() != ' ') text += c;
  }
}

}  // namespace

ExtractedText read_back(const Pages& pages) {
  ExtractedText reading;
  reading.text.reserve(pages.text.size());
  const Item* last = nullptr;
  for (std::size_t number = 0; number < pages.pages.size(); ++number) {
    const Page& page = pages.pages[number];
    const auto lines = baselines(page);
    for (const Item& item : page.items) {
      const Text* text = std::get_if<Text>(&item.what);
      if (!text || !std::holds_alternative<TagId>(item.meaning)) continue;
      const bool goes_on = last && last->at.y == item.at.y && last->meaning == item.meaning;
      if (!goes_on && !reading.text.empty() && reading.text.back() != ' ') reading.text += ' ';
      const auto line = std::lower_bound(lines.begin(), lines.end(), item.at.y) - lines.begin() + 1;
      reading.places.push_back(
          {static_cast<std::uint32_t>(reading.text.size()),
           static_cast<std::uint32_t>(number),
           static_cast<std::uint32_t>(line)}
      );
      add_folded(reading.text, pages.text_of(*text));
      last = &item;
    }
  }
  return reading;
}

ExtractedText::Place ExtractedText::place(std::size_t at) const {
  const auto behind = std::upper_bound(
      places.begin(),
      places.end(),
      at,
      [](std::size_t wanted, const Place& place) { return wanted < place.from; }
  );
  return behind == places.begin() ? Place{} : *(behind - 1);
}

}  // namespace engine::page
