#pragma once

#include "engine/base/base.hpp"
#include "engine/vocabulary/vocabulary.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace engine::table {

/// One element or attribute on the way from <case> to a field.
struct Step {
  const vocabulary::Term* term = nullptr;
  int number = 1;  ///< which of several of its name: question[2]
};

/// The way to a field of a case: patient/birthDate, question[2]/text, patient/telecom/@use, @id.
struct Path {
  std::vector<Step> steps;
  const vocabulary::Term& field() const { return *steps.back().term; }
  /// As it is written in one way only: the first of several has no number.
  std::string text() const;
};

/// Why a text is no path: the piece of it that is wrong.
struct PathFault {
  std::size_t begin = 0, end = 0;
  FilledError said;
  std::vector<std::string> hints;
};

/// Reads a path. Nothing, and the fault, where the case format has no such field.
std::optional<Path> read_path(
    std::string_view text, const vocabulary::Vocabulary& vocabulary, PathFault& fault
);

}  // namespace engine::table
