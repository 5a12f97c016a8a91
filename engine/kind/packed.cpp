#include "engine/kind/folder.hpp"
#include "engine/kind/snapshot.hpp"

namespace engine::kind {

std::unique_ptr<Shelf> unpack(const std::string& folder) {
  auto shelf = std::make_unique<Shelf>();
  if (!shelf->files.open_pack(folder) || !restore(shelf->files.snapshot(), *shelf)) return nullptr;
  shelf->is_proven = true;
  return shelf;
}

Result<std::string> pack(const std::string& folder, Diagnostics& out) {
  auto packer = pack::Packer::open(folder, out);
  if (!packer) return packer.error();
  const auto shelf = read_folders(folder, "", out);
  if (!shelf) return shelf.error();
  return packer->pack((*shelf)->files, snapshot(**shelf));
}

}  // namespace engine::kind
