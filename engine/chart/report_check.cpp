// The first part of the report: what a person has to look at.

#include "engine/base/fold.hpp"
#include "engine/chart/alike.hpp"
#include "engine/chart/known_words.hpp"
#include "engine/chart/telling.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace engine::chart {

std::string Telling::told(const std::string& what) const {
  std::string text = shown(what);
  if (const auto whole = parse_date(text)) return day(whole);
  const auto at_place = [&](std::size_t i) { return i < text.size() ? text[i] : ' '; };
  const auto is_part = [](char c) { return is_digit(c) || is_letter(c) || c == '-'; };
  for (const std::string_view like : {"2026-07-10", "2026-07"}) {
    for (std::size_t at = 0; at + like.size() <= text.size(); ++at) {
      const char before = at == 0 ? ' ' : text[at - 1];
      char behind = at_place(at + like.size());
      // From that month on.
      if (std::string_view{text}.substr(std::min(text.size(), at + like.size())).starts_with(" –"))
        behind = ')';
      // A month without a day stands at the end of brackets; elsewhere it may be any number.
      const bool is_month = like.size() < std::string_view{"2026-07-10"}.size();
      const bool is_apart = is_month ? (before == '(' || before == ' ') && behind == ')'
                                     : !is_part(before) && !is_part(behind);
      const auto date =
          is_apart ? parse_date(std::string_view{text}.substr(at, like.size())) : std::nullopt;
      if (!date) continue;
      const std::string in_words = day(date);
      text.replace(at, like.size(), in_words);
      at += in_words.size() - 1;
    }
  }
  return text;
}

std::string words_beside(const std::vector<Beside>& all, const Telling& telling) {
  std::string words;
  bool has_result = false;
  for (const Beside& one : all) {
    const bool is_next = has_result && (one.how == "result" || one.how == "pending");
    words += (is_next ? " · " : " – ") + telling.say("beside." + one.how, telling.told(one.words));
    has_result = has_result || one.how == "result";
  }
  return words;
}

std::string called(const Found& found, const Telling& telling) {
  const std::string words = telling.told(found.what), behind = words_beside(found.beside, telling);
  constexpr std::string_view between = " – ";
  return words.empty() && !behind.empty() ? behind.substr(between.size()) : words + behind;
}

std::string name_of(const Item& item, const Telling& telling) {
  if (!item.name.empty()) return telling.shown(item.full_name());
  if (item.codes.empty()) return telling.say("unnamed-without-code");
  const std::string code =
      item.codes.empty() ? "" : item.codes.front().system + ' ' + item.codes.front().code;
  return telling.say("unnamed", telling.shown(code));
}

std::string other_names(const Item& item, const Telling& telling) {
  if (item.kind == Section::allergies) return {};  // all of them are told with the reaction
  KnownWords known;
  known.add(item.full_name());
  known.add({"oral", "tablet", "capsule", "disorder", "disease", "unspecified"});
  std::string others;
  for (const std::string& other : item.also) {
    if (!known.cover(other)) others += (others.empty() ? "" : ", ") + other;
  }
  return others.empty() ? others : telling.say("also-named", others);
}

