#include "tests/files/power_cut.hpp"

#include "tests/support/run.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <random>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace tests {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t block = 4096;

std::string folder_of(const std::string& path) {
  return fs::path{path}.parent_path().string();
}

/// The path that an open file or folder has now.
std::string path_of_open(int file) {
  return fs::read_symlink("/proc/self/fd/" + std::to_string(file)).string();
}

}  // namespace

/// Files and folders, as changes make them.
class PowerCut::State {
 public:
  explicit State(const PowerCut& disk) {
    for (const std::string& folder : disk.folders_before_) folders_.insert(folder);
    int number = 0;
    for (const auto& [path, bytes] : disk.before_) {
      names_[path] = number;
      bytes_[number++] = bytes;
    }
  }

  void take(const Change& change) {
    const bool has_folder =
        folders_.count(folder_of(change.what == Change::renamed ? change.to : change.path)) > 0;
    switch (change.what) {
      case Change::wrote: {
        std::string& bytes = bytes_[change.file];
        bytes.resize(std::max(bytes.size(), change.at + change.bytes.size()));
        bytes.replace(change.at, change.bytes.size(), change.bytes);
        break;
      }
      case Change::cut:
        bytes_[change.file].resize(change.at);
        break;
      case Change::named:
        if (has_folder) names_[change.path] = change.file;
        break;
      case Change::renamed:
        if (const auto former = names_.find(change.path);
            former != names_.end() && former->second == change.file)
          names_.erase(former);
        if (has_folder) names_[change.to] = change.file;
        break;
      case Change::removed:
        names_.erase(change.path);
        folders_.erase(change.path);
        break;
      case Change::made_folder:
        if (has_folder) folders_.insert(change.path);
        break;
    }
  }

  void put(const fs::path& root) const {
    for (const auto& entry : fs::directory_iterator{root}) fs::remove_all(entry.path());
    for (const std::string& folder : folders_) fs::create_directories(root / folder);
    for (const auto& [path, number] : names_) {
      const auto bytes = bytes_.find(number);
      tests::write(root / path, bytes == bytes_.end() ? "" : bytes->second);
    }
  }

 private:
  std::set<std::string> folders_{""};
  std::map<std::string, int> names_;
  std::map<int, std::string> bytes_;
};

PowerCut::PowerCut(const fs::path& root) : root_{fs::canonical(root)} {
  for (const auto& entry : fs::recursive_directory_iterator{root_}) {
    const std::string path = fs::relative(entry.path(), root_).string();
    if (entry.is_directory()) folders_before_.push_back(path);
    if (entry.is_regular_file()) before_[path] = tests::read(entry.path());
  }
  for (const auto& [path, bytes] : before_) {
    struct stat is {};
    ::stat((root_ / path).c_str(), &is);
    by_inode_[is.st_ino] = next_number_;
    known_[path] = next_number_++;
  }
}

void PowerCut::leave(Kept kept, std::uint32_t seed) const {
  std::mt19937 random{seed};
  State state{*this};
  for (const Change& change : changes_) {
    const bool is_kept =
        kept == Kept::everything || (kept == Kept::names && !change.is_of_bytes()) ||
        (kept == Kept::bytes && change.is_of_bytes()) || (kept == Kept::some && random() % 2 == 0);
    if (change.is_flushed || is_kept) state.take(change);
  }
  state.put(root_);
}

bool PowerCut::has_power() {
  if (++count_ <= cut_) return true;
  errno = EIO;
  return false;
}

std::string PowerCut::path_of(int folder, const char* name) const {
  const fs::path path = fs::path{name}.is_absolute() ? fs::path{name}
                        : folder == AT_FDCWD         ? fs::current_path() / name
                                                     : fs::path{path_of_open(folder)} / name;
  const std::string below = path.lexically_normal().lexically_relative(root_).string();
  return below == "." ? "" : below;
}

int PowerCut::number_of(int file) {
  struct stat is {};
  ::fstat(file, &is);
  return by_inode_.at(is.st_ino);
}

void PowerCut::flushed_bytes(int number) {
  for (Change& change : changes_)
    change.is_flushed |= change.is_of_bytes() && change.file == number;
}

void PowerCut::flushed_names(const std::string& folder) {
  for (Change& change : changes_) {
    change.is_flushed |= !change.is_of_bytes() &&
                         (folder_of(change.path) == folder ||
                          (change.what == Change::renamed && folder_of(change.to) == folder));
  }
}

