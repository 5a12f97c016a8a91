#pragma once

// What one doctor said about one topic: a cell of the comparison.

#include "engine/facts/context.hpp"

#include <string_view>
#include <vector>

namespace engine::facts {

/// A column of the sheet: an opinion, or the place of one that is still to come.
struct Column {
  const casefile::Entry* opinion = nullptr;
  const casefile::Entry* who = nullptr;
  Fact name = {};
  Fact title = {};      ///< the name, and of a doctor who gave more than one opinion, which one
  int visit = 1;        ///< which opinion of this doctor
  bool is_last = true;  ///< the last of them
  std::vector<const casefile::Entry*> treatments = {};
};

/// The element of a treatment that speaks to a topic; "" for topics that are not about one
/// treatment.
std::string_view part_of_treatment(std::string_view topic);
/// The element of an opinion that speaks to a topic; "" where there is none.
std::string_view part_of_opinion(std::string_view topic);
/// What one opinion says about one topic, a line each; of a doctor whose opinion is not written
/// down, what the case knows: the diagnosis they gave and the treatment they proposed.
List cell_lines(const Context& d, const Column& column, std::string_view topic);
/// Who said what about a topic, with the answers by column: equal words stand once, behind all who
/// said them (opinions.cpp).
List camps(
    const Language& in, const std::vector<Column>& columns, const std::vector<List>& answers
);
/// The day on which the plan of a doctor is to start, where the case has one plan of theirs, and no
/// treatment of the opinion says a day.
const casefile::Entry* start_of_plan(const Context& d, const Column& column);
/// The numbers of an opinion, each with what is drawn of it, where anything may be: how many of a
/// hundred people.
List drawn_outcomes(const Context& d, const Column& column, bool may_draw);
/// What speaks for the plan of a doctor and what against it, beside each other (values.cpp).
List points(const Context& d, const Column& column);
/// What matters to the patient, and how the case says it goes with each opinion. Nothing is added
/// up (values.cpp).
List values(const Context& d, const std::vector<Column>& columns);
/// How sure a doctor is, in the words of the case; where it has only a level, in those of the
/// level.
Fact certainty_said(const Context& d, const Column& column);
/// How sure a doctor is, in one of three steps; nothing where the case does not say which.
Fact certainty_level(const Column& column);

}  // namespace engine::facts
