#include "engine/layout/compose.hpp"

namespace engine::layout {

TypedLine typed_line(const Composer& c, Length size) {
  const font::FaceFacts& facts =
      c.setting.shaper.book().facts(c.setting.shaper.book().plain_face(false, false));
  return {
      size.scaled(facts.ascent, facts.units_per_em),
      size.scaled(-facts.descent, facts.units_per_em)};
}

void add_field(
    const Composer& c, TagHandle parent, Point at, Size size, const PendingField& field
) {
  if (!c.setting.has_fields || parent < 0) return;
  const auto entry = static_cast<std::uint32_t>(c.ink.fields.size());
  c.ink.fields.push_back(field);
  c.ink.draw(c.tags.add(page::Role::form, parent), at, page::Field{size, entry});
}

void add_line_field(
    const Composer& c,
    TagHandle parent,
    Point baseline,
    Length width,
    Length size,
    std::string_view accessible_name,
    const doc::Belongs& belongs
) {
  const TypedLine line = typed_line(c, size);
  add_field(
      c,
      parent,
      {baseline.x, baseline.y - line.above},
      {width, line.above + line.below},
      {.is = page::Entry::Is::line, .accessible_name = accessible_name, .belongs = belongs}
  );
}

}  // namespace engine::layout
