#pragma once

// The rows of the comparison: one for each topic, and of the sheet for two or three doctors one for
// each question that patients ask, with all that belongs to it.

#include "engine/facts/comparison_cells.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace engine::facts {

/// What was said of a topic.
struct Row {
  Fact fact;
  std::string_view verdict;
  std::string_view topic;
  std::vector<bool> said;  ///< by column
  List cells;              ///< by opinion
  bool is_same = false;    ///< all opinions, in the same words
};

/// The words behind an id, as whoever asks says them: for `name`, where there is one, or looking
/// back.
Fact in_words_of_asker(const Context& d, const std::string& id, const std::string& name);

/// The name of a topic as patients ask for it, where it leads a question; else as it is called.
Fact asked_of(const Context& d, std::string_view topic, const std::string& name);

/// Words that stay on one line, with the box before them or the blank behind them.
std::string unbroken(std::string_view words);

/// The rows by the questions of patients, in their order, eight at most. What an opinion left out
/// of a question it spoke to stays as a part that nothing is said in; a question that no row
/// belongs to does not stand.
List asked_rows(
    const Context& d,
    const std::vector<Column>& columns,
    const std::vector<Row>& rows,
    const std::string& asks_for
);

}  // namespace engine::facts
