#include "engine/cli/print.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::cli;

namespace {
const std::string case_text = "<case>\n    <birthDate>14.3.2026</birthDate>\n\t<n>é</n>\n</case>\n";

Diagnostic wrong_date() {
  const Source source{"cases/rivera.xml", case_text, Source::Holds::patient_data};
  const auto at = case_text.find("14.3.2026");
  Diagnostics out;
  out.error(
      FilledError{"E104", "expected a date, found " + quoted_value("14.3.2026")},
      source.span(at, at + 9),
      {"write it as year-month-day, such as 2026-03-14"}
  );
  return out.all().front();
}
}  // namespace

TEST_CASE("a message looks like a good compiler's") {
  CHECK(
      as_text(wrong_date(), false) ==
      "cases/rivera.xml:2:16: error[E104]: expected a date, found '14.3.2026'\n"
      "    2 |     <birthDate>14.3.2026</birthDate>\n"
      "      |                ^^^^^^^^^\n"
      "   = hint: write it as year-month-day, such as 2026-03-14\n"
  );
}

TEST_CASE("a redacted message shows nothing of the case") {
  CHECK(
      as_text(wrong_date(), true) ==
      "cases/rivera.xml:2:16: error[E104]: expected a date, found (not shown)\n"
      "   = hint: write it as year-month-day, such as 2026-03-14\n"
  );
}

TEST_CASE("a redacted message still quotes what a template author wrote") {
  Diagnostics out;
  const Source source{"letter/en.mustache", "{{pateint}}"};
  out.error(FilledError{"E210", "no case has 'pateint'"}, source.span(2, 9));
  CHECK(
      as_text(out.all().front(), true) ==
      "letter/en.mustache:1:3: error[E210]: no case has 'pateint'\n"
      "    1 | {{pateint}}\n"
      "      |   ^^^^^^^\n"
  );
}

TEST_CASE("a message without a place is the program's") {
  Diagnostics out;
  out.warn(FilledWarning{"W701", "something is odd"}, {});
  CHECK(as_text(out.all().front(), false) == "carepacket: warning[W701]: something is odd\n");
}

TEST_CASE("the caret stands below its character after a tab") {
  const Source source{"a.xml", case_text};
  Diagnostics out;
  const auto at = case_text.find("é");
  out.error(FilledError{"E101", "odd"}, source.span(at, at + 2));
  CHECK(
      as_text(out.all().front(), false) ==
      "a.xml:3:5: error[E101]: odd\n"
      "    3 | \t<n>é</n>\n"
      "      | \t   ^\n"
  );
}

TEST_CASE("nothing in a case can move the cursor of a terminal") {
  const std::string evil = "<n>\x1b[2J\xc2\x9b\x31m\xe2\x80\xae\xff</n>";
  const Source source{"a\x1b.xml", evil};
  Diagnostics out;
  out.error(FilledError{"E103", "a control character"}, source.span(3, 4));
  CHECK(
      as_text(out.all().front(), false) ==
      "a\xEF\xBF\xBD.xml:1:4: error[E103]: a control character\n"
      "    1 | <n>\xEF\xBF\xBD[2J\xEF\xBF\xBD\x31m\xEF\xBF\xBD\xEF\xBF\xBD</n>\n"
      "      |    ^\n"
  );
}

TEST_CASE("a very long line is shown around the place that is meant") {
  const std::string line = std::string(1000, 'a') + "HERE" + std::string(1000, 'b');
  const Source source{"a.xml", line};
  Diagnostics out;
  out.error(FilledError{"E101", "odd"}, source.span(1000, 1004));
  const std::string shown_text = as_text(out.all().front(), false);
  CHECK(shown_text.find("HERE") != std::string::npos);
  CHECK(shown_text.size() < 400);
  const auto quote = shown_text.find("\n    1 | ") + 1;
  const auto caret_line = shown_text.find("\n      | ") + 1;
  const auto here = shown_text.find("HERE") - quote -
                    2;  // the ellipsis before it has three bytes for one character
  CHECK(shown_text.find("^^^^") - caret_line == here);
}

TEST_CASE("as JSON a message is one line that holds the same") {
  CHECK(
      as_json(wrong_date(), false) ==
      "{\"severity\":\"error\",\"code\":\"E104\",\"file\":\"cases/"
      "rivera.xml\",\"line\":2,\"column\":16,"
      "\"message\":\"expected a date, found '14.3.2026'\","
      "\"quote\":\"    <birthDate>14.3.2026</birthDate>\",\"caret\":15,\"width\":9,"
      "\"hints\":[\"write it as year-month-day, such as 2026-03-14\"]}\n"
  );
  CHECK(
      as_json(wrong_date(), true) ==
      "{\"severity\":\"error\",\"code\":\"E104\",\"file\":\"cases/"
      "rivera.xml\",\"line\":2,\"column\":16,"
      "\"message\":\"expected a date, found (not shown)\","
      "\"hints\":[\"write it as year-month-day, such as 2026-03-14\"]}\n"
  );
}

TEST_CASE("JSON strings are escaped, and are UTF-8 whatever comes in") {
  CHECK(json_string("a\"b\\c\n\x01\x7f é") == "\"a\\\"b\\\\c\\u000a\\u0001\\u007f é\"");
  CHECK(
      json_string("\t \u009b \u202e \u2066") == "\"\\u0009 \\u009b \\u202e \\u2066\""
  );  // what would steer a terminal
  CHECK(json_string("\xff\xc3") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
  CHECK(json_string("\xed\xa0\x80") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}
