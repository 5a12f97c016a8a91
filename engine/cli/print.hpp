#pragma once

#include "engine/base/base.hpp"

#include <cstdio>
#include <string>
#include <string_view>

namespace engine::cli {

/// How messages are given.
struct Manner {
  bool json = false;    ///< one object a line
  bool redact = false;  ///< without values and lines of a case
};

/// A message as a compiler would show it: place, what is wrong, the line with carets, hints.
std::string as_text(const Diagnostic& told, bool redact);
/// The same as one JSON object on one line.
std::string as_json(const Diagnostic& told, bool redact);

/// Writes all messages to standard error.
void print(const Diagnostics& told, Manner manner);

/// A word of the user, in quotation marks, fit for a terminal.
std::string in_quotes(std::string_view word);
/// Text fit for a terminal: control characters and bytes that are not UTF-8 become U+FFFD.
std::string printable(std::string_view text);
/// Text in lines of at most 90 bytes, cut at blanks, each behind `indent` blanks.
std::string wrapped(std::string_view text, std::size_t indent);
/// Text as a JSON string, with its quotation marks.
std::string json_string(std::string_view text);

}  // namespace engine::cli
