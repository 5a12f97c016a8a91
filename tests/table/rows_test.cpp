// Rows as cases: values by rule, what rows share, and messages at the cells.

#include "engine/casefile/casefile.hpp"
#include "tests/table/tabled.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::table;

namespace {

const std::string dates =
    "<columns><column heading=\"Born\" path=\"patient/birthDate\" date=\"month/day/year\"/>"
    "<column heading=\"Visit\" path=\"appointment/@at\" date=\"day.month.year\"/></columns>";

/// The birth date that a cell becomes by the rule month/day/year.
std::string born(const std::string& cell) {
  const auto one = read("@id,Born,Visit\na,\"" + cell + "\",\n", {.mapping = dates}).one();
  const auto begin = one.find("<birthDate>");
  if (begin == std::string::npos) return one;
  return one.substr(begin + 11, one.find('<', begin + 11) - begin - 11);
}
std::string visit(const std::string& cell) {
  const auto one = read("@id,Born,Visit\na,,\"" + cell + "\"\n", {.mapping = dates}).one();
  const auto begin = one.find(" at=\"");
  return begin == std::string::npos ? one
                                    : one.substr(begin + 5, one.find('"', begin + 5) - begin - 5);
}

std::string first_line(const std::string& told) {
  return told.substr(0, told.find('\n'));
}

/// A case of a row is read, and what is said of it told at its cells.
std::string read_case(const Row& row) {
  Diagnostics out, told;
  const auto known = casefile::read(*row.as_case, {.vocabulary = &of_the_house()}, out);
  std::string all;
  for (const Diagnostic& one : out.all()) {
    const Diagnostic at_cell = told_at_cell(one, row);
    all += at_cell.file + ":" + std::to_string(at_cell.line) + ":" +
           std::to_string(at_cell.column) + "+" + std::to_string(at_cell.caret_width) + ": " +
           at_cell.code + " " + shown(at_cell.message, false) + "\n";
    for (const auto& hint : at_cell.hints) all += "  " + shown(hint, false) + "\n";
  }
  return all;
}

const std::string shared =
    "<case version=\"1\" language=\"en\">\n"
    "  <asOf>2026-11-20</asOf>\n"
    "  <patient>\n"
    "    <telecom system=\"phone\" use=\"mobile\"/>\n"
    "    <communication spoken=\"en\"/>\n"
    "  </patient>\n"
    "  <provider id=\"lowe\" role=\"current\"><name><family>Lowe</family></name></provider>\n"
    "  <condition><text>back pain &amp; more</text></condition>\n"
    "  <question>Can I wait?</question>\n"
    "  <question>Is it safe?</question>\n"
    "</case>\n";

}  // namespace

TEST_CASE("leading zeros stay, and so does whatever looks like a formula or a mark") {
  const auto one = read(
                       "@id,patient/identifier,label,patient/pronouns\n"
                       "0017,00417733,=1+1,\"+<b>&amp;\"\n"
  )
                       .one();
  CHECK(
      one ==
      "<case id=\"0017\" version=\"1\">\n"
      "  <label>=1+1</label>\n"
      "  <patient>\n"
      "    <pronouns>+&lt;b&gt;&amp;amp;</pronouns>\n"
      "    <identifier>00417733</identifier>\n"
      "  </patient>\n"
      "</case>\n"
  );
}

TEST_CASE("an empty cell is no field") {
  CHECK(
      read("@id,label,patient/name/given,patient/name/@use\na,,,\n").one() ==
      "<case id=\"a\" version=\"1\"/>\n"
  );
}

TEST_CASE("a date is year-month-day, as exact as it is known") {
  for (const auto* date : {"1970-05-01", "1970-05", "1970"}) CHECK(born(date) == date);
}

TEST_CASE("a date is read by the rule of the mapping") {
  CHECK(born("5/1/1970") == "1970-05-01");
  CHECK(born("05/31/1970") == "1970-05-31");
  CHECK(visit("3.12.2026 10:30") == "2026-12-03T10:30");
  CHECK(visit("03.12.2026 9:05") == "2026-12-03T09:05");
  CHECK(visit("3.12.2026 12:05 AM") == "2026-12-03T00:05");
  CHECK(visit("3.12.2026 12:05 PM") == "2026-12-03T12:05");
  CHECK(visit("3.12.2026 9:05:00 pm") == "2026-12-03T21:05");
  CHECK(visit("2026-12-03T10:30") == "2026-12-03T10:30");
}

