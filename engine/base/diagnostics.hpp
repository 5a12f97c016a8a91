#pragma once

#include "engine/base/message.hpp"
#include "engine/base/source.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace engine {

/// Proof that an error has been told to the user. Only Diagnostics can make one.
class Reported {
  friend class Diagnostics;
  Reported() = default;
};

/// One message, complete in itself: it may outlive every source it speaks of.
struct Diagnostic {
  Severity severity = Severity::error;
  /// Stable: E104, W412. `carepacket explain` knows each (templates/explain.xml).
  std::string code;
  std::string file;  ///< empty when the message has no place
  int line = 0;      ///< from 1
  int column = 0;    ///< from 1, in characters
  /// The source line as it stands; of a line of more than 160 characters the part around the place,
  /// with an ellipsis where it goes on.
  std::string quote;
  int caret = 0;        ///< characters of the quote before the first that is underlined
  int caret_width = 1;  ///< characters to underline
  /// The quote comes from a case: it is not shown when messages are redacted.
  bool patient_data = false;
  /// Lower case, no full stop; values of a case stand between value marks.
  std::string message;
  std::vector<std::string> hints;
  std::string case_id;  ///< whose case it is, where a run has many
  bool operator==(const Diagnostic&) const = default;
};

/// Wraps a value taken from a case in quotation marks, and in marks by which a redacted message
/// leaves it out.
std::string quoted_value(std::string_view value);
/// Wraps a value drawn from a case in the marks alone: for hints that say it without quotation
/// marks.
std::string marked(std::string_view value);
/// The message as it is shown: with its values, or with "(not shown)" in their place.
std::string shown(std::string_view message, bool redact);

/// What has been found wrong so far. Handed down the walk; anybody may add to it; only the command
/// line turns it into text (engine/cli/print.cpp).
class Diagnostics {
 public:
  /// Tells an error, once however often it is found: a message of a room's table (message.hpp).
  Reported error(FilledError said, Span at, std::vector<std::string> hints = {});
  /// Tells a warning, once: the work goes on.
  void warn(FilledWarning said, Span at, std::vector<std::string> hints = {});

  /// Adds a message that is complete, such as one moved to another place.
  void add(Diagnostic told);

  const std::vector<Diagnostic>& all() const { return all_; }
  int errors() const { return errors_; }
  /// The proof that an error has been told, if one has: for a walk that goes on after its first
  /// error.
  std::optional<Reported> reported() const {
    return errors_ > 0 ? std::optional{Reported{}} : std::nullopt;
  }
  /// How much has been told up to here, to ask later what came behind it.
  struct Mark {
    int errors = 0;
  };
  Mark mark() const { return {errors_}; }
  /// The proof that an error has been told behind the mark, if one has: told for the first time or
  /// again.
  std::optional<Reported> reported_since(Mark mark) const {
    return errors_ > mark.errors ? std::optional{Reported{}} : std::nullopt;
  }

  /// Adds what another walk has found, in its order.
  void take(Diagnostics&& other);
  /// What is told of a line that the file on the disk has not stands without a place.
  void forget_line(std::string_view file, int line);  // 0: none

 private:
  template <Severity severity>
  void tell(FilledMessage<severity>&& said, Span at, std::vector<std::string>&& hints);
  std::vector<Diagnostic> all_;
  /// The messages in `all_` by the hash of their place and words.
  std::unordered_multimap<std::size_t, std::size_t> known_;
  int errors_ = 0;
};

}  // namespace engine
