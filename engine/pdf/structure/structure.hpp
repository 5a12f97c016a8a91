#pragma once

#include "engine/page/page.hpp"
#include "engine/pdf/content/content.hpp"
#include "engine/pdf/haru/document.hpp"
#include "engine/pdf/interactive/annotations.hpp"

namespace engine::pdf {

/// Writes the structure tree (ISO 32000-1 §14.7.2) with its parent tree (§14.7.4.4) and gives its
/// root. `page_ids`: the pages; `annotations`: their annotations, written already.
ObjectId add_structure(
    haru::Document& file,
    const page::Pages& pages,
    const Drawing& drawing,
    std::span<const ObjectId> page_ids,
    std::span<const Annotation> annotations
);

}  // namespace engine::pdf
