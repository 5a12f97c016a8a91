// A picture that a template prints: PNG or JPEG, up to the finished file; and a scan, up to its
// pages.
#include "engine/foreign/foreign.hpp"
#include "tests/fuzz/input.hpp"
#include "tests/support/house.hpp"

namespace {
struct One : engine::doc::Pictures {
  explicit One(const engine::Source& of) : picture{of} {}
  const engine::Source* find(std::string_view) const override { return &picture; }
  const engine::Source& picture;
};
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engine;
  static const Source markup{
      "markup", "<document title='A picture'><img src='a.png' alt='A picture'/></document>"};
  const Source picture{"a.png", tests::text(data, size)};
  Diagnostics out;
  if (image::is_tiff(picture.text())) {
    Diagnostics told;
    static_cast<void>(foreign::read_scan(picture.text(), {.name = "a.tif"}, told));
    if (told.errors() > 0) std::abort();  // a scan is refused by its answer alone
  }
  const auto document =
      doc::read(markup, tests::library().themes.begin()->second, One{picture}, out);
  if (!document && out.errors() == 0) std::abort();  // a refusal that was not told
  if (!document) return 0;
  layout::Compositor& compositor = tests::worker().compositor;
  const page::Pages pages = compositor.draw(compositor.compose(*document, {}, out), 0);
  const auto bytes = tests::worker().writer.write(pages, {.created = {2026, 11, 20}}, out);
  if (!bytes && out.errors() == 0) std::abort();
  return 0;
}
