#include "engine/cli/memory.hpp"

#include <cstdint>
#include <memory>
#include <sys/mman.h>

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

}  // namespace engine::cli
