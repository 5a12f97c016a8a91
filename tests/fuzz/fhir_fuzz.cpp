// Health records of an app, a phone or a plan, as JSON or XML.
#include "engine/chart/fhir/fhir.hpp"
#include "tests/fuzz/charts.hpp"
#include "tests/fuzz/input.hpp"

namespace {

void read(std::vector<engine::chart::fhir::Entry> entries, engine::chart::Chart& chart) {
  engine::chart::fhir::read(entries, 0, chart);
  tests::write_all(chart);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engine;
  const std::string bytes = tests::text(data, size);
  chart::Chart chart = tests::chart_with_source();
  std::vector<chart::fhir::Entry> entries;
  if (trimmed(bytes).starts_with('<')) {
    Diagnostics out;
    const auto source = xml::decode("a.xml", bytes, Source::Holds::patient_data, out);
    if (!source) return 0;
    const auto tree = xml::parse(**source, {.depth = 64}, out);
    if (!tree) return 0;
    chart::fhir::unbundle(chart::fhir::resource_of(tree->root()), "a", entries, chart);
    read(std::move(entries), chart);
    return 0;
  }
  std::string_view rest = bytes;
  while (!trimmed(rest).empty()) {
    chart::fhir::Json one = chart::fhir::read_json(rest, 200'000);
    if (one.is_too_deep || one.fault != std::string_view::npos) return 0;
    if (one.end == 0) std::abort();
    rest.remove_prefix(one.end);
    chart::fhir::unbundle(std::move(one.value), "a", entries, chart);
  }
  read(std::move(entries), chart);
  return 0;
}
