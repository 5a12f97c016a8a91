// Records that the case names as files: their pages in the binder, and in what is sent to a doctor.

#include "engine/files/files.hpp"
#include "tests/packet/house.hpp"
#include "tests/support/small_pdf.hpp"

using namespace engine;
using Catch::Contains;

namespace {

/// A folder with records in it.
struct Desk {
  tests::TemporaryFolder folder;
  files::Folder beside{folder.path().string()};
  Desk() {
    tests::write(folder / "lab.pdf", tests::OnePage{}.pdf());
    tests::write(
        folder / "wide.pdf",
        tests::OnePage{
            .entries = "/Annots[6 0 R]",
            .box = "0 0 800 400",
            .more = {"<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org/)>>>>"}}
            .pdf()
    );
    tests::write(folder / "scan.tif", std::string{"II*\0....", 8});
    std::filesystem::copy(CAREPACKET_SOURCE_DIR "/samples/clinic/logo.png", folder / "scan.png");
  }
};

const std::string with_holder =
    "<case id='c' version='1'><asOf>2026-11-20</asOf>"
    "<patient><name><text>Dana Reed</text></name></patient><condition><text>Migraine</text>"
    "</condition><provider id='okafor' role='current'><name><text>Amara Okafor</text></name>"
    "<organization>Mercy</organization></provider>\n";
const std::string lab =
    "<attachment file='lab.pdf' type='laboratory' date='2026-03-02' author='okafor' for='doctor'>"
    "<description>Blood tests</description></attachment>\n";
const std::string wide =
    "<attachment file='wide.pdf'><description>Long strip</description></attachment>\n";

struct RecordsMade {
  Result<Made> made;
  StageDumps dumps;
  std::string messages;
};

RecordsMade with_records(const std::string& records, MakeOptions options) {
  static Opened open = opened();
  const Desk desk;
  options.beside = &desk.beside;
  options.readable = true;
  Diagnostics out;
  const auto text =
      xml::decode("c.xml", with_holder + records + "</case>", Source::Holds::patient_data, out);
  REQUIRE(text);
  RecordsMade told{Made{}, {}, {}};
  told.made = engine::make(**text, *open.worker, options, out, &told.dumps);
  told.messages = support::printed(out);
  return told;
}

const std::string once =
    "carepacket: warning[W528]: records stand in this file as they came, so that it claims neither "
    "PDF/UA nor PDF/A\n"
    "   = hint: the pages that carepacket makes are as accessible as without them\n";

}  // namespace

TEST_CASE("records stand in the binder with its page numbers, and the index lists them") {
  const auto told = with_records(lab + wide, {.set = "binder", .only = {"folder-index", "record"}});
  REQUIRE(told.made);
  CHECK(told.messages == once);
  CHECK(told.made->files[0].pages == 3);
  CHECK_THAT(told.dumps.pages, Contains("copy of page 1 581.09 x 752.00"));
  CHECK_THAT(told.dumps.pages, Contains("copy of page 1 376.00 x 752.00 turned"));
  CHECK_THAT(told.dumps.pages, Contains("\"Binder \"") && Contains("Mercy"));
  CHECK_THAT(told.dumps.tags, Contains("Blood tests") && Contains("3/2/2026"));
  const std::string& file = told.made->files[0].bytes;
  CHECK_THAT(file, Contains("/Rotate 90") && Contains("(https://example.org/)"));
  CHECK_THAT(file, !Contains("pdfuaid") && !Contains("pdfaid"));
  CHECK_THAT(file, Contains("/StructTreeRoot"));
}

TEST_CASE("a binder without records says what it always said") {
  const auto told = with_records("", {.set = "binder", .only = {"folder-index"}});
  REQUIRE(told.made);
  CHECK(told.messages == "");
  CHECK_THAT(told.made->files[0].bytes, Contains("pdfuaid") && Contains("pdfaid"));
}

TEST_CASE("what is sent to the doctor holds the records that are for the doctor, and no others") {
  const auto told = with_records(lab + wide, {.set = "transfer-set"});
  REQUIRE(told.made);
  CHECK(told.made->files[0].pages == 2);
  CHECK_THAT(told.dumps.tags, Contains("Blood tests") && !Contains("Long strip"));
  CHECK_THAT(told.dumps.tags, !Contains("Migraine"));
  CHECK_THAT(told.dumps.pages, Contains("\"Page \""));
}

TEST_CASE("no letter brings records that are for nobody") {
  const auto told = with_records(wide, {.set = "transfer-set"});
  CHECK((!told.made || told.made->files.empty()));
  CHECK_THAT(told.dumps.markup, !Contains("With this letter"));
}

TEST_CASE("a letter that brings records goes to the doctor of the next visit, heard or not") {
  const auto told = with_records(
      lab +
          "<provider id='lind' role='second'><name><prefix>Dr.</prefix><family>Lind</family>"
          "</name></provider><appointment provider='lind' at='2026-12-03T10:00'/>"
          "<opinion provider='lind'/>",
      {.set = "transfer-set", .only = {"records-letter"}}
  );
  REQUIRE(told.made);
  CHECK_THAT(told.dumps.markup, Contains("Lind"));
}

TEST_CASE("a picture is a page, as a figure with the words of the case") {
  const auto told = with_records(
      "<attachment file='scan.png'><description>X-ray</description></attachment>",
      {.set = "binder", .only = {"record"}}
  );
  REQUIRE(told.made);
  CHECK_THAT(told.dumps.tags, Contains("Figure alt=\"X-ray\""));
  CHECK_THAT(told.made->files[0].bytes, !Contains("pdfuaid"));
}

TEST_CASE("a record that cannot be shown is told where the case names it, and the rest is made") {
  const auto refused = [](const std::string& name) {
    return with_records(
        "<attachment file='" + name + "'><description>X</description></attachment>\n" + lab,
        {.set = "binder", .only = {"record"}}
    );
  };
  const auto tiff = refused("scan.tif");
  REQUIRE(tiff.made);
  CHECK(tiff.made->files.size() == 1);
  CHECK(tiff.made->missing == std::vector<std::string>{"Record (X): its file cannot be read"});
  CHECK(
      tiff.messages ==
      "c.xml:2:19: error[E527]: the record 'scan.tif' is not a whole TIFF file\n"
      "    2 | <attachment file='scan.tif'><description>X</description></attachment>\n"
      "      |                   ^^^^^^^^\n"
      "   = hint: copy it again from where it came\n" +
          once
  );
  const auto nowhere = refused("none.pdf");
  CHECK_THAT(
      nowhere.messages,
      Contains("error[E526]: there is no file 'none.pdf' beside the case\n") &&
          Contains("= hint: put the file itself, and no link to it, in the folder of the case "
                   "file; it may "
                   "have 512 MiB\n")
  );
  CHECK_THAT(
      refused("../lab.pdf").messages,
      Contains("= hint: write its name alone, and put it in the folder of the case file\n")
  );
}

TEST_CASE("without pages the index names the records, and no sheet stands for them") {
  const auto told = with_records(lab, {.format = Format::text, .set = "binder"});
  REQUIRE(told.made);
  CHECK_THAT(told.made->files[0].bytes, !Contains("[Blood tests]"));
  CHECK_THAT(told.made->files[0].bytes, Contains("Blood tests"));
}
