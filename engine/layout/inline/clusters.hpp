#pragma once

#include "engine/base/utf8.hpp"

#include <string>
#include <string_view>

namespace engine::layout {

/// A letter with the marks, joiners and variation selectors behind it: what one face has to set.
struct Cluster {
  std::u32string characters;
  std::size_t end = 0;  ///< byte offset behind it
};

/// Reads the cluster that begins at a byte offset. A blank stands alone. Smaller than the graphemes
/// of UAX #29 where these join letters that any face of their script has.
void read_cluster(std::string_view text, std::size_t at, Cluster& cluster);

/// What a text holds that decides how a whole paragraph is set.
struct Survey {
  bool right_to_left = false;
  bool kana = false, hangul = false, bopomofo = false;

  void add(std::string_view text);
};

}  // namespace engine::layout