int PowerCut::open(int folder, const char* name, int flags) {
  const std::lock_guard lock{mutex_};
  struct stat is {};
  const bool is_there = ::fstatat(folder, name, &is, AT_SYMLINK_NOFOLLOW) == 0;
  if (!is_there && (flags & O_CREAT) != 0 && !has_power()) return -1;
  const int file = Disk::open(folder, name, flags);
  if (file < 0 || is_there || ::fstat(file, &is) != 0) return file;
  const std::string path = path_of(folder, name);
  by_inode_[is.st_ino] = known_[path] = next_number_;
  changes_.push_back({Change::named, next_number_++, path, "", ""});
  return file;
}

ssize_t PowerCut::write(int file, const char* bytes, std::size_t size) {
  const std::lock_guard lock{mutex_};
  if (!has_power()) return -1;
  const bool is_behind = (::fcntl(file, F_GETFL) & O_APPEND) != 0;
  const off_t at = ::lseek(file, 0, is_behind ? SEEK_END : SEEK_CUR);
  const ssize_t count = Disk::write(file, bytes, size);
  const auto size_written = static_cast<std::size_t>(std::max<ssize_t>(count, 0));
  const std::size_t step = tears ? block : std::max<std::size_t>(size_written, 1);
  for (std::size_t done = 0; done < size_written; done += step) {
    Change change{
        Change::wrote,
        number_of(file),
        "",
        "",
        {bytes + done, std::min(step, size_written - done)}};
    change.at = static_cast<std::size_t>(at) + done;
    changes_.push_back(std::move(change));
  }
  return count;
}

int PowerCut::fsync(int file) {
  const std::lock_guard lock{mutex_};
  if (!has_power()) return -1;
  struct stat is {};
  ::fstat(file, &is);
  if (S_ISDIR(is.st_mode))
    flushed_names(path_of(AT_FDCWD, path_of_open(file).c_str()));
  else
    flushed_bytes(number_of(file));
  return 0;
}

int PowerCut::flush(int file) {
  const std::lock_guard lock{mutex_};
  return has_power() ? Disk::flush(file) : -1;
}

int PowerCut::truncate(int file, off_t size) {
  const std::lock_guard lock{mutex_};
  if (!has_power()) return -1;
  const int answer = Disk::truncate(file, size);
  if (answer == 0)
    changes_.push_back({Change::cut, number_of(file), "", "", "", static_cast<std::size_t>(size)});
  return answer;
}

int PowerCut::rename(int folder, const char* from, const char* to) {
  const std::lock_guard lock{mutex_};
  if (!has_power()) return -1;
  const int answer = Disk::rename(folder, from, to);
  if (answer == 0) {
    const std::string former = path_of(folder, from), path = path_of(folder, to);
    const int number = known_.at(former);
    known_.erase(former);
    known_[path] = number;
    changes_.push_back({Change::renamed, number, former, path, ""});
  }
  return answer;
}

int PowerCut::link(int folder, const char* from, const char* to) {
  const std::lock_guard lock{mutex_};
  if (!has_power()) return -1;
  const int answer = Disk::link(folder, from, to);
  if (answer == 0) {
    const std::string path = path_of(folder, to);
    known_[path] = known_.at(path_of(folder, from));
    changes_.push_back({Change::named, known_[path], path, "", ""});
  }
  return answer;
}

int PowerCut::unlink(int folder, const char* name) {
  const std::lock_guard lock{mutex_};
  if (!has_power()) return -1;
  const int answer = Disk::unlink(folder, name);
  if (answer == 0) {
    known_.erase(path_of(folder, name));
    changes_.push_back({Change::removed, -1, path_of(folder, name), "", ""});
  }
  return answer;
}

int PowerCut::make_folder(int folder, const char* name) {
  const std::lock_guard lock{mutex_};
  if (!has_power()) return -1;
  const int answer = Disk::make_folder(folder, name);
  if (answer == 0) changes_.push_back({Change::made_folder, -1, path_of(folder, name), "", ""});
  return answer;
}

int PowerCut::remove_folder(int folder, const char* name) {
  const std::lock_guard lock{mutex_};
  if (!has_power()) return -1;
  const int answer = Disk::remove_folder(folder, name);
  if (answer == 0) changes_.push_back({Change::removed, -1, path_of(folder, name), "", ""});
  return answer;
}

int PowerCut::sync_all(int) {
  const std::lock_guard lock{mutex_};
  if (!has_power()) return -1;
  for (Change& change : changes_) change.is_flushed = true;
  return 0;
}

}  // namespace tests
