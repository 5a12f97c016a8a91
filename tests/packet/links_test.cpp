#include "tests/packet/at_work.hpp"

using namespace engine;
using Catch::Contains;

namespace {

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("numbers and addresses of the case can be called and written to, but in forms and heads"
) {
  AtWork at;
  at.kind(
      "page",
      "reader='patient'",
      "",
      "<p>Call {{doctor.phone}}, fax {{doctor.fax}}, or write to {{doctor.email}}.</p>"
      "<p>937-555-0120</p><h2>{{doctor.phone}}</h2>"
      "<form><cell label='Phone'>{{doctor.phone}}</cell></form>"
      "<table><tr><th>{{doctor.phone}}</th></tr></table>"
  );
  at.set("", "<kind name='page'/>");
  const std::string case_rows =
      "<patient><name><text>Dana Reed</text></name></patient><condition><text>Migraine</text>"
      "</condition><provider role='current'><name><text>Amara Okafor</text></name>"
      "<telecom>(937) 555-0120</telecom><telecom system='fax'>(937) 555-0121</telecom>"
      "<telecom>desk@example.org</telecom></provider>";
  at.make(case_rows);
  CHECK(count(at.dumps.blocks, "a(tel:+19375550120)") == 2);  // the sentence and the table
  CHECK(count(at.dumps.blocks, "a(mailto:desk@example.org)") == 1);
  CHECK(count(at.dumps.blocks, "a(") == 3);
  CHECK_THAT(at.dumps.tags, Contains("Link"));
  at.make(case_rows, {.format = Format::html});
  const std::string& screen = at.made.files[0].bytes;
  CHECK(count(screen, "<a href=\"tel:+19375550120\">(937) 555-0120</a>") == 2);
  CHECK(count(screen, "<a href=\"mailto:desk@example.org\">") == 1);
  at.make(case_rows, {.format = Format::text});
  CHECK_THAT(at.made.files[0].bytes, Contains("Call (937) 555-0120, fax") && !Contains("tel:"));
}
