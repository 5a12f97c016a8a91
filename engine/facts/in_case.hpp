#pragma once

// Where in a case belongs what somebody writes on a paper: paths as vocabulary/path.hpp reads them.

#include "engine/facts/comparison_cells.hpp"
#include "engine/facts/context.hpp"

#include <string>
#include <string_view>

namespace engine::facts {

/// The opinion of the doctor whom a visit is with, or who is asked: opinion[@provider=okafor]. What
/// it is made with, where there is none yet, is the day and the way of the visit. Nothing where
/// nobody is named, or where it could not be told from another opinion.
std::string place_of_opinion(const Context& d, const Standing& now);
/// Who says something at that visit, and when: behind the name of an element.
std::string place_of_speaker(const Standing& now);
/// The question of a case, or of the bank, that has this id.
std::string place_of_question(std::string_view text, std::string_view id);
/// What a doctor says about a topic; nothing where the case has no place for mere words.
std::string place_of_topic(const Column& column, std::string_view topic);
/// What doctors said to a question.
List answers(const Context& d, const casefile::Entry& question);

}  // namespace engine::facts
