// What stands in the text of a section and in no entry of it. Some systems write allergies there
// and nowhere else, so that who reads entries alone loses them.

#include "engine/base/fold.hpp"
#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>

namespace engine::chart::c_cda {

namespace {

/// Rows of the tables, else items of the lists, else paragraphs, else the whole text: what is one
/// fact each. Of a row the first cell, and the others behind it.
struct Line {
  std::string name, rest;
};

std::vector<Line> lines_of(const El& text) {
  std::vector<Line> lines;
  for (const El& body : text.below("tbody")) {
    for (const El& row : body.children("tr")) {
      Line line;
      for (const El& cell : row.children("td")) {
        const std::string words = cell.text();
        if (words.empty()) continue;
        std::string& to = line.name.empty() ? line.name : line.rest;
        to += (to.empty() ? "" : " · ") + words;
      }
      if (!line.name.empty()) lines.push_back(std::move(line));
    }
  }
  const auto take_all = [&](std::string_view name) {
    if (!lines.empty()) return;
    for (const El& one : text.below(name)) {
      if (const std::string words = one.text(); !words.empty()) lines.push_back({words, ""});
    }
  };
  take_all("item");
  take_all("paragraph");
  take_all("content");
  if (const std::string words = text.text(); lines.empty() && !words.empty())
    lines.push_back({words, ""});
  return lines;
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
    item.status = kind == Section::allergies ? "active" : "unclear";
    if (kind == Section::medications) item.instruction = line.rest;
    item.doubt("text-only", line.rest);
    to.chart.take(std::move(item));
  }
}

}  // namespace engine::chart::c_cda
