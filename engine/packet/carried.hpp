#pragma once

#include "engine/packet/job.hpp"

namespace engine::packet {

/// Puts what was typed before into the fields of new pages, and says so of their file: each answer
/// stands where its field still is and is about the same, and one that a case has a place for also
/// where its field has another name on the same paper by now. An answer to a question that the case
/// has by now stands there, and not in the field as well.
void put_answers(const Job& job, page::Pages& pages, File& file);

}  // namespace engine::packet
