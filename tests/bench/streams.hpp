#pragma once

// The compressed streams of PDF files that carepacket has written. It reads no other files.

#include <libdeflate.h>

#include <cstddef>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

namespace bench {

/// Calls `page` with the operators of each page of a file, and `objects` with each stream of
/// objects (ISO 32000-1 §7.5.7): the streams that are written anew for each document.
template <class Page, class Objects>
void for_each_stream(const char* path, Page&& page, Objects&& objects) {
  std::ifstream stream{path, std::ios::binary};
  const std::string file{std::istreambuf_iterator<char>{stream}, {}};
  const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> inflater{
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor};
  static const std::string filter = "/Filter/FlateDecode";
  for (auto at = file.find(filter); at != std::string::npos; at = file.find(filter, at + 1)) {
    const std::size_t start = file.rfind(" 0 obj", at);
    const std::size_t begin = file.find("stream", at);
    const bool has_objects = file.substr(start, begin - start).find("/ObjStm") != std::string::npos;
    const std::size_t first = file.find('\n', begin) + 1;
    const std::string packed = file.substr(first, file.find("\nendstream", first) - first);
    std::string plain(packed.size() * 30 + 1000, '\0');
    std::size_t size = 0;
    if (libdeflate_zlib_decompress(
            inflater.get(), packed.data(), packed.size(), plain.data(), plain.size(), &size
        ) != LIBDEFLATE_SUCCESS)
      continue;
    plain.resize(size);
    if (has_objects) objects(plain);
    if (plain.starts_with("BT\n") || plain.starts_with("/Artifact")) page(plain);
  }
}

}  // namespace bench
