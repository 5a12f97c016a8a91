#include "engine/pdf/pdf.hpp"
#include "engine/pdf/syntax/tokens.hpp"
#include "tests/pdf/sheet.hpp"

#include <catch2/catch.hpp>

using namespace tests;

namespace {

page::Pages letter(std::string_view says = "Please send the records.") {
  Sheet sheet;
  sheet.text(sheet.tag(page::Role::h1), {72_pt, 100_pt}, "Records", {.bold = true});
  sheet.text(sheet.tag(page::Role::paragraph), {72_pt, 130_pt}, says);
  return std::move(sheet.pages);
}

}  // namespace

TEST_CASE("the same pages give the same bytes, whatever the writer wrote before") {
  pdf::Writer fresh{book()}, used{book()};
  Diagnostics out;
  const pdf::WriteOptions options{.created = {2026, 11, 20}};
  REQUIRE(used.write(letter("Other wörds, fi ffi"), options, out));
  const std::string first = *fresh.write(letter(), options, out);
  CHECK(first == *used.write(letter(), options, out));
  CHECK(first == *used.write(letter(), options, out));
  CHECK(first != *used.write(letter("Please send the slides."), options, out));
}

TEST_CASE("the id of a file comes from its content") {
  const auto id_of = [](const page::Pages& pages) {
    const std::string file = write(pages, true).bytes;
    const auto at = file.find("/ID[<");
    REQUIRE(at != std::string::npos);
    CHECK(file.substr(at + 5, 32) == file.substr(at + 39, 32));
    return file.substr(at + 5, 32);
  };
  CHECK(id_of(letter()) == id_of(letter()));
  CHECK(id_of(letter()) != id_of(letter("Please send the slides.")));
}

TEST_CASE("a link to an anchor that is not there is told, each one, with the nearest name") {
  Sheet sheet;
  const auto link = sheet.tag(page::Role::link);
  sheet.add(link, {72_pt, 88_pt}, sheet.pages.link({40_pt, 16_pt}, {"#decison", ""}));
  sheet.add(link, {72_pt, 98_pt}, sheet.pages.link({40_pt, 16_pt}, {"#x", ""}));
  sheet.pages.anchors.push_back({"decision", 0, {}});
  const Written written = write(sheet.pages);
  CHECK(written.bytes.empty());
  REQUIRE(written.said.all().size() == 2);
  CHECK(written.said.all()[0].code == "E602");
  CHECK(
      shown(written.said.all()[0].message, false) ==
      "the link to '#decison' on page 1 leads nowhere"
  );
  REQUIRE(written.said.all()[0].hints.size() == 1);
  CHECK(shown(written.said.all()[0].hints[0], false) == "did you mean '#decision'?");
  CHECK(shown(written.said.all()[1].message, false) == "the link to '#x' on page 1 leads nowhere");
  CHECK(written.said.all()[1].hints.empty());
}

TEST_CASE("what libharu refuses is told by its number") {
  Sheet sheet;
  sheet.pages.pages[0].size = {1_pt, 1_pt};  // libharu has no pages below 3 pt
  const Written written = write(sheet.pages);
  CHECK(written.bytes.empty());
  REQUIRE(written.said.all().size() == 1);
  CHECK(written.said.all()[0].code == "E601");
  CHECK(written.said.all()[0].message == "libharu refused the document: error 4180, detail 0");
}

TEST_CASE("an item whose tag does not hold it is our own fault") {
  Sheet sheet;
  const auto p = sheet.tag(page::Role::paragraph);
  sheet.pages.pages[0].items.push_back({{}, p, page::Fill{{1_pt, 1_pt}, {}}});
  CHECK_THROWS_AS(write(sheet.pages), std::logic_error);
}

TEST_CASE("the library that is loaded is the one that was compiled with") {
  Diagnostics out;
  CHECK(pdf::check_library(out));
  CHECK(out.all().empty());
}

TEST_CASE("a page without items is a page") {
  Sheet sheet;
  CHECK(write(sheet.pages).said.all().empty());
  CHECK(write(sheet.pages, true).said.all().empty());
}

TEST_CASE("a long document has its objects in several streams") {
  Sheet sheet;
  for (int i = 0; i < 9000; ++i) sheet.tag(page::Role::paragraph);
  const std::string file = write(sheet.pages).bytes;
  std::size_t streams = 0;
  for (auto at = file.find("/ObjStm"); at != std::string::npos; at = file.find("/ObjStm", at + 1))
    ++streams;
  CHECK(streams == 3);
}

TEST_CASE("a writer that has written many documents writes the next one the same") {
  pdf::Writer writer{book()};
  Diagnostics out;
  const pdf::WriteOptions options{.created = {2026, 11, 20}};
  const std::string first = *writer.write(letter(), options, out);
  for (int i = 0; i < 300; ++i) {
    std::string word;
    for (int letter = 0, left = i; letter < 3; ++letter, left /= 8) {
      append_utf8(
          word, static_cast<char32_t>(0xE0 + left % 8 + letter * 8)
      );  // a set of its own for each
    }
    REQUIRE(writer.write(letter(word), options, out));
  }
  CHECK(first == *writer.write(letter(), options, out));
  CHECK(out.all().empty());
}

// --- what a file claims to keep

namespace {

std::string written_as(pdf::WriteOptions options) {
  options.created = {2026, 11, 20};
  options.readable = true;
  pdf::Writer writer{book()};
  Diagnostics out;
  const auto bytes = writer.write(letter(), options, out);
  REQUIRE(bytes);
  return *bytes;
}
bool holds(const std::string& file, std::string_view what) {
  return file.find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("a file says that it is archival and accessible, and describes what PDF/A does not know"
) {
  const std::string file = written_as({});
  CHECK(holds(file, "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>"));
  CHECK(holds(file, "<pdfuaid:part>1</pdfuaid:part>"));
  CHECK(holds(file, "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/<"));
  CHECK(holds(file, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"));
}

TEST_CASE("a file with another inside is PDF/A-3, one that will be locked is not archival") {
  CHECK(holds(written_as({.archive = pdf::Archive::a3a}), "<pdfaid:part>3</pdfaid:part>"));
  const std::string locked = written_as({.archive = pdf::Archive::none});
  CHECK_FALSE(holds(locked, "pdfaid"));
  CHECK_FALSE(holds(locked, "pdfaExtension"));
  CHECK(holds(locked, "<pdfuaid:part>1</pdfuaid:part>"));
}

TEST_CASE("a file without tags claims nothing and has the same ink") {
  const std::string untagged = written_as({.tagged = false});
  for (const char* what : {"pdfaid", "pdfuaid", "StructTreeRoot", "BDC", "MarkInfo"}) {
    CAPTURE(what);
    CHECK_FALSE(holds(untagged, what));
    if (what != std::string_view{"pdfaid"}) CHECK(holds(written_as({}), what));
  }
  CHECK(holds(untagged, "TJ"));
}

TEST_CASE("the widest glyph there is has its own width in the file") {
  Sheet sheet;
  const std::string_view widest = "\uFDFD";
  sheet.text(sheet.tag(page::Role::paragraph), {72_pt, 100_pt}, widest, {.script = "Arab"});
  const font::FaceId face = Sheet::face(widest);
  const int wide = book().advance(face, book().glyph(face, U'\uFDFD'));
  REQUIRE(wide > 7 * book().facts(face).units_per_em);
  const int thousandths = wide * 1000 / book().facts(face).units_per_em;
  CHECK(contains(write(sheet.pages, true).bytes, "[" + std::to_string(thousandths)));
}
