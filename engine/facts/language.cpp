#include "engine/facts/language.hpp"

#include "engine/facts/tables.hpp"
#include "engine/vocabulary/spelling.hpp"

#include <string>

namespace engine::facts {

namespace {
std::string id(std::string_view list, int position) {
  return std::string{list} + std::to_string(position);
}

// Every word that C++ asks for by name.
constexpr std::string_view single_words[] = {
    "date.day-long",
    "date.month-long",
    "date.day-short",
    "date.day-brief",
    "date.month-short",
    "date.by",
    "date.by-month",
    "date.since",
    "date.since-month",
    "date.on",
    "date.on-month",
    "date.moment",
    "date.time",
    "date.in-zone",
    "zone.of",
    "time.am",
    "time.pm",
    "dates.from-to",
    "dates.from-to-month",
    "dates.from-month-to",
    "dates.from-month-to-month",
    "dates.from",
    "dates.from-month",
    "dates.until",
    "dates.until-month",
    "list.and",
    "list.and-before-i",
    "title.dr-male",
    "title.dr-female",
    "title.prof-male",
    "title.prof-female",
    "title.mr-male",
    "title.mrs-female",
    "title.ms-female",
    "name.the",
    "name.the-male",
    "name.the-female",
    "name.either",
    "path.review",
    "name.the-either",
    "name.to",
    "name.to-male",
    "name.to-female",
    "name.to-either",
    "name.of",
    "name.of-male",
    "name.of-female",
    "name.of-either",
    "answer.yes",
    "answer.no",
    "answer.unknown",
    "format.page-of-office",
    "format.office-to-office",
    "reason.access",
    "reason.transfer-abroad",
    "reason.access-abroad",
    "reason.access-veterans",
    "reason.access-but-notes",
    "reason.directive",
    "reason.transfer",
    "reason.authorization",
    "reason.authorization-private",
    "reason.substance-use",
    "reason.psychotherapy",
    "reason.veterans",
    "reason.no-recipient",
    "reason.asked",
    "problem.expired",
    "problem.expired-hint",
    "problem.no-end",
    "problem.no-end-hint",
    "problem.no-records",
    "problem.no-records-hint",
    "problem.authority-over",
    "problem.authority-over-hint",
    "problem.authority-not-yet",
    "problem.authority-not-yet-hint",
    "problem.mixed",
    "problem.mixed-hint",
    "problem.no-private-records",
    "problem.no-private-records-hint",
    "problem.parent-of-adult",
    "problem.parent-of-adult-hint",
    "cell.named",
    "cell.out-of",
    "cell.within",
    "phrase.prepositions",
    "phrase.articles",
    "phrase.about",
    "phrase.quoted",
    "cell.source",
    "cell.start-by",
    "cell.by",
    "cell.agree",
    "story.diagnosed",
    "story.began",
    "story.began-suspected",
    "story.suspected",
    "story.ruled-out",
    "story.recorded",
    "story.test",
    "between.days",
    "between.days-one",
    "between.months",
    "between.months-one",
    "between.years",
    "between.years-one",
    "between.later",
    "deadline.planned",
    "deadline.start",
    "records.time",
    "deadline.decide",
    "deadline.copy",
    "deadline.records",
    "deadline.records-from",
    "deadline.records-from-to",
    "deadline.records-own",
    "request.to",
    "request.to-you",
    "deadline.step",
    "deadline.step-of",
    "deadline.visit",
    "deadline.visit-with",
    "deadline.review",
    "deadline.review-with",
    "decided.staying",
    "decided.leaving",
    "decided.joining",
    "decided.declining",
    "decided.third",
    "decided.reconcile",
    "decided.otherwise-hint",
    "decided.not-yet",
    "decided.not-yet-hint",
    "decided.no-second",
    "decided.no-second-hint",
    "decided.one-opinion",
    "decided.one-opinion-hint",
    "decided.chosen",
    "decided.chosen-hint",
    "decided.transfer",
    "decided.transfer-hint",
};

/// A word for each code of a list: paper.access …
struct WordList {
  std::string_view list;
  std::span<const std::string_view> codes;
};
constexpr WordList word_lists[] = {
    {"role.", tables::role_codes},
    {"paper.", tables::paper_codes},
    {"permission.", tables::permission_codes},
    {"verdict.", tables::verdict_codes},
    {"topic.", tables::topic_codes},
    {"open.", tables::topic_codes},
    {"asked.", tables::leading_topics},
    {"event.", tables::event_codes},
    {"stage.", kind::stage_names},
    {"path.", kind::stage_names},
};
}  // namespace

std::string_view said(const Language& in, std::string_view id) {
  const auto found = in.template_set->words.find(id);
  return found == in.template_set->words.end() ? std::string_view{} : found->second.in(in.code);
}

Language language(const kind::TemplateSet& template_set, std::string_view code) {
  Language in{.template_set = &template_set, .code = std::string{code}};
  for (int i = 0; i < 12; ++i) {
    in.months[static_cast<std::size_t>(i)] = said(in, id("month.", i + 1));
    in.short_months[static_cast<std::size_t>(i)] = said(in, id("month-short.", i + 1));
  }
  for (int i = 0; i < 7; ++i)
    in.weekdays[static_cast<std::size_t>(i)] = said(in, id("weekday.", i));
  in.day_long = said(in, "date.day-long");
  in.month_long = said(in, "date.month-long");
  in.day_short = said(in, "date.day-short");
  in.month_short = said(in, "date.month-short");
  in.moment = said(in, "date.moment");
  in.time = said(in, "date.time");
  in.am = said(in, "time.am");
  in.pm = said(in, "time.pm");
  in.and_word = said(in, "list.and");
  in.and_before_i = said(in, "list.and-before-i");
  in.yes = said(in, "answer.yes");
  in.no = said(in, "answer.no");
  in.unknown = said(in, "answer.unknown");
  return in;
}

std::vector<std::string> missing_words(const kind::TemplateSet& template_set) {
  std::vector<std::string> missing;
  const auto need = [&](std::string_view word) {
    if (!template_set.words.contains(word)) missing.emplace_back(word);
  };
  for (const auto list : {"month.", "month-short."}) {
    for (int i = 1; i <= 12; ++i) need(id(list, i));
  }
  for (int i = 0; i < 7; ++i) need(id("weekday.", i));
  for (const auto word : single_words) need(word);
  for (const auto& [list, codes] : word_lists) {
    for (const auto code : codes) need(std::string{list}.append(code));
  }
  return missing;
}

std::string_view words(const Language& in, const vocabulary::Code& code) {
  std::string_view english = code.value;
  for (const auto& [language, label] : code.labels) {
    if (language == in.code) return label;
    if (language == language_tag::english) english = label;
  }
  return english;
}

std::string_view said_text(
    const Language& in, const vocabulary::Term& term, std::string_view text
) {
  if (!term.list || !term.list->is_said) return text;
  const auto* code = vocabulary::meant_by(text, term.list->codes);
  return code ? words(in, *code) : text;
}

}  // namespace engine::facts
