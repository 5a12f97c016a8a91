#pragma once

#include "engine/files/files.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace engine::batch {

/// Cuts a stream into the cases in it, one in memory at a time: `<case>` elements below `<cases>`,
/// or whole case files one behind the other, in any encoding that has ASCII as its first half.
///
/// Takes time in proportion to the bytes, whatever they are. Cut where a case begins or ends, and
/// not by counting levels: what is wrong in one case, such as an element without its end, stays in
/// that case. What stands between cases and is none is a piece too, for the reader of cases to
/// refuse.
class Splitter {
 public:
  explicit Splitter(files::Read read) : read_{std::move(read)} {}

  /// Where a piece begins in the stream.
  struct Begin {
    int line = 1, column = 1;  ///< of the stream; columns in characters
    int declared = 0;          ///< lines of the piece that stand before: its declaration
    bool operator==(const Begin&) const = default;
  };
  struct Piece {
    std::string bytes;
    Begin begin;
  };
  std::optional<Piece> next();

  /// The errno of a read that failed; what was read before it has been given.
  int failed() const { return failed_; }

 private:
  bool fill();
  bool begins(std::string_view word);
  bool begins_tag(std::string_view word);
  std::size_t find(std::string_view word, std::size_t from);
  bool skip_between();
  void read_declaration(std::size_t end);
  std::size_t end_of_case();
  std::size_t end_of_stray();
  Piece cut(std::size_t end);
  void pass(std::size_t bytes);
  void discard_case();

  files::Read read_;
  std::string text_;  ///< read, and not yet done with: from at_ on
  std::size_t at_ = 0;
  bool ended_ = false;
  int failed_ = 0;
  std::uint64_t passed_ = 0;   ///< bytes of the stream before text_
  int line_ = 1, column_ = 1;  ///< of at_
  /// Where in the stream a word that was looked for and not found may stand at the earliest: what
  /// was looked through once is not looked through again for every case.
  std::map<std::string_view, std::uint64_t> not_before_;
  std::string declaration_;  ///< <?xml … ?> of another encoding than UTF-8: each case needs it
};

/// The name of the outermost element, as far as the first bytes of a file tell: `case`, `cases`;
/// empty when they do not.
std::string_view root_name(std::string_view bytes);

/// The id of a case as it stands in its start tag; empty when it cannot be read, or is not one that
/// files can be named after (E134).
std::string_view id_of(std::string_view bytes);

/// The files beside a case that it names: logos, and records that it has.
std::vector<std::string> files_beside(std::string_view bytes);

}  // namespace engine::batch
