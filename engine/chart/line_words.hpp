#pragma once

// What the line of an entry says, so that whatever else the entry holds can be told beside it.

#include "engine/chart/found.hpp"
#include "engine/chart/known_words.hpp"

#include <set>
#include <string>
#include <string_view>

namespace engine::chart {

/// All words, numbers and days that the report has of an entry, or of somebody.
class LineWords {
 public:
  LineWords() = default;
  explicit LineWords(const Found& found) { add(found); }

  void add(std::string_view text);
  void add(const Found& found);
  void add(const Provider& provider);
  void add(const Contact& contact);
  void add(const Coverage& coverage);
  void add(const Person& person);
  /// Whether a text says nothing more: each of its words, its numbers and its days is there.
  bool say(std::string_view text) const;

 private:
  void add(const Item& item);

  KnownWords words_;
  std::set<std::string> numbers_, days_;
};

/// What is known of all those who are in charts: what a list of people says needs not be said
/// beside each thing that they did.
class PeopleWords {
 public:
  LineWords words;
  /// Adds those who are new.
  void take_in(const Chart& chart);

 private:
  std::size_t providers_ = 0, contacts_ = 0, people_ = 0, coverages_ = 0, found_ = 0;
};

/// What stands beside an entry that was said again, as far as the other has it not.
void take_in_beside(Found& known, const Found& other);

}  // namespace engine::chart
