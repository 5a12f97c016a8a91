#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

TEST_CASE("without questions of its own a case asks the bank's, in the bank's order") {
  const auto drawn = draw_with("");
  CHECK((*drawn)["questions.diagnosis.count"] == "7");
  CHECK((*drawn)["questions.treatment.count"] == "11");
  CHECK((*drawn)["questions.experience.count"] == "4");
  CHECK((*drawn)["questions.next-steps.count"] == "7");
  CHECK((*drawn)["questions.other"] == "-");
  CHECK((*drawn)["questions.diagnosis.top"] == "[0]");
  CHECK(all(*drawn, "questions.experience.rest", "number") == "1 | 2 | 3 | 4");
  CHECK((*drawn)["questions.diagnosis.rest.3.text"] == "What else could it be?");
  CHECK((*drawn)["questions.diagnosis.rest.3.own"] == "no");
}

TEST_CASE("of a patient who has died there are the case's own questions, and no others") {
  const auto drawn = draw_with(
      "<question category='diagnosis'>When could it first be seen?</question>",
      "<patient deceased='yes'><name><text>Ann Lee</text></name></patient>"
  );
  CHECK(all(*drawn, "questions.diagnosis.rest", "text") == "When could it first be seen?");
  CHECK((*drawn)["questions.treatment"] == "-");
}

TEST_CASE("ranked questions come first, then own ones, then the bank's") {
  const auto drawn = draw_with(
      "<question category='other'>Not ranked</question><question category='other' "
      "priority='7'>Seven</question>"
      "<question category='other' priority='2'>Two</question><question category='other'>Not ranked "
      "either</question>"
  );
  CHECK(all(*drawn, "questions.other.top", "text") == "Two | Seven");
  CHECK(all(*drawn, "questions.other.rest", "text") == "Not ranked | Not ranked either");
  CHECK(
      all(*drawn, "questions.other.top", "number") + " | " +
          all(*drawn, "questions.other.rest", "number") ==
      "1 | 2 | 3 | 4"
  );
  CHECK(all(*drawn, "questions.other.top", "priority") == "2 | 7");
  CHECK(all(*drawn, "questions.other.rest", "priority") == "- | -");
}

TEST_CASE("no more than three are on top, and a tie goes by the file") {
  std::string questions;
  for (const char* text : {"a", "b", "c", "d", "e"})
    questions += "<question category='other' priority='1'>" + std::string{text} + "</question>";
  const auto drawn = draw_with(questions);
  CHECK(all(*drawn, "questions.other.top", "text") == "a | b | c");
  CHECK(all(*drawn, "questions.other.rest", "text") == "d | e");
  CHECK(all(*drawn, "questions.top", "text") == "a | b | c");
  CHECK(all(*drawn, "questions.next", "text") == "d | e");
}

TEST_CASE("a reference takes the bank's words, and brings its rank") {
  const auto drawn = draw_with("<question ref='how-sure' source='standard' priority='1'/>");
  CHECK((*drawn)["questions.diagnosis.count"] == "7");
  CHECK((*drawn)["questions.diagnosis.top.1.text"] == "How sure are you?");
  CHECK((*drawn)["questions.diagnosis.top.1.own"] == "no");
  CHECK((*drawn)["questions.diagnosis.top.1.priority"] == "1");
  CHECK(drawn->said() == "");
}

TEST_CASE("what is asked twice is printed once, with the better rank, and told") {
  const auto drawn = draw_with(
      "<question category='other' priority='9'>May I wait?</question>\n<question category='other' "
      "priority='2'>may  I WAIT</question>"
  );
  CHECK(all(*drawn, "questions.other.top", "text") == "May I wait?");
  CHECK((*drawn)["questions.other.top.1.priority"] == "2");
  CHECK(
      drawn->said() ==
      "case.xml:7:41: warning[W505]: this question is asked twice: it is printed once\n"
      "    7 | <question category='other' priority='2'>may  I WAIT</question>\n"
      "      |                                         ^^^^^^^^^^^\n"
      "   = hint: take one of them out of the case, or ask for something else\n"
  );
}

