// Tests and measurements: what was found, in the words and numbers of the chart, and what its text
// says otherwise. No paper uses them, and the report has each.

#include "engine/base/fold.hpp"
#include "engine/chart/c_cda/rows.hpp"
#include "engine/chart/wording.hpp"
#include "engine/chart/written_days.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <unordered_map>

namespace engine::chart::c_cda {

namespace {

/// The codes of HL7's ObservationInterpretation that stand there without a word.
constexpr std::pair<std::string_view, std::string_view> interpretations[] = {
    {"N", "Normal"},
    {"A", "Abnormal"},
    {"AA", "Critical abnormal"},
    {"H", "High"},
    {"HH", "Critical high"},
    {"HX", "above high threshold"},
    {"L", "Low"},
    {"LL", "Critical low"},
    {"LX", "below low threshold"},
    {"POS", "Positive"},
    {"NEG", "Negative"},
    {"R", "Resistant"},
    {"S", "Susceptible"},
    {"I", "Intermediate"},
    {">", "Off scale high"},
    {"<", "Off scale low"}};

std::string interpretation_in(const El& coded, const Pages& pages) {
  std::string words = all_names_of(coded, pages);
  if (!words.empty()) return words;
  const std::string_view code = coded.attribute("code");
  const auto* const known = std::ranges::find(
      interpretations, code, &std::pair<std::string_view, std::string_view>::first
  );
  return std::string{known == std::end(interpretations) ? code : known->second};
}

void add(std::string& to, std::string_view between, const std::string& words) {
  if (!words.empty()) to += (to.empty() ? "" : std::string{between}) + words;
}

/// Whether a text has all words and numbers of another.
bool says_all_of(const std::string& text, const std::string& other) {
  KnownWords known;
  known.add(text);
  return known.cover(other) && !has_other_number(other, text);
}

/// Which values are usual: "12.0 - 15.5 g/dL", "Negative: < 1:80".
std::string range_in(const El& range, const Pages& pages) {
  const El usual = range.child("observationRange");
  std::string words = value_in(usual, pages);
  const std::string text = pages.text_of(usual.child("text"));
  if (says_all_of(text, words))
    words = text;
  else if (!says_all_of(words, text))
    add(words, ", ", text);
  const std::string of = interpretation_in(usual.child("interpretationCode"), pages);
  const bool says_of = !of.empty() && !same_but_case(of, "normal") && !words.empty();
  return says_of && !contains_but_case(words, of) ? of + ": " + words : words;
}

/// A value in other units or words, which stands beside it.
std::string other_values_in(const El& observation, const std::string& value, const Pages& pages) {
  std::string all;
  const auto tell = [&](const std::string& words) {
    if (!says_all_of(value, words)) add(all, ", ", words);
  };
  for (const El& one : observation.children("value")) {
    for (const El& other : one.children("translation")) {
      tell(amount_in(other));
      tell(pages.text_of(other.child("originalText")));
    }
    tell(pages.text_of(one.child("originalText")));
  }
  return all;
}

/// "Hemoglobin: 13.2 g/dL (Normal; 12.0 - 15.5 g/dL)".
std::string words_of_result(const El& part, const std::string& label, const Pages& pages) {
  std::string value = value_in(part, pages);
  const std::string other = other_values_in(part, value, pages);
  if (!other.empty()) value += value.empty() ? other : " = " + other;
  std::string behind;
  for (const El& coded : part.children("interpretationCode"))
    add(behind, ", ", interpretation_in(coded, pages));
  for (const El& range : part.children("referenceRange")) add(behind, "; ", range_in(range, pages));
  std::string words = label;
  if (!value.empty()) words += (words.empty() ? "" : ": ") + value;
  if (!behind.empty()) words += (words.empty() ? "(" : " (") + behind + ')';
  return words;
}

/// What an observation says by itself, and not who did it.
void add_words(const El& element, KnownWords& known, std::string& numbers) {
  for (const El& child : element.children()) {
    if (child.is("author") || child.is("performer") || child.is("templateId") || child.is("id"))
      continue;
    for (const std::string_view name : {"displayName", "value", "unit", "code"}) {
      known.add(child.attribute(name));
      numbers += ' ' + std::string{child.attribute(name)};
    }
    const std::string own = child.own_text();
    known.add(own);
    numbers += ' ' + own;
    add_words(child, known, numbers);
  }
}

/// One test or measurement, with the row of the text about it.
struct Result {
  El part;
  Chosen names;
  std::optional<Date> day;
  const TextRows::Line* line = nullptr;
  std::string text_name = {};  ///< what the row calls it, where that is another name
  std::string text_says = {};  ///< what else the row says that it does not
};

/// The cell of a row to which an entry points; nothing where it points to the whole row.
std::optional<std::size_t> cell_pointed_to(const Result& result, const Pages& pages) {
  El at = pages.referred(result.part.at("text/reference").attribute("value"));
  while (at && !at.is("td") && !at.is("tr") && !at.is("text")) at = at.parent();
  const auto cells = result.line->at.cells();
  for (std::size_t i = 0; at.is("td") && i < cells.size(); ++i) {
    if (cells[i].index() == at.index()) return i;
  }
  return std::nullopt;
}

bool is_named(const std::string& text, const Chosen& names) {
  return are_alike(text, names.name) ||
         std::ranges::any_of(names.also, [&](const auto& other) { return are_alike(text, other); });
}

bool says_nothing(const std::string& text) {
  const std::string words = folded(text);
  return words.empty() || words == "noneprovided" || words == "notprovided" ||
         (is_placeholder(text) && std::ranges::none_of(words, is_digit));
}

/// Whether a text has a number that is no part of a name: CO2 has none.
bool has_amount(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_behind = i > 0 && (is_letter(text[i - 1]) || is_digit(text[i - 1]));
    if (is_digit(text[i]) && !is_behind) return true;
  }
  return false;
}

/// Whether a cell has the number of the results with another unit: 185 mg/dL of 185 mmol/L.
bool is_in_other_unit(
    const std::string& text, std::span<Result* const> of_row, const Pages& pages
) {
  constexpr std::size_t most_words = 3;
  if (!has_amount(text) || words_of(text).size() > most_words) return false;
  KnownWords known;
  std::string numbers;
  for (const Result* one : of_row) {
    std::vector<El> parts = one->part.below("observation");
    parts.push_back(one->part);
    for (const El& part : parts) {
      std::string value = value_in(part, pages);
      value += ' ' + other_values_in(part, value, pages);
      known.add(value);
      numbers += ' ' + value;
    }
    known.add(one->names.name);
    for (const El& coded : one->part.children("interpretationCode")) {
      known.add(interpretation_in(coded, pages));
      known.add(coded.attribute("code"));
    }
  }
  return !has_other_number(text, numbers) && !known.cover(text);
}

/// Of a row with a column for each day the cells of a result: of its own day, else the one that it
/// points to, else those with its number, else all.
std::vector<std::size_t> cells_of_day(const Row& cells, const Result& result, const Pages& pages) {
  std::vector<std::size_t> own, same, all;
  const std::string value = value_in(result.part, pages);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto days = days_in(cells[i].heading);
    const bool is_own = std::ranges::any_of(days, [&](Date day) {
      return result.day && day.first_day() <= result.day->last_day() &&
             result.day->first_day() <= day.last_day();
    });
    if (days.empty()) continue;
    all.push_back(i);
    if (is_own) own.push_back(i);
    if (!has_other_number(value, cells[i].text)) same.push_back(i);
  }
  if (!own.empty()) return own;
  if (const auto pointed = cell_pointed_to(result, pages)) return {*pointed};
  return same.empty() ? all : same;
}

