#pragma once

#include "engine/table/columns.hpp"

namespace engine::table {

/// A <column> of a mapping: a heading, and the field its cells are, or that they are ignored.
struct Mapped {
  std::string heading;
  Span at;                ///< of the heading in the mapping
  std::vector<Use> uses;  ///< none: ignored; their columns are not known yet
  struct With {
    std::string heading;
    Span at;
  };
  std::vector<With> with;  ///< columns that are joined behind it
  Span path_at;
};

/// Reads a mapping file. Told: what is unknown in it, missing, or no path (E912, E913).
std::vector<Mapped> read_mapping(
    const Source& file, const vocabulary::Vocabulary& vocabulary, Diagnostics& out
);

}  // namespace engine::table
