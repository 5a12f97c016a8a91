#include "engine/chart/c_cda/rows.hpp"

#include "engine/base/fold.hpp"
#include "engine/chart/wording.hpp"
#include "engine/chart/written_days.hpp"

#include <algorithm>
#include <set>

namespace engine::chart::c_cda {

TextRows::TextRows(const El& section) {
  for (const El& row : section.child("text").below("tr")) {
    const auto cells = row.children("td");
    if (row.parent().is("thead") || cells.empty()) continue;
    for (const El& cell : cells) {
      const std::string text = cell.text();
      const auto add = [&](std::string_view words) {
        if (std::string name = folded(words); !name.empty())
          by_cell.emplace(std::move(name), rows.size());
      };
      add(text);
      // "Procedure: Colonoscopy" has its kind before it.
      if (const auto colon = text.find(": "); colon != text.npos)
        add(std::string_view{text}.substr(colon + 2));
    }
    rows.push_back(row);
  }
}

Row cells_of(const El& row) {
  const El body = row.parent();
  const El table = body.is("tbody") ? body.parent() : body;
  const auto headings = table.at("thead/tr").children("th");
  const auto cells = row.children("td");
  Row all;
  for (std::size_t i = 0; i < cells.size(); ++i)
    all.push_back({headings.size() == cells.size() ? headings[i].text() : "", cells[i].text()});
  return all;
}

El row_around(El element) {
  while (element && !element.is("tr") && !element.is("text")) element = element.parent();
  return element.is("tr") ? element : El{};
}

El line_around(const El& element) {
  if (const El row = row_around(element)) return row;
  constexpr std::string_view lines[] = {"item", "paragraph"};
  const auto holds_others = [&](const El& one) {
    return !one.below("item").empty() || !one.below("tr").empty() ||
           !one.below("paragraph").empty();
  };
  for (El at = element; at && !at.is("text"); at = at.parent()) {
    const bool is_line = std::ranges::any_of(lines, [&](auto name) { return at.is(name); });
    if (is_line) return holds_others(at) ? El{} : at;
  }
  return {};
}

Row cells_of_line(const El& line) {
  return line.is("tr") ? cells_of(line) : Row{{"", line.text()}};
}

namespace {

/// Lines that the entry itself points to, and not what stands in it; last the one of the act
/// around it.
std::vector<El> lines_referred(const El& entry, const Pages& pages) {
  std::vector<El> lines;
  const auto add = [&](const El& said) {
    const El line = line_around(pages.referred(said.child("reference").attribute("value")));
    if (line) lines.push_back(line);
  };
  add(entry.child("text"));
  for (const std::string_view coded : {"code", "value"}) add(entry.at(coded).child("originalText"));
  add(entry.at("consumable/manufacturedProduct/manufacturedMaterial/code/originalText"));
  add(entry.at("participant/participantRole/playingEntity/code/originalText"));
  add(entry.parent().parent().child("text"));
  return lines;
}

}  // namespace

El line_of(const El& entry, const Chosen& names, const Reading& to) {
  if (!to.text_rows) return {};
  const std::vector<El>& rows = to.text_rows->rows;
  std::set<std::size_t> named;
  const auto add = [&](const std::string& name) {
    const auto [from, end] = to.text_rows->by_cell.equal_range(folded(name));
    for (auto at = from; at != end; ++at) named.insert(at->second);
  };
  // The entry's own words stand before those of its code.
  add(entry.child("text").own_text());
  if (named.size() != 1) {
    if (!names.name.empty()) add(names.name);
    for (const std::string& other : names.also) add(other);
  }
  if (named.size() == 1) return rows[*named.begin()];
  for (const El& line : lines_referred(entry, to.pages)) {
    if (!line.is("tr")) return line;
    const auto at =
        std::ranges::find_if(rows, [&](const El& one) { return one.index() == line.index(); });
    const auto number = static_cast<std::size_t>(at - rows.begin());
    if (at != rows.end() && (named.empty() || named.contains(number))) return line;
  }
  return {};
}

std::string in_words(const Cell& cell) {
  return cell.heading.empty() ? cell.text : cell.heading + ": " + cell.text;
}

State state_in(const std::string& words) {
  constexpr std::string_view going[] = {
      "active", "current", "ongoing", "taking", "inprogress", "activo", "activa", "vigente"};
  constexpr std::string_view over[] = {
      "inactive",
      "resolved",
      "noactive",
      "ended",
      "past",
      "completed",
      "complete",
      "finished",
      "inactivo",
      "inactiva"};
  // "Discontinued by patient", "No longer taking": what follows says who or what; with a number in
  // it the cell says more than a state.
  constexpr std::string_view over_begins[] = {
      "discontinued", "stopped", "nolonger", "nottaking", "notcurrentlytaking", "patientnottaking"};
  constexpr std::string_view held[] = {"onhold", "held", "suspended"};
  const std::string word = folded(words);
  const auto is_in = [&](std::span<const std::string_view> list) {
    return std::ranges::find(list, word) != list.end();
  };
  const bool begins_over = std::ranges::none_of(word, is_digit) &&
                           std::ranges::any_of(over_begins, [&](std::string_view begin) {
                             return word.starts_with(begin);
                           });
  return is_in(going)                 ? State::going
         : is_in(over) || begins_over ? State::over
         : is_in(held)                ? State::held
                                      : State::unknown;
}

namespace {

bool says_any(const std::string& text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return contains_but_case(text, w); });
}

}  // namespace

