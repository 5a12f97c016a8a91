#include "engine/chart/c_cda/rows.hpp"

#include "engine/base/fold.hpp"
#include "engine/chart/wording.hpp"
#include "engine/chart/written_days.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace engine::chart::c_cda {

TextRows::TextRows(const El& section, const Pages& pages) {
  for (const El& row : section.child("text").below("tr")) {
    const auto cells = row.cells();
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
    const std::string whole = cells.front().text();
    by_first_word.emplace(folded(whole.substr(0, whole.find(' '))), rows.size());
    numbers.emplace(row.index(), rows.size());
    rows.push_back(row);
  }
  add_lines(section.child("text"));
  for (const El& reference : section.below("reference")) {
    if (const El row = row_around(pages.referred(reference.attribute("value"))))
      pointed.insert(row.index());
  }
}

void TextRows::add_lines(const El& text) {
  for (const El& row : rows)
    add_line(row, rows.size() > most_lines ? "" : beginning_of(row.text()));
  for (const std::string_view kind : {"item", "paragraph", "content"}) {
    for (const El& piece : text.below(kind)) {
      if (const El around = line_around(piece); around && around.index() == piece.index())
        add_line(piece, beginning_of(piece.text()));
    }
  }
  for (std::string& words : text.own_lines()) add_line({}, std::move(words));
}

void TextRows::add_line(const El& at, std::string words) {
  if (at)
    by_place.emplace(at.index(), lines.size());
  else
    by_words.emplace(words, lines.size());
  lines.push_back({at, std::move(words)});
  // Which of many lines is meant by a name alone is not asked.
  if (lines.size() > most_lines) return;
  Line& line = lines.back();
  line.folded = engine::folded(line.words);
  if (!at.is("tr") && (speaks_against(line.words) || may_say_over(line.words) ||
                       contains_but_case(line.words, "not have")))
    against.push_back(lines.size() - 1);
}

const TextRows::Line* TextRows::line_at(const El& element, std::string_view words) const {
  const auto in = [&](const auto& places, const auto& key) {
    const auto found = places.find(key);
    return found == places.end() ? nullptr : &lines[found->second];
  };
  return element ? in(by_place, element.index()) : in(by_words, words);
}

const TextRows::Line* TextRows::line_with(const std::string& name) const {
  constexpr std::size_t shortest = 5;
  const std::string small = folded(name);
  if (small.size() < shortest || lines.size() > most_lines) return nullptr;
  const Line* one = nullptr;
  for (const Line& line : lines) {
    if (!line.folded.starts_with(small)) continue;
    if (one) return nullptr;
    one = &line;
  }
  return one;
}

namespace {

/// The cells of a row, and where one of a row above reaches down to it that one as well.
std::vector<El> cells_with_spans(const El& row) {
  constexpr std::size_t most_above = 30;  // so that the time does not grow with the square of rows
  const auto own = row.cells();
  // By the column: how far down a cell still reaches, and which it is.
  std::vector<std::pair<int, El>> reaching;
  const auto lay = [&](const std::vector<El>& cells) {
    std::vector<El> all;
    std::size_t column = 0;
    const auto take_reaching = [&] {
      for (; column < reaching.size() && reaching[column].first > 0; ++column) {
        all.push_back(reaching[column].second);
        --reaching[column].first;
      }
    };
    for (const El& cell : cells) {
      take_reaching();
      if (reaching.size() <= column) reaching.resize(column + 1);
      reaching[column] = {rows_down(cell) - 1, cell};
      all.push_back(cell);
      ++column;
    }
    take_reaching();
    return all;
  };
  for (const El& above : row.before(most_above)) lay(above.cells());
  return lay(own);
}

}  // namespace

int rows_down(const El& cell) {
  constexpr int most = 30;
  const std::string_view said = cell.attribute("rowspan");
  int rows = 1;
  std::from_chars(said.data(), said.data() + said.size(), rows);
  return std::clamp(rows, 1, most);
}

