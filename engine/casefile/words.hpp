#pragma once

#include "engine/base/diagnostics.hpp"
#include "engine/base/source.hpp"
#include "engine/xml/xml.hpp"

#include <span>
#include <string>
#include <string_view>

namespace engine::casefile {

/// The text directly inside an element, and where it stands without the white space around it.
struct Words {
  std::string value;
  Span span;
};

/// `keep_lines`: where a line ends, one ends in the value (values.hpp: kept_lines()); else white
/// space is one space.
Words words_of(const xml::Element& from, bool keep_lines);

/// A value that is still to be filled in, as a starter has it: three underscores or more.
bool is_blank_mark(std::string_view value);

/// Tells in one message where each ___ of a file stands (W139): a starter has many such places.
void tell_unfilled(std::span<const Span> blanks, Diagnostics& out);

}  // namespace engine::casefile
