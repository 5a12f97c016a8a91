#pragma once

#include "engine/base/base.hpp"
#include "engine/files/disk.hpp"
#include "engine/files/read_some.hpp"

#include <cstddef>
#include <string>

namespace engine::files {

/// What a file may hold at most: a case of 16 MiB, as UTF-32.
constexpr std::size_t most_bytes = std::size_t{64} << 20;

/// Reads on to the end of what is open, behind what `bytes` holds already, but not beyond `most`.
/// 0, or an errno: EFBIG when there is more.
int read_rest(int descriptor, std::string& bytes, std::size_t most = most_bytes);

/// The bytes of a file into `bytes`. 0, or an errno: EFBIG when there are more than most_bytes.
int read_whole(const std::string& path, std::string& bytes);

/// The same of a file that we wrote, or somebody has put in its place: a pipe holds nobody up. Also
/// ENXIO, when it is no ordinary file.
int read_ordinary(const std::string& path, std::string& bytes);

/// The first bytes of a file, `most` of them if there are so many, and the size of all of it. False
/// with errno.
bool read_start(const std::string& path, std::size_t most, std::string& bytes, std::size_t& size);

/// The bytes of a file, or of standard input for `-`. Reported: E701 it cannot be read, E704 it is
/// too large.
Result<std::string> read_file(const std::string& path, Diagnostics& out);

/// Opens an ordinary file of a folder that others may write to, to read it. A link is not followed,
/// and a pipe does not hold anybody up. 0, or an errno: ENXIO and EISDIR when it is something else.
int open_ordinary(int folder, const std::string& name, Descriptor& file);

/// True for a folder, and for an empty path; else tells E701.
bool is_folder(const std::string& path, Diagnostics& out);

/// The folder a file is in: `.` when the path names none.
std::string folder_of(const std::string& path);

}  // namespace engine::files