Row cells_of(const El& row) {
  const El body = row.parent();
  const El table = body.is("tbody") ? body.parent() : body;
  auto cells = row.cells();
  std::vector<std::vector<El>> heads;
  for (const El& head : table.child("thead").children("tr")) heads.push_back(head.children("th"));
  // A row that lacks a cell may have it from one above.
  const bool lacks_one =
      std::ranges::any_of(heads, [&](const auto& head) { return head.size() > cells.size(); });
  if (lacks_one) cells = cells_with_spans(row);
  // Of several rows of headings the one that has as many.
  const auto of_size = std::ranges::find(heads, cells.size(), &std::vector<El>::size);
  const std::vector<El> headings = of_size == heads.end() ? std::vector<El>{} : *of_size;
  Row all;
  for (std::size_t i = 0; i < cells.size(); ++i)
    all.push_back({headings.empty() ? "" : headings[i].text(), cells[i].text()});
  return all;
}

El title_in_head(const El& table) {
  const auto rows = table.child("thead").children("tr");
  if (rows.size() < 2) return {};
  const auto heads = rows.front().children("th");
  return heads.size() == 1 ? heads.front() : El{};
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
    if (at.is("content") && at.parent().is("text")) return at;
  }
  return {};
}

Row cells_of_line(const TextRows::Line& line) {
  return line.at.is("tr") ? cells_of(line.at) : Row{{"", line.words}};
}

namespace {

/// Lines that the entry itself points to, and not what stands in it; last the one of the act
/// around it.
std::vector<El> lines_referred(const El& entry, const Pages& pages) {
  std::vector<El> lines;
  const auto add = [&](const El& said) {
    const std::string_view reference = said.child("reference").attribute("value");
    const El line = pages.is_of_one(reference) ? line_around(pages.referred(reference)) : El{};
    if (line) lines.push_back(line);
  };
  add(entry.child("text"));
  for (const std::string_view coded : {"code", "value"}) add(entry.at(coded).child("originalText"));
  add(entry.at("consumable/manufacturedProduct/manufacturedMaterial/code/originalText"));
  add(entry.at("participant/participantRole/playingEntity/code/originalText"));
  // As CDA orders them.
  const El around = entry.parent().parent();
  add(around.child_before(around.is("organizer") ? "component" : "entryRelationship", "text"));
  return lines;
}

/// The rows that have words in a cell of their own, by their numbers.
void add_rows_with(const std::string& words, const Reading& to, std::set<std::size_t>& rows) {
  if (words.empty()) return;
  const auto [from, end] = to.text_rows->by_cell.equal_range(folded(words));
  for (auto at = from; at != end; ++at) rows.insert(at->second);
}

std::set<std::size_t> rows_named(const Chosen& names, const Reading& to) {
  std::set<std::size_t> named;
  add_rows_with(names.name, to, named);
  for (const std::string& other : names.also) add_rows_with(other, to, named);
  return named;
}

/// The number of a row of the section; nothing for what is none of them.
std::optional<std::size_t> number_of(const El& row, const Reading& to) {
  const auto found = to.text_rows->numbers.find(row.index());
  return found == to.text_rows->numbers.end() ? std::nullopt : std::optional{found->second};
}

/// The line that is about an entry: a row that has its name in a cell of its own, and of several
/// the one that the entry points to; else the line that it points to. Empty where that is not
/// clear.
El line_pointed_to(const El& entry, const Chosen& names, const Reading& to) {
  std::set<std::size_t> named;
  // The entry's own words stand before those of its code.
  add_rows_with(entry.child("text").own_text(), to, named);
  if (named.size() != 1) named.merge(rows_named(names, to));
  if (named.size() == 1) return to.text_rows->rows[*named.begin()];
  for (const El& line : lines_referred(entry, to.pages)) {
    if (!line.is("tr")) return line;
    const auto number = number_of(line, to);
    if (number && (named.empty() || named.contains(*number))) return line;
  }
  return {};
}

}  // namespace

bool points_to_another(const El& entry, const Chosen& names, const Reading& to) {
  const std::string_view reference = entry.at("text/reference").attribute("value");
  const El row = to.pages.is_of_one(reference) ? row_around(to.pages.referred(reference)) : El{};
  if (!row || !to.text_rows) return false;
  const auto named = rows_named(names, to);
  const auto number = number_of(row, to);
  return number && !named.empty() && !named.contains(*number);
}

