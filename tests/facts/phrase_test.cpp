#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {
/// A value and the sentence behind it, as they come together.
std::string together(std::string_view value, std::string_view text) {
  return filled("{value}" + std::string{text}, {{"value", value}});
}
}  // namespace

TEST_CASE("a value's own full stop goes where the sentence goes on, and that of a word stays") {
  CHECK(together("Walk my dog.", ": 5") == "Walk my dog: 5");
  CHECK(together("Walk my dog.", "</strong>: 5") == "Walk my dog</strong>: 5");
  CHECK(together("Walk my dog.", ".") == "Walk my dog.");
  CHECK(together("Walk my dog.", "”.") == "Walk my dog”.");
  CHECK(together("“Walk my dog.”", ": 5") == "“Walk my dog”: 5");
  CHECK(together("at 10:30 a.m.", ".") == "at 10:30 a.m.");
  CHECK(together("Curtis Bates, Jr.", ".") == "Curtis Bates, Jr.");
  CHECK(together("at 10:30 a.m.", ", then") == "at 10:30 a.m., then");
  CHECK(together("10:30 a. m.", " · Dr. Bell") == "10:30 a. m. · Dr. Bell");
  CHECK(together("2:00 p. m.", ".") == "2:00 p. m.");
  CHECK(together("Curtis Bates, Jr.", ", and") == "Curtis Bates, Jr., and");
  CHECK(together("and so on ...", ", then") == "and so on ..., then");
  CHECK(together("Walk my dog.", "</p>") == "Walk my dog.</p>");
  CHECK(together("Walk my dog.", " Then rest") == "Walk my dog. Then rest");
  CHECK(together("Walk my dog", ".") == "Walk my dog.");
  CHECK(together("", ".") == ".");
  CHECK(filled("{a}: {b}", {{"a", "Rest."}, {"b", "Two days."}}) == "Rest: Two days.");
}

TEST_CASE("a comma, semicolon or colon that a value ends with goes before any mark") {
  CHECK(together("a lump;", ".") == "a lump.");
  CHECK(together("a lump:", ", then") == "a lump, then");
  CHECK(together("a lump,", " (old)") == "a lump (old)");
  CHECK(together("a lump;", "</p>") == "a lump;</p>");
}

TEST_CASE("behind a value that asks or cries out, a sentence's own full stop goes") {
  CHECK(together("a lump?", ".") == "a lump?");
  CHECK(together("a lump!", "</strong>. Then") == "a lump!</strong> Then");
  CHECK(together("a lump?", ": yes") == "a lump?: yes");
}

TEST_CASE("behind a word of ours an article of the case is small, and a name stays") {
  const auto in = language(house(), "en");
  CHECK(phrase(in, "My headaches") == "my headaches");
  CHECK(phrase(in, "A lump in my neck") == "a lump in my neck");
  CHECK(phrase(in, "Crohn’s disease") == "Crohn’s disease");
  CHECK(relation(in, "My Brother") == "brother");
  CHECK(relation(in, "Mother") == "mother");
  CHECK(relation(in, "the child’s aunt") == "child’s aunt");
  CHECK(relation(in, "Rosa’s cousin") == "Rosa’s cousin");
  CHECK(relation(in, "POA") == "POA");
}

TEST_CASE("a plain name stands behind about as it is written, and a doctor's words as they are") {
  const auto about = [](const std::string& condition) {
    return (*draw_case(
        "<case id='test' version='1'><asOf>2026-11-20</asOf><patient><name><text>Jo "
        "Lee</text></name></patient>" +
        condition + "<provider id='one'><name><text>One</text></name></provider></case>"
    ))["about"];
  };
  CHECK(
      about("<condition status='undiagnosed'><text>Mass</text><plainName>a lump</plainName>"
            "</condition>") == "a lump"
  );
  CHECK(
      about("<condition><text>Mass</text><plainName>About My headaches</plainName></condition>") ==
      "my headaches"
  );
  CHECK(
      about("<condition><text>Pain</text><plainName>in the morning</plainName></condition>") ==
      "“in the morning”"
  );
  CHECK(
      about("<condition><text>Autoimmune hepatitis.</text></condition>") == "“Autoimmune hepatitis”"
  );
}

TEST_CASE("a time with a preposition of its own gets no second one") {
  const auto outcome = [](const std::string& time) {
    const auto drawn = draw_with(
        "<opinion provider='okafor'><outcome what='well' number='4' outOf='10' timeframe='" + time +
        "'/></opinion>"
    );
    for (int row = 1; row < 30; ++row) {
      const std::string at = "comparison.rows." + std::to_string(row);
      if ((*drawn)[at + ".topic"] == "outcome") return (*drawn)[at + ".cells.1.lines.1"];
    }
    return std::string{};
  };
  CHECK(outcome("2 years") == "well: 4 of 10, in 2 years");
  CHECK(outcome("within 2 years") == "well: 4 of 10, within 2 years");
  CHECK(outcome("After surgery.") == "well: 4 of 10, after surgery.");
}
