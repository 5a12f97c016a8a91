#pragma once

#include "engine/kind/kind.hpp"
#include "tests/support/messages.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace engine::kind {

/// A templates folder of its own for one test, gone afterwards. It starts with the smallest good
/// case.xml.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "carepacket-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
    write("case.xml", "<vocabulary><element name='case' about='A case.'/></vocabulary>");
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  Folder& write(const std::string& name, const std::string& text) {
    const auto file = std::filesystem::path{path_} / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
    return *this;
  }
  const std::string& path() const { return path_; }

  /// What is said when the folder is opened, file names below the folder.
  std::string said(const std::string& overlay = {}) const {
    Diagnostics out;
    const auto shelf = open_shelf(path_, overlay, out);
    CHECK(bool(shelf) == (out.errors() == 0));
    std::string text = support::printed(out);
    for (auto at = text.find(path_ + "/"); at != text.npos; at = text.find(path_ + "/"))
      text.erase(at, path_.size() + 1);
    return text;
  }

 private:
  std::string path_;
};

}  // namespace engine::kind
