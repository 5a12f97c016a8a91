#pragma once

#include "engine/kind/kind.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <string>

namespace engine::kind {

/// A templates folder of its own for one test, gone afterwards. It starts with the smallest good
/// case.xml.
class Folder {
 public:
  Folder() { write("case.xml", "<vocabulary><element name='case' about='A case.'/></vocabulary>"); }

  Folder& write(const std::string& name, const std::string& text) {
    tests::write(folder_ / name, text);
    return *this;
  }
  const std::string& path() const { return path_; }

  /// What is said when the folder is opened, file names below the folder.
  std::string said(const std::string& overlay = {}) const {
    Diagnostics out;
    const auto template_set = open_template_set(path_, overlay, out);
    CHECK(bool(template_set) == (out.errors() == 0));
    return tests::without(support::printed(out), {path_ + "/"});
  }

 private:
  tests::TemporaryFolder folder_;
  std::string path_ = folder_.path().string();
};

}  // namespace engine::kind