namespace {

std::string from_where(const Item& item, const Telling& telling) {
  const Origin& source = telling.facts.sources[item.source];
  if (source.organization.empty()) return telling.say("from-chart", telling.day(source.date));
  return telling.say("from-chart-of", telling.shown(source.organization), telling.day(source.date));
}

/// What stands beside a doubt: a day, a word of the case format, or words of the chart.
std::string said_beside(const Item::Doubt& doubt, const Telling& telling) {
  if (doubt.why == "older-state" || doubt.why == "undecided-state") {
    // A state, and why.
    const auto end = doubt.words.find(' ');
    const std::string state = telling.say("status." + doubt.words.substr(0, end));
    return end == doubt.words.npos ? state : state + telling.shown(doubt.words.substr(end));
  }
  if (const auto day = parse_date(doubt.words)) {
    const bool is_beginning = doubt.why == "states-differ" || doubt.why == "state-unsaid";
    return is_beginning ? telling.say("it-began", telling.day(day)) : telling.day(day);
  }
  if (doubt.why == "severities-differ") return telling.say("severity." + doubt.words);
  return telling.told(doubt.words);
}

/// Why a person has to look at an item, with the days of the two charts that differ.
std::string why_of(const Item::Doubt& doubt, const Telling& telling) {
  // Two codes: its own, and that of the other.
  if (const auto end = doubt.words.find('\n');
      doubt.why == "other-code" && end != std::string::npos)
    return telling.say(
        "doubt.other-code",
        telling.shown(doubt.words.substr(0, end)),
        telling.shown(doubt.words.substr(end + 1))
    );
  return chart::say(
      telling.words,
      telling.options.language,
      "doubt." + doubt.why,
      said_beside(doubt, telling),
      telling.day(doubt.day),
      telling.day(doubt.other_day)
  );
}

/// What is looked at first: two strengths, and what two charts say that is not one; then allergies,
/// then medicines.
int rank_of(const Item& item) {
  constexpr std::array<std::string_view, 10> first{
      "two-medicines",
      "two-strengths",
      "words-against",
      "older-state",
      "older-way",
      "way-of-older",
      "undecided-state",
      "newer-denies",
      "newer-mistaken",
      "also-mistaken"};
  const bool is_first = std::ranges::any_of(item.doubts, [&](const Item::Doubt& doubt) {
    return std::ranges::find(first, doubt.why) != first.end();
  });
  return is_first                            ? 0
         : item.kind == Section::allergies   ? 1
         : item.kind == Section::medications ? 2
                                             : 3;
}

/// How many items there are of one kind and name.
using Namesakes = std::map<std::pair<Section, std::string>, int>;
Namesakes namesakes_of(const std::vector<Item>& items) {
  Namesakes count;
  for (const Item& item : items) ++count[{item.kind, lowered(item.name)}];
  return count;
}

/// A name, with the day where another of that name is in the list.
std::string name_apart(const Item& item, const Namesakes& namesakes, const Telling& telling) {
  const std::string name = name_of(item, telling);
  const auto same = namesakes.find({item.kind, lowered(item.name)});
  const auto day = item.start ? item.start : item.end;
  return same != namesakes.end() && same->second > 1 && day && !telling.options.redact
             ? name + " (" + telling.day(day) + ')'
             : name;
}

/// Whether another name says nothing that the name does not: "Ibuprofen" beside "ibuprofen 600 MG
/// Oral Tablet".
bool has_all_words_of(const std::string& name, const std::string& other) {
  const std::string small_name = lowered(name), small_other = lowered(other);
  const auto known = words_of(small_name);
  return std::ranges::all_of(words_of(small_other), [&](std::string_view word) {
    return std::ranges::any_of(known, [&](std::string_view one) { return are_alike(one, word); });
  });
}

Report::Line line_to_check(const Item& item, const Namesakes& namesakes, const Telling& telling) {
  std::vector<std::string> more;
  for (const auto& doubt : item.doubts) more.push_back(why_of(doubt, telling));
  if (!item.also.empty() && !item.doubts.empty()) {
    std::string others;
    for (const std::string& other : item.also) {
      const bool is_told =
          std::ranges::find(item.doubts, other, &Item::Doubt::words) != item.doubts.end();
      if (!is_told && !has_all_words_of(item.name, other))
        others += (others.empty() ? "" : "; ") + other;
    }
    if (!others.empty()) more.push_back(telling.say("also-called", telling.shown(others)));
  }
  if (!item.sensitive.empty()) more.push_back(telling.say("doubt.sensitive"));
  more.push_back(from_where(item, telling));
  return {
      telling.section(item.kind) + ": " + name_apart(item, namesakes, telling), std::move(more)};
}

/// Whether all of a list is from the chart that says that there are none.
bool are_of_one_chart(const Telling& telling, Section kind, std::size_t source) {
  return std::ranges::all_of(telling.facts.items, [&](const Item& item) {
    return item.kind != kind || (item.source == source && item.more_sources.empty());
  });
}

/// The words of a chart that there are none.
std::string words_of_none(const Telling& telling, Section kind, const Statement& statement) {
  const auto found = std::ranges::find_if(telling.chart.found, [&](const Found& one) {
    return one.outcome == Outcome::none && one.section == kind && one.why == "none" &&
           statement.source == one.source && !one.what.empty();
  });
  return found == telling.chart.found.end() ? std::string{} : called(*found, telling);
}

/// Whether a list has what the chart says there is none of: an allergy to a medicine beside "No
/// known drug allergies".
bool speaks_of_listed(const Telling& telling, Section kind, Scope scope) {
  if (kind != Section::allergies || scope == Scope::all) return true;
  return std::ranges::any_of(telling.facts.items, [&](const Item& item) {
    const bool is_medicine =
        item.against == "medication" ||
        std::ranges::find(item.codes, "RxNorm", &Code::system) != item.codes.end();
    return item.kind == kind && is_going_on(item) &&
           (scope == Scope::drug ? is_medicine : item.against == "food");
  });
}

/// What the charts say of a list as a whole: that there are none beside some, or nothing.
void check_lists(const Telling& telling, Report::Part& part) {
  constexpr Section kinds[] = {Section::allergies, Section::medications, Section::problems};
  for (const Section kind : kinds) {
    const auto has = [&](auto is_so) {
      return std::ranges::any_of(telling.chart.found, [&](const Found& found) {
        return found.section == kind && is_so(found);
      });
    };
    const bool any = has([](const Found& found) {
      return found.outcome == Outcome::taken || found.outcome == Outcome::merged ||
             found.outcome == Outcome::not_understood || found.why == "typed-none";
    });
    const bool denies = has([](const Found& found) { return found.outcome == Outcome::negated; });
    const Statement& statement = telling.facts.statement_of(kind);
    const std::string id{section_ids[static_cast<std::size_t>(kind)]};
    const auto add = [&](std::string_view what) {
      part.lines.push_back({telling.say("check." + std::string{what} + '.' + id), {}});
    };
    if (any && statement.says == Empty::none && speaks_of_listed(telling, kind, statement.scope)) {
      const bool is_one = statement.source && are_of_one_chart(telling, kind, *statement.source);
      add(is_one ? "none-and-some-of-one" : "none-and-some");
      if (std::string words = words_of_none(telling, kind, statement); !words.empty())
        part.lines.back().more.push_back(std::move(words));
    }
    if (!any && statement.says == Empty::missing) add(denies ? "denied" : "missing");
    if (!any && (statement.says == Empty::no_information || statement.says == Empty::not_asked))
      add("not-asked");
  }
}

/// Entries of lists that nobody can name: one of them may be an allergy.
void check_unnamed(const Telling& telling, Report::Part& part) {
  for (const List& list : lists) {
    Report::Line line{
        telling.say(
            "check.unnamed." + std::string{section_ids[static_cast<std::size_t>(list.kind)]}
        ),
        {}};
    int entries = 0;
    for (const Found& found : telling.chart.found) {
      if (found.section != list.kind || found.outcome != Outcome::not_understood) continue;
      ++entries;
      if (std::string words = called(found, telling); !words.empty())
        line.more.push_back(std::move(words));
    }
    if (entries > 0) part.lines.push_back(std::move(line));
  }
}

/// Whether a list is empty by the word of a chart.
bool speaks_of_none(const Facts& facts, std::size_t source) {
  return std::ranges::any_of(lists, [&](const List& list) {
    const Statement& statement = facts.*list.statement;
    return statement.says == Empty::none && statement.source == source &&
           std::ranges::find(facts.items, list.kind, &Item::kind) == facts.items.end();
  });
}

/// A chart that is more than a year older than the draft, or has no day, may not know what is so
/// now.
void check_ages(const Telling& telling, Report::Part& part) {
  for (std::size_t i = 0; i < telling.facts.sources.size(); ++i) {
    const Origin& source = telling.facts.sources[i];
    const bool has_item = std::ranges::any_of(telling.facts.items, [&](const Item& item) {
      return item.source == i && item.kind != Section::family;
    });
    const bool is_used = has_item || speaks_of_none(telling.facts, i);
    const bool is_old =
        source.date && plus_years(source.date->last_day(), 1) < telling.facts.as_of.first_day();
    if (is_used && !source.date)
      part.lines.push_back({telling.say("check.undated-chart"), {telling.file(source.file)}});
    if (is_used && is_old)
      part.lines.push_back(
          {telling.say("check.old-chart", telling.day(source.date)), {telling.file(source.file)}}
      );
  }
}

/// Whether a note is about a line of a list that no entry has: it may be an allergy.
bool is_of_list(const Note& note) {
  return note.why.starts_with("row-without-entry");
}

bool has_name(const Facts& facts) {
  return facts.person && !facts.person->names.empty();
}

/// Notes about lists, or about files; those that say the same as one line.
void add_notes(const Telling& telling, Report::Part& part, bool of_lists) {
  std::vector<Report::Line> lines;
  for (const Note& note : telling.chart.check) {
    // That nobody is named stands at the top already.
    const bool is_said = note.why == "piece-of-a-chart" && !has_name(telling.facts);
    if (is_of_list(note) != of_lists || is_said) continue;
    std::string words = telling.say("check." + note.why, telling.told(note.words));
    const auto same = std::ranges::find(lines, words, &Report::Line::words);
    if (same == lines.end())
      lines.push_back({std::move(words), {telling.file(note.file)}});
    else
      same->more.push_back(telling.file(note.file));
  }
  for (Report::Line& line : lines) part.lines.push_back(std::move(line));
}

}  // namespace

Report::Part part_to_check(const Telling& telling) {
  Report::Part part{telling.say("check"), {}, telling.say("check-nothing")};
  const Facts& facts = telling.facts;
  if (!has_name(facts)) part.lines.push_back({telling.say("check.no-name"), {}});
  std::vector<const Item*> items;
  for (const Item& item : facts.items) {
    if (!item.doubts.empty() || !item.sensitive.empty()) items.push_back(&item);
  }
  for (const Item& item : facts.met) items.push_back(&item);
  std::ranges::stable_sort(items, {}, [](const Item* item) { return rank_of(*item); });
  const Namesakes namesakes = namesakes_of(telling.facts.items);
  for (const Item* item : items) part.lines.push_back(line_to_check(*item, namesakes, telling));
  add_notes(telling, part, true);
  check_unnamed(telling, part);
  check_lists(telling, part);
  check_ages(telling, part);
  add_notes(telling, part, false);
  return part;
}

}  // namespace engine::chart
