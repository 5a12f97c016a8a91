#pragma once

#include "engine/table/table.hpp"

#include <string>

namespace engine::table {

/// The bytes of a file as UTF-8: a byte order mark is taken off, and UTF-16 that begins with one is
/// recoded (Unicode 15 §23.8, §3.9). Nothing is checked here: what is not text in UTF-16 comes out
/// as the byte FF, which is not text in UTF-8 either.
class Utf8Stream {
 public:
  explicit Utf8Stream(files::Read bytes) : bytes_{std::move(bytes)} {}

  static constexpr int end = -1;
  int get() {
    const int c = peek();
    at_ += c != end;
    return c;
  }
  int peek() {
    return at_ < buffer_.size() || fill() ? static_cast<unsigned char>(buffer_[at_]) : end;
  }
  /// Everything up to the first of these bytes, or to the end of what is at hand.
  std::string_view run_until(std::string_view stops);
  /// The errno of a read that failed: the end came before the end of the file.
  int error() const { return error_; }

 private:
  enum class Coding { unknown, utf_8, utf_16_le, utf_16_be };
  bool fill();
  void find_coding(std::string& raw);
  void recode(std::string_view raw);
  void take_unit(char32_t unit);

  files::Read bytes_;
  std::string buffer_;  ///< UTF-8
  std::size_t at_ = 0;
  Coding coding_ = Coding::unknown;
  std::string carried_;  ///< of UTF-16: a byte that waits for the other half of its unit
  char32_t high_ = 0;    ///< of UTF-16: a first half of a pair that waits for the second
  bool ended_ = false;
  int error_ = 0;
};

/// The first place of a text that is no text: bytes that are not UTF-8, or a character that cannot
/// be printed.
struct BadText {
  std::uint32_t begin = 0, end = 0;
  bool is_control = false;
  char32_t character = 0;  ///< of a control character
};

/// Finds it, and makes the text fit to be quoted: each byte that is not text becomes U+FFFD.
std::optional<BadText> find_bad_text(std::string& text);

}  // namespace engine::table
