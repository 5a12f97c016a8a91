#include "engine/files/files.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine::files {

bool Descriptor::close() {
  const int number = number_;
  number_ = -1;
  return number < 0 || ::close(number) == 0;
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

int read_rest(int descriptor, std::string& bytes) {
  struct stat is {};
  std::size_t size = bytes.size();
  // One byte more than the file is said to hold, so that its end is seen without growing.
  const bool is_known = ::fstat(descriptor, &is) == 0 && S_ISREG(is.st_mode);
  const std::size_t said =
      is_known ? std::min(static_cast<std::size_t>(is.st_size), most_bytes) : 0;
  bytes.resize(std::max(said + 1, size + (std::size_t{1} << 12)));
  for (;;) {
    if (size == bytes.size()) bytes.resize(bytes.size() * 2);
    const ssize_t count = read_some(descriptor, bytes.data() + size, bytes.size() - size);
    const int error = count < 0 ? errno : 0;
    if (count > 0) size += static_cast<std::size_t>(count);
    if (count > 0 && size <= most_bytes) continue;
    bytes.resize(size);
    return size > most_bytes ? EFBIG : error;
  }
}

Result<std::string> read_file(const std::string& path, Diagnostics& out) {
  const bool standard = path == "-";
  const std::string name = standard ? "standard input" : path;
  Descriptor file{standard ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat is {};
  if (!file || ::fstat(file.get(), &is) != 0) return cannot_read(name, errno, out);
  if (S_ISDIR(is.st_mode)) return cannot_read(name, EISDIR, out);
  std::string bytes;
  const int error = read_rest(file.get(), bytes);
  if (error == EFBIG) return is_too_large(name, out);
  if (error != 0) return cannot_read(name, error, out);
  return bytes;
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

std::string reason(int error) {
  switch (error) {
    case ENOENT:
      return "there is no such file or folder";
    case EACCES:
    case EPERM:
      return "it is not allowed";
    case ENOSPC:
    case EDQUOT:
    case EFBIG:  // as full as this account may make it
      return "the disk is full";
    case EROFS:
      return "the disk can only be read";
    case EISDIR:
      return "it is a folder";
    case ENOTDIR:
      return "it, or a part of its path, is a file and not a folder";
    case ENAMETOOLONG:
      return "the name is too long";
    case ELOOP:
      return "its links go round in a circle";
    case EIO:
      return "the disk has a fault";
    case EBADF:
      return "it is not open";
    case EPIPE:
      return "nobody reads it";
    default:
      return "system error " + std::to_string(error);
  }
}

Reported is_too_large(const std::string& path, Diagnostics& out) {
  return out.error(
      "E704",
      {},
      in_quotes(path) + " is larger than 64 MiB",
      {"a case file has a few pages of text"}
  );
}

Reported cannot_read(const std::string& path, int error, Diagnostics& out) {
  return out.error("E701", {}, "cannot read " + in_quotes(path) + ": " + reason(error));
}

Reported cannot_write(const std::string& path, int error, Diagnostics& out) {
  return out.error("E702", {}, "cannot write " + in_quotes(path) + ": " + reason(error));
}

}  // namespace engine::files
