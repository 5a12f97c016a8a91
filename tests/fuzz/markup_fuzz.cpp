// From filled markup to a PDF.
#include "engine/xml/xml.hpp"
#include "tests/fuzz/input.hpp"
#include "tests/support/house.hpp"

#include <cstdlib>
#include <string>

namespace {
struct NoPictures : engine::doc::Pictures {
  const engine::Source* find(std::string_view) const override { return nullptr; }
};

/// The element as XML: every value and every text escaped.
void write(const engine::xml::Element& element, std::string& to) {
  using engine::xml::escaped;
  to += "<" + std::string{element.name()};
  for (const auto& a : element.attributes())
    to += " " + std::string{a.name} + "=\"" + escaped(a.value) + "\"";
  to += ">";
  const auto& nodes = element.tree().nodes;
  for (auto i = element.first_child(); i != engine::xml::Node::none; i = nodes[i].next) {
    if (nodes[i].is_text()) {
      to += escaped(nodes[i].text);
    } else {
      write({element.tree(), i}, to);
    }
  }
  to += "</" + std::string{element.name()} + ">";
}

/// What has been read and is written again reads as itself, and every name stands where it is said
/// to.
void check_reading(const engine::Source& markup) {
  engine::Diagnostics out;
  const auto tree = engine::xml::parse(markup, {}, out);
  if (bool(tree) != out.all().empty()) std::abort();
  if (!tree) return;
  for (const auto& node : tree->nodes)
    if (!node.is_text() && node.span.text() != node.name) std::abort();
  for (const auto& a : tree->attributes)
    if (a.name_span.text() != a.name) std::abort();
  std::string once, twice;
  write(tree->root(), once);
  if (once.size() > engine::xml::Limits{}.bytes) return;  // escaped is longer
  const engine::Source written{"written", once};
  const auto again = engine::xml::parse(written, {}, out);
  if (!again) std::abort();
  write(again->root(), twice);
  if (once != twice) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engine;
  const Source markup{"markup", tests::text(data, size)};
  check_reading(markup);
  for (const auto& [name, theme] : tests::library().themes) {
    Diagnostics out;
    const auto document = doc::read(markup, theme, NoPictures{}, out);
    if (!document || !layout::check_letters(*document, tests::library().fonts, out)) continue;
    layout::Compositor& compositor = tests::worker().compositor;
    const page::Pages pages = compositor.draw(compositor.compose(*document, {}, out), 0);
    const auto bytes = tests::worker().writer.write(pages, {.created = {2026, 11, 20}}, out);
    if (!bytes && out.errors() == 0) std::abort();
  }
  return 0;
}
