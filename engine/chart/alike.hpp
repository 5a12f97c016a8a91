#pragma once

// Whether two entries of charts are about one thing.

#include "engine/chart/found.hpp"

namespace engine::chart {

enum class Side { unsaid, left, right, both };
/// The side of the body in a text, in English or Spanish.
Side side_in(std::string_view text);

/// True for a code that says what something is. A code of a bill (ICD-10, CPT), of a class of
/// medicines or of any illness at all says under which heading it is filed: an arthritis of the
/// knee and one of the hip have one.
bool tells_what_it_is(const Code& code);

/// Whether somebody has it, or takes it.
bool is_going_on(const Item& item);

/// Whether two days may be one: 2014-02 and 2014-02-03 may.
bool overlap(Date a, Date b);

bool share_code(const Item& a, const Item& b);

/// Whether two entries are about one thing. Medicines go by RxNorm, whose codes hold the strength;
/// operations by their day as well: one may be done twice.
bool are_same(const Item& a, const Item& b);

/// Whether two entries that are not the same by their words have a heading in common, so that a
/// person has to say if they are one.
bool may_be_one(const Item& a, const Item& b);

/// Whether two entries of one name are two, because their other words differ.
bool are_apart_by_words(const Item& a, const Item& b);

/// Whether two entries of one name are two, because the codes they are billed by are of two
/// illnesses, two sides of the body or two operations.
bool are_apart_by_codes(const Item& a, const Item& b);

/// Whether the codes or the names of something done and something not done are the same.
bool are_of_one_name(const Item& a, const Item& b);

/// Whether one list of codes that tells what things are has two for them.
bool have_two_codes(const Item& a, const Item& b);

}  // namespace engine::chart
