#include "engine/cli/process.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fcntl.h>
#include <initializer_list>
#include <new>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace engine::cli {

namespace {

int report_internal_error(const char* what) {
  std::fprintf(
      stderr,
      "carepacket: error[E799]: this is a fault of carepacket itself (%s)\n"
      "   = hint: please report it, with the command you gave; leave the case file out, it is "
      "private\n",
      what
  );
  return static_cast<int>(Exit::our_fault);
}

}  // namespace

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

void tell_every_end() {
  // Where an exception may not pass: a core, or a signal that nobody understands, helps nobody.
  std::set_terminate([] { std::_Exit(report_internal_error("it could not go on")); });
}

int exit_code_of(const std::function<Exit()>& run) {
  try {
    return static_cast<int>(run());
  } catch (const std::bad_alloc&) {
    return report_internal_error("no memory left");
  } catch (const std::exception& fault) {
    return report_internal_error(fault.what());
  } catch (...) {
    return report_internal_error("unknown");
  }
}

}  // namespace engine::cli
