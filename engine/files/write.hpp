#pragma once

#include "engine/files/disk.hpp"

#include <cstddef>
#include <fcntl.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engine::files {

/// Writes all of `bytes`, however many calls that takes; false with errno when not.
bool write_all(int descriptor, std::string_view bytes, Disk& disk = real_disk());

/// A step that failed: at which name, and why (an errno).
struct Failure {
  std::string name;
  int error = 0;
  explicit operator bool() const { return error != 0; }
};

/// Makes the folder `name` of `folder`, for its owner alone; one that is there is good, a link to
/// one is not. `made` turns true when it was not there. 0, or an errno.
int make_folder(int folder, const std::string& name, bool& made, Disk& disk = real_disk());

/// Makes a folder and those above it that are missing; `made` receives their paths, the outermost
/// first.
Failure make_folders(
    const std::string& path, std::vector<std::string>& made, Disk& disk = real_disk()
);

/// Opens a file for one writer, to read and to append: makes it when it is missing, and locks it
/// (flock(2)) as long as it is open. 0, or an errno: EWOULDBLOCK when another process has it, or
/// had it when it was opened and has given it another name since; ENXIO when the name means
/// something that is no ordinary file.
int open_locked(int folder, const std::string& name, Descriptor& file, Disk& disk = real_disk());

/// When written bytes have to outlive a power cut.
enum class Durable {
  later,   ///< the caller syncs the file system once, for many files
  at_once  ///< before the file takes its name, and the name with it
};

/// A file that comes into being whole: it is written as .NAME.part beside its place, and takes its
/// name when all of it is there. What is not committed is taken away by the destructor.
///
/// The part is locked while it is written. One that a killed process left behind is not locked, and
/// gives way if it is an ordinary file of this user. Mode 0600.
class AtomicFile {
 public:
  /// `name` is relative to `folder`, which stays open.
  AtomicFile(int folder, std::string name, Disk& disk = real_disk());
  ~AtomicFile();
  AtomicFile(AtomicFile&&) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;

  /// Each is false when the file system refused: failure() then says at which name, and why.
  bool open();
  bool write(std::string_view bytes);
  /// All is written. Tells what the disk could not keep.
  bool finish(Durable durable);
  /// Takes the name, and the place of what had it.
  bool commit(Durable durable);

  const Failure& failure() const { return failure_; }
  const std::string& name() const { return name_; }

 private:
  bool fail(const std::string& name, int error);
  int take_away_what_is_left() const;

  int folder_;
  std::string name_, part_;
  Disk* disk_;
  Descriptor file_;
  Failure failure_;
};

/// Several files that come into being together, and the folders made for them: all, or none. A kill
/// in the moment in which they take their names can part them until settle_what_is_left() is asked.
class AtomicFileSet {
 public:
  AtomicFileSet(int folder, Durable durable, Disk& disk = real_disk());
  /// Takes away what was not committed, and folders that were made for it.
  ~AtomicFileSet();
  AtomicFileSet(const AtomicFileSet&) = delete;
  AtomicFileSet& operator=(const AtomicFileSet&) = delete;

  /// Each is false when the file system refused: failure() then says at which name, and why.
  bool make_folder(const std::string& name);   ///< in a folder that is there
  bool make_folders(const std::string& path);  ///< with those above it
  bool add(const std::string& name, std::string_view bytes);
  bool commit();

  const Failure& failure() const { return failure_; }

 private:
  /// What had a file's name before: it is kept as .NAME.former until all files have their names.
  /// Where none had one, the first file itself is: such a name says that all of them are whole.
  enum class Former { none, kept, lost };

  Former keep_former(const std::string& name);
  void keep_formers();
  void forget_former(std::size_t count);
  void take_back(std::size_t count);

  int folder_;
  Durable durable_;
  Disk* disk_;
  std::vector<AtomicFile> files_;
  std::vector<Former> formers_;  ///< of files_
  bool has_mark_ = false;        ///< the first is its own former
  std::vector<std::string> made_;
  Failure failure_;
};

/// What a killed process left of one AtomicFileSet of those names. Once all of it was whole, and
/// nobody has changed anything since, the rest of it takes its names now; else it goes. 0, also
/// where nothing is left, or an errno: EWOULDBLOCK when somebody is writing it.
int settle_what_is_left(int folder, std::span<const std::string> names, Disk& disk = real_disk());

}  // namespace engine::files