/// Whether a text says that something was found (1), or not (-1).
int found_in(std::string_view text) {
  constexpr std::string_view no[] = {
      "not detected",
      "negative",
      "nonreactive",
      "non-reactive",
      "non reactive",
      "no growth",
      "not seen",
      "none detected",
      "negativo",
      "no detectado"};
  constexpr std::string_view yes[] = {"detected", "positive", "reactive", "positivo"};
  const auto says = [&](auto word) { return contains_but_case(text, word); };
  return std::ranges::any_of(no, says) ? -1 : std::ranges::any_of(yes, says) ? 1 : 0;
}

/// Whether a cell that is no range of what is usual says the other of the two.
bool is_turned(const Cell& cell, const Result& result, const Pages& pages) {
  const bool is_usual = contains_but_case(cell.heading, "range") ||
                        contains_but_case(cell.heading, "reference") ||
                        contains_but_case(cell.heading, "normal");
  return !is_usual && found_in(cell.text) * found_in(value_in(result.part, pages)) < 0;
}

/// Compares a row with the results that are told in it, which are several for a blood pressure.
void compare_row(std::span<Result*> of_row, const Reading& to) {
  Result& first = *of_row.front();
  KnownWords known;
  std::string numbers;
  known.add({"reference", "range", "interpretation", "at", "equal"});
  for (const Result* one : of_row) {
    const std::string words = words_of_result(one->part, one->names.name, to.pages);
    add_words(one->part, known, numbers);
    known.add(words);
    numbers += ' ' + words;
    if (one->part.child("statusCode").attribute("code") == "active") known.add("pending");
  }
  const auto is_day = [&](Date said) {
    return first.day && said.first_day() <= first.day->last_day() &&
           first.day->first_day() <= said.last_day();
  };
  const Row cells = cells_of_line(*first.line);
  const auto of_day = cells_of_day(cells, first, to.pages);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    const auto of_column = days_in(cell.heading);
    const bool is_other_column = !of_column.empty() && std::ranges::none_of(of_column, is_day);
    const bool is_of_it = of_column.empty() || std::ranges::find(of_day, i) != of_day.end();
    if (!is_of_it || says_nothing(cell.text) || is_named(cell.text, first.names)) continue;
    const auto days = days_in(cell.text);
    const bool is_other_day = !days.empty() && std::ranges::none_of(days, is_day);
    const bool is_other_number = days.empty() && has_other_number(cell.text, numbers);
    const bool is_covered =
        known.cover(tidy(cell.text)) && !is_in_other_unit(cell.text, of_row, to.pages);
    const bool is_other =
        is_other_day || is_other_number || is_other_column || is_turned(cell, first, to.pages);
    if (!is_other && is_covered) continue;
    if (i == 0 && !has_amount(cell.text) && !first.names.name.empty())
      first.text_name = cell.text;
    else
      add(first.text_says, "; ", in_words(cell));
  }
}

