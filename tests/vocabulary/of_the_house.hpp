#pragma once

#include "engine/vocabulary/data_file.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"

#include <stdexcept>

namespace engine::vocabulary {

/// templates/case.xml, read once.
inline const Vocabulary& of_the_house() {
  static const Vocabulary read = [] {
    Diagnostics out;
    const Source page{
        "templates/case.xml", tests::read(CAREPACKET_SOURCE_DIR "/templates/case.xml")};
    const auto tree = open_data(page, "vocabulary", out);
    Vocabulary made = tree ? read_vocabulary(*tree, out) : Vocabulary{};
    if (!out.all().empty()) throw std::runtime_error{support::printed(out)};
    return made;
  }();
  return read;
}

}  // namespace engine::vocabulary
