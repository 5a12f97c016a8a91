#include "engine/layout/compose.hpp"

namespace engine::layout {

TypedLine typed_line(const Composer& c, Length size) {
  const font::FaceFacts& facts = c.shaper.book().facts(c.shaper.book().plain_face(false, false));
  return {
      size.scaled(facts.ascent, facts.units_per_em),
      size.scaled(-facts.descent, facts.units_per_em)};
}

void add_field(Composer& c, Mark parent, Point at, Size size, const PendingField& field) {
  if (!c.has_fields || parent < 0) return;
  const auto entry = static_cast<std::uint32_t>(c.fields.size());
  c.fields.push_back(field);
  c.draw(c.tag(page::Role::form, parent), at, page::Field{size, entry});
}

void add_line_field(
    Composer& c, Mark parent, Point baseline, Length width, Length size, std::string_view spoken
) {
  const TypedLine line = typed_line(c, size);
  add_field(
      c,
      parent,
      {baseline.x, baseline.y - line.above},
      {width, line.above + line.below},
      {.is = page::Entry::Is::line, .spoken = spoken}
  );
}

}  // namespace engine::layout
