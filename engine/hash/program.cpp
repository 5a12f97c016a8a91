#include "engine/hash/hash.hpp"

#include <algorithm>
#include <cstring>
#include <link.h>
#include <span>
#include <string_view>
#include <vector>

using namespace std::string_view_literals;

namespace engine::hash {

namespace {

std::span<const ElfW(Phdr)> segments(const dl_phdr_info& object) {
  return {object.dlpi_phdr, object.dlpi_phnum};
}

/// Where a part of an object stands, now that the object is loaded.
const char* loaded(const dl_phdr_info& object, ElfW(Addr) address) {
  return reinterpret_cast<const char*>(object.dlpi_addr + address);
}

/// The note in which the linker left a digest of all that it linked; "" when there is none.
std::string_view build_id(const dl_phdr_info& object) {
  for (const auto& segment : segments(object)) {
    if (segment.p_type != PT_NOTE) continue;
    const char* at = loaded(object, segment.p_vaddr);
    const char* const end = at + segment.p_memsz;
    const auto padded = [](std::size_t size) { return (size + 3) & ~std::size_t{3}; };
    while (at + sizeof(ElfW(Nhdr)) <= end) {
      ElfW(Nhdr) note;
      std::memcpy(&note, at, sizeof note);
      const char* const name = at + sizeof note;
      const char* const id = name + padded(note.n_namesz);
      if (note.n_type == NT_GNU_BUILD_ID && std::string_view{name, note.n_namesz} == "GNU\0"sv)
        return {id, note.n_descsz};
      at = id + padded(note.n_descsz);
    }
  }
  return {};
}

/// The file names of the libraries that an object names as its own.
std::vector<std::string_view> needed_by(const dl_phdr_info& object) {
  std::vector<std::string_view> names;
  for (const auto& segment : segments(object)) {
    if (segment.p_type != PT_DYNAMIC) continue;
    const auto* const entries = reinterpret_cast<const ElfW(Dyn)*>(loaded(object, segment.p_vaddr));
    const char* strings = nullptr;
    for (const auto* entry = entries; entry->d_tag != DT_NULL; ++entry) {
      if (entry->d_tag == DT_STRTAB) strings = reinterpret_cast<const char*>(entry->d_un.d_ptr);
    }
    for (const auto* entry = entries; strings && entry->d_tag != DT_NULL; ++entry) {
      if (entry->d_tag == DT_NEEDED) names.emplace_back(strings + entry->d_un.d_val);
    }
  }
  return names;
}

struct Found {
  Sha256 digest;
  std::vector<std::string_view> needed;
  bool is_first = true;
};

int add_object(dl_phdr_info* object, std::size_t, void* data) {
  Found& found = *static_cast<Found*>(data);
  const std::string_view path = object->dlpi_name;
  const std::string_view file = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  // The program comes first. What it opened on the way, or somebody put before it, is not its own.
  if (found.is_first) {
    found.needed = needed_by(*object);
  } else if (std::find(found.needed.begin(), found.needed.end(), file) == found.needed.end()) {
    return 0;
  }
  if (!found.is_first) found.digest.add(file);
  found.digest.add(build_id(*object));
  found.is_first = false;
  return 0;
}

}  // namespace

std::string program() {
  Found found;
  dl_iterate_phdr(add_object, &found);
  return found.digest.hex();
}

}  // namespace engine::hash
