#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// What a page looks like when it is printed, as two digests.
struct PageMark {
  std::uint64_t ink = 0;      ///< of all that is drawn on it, and where
  std::uint64_t undated = 0;  ///< the same without the day in its running head and foot
  bool operator==(const PageMark&) const = default;
};

/// The pages of one paper. A paper is known again by its kind and whose it is, as its fields are.
struct PaperMarks {
  std::string paper;  ///< transfer-letter-mercy-hospital
  std::vector<PageMark> pages;
  bool operator==(const PaperMarks&) const = default;
};

/// All papers of a file, in the order of its pages.
using Marks = std::vector<PaperMarks>;

/// Whose papers a file holds, as digests: of the first and the last word of a name, and of that
/// with the day of birth, so that it stands nowhere by itself. 0: nobody said it.
struct Whose {
  std::uint32_t name = 0, born = 0;
  bool operator==(const Whose&) const = default;
};
/// Whether papers can be of one person: the names are one, and so are the days of birth where both
/// say them.
bool can_be_one(const Whose& a, const Whose& b);

/// Marks as a file keeps them: a line that says whose they are, and a line a paper. And back: what
/// cannot be read is no mark.
std::string spelled(const Marks& marks, const Whose& whose);
Marks marks_in(std::string_view spelled);
std::optional<Whose> whose_in(std::string_view spelled);

}  // namespace engine
