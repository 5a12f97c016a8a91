#pragma once

#include "engine/base/base.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace engine::fill {

/// Where a piece of markup leaves off, and the next one goes on.
struct Inside {
  enum class Is : std::uint8_t { text, tag, value } is = Is::text;
  char quote = '"';  ///< around the value
  bool operator==(const Inside& other) const {
    return is == other.is && (is != Is::value || quote == other.quote);
  }
};

/// What an element of the markup begins or ends with, by its place in a stretch of a template.
struct Mark {
  enum class Is : std::uint8_t {
    element,    ///< at its <; `size`: of the name behind that
    attribute,  ///< at its name; `behind`: where its value begins
    value,      ///< at the quotation mark that ends a value
    content,    ///< behind the > that ends a start tag
    empty,      ///< at the /> that ends an element without content
    end         ///< at the < of an end tag; `behind`: behind its >
  } is = Is::element;
  std::uint32_t at = 0, size = 0, behind = 0;
};

/// Reads the markup of a template once, along its stretches of text in the order they stand. Only
/// what it knows whole is taken: elements, attributes, text, and references to characters. Of a
/// template that has anything else, be it a fault, the filled markup is read as XML, which tells.
class StructureReader {
 public:
  Inside inside() const { return inside_; }
  /// Adds the marks of a stretch. False: it is not known whole.
  bool read(std::string_view text, std::vector<Mark>& marks);

 private:
  bool read_text();
  bool read_tag();
  bool read_value();
  bool read_end_tag();
  bool pass_reference();
  std::uint32_t pass_name();
  void pass_space();
  void put(Mark::Is is, std::size_t at, std::size_t size, std::size_t behind);

  Inside inside_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Mark>* marks_ = nullptr;
};

/// The length of the reference to a character that a text begins with, and the character: &amp; and
/// its like, or &#160;. Nothing for any other.
struct Reference {
  std::size_t size = 0;
  char32_t character = 0;
};
std::optional<Reference> reference_at(std::string_view text);

}  // namespace engine::fill
