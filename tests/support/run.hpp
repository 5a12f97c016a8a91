#pragma once

// Programs, started as a user would, and folders to do it in.

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace tests {

/// A folder of its own below the system's temporary one; it goes when the value goes.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
  /// Every file and folder below it, as paths from it, sorted.
  std::vector<std::string> content() const;

 private:
  std::filesystem::path path_;
};

/// How often a test does the same with other values. The sanitizers, which are ten times as slow,
/// look at fewer of the values that the plain build tries: the code is the same.
template <class Count>
constexpr Count rounds([[maybe_unused]] Count all, [[maybe_unused]] Count with_sanitizers) {
#ifdef TESTS_WITH_SANITIZERS
  return with_sanitizers;
#else
  return all;
#endif
}

/// How many steps a test goes at a time: `./dev soak` (CAREPACKET_SOAK) leaves none out.
long stride(long usual);

std::string read(const std::filesystem::path& path);
/// Makes the folders above it, too.
void write(const std::filesystem::path& path, std::string_view bytes);
/// Copies files of templates/ to the same places below a folder.
void copy_templates(
    const std::filesystem::path& folder, std::initializer_list<std::string_view> files
);
bool contains(std::string_view text, std::string_view part);
/// A text without each of those pieces.
std::string without(std::string text, std::initializer_list<std::string_view> pieces);

/// How a program ended.
struct Ran {
  int exit = -1;  ///< 128 + signal when a signal ended it
  std::string out, error;
  /// Nothing when it was content: its standard error, and its exit status where that is not 0.
  std::string complaint() const;
};

struct Circumstances {
  std::string folder;                    ///< to run in; empty: this one
  std::string input;                     ///< on standard input
  std::vector<std::string> environment;  ///< NAME=value, in addition
  std::string output_to;                 ///< a file standard output goes to, instead of `Ran::out`
};

/// Runs a program, found along PATH, to its end.
Ran run(const std::vector<std::string>& words, const Circumstances& circumstances = {});

/// Runs a tool on a file made of `bytes`. Blanks part the words of a command, but for those between
/// single quotes;
/// `{}` stands for the file's path, and NAME=value in front is for the environment.
Ran run_on(std::string_view bytes, std::string_view command);

/// True when a tool is installed. A test of what it says is passed over without it.
bool has_tool(std::string_view name);

/// The program that was built, or the one that CAREPACKET names.
std::string carepacket();

}  // namespace tests
