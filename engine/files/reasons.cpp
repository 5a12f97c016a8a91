#include "engine/files/reasons.hpp"

#include "engine/files/messages.hpp"

#include <cerrno>
#include <sys/stat.h>
#include <vector>

namespace engine::files {

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
    case ENXIO:
      return "it is not an ordinary file";
    case EWOULDBLOCK:
      return "another run of carepacket is writing it";
    case EMFILE:
    case ENFILE:
      return "too many files are open";
    case ENOMEM:
      return "no memory is left";
    default:
      return "system error " + std::to_string(error);
  }
}

bool concerns_the_disk(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
    case EROFS:
    case EIO:
    case EMFILE:
    case ENFILE:
    case ENOMEM:
    case ESTALE:
      return true;
    default:
      return false;
  }
}

Reported is_too_large(const std::string& path, Diagnostics& out) {
  return out.error(
      messages::too_large(in_quotes(path)), {}, {"a case file has a few pages of text"}
  );
}

Reported cannot_read(const std::string& path, int error, Diagnostics& out) {
  struct stat is {};
  std::vector<std::string> hints;
  if (error == EACCES && ::lstat(path.c_str(), &is) == 0 && S_ISLNK(is.st_mode))
    hints.emplace_back(
        "it is a link: give the file it leads to, or --no-sandbox if the link leads out of its "
        "folder"
    );
  return out.error(messages::cannot_read(in_quotes(path), reason(error)), {}, hints);
}

Reported cannot_write(const std::string& path, int error, Diagnostics& out) {
  return out.error(messages::cannot_write(in_quotes(path), reason(error)), {});
}

}  // namespace engine::files
