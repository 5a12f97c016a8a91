#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace tests {

/// A program at a terminal, and the person who sits there.
class Terminal {
 public:
  explicit Terminal(const std::vector<std::string>& words, const std::string& folder = {});
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  /// Waits until these words are shown; everything that was shown since the last call. Throws when
  /// they do not come.
  std::string until(std::string_view words);
  void type(std::string_view keys);
  /// Whether the terminal shows what is typed.
  bool echoes() const;
  /// Waits for the end of the program: its exit code, 128 + signal when a signal ended it. What was
  /// shown since goes to `shown`.
  int end(std::string& shown);

 private:
  /// Adds what is shown within the time to `unread_`; false when nothing is.
  bool take(int milliseconds);

  pid_t child_ = -1;
  int person_ = -1;    // the end that types and looks
  int terminal_ = -1;  // kept open, so that its state can be asked for when the program is gone
  std::string unread_;
};

}  // namespace tests
