#include "engine/base/diagnostics.hpp"

#include "engine/base/result.hpp"

#include <catch2/catch.hpp>

using namespace engine;

TEST_CASE("a message is complete when the source is gone") {
  Diagnostics out;
  {
    const Source source{
        "rivera.xml", "<case>\n  <asOf>soon</asOf>\n</case>", Source::Holds::patient_data};
    out.error(
        FilledError{"E104", "expected a date, found " + quoted_value("soon")},
        source.span(15, 19),
        {"write it as year-month-day"}
    );
  }
  REQUIRE(out.all().size() == 1);
  const Diagnostic& told = out.all().front();
  CHECK(told.code == "E104");
  CHECK(told.file == "rivera.xml");
  CHECK(told.line == 2);
  CHECK(told.column == 9);
  CHECK(told.quote == "  <asOf>soon</asOf>");
  CHECK(told.caret_width == 4);
  CHECK(told.patient_data);
  CHECK(shown(told.message, false) == "expected a date, found 'soon'");
}

TEST_CASE("a redacted message leaves the value out and keeps the rest") {
  const std::string message = "two providers, " + quoted_value("okafor") + " and " +
                              quoted_value("lindqvist") + ", are current";
  CHECK(shown(message, false) == "two providers, 'okafor' and 'lindqvist', are current");
  CHECK(shown(message, true) == "two providers, (not shown) and (not shown), are current");
}

TEST_CASE("a long value is cut between characters") {
  const std::string value = std::string(59, 'a') + "ë and much more";
  CHECK(shown(engine::quoted_value(value), false) == "'" + std::string(59, 'a') + "…'");
}

TEST_CASE("what is underlined ends with its line") {
  Diagnostics out;
  const Source source{"a.xml", "<p>one\ntwo</p>"};
  out.warn(FilledWarning{"W101", "too long"}, source.span(3, 10));
  CHECK(out.all().front().caret_width == 3);
  out.warn(FilledWarning{"W101", "nothing more"}, source.span(14, 14));
  CHECK(out.all().back().caret_width == 1);
}

TEST_CASE("a message about a long line shows the part around the place, and keeps no more") {
  Diagnostics out;
  const std::string lead(1'000'000, 'x');
  const Source source{"a.xml", lead + "HERE" + lead};
  out.error(FilledError{"E101", "odd"}, source.span(lead.size(), lead.size() + 4));
  const Diagnostic& told = out.all().front();
  CHECK(told.column == 1'000'001);
  CHECK(told.quote == "…" + std::string(59, 'x') + "HERE" + std::string(95, 'x') + "…");
  CHECK(told.caret == 60);
  CHECK(told.caret_width == 4);
  out.error(FilledError{"E101", "wide"}, source.span(0, 1'000'000));
  CHECK(out.all().back().quote == std::string(159, 'x') + "…");
  CHECK(out.all().back().caret_width == 160);
}

TEST_CASE("warnings are told and are no errors") {
  Diagnostics out;
  out.warn(FilledWarning{"W101", "a warning"}, {});
  CHECK(out.errors() == 0);
  out.error(FilledError{"E101", "an error"}, {});
  CHECK(out.errors() == 1);
  Diagnostics more;
  more.error(FilledError{"E102", "another"}, {});
  out.take(std::move(more));
  CHECK(out.errors() == 2);
  CHECK(out.all().back().code == "E102");
}

TEST_CASE("the same fault of the same place is told once") {
  Diagnostics out;
  const Source source{"a.xml", "<p/><p/>"};
  out.error(FilledError{"E301", "odd"}, source.span(1, 2));
  out.error(FilledError{"E301", "odd"}, source.span(1, 2));
  CHECK(out.all().size() == 1);
  out.error(FilledError{"E301", "odd"}, source.span(1, 2), {"what else can be done"});
  CHECK(out.all().size() == 1);
  CHECK(out.all()[0].hints.empty());
  out.error(FilledError{"E301", "odd"}, source.span(5, 6));
  CHECK(out.all().size() == 2);
}

TEST_CASE("a value of a case without quotation marks is left out all the same") {
  CHECK(shown("write it as " + marked("Okafor"), false) == "write it as Okafor");
  CHECK(shown("write it as " + marked("Okafor"), true) == "write it as (not shown)");
}

TEST_CASE("a result is a value or the proof that the user was told") {
  Diagnostics out;
  const Result<int> good = 7;
  REQUIRE(good);
  CHECK(*good == 7);
  const Result<int> bad = out.error(FilledError{"E101", "not a number"}, {});
  CHECK_FALSE(bad);
  CHECK(out.errors() == 1);
}
