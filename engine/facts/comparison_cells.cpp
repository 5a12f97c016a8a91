#include "engine/facts/comparison_cells.hpp"

#include "engine/facts/formats.hpp"

#include <charconv>
#include <cmath>
#include <optional>

namespace engine::facts {

const casefile::Entry* start_of_plan(const Context& d, const Column& column) {
  const casefile::Entry* start = nullptr;
  if (column.treatments.empty()) return nullptr;
  for (const casefile::Entry* treatment : column.treatments) {
    if (treatment->find("startBy")) return nullptr;
  }
  for (const casefile::Entry* plan : d.root.all("plan")) {
    if (!column.who || plan->target("proposedBy") != column.who || plan->is("status", "past"))
      continue;
    if (start) return nullptr;
    start = plan->find("startBy");
  }
  return start;
}

using casefile::Entry;

std::string_view part_of_treatment(std::string_view topic) {
  if (topic == "treatment") return "name";
  if (topic == "goal") return "goal";
  if (topic == "pros") return "pro";
  if (topic == "cons") return "con";
  if (topic == "side-effects") return "sideEffect";
  if (topic == "risks") return "risk";
  if (topic == "recovery") return "recovery";
  if (topic == "daily-life") return "dailyLife";
  if (topic == "cost") return "cost";
  return {};
}

std::string_view part_of_opinion(std::string_view topic) {
  if (topic == "diagnosis") return "diagnosis";
  if (topic == "certainty") return "certainty";
  if (topic == "evidence") return "evidence";
  if (topic == "tests") return "testNeeded";
  if (topic == "waiting") return "ifNothing";
  if (topic == "experience") return "experience";
  return {};
}

namespace {

/// "Surgery: Infections" where a doctor speaks of more than one treatment, so that no line loses
/// what it is about.
std::string about(const Context& d, const Entry& treatment, std::string text) {
  const auto name = treatment.text("name");
  if (name.empty()) return text;
  return filled(said(d.in, "cell.named"), {{"name", name}, {"text", text}});
}

/// A doctor as sources of numbers name one: with a title as the case writes it, or by the full
/// name.
bool is_named(const Entry& doctor, std::string_view source) {
  const Entry* name = name_of(doctor);
  if (source == full_name(doctor) || source == name_with_suffix(doctor)) return true;
  const auto title = name ? name->text("prefix") : std::string_view{};
  if (title.empty() || !source.starts_with(title)) return false;
  source.remove_prefix(title.size());
  return source == " " + std::string{name->text("family")} || source == " " + full_name(doctor);
}

/// How many, in the doctor's numbers or words: 40 of 100.
std::string outcome_number(const Context& d, const Entry& outcome) {
  const auto number = outcome.text("number");
  const auto out_of = outcome.text("outOf");
  // "____ of 100": how many is still to be asked.
  std::string text = out_of.empty()
                         ? std::string{number}
                         : filled(
                               said(d.in, "cell.out-of"),
                               {{"number", number.empty() ? "____" : number}, {"outOf", out_of}}
                           );
  const auto words = outcome.text("words");
  if (!words.empty()) text = text.empty() ? std::string{words} : text + ", " + std::string{words};
  return text.empty() ? std::string{outcome.text()} : text;
}

/// in 1 year
std::string outcome_time(const Context& d, const Entry& outcome) {
  const Entry* frame = outcome.find("timeframe");
  const auto time = frame ? said_text(d.in, *frame->term, frame->text()) : std::string_view{};
  if (time.empty()) return {};
  return begins_with_preposition(d.in, time) || begins_with_foreign_preposition(d.in, time)
             ? phrase(d.in, time)
             : filled(said(d.in, "cell.within"), {{"time", phrase(d.in, time)}});
}

/// remission: 40 of 100, in 1 year, adults with moderate disease (visit of 2026-08-12). Exactly
/// what was said: no share is worked out from it. The doctor whose answer it is stands above it.
std::string outcome_line(const Context& d, const Entry& outcome, const Column& column) {
  std::string text = outcome_number(d, outcome);
  if (const auto what = outcome.text("what"); !what.empty()) {
    text = text.empty() ? std::string{what}
                        : filled(said(d.in, "cell.named"), {{"name", what}, {"text", text}});
  }
  const auto add = [&](std::string_view more) {
    if (more.empty()) return;
    if (!text.empty()) text = in_sentence(text, ",") + ", ";
    text += more;
  };
  add(outcome_time(d, outcome));
  add(outcome.text("population"));
  const auto source = outcome.text("source");
  const bool is_own = source == column.name.text() || (column.who && is_named(*column.who, source));
  if (!source.empty() && !is_own)
    text = filled(said(d.in, "cell.source"), {{"text", text}, {"source", source}});
  return text;
}

void add_line(List& lines, std::string text, Span from) {
  if (!text.empty()) lines.emplace_back(std::move(text), from);
}
/// Its words; where it has none, those of its level: <certainty level="high"/>.
void add_said(const Context& d, List& lines, const Entry& entry) {
  const auto text = said_text(d.in, *entry.term, entry.text());
  if (!text.empty()) return lines.push_back(Fact::standing(text, entry.span));
  if (const Entry* level = entry.find("level"))
    add_line(lines, std::string{code_words(d, level)}, level->span);
}

std::string start_by(const Context& d, const Date& day) {
  return filled(said(d.in, "cell.start-by"), {{"by", date_in_sentence(d.in, day, "by")}});
}

void add_timing(const Context& d, const Column& column, List& lines) {
  for (const Entry* treatment : column.treatments) {
    const Entry* start = treatment->find("startBy");
    if (start && start->date())
      add_line(lines, about(d, *treatment, start_by(d, *start->date())), start->span);
  }
  if (const Entry* start = start_of_plan(d, column); start && start->date())
    add_line(lines, start_by(d, *start->date()), start->span);
  for (const Entry* step : column.opinion->all("nextStep")) {
    const Date* by = step->date("by");
    std::string text{step->text()};
    if (by)
      text = filled(
          said(d.in, "cell.by"), {{"text", text}, {"by", date_in_sentence(d.in, *by, "by")}}
      );
    add_line(lines, std::move(text), step->span);
  }
}

List known_lines(const Context& d, const Entry* who, std::string_view topic) {
  List lines;
  if (!who) return lines;
  const Entry* condition = d.root.find("condition");
  const Entry* asserter = condition ? condition->find("asserter") : nullptr;
  if (topic == "diagnosis" && asserter && asserter->target("provider") == who) {
    if (const Entry* text = condition->find("text")) add_said(d, lines, *text);
  }
  if (topic == "certainty" && asserter && asserter->target("provider") == who &&
      (condition->is("status", "suspected") || condition->is("status", "confirmed")))
    add_line(
        lines,
        std::string{code_words(d, condition->find("status"))},
        condition->find("status")->span
    );
  for (const Entry* plan : d.root.all("plan")) {
    const Entry* text = plan->find("text");
    if (plan->target("proposedBy") != who || plan->is("status", "past")) continue;
    if (topic == "treatment" && text) add_said(d, lines, *text);
    const Entry* start = plan->find("startBy");
    if (topic == "timing" && start && start->date())
      add_line(lines, start_by(d, *start->date()), start->span);
  }
  return lines;
}

}  // namespace

List cell_lines(const Context& d, const Column& column, std::string_view topic) {
  if (!column.opinion) return known_lines(d, column.who, topic);
  List lines;
  const Entry& opinion = *column.opinion;
  if (topic == "outcome") {
    for (const Entry* outcome : opinion.all("outcome"))
      add_line(lines, outcome_line(d, *outcome, column), outcome->span);
  } else if (topic == "timing") {
    add_timing(d, column, lines);
  } else if (const auto part = part_of_opinion(topic); !part.empty()) {
    for (const Entry* entry : opinion.all(part)) add_said(d, lines, *entry);
  } else {
    const auto wanted = part_of_treatment(topic);
    const bool name_it = column.treatments.size() > 1 && wanted != "name";
    for (const Entry* treatment : column.treatments) {
      for (const Entry* entry : treatment->all(wanted)) {
        if (!name_it) {
          add_said(d, lines, *entry);
        } else if (!entry->text().empty()) {
          add_line(lines, about(d, *treatment, std::string{entry->text()}), entry->span);
        }
      }
    }
  }
  return lines;
}

namespace {

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// So many of a hundred, and whether they are so many exactly; the others as the doctor counted
/// them, where both are whole.
struct Share {
  long long of_hundred = 0;
  bool is_about = false;
  std::string others;
};

/// Nothing where no share is said, or more than all.
std::optional<Share> share_of(const Entry& outcome) {
  const auto number = number_of(outcome.text("number"));
  const auto out_of = number_of(outcome.text("outOf"));
  if (!number || !out_of || *out_of <= 0 || *number < 0 || *number > *out_of) return std::nullopt;
  const double exact = 100 * *number / *out_of;
  const auto nearest = std::llround(exact);
  const double others = *out_of - *number;
  const bool are_whole = std::trunc(*number) == *number && std::trunc(*out_of) == *out_of;
  return Share{
      nearest,
      std::abs(exact - static_cast<double>(nearest)) > 1e-6,
      are_whole ? std::to_string(std::llround(others)) : std::string{}};
}

/// Who counted: as the case says it, else the doctor who told it.
Fact source_of(const Entry& outcome, const Column& column) {
  const Entry* source = outcome.find("source");
  if (source && !source->text().empty()) return Fact::standing(source->text(), source->span);
  return column.name;
}

/// What was counted, as it begins a sentence.
Fact event_of(const std::optional<Share>& share, const Entry& outcome) {
  const Entry* what = share ? outcome.find("what") : nullptr;
  if (!what) return {};
  return text_or_no(at_start(std::string{what->text()}), what->span);
}

}  // namespace

List drawn_outcomes(const Context& d, const Column& column, bool may_draw) {
  List drawn;
  if (!column.opinion) return drawn;
  for (const Entry* outcome : column.opinion->all("outcome")) {
    std::string line = outcome_line(d, *outcome, column);
    if (line.empty()) continue;
    const auto share = share_of(*outcome);
    const auto of_share = [&](std::string_view name) {
      const Entry* said = share ? outcome->find(name) : nullptr;
      return said && !said->text().empty() ? Fact::standing(said->text(), said->span) : Fact{};
    };
    drawn.push_back(group<tables::drawn_outcome>({
        {"text", Fact{std::move(line), outcome->span}},
        {"ofHundred", share ? Fact{share->of_hundred} : Fact{}},
        {"rest", share ? Fact{100 - share->of_hundred} : Fact{}},
        {"isAbout", share && share->is_about},
        {"isDrawn", share && may_draw},
        {"number", of_share("number")},
        {"outOf", of_share("outOf")},
        {"without", share && !share->others.empty() ? Fact{share->others, outcome->span} : Fact{}},
        {"time", share ? Fact{outcome_time(d, *outcome), outcome->span} : Fact{}},
        {"event", event_of(share, *outcome)},
        {"words", of_share("words")},
        {"people", of_share("population")},
        {"source", share ? source_of(*outcome, column) : Fact{}},
    }));
  }
  return drawn;
}

Fact certainty_said(const Context& d, const Column& column) {
  const Entry* certainty = column.opinion ? column.opinion->find("certainty") : nullptr;
  if (!certainty) return {};
  if (!certainty->text().empty())
    return Fact::standing(said_text(d.in, *certainty->term, certainty->text()), certainty->span);
  const Entry* level = certainty->find("level");
  return level ? Fact{std::string{code_words(d, level)}, level->span} : Fact{};
}

Fact certainty_level(const Column& column) {
  const Entry* certainty = column.opinion ? column.opinion->find("certainty") : nullptr;
  return certainty ? certainty->find("level") : nullptr;
}

}  // namespace engine::facts
