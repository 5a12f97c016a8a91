#include "engine/chart/report.hpp"

#include "engine/chart/telling.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace engine::chart {

namespace {

/// Whether it goes on is said in two ways, and so said under what is to check.
bool is_contradicted(const Item& item) {
  constexpr std::array<std::string_view, 12> states{
      "adherence",
      "off-list",
      "active-and-ended",
      "active-on-one-day",
      "states-differ",
      "undecided-state",
      "newer-denies",
      "newer-mistaken",
      "name-denies",
      "words-against",
      "planned-and-past",
      "text-says"};
  return item.status == "unclear" &&
         std::ranges::any_of(item.doubts, [&](const Item::Doubt& doubt) {
           return std::ranges::find(states, doubt.why) != states.end();
         });
}

/// A first day alone is no day on which something ended.
std::string days_of(const Item& item, const Telling& telling) {
  if (!item.start && !item.end) return {};
  if (!item.start) return telling.say("until-day", telling.day(item.end));
  if (item.end == item.start) return telling.day(item.start);
  if (item.end) return telling.day(item.start) + " – " + telling.day(item.end);
  if (item.kind == Section::procedures) return telling.day(item.start);
  if (item.status == "planned") return telling.day(item.start);
  const bool is_over =
      item.status == "stopped" || item.status == "resolved" || item.status == "unclear";
  return telling.say(is_over ? "began-day" : "since-day", telling.day(item.start));
}

/// Whether another entry says the same of a reaction, and more.
bool is_said_better(const Reaction& one, const std::vector<Reaction>& all) {
  return std::ranges::any_of(all, [&](const Reaction& other) {
    const bool says_more =
        (one.severity.empty() && !other.severity.empty()) || (!one.day && other.day);
    return says_more && one.name == other.name &&
           (one.severity.empty() || one.severity == other.severity) &&
           (!one.day || one.day == other.day);
  });
}

/// The day of a reaction, or from when to when it went on.
std::string days_of(const Reaction& reaction, const Telling& telling) {
  std::string words = telling.day(reaction.day);
  if (reaction.last_day) words += " – " + telling.day(reaction.last_day);
  return words;
}

/// Of several reactions each with how bad it was, and when.
std::string reactions_of(const Item& item, const Telling& telling) {
  std::vector<std::string> all;
  for (const Reaction& one : item.reactions) {
    if (is_said_better(one, item.reactions)) continue;
    std::string words = one.name;
    std::string behind = one.severity.empty() ? "" : telling.say("severity." + one.severity);
    if (one.day) behind += (behind.empty() ? "" : ", ") + days_of(one, telling);
    if (!behind.empty()) words += (words.empty() ? "" : " ") + ('(' + behind + ')');
    if (!words.empty() && std::ranges::find(all, words) == all.end()) all.push_back(words);
  }
  const bool has_own_day = item.reactions.size() == 1 && item.reactions.front().day &&
                           item.reactions.front().day != item.start;
  if (all.size() < 2 && has_own_day)
    return item.reaction + " (" + days_of(item.reactions.front(), telling) + ')';
  if (all.size() < 2) return item.reaction;
  std::string words;
  for (const std::string& one : all) words += (words.empty() ? "" : ", ") + one;
  return words;
}

/// Whether it goes on, as the id of words. Of an allergy that nobody confirmed that is not said.
std::string state_of(const Item& item) {
  if (item.status.empty()) return {};
  if (is_contradicted(item)) return "unsure";
  const bool is_in_remission =
      std::ranges::find(item.doubts, "in-remission", &Item::Doubt::why) != item.doubts.end();
  if (is_in_remission && item.status == "active") return {};  // it stands behind the name
  if (item.kind != Section::allergies) return item.status;
  return item.basis == Basis::unconfirmed ? std::string{} : "allergy." + item.status;
}

/// One line an item: its name, its state, its days.
std::string line_of(const Item& item, const Telling& telling) {
  std::string words = name_of(item, telling);
  if (const std::string state = state_of(item); !state.empty())
    words += " – " + telling.say("status." + state);
  if (telling.options.redact) return words;
  if (!item.relative.empty()) words += " – " + printable(item.relative);
  if (!item.age.empty()) words += " · " + telling.say("at-age", printable(item.age));
  const auto add = [&](const std::string& more) {
    if (!more.empty()) words += " · " + printable(more);
  };
  add(item.dose);
  add(item.frequency);
  add(item.instruction);
  if (item.is_of_stay) add(telling.say("of-a-stay"));
  if (item.type == "intolerance") add(telling.say("type.intolerance"));
  if (!item.reason.empty()) add(telling.say("taken-for", item.reason));
  if (!item.prescriber.empty()) add(telling.say("prescribed-by", item.prescriber));
  if (!item.status_reason.empty()) add(telling.say("because", item.status_reason));
  add(reactions_of(item, telling));
  if (item.kind == Section::allergies && !item.also.empty()) {
    std::string others;
    for (const std::string& other : item.also) others += (others.empty() ? "" : ", ") + other;
    add(telling.say("also-named", others));
  }
  if (!item.severity.empty()) add(telling.say("severity." + item.severity));
  if (item.criticality == "high") add(telling.say("criticality.high"));
  add(days_of(item, telling));
  add(other_names(item, telling));
  for (const Beside& one : telling.chart.found[item.entry].beside)
    add(telling.say("beside." + one.how, telling.told(one.words)));
  return words;
}

void add_taken(const Telling& telling, std::vector<Report::Part>& parts) {
  Report::Part part{telling.say("taken"), {}, telling.say("taken-nothing"), false};
  const Facts& facts = telling.facts;
  if (facts.person && !facts.person->names.empty()) {
    std::string words = telling.shown(facts.person->names.front().whole());
    if (facts.person->born) words = telling.say("born", words, telling.day(facts.person->born));
    words = telling.say("person", words);
    if (!telling.options.redact)
      words += words_beside(telling.chart.found[facts.person->entry].beside, telling);
    part.lines.push_back({std::move(words), {}});
  }
  for (const Section kind :
       {Section::problems,
        Section::medications,
        Section::allergies,
        Section::procedures,
        Section::devices,
        Section::family}) {
    Report::Line line{"", {}};
    for (const Item& item : facts.items) {
      if (item.kind == kind) line.more.push_back(line_of(item, telling));
    }
    line.words = telling.section(kind) + ": " + std::to_string(line.more.size());
    const Statement& statement = facts.statement_of(kind);
    const bool is_list =
        kind == Section::problems || kind == Section::medications || kind == Section::allergies;
    const bool is_of_some = statement.scope != Scope::all;
    if (is_list && (line.more.empty() || is_of_some) && statement.says == Empty::none)
      line.more.push_back(telling.say(
          kind != Section::allergies       ? "none-of-these"
          : statement.scope == Scope::drug ? "none-of-drugs"
          : statement.scope == Scope::food ? "none-of-food"
                                           : "none-of-these"
      ));
    if (!line.more.empty()) part.lines.push_back(std::move(line));
  }
  Report::Line people{telling.section(Section::people), {}};
  for (const Provider& provider : facts.providers) {
    people.more.push_back(line_of(provider, telling));
  }
  for (const Contact& contact : facts.contacts) people.more.push_back(line_of(contact, telling));
  if (!people.more.empty()) part.lines.push_back(std::move(people));
  Report::Line plans{telling.section(Section::insurance), {}};
  for (const Coverage& coverage : facts.coverages) {
    std::string words = telling.shown(coverage.payer.empty() ? coverage.plan : coverage.payer);
    if (!coverage.payer.empty() && !coverage.plan.empty())
      words += " · " + telling.shown(coverage.plan);
    if (coverage.until) words += " · " + telling.say("until-day", telling.day(coverage.until));
    words += words_beside(telling.chart.found[coverage.entry].beside, telling);
    plans.more.push_back(std::move(words));
  }
  if (!plans.more.empty()) part.lines.push_back(std::move(plans));
  parts.push_back(std::move(part));
}

/// Where two words met: "Medicines: Metformin, how to take it".
std::string place_of(const into::Meeting& meeting, const Telling& telling) {
  std::string words = telling.say(meeting.where);
  if (!meeting.what.empty()) words += ": " + telling.shown(meeting.what);
  return words + ", " + telling.say(meeting.field);
}

/// A value as people read it: days and states in words.
std::string value_of(
    const into::Meeting& meeting, const std::string& value, const Telling& telling
) {
  if (telling.options.redact) return telling.say("not-shown");
  if (meeting.field == "field.status") return telling.say("status." + value);
  if (meeting.field == "field.type") return telling.say("type." + value);
  if (meeting.field == "field.severity") return telling.say("severity." + value);
  if (meeting.field == "field.list" && (value == "none" || value == "not-asked"))
    return telling.say("list." + value);
  const auto day = parse_date(value);
  return day ? telling.day(day) : printable(value);
}

/// What the charts say otherwise than who typed the case, whose words stay.
void add_differing(const Telling& telling, const into::Added& added, Report::Part& part) {
  for (const into::Meeting& one : added.differing) {
    Report::Line line{
        place_of(one, telling), {telling.say("chart-says", value_of(one, one.chart, telling))}};
    if (!one.typed.empty())
      line.more.push_back(telling.say(
          one.is_of_chart ? "case-says" : "you-wrote", value_of(one, one.typed, telling)
      ));
    if (!telling.options.redact) {
      line.chart = value_of(one, one.chart, telling);
      line.typed = one.typed.empty() ? std::string{} : value_of(one, one.typed, telling);
      line.instead = one.instead;
    }
    part.lines.push_back(std::move(line));
  }
}

void add_filled(const Telling& telling, const into::Added& added, Report::Part& part) {
  Report::Line line{telling.say("filled"), {}};
  for (const into::Meeting& one : added.filled)
    line.more.push_back(place_of(one, telling) + ": " + value_of(one, one.chart, telling));
  if (!line.more.empty()) part.lines.push_back(std::move(line));
}

Report::Part not_read(const Telling& telling) {
  Report::Part part{telling.say("not-read"), {}, telling.say("not-read-nothing"), false};
  for (const Found& found : telling.chart.found) {
    if (found.outcome != Outcome::not_understood) continue;
    part.lines.push_back(
        {telling.section(found.section) + ": " + telling.say("why." + found.why),
         found.what.empty() ? std::vector<std::string>{}
                            : std::vector<std::string>{called(found, telling)}}
    );
  }
  for (const Note& note : telling.chart.not_read) {
    const bool has_many = telling.chart.sources.size() > 1;
    std::string what = note.words.empty() ? telling.file(note.file) : telling.shown(note.words);
    if (has_many && !note.words.empty()) what += " – " + telling.file(note.file);
    part.lines.push_back({telling.say("why." + note.why), {std::move(what)}});
  }
  if (!telling.chart.attachments.empty()) {
    Report::Line line{telling.say("attachments"), {}};
    for (const std::string& name : telling.chart.attachments)
      line.more.push_back(telling.file(name));
    part.lines.push_back(std::move(line));
  }
  // What comes for the same reason stands below it once, each with its number.
  std::vector<Report::Line> once;
  std::vector<std::map<std::string, int>> counts;
  for (const Report::Line& line : part.lines) {
    auto same = std::ranges::find(once, line.words, &Report::Line::words);
    if (same == once.end()) {
      once.push_back({line.words, {}});
      counts.emplace_back();
      same = once.end() - 1;
    }
    auto& known = counts[static_cast<std::size_t>(same - once.begin())];
    for (const std::string& more : line.more) {
      if (++known[more] == 1) same->more.push_back(more);
    }
  }
  for (std::size_t i = 0; i < once.size(); ++i) {
    for (std::string& more : once[i].more) {
      if (const int count = counts[i][more]; count > 1) more += " (" + std::to_string(count) + ")";
    }
  }
  part.lines = std::move(once);
  return part;
}

void add_account(const Telling& telling, Report& report) {
  report.account_heading = telling.say("account");
  report.account_note = telling.say("account-note");
  for (const std::string_view id :
       {"account.what",
        "account.found",
        "account.taken",
        "account.merged",
        "account.none",
        "account.negated",
        "account.left-out",
        "account.not-read"})
    report.columns.push_back(telling.say(id));
  for (std::size_t i = 0; i < telling.chart.sources.size(); ++i) {
    for (const auto& [section, entries] : telling.chart.sources[i].entries) {
      if (entries == 0) continue;
      Report::Row row{
          telling.say("file-number", std::to_string(i + 1)) + ", " +
              (section == Section::people ? telling.say("account.people") : telling.section(section)
              ),
          std::vector<int>(1 + outcome_count, 0)};
      row.numbers[0] = entries;
      for (const Found& found : telling.chart.found) {
        if (found.source == i && found.section == section)
          ++row.numbers[1 + static_cast<std::size_t>(found.outcome)];
      }
      report.account.push_back(std::move(row));
    }
  }
  if (report.account.empty()) report.account_note = telling.say("account.nothing");
}

void add_head(const Telling& telling, Report& report) {
  report.head.push_back(telling.say("head-day", telling.day(telling.facts.as_of)));
  if (telling.options.into) report.head.push_back(telling.say("head-into"));
  for (std::size_t i = 0; i < telling.chart.sources.size(); ++i) {
    const Origin& source = telling.chart.sources[i];
    std::string words = telling.say("file-number", std::to_string(i + 1)) + ": ";
    if (!telling.options.redact) words += printable(source.file) + " – ";
    words += telling.say("kind." + source.kind + (source.is_piece ? "-piece" : ""));
    if (!source.title.empty()) words += ", " + telling.shown(source.title);
    if (!source.organization.empty()) words += ", " + telling.shown(source.organization);
    words += ", " + telling.day(source.date);
    report.head.push_back(std::move(words));
  }
}

}  // namespace

