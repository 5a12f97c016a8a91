#include "engine/facts/context.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

namespace {

bool is_known(const Disclosure& disclosure) {
  return disclosure.rule && !disclosure.rule->state.empty();
}

/// No row that this form goes by is general knowledge only.
bool is_read(const Disclosure& disclosure) {
  const auto& minors = disclosure.rule->minors;
  return std::none_of(minors.begin(), minors.end(), [&](const kind::MinorSigns& minor) {
    return !minor.read && applies(minor.about, disclosure);
  });
}

Fact statements(const Context& d, const Disclosure& disclosure) {
  List list;
  if (!disclosure.rule) return list;
  for (const kind::StateSays& statement : disclosure.rule->statements) {
    if (applies(statement.about, disclosure)) list.emplace_back(statement.words.in(d.in.code));
  }
  return list;
}

Fact official_form(const Context& d, const Disclosure& disclosure) {
  if (!disclosure.rule) return {};
  std::vector<std::string> names;
  for (const kind::StateSays& form : disclosure.rule->forms) {
    if (applies(form.about, disclosure)) names.push_back(form.words.in(d.in.code));
  }
  return text_or_no(joined(d.in, names));
}

Fact minor_signs_from(const Disclosure& disclosure) {
  if (!disclosure.rule) return {};
  const kind::MinorSigns* first = nullptr;
  for (const kind::MinorSigns& minor : disclosure.rule->minors) {
    if (applies(minor.about, disclosure) && (!first || minor.from < first->from)) first = &minor;
  }
  return first ? Fact{first->from} : Fact{};
}

}  // namespace

bool shares(const Disclosure& disclosure, std::string_view category) {
  if (has_form_of_its_own(category) || has_form_of_its_own(disclosure.paper)) {
    return (category == "sud" && disclosure.paper == "substance-use") ||
           category == disclosure.paper;
  }
  return is_included(*disclosure.request, category);
}

bool applies(const kind::Categories& about, const Disclosure& disclosure) {
  return about.every ||
         std::any_of(about.some.begin(), about.some.end(), [&](const auto& category) {
           return shares(disclosure, category);
         });
}

Fact rule(const Context& d, const Disclosure& disclosure) {
  const kind::StateRule* rule = disclosure.rule;
  const int points = rule ? rule->least_points : 0;
  // What a state asks of an office in time and cost of copies: none of it binds Veterans Affairs.
  const kind::StateRule* of_copies = disclosure.by_veterans_office ? nullptr : rule;
  const bool has_time = of_copies && !of_copies->record_time.by_language.empty();
  auto checked = rule && is_read(disclosure) ? parse_date(rule->checked) : std::nullopt;
  // No paper says that something was looked up after the day that it bears.
  if (checked && d.known.as_of().last_day() < checked->first_day()) checked.reset();
  return group<tables::rule>({
      {"state", is_known(disclosure) ? state_name(d, rule->state, rule->name) : Fact{}},
      {"known", is_known(disclosure)},
      {"leastPoints", points > 0 ? Fact{points} : Fact{}},
      {"oneYear", rule ? rule->most_months > 0 && rule->most_months <= 12 : true},
      {"calendarDate", rule ? applies(rule->calendar_date, disclosure) : true},
      {"witness", rule && applies(rule->witness, disclosure)},
      {"noFormNeeded", needs_no_permission(disclosure)},
      {"separateSignature", rule ? rule->own_signature : true},
      {"minorSignsFrom", minor_signs_from(disclosure)},
      {"statements", statements(d, disclosure)},
      {"officialForm", official_form(d, disclosure)},
      {"recordFee", of_copies ? text_or_no(of_copies->record_fee.in(d.in.code)) : Fact{}},
      {"recordTime",
       has_time ? of_copies->record_time.in(d.in.code) : std::string{said(d.in, "records.time")}},
      {"recordTimeSource", has_time ? Fact{of_copies->record_time_source} : Fact{}},
      {"source", rule ? text_or_no(rule->source) : Fact{}},
      {"checked", checked ? Fact{*checked} : Fact{}},
  });
}

}  // namespace engine::facts
