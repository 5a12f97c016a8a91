#pragma once

#include "engine/encrypt/encrypt.hpp"

#include <string_view>

namespace engine::cli {

/// The terminal a person sits at, whatever standard input and output are (/dev/tty).
class Terminal {
 public:
  Terminal();
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  explicit operator bool() const { return descriptor_ >= 0; }

  void say(std::string_view text) const;
  /// Asks for a line and does not show it. A signal that ends the program, or stops it for a while,
  /// finds the terminal as it was. False at the end of input.
  bool ask(std::string_view prompt, encrypt::Secret& answer) const;

 private:
  int descriptor_;
};

}  // namespace engine::cli
