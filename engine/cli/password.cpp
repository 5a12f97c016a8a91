#include "engine/cli/password.hpp"

#include "engine/cli/files.hpp"
#include "engine/cli/messages.hpp"
#include "engine/cli/print.hpp"
#include "engine/cli/terminal.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine::cli {

namespace {

using encrypt::Password;
using encrypt::Secret;

/// The first line, without what ends it. False when the descriptor cannot be read.
bool read_line(int descriptor, Secret& line) {
  for (;;) {
    char c = 0;  // one at a time: what stands behind the line is for somebody else
    const ssize_t count = files::read_some(descriptor, &c, 1);
    if (count < 0) return false;
    if (count == 0 || c == '\n') break;
    if (!line.append(c)) break;  // longer than a password can be, and told so: it may never end
  }
  if (line.view().ends_with('\r')) line.shorten();
  return true;
}

Result<Secret> from_descriptor(int descriptor, Diagnostics& out) {
  Secret line;
  if (read_line(descriptor, line)) return line;
  return out.error(
      messages::cannot_read_password(descriptor, reason(errno)),
      {},
      {"--password-fd 3 3< FILE opens one in most shells; 0 is standard input"}
  );
}

Result<Secret> from_file(const std::string& path, Diagnostics& out) {
  const files::Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat is {};
  Secret line;
  if (!file || ::fstat(file.get(), &is) != 0 || !read_line(file.get(), line))
    return files::cannot_read(path, errno, out);
  if (S_ISREG(is.st_mode) && (is.st_mode & (S_IRGRP | S_IROTH)) != 0) {
    out.warn(
        messages::password_file_is_open(in_quotes(path)), {}, {"chmod 600 keeps it to yourself"}
    );
  }
  return line;
}

/// Asks for a new password until it is typed twice the same way.
Result<Secret> new_password(
    const Terminal& terminal, const MessageFormat& format, Diagnostics& out
) {
  constexpr int tries = 3;
  for (int i = 0; i < tries; ++i) {
    Secret first, second;
    if (!terminal.ask(spoken(format, "New password (it is not shown):") + ' ', first) ||
        !terminal.ask(spoken(format, "The same once more:") + ' ', second))
      break;
    if (first.view() == second.view()) return first;
    terminal.say(spoken(format, "The two are not the same.") + '\n');
  }
  return out.error(messages::no_password_twice, {});
}

Result<Secret> from_terminal(Ask ask, const MessageFormat& format, Diagnostics& out) {
  const Terminal terminal;
  if (!terminal) {
    return out.error(
        messages::no_terminal, {}, {"give it with --password-file FILE or --password-fd N"}
    );
  }
  if (ask == Ask::twice) return new_password(terminal, format, out);
  Secret typed;
  if (terminal.ask(spoken(format, "Password (it is not shown):") + ' ', typed)) return typed;
  return out.error(messages::no_password, {});
}

}  // namespace

Result<Password> read_password(
    const PasswordSource& from, Ask ask, const MessageFormat& format, Diagnostics& out
) {
  const auto typed = from.descriptor     ? from_descriptor(*from.descriptor, out)
                     : from.file.empty() ? from_terminal(ask, format, out)
                                         : from_file(from.file, out);
  if (!typed) return typed.error();
  return encrypt::prepare(*typed, out);
}

}  // namespace engine::cli
