#include "engine/files/write.hpp"

#include "engine/files/read.hpp"

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace engine::files {

bool write_all(int descriptor, std::string_view bytes, Disk& disk) {
  while (!bytes.empty()) {
    const ssize_t count = disk.write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count == 0) errno = EIO;  // a disk that takes nothing, and does not say why
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// --- folders

int make_folder(int folder, const std::string& name, bool& made, Disk& disk) {
  made = disk.make_folder(folder, name.c_str()) == 0;
  if (made) return 0;
  const int error = errno;
  struct stat is {};
  if (error != EEXIST || ::fstatat(folder, name.c_str(), &is, AT_SYMLINK_NOFOLLOW) != 0)
    return error;
  return S_ISDIR(is.st_mode) ? 0 : ENOTDIR;
}

Failure make_folders(const std::string& path, std::vector<std::string>& made, Disk& disk) {
  struct stat is {};
  if (::stat(path.c_str(), &is) == 0) return {path, S_ISDIR(is.st_mode) ? 0 : ENOTDIR};
  const std::string above = folder_of(path);
  if (above != path && above != ".") {
    if (Failure failure = make_folders(above, made, disk)) return failure;
  }
  bool is_new = false;
  const int error = make_folder(AT_FDCWD, path, is_new, disk);
  if (is_new) made.push_back(path);
  return {path, error};
}

// --- one file

namespace {

constexpr int tries = 3;  ///< a name that others take and leave at the same time
constexpr std::string_view part_ending = ".part", former_ending = ".former";

/// packets/.letter.pdf.part of packets/letter.pdf
std::string beside(const std::string& name, std::string_view ending) {
  const auto base = name.rfind('/') + 1;  // npos + 1 is 0
  return (name.substr(0, base) + '.').append(name, base).append(ending);
}

/// True when what is open still has its name.
bool has_name(const Descriptor& file, int folder, const std::string& name) {
  struct stat is {
  }, there{};
  return ::fstat(file.get(), &is) == 0 &&
         ::fstatat(folder, name.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0 &&
         is.st_ino == there.st_ino && is.st_dev == there.st_dev;
}

/// Locks what is open; a file system without locks has no second writer to fear more than before.
int lock(const Descriptor& file, Disk& disk) {
  return disk.lock(file.get()) != 0 && errno == EWOULDBLOCK ? EWOULDBLOCK : 0;
}

}  // namespace

int open_locked(int folder, const std::string& name, Descriptor& file, Disk& disk) {
  constexpr int flags = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
  file = Descriptor{disk.open(folder, name.c_str(), flags)};
  if (!file) return errno == ELOOP ? ENXIO : errno;
  struct stat is {};
  if (::fstat(file.get(), &is) != 0) return errno;
  if (!S_ISREG(is.st_mode)) return ENXIO;
  if (const int error = lock(file, disk); error != 0) return error;
  // Whoever had it when it was opened may have given it another name before it was unlocked: then
  // it is no longer ours to write to.
  return has_name(file, folder, name) ? 0 : EWOULDBLOCK;
}

AtomicFile::AtomicFile(int folder, std::string name, Disk& disk)
    : folder_{folder}, name_{std::move(name)}, part_{beside(name_, part_ending)}, disk_{&disk} {}

AtomicFile::AtomicFile(AtomicFile&&) noexcept = default;

AtomicFile::~AtomicFile() {
  if (file_) disk_->unlink(folder_, part_.c_str());
}

bool AtomicFile::fail(const std::string& name, int error) {
  failure_ = {name, error};
  return false;
}

bool AtomicFile::open() {
  // Left of a set that a process was killed in: what is written now is another one.
  disk_->unlink(folder_, beside(name_, former_ending).c_str());
  for (int i = 0; i < tries; ++i) {
    Descriptor file{disk_->open(folder_, part_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)};
    if (file) {
      if (const int error = lock(file, *disk_); error != 0) return fail(name_, error);
      struct stat is {};
      const bool is_there = ::fstat(file.get(), &is) == 0 && is.st_nlink > 0;
      if (is_there) file_ = std::move(file);
      if (is_there) return true;  // else somebody took it for one that was left behind
    } else if (errno != EEXIST) {
      return fail(name_, errno);
    } else if (const int error = take_away_what_is_left(); error != 0) {
      return fail(error == EWOULDBLOCK ? name_ : part_, error);
    }
  }
  return fail(name_, EWOULDBLOCK);
}

/// The part of a process that was killed. 0 also where there is none, or an errno: EWOULDBLOCK when
/// somebody writes it.
int AtomicFile::take_away_what_is_left() const {
  Descriptor left;
  if (const int error = open_ordinary(folder_, part_, left); error != 0)
    return error == ENOENT ? 0 : error;
  struct stat is {};
  if (::fstat(left.get(), &is) != 0) return errno;
  if (is.st_uid != ::geteuid()) return EPERM;
  if (const int error = lock(left, *disk_); error != 0) return error;
  if (!has_name(left, folder_, part_)) return 0;
  return disk_->unlink(folder_, part_.c_str()) == 0 ? 0 : errno;
}

bool AtomicFile::write(std::string_view bytes) {
  return write_all(file_.get(), bytes, *disk_) || fail(name_, errno);
}

bool AtomicFile::finish(Durable durable) {
  const int answer =
      durable == Durable::at_once ? disk_->fsync(file_.get()) : disk_->flush(file_.get());
  return answer == 0 || fail(name_, errno);
}

bool AtomicFile::commit(Durable durable) {
  if (disk_->rename(folder_, part_.c_str(), name_.c_str()) != 0) return fail(name_, errno);
  file_.close();
  if (durable == Durable::at_once) {
    const Descriptor folder{
        ::openat(folder_, folder_of(name_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder) disk_->fsync(folder.get());  // the new name, too, outlives a power cut
  }
  return true;
}

// --- several files

AtomicFileSet::AtomicFileSet(int folder, Durable durable, Disk& disk)
    : folder_{folder}, durable_{durable}, disk_{&disk} {}

AtomicFileSet::~AtomicFileSet() {
  files_.clear();
  for (auto folder = made_.rbegin(); folder != made_.rend(); ++folder)
    disk_->remove_folder(folder_, folder->c_str());
}

bool AtomicFileSet::make_folder(const std::string& name) {
  bool made = false;
  failure_ = {name, files::make_folder(folder_, name, made, *disk_)};
  if (made) made_.push_back(name);
  return !failure_;
}

bool AtomicFileSet::make_folders(const std::string& path) {
  failure_ = files::make_folders(path, made_, *disk_);
  return !failure_;
}

bool AtomicFileSet::add(const std::string& name, std::string_view bytes) {
  AtomicFile& file = files_.emplace_back(folder_, name, *disk_);
  if (file.open() && file.write(bytes) && file.finish(durable_)) return true;
  failure_ = file.failure();
  return false;
}

/// Gives what has a name now a second one, by which it can come back.
AtomicFileSet::Former AtomicFileSet::keep_former(const std::string& name) {
  const std::string former = beside(name, former_ending);
  for (int i = 0; i < tries; ++i) {
    if (disk_->link(folder_, name.c_str(), former.c_str()) == 0) return Former::kept;
    if (errno != EEXIST) break;
    disk_->unlink(folder_, former.c_str());  // of a process that was killed
  }
  return errno == ENOENT ? Former::none : Former::lost;
}

void AtomicFileSet::keep_formers() {
  bool is_any_kept = false;
  for (const AtomicFile& file : files_) {
    formers_.push_back(keep_former(file.name()));
    is_any_kept = is_any_kept || formers_.back() == Former::kept;
  }
  if (is_any_kept || formers_.front() != Former::none) return;
  const std::string& name = files_.front().name();
  has_mark_ = disk_->link(
                  folder_, beside(name, part_ending).c_str(), beside(name, former_ending).c_str()
              ) == 0;
}

void AtomicFileSet::forget_former(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (formers_[i] == Former::kept || (i == 0 && has_mark_))
      disk_->unlink(folder_, beside(files_[i].name(), former_ending).c_str());
  }
}

/// The first `count` files go, and what had their names comes back.
void AtomicFileSet::take_back(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::string& name = files_[i].name();
    if (formers_[i] == Former::kept)
      disk_->rename(folder_, beside(name, former_ending).c_str(), name.c_str());
    if (formers_[i] == Former::none) disk_->unlink(folder_, name.c_str());
  }
}

bool AtomicFileSet::commit() {
  // A single file needs no way back.
  if (files_.size() > 1)
    keep_formers();
  else
    formers_.assign(files_.size(), Former::lost);
  for (std::size_t i = 0; i < files_.size(); ++i) {
    if (files_[i].commit(durable_)) continue;
    failure_ = files_[i].failure();
    take_back(i);
    forget_former(files_.size());
    return false;
  }
  forget_former(files_.size());
  made_.clear();
  return true;
}

// --- after a kill

namespace {

/// What is left of one file of a set.
struct Left {
  std::string name;
  Descriptor part;  ///< locked; open where it is there
  struct stat part_is {};
  bool has_former = false;
  struct stat former_is {};

  /// Nobody has put anything else there, or changed what is there, since the part was written.
  bool is_as_it_was(int folder) const {
    struct stat is {};
    const bool is_there = ::fstatat(folder, name.c_str(), &is, AT_SYMLINK_NOFOLLOW) == 0;
    if (!has_former) return !is_there;
    if (!is_there) return former_is.st_ino == part_is.st_ino;
    const auto when = [](const struct stat& one) {
      return std::pair{one.st_mtim.tv_sec, one.st_mtim.tv_nsec};
    };
    return is.st_ino == former_is.st_ino && when(is) <= when(part_is);
  }
};

}  // namespace

int settle_what_is_left(int folder, std::span<const std::string> names, Disk& disk) {
  std::vector<Left> all;
  bool is_whole = false;  // the set began to take its names
  for (const std::string& name : names) {
    Left& left = all.emplace_back();
    left.name = name;
    const std::string part = beside(name, part_ending), former = beside(name, former_ending);
    left.has_former =
        ::fstatat(folder, former.c_str(), &left.former_is, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISREG(left.former_is.st_mode) && left.former_is.st_uid == ::geteuid();
    is_whole = is_whole || left.has_former;
    const int error = open_ordinary(folder, part, left.part);
    if (error == ENOENT) continue;
    if (error != 0) return error;
    if (::fstat(left.part.get(), &left.part_is) != 0) return errno;
    if (left.part_is.st_uid != ::geteuid()) return EPERM;
    if (const int locked = lock(left.part, disk); locked != 0) return locked;
    if (!has_name(left.part, folder, part)) return 0;  // somebody was here first
  }
  for (const Left& left : all) is_whole = is_whole && (!left.part || left.is_as_it_was(folder));
  int error = 0;
  for (const Left& left : all) {
    const std::string part = beside(left.name, part_ending);
    if (!left.part) continue;
    const int answer = is_whole ? disk.rename(folder, part.c_str(), left.name.c_str())
                                : disk.unlink(folder, part.c_str());
    if (answer != 0) error = errno;
  }
  for (const Left& left : all) {
    if (left.has_former && error == 0)
      disk.unlink(folder, beside(left.name, former_ending).c_str());
  }
  return error;
}

}  // namespace engine::files
