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

/// A mapping of its columns, as far as headings and values tell, with comments.
std::string proposed(
    const std::string& name, const Sample& sample, const vocabulary::Vocabulary& vocabulary
);

}  // namespace engine::table
