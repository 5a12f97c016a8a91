// The whole walk, for whatever a file may hold.
#include "engine/xml/xml.hpp"
#include "tests/fuzz/input.hpp"
#include "tests/support/house.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engine;
  Diagnostics out;
  const auto source =
      xml::decode("case", tests::text(data, size), Source::Holds::patient_data, out);
  if (!source) return 0;
  const auto made = make(**source, tests::worker(), {}, out);
  if (!made && out.errors() == 0) std::abort();  // a refusal that was not told
  return 0;
}
