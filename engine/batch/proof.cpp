#include "engine/batch/proof.hpp"

#include "engine/batch/batch.hpp"
#include "engine/batch/manifest_lines.hpp"

namespace engine::batch {

void add_to(hash::Sha256& members, const FileEntry& file) {
  members.add(file.name + '\n' + std::to_string(file.bytes) + '\n' + file.sha256 + '\n');
}

void ManifestProof::add(std::string_view piece) {
  while (good_) {
    const auto end = piece.find('\n');
    rest_.append(piece.substr(0, end == piece.npos ? end : end + 1));
    good_ = rest_.size() <= longest_line + 1;
    if (end == piece.npos || !good_) return;
    piece.remove_prefix(end + 1);
    add_line(rest_);
    rest_.clear();
  }
}

void ManifestProof::add_line(std::string_view line) {
  if (!begun_) {
    begun_ = true;
    good_ = head_in(line).has_value();
  } else if (ended_) {
    good_ = false;
  } else if (const auto tail = tail_in(line)) {
    ended_ = true;
    good_ = hash::Sha256{lines_}.hex() == tail->sha256;
  } else if (const auto entry = entry_in(line)) {
    if (!entry->files.empty()) members_.add(entry->id + "/\n");
    for (const FileEntry& file : entry->files) add_to(members_, file);
  } else {
    good_ = false;
  }
  lines_.add(line);
}

bool is_whole_manifest(int file) {
  ManifestProof proof;
  std::string piece(std::size_t{1} << 18, '\0');
  for (;;) {
    const ssize_t count = files::read_some(file, piece.data(), piece.size());
    if (count <= 0) return count == 0 && proof.is_whole();
    proof.add(std::string_view{piece}.substr(0, static_cast<std::size_t>(count)));
  }
}

}  // namespace engine::batch
