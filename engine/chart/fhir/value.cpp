#include "engine/chart/fhir/value.hpp"

#include <algorithm>

namespace engine::chart::fhir {

namespace {
const Value nothing;
const std::string no_text;
}  // namespace

Value Value::of_text(std::string text) {
  Value value;
  value.kind_ = Kind::text;
  value.text_ = std::move(text);
  return value;
}

Value Value::object() {
  Value value;
  value.kind_ = Kind::object;
  return value;
}

Value Value::list() {
  Value value;
  value.kind_ = Kind::list;
  return value;
}

const Value& Value::operator[](std::string_view name) const {
  if (kind_ == Kind::list) return members_.empty() ? nothing : members_.front().second[name];
  const auto found = std::ranges::find(members_, name, &std::pair<std::string, Value>::first);
  return found == members_.end() ? nothing : found->second;
}

const Value& Value::at(std::string_view path) const {
  const Value* here = this;
  while (!path.empty()) {
    const auto dot = std::min(path.find('.'), path.size());
    here = &(*here)[path.substr(0, dot)];
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return *here;
}

const std::string& Value::text() const {
  if (kind_ == Kind::list) return members_.empty() ? no_text : members_.front().second.text();
  return text_;
}

std::vector<const Value*> Value::each() const {
  std::vector<const Value*> all;
  if (kind_ == Kind::list) {
    for (const auto& [name, value] : members_) all.push_back(&value);
  } else if (kind_ != Kind::nothing) {
    all.push_back(this);
  }
  return all;
}

Value& Value::add(std::string name, Value value) {
  members_.emplace_back(std::move(name), std::move(value));
  return members_.back().second;
}

Value* Value::find(std::string_view name) {
  const auto found = std::ranges::find(members_, name, &std::pair<std::string, Value>::first);
  return found == members_.end() ? nullptr : &found->second;
}

std::vector<Value> Value::take_each() {
  std::vector<Value> all;
  if (kind_ == Kind::list) {
    all.reserve(members_.size());
    for (auto& [name, value] : members_) all.push_back(std::move(value));
  } else if (kind_ != Kind::nothing) {
    all.push_back(std::move(*this));
  }
  return all;
}

}  // namespace engine::chart::fhir