TEST_CASE("what is no time of day goes on to the reader of cases as it is") {
  CHECK(visit("3.12.2026 noon") == "2026-12-03 noon");
  CHECK(visit("3.12.2026 10:30:15") == "2026-12-03 10:30:15");
  CHECK(visit("3.12.2026 13:30 PM") == "2026-12-03 13:30 PM");
  CHECK(visit("3.12.2026") == "2026-12-03");
}

TEST_CASE("a date that can be read in two ways is told") {
  const auto tabled = read("@id,patient/birthDate\na,5/1/1970\nb,1970-05-01\n");
  CHECK(
      tabled.told() ==
      "rows.csv:2:3: error[E915]: the order of this date is not known: '5/1/1970' in the column "
      "'patient/birthDate'\n"
      "    2 | a,5/1/1970\n"
      "      |   ^^^^^^^^\n"
      "   = hint: write it as year-month-day, or say in the file for --columns how this column is "
      "written: date=\"month/day/year\" or date=\"day/month/year\"\n"
  );
  CHECK(tabled.refused == std::vector<int>{2});
  CHECK(tabled.rows.size() == 1);
  // One that has only one meaning is not read by luck either.
  CHECK(
      first_line(read("@id,patient/birthDate\na,25/1/1970\n").told()) ==
      "rows.csv:2:3: error[E915]: the order of this date is not known: '25/1/1970' in the column "
      "'patient/birthDate'"
  );
}

TEST_CASE("a date against the rule of its column is told") {
  const auto told = [](const std::string& cell) {
    return first_line(read("@id,Born,Visit\na," + cell + ",\n", {.mapping = dates}).told());
  };
  CHECK(
      told("25/1/1970") ==
      "rows.csv:2:3: error[E915]: this is no day as the mapping has it: '25/1/1970' in the column "
      "'Born'"
  );
  CHECK(
      told("5.1.1970") ==
      "rows.csv:2:3: error[E915]: this is no day as the mapping has it: '5.1.1970' in the column "
      "'Born'"
  );
  CHECK(
      told("2/29/1970") ==
      "rows.csv:2:3: error[E915]: this is no day as the mapping has it: '2/29/1970' in the column "
      "'Born'"
  );
  CHECK(
      read("@id,Born,Visit\na,25/1/1970,\n", {.mapping = dates})
          .told()
          .find("   = hint: the mapping says that this column is written month/day/year\n") !=
      std::string::npos
  );
}

TEST_CASE("a year of two digits is never a year") {
  CHECK(
      read("@id,Born,Visit\na,5/1/70,\n", {.mapping = dates}).told() ==
      "rows.csv:2:3: error[E915]: a date needs a year of four digits, found '5/1/70' in the column "
      "'Born'\n"
      "    2 | a,5/1/70,\n"
      "      |   ^^^^^^\n"
      "   = hint: two digits are never taken for a year of this century or the last\n"
  );
  CHECK(
      first_line(read("@id,patient/birthDate\na,5/1/70\n").told()).find("E915") != std::string::npos
  );
}

TEST_CASE("a cell of blanks of any kind is empty, and a row of them is none") {
  const auto tabled =
      read("@id,patient/identifier,label\na,\u00A0,\u2003x\u00A0\n\u00A0,\u200B,\u3000\nb,1,\n");
  REQUIRE(tabled.rows.size() == 2);
  CHECK(tabled.rows[0].as_case->text().find("identifier") == std::string::npos);
  CHECK(tabled.rows[0].as_case->text().find("<label>x</label>") != std::string::npos);
  CHECK(tabled.told().find("W902") != std::string::npos);
}

TEST_CASE("a number that a formula keeps as it is is read without the formula") {
  const auto tabled = read(
      "@id,patient/identifier,patient/address/"
      "postalCode\na,\"=\"\"00417733\"\"\",\"=\"\"01901\"\"\"\n"
  );
  REQUIRE(tabled.rows.size() == 1);
  CHECK(tabled.rows[0].as_case->text().find("<identifier>00417733<") != std::string::npos);
  CHECK(tabled.rows[0].as_case->text().find("<postalCode>01901<") != std::string::npos);
}

