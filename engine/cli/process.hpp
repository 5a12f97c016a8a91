#pragma once

#include "engine/cli/commands.hpp"

#include <functional>

namespace engine::cli {

/// Opens those of the descriptors 0 to 2 that are closed, so that no file the program opens later
/// becomes standard output or error: messages would go into it. They are opened on /dev/null
/// against their direction: reading or writing fails with EBADF, and is told, as if they were
/// closed. False when there is no /dev/null.
bool hold_standard_descriptors();

/// Keeps what is in memory, which is patients' data, out of core files and from other programs of
/// this account (ptrace(2)).
void keep_memory_private();

/// From here on memory that is not to be had is std::bad_alloc, and an exception that may not pass
/// ends the program with 5, told as a fault of ours, and not by a signal.
void tell_every_end();

/// What the program ends with: that of `run`, or 5 when it throws, which is a fault of ours and is
/// told as one on standard error.
int exit_code_of(const std::function<Exit()>& run);

}  // namespace engine::cli
