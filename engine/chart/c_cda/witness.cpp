// The text of a section is the witness of its entries: what a line says of one is compared with its
// codes, and what remains of the line is told. The text is what the office signed.

#include "engine/base/fold.hpp"
#include "engine/chart/c_cda/numbers.hpp"
#include "engine/chart/c_cda/rows.hpp"
#include "engine/chart/known_words.hpp"
#include "engine/chart/wording.hpp"
#include "engine/chart/written_days.hpp"

#include <algorithm>

namespace engine::chart::c_cda {

namespace {

State state_of(const Item& item) {
  if (item.status == "active" || item.status == "current") return State::going;
  if (item.status == "resolved" || item.status == "stopped") return State::over;
  return item.status == "on-hold" ? State::held : State::unknown;
}

bool differ(const std::vector<Date>& said, const std::optional<Date>& coded) {
  return !said.empty() && std::ranges::none_of(said, [&](Date day) {
    return coded && day.first_day() <= coded->last_day() && coded->first_day() <= day.last_day();
  });
}

/// "Dec 18, 2013 - Jan 5, 2014": a first day and a last one.
bool is_span(const std::string& text, const std::vector<Date>& days) {
  constexpr std::string_view betweens[] = {
      " - ", " – ", " to ", " until ", " through ", " a ", " al "};
  return days.size() == 2 && days.front().first_day() < days.back().last_day() &&
         std::ranges::any_of(betweens, [&](auto one) { return contains_but_case(text, one); });
}

/// Whether the text has a last day that the entry does not have, and that was before the chart.
bool ends_in_text(const Cell& cell, const Item& item, const Reading& to) {
  const auto days = days_in(cell.text);
  const Below below = day_below(cell.heading);
  const bool has_end =
      (below == Below::end && !days.empty()) || (below != Below::none && is_span(cell.text, days));
  return has_end && !item.end && to.as_of && days.back().last_day() <= to.as_of->last_day();
}

/// Whether a cell says another thing of the item than its codes do.
bool contradicts(const Cell& cell, const Item& item) {
  const State said = state_in_cell(cell);
  if (item.kind != Section::procedures && said != State::unknown) {
    const bool is_known_end = item.status == "unclear" && said == State::over && item.end;
    return said != state_of(item) && !is_known_end;
  }
  const auto days = days_in(cell.text);
  const Below below = day_below(cell.heading);
  if (below != Below::none && is_span(cell.text, days))
    return differ({days.front()}, item.start) || differ({days.back()}, item.end);
  switch (below) {
    case Below::start:
      return differ(days, item.start);
    case Below::end:
      return differ(days, item.end);
    case Below::both:
      return differ(days, item.start) && differ(days, item.end);
    case Below::none:
      break;
  }
  const auto is_other = [](const std::optional<Date>& day, const std::optional<Date>& coded) {
    return day && differ({*day}, coded);
  };
  return item.kind == Section::problems &&
         (is_other(day_of_beginning(cell.text), item.start) ||
          (item.end && is_other(day_of_end(cell.text), item.end)));
}

}  // namespace

std::vector<std::string> comments_in(const std::vector<El>& acts, const Pages& pages) {
  std::vector<std::string> all;
  for (const El& act : acts) {
    if (act.child("code").attribute("code") != comment_code) continue;
    std::string words = pages.text_of(act.child("text"));
    const bool is_again = std::ranges::find(all, words) != all.end();
    if (!is_placeholder(words) && !is_again) all.push_back(std::move(words));
  }
  return all;
}

void tell_comments(const El& entry, Item& item, const Reading& to) {
  if (!entry) return;
  const auto [known, is_new] = to.comments->try_emplace(entry.index());
  if (is_new) {
    std::vector<El> acts;
    for (const El& relation : entry.children("entryRelationship")) {
      if (const El act = relation.child("act")) acts.push_back(act);
    }
    known->second = comments_in(acts, to.pages);
  }
  for (const std::string& words : known->second) {
    if (!contains_but_case(item.instruction, words)) item.take_comment(words);
  }
}

void add_words_of(const El& said, KnownWords& known) {
  // What stands beside very many others is asked for its own words alone.
  constexpr std::size_t most_beside = 20;
  El entry = said;
  while (entry && !entry.is("entry") && !entry.is("section")) {
    const El around = entry.parent();
    if (!around.has_at_most(most_beside, entry.name())) break;
    entry = around;
  }
  const auto walk = [&](const auto& self, const El& element) -> void {
    for (const std::string_view name : {"displayName", "value", "unit"}) {
      if (!element.is("reference")) known.add(element.attribute(name));
    }
    known.add(element.own_text());
    for (const El& child : element.children()) self(self, child);
  };
  walk(walk, entry.is("section") ? said : entry);
}

namespace {

/// All that was taken of an entry.
void add_words_of(const Item& item, KnownWords& known) {
  for (const std::string* words :
       {&item.name,
        &item.instruction,
        &item.reason,
        &item.reaction,
        &item.severity,
        &item.site,
        &item.place,
        &item.type,
        &item.criticality})
    known.add(*words);
  for (const std::string& other : item.also) known.add(other);
  for (const Item::Doubt& doubt : item.doubts) known.add(doubt.words);
  const bool says_how = std::ranges::any_of(item.dosages, [](const Dosage& dosage) {
    return !dosage.timings.empty() || !dosage.dose.value.empty();
  });
  if (says_how || !item.instruction.empty()) known.add_words_of_taking();
  const State state = state_of(item);
  if (item.basis != Basis::unconfirmed) known.add("confirmed");
  if (item.severity == "moderate") known.add("medium");
  if (state == State::going) known.add({"active", "current", "ongoing", "yes", "activo", "activa"});
  if (state == State::over)
    known.add({"inactive", "resolved", "completed", "ended", "inactivo", "inactiva"});
}

}  // namespace

bool is_known(const Cell& cell, const KnownWords& known) {
  // "Agent:" is a label, and what it is of stands in the next cell.
  constexpr std::ptrdiff_t most_blanks = 2;
  const bool is_label = cell.text.ends_with(':') && std::ranges::none_of(cell.text, is_digit) &&
                        std::ranges::count(cell.text, ' ') <= most_blanks &&
                        !speaks_against(cell.text);
  return is_label || is_placeholder(cell.text) || statement_in(cell.text) ||
         state_in_cell(cell) != State::unknown || contains_but_case(cell.heading, "categor") ||
         known.cover(tidy(cell.text));
}

namespace {

/// "Ruled out", "History of"; and "No" where the heading asks if it goes on.
bool cell_speaks_against(const Cell& cell) {
  constexpr std::string_view of_before[] = {
      "historyof", "hxof", "hx", "ho", "history", "pasthistory", "antecedente", "antecedentede"};
  // "Completed" may be said of the order, or of the list.
  constexpr std::string_view of_end[] = {
      "inactive", "resolved", "ended", "noactive", "past", "inactivo", "inactiva"};
  const std::string_view before_number =
      std::string_view{cell.text}.substr(0, cell.text.find_first_of("0123456789"));
  const bool answers = state_in_cell(cell) == State::over && state_in(cell.text) == State::unknown;
  const bool is_end = std::ranges::find(of_end, folded(before_number)) != std::end(of_end) ||
                      state_in(cell.text) == State::held;
  return answers || is_end || speaks_against(cell.text) ||
         std::ranges::find(of_before, folded(cell.text)) != std::end(of_before);
}

/// "No known drug allergies" beside one: not of a reaction, of which there may be none.
bool says_none(const std::string& text) {
  constexpr std::string_view lists[] = {"allerg", "medication", "medicine", "problem"};
  const auto statement = statement_in(text);
  return statement && statement->says == Empty::none &&
         std::ranges::any_of(lists, [&](auto word) { return contains_but_case(text, word); });
}

/// Whether the directions of a medicine have all that a cell has.
bool stands_word_for_word(const Cell& cell, const Item& item) {
  constexpr std::size_t shortest = 8;  // less may stand there by chance
  return cell.text.size() >= shortest && contains_but_case(item.instruction, cell.text);
}

/// Tells beside the item what of the line says another thing, or more, than it does. True where it
/// says that the item does not go on. `of_office` gets what says neither.
bool compare_cells(
    const Row& cells,
    const KnownWords& known,
    const std::optional<Numbers>& numbers,
    Item& item,
    Row& of_office,
    const Reading& to
) {
  const bool goes_on = state_of(item) == State::going;
  bool is_against = false;
  for (const Cell& cell : cells) {
    const bool is_told = std::ranges::any_of(item.doubts, [&](const Item::Doubt& doubt) {
      return doubt.why == "text-says" && doubt.words == cell.text;
    });
    const bool speaks_against_it =
        goes_on && (cell_speaks_against(cell) || ends_in_text(cell, item, to));
    is_against = is_against || speaks_against_it;
    if (is_told || (!speaks_against_it && stands_word_for_word(cell, item))) continue;
    const bool says_state = speaks_against_it || state_in_cell(cell) != State::unknown;
    const bool has_another_amount = numbers && numbers->lack_one_of(cell);
    const bool says_more =
        has_another_amount || !is_known(cell, known) || (goes_on && says_none(cell.text));
    if (is_of_office(cell.heading) && !says_state) {
      if (says_more) of_office.push_back(cell);
    } else if (says_more || speaks_against_it || contradicts(cell, item)) {
      item.doubt("text-says", in_words(cell));
    }
  }
  return is_against;
}

/// Takes how bad the row says that an allergy gets, where the entry says another word or none.
void compare_severity(const Row& cells, const KnownWords& of_entry, Item& item) {
  for (const Cell& cell : cells) {
    const std::string said = severity_in_cell(cell);
    if (said.empty() || said == item.severity || of_entry.cover(said)) continue;
    if (item.severity.empty()) item.doubt("text-says", in_words(cell));
    item.take_severity(said);
  }
}

/// A text that entries share says nothing of one of them: told once for the list.
void tell_text_of_many(const El& entry, const Reading& to) {
  const std::string_view reference = entry.at("text/reference").attribute("value");
  if (!to.pages.referred(reference) || to.pages.is_of_one(reference)) return;
  const Note note{to.chart.sources[to.source].file, "text-of-many", title_of(to.section)};
  const bool is_told = std::ranges::any_of(to.chart.check, [&](const Note& other) {
    return other.why == note.why && other.file == note.file && other.words == note.words;
  });
  if (!is_told) to.chart.check.push_back(note);
}

/// What the office needs to know of something is told once, and is nothing to check.
void tell_of_office(const Item& item, const Row& cells, const Reading& to) {
  if (cells.empty()) return;
  std::string words = item.name;
  for (const Cell& cell : cells) words += " · " + in_words(cell);
  to.chart.not_read.push_back({to.chart.sources[to.source].file, "of-office", std::move(words)});
}

/// Doubts an item that goes on what stands around its line.
void compare_around(
    const TextRows::Line* line, const Chosen& names, Item& item, const Reading& to
) {
  const Around all = around(line, names, item.kind, to);
  if (state_of(item) != State::going) return;
  for (const std::string& words : all.words) item.doubt("text-says", words);
  if (all.is_against) item.call_unclear();
}

}  // namespace

namespace {

/// The brand by which the first cell of a row calls a medicine, where its names have that further
/// behind, in brackets.
void take_name_of_row(const Row& cells, Item& item) {
  constexpr std::size_t longest = 120;
  if (cells.size() < 2 || cells.front().text.size() > longest) return;
  const std::string& name = cells.front().text;
  const std::string first = name.substr(0, name.find(' '));
  const auto names = item.all_names();
  const bool is_name = first.size() > 3 && std::ranges::any_of(names, [&](const std::string& one) {
                         return contains_but_case(one, first);
                       });
  const bool is_known = std::ranges::any_of(names, [&](const std::string& one) {
    return contains_but_case(name, one) || lowered(one).starts_with(lowered(first));
  });
  if (is_name && !is_known) item.also.push_back(name);
}

}  // namespace

namespace {

/// A time that the office may shift a little is said as the text says it, where it has the same
/// number: "every 12 hours".
void take_timing_of_text(const Row& cells, Item& item) {
  const auto says = [&](const Timing& timing) {
    const auto rate = rate_of(timing);
    return rate && std::ranges::any_of(cells, [&](const Cell& cell) {
             return !has_other_number(timing.every, cell.text) &&
                    std::ranges::any_of(rates_in(cell.text), [&](const Rate& one) {
                      return are_equal(one, *rate);
                    });
           });
  };
  for (Dosage& dosage : item.dosages) {
    for (Timing& timing : dosage.timings) timing.about = timing.about && !says(timing);
  }
}

}  // namespace

void compare_with_text(const El& entry, const Chosen& names, Item& item, const Reading& to) {
  tell_comments(entry, item, to);
  tell_text_of_many(entry, to);
  const TextRows::Line* line = line_of(entry, names, to);
  if (!line && item.kind == Section::medications) line = row_of_a_word(names.name, to);
  if (!line) return compare_around(line, names, item, to);
  line->is_looked_at = true;
  std::optional<Numbers> numbers;
  if (item.kind == Section::medications) numbers.emplace(item, numbers_of(entry, item));
  KnownWords known;
  add_words_of(entry, known);
  if (item.kind == Section::allergies) compare_severity(cells_of_line(*line), known, item);
  add_words_of(item, known);
  Row of_office;
  bool is_against = compare_cells(cells_of_line(*line), known, numbers, item, of_office, to);
  tell_of_office(item, of_office, to);
  if (item.kind == Section::medications) {
    take_name_of_row(cells_of_line(*line), item);
    take_timing_of_text(cells_of_line(*line), item);
  }
  compare_around(line, names, item, to);
  if (is_against) item.call_unclear();
}

void tell_denied_but_listed(const El& entry, const Chosen& names, Section kind, const Reading& to) {
  if (names.name.empty()) return;
  const TextRows::Line* line = line_of(entry, names, to);
  if (!line) return;
  constexpr std::string_view no[] = {
      "not",
      "no ",
      "none",
      "never",
      "den",
      "neg",
      "refus",
      "ruled",
      "absent",
      "declin",
      "error",
      "unsuccess",
      "n't",
      "nunca",
      "sin ",
      "descart",
      "rechaz"};
  const Row cells = cells_of_line(*line);
  const bool is_denied = std::ranges::any_of(cells, [&](const Cell& cell) {
    return speaks_against(cell.text) || !denial_in(kind, cell.text).empty() ||
           state_in_cell(cell) == State::over || std::ranges::any_of(no, [&](auto word) {
             return contains_but_case(cell.heading + ' ' + cell.text + ' ', word);
           });
  });
  const bool says_more = std::ranges::any_of(cells, [&](const Cell& cell) {
    return !is_beside_all(cell.text) || state_in_cell(cell) == State::going;
  });
  if (is_denied || !says_more) return;
  std::string words;
  for (const Cell& cell : cells) words += (words.empty() ? "" : " · ") + in_words(cell);
  to.chart.check.push_back({to.chart.sources[to.source].file, "denied-but-listed", std::move(words)}
  );
}

void tell_comments_beside(const El& said, const Reading& to) {
  for (std::string& words : comments_in(said.below("act"), to.pages))
    to.chart.found.back().beside.push_back({"comment", std::move(words)});
}

namespace {

/// Whether a text has a rank that is not known: "1st", and no "first".
bool has_other_rank(std::string_view text, const KnownWords& known) {
  constexpr std::string_view ranks[] = {"first", "second", "third", "fourth", "fifth"};
  constexpr std::string_view ends[] = {"st", "nd", "rd", "th"};
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const bool is_alone = i == 0 || !is_digit(text[i - 1]);
    const auto end = lowered(text.substr(i + 1, 2));
    const bool is_rank = is_alone && text[i] >= '1' && text[i] <= '5' &&
                         std::ranges::find(ends, end) != std::end(ends);
    if (is_rank && !known.cover(ranks[static_cast<std::size_t>(text[i] - '1')])) return true;
  }
  return false;
}

}  // namespace

