#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>
#include <utility>

namespace engine::files {

/// An open file descriptor, closed when it goes.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_{number} {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    close();
    number_ = std::exchange(other.number_, -1);
    return *this;
  }
  explicit operator bool() const { return number_ >= 0; }
  int get() const { return number_; }
  void close();

 private:
  int number_;
};

/// The system calls that write: one virtual function each, so that a test can let any of them fail.
/// What they take and give is what the manual of the call says: -1 and errno on failure. Names are
/// relative to `folder`, an open folder or AT_FDCWD (openat(2)). Used by several threads at once.
class Disk {
 public:
  virtual ~Disk() = default;
  /// openat(2); a file that is made has mode 0600.
  virtual int open(int folder, const char* name, int flags);
  /// flock(2): for this process alone, without waiting.
  virtual int lock(int file);
  virtual ssize_t write(int file, const char* bytes, std::size_t size);
  virtual int fsync(int file);
  /// close(2) on a copy of the descriptor: tells what a network file system could not keep.
  virtual int flush(int file);
  virtual int truncate(int file, off_t size);
  virtual int rename(int folder, const char* from, const char* to);
  virtual int link(int folder, const char* from, const char* to);
  virtual int unlink(int folder, const char* name);
  /// mkdirat(2), mode 0700
  virtual int make_folder(int folder, const char* name);
  virtual int remove_folder(int folder, const char* name);
  /// syncfs(2) of the file system that `folder` is on
  virtual int sync_all(int folder);
};

/// The one that is there.
Disk& real_disk();

}  // namespace engine::files
