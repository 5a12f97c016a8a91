#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {

std::string question(const std::string& text, int priority = 0) {
  const std::string rank = priority > 0 ? " priority='" + std::to_string(priority) + "'" : "";
  return "<question category='other'" + rank + ">" + text + "</question>";
}

}  // namespace

TEST_CASE("the card has the three that rank first, five more, and says how many are left") {
  std::string questions;
  for (int i = 12; i > 0; --i) questions += question("q" + std::to_string(i), i);
  const auto drawn = draw_with(questions);
  CHECK(all(*drawn, "questions.card.top", "text") == "q1 | q2 | q3");
  CHECK(all(*drawn, "questions.card.next", "text") == "q4 | q5 | q6 | q7 | q8");
  CHECK(all(*drawn, "questions.card.next", "number") == "4 | 5 | 6 | 7 | 8");
  CHECK((*drawn)["questions.card.more"] == "4");
  CHECK((*drawn)["questions.card.tie"] == "no");
  CHECK((*drawn)["questions.card.chosen"] == "yes");
}

TEST_CASE("a tie is told where the cut after the third falls between questions of one rank") {
  const auto tie = [](std::initializer_list<int> ranks) {
    std::string questions;
    int number = 0;
    for (const int rank : ranks) questions += question("q" + std::to_string(++number), rank);
    return (*draw_with(questions))["questions.card.tie"];
  };
  CHECK(tie({1, 1, 1, 1}) == "yes");
  CHECK(tie({1, 2, 3, 3}) == "yes");
  CHECK(tie({1, 1, 1, 2}) == "no");
  CHECK(tie({1, 1, 1}) == "no");
  CHECK(tie({1, 2, 3, 0, 0}) == "no");
  CHECK(tie({0, 0, 0, 0}) == "no");
}

TEST_CASE("a card says whether the bank asks on it, or whoever holds it alone") {
  std::string nine;
  for (int i = 1; i < 10; ++i) nine += question("q" + std::to_string(i));
  CHECK((*draw_with(nine))["questions.card.anyOfBank"] == "no");
  CHECK((*draw_with(question("mine", 1)))["questions.card.anyOfBank"] == "yes");
  CHECK(
      (*draw_with("<question ref='how-sure' priority='1'/>"))["questions.card.anyOfBank"] == "yes"
  );
}

TEST_CASE("three of one's own are the cards, those that are ranked first") {
  const auto drawn = draw_with(question("a") + question("b", 5) + question("c") + question("d"));
  CHECK(all(*drawn, "questions.card.top", "text") == "b | a | c");
  CHECK((*drawn)["questions.card.next.1.text"] == "d");
  CHECK((*drawn)["questions.card.empty"] == "[0]");
  CHECK((*drawn)["questions.card.chosen"] == "yes");
}

TEST_CASE("one's own questions come first, then what a second opinion is for") {
  const std::string agree = "What do you think I have? Do you agree with what I was told?";
  const std::string choices = "What other choices do I have? Is there a study I could join?";
  const std::string wait = "What may happen if I wait? What if I do nothing?";
  const auto nothing = draw_with("");
  CHECK(all(*nothing, "questions.card.top", "text") == agree + " | " + choices + " | " + wait);
  CHECK((*nothing)["questions.card.chosen"] == "no");
  CHECK((*nothing)["questions.card.more"] == "-");
  const auto one = draw_with(question("mine"));
  CHECK(all(*one, "questions.card.top", "text") == "mine | " + agree + " | " + choices);
  CHECK((*one)["questions.card.top.1.own"] == "yes");
  CHECK((*one)["questions.card.topOfBank"] == "yes");
  const auto ranked =
      draw_with("<question ref='how-sure'/><question ref='if-i-wait' priority='1'/>");
  CHECK(all(*ranked, "questions.card.top", "text") == wait + " | How sure are you? | " + agree);
  const auto three = draw_with(question("a") + question("b") + question("c"));
  CHECK(all(*three, "questions.card.top", "text") == "a | b | c");
  CHECK((*three)["questions.card.anyOfBank"] == "yes");
  CHECK((*three)["questions.card.topOfBank"] == "no");
  const auto said = draw_with("<question ref='agree-diagnosis'/>" + question("mine", 1));
  CHECK(all(*said, "questions.card.top", "text") == "mine | " + agree + " | " + choices);
}

TEST_CASE("no question stands on a card and among the others") {
  const auto drawn = draw_with(
      question("a", 1) + question("b", 2) + question("c", 3) + question("d") +
      "<question ref='how-sure'/>"
  );
  std::vector<std::string> seen;
  for (const char* part :
       {"card.top",
        "diagnosis.others",
        "treatment.others",
        "experience.others",
        "next-steps.others",
        "other.others"}) {
    for (int i = 1;; ++i) {
      const std::string text =
          (*drawn)["questions." + std::string{part} + "." + std::to_string(i) + ".text"];
      if (text == "-") break;
      seen.push_back(text);
    }
  }
  CHECK(std::to_string(seen.size() - 3) == (*drawn)["questions.others"]);
  CHECK(std::count(seen.begin(), seen.end(), "How sure are you?") == 1);
  CHECK(std::count(seen.begin(), seen.end(), "d") == 1);
  std::sort(seen.begin(), seen.end());
  CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
}

TEST_CASE(
    "of sixty questions, nine first and fourteen twice, none is lost and none is printed twice"
) {
  constexpr int asked = 60, twice = 14, first = 9;
  const char* categories[] = {"diagnosis", "treatment", "experience", "next-steps", "other"};
  std::string questions;
  for (int i = 0; i < asked; ++i) {
    const int number = i < asked - twice ? i : i - (asked - twice);
    const bool again = i >= asked - twice;
    const std::string text = "Question " + std::to_string(number) + " of mine";
    questions += "<question category='" + std::string{categories[number % 5]} + "'" +
                 (!again && i < first ? " priority='1'" : "") + ">" + (again ? text + "?" : text) +
                 "</question>\n";
  }
  const auto drawn = draw_with(questions);

  std::vector<std::string> seen;
  for (const char* category : categories) {
    for (const char* part : {".top", ".rest"}) {
      for (int i = 1;; ++i) {
        const std::string at =
            "questions." + std::string{category} + part + "." + std::to_string(i);
        if ((*drawn)[at] == "-") break;
        if ((*drawn)[at + ".own"] == "yes") seen.push_back((*drawn)[at + ".text"]);
      }
    }
  }
  std::sort(seen.begin(), seen.end());
  CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
  CHECK(seen.size() == asked - twice);
  CHECK(drawn->out.all().size() == twice);
  CHECK(drawn->out.all().front().code == "W505");

  CHECK((*drawn)["questions.card.top"] == "[3]");
  CHECK((*drawn)["questions.card.next"] == "[5]");
  CHECK((*drawn)["questions.card.tie"] == "yes");
  CHECK((*drawn)["questions.card.more"] == std::to_string(asked - twice - 8));
  CHECK(
      all(*drawn, "questions.card.top", "text") ==
      "Question 0 of mine | Question 1 of mine | Question 2 of mine"
  );
}
