#include "engine/files/overwrite.hpp"

#include "engine/files/messages.hpp"
#include "engine/files/read.hpp"
#include "engine/files/reasons.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace engine::files {

namespace {

/// What is at a place: 0 nothing or an ordinary file, else the errno of what cannot be written
/// over.
int look_at(const Target& target, bool& is_free) {
  struct stat is {};
  is_free = ::fstatat(target.folder, target.name.c_str(), &is, AT_SYMLINK_NOFOLLOW) != 0;
  if (is_free) return errno == ENOENT ? 0 : errno;
  if (S_ISREG(is.st_mode)) return 0;
  return S_ISDIR(is.st_mode) ? EISDIR : ENXIO;
}

}  // namespace

bool may_write_over(
    const Target& target, Overwrite overwrite, const IsOwn& is_own, Diagnostics& out
) {
  bool is_free = false;
  if (const int error = look_at(target, is_free); error != 0) {
    cannot_write(target.shown, error, out);
    return false;
  }
  if (is_free || overwrite == Overwrite::always) return true;
  const std::string instead = "choose " + std::string{target.instead};
  if (overwrite == Overwrite::never) {
    out.error(
        messages::is_there_already(in_quotes(target.shown)),
        {},
        {instead + ", or write over it with --force"}
    );
    return false;
  }
  Descriptor file;
  if (const int error = open_ordinary(target.folder, target.name, file); error != 0) {
    cannot_read(target.shown, error, out);
    return false;
  }
  if (is_own(file.get())) return true;
  out.error(
      messages::is_not_as_written(in_quotes(target.shown)),
      {},
      {"somebody changed it since, or another program or an older carepacket wrote it",
       "move it away, " + instead + ", or write over it with --force"}
  );
  return false;
}

}  // namespace engine::files
