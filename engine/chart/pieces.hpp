#pragma once

// The pieces of a case as XML: a draft is made of them, and they are what is added to a case that
// is there.

#include "engine/chart/draft.hpp"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine::chart {

/// Writes elements, one below the other. What is empty is not written.
class Writer {
 public:
  using Attributes = std::vector<std::pair<std::string_view, std::string>>;

  void open(std::string_view name, const Attributes& attributes = {});
  void close();
  void text(std::string_view name, std::string_view words, const Attributes& attributes = {});
  void empty(std::string_view name, const Attributes& attributes);
  void date(std::string_view name, const std::optional<Date>& date);
  void comment(std::string words);
  void blank() { all_ += '\n'; }
  void add(std::string_view lines) { all_ += lines; }
  std::string take() { return std::move(all_); }

 private:
  void line(const std::string& words);

  std::string all_;
  std::vector<std::string> open_;
};

void write_source(Writer& to, const Origin& source, const std::string& id);
void write_name(Writer& to, const PersonName& name, bool has_use);
void write_address(Writer& to, const Address& address, bool has_use);
void write_telecoms(Writer& to, const std::vector<Telecom>& telecoms);
/// A number that offices know the person by; one that looks like a Social Security number is not
/// written.
void write_number(Writer& to, const Person::Number& number);
void write_language(Writer& to, const Person& person);
void write_person(Writer& to, const std::optional<Person>& person);
void write_contact(Writer& to, const Contact& contact, const SourceIds& sources);
/// Gives its id, a short name to point at, which is none of `taken` and put there.
std::string write_provider(
    Writer& to, const Provider& provider, const SourceIds& sources, std::set<std::string>& taken
);
void write_coverage(Writer& to, const Coverage& coverage, const SourceIds& sources);
/// An item of any kind, as the element that it is in the case.
void write_item(Writer& to, const Item& item, const SourceIds& sources);
/// A list with all its items, or the word that there are none; false when nothing can be said.
bool write_list(
    Writer& to,
    std::string_view element,
    std::span<const Item> items,
    const Statement& statement,
    const SourceIds& sources
);

}  // namespace engine::chart
