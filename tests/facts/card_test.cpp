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
  CHECK((*draw_with(question("mine", 1)))["questions.card.anyOfBank"] == "no");
  CHECK((*draw_with(question("mine")))["questions.card.anyOfBank"] == "yes");
  CHECK(
      (*draw_with("<question ref='how-sure' priority='1'/>"))["questions.card.anyOfBank"] == "yes"
  );
}

TEST_CASE("one ranked question stands alone on top, and what is not ranked comes next") {
  const auto drawn = draw_with(question("a") + question("b", 5) + question("c"));
  CHECK(all(*drawn, "questions.card.top", "text") == "b");
  CHECK(all(*drawn, "questions.card.next", "text") == "a | c");
  CHECK(all(*drawn, "questions.card.next", "number") == "2 | 3");
  CHECK((*drawn)["questions.card.more"] == "-");
}

TEST_CASE("who ranked nothing gets the bank's three, then what they ask, then more of the bank") {
  const auto nothing = draw_with("");
  CHECK(
      all(*nothing, "questions.card.top", "text") ==
      "What do you think I have? Do you agree with what I was told? | What other choices do I "
      "have? Is there a study I could join? | What may happen if I wait? What if I do nothing?"
  );
  CHECK((*nothing)["questions.card.next"] == "[5]");
  CHECK((*nothing)["questions.card.more"] == "-");
  CHECK((*nothing)["questions.card.chosen"] == "no");

  const auto own =
      draw_with(question("mine") + "<question ref='how-sure'/><question ref='if-i-wait'/>");
  CHECK((*own)["questions.card.top"] == "[3]");
  CHECK((*own)["questions.card.next.1.text"] == "mine");
  CHECK((*own)["questions.card.next.1.own"] == "yes");
  CHECK((*own)["questions.card.next.2.text"] == "How sure are you?");
  CHECK((*own)["questions.card.next"] == "[5]");
  for (int i = 3; i <= 5; ++i) {
    const std::string text = (*own)["questions.card.next." + std::to_string(i) + ".text"];
    CHECK(text != "How sure are you?");
    CHECK(text != (*own)["questions.card.top.3.text"]);
  }

  std::string seven;
  for (int i = 1; i <= 7; ++i) seven += question("q" + std::to_string(i));
  const auto many = draw_with(seven);
  CHECK(all(*many, "questions.card.next", "text") == "q1 | q2 | q3 | q4 | q5");
  CHECK((*many)["questions.card.more"] == "2");
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
