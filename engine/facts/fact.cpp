#include "engine/facts/facts.hpp"

namespace engine::facts {

bool Fact::is_no() const {
  struct {
    bool operator()(std::monostate) const { return true; }
    bool operator()(bool yes) const { return !yes; }
    bool operator()(long long) const { return false; }  // 0 is a number: "0 of 5"
    bool operator()(std::string_view text) const { return text.empty(); }
    bool operator()(Date) const { return false; }
    bool operator()(Word word) const { return word.code.empty(); }
    bool operator()(const casefile::Entry* entry) const { return entry == nullptr; }
    bool operator()(const std::shared_ptr<List>& list) const { return !list || list->empty(); }
    bool operator()(const std::shared_ptr<Group>& group) const { return !group || group->empty(); }
  } says_no;
  return std::visit(says_no, either);
}

std::string_view Fact::text() const {
  if (const auto* own = std::get_if<std::string>(&either)) return *own;
  const auto* standing = std::get_if<std::string_view>(&either);
  return standing ? *standing : std::string_view{};
}

const Fact* Facts::find(std::string_view name) const {
  for (const auto& [own, fact] : root) {
    if (own == name) return &fact;
  }
  return nullptr;
}

}  // namespace engine::facts
