#pragma once

#include "engine/base/base.hpp"
#include "engine/cli/print.hpp"
#include "engine/encrypt/encrypt.hpp"

#include <optional>
#include <string>

namespace engine::cli {

/// Where a password comes from. Never from the command itself: every program on a machine can read
/// the commands of the others, and a shell keeps them.
struct PasswordSource {
  std::optional<int> descriptor;
  std::string file;
  bool is_terminal() const { return !descriptor && file.empty(); }
};

/// How often somebody at a terminal is asked: a new password twice.
enum class Ask { once, twice };

/// Reads the first line of the source, or asks at the terminal without showing what is typed.
/// Tells W721 a file that others can read. Reported: E701 the file cannot be read, E721 there is
/// neither a source nor a terminal, E722 the descriptor cannot be read, E723 the two that were
/// typed differ, and what `encrypt::prepare` does.
Result<encrypt::Password> read_password(
    const PasswordSource& from, Ask ask, const MessageFormat& format, Diagnostics& out
);

}  // namespace engine::cli
