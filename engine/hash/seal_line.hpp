#pragma once

#include "engine/base/ascii.hpp"
#include "engine/hash/hash.hpp"

#include <string>
#include <string_view>

namespace engine::hash {

/// A last line by which a file of text tells whether it is still as it was written: sixteen
/// hexadecimal digits of the id of all before it, between two texts that make the line a comment of
/// the file's format. It tells a change, not a forgery.
struct SealLine {
  std::string_view begins, ends;

  void append_to(std::string& text) const {
    const std::string digits = digits_of(text);
    text.append(begins).append(digits).append(ends);
  }
  /// True for a file that ends in this line, and that nobody has changed since.
  bool is_unbroken(std::string_view text) const {
    const std::size_t length = begins.size() + 16 + ends.size();
    if (text.size() < length) return false;
    const std::string_view line = text.substr(text.size() - length);
    return line.starts_with(begins) && line.ends_with(ends) &&
           line.substr(begins.size(), 16) == digits_of(text.substr(0, text.size() - length));
  }

 private:
  static std::string digits_of(std::string_view text) {
    return hex(content_id(text)[0], 16, lower_hex_digits);
  }
};

}  // namespace engine::hash
