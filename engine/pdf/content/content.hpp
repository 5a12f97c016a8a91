#pragma once

#include "engine/base/bytes.hpp"
#include "engine/font/font.hpp"
#include "engine/page/page.hpp"
#include "engine/pdf/fonts/codes.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace engine::pdf {

/// Every item of the pages gets one number: pages in order, items in drawing order.
class ItemNumbers {
 public:
  void count(const page::Pages& pages);
  std::uint32_t of(std::uint32_t page, std::uint32_t item) const { return first_[page] + item; }
  std::uint32_t total() const { return first_.back(); }

 private:
  std::vector<std::uint32_t> first_;  ///< by page, and one behind the last
};

/// What drawing leaves behind for the rest of the file. Kept by the Writer, filled anew for each
/// document.
struct Drawing {
  static constexpr std::int32_t none = -1;

  Bytes operators;
  std::vector<std::size_t> page_ends;  ///< in `operators`
  ItemNumbers numbers;
  std::vector<std::int32_t>
      sequence;  ///< by item number: the MCID it opens; none: it goes on with the one before
  std::vector<page::TagId>
      owners;  ///< of marked-content sequences, page after page, in the order of MCIDs
  std::vector<std::uint32_t> owner_ends;  ///< in `owners`, by page
  std::vector<std::uint32_t>
      follows;  ///< by item number: the item that comes next in the same tag; used while drawing
  /// Where in `operators` each pictogram was drawn first; used while drawing.
  struct Drawn {
    const Pictogram* pictogram = nullptr;
    std::size_t begin = 0, end = 0;
  };
  std::vector<Drawn> pictograms;

  std::string_view page(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : page_ends[index - 1];
    return operators.view().substr(begin, page_ends[index] - begin);
  }
};

/// Operators that draw a path (ISO 32000-1 §8.5.2), and set a color: `gray` is said of one that is,
/// `rgb` of any other.
void put_steps(Bytes& out, const std::vector<Pictogram::Step>& steps);
void put_color(Bytes& out, Color color, std::string_view gray, std::string_view rgb);

/// The name of a font on a page: /F8, or /F40_1 for its second variant; /M8 for the marks of a
/// right-to-left script.
void put_font_name(Bytes& out, font::FaceId face, std::uint16_t variant, bool is_second = false);

/// The codes of all faces.
class Codes {
 public:
  explicit Codes(const font::FontBook& book) : book_{book}, faces_(book.size()) {}
  void start_document();
  FaceCodes& of(font::FaceId face);
  const FaceCodes* if_used(font::FaceId face) const;
  const font::FontBook& book() const { return book_; }

 private:
  const font::FontBook& book_;
  std::vector<std::unique_ptr<FaceCodes>> faces_;  ///< by face; made when first used
  std::vector<bool> is_started_;
};

/// Draws the pages as operators (ISO 32000-1 §8.2, §9.4), each item inside the marked-content
/// sequence of its tag or as an artifact (§14.6, §14.8.2.2); not `tagged`, ink alone. `pictures`
/// are the numbers n of the names /In, by item number.
void draw(
    const page::Pages& pages,
    const std::vector<std::int32_t>& pictures,
    Codes& codes,
    Drawing& drawing,
    bool tagged = true,
    const Budget& budget = Budget::none()
);

}  // namespace engine::pdf