void tell_row_beside(const El& said, const Chosen& names, const Reading& to) {
  const TextRows::Line* line = line_of(said, names, to);
  if (!line) return;
  Item probe{.kind = Section::procedures, .name = names.name, .also = names.also};
  const Period period = period_of(said.child("effectiveTime"));
  probe.start = period.start;
  probe.end = period.end;
  Found& found = to.chart.found.back();
  const bool is_negated = found.outcome == Outcome::negated;
  KnownWords known;
  add_words_of(said, known);
  add_words_of(probe, known);
  known.add(found.what);
  if (is_negated) known.add({"no", "not", "done", "given", "administered", "refused", "declined"});
  for (const Beside& one : found.beside) known.add(one.words);
  const auto told = days_in(found.what);
  // How much of something there is, or is to be.
  constexpr Section measured[] = {Section::plans, Section::social, Section::abilities};
  const bool is_measured = std::ranges::find(measured, found.section) != std::end(measured);
  El entry = said;
  while (entry && !entry.is("entry")) entry = entry.parent();
  const std::string all = is_measured ? numbers_of(entry ? entry : said, probe) : std::string{};
  for (const Cell& cell : cells_of_line(*line)) {
    const bool is_done = is_negated && state_in_cell(cell) == State::over;
    const auto days = days_in(cell.text);
    const bool is_told_day = !told.empty() && !differ(days, told.front());
    const bool is_name = are_alike(cell.text, names.name);
    // "Oximetry 95 %" of an entry with 92 %.
    const bool has_other_amount = !is_name && !names.name.empty() && days.empty() &&
                                  folded(cell.text).starts_with(folded(names.name)) &&
                                  numbers_differ(cell.text, numbers_of(said, probe));
    if (is_done || has_other_amount ||
        (is_measured && days.empty() && has_other_number(cell.text, all)) ||
        (contradicts(cell, probe) && !is_told_day) ||
        (days.empty() && has_other_rank(cell.text, known)) || !(is_name || is_known(cell, known)))
      found.beside.push_back({"text-says", in_words(cell)});
  }
}

void compare_state(const std::string& said, Item& item) {
  if (contradicts({"", said}, item)) item.doubt("text-says", said);
}

}  // namespace engine::chart::c_cda