State state_in_cell(const Cell& cell) {
  constexpr std::string_view asking[] = {
      "taking", "active", "current", "still", "toma", "activo", "vigente"};
  const std::string said = folded(cell.text);
  const bool is_yes = said == "yes" || said == "y" || said == "si" || said == "true";
  const bool is_no = said == "no" || said == "n" || said == "false";
  if (!is_yes && !is_no) return state_in(cell.text);
  // "Inactive" and "Not taking" ask the other way round.
  const std::string heading = lowered(cell.heading);
  const bool is_turned = heading.starts_with("in") || heading.starts_with("no");
  if (!says_any(heading, asking)) return State::unknown;
  return is_yes != is_turned ? State::going : State::over;
}

bool is_beside_all(const std::string& words) {
  constexpr std::string_view beside[] = {
      "mild", "moderate", "severe", "oral", "oralroute", "mouth", "high", "normal"};
  return state_in(words) != State::unknown || is_placeholder(words) ||
         contains_but_case(words, "priority") ||
         std::ranges::find(beside, folded(words)) != std::end(beside);
}

bool is_label_alone(const std::string& line) {
  const auto colon = line.find(':');
  if (colon == line.npos) return false;
  const std::string behind = collapsed(std::string_view{line}.substr(colon + 1));
  const bool is_day = contains_but_case(line.substr(0, colon), "date") && !days_in(behind).empty();
  return behind.empty() || is_day || is_beside_all(behind);
}

Below day_below(const std::string& heading) {
  // When somebody wrote, read or ordered it is none of its days.
  constexpr std::string_view others[] = {
      "updat",
      "review",
      "record",
      "enter",
      "modif",
      "author",
      "birth",
      "document",
      "expir",
      "order",
      "refill",
      "disp",
      "report",
      "sign",
      "last "};
  constexpr std::string_view ends[] = {"end", "stop", "resol", "abate", "fin ", "final"};
  constexpr std::string_view starts[] = {
      "date",
      "start",
      "onset",
      "began",
      "begin",
      "noted",
      "since",
      "when",
      "fecha",
      "inicio",
      "desde"};
  if (says_any(heading, others)) return Below::none;
  const bool is_end = says_any(heading, ends), is_start = says_any(heading, starts);
  if (is_end && (contains_but_case(heading, "start") || contains_but_case(heading, "onset")))
    return Below::both;
  return is_end ? Below::end : is_start ? Below::start : Below::none;
}

}  // namespace engine::chart::c_cda
