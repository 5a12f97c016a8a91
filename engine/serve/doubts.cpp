#include "engine/serve/doubts.hpp"

#include "engine/base/escape.hpp"
#include "engine/serve/page.hpp"

#include <algorithm>

namespace engine::serve {

namespace {

/// Takes the text of the next item off the front of a list, and its tag; false at its end.
bool take_item(std::string_view& list, std::string& words, std::string_view* tag = nullptr) {
  constexpr std::string_view opening = "<li";
  const auto begin = list.find(opening);
  const auto closing = list.find('>', begin);
  if (begin == list.npos || closing == list.npos) return false;
  if (tag) *tag = list.substr(begin, closing - begin);
  list.remove_prefix(closing + 1);
  const auto end = std::min(list.find('<'), list.size());
  words = list.substr(0, end);
  while (words.ends_with('\n')) words.pop_back();
  list.remove_prefix(end);
  return true;
}

/// The value of an attribute, as it is written.
std::string attribute_of(std::string_view tag, std::string_view name) {
  const std::string opening = ' ' + std::string{name} + "=\"";
  const auto at = tag.find(opening);
  if (at == tag.npos) return {};
  const auto rest = tag.substr(at + opening.size());
  return std::string{rest.substr(0, rest.find('"'))};
}

/// Text that escaped() wrote, as it was.
std::string unescaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t taken = 1;
    char byte = text.front();
    for (std::size_t i = 0; i < entities.size(); ++i) {
      if (!entities[i].data() || !text.starts_with(entities[i])) continue;
      taken = entities[i].size();
      byte = static_cast<char>(i);
    }
    out += byte;
    text.remove_prefix(taken);
  }
  return out;
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
  for (std::string_view tag; take_item(rest, row.heading, &tag);) {
    row.reasons.clear();
    row.chart = attribute_of(tag, "data-chart");
    row.typed = attribute_of(tag, "data-case");
    row.instead = unescaped(attribute_of(tag, "data-instead"));
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
  const std::string name = escaped(as_printed(title)), said = escaped(as_printed(words));
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

std::optional<Doubts::Differing> Doubts::differing(std::string_view title) const {
  const std::string begin = ": " + escaped(as_printed(title)) + ", ";
  std::optional<Differing> all;
  for (const Row& row : rows_) {
    if (title.empty() || row.heading.find(begin) == std::string::npos || row.chart.empty())
      continue;
    if (!all) all.emplace();
    const auto add = [](std::string& to, const std::string& words) {
      if (!words.empty()) to += (to.empty() ? "" : "; ") + words;
    };
    add(all->chart, row.chart);
    add(all->typed, row.typed);
    std::string_view rest = row.instead;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      const auto equal = line.find('=');
      if (equal != line.npos)
        all->instead.emplace_back(line.substr(0, equal), line.substr(equal + 1));
    }
  }
  return all;
}

std::vector<std::string> Doubts::of_all() const {
  std::vector<std::string> all;
  for (const Row& row : rows_) {
    if (row.heading.find(": ") == std::string::npos && row.reasons.empty())
      all.push_back(row.heading);
  }
  return all;
}

std::vector<std::string> Doubts::of_no_entry() const {
  std::vector<std::string> all;
  for (const Row& row : rows_) {
    if (row.heading.find(": ") != std::string::npos || row.reasons.empty()) continue;
    std::string said = row.heading;
    for (std::size_t i = 0; i < row.reasons.size(); ++i)
      said += (i == 0 ? ": " : "; ") + row.reasons[i];
    all.push_back(std::move(said));
  }
  return all;
}

}  // namespace engine::serve
