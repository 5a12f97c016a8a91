#pragma once

#include "engine/base/base.hpp"

#include <string>

namespace engine::support {

inline std::string without_control_characters(const std::string& line) {
  std::string text;
  for (const char c : line)
    text += static_cast<unsigned char>(c) < 0x20 && c != '\t' ? std::string{"\xEF\xBF\xBD"}
                                                              : std::string{c};
  return text;
}

/// Messages as the command line prints them (engine/cli/print.cpp, whose tests compare the two by
/// samples/broken).
inline std::string printed(const Diagnostics& out) {
  std::string text;
  for (const Diagnostic& told : out.all()) {
    text += told.file.empty() ? "carepacket: "
                              : told.file + ":" + std::to_string(told.line) + ":" +
                                    std::to_string(told.column) + ": ";
    text += (told.severity == Severity::error ? "error[" : "warning[") + told.code +
            "]: " + shown(told.message, false) + "\n";
    if (!told.quote.empty()) {
      const std::string number = std::to_string(told.line);
      text += std::string(number.size() < 5 ? 5 - number.size() : 0, ' ') + number + " | " +
              without_control_characters(told.quote) + "\n";
      std::string lead;
      int characters = 0;
      for (const char c : told.quote) {
        if ((static_cast<unsigned char>(c) & 0xC0) == 0x80) continue;
        if (characters++ == told.caret) break;
        lead += c == '\t' ? '\t' : ' ';
      }
      text +=
          "      | " + lead + std::string(static_cast<std::size_t>(told.caret_width), '^') + "\n";
    }
    for (const auto& hint : told.hints) text += "   = hint: " + shown(hint, false) + "\n";
  }
  return text;
}

}  // namespace engine::support
