#include "engine/kind/messages.hpp"
#include "engine/kind/rules.hpp"

#include <algorithm>

namespace engine::kind {

using vocabulary::Entry;

namespace {

RecordingRule row(const Entry& from) {
  from.knows({"code", "name", "all-must-agree", "calls", "source", "checked"}, {});
  RecordingRule rule{
      .state = std::string{from.need("code")},
      .name = std::string{from.need("name")},
      .all_must_agree = from.yes("all-must-agree"),
      .all_must_agree_on_calls = from.yes(from.get("calls").empty() ? "all-must-agree" : "calls"),
      .source = std::string{from.need("source")},
      .checked = std::string{from.need("checked")}};
  if (!rule.checked.empty() && !parse_date(rule.checked)) {
    from.out().error(
        messages::no_date(rule.checked),
        from.span("checked"),
        {"write it as year-month-day, or as year-month or year if no more is known"}
    );
  }
  return rule;
}

}  // namespace

std::vector<RecordingRule> read_recording(const Entry& page) {
  std::vector<RecordingRule> rules;
  page.knows({}, {"state"});
  page.for_each("state", [&](const Entry& from) {
    RecordingRule rule = row(from);
    const bool twice = std::any_of(rules.begin(), rules.end(), [&](const RecordingRule& other) {
      return other.state == rule.state;
    });
    if (twice) from.out().error(messages::state_declared_twice(rule.state), from.span("code"));
    rules.push_back(std::move(rule));
  });
  return rules;
}

}  // namespace engine::kind
