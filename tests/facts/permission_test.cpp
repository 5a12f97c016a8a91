#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {
std::unique_ptr<Drawn> permission(
    const std::string& authorization,
    const std::string& items = "<item type='laboratory'/>",
    const std::string& more = ""
) {
  return draw_with(
      "<recordsRequest id='r' "
      "holder='okafor'><recipient><organization>X</organization></recipient>" +
      items + authorization + "</recordsRequest>" + more
  );
}
std::string problem(const Drawn& drawn, std::string_view number = "1") {
  const std::string at = "requests." + std::string{number} + ".problem";
  if (drawn[at] == "-") return "-";
  return drawn[at + ".code"] + " " + drawn[at + ".text"] + " / " + drawn[at + ".hint"];
}
}  // namespace

TEST_CASE("a permission that has ended cannot be made") {
  CHECK(
      problem(*permission("<authorization><expires date='2026-11-19'/></authorization>")) ==
      "E501 this permission ends on November 19, 2026, before the date of the papers, November "
      "20, 2026 / "
      "give an end that is still to come, one year away at most"
  );
  CHECK(problem(*permission("<authorization><expires date='2026-11-20'/></authorization>")) == "-");
  CHECK(
      problem(*permission("<authorization><expires date='2026-10'/></authorization>"))
          .substr(0, 4) == "E501"
  );
  CHECK(problem(*permission("<authorization><expires date='2026'/></authorization>")) == "-");
}

TEST_CASE("a problem stands where the case says it") {
  const auto drawn = permission("\n<authorization>\n<expires date='2026-11-19'/></authorization>");
  const Span at = drawn->at("requests.1.problem").span;
  CHECK(at.text() == "2026-11-19");
}

TEST_CASE("a permission without an end cannot be made, but for substance use records to who treats"
) {
  CHECK(
      problem(*permission("<authorization><expires event='None'/></authorization>")) ==
      "E502 a permission to share records must end some day, and this one says 'None' / "
      "give a date, or something that will happen, such as when my treatment there ends"
  );
  for (const char* never : {"never", "No end date", "INDEFINITE", "until revoked", "nunca"}) {
    CHECK(
        problem(*permission(
                    "<authorization><expires event='" + std::string{never} + "'/></authorization>"
                ))
            .substr(0, 4) == "E502"
    );
  }
  CHECK(
      problem(*permission(
          "<authorization><expires event='when my treatment at Lakeside ends'/></authorization>"
      )) == "-"
  );
  const std::string endless =
      "<item type='substance-use-program'/><authorization><expires "
      "event='none'/></authorization></recordsRequest>";
  const auto to = [&](const std::string& recipient) {
    return problem(*draw_with("<recordsRequest holder='okafor'>" + recipient + endless));
  };
  CHECK(to("<recipient provider='lindqvist'/>") == "-");
  CHECK(to("<recipient><organization>X</organization></recipient>").substr(0, 4) == "E502");
}

TEST_CASE("a permission that is taken back later is still good") {
  CHECK(
      problem(*permission(
          "<authorization revokedOn='2026-12-01'><expires date='2027-01-01'/></authorization>"
      )) == "-"
  );
}

TEST_CASE("a request must name its records") {
  CHECK(
      problem(*permission("", "")) ==
      "E504 this request does not say which records it is about / add an item for each kind of "
      "record, or say scope=\"entire-record\""
  );
  const auto entire = draw_with(
      "<recordsRequest holder='okafor' scope='entire-record'><recipient "
      "provider='lindqvist'/></recordsRequest>"
  );
  CHECK(problem(*entire) == "-");
  CHECK((*entire)["requests.1.entire"] == "yes");
}

TEST_CASE("a representative signs within their days only") {
  const auto with_agent = [](const std::string& days) {
    return permission(
        "<authorization><expires date='2027-01-01'/></authorization>",
        "<item type='laboratory'/>",
        "<representative authority='guardian' signs='yes' " + days +
            "><name><text>Rosa Castillo</text></name></representative>"
    );
  };
  CHECK(
      problem(*with_agent("to='2026-11-01'")) ==
      "E505 Rosa Castillo is to sign, but their right to sign ended on November 1, 2026 / name "
      "somebody who may sign now, or mend the dates of their authority"
  );
  CHECK(
      problem(*with_agent("from='2027-01-01'")) ==
      "E505 Rosa Castillo is to sign, but their right to sign begins on January 1, 2027 / name "
      "somebody who may sign now, or mend the dates of their authority"
  );
  CHECK(problem(*with_agent("from='2024' to='2027'")) == "-");
  CHECK((*with_agent(""))["requests.1.representativeSigns"] == "yes");
}

TEST_CASE("psychotherapy notes share a form with nothing, even if the case asks for it") {
  const auto drawn = draw_with(
      "<recordsRequest holder='okafor' paper='psychotherapy'><recipient "
      "provider='lindqvist'/><item type='psychotherapy-notes'/><item "
      "type='laboratory'/></recordsRequest>"
  );
  CHECK(
      problem(*drawn).substr(0, 59) == "E506 psychotherapy notes cannot share a form with other rec"
  );
}

