#pragma once

// The room's own: words into lines.

#include <string>
#include <string_view>

namespace engine::text {

/// How many columns of a terminal a text takes: none for marks that stand on another letter, two
/// for wide characters of East Asia (UAX #11, W and F).
int columns(std::string_view text);

/// Lines of at most 72 columns, one below the other.
class Lines {
 public:
  /// Words below each other behind what stands in front of them: `first` before the first line,
  /// `rest` before all others. '\n' in the words is a line's end. A soft hyphen is a hyphen where
  /// a line ends at it, and else nothing; blanks that do not break end a line that can end nowhere
  /// else.
  void put(std::string_view words, std::string_view first, std::string_view rest);
  /// An empty line before what comes next; never two, and none at the top.
  void gap() { gap_ = !text.empty(); }

  std::string text;

 private:
  void line(std::string_view front, std::string_view words);
  void put_words(std::string_view words);
  bool gap_ = false;
};

}  // namespace engine::text
