#pragma once

// What printed pages look like, so that a later run can say which of them differ.

#include "engine/packet/page_marks.hpp"
#include "engine/page/page.hpp"

#include <map>
#include <string>
#include <vector>

namespace engine::packet {

/// Marks pages by their ink. One for a file: what a record's pages draw is looked at once, and so
/// is each pictogram.
class Marker {
 public:
  /// `day`: how the running heads and feet of these pages spell the day they were made on.
  PageMark mark(const page::Pages& pages, std::size_t number, std::string_view day);

 private:
  std::uint64_t ink_of(const page::ForeignCopy& copy);
  std::uint64_t ink_of(const page::Drawing& drawing);

  std::map<const ForeignFile*, std::vector<std::uint64_t>> records_;  ///< of their objects
  std::map<const Pictogram*, std::uint64_t> pictograms_;
};

}  // namespace engine::packet
