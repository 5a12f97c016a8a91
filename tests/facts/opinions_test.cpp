#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {

/// Opinions of so many doctors, with these words in each.
std::unique_ptr<Drawn> opinions(
    const std::vector<std::string>& words, const std::string& more = {}
) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string id = "d" + std::to_string(i + 1);
    text += "<provider id='" + id + "'><name><prefix>Dr.</prefix><family>D" +
            std::to_string(i + 1) + "</family></name></provider><opinion provider='" + id + "'>" +
            words[i] + "</opinion>";
  }
  return draw_with(text + more);
}

std::string diagnosis(const std::string& words) {
  return "<diagnosis>" + words + "</diagnosis>";
}

/// What is said of agreement on a topic.
std::string agreement(const Drawn& drawn, const std::string& topic) {
  for (int i = 1;; ++i) {
    const std::string at = "comparison.rows." + std::to_string(i);
    if (drawn[at] == "-") return "no such row";
    if (drawn[at + ".topic"] == topic) return drawn[at + ".agreement"];
  }
}

}  // namespace

TEST_CASE("of three or more who answered, those who say the same are counted") {
  const auto of = [](std::initializer_list<const char*> words) {
    std::vector<std::string> all;
    for (const char* one : words) all.push_back(*one ? diagnosis(one) : "");
    return agreement(*opinions(all), "diagnosis");
  };
  CHECK(of({"Crohn", "crohn.", "Colitis"}) == "2 of 3 said the same");
  CHECK(of({"Crohn", "Crohn", "Crohn"}) == "3 of 3 said the same");
  CHECK(of({"Crohn", "Colitis", "Crohn", "Crohn", "IBS"}) == "3 of 5 said the same");
  CHECK(of({"Crohn", "Colitis", "IBS"}) == "-");
  CHECK(of({"Crohn", "Crohn", "IBS", "IBS"}) == "-");
  CHECK(of({"Crohn", "Crohn", "IBS", "IBS", "Celiac"}) == "-");
  CHECK(of({"Crohn", "Crohn"}) == "-");
  CHECK(of({"Crohn"}) == "-");
}

TEST_CASE("who did not answer is not counted, and two who did are too few") {
  const auto drawn = opinions(
      {diagnosis("Crohn") + "<certainty>Sure</certainty>",
       diagnosis("Crohn") + "<certainty>Sure</certainty>",
       diagnosis("Colitis"),
       ""}
  );
  CHECK(agreement(*drawn, "diagnosis") == "2 of 3 said the same");
  CHECK(agreement(*drawn, "certainty") == "-");
}

TEST_CASE("agreement is about all that was said on a topic") {
  const std::string both = "<evidence>Biopsy</evidence><evidence>Blood</evidence>";
  CHECK(
      agreement(*opinions({both, both, "<evidence>Biopsy</evidence>"}), "evidence") ==
      "2 of 3 said the same"
  );
  CHECK(
      agreement(
          *opinions({both, "<evidence>Biopsy</evidence>", "<evidence>Blood</evidence>"}), "evidence"
      ) == "-"
  );
}

TEST_CASE("agreement is said in the language of the papers") {
  const auto drawn = draw_case(
      case_with(
          "<provider id='c'><name><text>C</text></name></provider><opinion provider='c'>" +
          diagnosis("x") + "</opinion><opinion provider='okafor'>" + diagnosis("x") +
          "</opinion><opinion provider='lindqvist'>" + diagnosis("y") + "</opinion>"
      ),
      "es"
  );
  CHECK(agreement(*drawn, "diagnosis") == "2 de 3 dijeron lo mismo");
}

TEST_CASE("the doctors' own words keep their lines, and say whose they are") {
  const auto drawn = draw_with(
      "<opinion provider='okafor' date='2026-08-12' basis='in-person'><quote>We should not wait.\n"
      "Not {{long}}.</quote><quote>Call me.</quote></opinion><opinion provider='lindqvist'/>"
      "<opinion provider='lindqvist' basis='records-only'><quote>No.</quote></opinion>"
  );
  CHECK(all(*drawn, "comparison.quotes", "name") == "Dr. Okafor | Dr. Okafor | Dr. Lindqvist");
  CHECK(all(*drawn, "comparison.quotes", "date") == "2026-08-12 | 2026-08-12 | -");
  CHECK(all(*drawn, "comparison.quotes", "basis") == "in-person | in-person | records-only");
  CHECK(all(*drawn, "comparison.quotes.1.lines") == "We should not wait. | Not {{long}}.");
  CHECK((*draw_with(""))["comparison.quotes"] == "[0]");
}

