// What stands in the text of a section and in no entry of it. Some systems write allergies there
// and nowhere else, so that who reads entries alone loses them.

#include "engine/base/fold.hpp"
#include "engine/chart/c_cda/rows.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>

namespace engine::chart::c_cda {

namespace {

/// Rows of the tables, else items of the lists, else paragraphs, else the whole text: what is one
/// fact each. Of a row the first cell, and the others behind it.
struct Line {
  std::string name, rest;
  State state = State::unknown;  ///< as a cell of the row, or what stands above the list, has it
};

void add_rows(const El& text, std::vector<Line>& lines) {
  for (const El& body : text.below("tbody")) {
    for (const El& row : body.children("tr")) {
      Line line;
      for (const El& cell : row.children("td")) {
        const std::string words = cell.text();
        if (words.empty()) continue;
        if (!line.name.empty() && line.state == State::unknown) line.state = state_in(words);
        std::string& to = line.name.empty() ? line.name : line.rest;
        to += (to.empty() ? "" : " · ") + words;
      }
      if (!line.name.empty()) lines.push_back(std::move(line));
    }
  }
}

/// Takes off what stands in brackets behind a name: when it began, who wrote it down.
void take_off_brackets(Line& line) {
  constexpr std::string_view begin[] = {" (onset", "(onset", " [authored", "[authored"};
  const std::string small = lowered(line.name);
  auto at = small.size();
  for (const std::string_view words : begin) at = std::min(at, small.find(words));
  if (at == 0 || at >= small.size()) return;
  const std::string behind = collapsed(std::string_view{line.name}.substr(at));
  line.rest = line.rest.empty() ? behind : behind + " · " + line.rest;
  line.name.erase(at);
}

std::vector<Line> lines_of(const El& text) {
  std::vector<Line> lines;
  add_rows(text, lines);
  const auto take_all = [&](std::string_view name) {
    if (!lines.empty()) return;
    for (const El& one : text.below(name)) {
      const bool holds_more = name == "item" && !one.below("item").empty();
      const std::string words = one.text();
      if (words.empty() || holds_more) continue;
      lines.push_back(
          {words, "", name == "item" ? state_above(heading_of(one).text()) : State::unknown}
      );
    }
  };
  take_all("item");
  take_all("paragraph");
  take_all("content");
  if (const std::string words = text.text(); lines.empty() && !words.empty())
    lines.push_back({words, ""});
  for (Line& line : lines) take_off_brackets(line);
  return lines;
}

/// The word of the case format for a state.
std::string status_of(Section kind, State state) {
  if (kind == Section::allergies) return state == State::over ? "resolved" : "active";
  const bool is_medicine = kind == Section::medications;
  switch (state) {
    case State::going:
      return is_medicine ? "current" : "active";
    case State::over:
      return is_medicine ? "stopped" : "resolved";
    case State::held:
      return is_medicine ? "on-hold" : "unclear";
    case State::unknown:
      break;
  }
  return "unclear";
}

bool is_heading(const std::string& words) {
  constexpr std::string_view headings[] = {
      "allergies",
      "allergen",
      "substance",
      "medications",
      "medication",
      "problems",
      "problem",
      "drug",
      "name",
      "active",
      "inactive",
      "resolved",
      "allergyandadversereactions"};
  return std::ranges::find(headings, folded(words)) != std::end(headings);
}

}  // namespace

void read_narrative(const El& section, Section kind, const Reading& to) {
  constexpr std::size_t longest_name = 200;
  for (const Line& line : lines_of(section.child("text"))) {
    if (is_heading(line.name)) continue;
    to.chart.count(to.source, kind);
    if (const auto statement = statement_in(line.name)) {
      to.chart.none(to.source, kind, *statement, line.name);
      continue;
    }
    const std::string name = tidy(line.name);
    if (is_placeholder(name) || name.size() > longest_name) {
      to.chart.leave(to.source, kind, Outcome::not_understood, "text-only", name);
      continue;
    }
    Item item{.kind = kind, .name = name, .also = {}};
    item.source = to.source;
    item.basis = Basis::text;
    item.status = status_of(kind, line.state);
    if (kind == Section::medications) item.instruction = line.rest;
    item.doubt("text-only", line.rest);
    to.chart.take(std::move(item));
  }
}

}  // namespace engine::chart::c_cda
