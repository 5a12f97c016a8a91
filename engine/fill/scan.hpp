#pragma once

#include "engine/base/base.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace engine::fill {

/// Pieces of one template with all its parts: far more than any needs, so that parts which take
/// each other in twice, and that twice, come to an end.
constexpr std::size_t most_pieces = 100'000;

/// A piece of a template: text as it stands, or a tag.
struct Piece {
  enum class Is { text, variable, section, inverted, end, partial } is = Is::text;
  Span span;              ///< the text; the whole tag with its braces
  std::string_view name;  ///< of a tag, without its mark and white space
  Span name_span;
  bool stands_alone = false;  ///< took its whole line with it
};

/// Cuts a template file into pieces. Comments are left out, and so is a line that holds nothing but
/// one tag that prints nothing by itself (section, end, comment, partial), as the Mustache manual
/// has it. Reported: a tag that is never closed (E230), {{{x}}} and {{&x}} (E233), {{=…=}} (E234),
/// {{}} (E242).
std::optional<std::vector<Piece>> scan(const Source& file, Diagnostics& out);

}  // namespace engine::fill
