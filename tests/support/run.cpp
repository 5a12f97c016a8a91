#include "tests/support/run.hpp"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace tests {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "carepacket-test.XXXXXX").string();
  if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code none;
  fs::remove_all(path_, none);
}

std::vector<std::string> TemporaryFolder::content() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator{path_}) {
    names.push_back(fs::relative(entry.path(), path_).string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

long stride(long usual) {
  return std::getenv("CAREPACKET_SOAK") != nullptr ? 1 : usual;
}

std::string read(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>{file}, {}};
}

void write(const fs::path& path, std::string_view bytes) {
  if (path.has_parent_path()) fs::create_directories(path.parent_path());
  std::ofstream file{path, std::ios::binary};
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file) throw std::runtime_error("cannot write " + path.string());
}

void copy_templates(const fs::path& folder, std::initializer_list<std::string_view> files) {
  const fs::path templates = CAREPACKET_SOURCE_DIR "/templates";
  for (const std::string_view file : files) write(folder / file, read(templates / file));
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string without(std::string text, std::initializer_list<std::string_view> pieces) {
  for (const std::string_view piece : pieces) {
    for (auto at = text.find(piece); at != std::string::npos; at = text.find(piece, at))
      text.erase(at, piece.size());
  }
  return text;
}

namespace {
[[noreturn]] void become(
    const std::vector<std::string>& words,
    const Circumstances& circumstances,
    const fs::path& in,
    const fs::path& out,
    const fs::path& error
) {
  const auto connect = [](const fs::path& path, int flags, int to) {
    const int file = ::open(path.c_str(), flags, 0600);
    if (file < 0 || ::dup2(file, to) < 0) ::_exit(126);
  };
  connect(in, O_RDONLY, STDIN_FILENO);
  connect(out, O_WRONLY | O_CREAT, STDOUT_FILENO);
  connect(error, O_WRONLY | O_CREAT, STDERR_FILENO);
  if (!circumstances.folder.empty() && ::chdir(circumstances.folder.c_str()) != 0) ::_exit(126);
  // Messages are compared in English, whatever language the one who tests has.
  ::setenv("LC_ALL", "C", 1);
  for (const auto& variable : circumstances.environment) {
    const auto equals = variable.find('=');
    ::setenv(variable.substr(0, equals).c_str(), variable.substr(equals + 1).c_str(), 1);
  }
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}
}  // namespace

Ran run(const std::vector<std::string>& words, const Circumstances& circumstances) {
  const TemporaryFolder desk;
  write(desk / "in", circumstances.input);
  const fs::path out =
      circumstances.output_to.empty() ? desk / "out" : fs::path{circumstances.output_to};
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot start " + words.front());
  if (child == 0) become(words, circumstances, desk / "in", out, desk / "error");
  int status = 0;
  ::waitpid(child, &status, 0);
  Ran ran;
  ran.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (circumstances.output_to.empty()) ran.out = read(out);
  ran.error = read(desk / "error");
  return ran;
}

std::string Ran::complaint() const {
  return exit == 0 ? error : error + "exit status " + std::to_string(exit);
}

namespace {
std::vector<std::string> words_of(std::string_view command) {
  std::vector<std::string> words;
  bool in_word = false, quoted = false;
  for (const char c : command) {
    if (c == ' ' && !quoted) {
      in_word = false;
      continue;
    }
    if (!in_word) words.emplace_back();
    in_word = true;
    if (c == '\'') quoted = !quoted;
    if (c != '\'') words.back() += c;
  }
  return words;
}
}  // namespace

Ran run_on(std::string_view bytes, std::string_view command) {
  const TemporaryFolder desk;
  const std::string file = desk / "file";
  write(file, bytes);
  std::vector<std::string> words = words_of(command);
  Circumstances circumstances;
  while (words.front().find('=') != std::string::npos) {
    circumstances.environment.push_back(words.front());
    words.erase(words.begin());
  }
  for (auto& word : words) {
    for (auto at = word.find("{}"); at != std::string::npos; at = word.find("{}", at))
      word.replace(at, 2, file);
  }
  return run(words, circumstances);
}

bool has_tool(std::string_view name) {
  const char* path = std::getenv("PATH");
  std::string_view folders = path ? path : "/usr/bin:/bin";
  while (!folders.empty()) {
    const auto end = std::min(folders.find(':'), folders.size());
    const fs::path tool = fs::path{folders.substr(0, end)} / name;
    if (::access(tool.c_str(), X_OK) == 0) return true;
    folders.remove_prefix(std::min(end + 1, folders.size()));
  }
  return false;
}

std::string carepacket() {
  const char* other = std::getenv("CAREPACKET");
  return other ? other : CAREPACKET_BINARY_DIR "/carepacket";
}

}  // namespace tests
