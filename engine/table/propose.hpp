#pragma once

#include "engine/vocabulary/vocabulary.hpp"

#include <string>
#include <vector>

namespace engine::table {

/// The headings of a table, and the values of its first rows.
struct Sample {
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;
};

/// What people call a field of the case.
struct Meaning {
  std::vector<std::string> headings;  ///< folded
  std::string path;                   ///< empty: no paper uses it
  std::string note;                   ///< a comment beside the proposal
};
/// What is known of headings (templates/table/headings.xml).
struct Meanings {
  std::vector<Meaning> meanings;
  std::vector<std::string> times;  ///< the time of an appointment, which joins its day
};
/// Told: what the page has wrong, as of all data files of the templates.
Result<Meanings> read_headings(const Source& page, Diagnostics& out);

/// A mapping of its columns, as far as headings and values tell, with comments.
std::string proposed(
    const std::string& name,
    const Sample& sample,
    const Meanings& headings,
    const vocabulary::Vocabulary& vocabulary
);

}  // namespace engine::table
