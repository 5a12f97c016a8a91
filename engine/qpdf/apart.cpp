#include "engine/qpdf/apart.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace engine::qpdf {

namespace {

constexpr std::size_t most_memory = std::size_t{192}
                                    << 20;  ///< of the child, besides six times the file
constexpr rlim_t most_seconds = 30;         ///< of the processor

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool has_shadow = true;  ///< memory that sanitizers take for themselves
#elif defined(__has_feature)
constexpr bool has_shadow = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool has_shadow = false;
#endif

enum Ending : char { done, mended, wrong_password, damaged };

/// Bytes that the program has of its own now, as RLIMIT_DATA counts them.
std::size_t bytes_of_process() {
  std::size_t pages = 0;
  if (FILE* const file = std::fopen("/proc/self/statm", "re")) {
    if (std::fscanf(file, "%*u %*u %*u %*u %*u %zu", &pages) != 1) pages = 0;
    std::fclose(file);
  }
  return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

void limit(int resource, rlim_t most) {
  struct rlimit is {};
  if (::getrlimit(resource, &is) != 0) return;
  is.rlim_max = std::min(is.rlim_max, most);
  is.rlim_cur = is.rlim_max;
  ::setrlimit(resource, &is);
}

void write_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(to, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

/// What the child says before all else: how it ended, and how many bytes follow. Of a child that is
/// ended by its limits it is missing, or they are.
struct Said {
  char ending = 0;
  std::size_t size = 0;
};

void tell(int to, Ending ending, std::string_view bytes) {
  const Said said{static_cast<char>(ending), bytes.size()};
  write_all(to, {reinterpret_cast<const char*>(&said), sizeof said});
  write_all(to, bytes);
}

/// In the child: tells the document written anew, or what is wrong with it.
void write_anew(const Library& library, std::string_view pdf, const char* password, int to) {
  const qpdf_data q = library.init();
  library.silence_errors(q);
  library.set_suppress_warnings(q, QPDF_TRUE);
  const auto is_good = [](QPDF_ERROR_CODE code) { return (code & QPDF_ERRORS) == 0; };
  bool is_done = is_good(library.read_memory(q, "the file", pdf.data(), pdf.size(), password)) &&
                 is_good(library.init_write_memory(q));
  if (is_done) {
    library.set_preserve_encryption(q, QPDF_FALSE);
    library.set_object_stream_mode(q, qpdf_o_disable);
    library.set_compress_streams(q, QPDF_FALSE);
    library.set_decode_level(q, qpdf_dl_none);
    is_done = is_good(library.write(q));
  }
  if (is_done) {
    const auto* bytes = reinterpret_cast<const char*>(library.get_buffer(q));
    const std::size_t size = library.get_buffer_length(q);
    return tell(to, library.more_warnings(q) != 0 ? mended : done, {bytes, size});
  }
  const qpdf_error error = library.get_error(q);
  if (error && library.get_error_code(q, error) == qpdf_e_password)
    return tell(to, wrong_password, {});
  tell(to, damaged, error ? library.get_error_message_detail(q, error) : "");
}

/// When the program is ended for good, so is its child, for which nobody waits any more; and what
/// the program has open, such as the port of the page, is not kept by it. `to` moves.
void keep_alone(pid_t parent, int& to) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);
  constexpr int only = STDERR_FILENO + 1;
  ::dup2(to, only);
  ::close_range(only + 1, ~0u, 0);
  to = only;
}

/// `most` bytes may be its own.
[[noreturn]] void be_child(
    const Library& library,
    std::string_view pdf,
    const char* password,
    std::size_t most,
    pid_t parent,
    int to
) {
  keep_alone(parent, to);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) ::signal(signal, SIG_DFL);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, most_seconds);
  if (!has_shadow) limit(RLIMIT_DATA, most);
  // libqpdf would take what it has no room for as damage.
  std::set_new_handler([] { ::_exit(1); });
  write_anew(library, pdf, password, to);
  ::_exit(0);
}

/// All that comes until the end.
std::string read_all(int from) {
  std::string all;
  char some[65536];
  for (;;) {
    const ssize_t count = ::read(from, some, sizeof some);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return all;
    all.append(some, static_cast<std::size_t>(count));
  }
}

}  // namespace

Written written_apart(const Library& library, std::string_view pdf, const char* password) {
  const auto failed = [](std::string why) {
    return Written{Opening::damaged, {}, std::move(why), false};
  };
  int ends[2];
  // Where there is no room for another file or program, no reason is given.
  if (::pipe2(ends, O_CLOEXEC) != 0) return failed({});
  // Asked before there is a child, whose own place in /proc it may not be allowed to see.
  const std::size_t most = bytes_of_process() + most_memory + 6 * pdf.size();
  const pid_t parent = ::getpid(), child = ::fork();
  if (child == 0) be_child(library, pdf, password, most, parent, ends[1]);
  ::close(ends[1]);
  std::string bytes = child > 0 ? read_all(ends[0]) : "";
  ::close(ends[0]);
  if (child < 0) return failed({});
  // How it ended is not asked of the system: where nobody waits for children, it is not known.
  while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
  }
  Said said;
  if (bytes.size() >= sizeof said) std::memcpy(&said, bytes.data(), sizeof said);
  if (bytes.size() != sizeof said + said.size) return {Opening::too_much, {}, {}, false};
  bytes.erase(0, sizeof said);
  switch (said.ending) {
    case wrong_password:
      return {Opening::password, {}, {}, false};
    case damaged:
      return failed(std::move(bytes));
    default:
      return {Opening::done, std::move(bytes), {}, said.ending == mended};
  }
}

}  // namespace engine::qpdf
