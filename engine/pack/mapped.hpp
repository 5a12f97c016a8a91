#pragma once

// The room's own: a templates folder in one file, and what was read out of it.

#include "engine/base/base.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engine::pack {

/// The file <folder>.pack beside a templates folder, mapped:
///
///     Head       what wrote it, where the parts are
///     Entry…     every folder: path, names in it; then every file: path, size and time of its last
///                change, text
///     bytes      paths and texts
///     snapshot   what was read out of these files (kind/snapshot.hpp)
///
/// A pack is made when the program is built or packaged. It stands for the folder as long as every
/// folder in it has the names, and every file the size and the time that the pack knows.
class Pack {
 public:
  /// Null when there is no pack, when it is damaged, when another version of the program made it,
  /// or when anything in the folder has been changed, added or taken away since.
  static std::unique_ptr<Pack> open(const std::string& folder);
  Pack(const Pack&) = delete;
  Pack& operator=(const Pack&) = delete;
  ~Pack();

  const Source* find(std::string_view wanted) const;
  std::string_view text_of(std::string_view wanted) const;  ///< of a file that it has
  std::vector<std::string_view> below(std::string_view beginning) const;
  std::string_view snapshot() const;

  struct Head;
  struct Entry;

 private:
  Pack(std::string folder, std::string_view bytes);
  bool is_whole() const;
  bool is_fresh() const;
  const Head& head() const;
  std::span<const Entry> entries() const;
  std::span<const Entry> files() const;
  std::string_view path(const Entry& entry) const;
  const Entry* entry(std::string_view wanted) const;

  std::string folder_;
  std::string_view bytes_;                                      ///< the whole file, mapped
  mutable std::vector<std::unique_ptr<const Source>> sources_;  ///< of `files()`, as asked for
  mutable std::vector<std::atomic<const Source*>> ready_;
  mutable std::mutex making_;
};

}  // namespace engine::pack
