#pragma once

#include "engine/base/base.hpp"

#include <string_view>
#include <vector>

namespace engine::fill {

/// From this byte of a piece of markup on, what stands there was written at `origin`.
using Mark = Source::Mark;

/// Reads the markup of a template along its pieces, in the order they stand, and marks each piece:
/// every element at its name, every attribute at its name and value, every text line by line. What
/// a piece ends in (inside a tag, inside quotation marks) is where the next one begins.
class Marker {
 public:
  /// Adds the marks of one piece of a template file to `marks`.
  void mark(Span piece, std::vector<Mark>& marks);

 private:
  enum class In { text, tag, value } in_ = In::text;
  char quote_ = '"';
};

}  // namespace engine::fill
