#include "engine/files/read_some.hpp"

#include <cerrno>
#include <unistd.h>

namespace engine::files {

ssize_t read_some(int file, char* to, std::size_t size) {
  ssize_t count = 0;
  do count = ::read(file, to, size);
  while (count < 0 && errno == EINTR);
  return count;
}

ssize_t read_at(int file, char* to, std::size_t size, std::uint64_t offset) {
  ssize_t count = 0;
  do count = ::pread(file, to, size, static_cast<off_t>(offset));
  while (count < 0 && errno == EINTR);
  return count;
}

}  // namespace engine::files
