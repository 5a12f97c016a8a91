#include "tests/support/terminal.hpp"

#include <csignal>
#include <poll.h>
#include <pty.h>
#include <stdexcept>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

namespace tests {

namespace {
constexpr int patience = 20000;  // milliseconds; a sanitized program on a busy machine is slow
}

Terminal::Terminal(const std::vector<std::string>& words, const std::string& folder) {
  if (::openpty(&person_, &terminal_, nullptr, nullptr, nullptr) != 0)
    throw std::runtime_error("no terminal");
  child_ = ::fork();
  if (child_ < 0) throw std::runtime_error("cannot start " + words.front());
  if (child_ > 0) return;
  ::close(person_);
  if (::login_tty(terminal_) != 0) ::_exit(126);
  if (!folder.empty() && ::chdir(folder.c_str()) != 0) ::_exit(126);
  // A shell starts what runs in its background with these ignored.
  for (const int signal : {SIGINT, SIGQUIT, SIGTSTP}) ::signal(signal, SIG_DFL);
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

Terminal::~Terminal() {
  if (child_ > 0) {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
  }
  ::close(person_);
  ::close(terminal_);
}

bool Terminal::take(int milliseconds) {
  struct pollfd waiting {
    person_, POLLIN, 0
  };
  char block[4096];
  if (::poll(&waiting, 1, milliseconds) <= 0) return false;
  const ssize_t count = ::read(person_, block, sizeof block);
  if (count <= 0) return false;
  unread_.append(block, static_cast<std::size_t>(count));
  return true;
}

std::string Terminal::until(std::string_view words) {
  for (;;) {
    const auto at = unread_.find(words);
    if (at != std::string::npos) {
      const std::string shown = unread_.substr(0, at + words.size());
      unread_.erase(0, shown.size());
      return shown;
    }
    if (!take(patience)) throw std::runtime_error("the terminal shows only: " + unread_);
  }
}

void Terminal::type(std::string_view keys) {
  if (::write(person_, keys.data(), keys.size()) != static_cast<ssize_t>(keys.size()))
    throw std::runtime_error("the terminal takes no keys");
}

bool Terminal::echoes() const {
  struct termios now {};
  if (::tcgetattr(terminal_, &now) != 0) throw std::runtime_error("the terminal is gone");
  return (now.c_lflag & ECHO) != 0;
}

int Terminal::end(std::string& shown) {
  int status = 0;
  for (int waited = 0; ::waitpid(child_, &status, WNOHANG) == 0; waited += 20) {
    if (waited > patience) throw std::runtime_error("the program does not end: " + unread_);
    if (!take(20)) ::usleep(1000);
  }
  child_ = -1;
  while (take(20)) {
  }
  shown = std::move(unread_);
  unread_.clear();
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace tests
