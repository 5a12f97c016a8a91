#pragma once

// The room's own: a page as a form that draws what a reader sees of it.

#include "engine/foreign/copy.hpp"
#include "engine/foreign/foreign.hpp"

#include <optional>
#include <set>

namespace engine::foreign {

/// Where a page stands: what its own coordinates become when it is upright, with its lower left
/// corner at 0, in points.
struct Upright {
  Matrix matrix{1, 0, 0, 1, 0, 0};
  Box visible{};  ///< in the page's own coordinates
  double wide = 0, high = 0;
};
/// Nothing for a page without a box, or with one of no size.
std::optional<Upright> upright(const Object& page);

/// Draws pages, and tells which of them hold text.
class PageReader {
 public:
  PageReader(const Document& document, Copier& copier) : document_{document}, copier_{copier} {}

  /// The page as a form, and whether text is on it; nothing where what draws it cannot be unpacked.
  std::optional<ForeignPage> read(const Object& page);
  /// How many answers were typed into pages of which the file holds no picture.
  int unseen_answers() const { return unseen_answers_; }

 private:
  bool holds_text(const Object& resources, std::string_view content, int depth);
  bool form_holds_text(const Object& form, int depth);
  std::string written_over(const Object& page, std::string& names);

  const Document& document_;
  Copier& copier_;
  std::map<std::pair<int, int>, bool> forms_;  ///< which of those looked at hold text
  int unseen_answers_ = 0;
  bool has_text_over_ = false;  ///< of the page that is read
};

}  // namespace engine::foreign
