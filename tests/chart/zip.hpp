#pragma once

// A zip as a portal gives it, made here: PKWARE's APPNOTE 4.3, without compression or with it.

#include "engine/flate/flate.hpp"

#include <string>
#include <utility>
#include <vector>

namespace tests::chart {

inline std::string zip(
    const std::vector<std::pair<std::string, std::string>>& files, bool is_packed = false
) {
  const auto number = [](std::size_t value, int bytes) {
    std::string all;
    for (int i = 0; i < bytes; ++i, value >>= 8) all += static_cast<char>(value & 0xFF);
    return all;
  };
  std::string all, directory;
  for (const auto& [name, plain] : files) {
    std::string bytes = plain;
    if (is_packed) {
      engine::Bytes packed;
      engine::flate::Deflater{9}.deflate(plain, packed);
      bytes = packed.view().substr(2, packed.size() - 6);  // without what zlib puts around it
    }
    const std::string about = number(20, 2) + number(0x800, 2) + number(is_packed ? 8 : 0, 2) +
                              number(0, 4) + number(engine::flate::crc32(plain), 4) +
                              number(bytes.size(), 4) + number(plain.size(), 4) +
                              number(name.size(), 2) + number(0, 2);
    directory +=
        "PK\x01\x02" + number(20, 2) + about + number(0, 10) + number(all.size(), 4) + name;
    all += "PK\x03\x04" + about + name + bytes;
  }
  const std::size_t at = all.size();
  return all + directory + "PK\x05\x06" + number(0, 4) + number(files.size(), 2) +
         number(files.size(), 2) + number(directory.size(), 4) + number(at, 4) + number(0, 2);
}

}  // namespace tests::chart
