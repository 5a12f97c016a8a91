#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

namespace {

std::string_view state_of(const Entry* person) {
  const Entry* address = person ? present_address(*person) : nullptr;
  return address ? address->text("state") : std::string_view{};
}

const kind::RecordingRule* rule_of(const kind::TemplateSet& template_set, std::string_view state) {
  for (const kind::RecordingRule& rule : template_set.recording) {
    if (same_but_case(state, rule.state) || same_but_case(state, rule.name)) return &rule;
  }
  return nullptr;
}

/// Over a line, the law of the state where the patient sits counts as well.
bool is_remote(const Entry* visit) {
  return visit && (visit->is("mode", "video") || visit->is("mode", "phone"));
}

}  // namespace

Fact recording(const Context& d, const Entry* visit, const People& people) {
  const Entry* provider = visit ? visit->target("provider") : nullptr;
  const auto state = state_of(provider ? provider : people.second);
  if (state.empty()) return {};
  const kind::RecordingRule* rule = rule_of(d.template_set, state);
  const bool remote = is_remote(visit);
  const kind::RecordingRule* at_home =
      remote ? rule_of(d.template_set, state_of(people.patient)) : nullptr;
  const auto all_agree = [&](const kind::RecordingRule* one) {
    return one && (remote ? one->all_must_agree_on_calls : one->all_must_agree);
  };
  const auto* strictest = all_agree(at_home) ? at_home : rule;
  const auto checked = strictest ? parse_date(strictest->checked) : std::nullopt;
  return group<tables::recording>({
      {"state",
       strictest ? state_name(d, strictest->state, strictest->name) : state_name(d, state, state)},
      {"known", strictest != nullptr},
      {"allMustAgree", all_agree(strictest)},
      {"checked", checked ? Fact{*checked} : Fact{}},
      {"source", strictest ? text_or_no(strictest->source) : Fact{}},
  });
}

}  // namespace engine::facts
