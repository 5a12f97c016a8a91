// From filled markup to a PDF.
#include "engine/xml/xml.hpp"
#include "tests/fuzz/house.hpp"

#include <algorithm>

namespace {
struct NoPictures : engine::doc::Pictures {
  const engine::Source* find(std::string_view) const override { return nullptr; }
};

bool same(const engine::Span& a, const engine::Span& b) {
  return a.begin == b.begin && a.end == b.end;
}
bool same(const engine::xml::Node& a, const engine::xml::Node& b) {
  return a.name == b.name && a.text == b.text && same(a.span, b.span) && a.parent == b.parent &&
         a.next == b.next && a.first_child == b.first_child &&
         a.first_attribute == b.first_attribute && a.attribute_count == b.attribute_count;
}
bool same(const engine::xml::Attribute& a, const engine::xml::Attribute& b) {
  return a.name == b.name && a.value == b.value && same(a.name_span, b.name_span) &&
         same(a.span, b.span);
}
template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const T& x, const T& y) {
    return same(x, y);
  });
}

/// Cases and markup are read without pugixml, and read as pugixml reads them.
void compare_parsers(const engine::Source& markup) {
  engine::Diagnostics by_pugixml, in_place;
  const auto a = engine::xml::parse(markup, {}, by_pugixml);
  const auto b = engine::xml::parse_in_place(markup, {}, in_place);
  if (by_pugixml.all() != in_place.all() || bool(a) != bool(b)) std::abort();
  if (a && !(same(a->nodes, b->nodes) && same(a->attributes, b->attributes))) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engine;
  const Source markup{"markup", tests::text(data, size)};
  compare_parsers(markup);
  for (const auto& [name, theme] : tests::library().themes) {
    Diagnostics out;
    const auto document = doc::read(markup, theme, NoPictures{}, out);
    if (!document || !layout::check_letters(*document, tests::library().fonts, out)) continue;
    const page::Pages pages = tests::worker().compositor.lay_out(*document, {}, out);
    const auto bytes = tests::worker().writer.write(pages, {.created = {2026, 11, 20}}, out);
    if (!bytes && out.errors() == 0) std::abort();
  }
  return 0;
}
