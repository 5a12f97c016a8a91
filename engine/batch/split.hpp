#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace engine::batch {

/// Takes up to `size` bytes; 0 at the end, -1 with errno when it cannot.
using Read = std::function<std::ptrdiff_t(char* to, std::size_t size)>;

/// Cuts a stream into the cases in it, one in memory at a time: `<case>` elements below `<cases>`,
/// or whole case files one behind the other, in any encoding that has ASCII as its first half.
///
/// Cut where a case begins or ends, and not by counting levels: what is wrong in one case, such as
/// an element without its end, stays in that case. What stands between cases and is none is a piece
/// too, for the reader of cases to refuse.
class Splitter {
 public:
  explicit Splitter(Read read) : read_{std::move(read)} {}

  struct Piece {
    std::string bytes;
    int lines_before = 0;  ///< of the stream, before the first line of `bytes`
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

  Read read_;
  std::string text_;  ///< read, and not yet done with: from at_ on
  std::size_t at_ = 0;
  bool ended_ = false;
  int failed_ = 0;
  int line_ = 0, column_ = 0;  ///< of at_, from 0
  std::string declaration_;    ///< <?xml … ?> of another encoding than UTF-8: each case needs it
};

/// The name of the outermost element, as far as the first bytes of a file tell: `case`, `cases`;
/// empty when they do not.
std::string_view root_name(std::string_view bytes);

/// The id of a case as it stands in its start tag; empty when it cannot be read, or is not one that
/// files can be named after (E134).
std::string_view id_of(std::string_view bytes);

}  // namespace engine::batch
