// What the columns are: headings that are paths, and the mapping.

#include "tests/table/tabled.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::table;

namespace {
std::string told(const std::string& headings, const std::string& mapping = "") {
  const auto tabled = read(headings + "\n", {.mapping = mapping});
  CHECK_FALSE(tabled.is_open);
  return tabled.told();
}

/// The fault of one heading beside @id, without the line it quotes and the hint about --columns.
std::string fault(const std::string& heading) {
  std::string all = told("@id," + heading);
  const auto first = all.substr(0, all.find('\n') + 1);
  const auto hints = all.find("   = hint: ");
  const auto last = all.find("   = hint: or say in a file for --columns");
  REQUIRE(last != std::string::npos);
  return first + all.substr(hints, last - hints);
}
}  // namespace

TEST_CASE("a heading is the path of a field") {
  CHECK(
      read("@id,patient/name/given,patient/birthDate,patient/accessibility/@print\n"
           "a1,Rosa,1970-05-01,large\n")
          .one() ==
      "<case id=\"a1\" version=\"1\">\n"
      "  <patient>\n"
      "    <name>\n"
      "      <given>Rosa</given>\n"
      "    </name>\n"
      "    <birthDate>1970-05-01</birthDate>\n"
      "    <accessibility print=\"large\"/>\n"
      "  </patient>\n"
      "</case>\n"
  );
}

TEST_CASE("of several elements of a name, a heading counts which") {
  CHECK(
      read("@id,question[2],question,question[3]/@priority,question[3]\n"
           "a1,second,first,1,third\n")
          .one() ==
      "<case id=\"a1\" version=\"1\">\n"
      "  <question>first</question>\n"
      "  <question>second</question>\n"
      "  <question priority=\"1\">third</question>\n"
      "</case>\n"
  );
}

TEST_CASE("an unknown heading is told with the nearest path, and the whole line") {
  CHECK(
      told("@id,patient/birthdate,label") ==
      "rows.csv:1:5: error[E908]: unknown heading 'patient/birthdate': <patient> has no element "
      "'birthdate'\n"
      "    1 | @id,patient/birthdate,label\n"
      "      |     ^^^^^^^^^^^^^^^^^\n"
      "   = hint: did you mean birthDate?\n"
      "   = hint: or say in a file for --columns what it is: <column heading=\"patient/birthdate\" "
      "path=\"…\"/>, or ignore=\"yes\"\n"
  );
}

TEST_CASE("what can be wrong with a path") {
  CHECK(
      fault("DOB") ==
      "rows.csv:1:5: error[E908]: unknown heading 'DOB': a case has no element 'DOB'\n"
      "   = hint: did you mean patient/birthDate?\n"
  );
  CHECK(
      fault("id") ==
      "rows.csv:1:5: error[E908]: unknown heading 'id': a case has no element 'id'\n"
      "   = hint: did you mean @id?\n"
  );
  CHECK(
      fault("patient/@birthDate") ==
      "rows.csv:1:5: error[E908]: unknown heading 'patient/@birthDate': <patient> has no "
      "attribute 'birthDate'\n"
      "   = hint: did you mean birthDate?\n"
  );
  CHECK(
      fault("birthDate") ==
      "rows.csv:1:5: error[E908]: unknown heading 'birthDate': a case has no element "
      "'birthDate'\n"
      "   = hint: did you mean patient/birthDate?\n"
  );
  CHECK(
      fault("patient/name") ==
      "rows.csv:1:5: error[E908]: unknown heading 'patient/name': <name> holds no words of its "
      "own\n"
      "   = hint: name one of its fields: patient/name/@use, patient/name/text, "
      "patient/name/prefix, patient/name/given, patient/name/family, patient/name/suffix\n"
  );
  CHECK(
      fault("patient[2]/birthDate") ==
      "rows.csv:1:5: error[E908]: unknown heading 'patient[2]/birthDate': a case has one patient "
      "at most\n"
  );
  CHECK(
      fault("@language[2]") ==
      "rows.csv:1:5: error[E908]: unknown heading '@language[2]': a case has one @language at "
      "most\n"
  );
  for (const auto* bad :
       {"question[0]",
        "question[]",
        "question[",
        "question[2",
        "question[x]",
        "question[2]x",
        "question[99999]",
        "question[-1]"}) {
    const std::string word = bad;
    CHECK(
        fault(bad) == "rows.csv:1:5: error[E908]: unknown heading '" + word + "': '" + word +
                          "' is not counted as question[2] is\n"
    );
  }
  CHECK(
      fault("patient/") ==
      "rows.csv:1:5: error[E908]: unknown heading 'patient/': <patient> has "
      "no element ''\n"
  );
}

