// A workbook as Excel writes it, by hand and as small as it can be.

#include "engine/table/xlsx.hpp"

#include "tests/chart/zip.hpp"
#include "tests/table/tabled.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::table;

namespace {

const std::string space = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

/// A workbook with a hidden sheet first, and this one.
std::string workbook(const std::string& rows, const std::string& properties = "") {
  return tests::chart::zip(
      {{"[Content_Types].xml", "<Types/>"},
       {"xl/workbook.xml",
        "<workbook" + space +
            " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">" +
            properties +
            "<sheets><sheet name=\"Old\" sheetId=\"1\" state=\"hidden\" r:id=\"rId1\"/>"
            "<sheet name=\"Patients\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>"},
       {"xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
        "<Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>"},
       {"xl/worksheets/sheet1.xml",
        "<worksheet" + space +
            "><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>old</t></is></c></row></sheetData>"
            "</worksheet>"},
       {"xl/worksheets/sheet2.xml",
        "<worksheet" + space + "><sheetData>" + rows + "</sheetData></worksheet>"},
       {"xl/sharedStrings.xml",
        "<sst" + space +
            "><si><t>@id</t></si><si><r><t>Le</t></r><r><t>e, \"Bo\"</t></r><rPh><t>x</t></rPh>"
            "</si></sst>"},
       {"xl/styles.xml",
        "<styleSheet" + space +
            "><numFmts><numFmt numFmtId=\"164\" formatCode=\"00000\"/><numFmt numFmtId=\"165\" "
            "formatCode=\"[$-409]m/d/yyyy h:mm\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf "
            "numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf "
            "numFmtId=\"20\"/></cellXfs></styleSheet>"}},
      true
  );
}

std::string csv(const std::string& rows, const std::string& properties = "") {
  Diagnostics out;
  const auto text = sheet_as_csv("a.xlsx", workbook(rows, properties), "", out);
  return text ? *text : support::printed(out);
}

std::string cell(const std::string& attributes, const std::string& value) {
  return csv("<row r=\"1\"><c r=\"A1\" " + attributes + "><v>" + value + "</v></c></row>");
}

}  // namespace

TEST_CASE("a sheet's rows keep their numbers, and its words stay on one line") {
  CHECK(
      csv("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row>"
          "<row r=\"4\"><c r=\"B4\" t=\"inlineStr\"><is><t>two\nlines</t></is></c></row>"
      ) == "\"@id\",,\"Lee, \"\"Bo\"\"\"\n\n\n,\"two lines\",\n"
  );
}

TEST_CASE("days are days, and a number is as it was typed") {
  CHECK(cell("s=\"1\"", "18264") == "\"1950-01-01\"\n");
  CHECK(cell("s=\"1\"", "1") == "\"1900-01-01\"\n");
  CHECK(cell("s=\"3\"", "46359.4375") == "\"2026-12-03T10:30\"\n");
  CHECK(cell("s=\"3\"", "46359") == "\"2026-12-03\"\n");
  CHECK(cell("s=\"4\"", "0.4375") == "\"10:30\"\n");
  CHECK(cell("s=\"2\"", "7030") == "\"07030\"\n");
  CHECK(cell("", "2165550142") == "\"2165550142\"\n");
  CHECK(cell("", "4.17733E5") == "\"417733\"\n");
  CHECK(cell("", "5.0999999999999996") == "\"5.1\"\n");
  CHECK(cell("t=\"b\"", "1") == "\"yes\"\n");
  CHECK(cell("t=\"e\"", "#N/A") == "\"#N/A\"\n");
  CHECK(
      csv("<row><c s=\"1\"><v>18264</v></c></row>", "<workbookPr date1904=\"1\"/>") ==
      "\"1954-01-02\"\n"
  );
}

TEST_CASE("cells that share one long text do not make a small workbook a large table") {
  const std::string long_text(1u << 20, 'x');
  std::string rows = "<row><c t=\"s\"><v>0</v></c></row>";
  const auto shared = [&](int count) {
    std::string all = rows;
    for (int i = 0; i < count; ++i) all += "<row><c t=\"s\"><v>1</v></c></row>";
    return tests::chart::zip(
        {{"xl/workbook.xml",
          "<workbook" + space + "><sheets><sheet name=\"S\" id=\"rId2\"/></sheets></workbook>"},
         {"xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\"/>"
          "</Relationships>"},
         {"xl/worksheets/sheet2.xml",
          "<worksheet" + space + "><sheetData>" + all + "</sheetData></worksheet>"},
         {"xl/sharedStrings.xml",
          "<sst" + space + "><si><t>@id</t></si><si><t>" + long_text + "</t></si></sst>"}},
        true
    );
  };
  Diagnostics out;
  CHECK(sheet_as_csv("a.xlsx", shared(1), "", out));
  CHECK_FALSE(sheet_as_csv("a.xlsx", shared(5), "", out));
  CHECK(
      support::printed(out) ==
      "carepacket: error[E923]: the cells of 'a.xlsx' say more than a workbook of its size may "
      "hold\n"
      "   = hint: part it into several workbooks, or save it as \"CSV UTF-8\"\n"
  );
}

TEST_CASE("what is no workbook is told, and so is a sheet that it has not") {
  const auto told = [](std::string_view bytes, std::string_view sheet) {
    Diagnostics out;
    CHECK_FALSE(sheet_as_csv("a.xlsx", bytes, sheet, out));
    return support::printed(out);
  };
  const std::string whole = workbook("");
  CHECK(
      told(whole, "Patient") ==
      "carepacket: error[E921]: 'a.xlsx' has no sheet 'Patient'\n"
      "   = hint: did you mean 'Patients'?\n"
  );
  const std::string no_workbook =
      "carepacket: error[E920]: 'a.xlsx' is no workbook that can be read: it is damaged, locked or "
      "another kind of file\n"
      "   = hint: open it and save it again as an Excel workbook (.xlsx) without a password, or as "
      "\"CSV UTF-8\"\n";
  CHECK(told(std::string_view{whole}.substr(0, 900), "") == no_workbook);
  CHECK(told("PK\x03\x04", "") == no_workbook);
  CHECK(told(tests::chart::zip({{"word/document.xml", "<w/>"}}), "") == no_workbook);
  // A bomb: a megabyte of one letter in a kilobyte.
  CHECK(
      told(
          tests::chart::zip(
              {{"xl/workbook.xml", "<workbook>" + std::string(std::size_t{1} << 23, ' ')}}, true
          ),
          ""
      ) == no_workbook
  );
}
