#pragma once

#include "engine/base/base.hpp"
#include "engine/page/page.hpp"
#include "engine/pdf/content.hpp"
#include "engine/pdf/haru/document.hpp"

#include <vector>

namespace engine::pdf {

/// A link as the file has it. Its StructParent is the number of pages plus its place among the
/// links.
struct Annotation {
  const page::Item* item = nullptr;
  std::uint32_t number = 0;  ///< of the item
  std::uint32_t page = 0;
  const page::Anchor* goal = nullptr;  ///< null: the target is an address
  ObjectId id;
};

/// The links of all pages in order. Reported: E602 a link to an anchor that is not there, for each
/// one.
Result<std::vector<Annotation>> find_links(
    const page::Pages& pages, const ItemNumbers& numbers, Diagnostics& out
);

/// Writes the annotations (ISO 32000-1 §12.5.6.5), gives them their ids and the pages their lists
/// of them.
void add_links(
    haru::Document& file,
    const page::Pages& pages,
    std::span<const ObjectId> page_ids,
    std::vector<Annotation>& links
);

/// [page /XYZ x y 0]: the goal at the top left of the window, the zoom as it is (§12.3.2.2).
void put_destination(Bytes& out, ObjectId page_id, const page::Page& page, Point at);

}  // namespace engine::pdf
