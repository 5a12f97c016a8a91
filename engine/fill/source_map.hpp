#pragma once

#include "engine/base/base.hpp"

#include <string_view>
#include <vector>

namespace engine::fill {

/// Reads the markup of a template along its pieces, in the order they stand, and maps each piece to
/// the file: every element at its name, every attribute at its name and value, every text line by
/// line. What a piece ends in (inside a tag, inside quotation marks) is where the next one begins.
class SourceMapper {
 public:
  /// Adds the mappings of one piece of a template file to the source map.
  void map(Span piece, std::vector<Source::Mapping>& source_map);

 private:
  enum class In { text, tag, value } in_ = In::text;
  char quote_ = '"';
};

}  // namespace engine::fill
