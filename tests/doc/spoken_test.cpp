#include "tests/doc/markup.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::doc::test;

namespace {

using Spoken = std::vector<std::string>;

/// What is said of each blank, in order.
Spoken spoken(const std::string& blocks) {
  const auto read = document(page_of(blocks));
  return {read.accessible_names.begin(), read.accessible_names.end()};
}

}  // namespace

TEST_CASE("a blank says its label, or what it answers") {
  CHECK(spoken("<blank label=\"Mailing address:\" lines=\"2\"/>") == Spoken{"Mailing address"});
  CHECK(
      spoken("<keep><p>4. What else could it be?</p><blank label=\"\"/></keep>") ==
      Spoken{"4. What else could it be?"}
  );
  CHECK(spoken("<h2>Notes</h2><blank label=\"\"/>") == Spoken{"Notes"});
}

TEST_CASE("a short blank says the words before it in its sentence") {
  CHECK(spoken("<p>Call. Who said so: <fill label=\"name\"/></p>") == Spoken{"Who said so: name"});
  CHECK(
      spoken("<p>The visit is on <fill label=\"day\"/> at <fill label=\"time\"/></p>") ==
      Spoken{"The visit is on: day", "The visit is on \u2026 at: time"}
  );
  CHECK(spoken("<p>Office: <fill label=\"office\"/></p>") == Spoken{"Office"});
  CHECK(
      spoken("<p><strong>Dr. Okafor</strong>, <fill label=\"phone\"/></p>") ==
      Spoken{"Dr. Okafor: phone"}
  );
  CHECK(
      spoken("<p>I see Dr. Okafor on <fill label=\"day\"/></p>") ==
      Spoken{"I see Dr. Okafor on: day"}
  );
  CHECK(
      spoken("<p><box/>&#160;no &#160; Time: <fill label=\"time\"/></p>") ==
      Spoken{"Head: no", "Time"}
  );
}

TEST_CASE("a box in a line says what is asked, and what it stands for") {
  CHECK(
      spoken("<p>How it feels: <box/>&#160;good &#160; <box/>&#160;not sure</p>") ==
      Spoken{"How it feels: good", "How it feels: not sure"}
  );
  CHECK(spoken("<p>May I?</p><p><box/>&#160;yes</p>") == Spoken{"May I? yes"});
}

TEST_CASE("a tick box says its text, and a blank in it something else") {
  CHECK(
      spoken("<check>I know whom to call: <fill label=\"name\"/></check>") ==
      Spoken{"I know whom to call", "I know whom to call: name"}
  );
}

TEST_CASE("a cell to write in says its row and its column") {
  CHECK(
      spoken("<table look=\"grid\"><thead><tr><th>Record</th><th>Asked</th></tr></thead>"
             "<tbody><tr><td>Lab results</td><td></td></tr><tr><td></td><td></td></tr></tbody>"
             "</table>") == Spoken{"Lab results: Asked", "Record", "Asked"}
  );
  // A table that is no worksheet has nothing to fill in.
  CHECK(spoken("<table><thead><tr><th>A</th></tr></thead><tbody><tr><td></td></tr></tbody></table>")
            .empty());
}

TEST_CASE("the date beside a signature says whose it is") {
  CHECK(
      spoken("<sign who=\"Elena Rivera\" date-label=\"Date\"/>"
             "<sign who=\"Witness\" date-label=\"Date\"/><sign who=\"Nobody\"/>"
      ) == Spoken{"Elena Rivera: Date", "Witness: Date"}
  );
}

TEST_CASE("blanks that would say the same say more: their heading, then a number") {
  CHECK(
      spoken("<h2>First</h2><blank label=\"Notes\"/><h2>Second</h2><blank label=\"Notes\"/>") ==
      Spoken{"First: Notes", "Second: Notes"}
  );
  CHECK(
      spoken("<blank label=\"Notes\"/><blank label=\"Notes\"/><blank label=\"Notes\"/>") ==
      Spoken{"Notes", "Notes (2)", "Notes (3)"}
  );
}