TEST_CASE("what a spreadsheet has damaged is told") {
  const auto told = [](const std::string& heading, const std::string& cell) {
    return first_line(read("@id," + heading + "\na," + cell + "\n").told());
  };
  CHECK(
      told("patient/identifier", "1.23457E+11") ==
      "rows.csv:2:3: error[E916]: a spreadsheet has shortened this number: '1.23457E+11' in the "
      "column 'patient/identifier'"
  );
  CHECK(
      told("patient/telecom", "9E+09") ==
      "rows.csv:2:3: error[E916]: a spreadsheet has shortened this number: '9E+09' in the column "
      "'patient/telecom'"
  );
  CHECK(
      told("patient/birthDate", "25689") ==
      "rows.csv:2:3: error[E916]: this is a spreadsheet's own number of a day: '25689' in the "
      "column 'patient/birthDate'"
  );
  CHECK(
      told("label", "#REF!") ==
      "rows.csv:2:3: error[E916]: a spreadsheet wrote an error here: #REF! in the column 'label'"
  );
  CHECK(
      told("label", "######") ==
      "rows.csv:2:3: error[E916]: a spreadsheet wrote an error here: ###### in the column 'label'"
  );
  CHECK(
      told("patient/identifier", "417733.0") ==
      "rows.csv:2:3: error[E916]: this number has a fraction: '417733.0' in the column "
      "'patient/identifier'"
  );
  CHECK(told("patient/identifier", "417733.5") == "");
  CHECK(told("test/result", "5.0") == "");
  CHECK(told("test/result", "None") == "");
  for (const auto* nothing : {"nan", "NULL", "NaT"})
    CHECK(
        told("label", nothing).find("warning[W904]: this is how a program writes an empty cell") !=
        std::string::npos
    );
  CHECK(told("test/result", "1.2E+5") == "");
  CHECK(told("patient/identifier", "A1E5") == "");
  CHECK(first_line(read("@id,label\n1E+05,x\n").told()).find("E916") != std::string::npos);
}

TEST_CASE("a ZIP code that has lost its zero is warned about, and left as it is") {
  const std::string head = "@id,patient/address/postalCode,patient/address/country\n";
  const auto tabled = read(head + "a,2139,\n");
  CHECK(
      tabled.told() ==
      "rows.csv:2:3: warning[W901]: this ZIP code seems to have lost a zero in front: '2139' in "
      "the column 'patient/address/postalCode'\n"
      "    2 | a,2139,\n"
      "      |   ^^^^\n"
      "   = hint: format the column as text, fill it again, and save the table again; for an "
      "address elsewhere, name its country\n"
  );
  CHECK(tabled.one().find("<postalCode>2139</postalCode>") != std::string::npos);
  CHECK(read(head + "a,02139,\n").told() == "");
  CHECK(read(head + "a,8001,Switzerland\n").told() == "");
  CHECK(
      read(
          "@id,patient/address/postalCode\na,8001\n",
          {.shared = "<case><patient><address><country>Switzerland</country></address></patient>"
                     "</case>"}
      )
          .told() == ""
  );
}

TEST_CASE("every mistake of a row is told in one run") {
  const auto tabled = read("@id,patient/birthDate,patient/identifier\na,5/1/1970,1E+11\n");
  CHECK(tabled.out.errors() == 2);
}

TEST_CASE("what rows share is in every case, and the row's own beside it") {
  const auto tabled = read(
      "@id,patient/name/text,patient/telecom,question[2],question[4]\n"
      "a,Rosa Cruz,555-0100,Will it hurt?,And then?\n"
      "b,Ida,,,\n",
      {.shared = shared}
  );
  CHECK(tabled.told() == "");
  CHECK(
      tabled.one(0) ==
      "<case id=\"a\" version=\"1\" language=\"en\">\n"
      "  <asOf>2026-11-20</asOf>\n"
      "  <patient>\n"
      "    <name>\n"
      "      <text>Rosa Cruz</text>\n"
      "    </name>\n"
      "    <telecom system=\"phone\" use=\"mobile\">555-0100</telecom>\n"
      "    <communication spoken=\"en\"/>\n"
      "  </patient>\n"
      "  <provider id=\"lowe\" role=\"current\">\n"
      "    <name>\n"
      "      <family>Lowe</family>\n"
      "    </name>\n"
      "  </provider>\n"
      "  <condition>\n"
      "    <text>back pain &amp; more</text>\n"
      "  </condition>\n"
      "  <question>Can I wait?</question>\n"
      "  <question>Will it hurt?</question>\n"
      "  <question>And then?</question>\n"
      "</case>\n"
  );
  // An empty cell takes away what the shared case has in its place, and all that hung on it.
  CHECK(tabled.one(1).find("telecom") == std::string::npos);
  CHECK(tabled.one(1).find("Is it safe?") == std::string::npos);
  CHECK(tabled.one(1).find("Can I wait?") != std::string::npos);
}

