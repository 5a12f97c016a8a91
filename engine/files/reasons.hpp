#pragma once

#include "engine/base/base.hpp"

#include <string>

namespace engine::files {

/// What an errno means, in words that do not depend on the locale. Two of them have a meaning of
/// this room: ENXIO is something that is no ordinary file (a pipe, a device, a link), EWOULDBLOCK a
/// file that another run of carepacket is writing.
std::string reason(int error);

/// True for an errno that says something about the whole disk, or about this process, and not about
/// one name on it: the next file will fail as well.
bool concerns_the_disk(int error);

/// Tells E701.
Reported cannot_read(const std::string& path, int error, Diagnostics& out);
/// Tells E704.
Reported is_too_large(const std::string& path, Diagnostics& out);
/// Tells E702.
Reported cannot_write(const std::string& path, int error, Diagnostics& out);

}  // namespace engine::files
