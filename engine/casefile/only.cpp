#include "engine/casefile/casefile.hpp"
#include "engine/casefile/reading.hpp"

#include <algorithm>
#include <map>

namespace engine::casefile {

namespace {

/// A copy of some entries, in which every reference leads to the copy of what it named.
class Copying {
 public:
  void take(const Entry& from, Entry& parent) {
    Entry& to = parent.entries.emplace_back(Entry{from.term, from.span, from.value, {}});
    copies_[&from] = &to;
    if (from.entries.empty()) return;
    to.entries.reserve(from.entries.size());
    for (const Entry& part : from.entries) {
      if (names_what_stays(part)) take(part, to);
    }
  }
  void stays(const Entry& entry) {
    staying_.push_back(&entry);
    for (const Entry& part : entry.entries) stays(part);
  }
  void sort() { std::sort(staying_.begin(), staying_.end()); }
  void mend(Entry& entry) const {
    if (auto* reference = std::get_if<Reference>(&entry.value); reference && reference->target)
      reference->target = copies_.at(reference->target);
    for (Entry& part : entry.entries) mend(part);
  }
  bool names_what_stays(const Entry& entry) const {
    const auto* reference = std::get_if<Reference>(&entry.value);
    return !reference || !reference->target ||
           std::binary_search(staying_.begin(), staying_.end(), reference->target);
  }

 private:
  std::vector<const Entry*> staying_;
  std::map<const Entry*, const Entry*> copies_;
};

}  // namespace

Case Case::only(const std::vector<std::string_view>& names) const {
  const auto stays = [&](const Entry& entry) {
    return entry.term->is_attribute ||
           std::find(names.begin(), names.end(), entry.term->name) != names.end();
  };
  Copying copying;
  for (const Entry& entry : root_->entries) {
    if (stays(entry)) copying.stays(entry);
  }
  copying.sort();

  Case some;
  some.root_ = std::make_unique<Entry>(Entry{root_->term, root_->span, root_->value, {}});
  some.is_translated_ = is_translated_;
  some.root_->entries.reserve(root_->entries.size());
  for (const Entry& entry : root_->entries) {
    if (stays(entry)) copying.take(entry, *some.root_);
  }
  copying.mend(*some.root_);
  bind_time_zones(*some.root_);
  return some;
}

}  // namespace engine::casefile