TEST_CASE("what nobody said is a question to everyone, what one did not say is asked of that one") {
  const std::string full = diagnosis("Crohn") +
                           "<certainty>Sure</certainty><treatment><name>Surgery</name><pro>Quick"
                           "</pro><con>Pain</con><risk>Infection</risk></treatment><ifNothing>"
                           "Worse</ifNothing><testNeeded>MRI</testNeeded>";
  const std::string thin = diagnosis("Crohn") + "<treatment><name>Wait</name></treatment>";
  const std::string open =
      "How\u00a0sure | To\u00a0wait\u00a0or\u00a0do\u00a0nothing | Tests\u00a0still\u00a0needed | "
      "Good\u00a0points | Bad\u00a0points | Risks";
  // The same of two, of three and of four doctors.
  for (std::size_t others = 1; others < 4; ++others) {
    std::vector<std::string> all_said(others, thin);
    all_said.insert(all_said.begin(), full);
    const auto drawn = opinions(all_said);
    CHECK(
        all(*drawn, "comparison.askEveryone") ==
        "What is that based on? | What should this treatment do for me? | When would it start, and "
        "what comes next? | Out of 100 people like me, how many does it help, and how many does it "
        "harm? How soon? | Which side effects are common? | How long until I am well again? | How "
        "will it change my days? | What will I have to pay? | How many people with this have you "
        "treated?"
    );
    CHECK((*drawn)["comparison.askOne"] == "[" + std::to_string(others) + "]");
    CHECK((*drawn)["comparison.askOne.1.name"] == "Dr. D2");
    CHECK(all(*drawn, "comparison.askOne.1.topics") == open);
    CHECK((*drawn)["comparison.everyoneColumns.1.questions"] == "[5]");
    CHECK((*drawn)["comparison.everyoneColumns.2.questions"] == "[4]");
  }
}

TEST_CASE("nothing is still to ask before there are two opinions, or once the choice is made") {
  CHECK((*opinions({diagnosis("Crohn")}))["comparison.anyToAsk"] == "no");
  CHECK((*opinions({diagnosis("Crohn"), diagnosis("Crohn")}))["comparison.anyToAsk"] == "yes");
  const std::string two =
      "<opinion provider='okafor'><diagnosis>A</diagnosis></opinion>"
      "<opinion provider='lindqvist'><diagnosis>A</diagnosis></opinion>";
  CHECK((*draw_with(two))["comparison.anyToAsk"] == "yes");
  CHECK((*draw_with(two + "<decision path='stay'/>"))["comparison.anyToAsk"] == "no");
  CHECK((*draw_with(two + "<decision path='third'/>"))["comparison.anyToAsk"] == "yes");
}

TEST_CASE("who said the same stands together, and nobody agrees by saying nothing") {
  const auto three = opinions({diagnosis("Crohn"), diagnosis("crohn."), diagnosis("Gout")});
  CHECK(all(*three, "comparison.rows.1.camps", "names") == "Dr. D1 and Dr. D2 | Dr. D3");
  CHECK(all(*three, "comparison.rows.1.camps.2.lines") == "Gout");
  const std::string two =
      "<opinion provider='okafor'><diagnosis>A</diagnosis><testNeeded>MRI"
      "</testNeeded></opinion>"
      "<opinion provider='lindqvist'><diagnosis>B</diagnosis></opinion>"
      "<comparison><row topic='diagnosis' verdict='agree'/>"
      "<row topic='tests' verdict='agree'/></comparison>";
  const auto drawn = draw_with(two);
  CHECK(all(*drawn, "comparison.agreeRows", "topic") == "diagnosis");
  CHECK(all(*drawn, "comparison.partlyRows", "topic") == "tests");
  CHECK(
      support::printed(drawn->out)
          .find("warning[W525]: not every doctor who gave an opinion has spoken to 'tests': they "
                "do not "
                "agree on it yet\n") != std::string::npos
  );
}

TEST_CASE("that two are sure is no answer to what is the same, unless the case compares it") {
  const std::string two =
      "<opinion provider='okafor'><certainty>Sure</certainty></opinion>"
      "<opinion provider='lindqvist'><certainty>Sure</certainty></opinion>";
  CHECK((*draw_with(two))["comparison.agreeRows"] == "[0]");
  CHECK((*draw_with(two))["comparison.rows.1.agree"] == "yes");
  const std::string row = "<comparison><row topic='certainty' verdict='agree'/></comparison>";
  CHECK(all(*draw_with(two + row), "comparison.agreeRows", "topic") == "certainty");
}
