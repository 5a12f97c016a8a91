#include "engine/serve/doubts.hpp"

#include "engine/base/escape.hpp"

#include <algorithm>

namespace engine::serve {

namespace {

/// Takes the text of the next item off the front of a list; false at its end.
bool take_item(std::string_view& list, std::string& words) {
  constexpr std::string_view opening = "<li>";
  const auto begin = list.find(opening);
  if (begin == list.npos) return false;
  list.remove_prefix(begin + opening.size());
  const auto end = std::min(list.find('<'), list.size());
  words = list.substr(0, end);
  while (words.ends_with('\n')) words.pop_back();
  list.remove_prefix(end);
  return true;
}

std::string_view part_under(std::string_view report, const std::vector<std::string>& headings) {
  constexpr std::string_view opening = "<h2>";
  for (const std::string& heading : headings) {
    const auto at = report.find(std::string{opening} + escaped(heading));
    if (at == report.npos) continue;
    const auto begin = at + opening.size();
    return report.substr(begin, report.find(opening, begin) - begin);
  }
  return {};
}

}  // namespace

Doubts::Doubts(std::string_view report, const std::vector<std::string>& headings) {
  std::string_view rest = part_under(report, headings);
  Row row;
  while (take_item(rest, row.heading)) {
    row.reasons.clear();
    constexpr std::string_view inner = "<ul>\n";
    if (rest.starts_with(inner)) {
      const auto end = std::min(rest.find("</ul>"), rest.size());
      std::string_view list = rest.substr(0, end);
      for (std::string one; take_item(list, one);) row.reasons.push_back(one);
      rest.remove_prefix(end);
    }
    rows_.push_back(row);
  }
}

std::vector<std::string> Doubts::of(std::string_view title, std::string_view words) const {
  const std::string name = escaped(title), said = escaped(words);
  std::vector<std::string> all, of_day;
  for (const Row& row : rows_) {
    const auto colon = row.heading.find(": ");
    if (title.empty() || colon == std::string::npos) continue;
    const std::string_view rest = std::string_view{row.heading}.substr(colon + 2);
    // "budesonide, how to take it": one thing of an entry that the case says otherwise.
    if (rest.starts_with(name + ", ")) {
      for (const std::string& reason : row.reasons)
        all.push_back(std::string{rest.substr(name.size() + 2)} + ": " + reason);
      continue;
    }
    const bool has_day = rest.starts_with(name + " (") && rest.ends_with(')');
    if (rest != name && !has_day) continue;
    all.insert(all.end(), row.reasons.begin(), row.reasons.end());
    const auto day = rest.substr(std::min(name.size() + 2, rest.size()));
    if (has_day && said.find(day.substr(0, day.size() - 1)) != std::string::npos)
      of_day.insert(of_day.end(), row.reasons.begin(), row.reasons.end());
  }
  return of_day.empty() ? all : of_day;
}

std::vector<std::string> Doubts::of_all() const {
  std::vector<std::string> all;
  for (const Row& row : rows_) {
    if (row.heading.find(": ") == std::string::npos) all.push_back(row.heading);
  }
  return all;
}

}  // namespace engine::serve
