#pragma once

// What remains of a text beside an entry of a chart: the words that neither the entry nor what is
// taken of it has.

#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

namespace engine::chart {

/// The words that are known of something. Spelling, numbers and endings do not count: "tablets" is
/// known where "tablet" is. Words that say nothing by themselves ("of", "date") are always known,
/// and words that deny ("no", "not") are known only where they were added.
class KnownWords {
 public:
  void add(std::string_view text);
  void add(std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) add(word);
  }
  /// The words in which people say how a medicine is taken: "by mouth", "twice daily", "tablet".
  /// Whether its numbers are the same is for another to compare.
  void add_words_of_taking();
  /// Whether all words of a text are known.
  bool cover(std::string_view text) const;

 private:
  bool has(const std::string& word) const;

  std::set<std::string, std::less<>> words_;
};

}  // namespace engine::chart
