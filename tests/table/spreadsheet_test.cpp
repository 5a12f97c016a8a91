// The spreadsheet as it is: columns joined and taken apart, lists, words for nothing, blanks.

#include "engine/casefile/casefile.hpp"
#include "tests/table/tabled.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::table;

namespace {

/// What one row becomes by these columns of a mapping: the lines of its case between <case> and
/// </case>, without the blanks before them.
std::string cased(const std::string& csv, const std::string& columns) {
  std::string one = read(csv, {.mapping = "<columns>" + columns + "</columns>"}).one();
  std::string flat;
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (one[i] == '\n') {
      while (i + 1 < one.size() && one[i + 1] == ' ') ++i;
      continue;
    }
    flat += one[i];
  }
  const auto begin = flat.find("version=\"1\">");
  if (begin == std::string::npos) return one;
  return flat.substr(begin + 12, flat.find("</case>") - begin - 12);
}

std::string told_of(const std::string& csv, const std::string& columns) {
  return read(csv, {.mapping = "<columns>" + columns + "</columns>"}).told();
}

std::string named(const std::string& cell, const std::string& more = "") {
  return cased(
      "@id,Patient Name\na,\"" + cell + "\"\n",
      "<column heading=\"Patient Name\" path=\"patient/name\" order=\"last, first\"" + more + "/>"
  );
}

}  // namespace

TEST_CASE("a day and a time in two columns are joined") {
  const std::string columns =
      "<column heading=\"Appt Date\" path=\"appointment/@at\" date=\"month/day/year\">"
      "<with heading=\"Appt Time\"/></column>";
  CHECK(
      cased("@id,Appt Date,Appt Time\na,12/3/2026,9:05 AM\n", columns) ==
      "<appointment at=\"2026-12-03T09:05\"/>"
  );
  // A day alone is as the cell has it, and the reader of cases says that the hour is missing.
  CHECK(
      cased("@id,Appt Date,Appt Time\na,12/3/2026,\n", columns) ==
      "<appointment at=\"2026-12-03\"/>"
  );
  CHECK(
      told_of("@id,Appt Date\na,12/3/2026\n", columns) ==
      "columns.xml:1:98: error[E911]: no column has the heading 'Appt Time'\n"
      "    1 | <columns><column heading=\"Appt Date\" path=\"appointment/@at\" "
      "date=\"month/day/year\"><with heading=\"Appt Time\"/></column></columns>\n"
      "      | " +
          std::string(97, ' ') +
          "^^^^^^^^^\n"
          "   = hint: did you mean 'Appt Date'?\n"
  );
}

TEST_CASE("a name with a comma is taken apart") {
  CHECK(
      named("Lee, Anna") ==
      "<patient><name><given>Anna</given><family>Lee</family></name></patient>"
  );
  CHECK(
      named("LEE, ANNA M", " capitals=\"yes\"") ==
      "<patient><name><given>Anna M</given><family>Lee</family></name></patient>"
  );
  CHECK(
      named("O'NEIL-MCDONALD, MARY ANN, III", " capitals=\"yes\"") ==
      "<patient><name><given>Mary Ann</given><family>O&apos;Neil-McDonald</family>"
      "<suffix>III</suffix></name></patient>"
  );
  CHECK(named("Anna Lee") == "<patient><name><text>Anna Lee</text></name></patient>");
  CHECK(named("Lee,") == "<patient><name><text>Lee</text></name></patient>");
  CHECK(
      told_of(
          "@id,Given name\na,x\n",
          "<column heading=\"Given name\" path=\"patient/name\" order=\"first last\"/>"
      ) ==
      "columns.xml:1:66: error[E912]: 'first last' does not say how a name is written\n"
      "    1 | <columns><column heading=\"Given name\" path=\"patient/name\" order=\"first "
      "last\"/></columns>\n"
      "      |                                                                  ^^^^^^^^^^\n"
      "   = hint: order=\"last, first\" takes a cell such as Lee, Anna M apart; for columns of "
      "their "
      "own give the paths of family and given\n"
  );
}

