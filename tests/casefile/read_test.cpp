#include "tests/casefile/vocabulary_of_the_house.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace engine;
using namespace engine::casefile;
namespace fs = std::filesystem;

namespace {
const std::string patient =
    "<patient><name><given>Ana</given><family>Silva</family></name><birthDate>1970-06-01</"
    "birthDate></patient>\n";
const std::string provider =
    "<provider id='okafor' role='current'><name><text>Dr. Okafor</text></name></provider>\n";
const std::string condition = "<condition><text>Migraine</text></condition>\n";

std::string case_with(
    const std::string& more, const std::string& who = patient, const std::string& what = condition
) {
  return "<case id='t' version='1'><asOf>2026-11-20</asOf>\n" + who + provider + what + more +
         "</case>";
}
/// The first line of every message, without its place.
std::string messages(const ReadCase& read) {
  std::string text;
  for (const auto& told : read.out.all())
    text += told.code + " " + shown(told.message, false) + "\n";
  return text;
}
std::string said(const std::string& text) {
  return messages(read_text(text));
}
}  // namespace

TEST_CASE("every field of the format is read without a message") {
  const auto read = read_sample("samples/every-field.xml");
  CHECK(support::printed(read.out) == "");
  REQUIRE(read.known);
  const Entry& root = read.known->root();
  CHECK(read.known->id() == "every-field");
  CHECK(read.known->as_of() == Date{2026, 11, 20});
  CHECK(read.known->language() == "en");
  CHECK(root.all("provider").size() == 2);
  CHECK(root.find("opinion")->target("provider") == root.find("provider"));
  CHECK(root.find("decision")->target("deadlineSource")->text("id") == "okafor");
  CHECK(root.find("value")->find("fits")->target("opinion")->text("id") == "lindqvist");
  CHECK(root.find("value")->text("fits") == "more");
  CHECK(root.find("condition")->date("onset")->iso() == "2025-11");
  CHECK(root.find("provider")->text("network") == "yes");
  const Entry* confirmed = root.find("appointment")->find("recordsConfirmedOn");
  REQUIRE(confirmed);
  CHECK(std::holds_alternative<std::monostate>(confirmed->value));
  CHECK(root.find("plan")->find("deadline")->target("source")->text("id") == "okafor");
}

TEST_CASE(
    "the vocabulary has nothing that the sample of every field leaves out but its alternatives"
) {
  const auto read = read_sample("samples/every-field.xml");
  REQUIRE(read.known);
  std::string missing;
  const auto walk = [&](const auto& self,
                        const vocabulary::Term& term,
                        const std::vector<const Entry*>& given,
                        const std::string& path) -> void {
    for (const auto& child : term.children) {
      std::vector<const Entry*> below;
      for (const Entry* e : given) {
        for (const Entry* found : e->all(child.name)) below.push_back(found);
      }
      const bool composite = term.type == vocabulary::Type::name ||
                             term.type == vocabulary::Type::address ||
                             term.type == vocabulary::Type::telecom;
      if (below.empty() && !composite) missing += path + "/" + child.name + "\n";
      if (!below.empty()) self(self, child, below, path + "/" + child.name);
    }
  };
  walk(walk, house().vocabulary.root, {&read.known->root()}, "case");
  CHECK(
      missing ==
      "case/representative/to\n"
      "case/representative/address\n"
      "case/advocate/logo\n"
      "case/recordsRequest/paper\n"
      "case/recordsRequest/recipient/party\n"
      "case/recordsRequest/recipient/name\n"
      "case/recordsRequest/recipient/organization\n"
      "case/recordsRequest/recipient/department\n"
      "case/recordsRequest/recipient/address\n"
      "case/recordsRequest/recipient/telecom\n"
      "case/recordsRequest/authorization/revokedOn\n"
      "case/recordsRequest/authorization/expires/event\n"
      "case/attachment\n"
      "case/decision/chosen\n"
      "case/clinic/logo\n"
  );
}

TEST_CASE("a case is shown a line an entry") {
  const auto read = read_text(
      "<case id='t' version='1'><asOf>2026-11-20</asOf>" + patient + provider + condition +
      "<appointment provider='okafor' at='2026-12-03T09:05'/><opinion provider='okafor'><quote>One "
      "\"line\"\n  and another</quote></opinion></case>"
  );
  REQUIRE(read.known);
  CHECK(
      dump(*read.known) ==
      "case\n"
      "  @id \"t\"\n"
      "  @version 1\n"
      "  asOf 2026-11-20\n"
      "  patient\n"
      "    name\n"
      "      given \"Ana\"\n"
      "      family \"Silva\"\n"
      "    birthDate 1970-06-01\n"
      "  provider\n"
      "    @id \"okafor\"\n"
      "    @role current\n"
      "    name\n"
      "      text \"Dr. Okafor\"\n"
      "  condition\n"
      "    text \"Migraine\"\n"
      "  appointment\n"
      "    @provider -> okafor\n"
      "    @at 2026-12-03T09:05\n"
      "  opinion\n"
      "    @provider -> okafor\n"
      "    quote \"One \\\"line\\\"\\nand another\"\n"
  );
}

