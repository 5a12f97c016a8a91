// Why somebody asks, what they want to know, and which treatment is planned.

#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"
#include "engine/facts/question.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

namespace {

/// The code of a reason, unless it says nothing by itself.
const Entry* code_to_say(const Entry& reason) {
  const Entry* code = reason.term->name == "reason" ? reason.find("code") : nullptr;
  return code && code->text() != "other" ? code : nullptr;
}

}  // namespace

Fact goals(const Context& d) {
  std::vector<const Entry*> ranked;
  List by_code;
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    if (entry.term->name == "goal" && !entry.text().empty()) ranked.push_back(&entry);
    if (const Entry* code = code_to_say(entry))
      by_code.push_back(text_or_no(std::string{code_words(d, code)}, code->span));
  }
  if (ranked.empty()) return by_code;
  std::ranges::stable_sort(ranked, {}, [](const Entry* goal) { return priority_of(*goal); });
  List own;
  for (const Entry* goal : ranked) own.push_back(said_in(goal));
  return own;
}

Fact reasons_to_say(const Context& d) {
  List list;
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    if (code_to_say(entry)) list.emplace_back(&entry);
  }
  return list;
}

Fact own_reasons(const Context& d) {
  List list;
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    if (entry.term->name == "reason" && !entry.text().empty()) list.push_back(said_in(&entry));
  }
  return list;
}

Fact all_reasons(const Context& d) {
  List list;
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    if (entry.term->name != "reason") continue;
    const auto kind = code_words(d, entry.find("code"));
    const auto own = entry.text();
    // "Another reason" says nothing beside the reason itself.
    const bool both = code_to_say(entry) && !kind.empty() && !own.empty();
    list.push_back(text_or_no(
        both ? filled(said(d.in, "cell.named"), {{"name", kind}, {"text", own}})
             : std::string{own.empty() && code_to_say(entry) ? kind : own},
        entry.span
    ));
  }
  std::erase_if(list, [](const Fact& fact) { return fact.is_no(); });
  return list;
}

Fact plans_over(const Context& d) {
  List list;
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    if (entry.term->name != "plan" || !entry.is("status", "past")) continue;
    if (entry.find("startBy") || entry.find("deadline") || entry.find("proposedBy") ||
        entry.text("text").empty())
      list.emplace_back(&entry);
  }
  return list;
}

const Entry* planned_treatment(const Context& d) {
  const Entry* unnamed = nullptr;
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    if (entry.term->name != "plan" || entry.is("status", "past")) continue;
    if (!entry.text("text").empty()) return &entry;
    if (!unnamed) unnamed = &entry;
  }
  return unnamed;
}

}  // namespace engine::facts
