// A library to preload (LD_PRELOAD): lets one call of a program fail, or ends the program there.
//
//     FAULT=write:ENOSPC:3    the third write fails with that error; once
//     FAULT=write:short:3     … takes half of what it is given
//     FAULT=write:KILL:3      … and the program is gone before it, as if killed
//     FAULT=memory:ENOMEM:70  the seventieth piece of memory is not to be had
//     CLOCK=back              each time the clock is read it is an hour earlier than before
//     FAULTS=FILE             how many calls of each there were, "write 12", a line each
//
// Calls count from main() on (which begins with prctl(PR_SET_DUMPABLE)), and writes to standard
// output and standard error do not count.

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <new>
#include <string_view>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

namespace {

enum Call { memory, opening, writing, flushing, naming, removing, folders, calls };
constexpr std::array<const char*, calls> names{
    "memory", "open", "write", "fsync", "rename", "unlink", "mkdir"};

std::atomic<bool> has_begun{false};
std::array<std::atomic<long>, calls> counts{};
int fault = -1, error = 0, killed_by = 0, report = -1;
bool is_short = false, runs_back = false;
long number = 0;
std::atomic<long> hours{0};  ///< that the clock has lost

int error_named(std::string_view name) {
  if (name == "ENOSPC") return ENOSPC;
  if (name == "EIO") return EIO;
  if (name == "EINTR") return EINTR;
  if (name == "EMFILE") return EMFILE;
  if (name == "EACCES") return EACCES;
  if (name == "ENOMEM") return ENOMEM;
  return 0;
}

__attribute__((constructor)) void read_what_is_asked() {
  if (const char* path = std::getenv("FAULTS")) {
    const int file = ::open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    report = ::fcntl(file, F_DUPFD_CLOEXEC, 100);
    ::close(file);
  }
  runs_back = std::getenv("CLOCK") != nullptr;
  const char* asked = std::getenv("FAULT");
  if (!asked) return;
  const std::string_view all{asked};
  const auto first = all.find(':'), second = all.find(':', first + 1);
  for (int call = 0; call < calls; ++call) {
    if (all.substr(0, first) == names[static_cast<std::size_t>(call)]) fault = call;
  }
  const auto how = all.substr(first + 1, second - first - 1);
  is_short = how == "short";
  killed_by = how == "KILL" ? SIGKILL : how == "TERM" ? SIGTERM : 0;
  error = error_named(how);
  number = std::strtol(all.data() + second + 1, nullptr, 10);
}

/// True when this call is the one that was asked for.
bool is_hit(Call call) {
  if (!has_begun.load(std::memory_order_relaxed)) return false;
  const long count = ++counts[call];
  if (fault != call || count != number) return false;
  // The sandbox lets no signal through: gone at once, with nothing tidied, is what a signal does.
  if (killed_by != 0) ::syscall(SYS_exit_group, 128 + killed_by);
  if (error != 0) errno = error;
  return error != 0 || is_short;
}

/// The same call of the libraries behind this one.
template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

#define FORWARD(result, name, parameters, arguments, call)            \
  result name parameters {                                            \
    static auto* const behind = next<result parameters>(#name);       \
    return is_hit(call) ? static_cast<result>(-1) : behind arguments; \
  }

extern "C" {

int prctl(int option, ...) {
  std::va_list list;
  va_start(list, option);
  const auto a = va_arg(list, unsigned long), b = va_arg(list, unsigned long),
             c = va_arg(list, unsigned long), d = va_arg(list, unsigned long);
  va_end(list);
  const auto result = static_cast<int>(::syscall(SYS_prctl, option, a, b, c, d));
  if (option == PR_SET_DUMPABLE) has_begun = true;
  return result;
}

__attribute__((destructor)) void write_report() {
  has_begun = false;
  for (std::size_t i = 0; report >= 0 && i < calls; ++i)
    ::dprintf(report, "%s %ld\n", names[i], counts[i].load());
  if (report >= 0) ::dprintf(report, "clock %ld\n", hours.load());
}

int open(const char* path, int flags, ...) {
  std::va_list list;
  va_start(list, flags);
  const auto mode = va_arg(list, unsigned);
  va_end(list);
  return is_hit(opening) ? -1
                         : static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}
int openat(int folder, const char* path, int flags, ...) {
  std::va_list list;
  va_start(list, flags);
  const auto mode = va_arg(list, unsigned);
  va_end(list);
  return is_hit(opening) ? -1 : static_cast<int>(::syscall(SYS_openat, folder, path, flags, mode));
}

ssize_t write(int file, const void* bytes, std::size_t size) {
  if (file > STDERR_FILENO && is_hit(writing)) {
    if (!is_short) return -1;
    size = (size + 1) / 2;
  }
  return ::syscall(SYS_write, file, bytes, size);
}

FORWARD(int, fsync, (int file), (file), flushing)
FORWARD(int, fdatasync, (int file), (file), flushing)
FORWARD(int, rename, (const char* from, const char* to), (from, to), naming)
FORWARD(int, renameat, (int a, const char* from, int b, const char* to), (a, from, b, to), naming)
FORWARD(int, link, (const char* from, const char* to), (from, to), naming)
FORWARD(
    int,
    linkat,
    (int a, const char* from, int b, const char* to, int flags),
    (a, from, b, to, flags),
    naming
)
FORWARD(int, unlink, (const char* path), (path), removing)
FORWARD(int, unlinkat, (int folder, const char* path, int flags), (folder, path, flags), removing)
FORWARD(int, mkdir, (const char* path, mode_t mode), (path, mode), folders)
FORWARD(int, mkdirat, (int folder, const char* path, mode_t mode), (folder, path, mode), folders)

int clock_gettime(clockid_t clock, timespec* time) {
  const auto result = static_cast<int>(::syscall(SYS_clock_gettime, clock, time));
  if (runs_back && has_begun.load(std::memory_order_relaxed)) time->tv_sec -= ++hours * 3600;
  return result;
}

void* malloc(std::size_t size) {
  static auto* const behind = next<void*(std::size_t)>("malloc");
  return is_hit(memory) ? nullptr : behind(size);
}
void* realloc(void* piece, std::size_t size) {
  static auto* const behind = next<void*(void*, std::size_t)>("realloc");
  return is_hit(memory) ? nullptr : behind(piece, size);
}

}  // extern "C"

void* operator new(std::size_t size) {
  static auto* const behind = next<void*(std::size_t)>("_Znwm");
  if (is_hit(memory)) throw std::bad_alloc{};
  return behind(size);
}
void* operator new[](std::size_t size) {
  static auto* const behind = next<void*(std::size_t)>("_Znam");
  if (is_hit(memory)) throw std::bad_alloc{};
  return behind(size);
}
