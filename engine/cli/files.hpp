#pragma once

#include "engine/base/base.hpp"
#include "engine/files/files.hpp"

#include <csignal>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace engine::cli {

using files::is_folder;
using files::read_file;
using files::reason;

/// While one is about, an interrupt waits: no temporary file stays behind.
class Undisturbed {
 public:
  Undisturbed() {
    sigset_t some;
    sigemptyset(&some);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&some, signal);
    ::sigprocmask(SIG_BLOCK, &some, &before_);
  }
  ~Undisturbed() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }
  Undisturbed(const Undisturbed&) = delete;
  Undisturbed& operator=(const Undisturbed&) = delete;

 private:
  sigset_t before_;
};

struct NewFile {
  std::string path;
  std::string_view bytes;
};

/// Which files may be written over.
enum class Overwrite { never, own_packets, always };

/// True for a PDF with nothing added behind its first end.
bool is_untouched(std::string_view pdf);
/// True for a PDF, an HTML file or a text that carepacket wrote and nobody has changed since. Of an
/// encrypted one that cannot be told.
bool is_own_packet(std::string_view bytes);

/// Writes all files or none: each under a temporary name beside its place, flushed, then all are
/// renamed. Files get mode 0600, folders that are made 0700. `is_own` tells which files
/// Overwrite::own_packets means. False when it told why not: E702 the file system refused, E703 a
/// file is there that may not be written over.
bool write_files(
    std::span<const NewFile> files,
    Overwrite overwrite,
    Diagnostics& out,
    const std::function<bool(std::string_view)>& is_own = is_own_packet
);

/// Writes to standard output; false when it told E702.
bool write_out(std::string_view bytes, Diagnostics& out);

/// The folder of templates and fonts that travels with the program: share/carepacket beside it, or
/// beside the folder it is in. Reported: E705 it is not there.
Result<std::string> share_folder(Diagnostics& out);

}  // namespace engine::cli
