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
