#pragma once

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>

namespace tests {

/// A file for a tool to read, removed at the end.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view bytes) {
    const int descriptor = mkstemp(path_.data());
    if (descriptor < 0) throw std::runtime_error{"no temporary file can be made"};
    close(descriptor);
    std::ofstream{path_, std::ios::binary} << bytes;
  }
  ~TemporaryFile() { std::remove(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_ = "/tmp/carepacket-test-XXXXXX";
};

/// What a command says, and whether it is content: exit code 0 and not a line on standard error.
struct Said {
  std::string text;       ///< standard output
  std::string complaint;  ///< standard error, and the exit code if it is not 0
};

/// Runs a shell command.
inline Said run(const std::string& command) {
  const TemporaryFile complaints{""};
  FILE* pipe = popen((command + " 2>" + complaints.path()).c_str(), "r");
  if (!pipe) throw std::runtime_error{"the shell cannot be run"};
  Said said;
  char block[4096];
  for (std::size_t count = 0; (count = fread(block, 1, sizeof block, pipe)) > 0;)
    said.text.append(block, count);
  const int status = pclose(pipe);
  std::ifstream file{complaints.path()};
  said.complaint.assign(std::istreambuf_iterator<char>{file}, {});
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    said.complaint += "exit status " + std::to_string(status);
  return said;
}

/// True when a tool is installed. A test of what it says is passed over without it.
inline bool has_tool(const std::string& name) {
  return std::system(("command -v " + name + " >/dev/null 2>&1").c_str()) == 0;
}

/// Runs a tool on a file made of `bytes`; `{}` in the command stands for its path.
inline Said run_on(std::string_view bytes, std::string command) {
  const TemporaryFile file{bytes};
  for (auto at = command.find("{}"); at != std::string::npos; at = command.find("{}")) {
    command.replace(at, 2, file.path());
  }
  return run(command);
}

}  // namespace tests