TEST_CASE("a cell may say a field in another language") {
  CHECK(
      read(
          "@id,question[2],question[2]/translation,question[2]/translation/@language\n"
          "a,Why?,¿Por qué?,es\n",
          {.shared = shared}
      )
          .one()
          .find("<question>Why?\n    <translation language=\"es\">¿Por qué?</translation>\n") !=
      std::string::npos
  );
}

TEST_CASE("a translation that all rows share goes with the words it translates") {
  const std::string both =
      "<case version='1'><goal>Wait<translation language='es'>Esperar</translation></goal>"
      "<companion relationship='son'><name><text>Al</text></name>"
      "<translation language='es' of='relationship'>hijo</translation></companion></case>";
  const std::string own = read("@id,goal\na,Walk\n", {.shared = both}).one();
  CHECK(own.find("<goal>Walk</goal>") != std::string::npos);
  CHECK(own.find("hijo") != std::string::npos);
  const std::string other = read("@id,companion/@relationship\na,friend\n", {.shared = both}).one();
  CHECK(other.find("hijo") == std::string::npos);
  CHECK(other.find("Esperar") != std::string::npos);
}

TEST_CASE("an element whose own words are absent is there for what else a cell says of it") {
  CHECK(
      read("@id,patient/telecom,patient/telecom/@use\na,,home\n", {.shared = shared})
          .one()
          .find("<telecom system=\"phone\" use=\"home\"/>") != std::string::npos
  );
}

TEST_CASE("what empty cells have left nothing of is not there") {
  CHECK(
      read(
          "@id,patient/name/given\na,\n",
          {.shared = "<case><patient><name><given>X</given></name></patient></case>"}
      )
          .one() == "<case id=\"a\" version=\"1\"/>\n"
  );
  CHECK(
      read(
          "@id,patient/name/given\na,\n",
          {.shared = "<case><patient><name use=\"usual\"><given>X</given></name></patient></case>"}
      )
          .one()
          .find("<name use=\"usual\"/>") != std::string::npos
  );
}

TEST_CASE("white space and lines of shared words are kept") {
  const auto one =
      read("@id\na\n", {.shared = "<case><clinic><notice>One\n  two\n</notice></clinic></case>"})
          .one();
  CHECK(one.find("<notice>One&#10;  two&#10;</notice>") != std::string::npos);
}

TEST_CASE("what no case could have is told once, where the shared case has it") {
  const auto tabled = read("@id\na\nb\n", {.shared = "<case versio=\"1\">\n<pateint/>\n</case>"});
  CHECK_FALSE(tabled.is_open);
  CHECK(
      tabled.told() ==
      "shared.xml:1:7: error[E123]: unknown attribute versio in <case>\n"
      "    1 | <case versio=\"1\">\n"
      "      |       ^^^^^^\n"
      "   = hint: did you mean version?\n"
      "shared.xml:2:2: error[E122]: unknown element <pateint> in <case>\n"
      "    2 | <pateint/>\n"
      "      |  ^^^^^^^\n"
      "   = hint: did you mean <patient>?\n"
  );
  CHECK(
      first_line(read("@id\na\n", {.shared = "<cases/>"}).told()) ==
      "shared.xml:1:2: error[E120]: expected <case>, found <cases>"
  );
}

TEST_CASE("a case of a row is read as any other") {
  const auto tabled = read("@id,patient/name/text\na,Rosa\n", {.shared = shared});
  REQUIRE(tabled.rows.size() == 1);
  CHECK(read_case(tabled.rows[0]) == "");
  CHECK(tabled.rows[0].as_case->name() == "rows.csv, line 2");
}

TEST_CASE("what is wrong with a value is told at its cell, with its column") {
  const auto tabled = read(
      "@id,patient/name/text,patient/birthDate,patient/accessibility/@signer\n"
      "a,Rosa,1970-02-30,\"may\"\n",
      {.shared = shared}
  );
  REQUIRE(tabled.rows.size() == 1);
  CHECK(
      read_case(tabled.rows[0]) ==
      "rows.csv:2:8+10: E104 expected a date, found '1970-02-30'\n"
      "  February 1970 has 28 days\n"
      "  it stands in column C, 'patient/birthDate'\n"
      "rows.csv:2:20+3: E124 'may' is not a value of the attribute signer\n"
      "  one of: can, cannot\n"
      "  it stands in column D, 'patient/accessibility/@signer'\n"
  );
}

