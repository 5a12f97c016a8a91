#pragma once

#include "engine/base/base.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace engine::cli {

/// What a file may hold at most: a case of 16 MiB, as UTF-32.
constexpr std::size_t most_bytes = std::size_t{64} << 20;

/// The bytes of a file, or of standard input for `-`. Reported: E701 it cannot be read, E704 it is
/// too large.
Result<std::string> read_file(const std::string& path, Diagnostics& out);

/// True for a folder, and for an empty path; else tells E701.
bool is_folder(const std::string& path, Diagnostics& out);

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

/// What an errno means, in words that do not depend on the locale.
std::string reason(int error);

/// The folder of templates and fonts that travels with the program: share/carepacket beside it, or
/// beside the folder it is in. Reported: E705 it is not there.
Result<std::string> share_folder(Diagnostics& out);

}  // namespace engine::cli
