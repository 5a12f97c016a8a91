#include "engine/cli/terminal.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <fcntl.h>
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
    note.sa_handler = note_signal;  // without SA_RESTART: it ends the reading
    sigemptyset(&note.sa_mask);
    for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &note, &before_[i]);
    if (::tcgetattr(terminal_, &shown_) != 0) return;
    struct termios hidden = shown_;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL);
    hidden.c_lflag |= ICANON | ISIG;
    is_hushed_ = ::tcsetattr(terminal_, TCSAFLUSH, &hidden) == 0;
  }
  ~Hush() {
    if (is_hushed_) ::tcsetattr(terminal_, TCSAFLUSH, &shown_);
    for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &before_[i], nullptr);
  }
  Hush(const Hush&) = delete;
  Hush& operator=(const Hush&) = delete;
  /// False for a terminal that cannot keep quiet: nothing may be typed there.
  explicit operator bool() const { return is_hushed_; }

 private:
  static constexpr std::array signals{
      SIGALRM, SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU};
  int terminal_;
  bool is_hushed_ = false;
  struct termios shown_ {};
  std::array<struct sigaction, signals.size()> before_{};
};

/// Reads to the end of the line; false at the end of input, or when a signal came.
bool read_line(int terminal, seal::Secret& line) {
  for (;;) {
    char c = 0;
    const ssize_t count = ::read(terminal, &c, 1);
    if (count < 0 && errno == EINTR && signal_that_came == 0) continue;
    if (count <= 0) return false;
    if (c == '\n') return true;
    line.append(c);  // what is longer than its room is longer than a password can be, and is told so
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

bool Terminal::ask(std::string_view prompt, seal::Secret& answer) const {
  for (;;) {
    bool answered = false;
    signal_that_came = 0;
    {
      const Hush hush{descriptor_};
      if (!hush) return false;
      say(prompt);
      answered = read_line(descriptor_, answer);
      say("\n");
    }
    const int signal = signal_that_came;
    if (signal == 0) return answered;
    answer.wipe();
    ::raise(signal);  // now with what it usually does; whoever only stopped for a while comes back
  }
}

}  // namespace engine::cli
