#include "engine/facts/in_case.hpp"

#include "engine/facts/formats.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

namespace {

const Entry* visit_of(const Standing& now) {
  return now.visit ? now.visit : now.held;
}

const Entry* doctor_of(const Standing& now) {
  const Entry* visit = visit_of(now);
  const Entry* met = visit ? visit->target("provider") : nullptr;
  return met ? met : now.asked;
}

std::string iso_day(const Entry& visit) {
  const auto* at = time_of(visit);
  return at ? at->date.iso() : std::string{};
}

std::string by(const Entry* doctor) {
  const auto id = doctor ? doctor->text("id") : std::string_view{};
  return id.empty() ? std::string{} : "[@provider=" + std::string{id} + ']';
}

std::string made_with(std::string_view attribute, std::string_view value) {
  if (value.empty()) return {};
  return "[+@" + std::string{attribute} + '=' + std::string{value} + ']';
}

/// How a visit is is how its opinion came about, but for a call.
std::string_view basis_of(const Entry& visit) {
  const auto mode = visit.text("mode");
  return mode == "phone" ? std::string_view{} : mode;
}

}  // namespace

std::string place_of_opinion(const Context& d, const Standing& now) {
  const std::string whose = by(doctor_of(now));
  if (whose.empty()) return {};
  const Entry* visit = visit_of(now);
  const std::string day = visit ? iso_day(*visit) : std::string{};
  bool has_older = false, another_that_day = false;
  for (const Entry* opinion : d.root.all("opinion")) {
    const Date* date = opinion->date("date");
    const std::string when = date ? date->iso() : std::string{};
    const bool is_theirs = opinion->target("provider") == doctor_of(now);
    has_older = has_older || (is_theirs && (when.empty() || when < day || day.empty()));
    another_that_day = another_that_day || (!is_theirs && when == day);
  }
  // Of a doctor who was heard before it is the day that tells the opinions apart.
  if (has_older && (day.empty() || another_that_day)) return {};
  std::string place = "opinion";
  if (has_older) {
    place += "[@date=" + day + ']' + made_with("provider", doctor_of(now)->text("id"));
  } else {
    place += whose + made_with("date", day);
  }
  if (visit) place += made_with("basis", basis_of(*visit));
  return place;
}

std::string place_of_speaker(const Standing& now) {
  const std::string whose = by(doctor_of(now));
  const Entry* visit = visit_of(now);
  return whose.empty() || !visit ? whose : whose + made_with("date", iso_day(*visit));
}

std::string place_of_question(std::string_view text, std::string_view id) {
  if (!id.empty()) return "question[@ref=" + std::string{id} + "][+@source=standard]";
  if (text.find("\"]") != text.npos) return {};
  return "question[.=\"" + std::string{text} + "\"]";
}

std::string place_of_topic(const Column& column, std::string_view topic) {
  std::string whose = by(column.who);
  if (whose.empty()) return {};
  whose.insert(0, "opinion");
  if (column.visit > 1) whose += '[' + std::to_string(column.visit) + ']';
  if (topic == "timing") return whose + "/nextStep";
  if (const auto part = part_of_opinion(topic); !part.empty())
    return whose + '/' + std::string{part};
  const auto part = part_of_treatment(topic);
  if (part.empty() || column.treatments.size() > 1) return {};
  return whose + "/treatment/" + std::string{part};
}

List answers(const Context& d, const Entry& question) {
  List list;
  for (const Entry* answer : question.all("answer")) {
    if (answer->text().empty()) continue;
    const Entry* who = answer->target("provider");
    list.push_back(group<tables::answer>({
        {"name", who ? text_or_no(formal_name(d.in, *who), who->span) : Fact{}},
        {"date", date_or_no(answer->find("date"))},
        {"text", said_in(answer)},
    }));
  }
  return list;
}

}  // namespace engine::facts