TEST_CASE("every unknown heading is told in one run") {
  const auto all = told("@id,DOB,MRN,label");
  CHECK(all.find("unknown heading 'DOB'") != std::string::npos);
  CHECK(all.find("unknown heading 'MRN'") != std::string::npos);
}

TEST_CASE("a table without headings is not told by the words of its first person") {
  CHECK(
      told("17,Rosa,1970-05-01") ==
      "carepacket: error[E909]: no cell in the first line of rows.csv is a heading that is known\n"
      "   = hint: the first line holds the headings, each the path of a field, such as @id or "
      "patient/birthDate\n"
      "   = hint: or give a file that says what each heading means: --columns MAP.xml\n"
  );
}

TEST_CASE("a field comes from one column") {
  CHECK(
      told("@id,label,label") ==
      "rows.csv:1:11: error[E910]: a second column has the heading 'label'\n"
      "    1 | @id,label,label\n"
      "      |           ^^^^^\n"
      "   = hint: give each column a heading of its own\n"
  );
  CHECK(
      told("@id,question,question") ==
      "rows.csv:1:14: error[E910]: a second column has the heading 'question'\n"
      "    1 | @id,question,question\n"
      "      |              ^^^^^^^^\n"
      "   = hint: the second of several is counted: question[2]\n"
  );
  CHECK(
      told("@id,question,question[1]") ==
      "rows.csv:1:14: error[E910]: two columns give question\n"
      "    1 | @id,question,question[1]\n"
      "      |              ^^^^^^^^^^^\n"
      "   = hint: the other one is 'question'\n"
  );
  CHECK(
      told("@id,Title,label", "<columns><column heading=\"Title\" path=\"label\"/></columns>") ==
      "rows.csv:1:11: error[E910]: two columns give label\n"
      "    1 | @id,Title,label\n"
      "      |           ^^^^^\n"
      "   = hint: the other one is 'Title'\n"
  );
}

TEST_CASE("one column gives the id") {
  CHECK(
      told("label") ==
      "rows.csv:1:1: error[E918]: no column gives the ids of the cases\n"
      "    1 | label\n"
      "      | ^^^^^\n"
      "   = hint: files are named after them: a column @id, or <column heading=\"…\" "
      "path=\"@id\"/> in the file for --columns\n"
  );
}

TEST_CASE("a mapping gives headings their fields, and what it does not name is a path") {
  const Asked asked{
      .mapping =
          "<columns>\n"
          "  <column heading=\"MRN\" path=\"@id\"/>\n"
          "  <column heading=\"MRN\" path=\"patient/identifier\"/>\n"
          "  <column heading=\"Date of birth\" path=\"patient/birthDate\"/>\n"
          "  <column heading=\"Notes\" ignore=\"yes\"/>\n"
          "</columns>\n"};
  const auto tabled =
      read("Notes,MRN,\"Date of\r\n birth\",label\nsecret,007,1970-05-01,Spring\n", asked);
  CHECK(tabled.told() == "");
  CHECK(
      tabled.one() ==
      "<case id=\"007\" version=\"1\">\n"
      "  <label>Spring</label>\n"
      "  <patient>\n"
      "    <birthDate>1970-05-01</birthDate>\n"
      "    <identifier>007</identifier>\n"
      "  </patient>\n"
      "</case>\n"
  );
}

TEST_CASE("a mapping says words of the table in words of the case") {
  const Asked asked{
      .mapping =
          "<columns><column heading=\"Interpreter\" "
          "path=\"patient/communication/@interpreterRequired\">"
          "<value of=\"Y\" is=\"yes\"/><value of=\"not known\" is=\"\"/></column></columns>"};
  const auto tabled = read("@id,Interpreter\na,Y\nb,no\nc,not  known\n", asked);
  CHECK(tabled.one(0).find("interpreterRequired=\"yes\"") != std::string::npos);
  CHECK(tabled.one(1).find("interpreterRequired=\"no\"") != std::string::npos);
  CHECK(tabled.one(2) == "<case id=\"c\" version=\"1\"/>\n");
}

TEST_CASE("a heading that the mapping names and the table lacks is told where the mapping names it"
) {
  CHECK(
      told(
          "@id,Date of Birth",
          "<columns>\n"
          "  <column heading=\"Date of Bith\" path=\"patient/birthDate\"/>\n"
          "  <column heading=\"Ward\" ignore=\"yes\"/>\n"
          "</columns>\n"
      ) ==
      "columns.xml:2:20: error[E911]: no column has the heading 'Date of Bith'\n"
      "    2 |   <column heading=\"Date of Bith\" path=\"patient/birthDate\"/>\n"
      "      |                    ^^^^^^^^^^^^\n"
      "   = hint: did you mean 'Date of Birth'?\n"
      "columns.xml:3:20: error[E911]: no column has the heading 'Ward'\n"
      "    3 |   <column heading=\"Ward\" ignore=\"yes\"/>\n"
      "      |                    ^^^^\n"
      "   = hint: the first line of rows.csv holds the headings\n"
      "rows.csv:1:5: error[E908]: unknown heading 'Date of Birth': a case has no element 'Date of "
      "Birth'\n"
      "    1 | @id,Date of Birth\n"
      "      |     ^^^^^^^^^^^^^\n"
      "   = hint: did you mean patient/birthDate?\n"
      "   = hint: or say in a file for --columns what it is: <column heading=\"Date of Birth\" "
      "path=\"…\"/>, or ignore=\"yes\"\n"
  );
}

