#pragma once

#include "engine/files/files.hpp"

#include <cstddef>

namespace engine::cli {

/// Asks the system for large pages where the program's small pieces of memory will be: a page is
/// given, and emptied, when it is first touched, and a packet touches some two thousand small ones.
/// Where the system gives no large pages, nothing changes.
void ask_for_large_pages();

/// The memory of this program that is in no file, as the system counts it now. It is opened before
/// the program gives up what it may read.
class MemoryHeld {
 public:
  MemoryHeld();
  std::size_t bytes() const;  ///< 0 where the system does not tell

 private:
  files::Descriptor told_;
};

/// Whether memory goes back to the system as soon as it is freed: what waits to be used again
/// counts as held.
void free_at_once(bool is_wanted);
/// Gives back to the system what was freed, and is kept for what comes.
void give_memory_back();

}  // namespace engine::cli
