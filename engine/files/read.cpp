#include "engine/files/read.hpp"

#include "engine/files/reasons.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine::files {

int read_rest(int descriptor, std::string& bytes, std::size_t most) {
  struct stat is {};
  std::size_t size = bytes.size();
  // One byte more than the file is said to hold, so that its end is seen without growing.
  const bool is_known = ::fstat(descriptor, &is) == 0 && S_ISREG(is.st_mode);
  const std::size_t said = is_known ? std::min(static_cast<std::size_t>(is.st_size), most) : 0;
  bytes.resize(std::max(said + 1, size + (std::size_t{1} << 12)));
  for (;;) {
    if (size == bytes.size()) bytes.resize(bytes.size() * 2);
    const ssize_t count = read_some(descriptor, bytes.data() + size, bytes.size() - size);
    const int error = count < 0 ? errno : 0;
    if (count > 0) size += static_cast<std::size_t>(count);
    if (count > 0 && size <= most) continue;
    bytes.resize(size);
    return size > most ? EFBIG : error;
  }
}

namespace {

Descriptor open_path(const std::string& path) {
  return Descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
}

constexpr int ordinary = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

/// 0 and `file`, when an ordinary one was opened; else the errno of what it is.
int opened_ordinary(int descriptor, Descriptor& file) {
  file = Descriptor{descriptor};
  struct stat is {};
  if (!file || ::fstat(file.get(), &is) != 0) return errno;
  if (S_ISREG(is.st_mode)) return 0;
  file.close();
  return S_ISDIR(is.st_mode) ? EISDIR : ENXIO;
}

int read_opened(const Descriptor& file, std::string& bytes) {
  struct stat is {};
  if (!file || ::fstat(file.get(), &is) != 0) return errno;
  if (S_ISDIR(is.st_mode)) return EISDIR;
  return read_rest(file.get(), bytes);
}

}  // namespace

int read_whole(const std::string& path, std::string& bytes) {
  bytes.clear();
  return read_opened(open_path(path), bytes);
}

int read_ordinary(const std::string& path, std::string& bytes) {
  bytes.clear();
  Descriptor file;
  const int error = opened_ordinary(::open(path.c_str(), ordinary), file);
  return error == 0 ? read_rest(file.get(), bytes) : error;
}

bool read_start(const std::string& path, std::size_t most, std::string& bytes, std::size_t& size) {
  const Descriptor file = open_path(path);
  struct stat is {};
  if (!file || ::fstat(file.get(), &is) != 0) return false;
  size = static_cast<std::size_t>(is.st_size);
  bytes.resize(most);
  std::size_t filled = 0;
  while (filled < most) {
    const ssize_t count = read_some(file.get(), bytes.data() + filled, most - filled);
    if (count < 0) return false;
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  bytes.resize(filled);
  return true;
}

Result<std::string> read_file(const std::string& path, Diagnostics& out) {
  const bool standard = path == "-";
  const std::string name = standard ? "standard input" : path;
  std::string bytes;
  const int error = standard
                        ? read_opened(Descriptor{::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)}, bytes)
                        : read_whole(path, bytes);
  if (error == EFBIG) return is_too_large(name, out);
  if (error != 0) return cannot_read(name, error, out);
  return bytes;
}

int open_ordinary(int folder, const std::string& name, Descriptor& file) {
  const int error = opened_ordinary(::openat(folder, name.c_str(), ordinary | O_NOFOLLOW), file);
  return error == ELOOP ? ENXIO : error;
}

bool is_folder(const std::string& path, Diagnostics& out) {
  struct stat is {};
  if (path.empty()) return true;
  const bool there = ::stat(path.c_str(), &is) == 0;
  if (there && S_ISDIR(is.st_mode)) return true;
  cannot_read(path, there ? ENOTDIR : errno, out);
  return false;
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace engine::files
