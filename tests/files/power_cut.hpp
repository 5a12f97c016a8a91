#pragma once

#include "engine/files/files.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace tests {

/// The disk that is there, until its power is cut. A process that goes on behind the cut writes
/// nothing any more; what the disk has then is not what the process saw: POSIX keeps what was
/// flushed (fsync(2), syncfs(2)), and of all else any part, in any order. A name is kept when its
/// folder was flushed.
///
///     PowerCut disk{folder};
///     disk.cut_after(12);       // calls that change something
///     write(disk);
///     disk.leave(seed);         // the folder as it is when the power is back
class PowerCut : public engine::files::Disk {
 public:
  /// What of all that was not flushed the disk has kept.
  enum class Kept {
    nothing,     ///< the slowest disk
    names,       ///< names without their bytes: empty files
    bytes,       ///< bytes without their names
    some,        ///< each change or not, as the seed has it
    everything,  ///< a process that was killed
  };

  /// `root`: an existing folder; all that happens below it is remembered.
  explicit PowerCut(const std::filesystem::path& root);

  void cut_after(long calls) { cut_ = calls; }
  /// Of one write, some blocks of 4,096 bytes are kept and others are not.
  bool tears = false;
  /// Calls so far that change something, or flush it.
  long calls() const { return count_; }
  bool is_cut() const { return count_ > cut_; }
  /// Puts in the place of `root` what the disk has kept.
  void leave(Kept kept, std::uint32_t seed) const;

  int open(int folder, const char* name, int flags) override;
  ssize_t write(int file, const char* bytes, std::size_t size) override;
  int fsync(int file) override;
  int flush(int file) override;
  int truncate(int file, off_t size) override;
  int rename(int folder, const char* from, const char* to) override;
  int link(int folder, const char* from, const char* to) override;
  int unlink(int folder, const char* name) override;
  int make_folder(int folder, const char* name) override;
  int remove_folder(int folder, const char* name) override;
  int sync_all(int folder) override;

 private:
  struct Change {
    enum What { wrote, cut, named, renamed, removed, made_folder } what;
    int file;          ///< whose bytes, or who has the name; a number of `files_`
    std::string path;  ///< below the root
    std::string to;    ///< the new path
    std::string bytes;
    std::size_t at = 0;  ///< where bytes begin, or the new size
    bool is_flushed = false;

    bool is_of_bytes() const { return what == wrote || what == cut; }
  };
  class State;

  bool has_power();
  std::string path_of(int folder, const char* name) const;
  int number_of(int file);
  void flushed_bytes(int number);
  void flushed_names(const std::string& folder);

  std::filesystem::path root_;
  std::map<std::string, std::string> before_;  ///< path > bytes
  std::vector<std::string> folders_before_;    ///< a folder before what is in it
  std::map<std::string, int> known_;           ///< path > number, of files as the process sees them
  std::map<std::uint64_t, int> by_inode_;
  int next_number_ = 0;
  std::vector<Change> changes_;
  long count_ = 0, cut_ = 1L << 40;
  mutable std::mutex mutex_;
};

}  // namespace tests
