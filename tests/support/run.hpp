#pragma once

// Programs, started as a user would, and folders to do it in.

#include <filesystem>
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

std::string read(const std::filesystem::path& path);
void write(const std::filesystem::path& path, std::string_view bytes);

/// How a program ended.
struct Ran {
  int exit = -1;  ///< 128 + signal when a signal ended it
  std::string out, error;
};

struct Circumstances {
  std::string folder;                    ///< to run in; empty: this one
  std::string input;                     ///< on standard input
  std::vector<std::string> environment;  ///< NAME=value, in addition
  std::string output_to;                 ///< a file standard output goes to, instead of `Ran::out`
};

/// Runs a program, found along PATH, to its end.
Ran run(const std::vector<std::string>& words, const Circumstances& circumstances = {});

/// The program that was built.
std::string carepacket();

}  // namespace tests
