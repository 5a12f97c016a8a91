#include "engine/casefile/casefile.hpp"

namespace engine::casefile {

const Entry* Entry::find(std::string_view name) const {
  for (const Entry& e : entries) {
    if (e.term->name == name) return &e;
  }
  return nullptr;
}

std::vector<const Entry*> Entry::all(std::string_view name) const {
  std::vector<const Entry*> found;
  for (const Entry& e : entries) {
    if (e.term->name == name) found.push_back(&e);
  }
  return found;
}

std::string_view Entry::text() const {
  if (const auto* words = std::get_if<std::string>(&value)) return *words;
  if (const auto* coded = std::get_if<Coded>(&value)) return coded->code->value;
  if (const auto* answer = std::get_if<YesNo>(&value)) {
    return *answer == YesNo::yes ? "yes" : *answer == YesNo::no ? "no" : "unknown";
  }
  return {};
}

std::string_view Entry::text(std::string_view name) const {
  const Entry* e = find(name);
  return e ? e->text() : std::string_view{};
}

const Date* Entry::date(std::string_view name) const {
  const Entry* e = find(name);
  return e ? e->date() : nullptr;
}

const Entry* Entry::target(std::string_view name) const {
  const Entry* e = find(name);
  const auto* reference = e ? std::get_if<Reference>(&e->value) : nullptr;
  return reference ? reference->target : nullptr;
}

std::string_view Case::language() const {
  const auto said = root_->text("language");
  return said.empty() ? language_tag::english : said;
}

namespace {
std::size_t bytes_of(const Entry& entry) {
  const auto* text = std::get_if<std::string>(&entry.value);
  std::size_t sum = entry.entries.capacity() * sizeof(Entry) + (text ? text->size() : 0);
  for (const Entry& inner : entry.entries) sum += bytes_of(inner);
  return sum;
}
}  // namespace

std::size_t bytes_of(const Case& known) {
  return bytes_of(known.root());
}

}  // namespace engine::casefile
