// A health summary of some portal.
#include "engine/chart/c_cda/c_cda.hpp"
#include "tests/fuzz/charts.hpp"
#include "tests/fuzz/input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engine;
  Diagnostics out;
  const auto source =
      xml::decode("a.xml", tests::text(data, size), Source::Holds::patient_data, out);
  if (!source) return 0;
  const auto tree = xml::parse(**source, {.depth = 64}, out);
  if (!tree || !chart::c_cda::is_c_cda(*tree)) return 0;
  chart::Chart chart = tests::chart_with_source();
  chart::c_cda::read(*tree, 0, chart);
  tests::write_all(chart);
  return 0;
}