TEST_CASE("what is wrong in a cell of several lines is told on its line") {
  const auto tabled = read(
      "@id,label,patient/name/text,patient/birthDate\n"
      "z,x,Ida,1970-01-01\n"
      "a,\"two\nlines\",Rosa,soon\n",
      {.shared = shared}
  );
  REQUIRE(tabled.rows.size() == 2);
  CHECK(tabled.rows[1].line == 3);
  CHECK(
      read_case(tabled.rows[1]).find("rows.csv:4:13+4: E104 expected a date, found 'soon'\n") == 0
  );
}

TEST_CASE("what is missing is told at the id, and what is wrong with an element at its first cell"
) {
  const auto tabled = read(
      "provider[2]/@role,provider[2]/specialty,patient/name/text,@id\n"
      "current,,Rosa,a\n"
  );
  REQUIRE(tabled.rows.size() == 1);
  CHECK(
      read_case(tabled.rows[0]) ==
      "rows.csv:2:1+7: E144 this provider has neither a name nor an organization\n"
      "  write <name> or <organization>: letters and lists need one of the two\n"
      "  it stands in column A, 'provider[2]/@role'\n"
      "rows.csv:2:15+1: E130 <case> needs the element <asOf>\n"
      "  write <asOf>2026-11-20</asOf>\n"
      "  it stands in column D, '@id'\n"
      "rows.csv:2:15+1: E130 <case> needs the element <condition>\n"
      "  condition: What this is about: the diagnosis, or the symptom as long as there is none. "
      "The main one first.\n"
      "  it stands in column D, '@id'\n"
  );
}

TEST_CASE("what is wrong in the shared case is told there") {
  const auto tabled = read(
      "@id,patient/name/text\na,Rosa\n",
      {.shared = "<case>\n<asOf>soon</asOf>\n<provider><organization>O"
                 "</organization></provider><condition><text>x</text>"
                 "</condition></case>"}
  );
  REQUIRE(tabled.rows.size() == 1);
  CHECK(
      read_case(tabled.rows[0]) ==
      "shared.xml:2:7+4: E104 expected a date, found 'soon'\n"
      "  write it as year-month-day, such as 2026-03-14\n"
  );
}

TEST_CASE("a line that a message names is the line of the file that it names") {
  const auto tabled = read(
      "@id,patient/name/text,provider[2]/@id,provider[2]/organization\n"
      "a,Rosa,lowe,Clinic\n",
      {.shared = shared}
  );
  REQUIRE(tabled.rows.size() == 1);
  CHECK(
      read_case(tabled.rows[0]) ==
      "rows.csv:2:8+4: E132 the id 'lowe' is given twice\n"
      "  it was given on line 7 of shared.xml already\n"
      "  it stands in column C, 'provider[2]/@id'\n"
  );
}

TEST_CASE("values of a row are marked, so that they can be left out of a message") {
  const auto tabled = read("@id,patient/birthDate\na,5/1/1970\n");
  REQUIRE(tabled.out.all().size() == 1);
  const Diagnostic& told = tabled.out.all()[0];
  CHECK(told.patient_data);
  CHECK(
      shown(told.message, true) ==
      "the order of this date is not known: (not shown) in the column 'patient/birthDate'"
  );
}

TEST_CASE("a file that cannot be read on is told, and no row is made of half a line") {
  const std::string unread =
      "carepacket: error[E701]: cannot read 'rows.csv': the disk has a fault\n";
  const std::string head = "@id,patient/birthDate\n";
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{1} << 20}) {
    for (const std::string cut : {"", "c", "c,1970-05-0", "c,1970-05-01", "\"c", "\"c\"", ",,,"}) {
      const auto tabled = read(failing_behind(head + "a,1970-05-01\nb,1970-05-01\n" + cut, piece));
      INFO(cut);
      CHECK(ids(tabled) == std::vector<std::string>{"a", "b"});
      CHECK(tabled.refused.size() == 1);
      CHECK(tabled.told() == unread);
    }
    for (const std::string cut : {"", "@id", "@id,patient/birthDate", "sep=;\n"}) {
      const auto tabled = read(failing_behind(cut, piece));
      CHECK_FALSE(tabled.is_open);
      CHECK(tabled.told() == unread);
    }
  }
}
