// Pages of other programs: what is kept of them, and what is left behind.

#include "engine/foreign/foreign.hpp"
#include "tests/encrypt/sealed.hpp"
#include "tests/support/small_pdf.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace tests;
using Catch::Contains;

namespace {

ForeignFile taken(const std::string& pdf, const std::string& messages = "") {
  Diagnostics out;
  auto file = foreign::read(pdf, {.name = "lab.pdf"}, out);
  CHECK(told(out) == messages);
  return file ? std::move(*file) : ForeignFile{};
}

std::string refused(const std::string& pdf, const char* password = nullptr) {
  Diagnostics out;
  CHECK_FALSE(foreign::read(pdf, {.name = "lab.pdf", .password = [&] { return password; }}, out));
  return told(out);
}

std::string all_of(const ForeignFile& file) {
  std::string text;
  for (const ForeignObject& object : file.objects) text += object.body + '\n';
  return text;
}

const std::string& form_of(const ForeignFile& file) {
  return file.objects[file.pages.at(0).form].body;
}

const std::string no_text = "W857: 'lab.pdf': no page holds text";

}  // namespace

TEST_CASE("a page becomes a form of the size that a reader sees") {
  struct Row {
    std::string entries;
    double wide, high;
    std::string matrix;
  };
  const Row rows[] = {
      {"", 200, 300, "/BBox[10 20 210 320]"},
      {"/Rotate 90", 300, 200, "/Matrix[0 -1 1 0 -20 210]"},
      {"/Rotate 180", 200, 300, "/Matrix[-1 0 0 -1 210 320]"},
      {"/Rotate -90", 300, 200, "/Matrix[0 1 -1 0 320 -10]"},
      {"/CropBox[30 40 130 90]", 100, 50, "/BBox[30 40 130 90]"},
      {"/UserUnit 2", 400, 600, "/Matrix[2 0 0 2 -20 -40]"},
  };
  for (const Row& row : rows) {
    INFO(row.entries);
    const ForeignFile file = taken(OnePage{.entries = row.entries, .box = "210 320 10 20"}.pdf());
    REQUIRE(file.pages.size() == 1);
    CHECK(file.pages[0].size.width.in_points() == row.wide);
    CHECK(file.pages[0].size.height.in_points() == row.high);
    CHECK_THAT(form_of(file), Contains(row.matrix));
    CHECK_THAT(form_of(file), Contains("/Subtype/Form"));
  }
}

TEST_CASE("resources come along, other pages and the programs' own do not") {
  const ForeignFile file = taken(OnePage{
      .content = "BT (x) Tj ET /X Do",
      .resources = "/Font<</F1 5 0 R>>/XObject<</X 6 0 R>>",
      .more = {stream("", "/Subtype/Form/PieceInfo<</A 3 0 R>>/Owner 3 0 R/StructParent 4")}}
                                     .pdf());
  CHECK_THAT(all_of(file), Contains("/BaseFont /Helvetica"));
  CHECK_THAT(all_of(file), Contains("/Owner null"));
  CHECK_THAT(all_of(file), !Contains("/PieceInfo") && !Contains("/StructParent"));
  CHECK_THAT(all_of(file), !Contains("/Type /Page"));
}

TEST_CASE("a page without letters is told, also where its words are a picture") {
  CHECK(taken(OnePage{}.pdf()).pages[0].has_text);
  const std::string not_shown[] = {
      "(Tj) pop", "% x Tj\n0 0 m", "BI /W 1 ID Tj \nEI q Q", "<54> /Tj gs", ""};
  for (const std::string& content : not_shown) {
    INFO(content);
    CHECK_FALSE(taken(OnePage{.content = content}.pdf(), no_text).pages[0].has_text);
  }
  // Letters of a form count.
  const OnePage with_form{
      .content = "/X Do",
      .resources = "/XObject<</X 6 0 R>>",
      .more = {stream("BT (x)' ET", "/Subtype/Form/Resources<</Font<</F1 5 0 R>>>>")}};
  CHECK(taken(with_form.pdf()).pages[0].has_text);
}

TEST_CASE("what would run, send or hide is left behind and counted") {
  const OnePage page{
      .entries = "/AA<</O<</S/JavaScript/JS(1)>>>>/Annots[6 0 R 7 0 R 8 0 R]",
      .catalog =
          "/OpenAction<</S/JavaScript/JS(2)/Next[<</S/Launch/F(calc)>>]>>"
          "/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec>>]>>>>",
      .more = {
          "<</Subtype/Widget/FT/Btn/Rect[0 0 9 9]/A<</S/SubmitForm/F(http://x)>>>>",
          "<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(javascript:x)>>>>",
          "<</Subtype/Movie/Rect[0 0 9 9]>>"}};
  const ForeignFile file = taken(
      page.pdf(),
      "W855: left behind from 'lab.pdf': 2 scripts, 2 actions that open a file or a program, "
      "1 action that sends answers away, 1 file inside, 1 sound, film or model"
  );
  CHECK_THAT(all_of(file), !Contains("JavaScript") && !Contains("Launch") && !Contains("Submit"));
  CHECK(file.pages[0].links.empty());
}

