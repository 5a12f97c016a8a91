#include "tests/pdf/sheet.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

using namespace tests;

TEST_CASE("a name and a description in any script are text strings") {
  Sheet sheet;
  sheet.text(sheet.tag(page::Role::paragraph), {72_pt, 100_pt}, "A page");
  pdf::Writer writer{book()};
  Diagnostics out;
  const auto bytes = writer.write(
      sheet.pages,
      {.created = {2026, 11, 20},
       .archive = pdf::Archive::a3a,
       .attachment = pdf::Attachment{"caso (1).xml", "El caso de José", "<case/>"}},
      out
  );
  REQUIRE(bytes);
  const Ran said = run_on(*bytes, "qpdf --list-attachments --verbose {}");
  CHECK(said.complaint() == "");
  CHECK(said.out.rfind("caso (1).xml -> ", 0) == 0);
  CHECK(said.out.find("description: El caso de José\n") != std::string::npos);
  CHECK(said.out.find("mime type: text/xml\n") != std::string::npos);
}