TEST_CASE("text is trimmed and folded; a quote and a notice keep their lines") {
  const auto read = read_text(case_with(
      "<label>  a\n   b <!-- c --> d  </label>"
      "<opinion provider='okafor'><quote>\n    We wait.\n\n      Then we look.\n  "
      "</quote></opinion>"
      "<clinic><name>C</name><notice>First.\n      Second.\n      Third.</notice></clinic>"
  ));
  REQUIRE(read.known);
  CHECK(read.known->root().text("label") == "a b d");
  CHECK(read.known->root().find("opinion")->text("quote") == "We wait.\n\n  Then we look.");
  CHECK(read.known->root().find("clinic")->text("notice") == "First.\nSecond.\nThird.");
}

TEST_CASE("entities and CDATA are text of a case") {
  const auto read = read_text(case_with("<label>Crohn&apos;s &amp; <![CDATA[{{x}} <b>]]></label>"));
  REQUIRE(read.known);
  CHECK(read.known->root().text("label") == "Crohn's & {{x}} <b>");
}

TEST_CASE("a Latin-1 case keeps its accents") {
  const auto read = read_text(
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" +
      case_with(
          "",
          "<patient><name><given>Ren\xE9"
          "e</given><family>Mu\xF1oz</family></name></patient>"
      )
  );
  REQUIRE(read.known);
  CHECK(read.known->root().find("patient")->find("name")->text("family") == "Muñoz");
}

TEST_CASE("the day of the case can be given from outside") {
  auto options = house().options();
  options.as_of = Date{2027, 1, 2};
  const auto read = read_text(case_with(""), "case.xml", options);
  REQUIRE(read.known);
  CHECK(read.known->as_of() == Date{2027, 1, 2});
}

TEST_CASE("spans stand on the words of a value") {
  const auto read = read_text(case_with("<label>\n  safe words </label><recordsRequest id='r'/>"));
  REQUIRE(read.known);
  CHECK(read.known->root().find("label")->span.text() == "safe words");
  CHECK(read.known->root().find("recordsRequest")->span.text() == "recordsRequest");
  CHECK(read.known->root().find("recordsRequest")->find("id")->span.text() == "r");
}

TEST_CASE("a date of another form is told with what it can only have meant") {
  const auto hint = [](const std::string& date) {
    const auto read = read_text(case_with(
        "", "<patient><name><text>A</text></name><birthDate>" + date + "</birthDate></patient>"
    ));
    REQUIRE(read.out.all().size() == 1);
    CHECK(read.out.all()[0].code == "E104");
    CHECK(shown(read.out.all()[0].message, false) == "expected a date, found '" + date + "'");
    CHECK(shown(read.out.all()[0].message, true) == "expected a date, found (not shown)");
    return shown(read.out.all()[0].hints.at(0), false);
  };
  const std::string write = "write it as year-month-day, such as ";
  CHECK(hint("14.3.2026") == write + "2026-03-14");
  CHECK(hint("03/17/1984") == write + "1984-03-17");
  CHECK(hint("17/03/1984") == write + "1984-03-17");
  CHECK(hint("5/5/1984") == write + "1984-05-05");
  CHECK(
      hint("3/4/1984") == "write it as year-month-day: 1984-03-04 or 1984-04-03, whichever is meant"
  );
  CHECK(hint("March 17, 1984") == write + "1984-03-17");
  CHECK(hint("17 Mar 1984") == write + "1984-03-17");
  CHECK(hint("1984/3/7") == write + "1984-03-07");
  CHECK(hint("19840317") == write + "1984-03-17");
  CHECK(hint("last spring") == write + "2026-03-14");
  CHECK(
      hint("3/17/84") ==
      "write it as year-month-day, with all four digits of the year, such as 2026-03-14"
  );
  CHECK(hint("2026-02-29") == "February 2026 has 28 days");
  CHECK(hint("2026-04-31") == "April has 30 days");
  CHECK(hint("2026-13-01") == write + "2026-03-14");
  CHECK(hint("99999999999999999999") == write + "2026-03-14");
}

