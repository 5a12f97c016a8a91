#pragma once

#include "tests/support/run.hpp"

#include <filesystem>
#include <string>

namespace tests {

/// A folder with links to all fonts of the program; any of them can be spoilt.
struct FontFolder {
  TemporaryFolder folder;

  FontFolder() {
    const std::string fonts = CAREPACKET_BINARY_DIR "/share/carepacket/fonts";
    for (const auto& font : std::filesystem::directory_iterator{fonts})
      std::filesystem::create_symlink(font.path(), folder / font.path().filename().string());
  }
  std::string path() const { return folder.path().string(); }
  void remove(const char* file) const { std::filesystem::remove(folder / file); }
  void spoil(const char* file) const {
    remove(file);
    write(folder / file, "not a font");
  }
};

}  // namespace tests