std::string say(
    const Words& words,
    std::string_view language,
    std::string_view id,
    std::string_view first,
    std::string_view second,
    std::string_view third
) {
  const auto found =
      std::ranges::find_if(words.by_id, [&](const auto& row) { return row.first == id; });
  std::string text = found == words.by_id.end() ? std::string{id} : found->second.in(language);
  const auto fill = [&](std::string_view place, std::string_view with) {
    if (const auto at = text.find(place); at != text.npos) text.replace(at, place.size(), with);
  };
  fill("{3}", third);
  fill("{2}", second);
  fill("{1}", first);
  return text;
}

std::string day_in_words(const Words& words, std::string_view language, Date date) {
  std::string year = std::to_string(date.year);
  if (date.month == 0) return year;
  const std::string month = say(words, language, "month." + std::to_string(date.month));
  if (date.day == 0) return say(words, language, "month-year", month, year);
  const std::string day = std::to_string(date.day);
  return say(words, language, "day-month-year", day, month, year);
}

Report report_of(
    const Chart& chart,
    const Facts& facts,
    const into::Added* added,
    const Words& words,
    const Options& options
) {
  const Telling telling{chart, facts, words, options};
  Report report;
  report.language = options.language;
  report.title = telling.say("title");
  add_head(telling, report);
  report.parts.push_back(part_to_check(telling));
  if (added) add_differing(telling, *added, report.parts.back());
  add_taken(telling, report.parts);
  if (added) add_filled(telling, *added, report.parts.back());
  report.parts.push_back(part_left_out(telling));
  report.parts.push_back(not_read(telling));
  add_account(telling, report);
  for (const Origin& source : facts.sources) {
    if (!options.redact) report.charts.push_back(source.sha256);
  }
  return report;
}

}  // namespace engine::chart
