#pragma once

#include "engine/base/base.hpp"
#include "engine/cli/speech.hpp"

#include <cstdio>
#include <string>
#include <string_view>

namespace engine::cli {

/// How messages are given.
struct MessageFormat {
  bool json = false;    ///< one object a line
  bool redact = false;  ///< without values and lines of a case
  /// Of a text: the language it is in, when that is not English. What a machine reads stays as it
  /// is.
  const Speech* speech = nullptr;
};

/// A message as a compiler would show it: place, what is wrong, the line with carets, hints.
std::string as_text(const Diagnostic& told, bool redact, const Speech* speech = nullptr);
/// A piece of what is printed for a person, such as "3 pages", in their language.
std::string spoken(const MessageFormat& format, std::string_view english);
/// The language in which it is said.
std::string_view language_of(const MessageFormat& format);
/// The same as one JSON object on one line.
std::string as_json(const Diagnostic& told, bool redact);

/// Writes all messages to standard error. False when they could not be written.
[[nodiscard]] bool print(const Diagnostics& told, MessageFormat format);

/// Text in lines of at most 90 bytes, cut at blanks, each behind `indent` blanks.
std::string wrapped(std::string_view text, std::size_t indent);

}  // namespace engine::cli
