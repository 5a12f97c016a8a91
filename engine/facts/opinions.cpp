#include "engine/facts/comparison_cells.hpp"
#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"
#include "engine/facts/sentence.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

namespace {

/// Whoever asks ("Lyme arthritis?") does not say the same as whoever says so.
std::string answer_of(const List& lines) {
  std::string text;
  for (const Fact& line : lines) {
    text += normalized_text(line.text());
    text += trimmed(line.text()).ends_with('?') ? "?\n" : "\n";
  }
  return text;
}

}  // namespace

Fact agreement(const Context& d, const std::vector<List>& answers) {
  std::vector<std::string> given;
  for (const List& lines : answers) {
    if (!lines.empty()) given.push_back(answer_of(lines));
  }
  if (given.size() < 3) return {};
  // Two camps of one size are no agreement: which of them would be counted?
  long long most = 0;
  bool alone = true;
  std::sort(given.begin(), given.end());
  for (auto at = given.begin(); at != given.end();) {
    const auto end = std::find_if(at, given.end(), [&](const auto& other) { return other != *at; });
    if (end - at == most) alone = false;
    if (end - at > most) {
      most = end - at;
      alone = true;
    }
    at = end;
  }
  if (most < 2 || !alone) return {};
  return filled(
      said(d.in, "cell.agree"),
      {{"count", std::to_string(most)}, {"all", std::to_string(given.size())}}
  );
}

bool are_same_words(const std::vector<List>& answers) {
  if (answers.empty() || answers.front().empty()) return false;
  const std::string first = answer_of(answers.front());
  return std::ranges::all_of(answers, [&](const List& lines) {
    return !lines.empty() && answer_of(lines) == first;
  });
}

List camps(
    const Language& in, const std::vector<Column>& columns, const std::vector<List>& answers
) {
  struct Camp {
    std::string answer;
    std::vector<std::string> names;
    const List* lines;
  };
  std::vector<Camp> found;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!columns[i].opinion || answers[i].empty()) continue;
    std::string answer = answer_of(answers[i]);
    auto camp = std::ranges::find(found, answer, &Camp::answer);
    if (camp == found.end())
      camp = found.insert(found.end(), Camp{std::move(answer), {}, &answers[i]});
    if (!columns[i].title.is_no()) camp->names.emplace_back(columns[i].title.text());
  }
  List list;
  for (const Camp& camp : found) {
    list.push_back(
        group<tables::camp>({{"names", text_or_no(joined(in, camp.names))}, {"lines", *camp.lines}})
    );
  }
  return list;
}

Fact quotes(const Language& in, const std::vector<const Entry*>& opinions) {
  List list;
  for (const Entry* opinion : opinions) {
    const Entry* who = opinion->target("provider");
    for (const Entry& quote : opinion->entries) {
      if (quote.term->name != "quote" || quote.text().empty()) continue;
      List lines;
      for (std::string& line : lines_of(quote.text()))
        lines.emplace_back(std::move(line), quote.span);
      list.push_back(group<tables::doctors_words>({
          {"name", who ? text_or_no(formal_name(in, *who), name_span(*who)) : Fact{}},
          {"date", date_or_no(opinion->find("date"))},
          {"basis", opinion->find("basis")},
          {"lines", std::move(lines)},
      }));
    }
  }
  return list;
}

}  // namespace engine::facts