TEST_CASE("what is wrong with a permission does not stop a letter that needs none") {
  const auto drawn = draw_with(
      "<recordsRequest holder='okafor'><recipient party='patient'/><item "
      "type='laboratory'/><authorization><expires "
      "date='2020-01-01'/></authorization></recordsRequest>"
  );
  CHECK(problem(*drawn) == "-");
}

TEST_CASE("the end of a permission is told in all its forms") {
  const auto date = permission("<authorization><expires date='2028-01-01'/></authorization>");
  CHECK((*date)["requests.1.expires"] == "yes");
  CHECK((*date)["requests.1.expiresOn"] == "2028-01-01");
  CHECK((*date)["requests.1.expiresLate"] == "yes");
  const auto event = permission("<authorization><expires event='when it ends'/></authorization>");
  CHECK((*event)["requests.1.expiresWhen"] == "when it ends");
  CHECK((*event)["requests.1.expiresLate"] == "no");
  CHECK((*permission(""))["requests.1.expires"] == "no");
}

TEST_CASE("a state that is not known here gets the strictest common rules, and that is told") {
  const auto drawn = permission("<authorization><expires event='when it ends'/></authorization>");
  CHECK((*drawn)["requests.1.rule.known"] == "no");
  CHECK((*drawn)["requests.1.rule.leastPoints"] == "-");
  CHECK((*drawn)["requests.1.rule.oneYear"] == "yes");
  CHECK((*drawn)["requests.1.rule.calendarDate"] == "yes");
  CHECK((*drawn)["requests.1.rule.state"] == "-");
  REQUIRE(drawn->out.all().size() == 2);
  CHECK(drawn->out.all()[0].code == "W504");
  CHECK(
      drawn->out.all()[0].message ==
      "the office's state may ask for an end by the calendar, and this permission ends with an "
      "event"
  );
  CHECK(
      drawn->out.all()[0].hints ==
      std::vector<std::string>{"give the end as date=\"year-month-day\""}
  );
  CHECK(drawn->out.all()[1].code == "W510");
  CHECK(drawn->out.all()[1].message == "the rules of the office's state are not checked");
  // The line is long: what is shown of it begins with an ellipsis.
  const Diagnostic& told = drawn->out.all()[1];
  const auto caret = static_cast<std::size_t>(told.caret) + std::string_view{"…"}.size() - 1;
  CHECK(told.quote.substr(caret, 2) == "WY");
}

TEST_CASE("a known state brings its own rules") {
  const auto drawn = draw_later(
      "<provider id='h' "
      "role='hospital'><organization>H</organization><address><state>CA</state></address></"
      "provider>"
      "<recordsRequest holder='h'><recipient><organization>X</organization></recipient><item "
      "type='laboratory'/><authorization><expires "
      "date='2028-01-01'/></authorization></recordsRequest>"
  );
  CHECK((*drawn)["requests.1.rule.state"] == "California");
  CHECK((*drawn)["requests.1.rule.leastPoints"] == "14");
  CHECK((*drawn)["requests.1.rule.source"] == "Cal. Civ. Code 56.10, 56.11");
  CHECK((*drawn)["requests.1.rule.checked"] == "2026-11-22");
  CHECK((*drawn)["requests.1.rule.statements"] == "[2]");
  CHECK(
      drawn->said().find("warning[W503]: this permission lasts longer than California lets it\n") !=
      std::string::npos
  );
  CHECK(
      drawn->said().find("   = hint: end it 12 months after it is made, at the latest (Cal. Civ. "
                         "Code 56.10, 56.11)\n") != std::string::npos
  );
}

TEST_CASE("a power of attorney must be about health care") {
  const auto with_text = [](const std::string& text) {
    return permission(
               "<authorization><expires date='2027-01-01'/></authorization>",
               "<item type='laboratory'/>",
               "<representative authority='other' "
               "signs='yes'><name><text>Rosa</text></name><authorityText>" +
                   text + "</authorityText></representative>"
    )
        ->said();
  };
  CHECK(
      with_text("Durable Power of Attorney")
          .find("warning[W509]: this power of attorney does not say that it is about health care\n"
          ) != std::string::npos
  );
  CHECK(with_text("Durable power of attorney for Health Care").find("W509") == std::string::npos);
}

TEST_CASE("a permission for the whole record does not hold for mental health records in Illinois") {
  const auto said = [](const std::string& scope, const std::string& state) {
    return draw_with(
               "<provider id='h' role='hospital'><organization>H</organization><address><state>" +
               state + "</state></address></provider><recordsRequest holder='h'" + scope +
               "><recipient><organization>X</organization></recipient><item type='laboratory'/>"
               "<sensitive category='mental-health' include='yes'/><authorization><expires "
               "date='2027-05-20'/></authorization></recordsRequest>"
    )
        ->said();
  };
  CHECK(
      said(" scope='entire-record'", "IL")
          .find("warning[W518]: in Illinois a permission for the whole record does not hold for "
                "records of the kind 'mental-health'\n") != std::string::npos
  );
  CHECK(said("", "IL") == "");
  CHECK(said(" scope='entire-record'", "NY") == "");
}
