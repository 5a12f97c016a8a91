#include "engine/kind/folder.hpp"
#include "engine/kind/snapshot.hpp"

namespace engine::kind {

std::unique_ptr<TemplateSet> unpack(const std::string& folder) {
  auto template_set = std::make_unique<TemplateSet>();
  if (!template_set->files.open_pack(folder) ||
      !restore(template_set->files.snapshot(), *template_set))
    return nullptr;
  template_set->is_checked = true;
  return template_set;
}

Result<std::string> pack(const std::string& folder, Diagnostics& out) {
  auto packer = pack::Packer::open(folder, out);
  if (!packer) return packer.error();
  const auto template_set = read_folders(folder, "", out);
  if (!template_set) return template_set.error();
  return packer->pack((*template_set)->files, snapshot(**template_set));
}

}  // namespace engine::kind