TEST_CASE("several columns are one list, and one cell may hold several entries") {
  const std::string columns =
      "<column heading=\"Ask 1\" path=\"question\" list=\"yes\"/>"
      "<column heading=\"Ask 2\" path=\"question\" list=\"yes\"/>"
      "<column heading=\"Allergies\" path=\"allergies/allergy/substance\" split=\";\"/>";
  CHECK(
      cased("@id,Ask 1,Ask 2,Allergies\na,How?,When?,Latex; Penicillin ;;\n", columns) ==
      "<allergies><allergy><substance>Latex</substance></allergy>"
      "<allergy><substance>Penicillin</substance></allergy></allergies>"
      "<question>How?</question><question>When?</question>"
  );
  CHECK(cased("@id,Ask 1,Ask 2,Allergies\na,,When?,\n", columns) == "<question>When?</question>");
  CHECK(
      told_of(
          "@id,Born\na,1950-01-02\n",
          "<column heading=\"Born\" path=\"patient/birthDate\" list=\"yes\"/>"
      )
          .starts_with("columns.xml:1:39: error[E912]: there is one patient/birthDate at most\n") ==
      true
  );
}

TEST_CASE("small letters, blanks and signs of headings and values do not count") {
  const std::string columns =
      "<column heading=\"Needs interpreter\" path=\"patient/communication/@interpreterRequired\">"
      "<value of=\"Needs one\" is=\"yes\"/></column>";
  CHECK(
      cased("@id, NEEDS_INTERPRETER \na, needs  ONE\n", columns) ==
      "<patient><communication interpreterRequired=\"yes\"/></patient>"
  );
  // What is exactly the same goes first; where several are alike, none is guessed.
  CHECK(
      cased(
          "@id,NAME,Name\na,one,two\n",
          "<column heading=\"Name\" path=\"condition/text\"/>"
          "<column heading=\"NAME\" ignore=\"yes\"/>"
      ) == "<condition><text>two</text></condition>"
  );
  CHECK(
      told_of("@id,NAME,Name\na,one,two\n", "<column heading=\"name\" path=\"condition/text\"/>")
          .find("no column has the heading 'name'") != std::string::npos
  );
}

TEST_CASE("an empty cell and a word that nobody listed may have a value of their own") {
  const std::string columns =
      "<column heading=\"Speaks\" path=\"@language\" empty=\"en\" other=\"en\">"
      "<value of=\"Sp\" is=\"es\"/></column>";
  const auto language = [&](const std::string& cell) {
    const std::string one = read(
                                "@id,Speaks,label\na," + cell + ",x\n",
                                {.mapping = "<columns>" + columns + "</columns>"}
    )
                                .one();
    const auto begin = one.find("language=\"") + 10;
    return one.substr(begin, one.find('"', begin) - begin);
  };
  CHECK(language("SP") == "es");
  CHECK(language("") == "en");
  CHECK(language("Navajo") == "en");
}

TEST_CASE("the beginning of a day is the day") {
  const std::string columns =
      "<column heading=\"Born\" path=\"patient/birthDate\" date=\"month/day/year\"/>";
  for (const char* cell :
       {"1/2/1950 0:00", "1/2/1950 12:00:00 AM", "1950-01-02 00:00:00", "1950-01-02T00:00:00"})
    CHECK(
        cased(std::string{"@id,Born\na,"} + cell + "\n", columns) ==
        "<patient><birthDate>1950-01-02</birthDate></patient>"
    );
  CHECK(
      cased("@id,Born\na,1950-01-02 10:30\n", columns) ==
      "<patient><birthDate>1950-01-02 10:30</birthDate></patient>"
  );
}

TEST_CASE("a cell that cannot be taken is left blank and told, but that of an id") {
  const Asked given{.strict = false};
  auto phone = read("@id,patient/telecom,label\na,\"2,16556E+09\",x\n", given);
  CHECK(
      phone.told() ==
      "rows.csv:2:4: warning[W905]: the cell in the column 'patient/telecom' was left blank: a "
      "spreadsheet has shortened this number: '2,16556E+09' in the column 'patient/telecom'\n"
      "    2 | a,\"2,16556E+09\",x\n"
      "      |    ^^^^^^^^^^^\n"
      "   = hint: its last digits are lost: format the column as text, fill it again, and save "
      "the table again\n"
  );
  CHECK(phone.one().find("telecom") == std::string::npos);
  auto id = read("@id,label\n1E+05,x\n", given);
  CHECK(id.told().find("error[E916]") != std::string::npos);
}
