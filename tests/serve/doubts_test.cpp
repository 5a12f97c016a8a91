// Why an entry of a chart is asked about, out of the report of the import.

#include "engine/serve/doubts.hpp"

#include <catch2/catch.hpp>

using engine::serve::Doubts;
using Reasons = std::vector<std::string>;

TEST_CASE("what a chart says otherwise than the case is told beside the entry that it is about") {
  const Doubts doubts{
      "<h2>Please check (2)</h2>\n<ul>\n"
      "<li>Medicines: budesonide 3 MG, how to take it<ul>\n<li>the chart says: Take 2</li>\n"
      "<li>your case says: Take 3</li>\n</ul></li>\n"
      "<li>Allergies: Latex<ul>\n<li>out of the text alone</li>\n</ul></li>\n</ul>\n",
      {"Please check"}};
  CHECK(
      doubts.of("budesonide 3 MG", "") ==
      Reasons{"how to take it: the chart says: Take 2", "how to take it: your case says: Take 3"}
  );
  CHECK(doubts.of("Latex", "") == Reasons{"out of the text alone"});
  CHECK(doubts.of("budesonide", "").empty());
}

TEST_CASE("what to write for a newer chart to be right is as the chart has it") {
  const Doubts doubts{
      "<h2>Please check (2)</h2>\n<ul>\n"
      "<li data-chart=\"Take 2 &lt; 3\" data-case=\"Take 3\" data-instead=\"dose=\n"
      "instruction=Take 2 &lt; 3 &amp; &quot;rest&quot;=1\n@from=chart-2\n\">Medicines: A &amp; B, "
      "how to take "
      "it\n<ul>\n<li>the chart says: Take 2 &lt; 3</li>\n</ul>\n</li>\n"
      "<li data-chart=\"stopped\" data-case=\"taken now\" "
      "data-instead=\"@status=stopped\n\">Medicines: "
      "A &amp; B, whether it goes on</li>\n<li>Medicines: C, the reason</li>\n</ul>\n",
      {"Please check"}};
  const auto found = doubts.differing("A & B");
  REQUIRE(found);
  CHECK(found->chart == "Take 2 &lt; 3; stopped");
  CHECK(found->typed == "Take 3; taken now");
  using Instead = std::vector<std::pair<std::string, std::string>>;
  CHECK(
      found->instead ==
      Instead{
          {"dose", ""},
          {"instruction", "Take 2 < 3 & \"rest\"=1"},
          {"@from", "chart-2"},
          {"@status", "stopped"}}
  );
  CHECK_FALSE(doubts.differing("C"));
  CHECK_FALSE(doubts.differing("A"));
  CHECK_FALSE(doubts.differing(""));
}
