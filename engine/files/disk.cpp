#include "engine/files/disk.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine::files {

void Descriptor::close() {
  if (number_ >= 0) ::close(number_);
  number_ = -1;
}

int Disk::open(int folder, const char* name, int flags) {
  return ::openat(folder, name, flags | O_CLOEXEC, 0600);
}
int Disk::lock(int file) {
  return ::flock(file, LOCK_EX | LOCK_NB);
}
ssize_t Disk::write(int file, const char* bytes, std::size_t size) {
  return ::write(file, bytes, size);
}
int Disk::fsync(int file) {
  return ::fsync(file);
}
int Disk::flush(int file) {
  const int copy = ::fcntl(file, F_DUPFD_CLOEXEC, 0);
  return copy < 0 ? copy : ::close(copy);
}
int Disk::truncate(int file, off_t size) {
  return ::ftruncate(file, size);
}
int Disk::rename(int folder, const char* from, const char* to) {
  return ::renameat(folder, from, folder, to);
}
int Disk::link(int folder, const char* from, const char* to) {
  return ::linkat(folder, from, folder, to, 0);
}
int Disk::unlink(int folder, const char* name) {
  return ::unlinkat(folder, name, 0);
}
int Disk::make_folder(int folder, const char* name) {
  return ::mkdirat(folder, name, 0700);
}
int Disk::remove_folder(int folder, const char* name) {
  return ::unlinkat(folder, name, AT_REMOVEDIR);
}
int Disk::sync_all(int folder) {
  return ::syncfs(folder);
}

Disk& real_disk() {
  static Disk disk;
  return disk;
}

}  // namespace engine::files
