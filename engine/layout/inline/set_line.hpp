#pragma once

#include "engine/layout/inline/inline_tags.hpp"
#include "engine/layout/inline/visual_order.hpp"

namespace engine::layout {

/// Draws a line of a paragraph with its left edge and baseline given. The blank that ends it keeps
/// the words of two lines apart.
void set_line(
    const Composer& c, const doc::Paragraph& paragraph, InlineTags& tags, const Line& line, Point at
);

/// How far below the baseline of its words the box of a glyph of a size stands, so that its middle
/// is that of the capitals.
Length drop_of_box(const Composer& c, const Run& run, Length size, Length text_size);
/// A field over the box that a glyph draws. A reader is told of the field; the glyph is decoration
/// then.
void add_box_field(
    const Composer& c,
    TagHandle parent,
    Point baseline,
    Length size,
    const Run& run,
    const PendingField& field
);

}  // namespace engine::layout
