#include "engine/facts/drawing.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

namespace {

// What a form keeps to where not even the strictest common set is on the shelf: California's type,
// the largest any state is known to ask for.
constexpr int safest_points = 14;

bool is_known(const Errand& errand) {
  return errand.rule && !errand.rule->state.empty();
}

Fact statements(const Drawing& d, const Errand& errand) {
  List list;
  if (!errand.rule) return list;
  for (const kind::StateSays& statement : errand.rule->statements) {
    if (applies(statement.about, errand)) list.emplace_back(statement.words.in(d.in.code));
  }
  return list;
}

Fact official_form(const Drawing& d, const Errand& errand) {
  if (!errand.rule) return {};
  std::vector<std::string> names;
  for (const kind::StateSays& form : errand.rule->forms) {
    if (applies(form.about, errand)) names.push_back(form.words.in(d.in.code));
  }
  return text_or_no(joined(d.in, names));
}

Fact minor_signs_from(const Errand& errand) {
  if (!errand.rule) return {};
  const kind::MinorSigns* first = nullptr;
  for (const kind::MinorSigns& minor : errand.rule->minors) {
    if (applies(minor.about, errand) && (!first || minor.from < first->from)) first = &minor;
  }
  return first ? Fact{first->from} : Fact{};
}

}  // namespace

bool shares(const Errand& errand, std::string_view category) {
  if (has_form_of_its_own(category) || has_form_of_its_own(errand.paper)) {
    return (category == "sud" && errand.paper == "substance-use") || category == errand.paper;
  }
  return is_included(*errand.request, category);
}

bool applies(const kind::Categories& about, const Errand& errand) {
  return about.every ||
         std::any_of(about.some.begin(), about.some.end(), [&](const auto& category) {
           return shares(errand, category);
         });
}

Fact rule(const Drawing& d, const Errand& errand) {
  const kind::StateRule* rule = errand.rule;
  const int points = rule ? rule->least_points : safest_points;
  const auto checked = rule ? parse_date(rule->checked) : std::nullopt;
  return group<tables::rule>({
      {"state", is_known(errand) ? Fact{rule->name} : Fact{}},
      {"known", is_known(errand)},
      {"leastPoints", points > 0 ? Fact{points} : Fact{}},
      {"oneYear", rule ? rule->most_months > 0 && rule->most_months <= 12 : true},
      {"calendarDate", rule ? applies(rule->calendar_date, errand) : true},
      {"witness", rule && applies(rule->witness, errand)},
      {"separateSignature", rule ? rule->own_signature : true},
      {"minorSignsFrom", minor_signs_from(errand)},
      {"statements", statements(d, errand)},
      {"officialForm", official_form(d, errand)},
      {"recordFee", rule ? text_or_no(rule->record_fee.in(d.in.code)) : Fact{}},
      {"source", rule ? text_or_no(rule->source) : Fact{}},
      {"checked", checked ? Fact{*checked} : Fact{}},
  });
}

}  // namespace engine::facts