TEST_CASE("none, not asked and absent stay three things") {
  const auto read =
      read_text(case_with("<allergies status='none'/><medications status='not-asked'/>"));
  REQUIRE(read.known);
  CHECK(read.known->root().find("allergies")->is("status", "none"));
  CHECK(read.known->root().find("medications")->is("status", "not-asked"));
  CHECK(read.known->root().find("coverage") == nullptr);
}

TEST_CASE("a person may have one name only") {
  CHECK(said(case_with("", "<patient><name><given>Suharto</given></name></patient>")) == "");
  CHECK(
      said(case_with("", "<patient><name><prefix>Dr.</prefix></name></patient>")) ==
      "E136 this name has no words\n"
  );
}

TEST_CASE("a reference finds what stands further down") {
  const auto read = read_text(
      "<case id='t' version='1'><opinion provider='okafor'/><asOf>2026-11-20</asOf>" + patient +
      condition + provider + "</case>"
  );
  REQUIRE(read.known);
  CHECK(
      read.known->root().find("opinion")->target("provider") == read.known->root().find("provider")
  );
}

TEST_CASE("a first day after the last is an error only beyond doubt") {
  const auto item = [](const std::string& from, const std::string& to) {
    return said(case_with(
        "<recordsRequest holder='okafor'><item from='" + from + "' to='" + to +
        "'/></recordsRequest>"
    ));
  };
  CHECK(item("2026-05", "2026-05-02") == "");
  CHECK(item("2026", "2026-01-01") == "");
  CHECK(item("2026-05-02", "2026-05-02") == "");
  CHECK(item("2026-05-03", "2026-05-02") == "E137 from is after to in <item>\n");
  CHECK(
      said(case_with(
          "<medications><medication><name>Aspirin</name><start>2026-05</start><end>2026-04</end></"
          "medication></medications>"
      )) == "E137 start is after end in <medication>\n"
  );
}

TEST_CASE("a minor with nobody to sign is warned of") {
  const std::string child =
      "<patient><name><text>A</text></name><birthDate>2009-01-15</birthDate></patient>";
  const std::string parent =
      "<representative relationship='mother' authority='parent' "
      "signs='yes'><name><text>B</text></name></representative>";
  CHECK(
      said(case_with("", child)) ==
      "W120 the patient is under 18, and nobody is named who may sign\n"
  );
  CHECK(said(case_with(parent, child)) == "");
  const auto request = [](const std::string& end) {
    return "<recordsRequest holder='okafor'><authorization><expires date='" + end +
           "'/></authorization></recordsRequest>";
  };
  CHECK(said(case_with(parent + request("2027-01-14"), child)) == "");
  CHECK(
      said(case_with(parent + request("2027-01-15"), child)) ==
      "W121 the patient turns 18 before this permission ends\n"
  );
}

TEST_CASE("questions of one priority and the same question twice are warned of") {
  CHECK(
      said(case_with("<question priority='1'>A?</question><question priority='1'>B?</question>")) ==
      "W122 two questions have priority 1\n"
  );
  CHECK(
      said(case_with("<question>Can I  wait?</question><question>can I wait?</question>")) ==
      "W123 this question is asked twice\n"
  );
  CHECK(
      said(case_with("<question ref='agree-diagnosis'/><question ref='agree-diagnosis'/>")) ==
      "W123 this question is asked twice\n"
  );
  CHECK(said(case_with("<question category='other'/><question category='other'/>")) == "");
}

TEST_CASE("sensitive records that are the case's own condition are not left out silently") {
  const auto request = [](const std::string& inside) {
    return "<recordsRequest id='r' holder='okafor'>" + inside + "</recordsRequest>";
  };
  const std::string left_out =
      "W124 records of the kind 'mental-health' are left out, and the condition is of that kind\n";
  const std::string depression = "<condition><text>Major Depression, recurrent</text></condition>";
  CHECK(
      said(case_with(
          request("<sensitive category='mental-health' include='no'/>"), patient, depression
      )) == left_out
  );
  CHECK(
      said(case_with(request("<sensitive category='mental-health'/>"), patient, depression)) ==
      left_out
  );
  CHECK(said(case_with(request("<authorization/>"), patient, depression)) == left_out);
  CHECK(
      said(case_with(
          request("<authorization/><sensitive category='mental-health' include='yes'/>"),
          patient,
          depression
      )) == ""
  );
  CHECK(said(case_with(request(""), patient, depression)) == "");
  CHECK(
      said(case_with(
          request("<authorization/>"),
          patient,
          "<condition status='ruled-out'><text>Depression</text></condition>"
      )) == ""
  );
  CHECK(
      said(case_with(
          request("<authorization/>"),
          patient,
          "<condition><text>Low mood</text><code>F33.1</code></condition>"
      )) == left_out
  );
  CHECK(
      said(case_with(
          request("<authorization/>"),
          patient,
          "<condition><text>Depressions of the skull</text></condition>"
      )) == ""
  );
}

