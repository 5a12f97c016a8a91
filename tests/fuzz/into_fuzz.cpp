// A case that somebody typed, to which charts are added: every byte of it has to stay.
#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/into/into.hpp"
#include "tests/chart/charts.hpp"
#include "tests/fuzz/charts.hpp"
#include "tests/fuzz/input.hpp"

namespace {

/// A chart that has something of every kind.
engine::chart::Chart chart_to_add() {
  using namespace engine;
  using namespace tests::chart;
  Diagnostics out;
  const Source source{
      "a.xml",
      document(
          section("11450-4", problem("Gout")) + section("10160-0", medication("Metformin 500 MG")) +
              section("48765-2", allergy("Penicillin")),
          "<documentationOf><serviceEvent><performer><assignedEntity><assignedPerson><name>"
          "<family>Lowe</family></name></assignedPerson></assignedEntity></performer>"
          "</serviceEvent></documentationOf>"
      )};
  const auto tree = xml::parse(source, {}, out);
  engine::chart::Chart chart = tests::chart_with_source();
  engine::chart::c_cda::read(*tree, 0, chart);
  return chart;
}

/// Whether the bytes of `before`, but for marks that are to be filled, stand in `after` in order.
bool is_kept(const std::string& before, const std::string& after) {
  std::size_t at = 0;
  for (const char c : before) {
    if (c == '_' || c == '/' || engine::is_space(c)) continue;
    at = after.find(c, at);
    if (at == after.npos) return false;
    ++at;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engine;
  static const chart::Chart to_add = chart_to_add();
  Diagnostics out;
  const auto source =
      xml::decode("mine.xml", tests::text(data, size), Source::Holds::patient_data, out);
  if (!source) return 0;
  const auto tree = xml::parse(**source, {}, out);
  if (!tree || tree->root().name() != "case") return 0;
  chart::Chart chart = to_add;
  chart::Facts facts = tests::facts_of(chart);
  const auto added =
      chart::into::add(**source, *tree, vocabulary::of_the_house(), facts, chart, false);
  chart::prove_account(chart);
  const Source after{"mine.xml", added.case_xml};
  if (!xml::parse(after, {.depth = 70}, out) || !is_kept((*source)->text(), added.case_xml))
    std::abort();
  return 0;
}