/// Results by the words of their names.
using ByWord = std::unordered_map<std::string, std::vector<std::size_t>>;

ByWord by_word_of(const std::vector<Result>& results) {
  ByWord all;
  for (std::size_t i = 0; i < results.size(); ++i) {
    std::set<std::string> words;
    for (const std::string_view word : engine::words_of(results[i].names.name))
      words.insert(folded(word));
    for (const std::string& word : words) all[word].push_back(i);
  }
  return all;
}

/// Whether a row is another result's, to which this one points by mistake: it has a name of it.
bool is_row_of_another(const Result& one, const std::vector<Result>& all, const ByWord& by_word) {
  constexpr std::size_t most = 20;
  const Row cells = cells_of_line(*one.line);
  const std::string name = cells.empty() ? std::string{} : cells.front().text;
  const auto has = [&](const Result& result) {
    KnownWords known;
    known.add(result.names.name);
    for (const std::string& other : result.names.also) known.add(other);
    return known.cover(name);
  };
  const auto found = by_word.find(folded(name.substr(0, name.find(' '))));
  if (found == by_word.end() || found->second.size() > most || has(one)) return false;
  return std::ranges::any_of(found->second, [&](std::size_t i) {
    return &all[i] != &one && has(all[i]);
  });
}

/// What the text says of results otherwise than they do.
void compare_with_rows(std::vector<Result>& results, const Reading& to) {
  std::map<const TextRows::Line*, std::vector<Result*>> by_line;
  const ByWord by_word = by_word_of(results);
  for (Result& one : results) {
    one.line = line_of(one.part, one.names, to);
    if (one.line && !is_row_of_another(one, results, by_word)) by_line[one.line].push_back(&one);
  }
  for (auto& row : by_line) {
    std::vector<Result*>& of_row = row.second;
    const auto day = of_row.front()->day;
    const auto others = std::stable_partition(of_row.begin(), of_row.end(), [&](const Result* one) {
      return one->day == day;
    });
    compare_row({of_row.begin(), others}, to);
  }
}

/// What stands before the value: nothing where the panel says it, and the name of the text beside
/// that of the code.
std::string label_of(const Result& result, const std::string& panel) {
  std::string label = are_alike(result.names.name, panel) ? std::string{} : result.names.name;
  if (!result.text_name.empty() && !are_alike(result.text_name, panel))
    label += label.empty() ? result.text_name : " (" + result.text_name + ')';
  return label;
}

}  // namespace

Plan result_of(const El& act, const std::string& name, const Reading& to) {
  constexpr std::size_t shortest_report = 40;
  Plan plan;
  std::vector<El> parts = act.below("observation");
  if (act.is("observation")) parts.insert(parts.begin(), act);
  plan.name = with_day(name, act);
  plan.day = day_of(act);
  std::vector<Result> results;
  for (const El& part : parts) {
    if (plan.name == name) plan.name = with_day(name, part);
    const auto own_day = day_of(part);
    if (!plan.day) plan.day = own_day;
    results.push_back(
        {part, choose(candidates_of(part.child("code"), to.pages)), own_day ? own_day : plan.day}
    );
  }
  compare_with_rows(results, to);
  for (Result& result : results) {
    const El& part = result.part;
    // A report in words, and no number.
    const El value = part.child("value");
    std::string report = value.child("reference") ? to.pages.text_of(value) : value.text();
    std::string words = words_of_result(part, label_of(result, name), to.pages);
    const bool is_of_day = result.day && plan.day &&
                           result.day->first_day() <= plan.day->last_day() &&
                           plan.day->first_day() <= result.day->last_day();
    if (result.day && !is_of_day) words = with_day(std::move(words), part);
    const bool is_pending = part.child("statusCode").attribute("code") == "active";
    if (report.size() >= shortest_report)
      plan.beside.push_back({"conclusion", beginning_of(std::move(report))});
    else if (!words.empty() && !are_alike(words, name))
      plan.beside.push_back({is_pending ? "pending" : "result", std::move(words)});
    else if (is_pending)
      plan.beside.push_back({"pending", result.names.name});
    if (!result.text_says.empty())
      plan.beside.push_back({"text-says", std::move(result.text_says)});
  }
  return plan;
}

}  // namespace engine::chart::c_cda