TEST_CASE("links to addresses and to pages of the same file are kept, upright") {
  const OnePage page{
      .entries = "/Rotate 90/Annots[6 0 R 7 0 R 8 0 R]",
      .catalog = "/Dests<</there[3 0 R/Fit]>>",
      .more = {
          "<</Subtype/Link/Rect[100 200 150 220]/A<</S/URI/URI(https://example.org/)>>>>",
          "<</Subtype/Link/Rect[0 0 10 10]/Dest[3 0 R/Fit]>>",
          "<</Subtype/Link/Rect[0 0 10 10]/Dest/there>>"}};
  const auto links = taken(page.pdf()).pages[0].links;
  REQUIRE(links.size() == 3);
  CHECK(links[0].address == "https://example.org/");
  // A quarter to the right: what stood 200 above the lower edge is 200 right of the left one.
  CHECK(links[0].place == Rect{{200_pt, 100_pt}, {20_pt, 50_pt}});
  CHECK((links[1].address.empty() && links[1].page == 0));
  CHECK((links[2].address.empty() && links[2].page == 0));
}

TEST_CASE("what is written over a page is drawn with it, and hidden notes are not") {
  const OnePage page{
      .entries = "/Annots[6 0 R 8 0 R 9 0 R]",
      .more = {
          "<</Subtype/Stamp/Rect[100 200 300 240]/AP<</N 7 0 R>>>>",
          stream("0 0 9 9 re f", "/Subtype/Form/BBox[0 0 100 20]"),
          "<</Subtype/Stamp/F 2/Rect[0 0 9 9]/AP<</N 7 0 R>>>>",
          "<</Subtype/Widget/FT/Tx/V(typed)/Rect[0 0 9 9]>>"}};
  const ForeignFile file =
      taken(page.pdf(), "W855: left behind from 'lab.pdf': 1 answer without a picture of it");
  CHECK_THAT(form_of(file), Contains("/XObject<</P ") && Contains("/A0 ") && !Contains("/A1 "));
}

TEST_CASE("layers that are not seen stay so") {
  const std::string layers = "/OCProperties<</OCGs[6 0 R 7 0 R]/D<</OFF[7 0 R]>>>>";
  const std::vector<std::string> two{"<</Type/OCG/Name(a)>>", "<</Type/OCG/Name(b)>>"};
  const ForeignFile file = taken(OnePage{.catalog = layers, .more = two}.pdf());
  CHECK(file.layers.size() == 2);
  CHECK(file.hidden_layers == std::vector{file.layers[1]});
  const std::string others = "/OCProperties<</OCGs[6 0 R 7 0 R]/D<</BaseState/OFF/ON[7 0 R]>>>>";
  const ForeignFile turned = taken(OnePage{.catalog = others, .more = two}.pdf());
  CHECK(turned.hidden_layers == std::vector{turned.layers[0]});
}

TEST_CASE("a file that opens with a password is read with it, and told without") {
  const std::string pdf = locked(OnePage{}.pdf());
  CHECK(refused(pdf) == "E851: 'lab.pdf' is encrypted, and opens with its password alone");
  CHECK(refused(pdf, "wrong") == "E851: the password does not open 'lab.pdf'");
  Diagnostics out;
  const auto file =
      foreign::read(pdf, {.name = "lab.pdf", .password = [] { return spoken.c_str(); }}, out);
  CHECK(told(out) == "");
  REQUIRE(file);
  CHECK(file->pages[0].has_text);
}

TEST_CASE("damage is mended where it can be, and told where not") {
  std::string pdf = OnePage{}.pdf();
  const ForeignFile mended = taken(
      pdf.substr(0, pdf.find("xref")) + "trailer<</Root 1 0 R>>\nstartxref\n3\n%%EOF",
      "W856: 'lab.pdf' was damaged, and has been mended"
  );
  CHECK(mended.pages.size() == 1);
  // What qpdf says of it behind that is another thing in each of its versions.
  CHECK(refused(pdf.substr(0, 60)).starts_with("E852: 'lab.pdf' is damaged beyond repair: "));
  CHECK(refused("hello") == "E850: 'lab.pdf' is not a PDF");
  CHECK(refused(OnePage{.box = "0 0 0 0"}.pdf()) == "E853: page 1 of 'lab.pdf' cannot be read");
  const std::string empty =
      small_pdf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"});
  CHECK(refused(empty) == "E854: 'lab.pdf' has no pages");
}
