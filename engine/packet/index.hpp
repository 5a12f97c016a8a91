#pragma once

// What papers about other papers say: covers, contents, status, tabs, proof.

#include "engine/packet/job.hpp"

namespace engine::packet {

/// A paper whose legal elements are looked for on its pages.
bool is_form(const Paper& paper);

/// The forms of the plan, in its order, each with what its proof says: the `each` of a proof. Their
/// pages are numbered, and proved.
List forms_of(const Job& job, const Plan& plan);

/// Everything a paper about the others may say, in its own language: document_facts, and those of
/// the other papers. Facts are made for the sheets that are there, and thrown away.
Group index_facts(const Job& job, const Plan& plan, const List& forms, const Paper& paper);

}  // namespace engine::packet
