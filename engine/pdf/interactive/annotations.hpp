#pragma once

#include "engine/base/base.hpp"
#include "engine/page/page.hpp"
#include "engine/pdf/content/content.hpp"
#include "engine/pdf/haru/document.hpp"
#include "engine/pdf/interactive/fields.hpp"

#include <vector>

namespace engine::pdf {

/// A link or a field as the file has it. Its StructParent is the number of pages plus its place
/// among the annotations.
struct Annotation {
  const page::Item* item = nullptr;
  std::uint32_t number = 0;  ///< of the item
  std::uint32_t page = 0;
  std::uint32_t read = 0;              ///< its place in reading order
  const page::Anchor* goal = nullptr;  ///< of a link; null: the target is an address
  ObjectId id;
};

inline bool is_annotation(const page::Item& item) {
  return std::holds_alternative<page::Link>(item.what) ||
         std::holds_alternative<page::Field>(item.what);
}

/// The links and fields of all pages, by the numbers of their items. Reported: E602 a link to an
/// anchor that is not there, for each one.
Result<std::vector<Annotation>> find_annotations(
    const page::Pages& pages, const ItemNumbers& numbers, Diagnostics& out
);

/// Writes the annotations (ISO 32000-1 §12.5.6.5, §12.5.6.19), gives them their ids and the pages
/// their lists of them, in reading order. Gives the fields, in that order.
std::vector<ObjectId> add_annotations(
    haru::Document& file,
    const page::Pages& pages,
    std::span<const ObjectId> page_ids,
    const FieldStreams& streams,
    std::vector<Annotation>& annotations
);

/// [page /XYZ x y 0]: the goal at the top left of the window, the zoom as it is (§12.3.2.2).
void put_destination(Bytes& out, ObjectId page_id, const page::Page& page, Point at);

}  // namespace engine::pdf
