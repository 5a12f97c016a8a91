// Where an answer stands in a case.

#include "engine/vocabulary/path.hpp"

#include "tests/vocabulary/of_the_house.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::vocabulary;

namespace {

/// A case with words at a path, or as it was where the path cannot be read.
std::string with(const std::string& text, std::string_view path, std::string_view words) {
  const Source source{"case.xml", text};
  Diagnostics out;
  const auto answered = Answered::read(source, of_the_house(), out);
  const auto read = read_path(path);
  return answered && read ? answered->with(*read, words, 0) : text;
}

constexpr std::string_view asks = R"(<case id="a">
  <question>Can I wait [or not]/go?<translation language="es">¿Espero?</translation></question>
  <question>And then?</question>
</case>
)";

}  // namespace

TEST_CASE("a question is found by its own words, brackets and strokes among them") {
  const auto path = read_path(R"(question[.="Can I wait [or not]/go?"]/answer[@provider=b])");
  REQUIRE(path);
  REQUIRE(path->size() == 2);
  CHECK(path->front().words == "Can I wait [or not]/go?");
  CHECK(path->back().value == "b");
  CHECK_FALSE(read_path(R"(question[.="no end]/answer)"));
  CHECK(
      with(std::string{asks}, R"(question[.="And then?"]/answer)", "Rest")
          .find("<question>And then?\n    <answer>Rest</answer>\n  </question>") !=
      std::string::npos
  );
}

TEST_CASE("and by a translation of them") {
  const std::string text = with(std::string{asks}, R"(question[.="¿Espero?"]/answer)", "Sí");
  CHECK(text.find("<answer>Sí</answer>") < text.find("And then?"));
}

TEST_CASE("what an element is made with does not say which one is meant") {
  const std::string made =
      with("<case id=\"a\"/>", "opinion[@provider=b][+@date=2026-12-03]/diagnosis", "A");
  CHECK(
      made.find("<opinion provider=\"b\" date=\"2026-12-03\"><diagnosis>A</diagnosis></opinion>") !=
      std::string::npos
  );
  const std::string again = with(made, "opinion[@provider=b][+@date=2027-01-01]/quote", "B");
  CHECK(again.find("2027") == std::string::npos);
  CHECK(again.find("<quote>B</quote>") != std::string::npos);
}
