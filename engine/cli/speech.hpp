#pragma once

#include "engine/base/base.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace engine::cli {

/// The program's own words in another language than English: messages, hints and help, as
/// templates/said/<language> has them. The rooms tell everything in English; what is printed for a
/// person is turned here, at the last door, so that nobody else knows of it.
class Speech {
 public:
  /// A way of saying something: places such as {tag} hold the values, and each language may have
  /// them in its own order.
  struct Row {
    std::string english, other;
  };

  /// Reads the tables of a language. Nothing where there are none.
  static std::optional<Speech> read(
      const std::string& share, std::string_view language, Diagnostics& out
  );

  std::string_view language() const { return language_; }
  /// A message or a hint; in English where nothing is known for it. Marks around values stay.
  std::string message(std::string_view code, std::string_view words) const;
  std::string hint(std::string_view words) const;
  /// A piece of a line, such as "3 pages" or "error".
  std::string part(std::string_view words) const;
  /// A text of several lines: each as a whole, or the end of it that is known.
  std::string lines(std::string_view text) const;
  /// The words under a code, with their places.
  std::string words_of(std::string_view code, std::string_view english) const;

 private:
  /// A piece of a line, or a message in a message: why a cell was left blank.
  std::string sentence(std::string_view words) const;

  std::string language_;
  std::unordered_map<std::string, std::vector<Row>> messages_;  ///< by code
  std::vector<Row> hints_, parts_, sentences_;
  std::unordered_map<std::string, std::string> lines_;
};

/// The values in the places of a pattern, by the place's name, when the text has its shape.
std::optional<std::vector<std::pair<std::string_view, std::string_view>>> values_in(
    std::string_view text, std::string_view pattern
);

/// The language that the environment asks messages in (POSIX: LC_ALL before LC_MESSAGES before
/// LANG): es for es_MX.UTF-8. Empty for English, C and POSIX.
std::string wanted_language();

}  // namespace engine::cli