TEST_CASE("a permission that ends at once or goes on for long is warned of") {
  const auto ends = [](const std::string& day) {
    return said(case_with(
        "<recordsRequest holder='okafor'><authorization><expires date='" + day +
        "'/></authorization></recordsRequest>"
    ));
  };
  CHECK(ends("2026-11-20") == "W125 this permission ends on the day it is written\n");
  CHECK(ends("2027-11-20") == "");
  CHECK(ends("2027-11-21") == "W126 this permission is good for more than a year\n");
  CHECK(ends("2025-01-01") == "");  // expired: the authorization alone is refused, with its facts
}

TEST_CASE("what belongs to one document is no mistake of the case") {
  CHECK(
      said(case_with(
          "<recordsRequest holder='okafor'><authorization revokedOn='2026-01-01'><expires "
          "event='none'/></authorization></recordsRequest>"
      )) == ""
  );
}

TEST_CASE("a file full of mistakes is not told to its end") {
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "<nonsense/>";
  const auto read = read_text(case_with(many));
  CHECK_FALSE(read.known);
  CHECK(read.out.errors() == most_errors + 1);
  CHECK(read.out.all().back().code == "E147");
}

TEST_CASE("a warning does not stop a case") {
  const auto read =
      read_text(case_with("<question priority='1'>A?</question><question priority='1'>B?</question>"
      ));
  CHECK(read.known);
  CHECK(read.out.errors() == 0);
}

TEST_CASE("every sample is a good case") {
  for (const auto& file : fs::directory_iterator{CAREPACKET_SOURCE_DIR "/samples"}) {
    if (file.path().extension() != ".xml") continue;
    auto options = house().options();
    options.questions = nullptr;
    const auto read =
        read_text(tests::read(file.path().string()), file.path().filename().string(), options);
    INFO(support::printed(read.out));
    CHECK(read.known);
  }
}

TEST_CASE("a list that says it is empty, and is not, is told") {
  CHECK(
      said(case_with(
          "<allergies "
          "status='none'><allergy><substance>Penicillin</substance></allergy></allergies>"
      )) == "W127 the status of <allergies> is 'none', and something is listed\n"
  );
  CHECK(said(case_with("<allergies status='none'/>")) == "");
  CHECK(
      said(case_with("<allergies status='none' scope='food'><allergy><substance>Codeine</substance>"
                     "</allergy></allergies>")) == ""
  );
  CHECK(
      said(case_with(
          "<medications status='not-asked'><medication><name>Zinc</name></medication></medications>"
      )) == "W127 the status of <medications> is 'not-asked', and something is listed\n"
  );
}

TEST_CASE("consent alone is told of where nobody is a minor") {
  const auto told = [](const std::string& patient, const std::string& born) {
    return said(
        case_with("", "<patient " + patient + "><name><text>A</text></name>" + born + "</patient>")
    );
  };
  const std::string said_so =
      "W128 consentsAlone is for a minor, and this patient is not known to be one\n";
  CHECK(told("consentsAlone='yes'", "<birthDate>1984-03-17</birthDate>") == said_so);
  CHECK(told("consentsAlone='yes'", "") == said_so);
  CHECK(told("consentsAlone='yes'", "<birthDate>2011-03-17</birthDate>") == "");
  CHECK(told("consentsAlone='yes' deceased='yes'", "<birthDate>2011-03-17</birthDate>") == said_so);
  CHECK(told("consentsAlone='no'", "<birthDate>1984-03-17</birthDate>") == "");
}

TEST_CASE("how well an opinion fits is said once, of an opinion") {
  const std::string opinion = "<opinion provider='okafor'/>";
  CHECK(
      said(case_with(opinion + "<value><text>Sleep</text><fits>more</fits></value>")) ==
      "W129 this does not say which opinion it is about\n"
  );
  CHECK(
      said(case_with(
          opinion + "<value><text>Sleep</text><fits opinion='okafor'>more</fits><fits "
                    "opinion='okafor'>less</fits></value>"
      )) == "W129 a second answer about one opinion, which is not printed\n"
  );
}

TEST_CASE("a person has a name of today") {
  CHECK(
      said(case_with("", "<patient><name use='old'><text>Ana Paz</text></name></patient>")) ==
      "E145 every name in <patient> is an earlier one\n"
  );
}