TEST_CASE("a path of the mapping that leads nowhere is told at the piece that is wrong") {
  CHECK(
      told("@id,B", "<columns><column heading=\"B\" path=\"patient/birthday\"/></columns>")
          .find("columns.xml:1:44: error[E913]: <patient> has no element 'birthday'\n"
                "    1 | <columns><column heading=\"B\" path=\"patient/birthday\"/></columns>\n"
                "      |                                            ^^^^^^^^\n"
                "   = hint: did you mean birthDate?\n") == 0
  );
}

TEST_CASE("what can be wrong with a mapping") {
  const auto wrong = [](const std::string& column) {
    const auto all = told("@id,label", "<columns>" + column + "</columns>");
    return all.substr(0, all.find('\n'));
  };
  CHECK(
      wrong("<column heading=\"label\"/>") ==
      "columns.xml:1:11: error[E912]: <column> needs path=\"…\""
  );
  CHECK(
      wrong("<column path=\"label\"/>") ==
      "columns.xml:1:11: error[E912]: <column> needs heading=\"…\""
  );
  CHECK(
      wrong("<column heading=\"label\" path=\"label\" ignore=\"yes\"/>") ==
      "columns.xml:1:34: error[E912]: a column that is ignored has no path"
  );
  CHECK(
      wrong("<column heading=\"label\" ignore=\"maybe\" path=\"label\"/>") ==
      "columns.xml:1:42: error[E912]: expected yes or no, found 'maybe'"
  );
  CHECK(
      wrong("<column heading=\"label\" path=\"label\" dates=\"x\"/>") ==
      "columns.xml:1:47: error[E912]: unknown attribute dates in <column>"
  );
  CHECK(
      wrong("<colum heading=\"label\" path=\"label\"/>") ==
      "columns.xml:1:11: error[E912]: unknown element <colum> in the mapping of columns"
  );
  CHECK(
      wrong("<column heading=\"label\" path=\"label\" date=\"month/day/year\"/>") ==
      "columns.xml:1:47: error[E912]: the field label is no date"
  );
  for (const auto* rule :
       {"american",
        "month/day",
        "month/day/day",
        "month/day.year",
        "month-day-year-",
        "/month/day/year",
        "mm/dd/yyyy"}) {
    CHECK(
        wrong(std::string{"<column heading=\"label\" path=\"asOf\" date=\""} + rule + "\"/>") ==
        std::string{"columns.xml:1:52: error[E912]: '"} + rule +
            "' does not say how a date is written"
    );
  }
  CHECK(
      wrong("<column heading=\"label\" path=\"label\"><value of=\"a\"/></column>") ==
      "columns.xml:1:48: error[E912]: <value> needs is=\"…\""
  );
  CHECK(
      wrong("<column heading=\"label\" path=\"label\"><value of=\"a\" is=\"b\"/><value of=\"a\" "
            "is=\"c\"/></column>") == "columns.xml:1:80: error[E912]: the value 'a' is given twice"
  );
  CHECK(told("@id", "<rows/>").find("columns.xml:1:2: error[E912]: unknown element <rows>") == 0);
  CHECK(told("@id", "<columns>").find("columns.xml:1:2: error[E10") == 0);
}

TEST_CASE("of thousands of columns that are wrong, the first are told and the others counted") {
  std::string headings = "@id,patient/birthDate,patient/birthDate";
  for (int i = 0; i < 3000; ++i) headings += ",unknown" + std::to_string(i);
  const auto tabled = read(
      headings + "\n", {.mapping = "<columns><column heading=\"none\" path=\"label\"/></columns>"}
  );
  const auto& all = tabled.out.all();
  REQUIRE(all.size() == 21);
  CHECK(all[0].code == "E911");
  CHECK(all[1].code == "E910");
  CHECK(all[19].message.starts_with("unknown heading 'unknown17'"));
  CHECK(all[20].code == "E919");
  CHECK(all[20].message == "2,982 more columns are wrong in the heading line");
  CHECK(
      all[20].hints ==
      std::vector<std::string>{
          "mend those above first: is this line really the one with the headings?"}
  );
  headings.resize(headings.find(",unknown18"));
  CHECK(read(headings + "\n").out.all().back().code == "E908");
}
