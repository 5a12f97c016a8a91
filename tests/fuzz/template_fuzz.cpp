// Templates: the input takes the place of one kind's text.
#include "tests/fuzz/input.hpp"
#include "tests/support/house.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engine;
  static kind::TemplateSet& template_set = [&]() -> kind::TemplateSet& {
    kind::TemplateSet& all = *tests::library().template_set;
    std::erase_if(all.kinds, [](const kind::Kind& kind) { return kind.name != "transfer-letter"; });
    return all;
  }();
  template_set.files.put(
      "transfer-letter/en.mustache",
      std::make_unique<Source>("transfer-letter/en.mustache", tests::text(data, size))
  );
  Diagnostics out;
  if (!fill::compile(template_set, out) && out.errors() == 0) std::abort();
  return 0;
}
