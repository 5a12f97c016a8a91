#include "engine/chart/fhir/value.hpp"

#include <algorithm>

namespace engine::chart::fhir {

/// Of a list the names are missing.
struct Value::Inside {
  std::vector<std::string> names;
  std::vector<Value> values;

  Value* find(std::string_view name) {
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? nullptr
                                : &values[static_cast<std::size_t>(found - names.begin())];
  }
};

Value::Value() = default;
Value::~Value() = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(Value&&) noexcept = default;

namespace {
const Value nothing;
const std::string no_text;
}  // namespace

const Value::Inside& Value::inside() const {
  static const Inside empty;
  return inside_ ? *inside_ : empty;
}

const std::vector<Value>& Value::members() const {
  return inside().values;
}

const std::vector<std::string>& Value::names() const {
  return inside().names;
}

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
  if (!inside_) return nothing;
  if (kind_ == Kind::list) return inside_->values.empty() ? nothing : inside_->values.front()[name];
  const Value* const found = inside_->find(name);
  return found ? *found : nothing;
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
  if (kind_ == Kind::list) return members().empty() ? no_text : members().front().text();
  return text_;
}

std::vector<const Value*> Value::each() const {
  std::vector<const Value*> all;
  if (kind_ == Kind::list) {
    for (const Value& value : members()) all.push_back(&value);
  } else if (kind_ != Kind::nothing) {
    all.push_back(this);
  }
  return all;
}

Value& Value::add(std::string name, Value value) {
  if (!inside_) inside_ = std::make_unique<Inside>();
  if (kind_ != Kind::list) inside_->names.push_back(std::move(name));
  return inside_->values.emplace_back(std::move(value));
}

Value* Value::find(std::string_view name) {
  return inside_ ? inside_->find(name) : nullptr;
}

void Value::close() {
  if (!inside_) return;
  inside_->names.shrink_to_fit();
  inside_->values.shrink_to_fit();
}

std::vector<Value> Value::take_each() {
  if (kind_ == Kind::list) return inside_ ? std::move(inside_->values) : std::vector<Value>{};
  std::vector<Value> all;
  if (kind_ != Kind::nothing) all.push_back(std::move(*this));
  return all;
}

}  // namespace engine::chart::fhir
