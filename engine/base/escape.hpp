#pragma once

// Text as data in XML and HTML: what has a meaning there is written so that it has none.

#include <array>
#include <string>
#include <string_view>

namespace engine {

/// What is written in place of each byte; a view without data: the byte itself.
using Escapes = std::array<std::string_view, 256>;

/// The five entities of XML (XML 1.0 §4.6).
constexpr Escapes all_entities = [] {
  Escapes written{};
  written['&'] = "&amp;";
  written['<'] = "&lt;";
  written['>'] = "&gt;";
  written['"'] = "&quot;";
  written['\''] = "&apos;";
  return written;
}();
/// The same, with ' as it is: for text, and for attributes in double quotation marks.
constexpr Escapes entities = [] {
  Escapes written = all_entities;
  written['\''] = {};
  return written;
}();

void append_escaped(std::string& out, std::string_view text, const Escapes& escapes = entities);
std::string escaped(std::string_view text, const Escapes& escapes = entities);

}  // namespace engine
