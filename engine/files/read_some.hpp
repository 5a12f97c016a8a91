#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <sys/types.h>

namespace engine::files {

/// read(2), and again when a signal came between: how many bytes there were, at most `size`; 0 at
/// the end; -1 with errno when it cannot.
ssize_t read_some(int file, char* to, std::size_t size);

/// Whatever gives bytes as read_some() does.
using Read = std::function<ssize_t(char* to, std::size_t size)>;

/// The same from an offset of a file on a disk, whose position stays (pread(2)): safe for threads.
ssize_t read_at(int file, char* to, std::size_t size, std::uint64_t offset);

}  // namespace engine::files
