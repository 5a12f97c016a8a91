#pragma once

#include "engine/base/beside.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace engine::files {

/// The files of one folder, each read when it is first asked for.
class Folder : public Beside {
 public:
  /// Records of hundreds of pages lie there, too.
  static constexpr std::size_t most = std::size_t{512} << 20;

  /// `.` for the folder of what comes in at standard input.
  explicit Folder(std::string path) : path_{std::move(path)} {}

  /// Nothing for a name that is_beside() refuses, a folder, a pipe, a link, and what cannot be read
  /// or is larger than `most`.
  const Source* find(std::string_view name) const override;
  /// Bytes of the files that were read.
  std::size_t held() const;

 private:
  std::string path_;
  mutable std::mutex lock_;
  mutable std::map<std::string, std::unique_ptr<Source>, std::less<>> read_;
};

}  // namespace engine::files
