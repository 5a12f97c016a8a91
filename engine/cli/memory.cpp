#include "engine/cli/memory.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fcntl.h>
#include <memory>
#include <mimalloc.h>
#include <sys/mman.h>
#include <unistd.h>

// Tests have another allocator.
#pragma weak mi_collect
#pragma weak mi_option_set

namespace engine::cli {

void ask_for_large_pages() {
#ifdef MADV_HUGEPAGE
  // Any piece shows where the allocator has its first segment: of 32 MiB, at a multiple of that.
  // Another allocator has its memory elsewhere, and the system refuses, or has a use for the
  // advice.
  constexpr std::uintptr_t segment = std::uintptr_t{32} << 20, packet = segment / 2;
  const auto piece = std::make_unique<char[]>(64);
  const std::uintptr_t begin = reinterpret_cast<std::uintptr_t>(piece.get()) & ~(segment - 1);
  madvise(reinterpret_cast<void*>(begin), packet, MADV_HUGEPAGE);
#endif
}

MemoryHeld::MemoryHeld() : told_{::open("/proc/self/statm", O_RDONLY | O_CLOEXEC)} {}

std::size_t MemoryHeld::bytes() const {
  char text[128];
  const ssize_t count = told_ ? ::pread(told_.get(), text, sizeof text, 0) : -1;
  const char* at = text;
  const char* const end = text + std::max<ssize_t>(count, 0);
  std::size_t pages[3] = {};  // all, those that are there, and of these those of files
  for (std::size_t& one : pages) {
    at = std::from_chars(at, end, one).ptr;
    if (at == end) return 0;
    ++at;
  }
  static const auto size = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  return (pages[1] - pages[2]) * size;
}

void free_at_once(bool is_wanted) {
  constexpr long usual = 25;  // milliseconds, in which what was freed is often wanted again
  if (mi_option_set) mi_option_set(mi_option_decommit_delay, is_wanted ? 0 : usual);
}

void give_memory_back() {
  if (mi_collect) mi_collect(true);
}

}  // namespace engine::cli
