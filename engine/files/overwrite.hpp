#pragma once

#include "engine/base/base.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace engine::files {

/// Which files may be written over.
enum class Overwrite { never, own, always };

/// Where a file shall go.
struct Target {
  int folder;                ///< an open folder, or AT_FDCWD
  std::string name;          ///< relative to it
  std::string shown;         ///< its path, for messages
  std::string_view instead;  ///< what else may be asked for: "another folder with --output"
};

/// True for a file as carepacket wrote it; the file is open to read, at its beginning.
using IsOwn = std::function<bool(int file)>;

/// True when a file may be put there: the place is free, or holds an ordinary file that may be
/// written over. What is no ordinary file (a folder, a pipe, a link) never may. False when it told
/// why: E701 it cannot be looked at, E702 it is no ordinary file, E703 it is not ours.
bool may_write_over(
    const Target& target, Overwrite overwrite, const IsOwn& is_own, Diagnostics& out
);

}  // namespace engine::files
