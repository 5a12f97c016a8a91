#pragma once

#include "engine/base/base.hpp"
#include "engine/files/read_some.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace engine::files {

/// What a file may hold at most: a case of 16 MiB, as UTF-32.
constexpr std::size_t most_bytes = std::size_t{64} << 20;

/// An open file descriptor, closed when it goes.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_{number} {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    close();
    number_ = std::exchange(other.number_, -1);
    return *this;
  }
  explicit operator bool() const { return number_ >= 0; }
  int get() const { return number_; }
  /// False when the last bytes could not be kept (close(2): EIO, ENOSPC).
  bool close();

 private:
  int number_;
};

/// Writes all of `bytes`, however many calls that takes; false with errno when not.
bool write_all(int descriptor, std::string_view bytes);

/// Reads on to the end of what is open, behind what `bytes` holds already, but not beyond
/// most_bytes. 0, or an errno: EFBIG when there is more.
int read_rest(int descriptor, std::string& bytes);

/// The bytes of a file, or of standard input for `-`. Reported: E701 it cannot be read, E704 it is
/// too large.
Result<std::string> read_file(const std::string& path, Diagnostics& out);

/// True for a folder, and for an empty path; else tells E701.
bool is_folder(const std::string& path, Diagnostics& out);

/// The folder a file is in: `.` when the path names none.
std::string folder_of(const std::string& path);

/// What an errno means, in words that do not depend on the locale.
std::string reason(int error);
/// Tells E701.
Reported cannot_read(const std::string& path, int error, Diagnostics& out);
/// Tells E704.
Reported is_too_large(const std::string& path, Diagnostics& out);
/// Tells E702.
Reported cannot_write(const std::string& path, int error, Diagnostics& out);

}  // namespace engine::files
