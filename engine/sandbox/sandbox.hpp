#pragma once

#include <string>
#include <vector>

namespace engine::sandbox {

/// The files that a run may still reach. A path means itself and all that is below it, through
/// links as they stand now; one that is not there is passed over.
struct Rights {
  std::vector<std::string> read;
  std::vector<std::string> write;  ///< read, made, written, renamed and taken away
  std::vector<std::string> make;   ///< the same, but no file there is read
  /// Folders that are there and may be taken away themselves, once they are empty.
  std::vector<std::string> remove;
};

/// What of it the kernel holds.
struct Held {
  bool files = false;  ///< all but those of the rights are out of reach (landlock(7), Linux 5.13)
  bool calls = false;  ///< the calls of calls.cpp fail with EPERM (seccomp(2))
};

/// Gives up what a run has no use for, so that a fault which a file of somebody else makes use of
/// reaches nothing: other files, new sockets, other programs, other processes, the kernel's own
/// doors. It is for good, for the thread that calls it and for all it starts from then on: call it
/// before there are others. What a kernel does not offer is not held; a build that is looked at by
/// a sanitizer or counts what tests run (CAREPACKET_SANDBOX=0) holds nothing, since those need
/// files and calls of their own.
Held hold(const Rights& rights);

}  // namespace engine::sandbox