TEST_CASE("the same words twice have been told when the case was read") {
  CHECK(
      draw_with("<question category='other'>May I wait?</question><question "
                "category='treatment'>may i wait?</question>")
          ->said() == ""
  );
}

TEST_CASE("an own question that the bank asks too is printed once, and stays an own one") {
  const auto drawn = draw_with("<question category='diagnosis'>What else could it be</question>");
  CHECK((*drawn)["questions.diagnosis.count"] == "7");
  CHECK((*drawn)["questions.diagnosis.rest.1.text"] == "What else could it be");
  CHECK((*drawn)["questions.diagnosis.rest.1.own"] == "yes");
  CHECK(
      drawn->said() ==
      "case.xml:6:32: warning[W505]: the question bank asks this too: it is printed once\n"
      "    6 | <question category='diagnosis'>What else could it be</question>\n"
      "      |                                ^^^^^^^^^^^^^^^^^^^^^\n"
      "   = hint: to rank the bank's question, point at it: ref=\"what-else\"\n"
  );
}

TEST_CASE("sixty questions are all there, numbered without a gap") {
  std::string questions;
  for (int i = 0; i < 60; ++i)
    questions += "<question category='treatment'" + std::string(i < 9 ? " priority='1'" : "") +
                 ">Number " + std::to_string(i) + "?</question>";
  const auto drawn = draw_with(questions);
  CHECK((*drawn)["questions.treatment.count"] == "71");
  CHECK((*drawn)["questions.treatment.top"] == "[4]");
  CHECK((*drawn)["questions.treatment.rest"] == "[67]");
  CHECK((*drawn)["questions.treatment.rest.1.number"] == "5");
  CHECK((*drawn)["questions.treatment.rest.67.number"] == "71");
}

TEST_CASE("what a second opinion is for is never a question for which there may be no time") {
  const auto drawn = draw_with(
      "<question category='treatment' priority='1'>One?</question>"
      "<question category='treatment' priority='2'>Two?</question>"
      "<question category='treatment' priority='3'>Three?</question>"
      "<question category='treatment' priority='4'>Four?</question>"
  );
  CHECK(
      all(*drawn, "questions.treatment.top", "text") ==
      "One? | Two? | Three? | What would you do? Why?"
  );
  CHECK((*drawn)["questions.treatment.rest.1.text"] == "Four?");
  // Where nothing is ranked, nothing is optional.
  CHECK((*drawn)["questions.diagnosis.top"] == "[0]");
}

TEST_CASE("who asks for the patient has the bank's questions in words of their own") {
  const std::string mother =
      "<representative relationship='mother' authority='parent' signs='yes'><name><text>Ida Lee"
      "</text></name></representative>";
  const std::string child =
      "<patient><name><given>Max</given><family>Lee</family></name><birthDate>2020-01-05</"
      "birthDate></patient>";
  const auto drawn = draw_with(mother + "<question ref='how-many-helped' priority='1'/>", child);
  CHECK(
      (*drawn)["questions.top.1.text"] ==
      "Out of 100 people like Max, how many does it help? How soon?"
  );
  CHECK(
      (*drawn)["questions.diagnosis.rest.1.text"] ==
      "What do you think Max has? Do you agree with what we were told?"
  );
  CHECK((*drawn)["questions.diagnosis.rest.3.text"] == "What else could it be?");
  CHECK((*draw_with(""))["questions.diagnosis.rest.1.text"].find("What do you think I have?") == 0);
}
TEST_CASE("whether a diagnosis was said is a question about the first condition") {
  const auto first = [](const std::string& conditions) {
    std::string text = case_with("");
    const auto begin = text.find("<condition"), end = text.find("<provider");
    text.replace(begin, end - begin, conditions);
    return (*draw_case(text))["questions.card.top.1.text"];
  };
  const std::string diabetes = "<condition status='confirmed'><text>Diabetes</text></condition>";
  const std::string weakness = "<condition status='undiagnosed'><text>weakness</text></condition>";
  CHECK(first(weakness + diabetes) == "What do you think I have?");
  CHECK(
      first(diabetes + weakness) == "What do you think I have? Do you agree with what I was told?"
  );
}
