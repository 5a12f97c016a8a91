#pragma once

#include "engine/page/page.hpp"
#include "engine/pdf/haru/document.hpp"

namespace engine::pdf {

/// Writes the outline (ISO 32000-1 §12.3.3) and gives its root; no id when there are no entries. An
/// entry belongs to the nearest one before it of a lower level. With several at the top, only these
/// are open.
ObjectId add_outline(
    haru::Document& file, const page::Pages& pages, std::span<const ObjectId> page_ids
);

}  // namespace engine::pdf
