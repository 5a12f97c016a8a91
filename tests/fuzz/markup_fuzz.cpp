// From filled markup to a PDF.
#include "tests/fuzz/house.hpp"

namespace {
struct NoPictures : engine::doc::Pictures {
  const engine::Source* find(std::string_view) const override { return nullptr; }
};
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engine;
  const Source markup{"markup", tests::text(data, size)};
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
