#include "engine/casefile/messages.hpp"
#include "engine/casefile/reading.hpp"

#include <algorithm>

namespace engine::casefile {

namespace {

/// In the order in which a person says them.
std::vector<std::string> gaps_of(const Entry& root) {
  std::vector<std::string> gaps;
  const Entry* patient = root.find("patient");
  if (!patient || !patient->find("name")) gaps.push_back("write <name> in <patient>");
  if (!root.find("condition"))
    gaps.push_back(
        "write <condition><text>…</text></condition>: the words of a <problem>, or your own"
    );
  const bool has_current = std::ranges::any_of(root.all("provider"), [](const Entry* provider) {
    return provider->is("role", "current");
  });
  if (!has_current) gaps.push_back("write role=\"current\" on the <provider> you see now");
  return gaps;
}

std::size_t unchecked_in(const Entry& entry) {
  std::size_t count = entry.is("checked", "no") ? 1 : 0;
  for (const Entry& part : entry.entries) {
    if (!part.entries.empty()) count += unchecked_in(part);
  }
  return count;
}

}  // namespace

void check_draft(const Entry& root, Diagnostics& out) {
  if (!root.is("draft", "yes")) return;
  auto gaps = gaps_of(root);
  if (const std::size_t count = unchecked_in(root); count > 0)
    out.warn(
        messages::draft_unchecked(counted(count, "entry", "entries")),
        root.span,
        {"look at each with checked=\"no\": keep it, mend it or take it out, and write "
         "checked=\"yes\""}
    );
  if (!gaps.empty()) out.error(messages::draft_not_ready, root.span, std::move(gaps));
}

}  // namespace engine::casefile
