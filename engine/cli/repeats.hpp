#pragma once

#include "engine/cli/print.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace engine::cli {

/// The messages of a run over many cases, so that a night of ten thousand rows fills one screen:
/// what is found first is told in full while there is room; of everything else each code has a line
/// with how often it was found and where first. As JSON, or with `each`, all are told.
class Repeats {
 public:
  Repeats(MessageFormat format, bool each) : format_{format}, each_{each || format.json} {}

  /// Writes what is to be told now to standard error. False when it could not be written.
  [[nodiscard]] bool tell(const Diagnostics& told);

  /// What was counted only, a line a code, in the order of codes; empty: all was told.
  std::string untold() const;

 private:
  struct Code {
    std::uint64_t told = 0, untold = 0;
    std::string words;                ///< of the first, where none was told
    std::vector<std::string> places;  ///< the first of those that were not told
  };

  bool is_told(const Code& code) const;
  std::string words_of(const Diagnostic& told) const;

  MessageFormat format_;
  bool each_;
  std::size_t lines_ = 0;  ///< that were written
  std::map<std::string, Code> codes_;
};

}  // namespace engine::cli
