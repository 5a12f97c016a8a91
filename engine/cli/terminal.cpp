#include "engine/cli/terminal.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace engine::cli {

namespace {

volatile std::sig_atomic_t signal_that_came = 0;

extern "C" void note_signal(int signal) {
  signal_that_came = signal;
}

/// While it lives, what is typed is not shown, and signals are kept for later.
class Hush {
 public:
  explicit Hush(int terminal) : terminal_{terminal} {
    struct sigaction note {};
    note.sa_handler = note_signal;
    sigemptyset(&note.sa_mask);
    // They come while the reading waits, and at no other time: none is missed in between.
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : signals) sigaddset(&held, signal);
    sigprocmask(SIG_BLOCK, &held, &mask_before_);
    for (std::size_t i = 0; i < signals.size(); ++i) {
      ::sigaction(signals[i], &note, &before_[i]);
      // What whoever started us wants ignored, as nohup does, stays so.
      if (before_[i].sa_handler == SIG_IGN) ::sigaction(signals[i], &before_[i], nullptr);
    }
    if (::tcgetattr(terminal_, &shown_) != 0) return;
    struct termios hidden = shown_;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL);
    hidden.c_lflag |= ICANON | ISIG;
    is_hushed_ = ::tcsetattr(terminal_, TCSAFLUSH, &hidden) == 0;
  }
  ~Hush() {
    if (is_hushed_) ::tcsetattr(terminal_, TCSAFLUSH, &shown_);
    for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &before_[i], nullptr);
    sigprocmask(SIG_SETMASK, &mask_before_, nullptr);
  }
  Hush(const Hush&) = delete;
  Hush& operator=(const Hush&) = delete;
  /// False for a terminal that cannot keep quiet: nothing may be typed there.
  explicit operator bool() const { return is_hushed_; }
  /// Waits for a key; false when a signal came instead.
  bool wait() const {
    struct pollfd keys {
      terminal_, POLLIN, 0
    };
    while (::ppoll(&keys, 1, nullptr, &mask_before_) < 0) {
      if (errno != EINTR || signal_that_came != 0) return false;
    }
    return true;
  }

 private:
  static constexpr std::array signals{
      SIGALRM, SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU};
  int terminal_;
  bool is_hushed_ = false;
  struct termios shown_ {};
  sigset_t mask_before_{};
  std::array<struct sigaction, signals.size()> before_{};
};

/// Reads to the end of the line; false at the end of input, or when a signal came.
bool read_line(int terminal, const Hush& hush, encrypt::Secret& line) {
  for (;;) {
    char c = 0;
    if (!hush.wait() || ::read(terminal, &c, 1) <= 0) return false;
    if (c == '\n') return true;
    line.append(c
    );  // what is longer than its room is longer than a password can be, and is told so
  }
}

}  // namespace

Terminal::Terminal() : descriptor_{::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)} {}

Terminal::~Terminal() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void Terminal::say(std::string_view text) const {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor_, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

bool Terminal::ask(std::string_view prompt, encrypt::Secret& answer) const {
  for (;;) {
    bool answered = false;
    signal_that_came = 0;
    {
      const Hush hush{descriptor_};
      if (!hush) return false;
      say(prompt);
      answered = read_line(descriptor_, hush, answer);
      say("\n");
    }
    const int signal = signal_that_came;
    if (signal == 0) return answered;
    answer.wipe();
    ::raise(signal);  // now with what it usually does; whoever only stopped for a while comes back
  }
}

}  // namespace engine::cli