const TextRows::Line* line_of(const El& entry, const Chosen& names, const Reading& to) {
  if (!to.text_rows) return nullptr;
  const El pointed = line_pointed_to(entry, names, to);
  const TextRows::Line* line =
      pointed ? to.text_rows->line_at(pointed) : to.text_rows->line_with(names.name);
  if (line) line->is_looked_at = true;
  return line;
}

const TextRows::Line* row_of_a_word(const std::string& name, const Reading& to) {
  constexpr std::size_t shortest = 4;
  if (!to.text_rows) return nullptr;
  // The words of the name, each once.
  std::set<std::string> words;
  std::string small = lowered(name);
  std::ranges::replace_if(
      small, [](char c) { return c == '[' || c == '(' || c == '/'; }, ' '
  );
  for (const std::string_view word : words_of(small)) words.insert(folded(word));
  El one;
  for (const std::string& word : words) {
    if (word.size() < shortest) continue;
    const auto [from, end] = to.text_rows->by_first_word.equal_range(word);
    for (auto at = from; at != end; ++at) {
      const El row = to.text_rows->rows[at->second];
      if (one || numbers_differ(row.cells().front().text(), name)) return nullptr;
      one = row;
    }
  }
  const TextRows::Line* line = one ? to.text_rows->line_at(one) : nullptr;
  return line && !line->is_looked_at ? line : nullptr;
}

std::string severity_in_cell(const Cell& cell) {
  constexpr std::pair<std::string_view, std::string_view> words[] = {
      {"severe", "severe"},
      {"grave", "severe"},
      {"moderate", "moderate"},
      {"moderada", "moderate"},
      {"mild", "mild"},
      {"leve", "mild"}};
  constexpr std::string_view headings[] = {"severity", "gravedad", "severidad"};
  const bool is_below = std::ranges::any_of(headings, [&](auto heading) {
    return contains_but_case(cell.heading, heading);
  });
  const std::string small = lowered(cell.text);
  for (const auto& [word, severity] : words) {
    const std::string in_brackets = '(' + std::string{word} + ')';
    if (small.find(is_below ? std::string{word} : in_brackets) != small.npos &&
        small.find("not ") == small.npos)
      return std::string{severity};
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
  // "Plavix: discontinued" is more than a label.
  const bool is_over = state_in(behind) == State::over || state_in(behind) == State::held;
  KnownWords labels;
  labels.add("clinical current activity last recorded");
  if (is_over && !labels.cover(line.substr(0, colon))) return false;
  const bool is_day = contains_but_case(line.substr(0, colon), "date") && !days_in(behind).empty();
  return behind.empty() || is_day || is_beside_all(behind);
}

State state_above(const std::string& words) {
  State state = State::unknown;
  const std::string small = lowered(words);
  for (const std::string_view word : words_of(small)) {
    if (state == State::unknown) state = state_in(std::string{word});
  }
  return state;
}

El heading_of(const El& line) {
  if (!line) return {};
  El top = line.parent();
  for (El above = top; above && !above.is("text"); above = above.parent()) {
    if (above.is("list") || above.is("table")) top = above;
  }
  if (const El caption = top.child("caption")) return caption;
  if (const El title = title_in_head(top)) return title;
  El before;
  for (const El& one : top.parent().children()) {
    if (one.index() == top.index()) return before;
    before = one.is("paragraph") || one.is("content") ? one : El{};
  }
  return before;
}

bool is_of_office(const std::string& heading) {
  constexpr std::string_view words[] = {
      "dispens",  "refill",   "pharmac",  "last fill",      "filled",    "authoriz",
      "provider", "prescrib", "ordering", "noted",          "diagnosed", "record",
      "updat",    "review",   "entered",  "modif",          "author",    "quantity",
      "farmacia", "resurtid", "facilit",  "prescription n", "rx n",      "source"};
  constexpr std::string_view whole[] = {
      "code",
      "codes",
      "icd10",
      "icd10code",
      "icd",
      "icdcode",
      "icd9",
      "icd9code",
      "snomedcode",
      "snomedct",
      "rxnormcode",
      "ndc",
      "rxnorm",
      "snomed",
      "qty",
      "supply",
      "dayssupply"};
  const std::string word = folded(heading);
  return says_any(heading, words) || std::ranges::find(whole, word) != std::end(whole);
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
