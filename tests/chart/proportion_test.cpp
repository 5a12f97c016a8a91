// Reading a chart takes in proportion to what it holds, however its parts are repeated: work is
// counted, and not time.

#include "engine/chart/work.hpp"
#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

#include <functional>

using namespace tests::chart;

namespace {

/// A piece as often as that, each with another number in place of its #.
std::string many(const std::string& piece, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) {
    for (const char c : piece) all += c == '#' ? std::to_string(10'000 + i) : std::string{c};
  }
  return all;
}

std::uint64_t work_of(const std::string& chart) {
  const auto before = engine::chart::work_done;
  const auto got = import({{"chart.xml", chart}});
  CHECK(got.messages == "");
  return engine::chart::work_done - before;
}

}  // namespace

TEST_CASE("twice as many parts of a chart are twice the work, and not four times") {
  const std::string medicine = medication_of("#", "Medicine #");
  const std::string given = medicine.substr(7, medicine.size() - 15);  // without <entry>
  const std::string illness = problem("Illness #");
  const auto from = illness.find("<entryRelationship");
  const std::string relation = illness.substr(from, illness.find("</act>") - from);
  const auto name_again = [](int times) {
    std::string chart = document(section("11450-4", problem("Gout")));
    chart.insert(
        chart.find("<name use=\"L\">"),
        many("<name><given>Ada#</given><family>Berg#</family></name>", times)
    );
    return chart;
  };
  const std::pair<std::string, std::function<std::string(int)>> kinds[] = {
      {"medicines in one entry",
       [&](int n) {
         return document(section("10160-0", "<entry>" + many(given, n) + "</entry>"));
       }},
      {"entries of medicines",
       [&](int n) { return document(section("10160-0", many(medicine, n))); }},
      {"illnesses in one act",
       [&](int n) {
         return document(section(
             "11450-4",
             "<entry><act><code code=\"CONC\"/><statusCode code=\"active\"/><effectiveTime><low "
             "value=\"20130706\"/></effectiveTime>" +
                 many(relation, n) + "</act></entry>"
         ));
       }},
      {"sections", [&](int n) { return document(many(section("11450-4", illness), n)); }},
      {"sections of medicines",
       [&](int n) { return document(many(section("10160-0", medicine), n)); }},
      {"names of the person", name_again},
      {"illnesses of one relative",
       [&](int n) {
         std::string all = many(R"({"code":{"text":"Illness #"},"outcome":{"text":"End #"}},)", n);
         all.pop_back();
         return bundle(
             R"({"resourceType":"FamilyMemberHistory","status":"completed","relationship":{"text":"Aunt"},"condition":[)" +
             all + "]}"
         );
       }},
      {"spellings of one illness",
       [&](int n) {
         std::string one = problem("Illness #");
         const std::string code = "code=\"1" + std::to_string(std::string_view{"Illness #"}.size());
         one.replace(one.find(code), code.size(), "code=\"38341003");
         return document(section("11450-4", many(one, n)));
       }},
      {"rows beside one entry",
       [&](int n) {
         return document(section(
             "10160-0",
             medication("Atenolol"),
             "<table><thead><tr><th>Medicine</th><th>Directions</th></tr></thead><tbody>" +
                 many("<tr><td>Medicine #</td><td>take # daily</td></tr>", n) + "</tbody></table>"
         ));
       }},
      {"rows without a cell beside one entry",
       [&](int n) {
         return document(section(
             "10160-0",
             medication("Atenolol"),
             "<table><thead><tr><th>Medicine</th><th>Directions</th></tr></thead><tbody>" +
                 many("<tr><td>Medicine #</td></tr>", n) + "</tbody></table>"
         ));
       }},
      {"results of one panel", [&](int n) {
         return document(section(
             "30954-2",
             "<entry><organizer><code displayName=\"Panel\"/>" +
                 many(
                     "<component><observation><code displayName=\"Test #\"/><value "
                     "xsi:type=\"PQ\" value=\"#\"/></observation></component>",
                     n
                 ) +
                 "</organizer></entry>"
         ));
       }}};
  for (const auto& [kind, chart] : kinds) {
    const auto some = work_of(chart(100)), twice = work_of(chart(200));
    INFO(kind << ": " << some << ", " << twice);
    CHECK(twice < some * 9 / 4);
  }
}

TEST_CASE("reading is given up when its time is over, and so is adding to a case") {
  engine::Budget over;
  over.expire();
  engine::chart::Options options;
  options.budget = &over;
  const Files chart{{"a.xml", document(section("11450-4", problem("Gout")))}};
  CHECK_THROWS_AS(import(chart, options), engine::BudgetExceeded);
  const engine::Source source{"mine.xml", import(chart).draft, engine::Source::Holds::patient_data};
  options.into = &source;
  CHECK_THROWS_AS(import(chart, options), engine::BudgetExceeded);
}
