#include "engine/cli/process.hpp"

#include <fcntl.h>
#include <initializer_list>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace engine::cli {

bool hold_standard_descriptors() {
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(standard, F_GETFD) >= 0) continue;
    // The lowest number that is free is the one that is given: those below are open by now.
    const int direction = standard == STDIN_FILENO ? O_WRONLY : O_RDONLY;
    if (::open("/dev/null", direction) != standard) return false;
  }
  return true;
}

void keep_memory_private() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  // The address sanitizer looks for leaks by ptrace(2), and would be refused.
#ifndef __SANITIZE_ADDRESS__
  ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

}  // namespace engine::cli
