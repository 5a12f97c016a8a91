#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace engine::batch {

/// No line of a manifest is longer, in bytes: one of a case with a hundred papers has 20,000.
constexpr std::size_t longest_line = std::size_t{1} << 20;

/// The lines of a manifest, from front to back, whatever somebody put into the file. Of a line that
/// is longer than any of ours only a part is given, which is longer than longest_line, too.
class ManifestLines {
 public:
  /// `file`: an ordinary file, open as long as this reads it.
  explicit ManifestLines(int file) : file_{file} {}

  /// The next line without its line end, valid until the next call; a last line without one is
  /// none. Nothing at the end, and when error() is not 0.
  std::optional<std::string_view> next();

  /// Of the line at hand: where it begins in the file.
  std::uint64_t offset() const { return line_; }
  /// The errno of a read that failed.
  int error() const { return error_; }
  /// Behind the last line: something that has no line end.
  bool has_rest() const { return at_ < text_.size(); }

 private:
  bool fill();

  int file_;
  int error_ = 0;
  std::uint64_t line_ = 0;  ///< where the line at hand begins
  std::uint64_t next_ = 0;  ///< where the next read begins
  std::string text_;        ///< read, and not yet given: from at_ on
  std::size_t at_ = 0;
  std::size_t passed_ = 0;  ///< bytes left out of text_, of the line that begins at at_
};

}  // namespace engine::batch
