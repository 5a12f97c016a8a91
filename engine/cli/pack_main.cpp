// carepacket_packer SHARE, a step of the build: writes SHARE/templates.pack, the templates folder
// in one file.
//
// A folder with a fault is not packed. The program then reads it as it stands, and tells the fault
// with its place.

#include "engine/engine.hpp"

#include <cstdio>
#include <fstream>

namespace {

/// Compiles every template out of the pack that was written.
bool is_good(const std::string& share) {
  engine::Diagnostics out;
  auto library = engine::open_library(share, "", out);
  if (!library) return false;
  (*library)->template_set->is_checked = false;
  return bool{engine::make_worker(**library, out)};
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) return 2;
  const std::string share = words[1];
  engine::Diagnostics out;
  const auto bytes = engine::kind::pack(share + "/templates", out);
  std::ofstream{share + "/templates.pack", std::ios::binary} << (bytes ? *bytes : "");
  if (bytes && is_good(share)) return 0;
  const std::ofstream emptied{share + "/templates.pack"};
  std::puts("The templates have faults, which carepacket tells: they are not packed.");
  return 0;
}
