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

TEST_CASE("what a doctor has not been asked is a question, with the doctors who have not said it") {
  const auto drawn = opinions(
      {diagnosis("Crohn") + "<certainty>Sure</certainty><treatment><name>Surgery</name><pro>Quick"
                            "</pro><con>Pain</con><risk>Infection</risk></treatment><ifNothing>"
                            "Worse</ifNothing><testNeeded>MRI</testNeeded>",
       diagnosis("Crohn") + "<treatment><name>Wait</name></treatment>"}
  );
  CHECK(
      all(*drawn, "comparison.openQuestions", "topic") ==
      "certainty | evidence | goal | waiting | timing | tests | pros | cons | outcome | "
      "side-effects | risks | recovery | daily-life | cost | experience"
  );
  CHECK(
      all(*drawn, "comparison.openQuestions", "ofAll") ==
      "no | yes | yes | no | yes | no | no | no | yes | yes | no | yes | yes | yes | yes"
  );
  CHECK(all(*drawn, "comparison.openQuestions.1.names") == "Dr. D2");
  CHECK(all(*drawn, "comparison.openQuestions.2.names") == "Dr. D1 | Dr. D2");
  CHECK((*drawn)["comparison.openQuestions.1.text"] == "How sure are you?");
  CHECK((*drawn)["comparison.openQuestions.2.text"] == "What is that based on?");
}

TEST_CASE("until there are two opinions, what always matters is open, and nothing else") {
  CHECK(
      all(*opinions({diagnosis("Crohn")}), "comparison.openQuestions", "topic") ==
      "certainty | treatment | waiting | pros | cons | risks"
  );
  CHECK((*draw_with(""))["comparison.openQuestions"] == "[0]");
}
