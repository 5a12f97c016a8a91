#pragma once

#include "engine/batch/manifest.hpp"
#include "engine/hash/hash.hpp"

#include <string>
#include <string_view>

namespace engine::batch {

/// Whether the bytes of a manifest are those that carepacket wrote: a first line, lines of cases,
/// and a last line that has their digest (SHA-256), each whole.
class ManifestProof {
 public:
  /// The next bytes of the file, in pieces of any size.
  void add(std::string_view piece);
  /// True when nothing is missing, changed or added.
  bool is_whole() const { return good_ && ended_ && rest_.empty(); }
  /// A digest of the members that a tar or zip of these cases has before its manifest: for each
  /// case its folder and its files, in their order. See add_to().
  std::string members() const { return hash::Sha256{members_}.hex(); }

 private:
  void add_line(std::string_view line);  ///< with its end

  std::string rest_;  ///< a line that is not whole yet
  bool begun_ = false, ended_ = false, good_ = true;
  hash::Sha256 lines_, members_;
};

/// Adds a file to a digest of many: its name, size and own digest. Of a folder, the name is added.
void add_to(hash::Sha256& members, const FileEntry& file);

}  // namespace engine::batch
