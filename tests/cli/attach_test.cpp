// A record that is named on the command line, and not in the case.

#include "tests/cli/tiny.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <sstream>

namespace fs = std::filesystem;
using tests::contains;
using tests::Ran;

namespace {

struct RecordsDesk : tests::TemporaryFolder {
  RecordsDesk() { tests::write(*this / "tiny.xml", tests::tiny); }
  Ran attach(const std::string& record) const {
    return tests::run(
        {tests::carepacket(), "make", "tiny.xml", "--set", "binder", "--attach", record},
        {.folder = path().string()}
    );
  }
};

}  // namespace

TEST_CASE("a record that cannot be read ends the run before anything is written") {
  const RecordsDesk desk;
  fs::create_directory(desk / "folder.pdf");
  const Ran missing = desk.attach("else/where.pdf"), folder = desk.attach("folder.pdf");
  CHECK(missing.exit == 4);
  CHECK(
      missing.error ==
      "carepacket: error[E701]: cannot read 'else/where.pdf': there is no such file or folder\n"
  );
  CHECK(folder.exit == 4);
  CHECK(folder.error == "carepacket: error[E701]: cannot read 'folder.pdf': it is a folder\n");
  CHECK_FALSE(fs::exists(desk / "out"));
}

TEST_CASE("a record that no paper of the set has room for is told") {
  const RecordsDesk desk;
  tests::write(desk / "notes.pdf", "no PDF");
  const Ran ran = tests::run(
      {tests::carepacket(), "make", "tiny.xml", "--attach", "notes.pdf"},
      {.folder = desk.path().string()}
  );
  CHECK(ran.exit == 0);
  CHECK(
      ran.error ==
      "carepacket: warning[W748]: the set packet has no room for records: what was attached is on "
      "none of its papers\n   = hint: the binder has it: --set binder\n"
  );
}

TEST_CASE("a record lies anywhere, and of its folder nothing else is opened") {
  const tests::TemporaryFolder folder;
  fs::create_directories(folder / "here");
  fs::create_directories(folder / "there");
  tests::write(folder / "here/tiny.xml", tests::tiny);
  tests::write(folder / "there/notes.pdf", "no PDF");
  const Ran ran = tests::run(
      {tests::carepacket(),
       "make",
       "tiny.xml",
       "--set",
       "binder",
       "--attach",
       "../there/notes.pdf"},
      {.folder = (folder / "here").string()}
  );
  CHECK(contains(ran.error, "E527"));  // it was read
  CHECK_FALSE(contains(ran.error, "E526"));
}

TEST_CASE("what is told of such a record names it, and no line that the case file has not") {
  const RecordsDesk desk;
  tests::write(desk / "notes.pdf", "no PDF");
  const Ran ran = desk.attach("notes.pdf");
  CHECK(ran.exit == 1);
  CHECK(contains(
      ran.error,
      "carepacket: error[E527]: the record 'notes.pdf' is neither PDF nor PNG, JPEG or TIFF\n"
      "   = hint: open it, and save or print it as PDF\n"
  ));
  CHECK_FALSE(contains(ran.error, "<attachment"));
}

TEST_CASE("a scan of many pages stands in the binder, each page turned as its tag says") {
  const RecordsDesk desk;
  // Black in the corner of the first row and the first column, and gray along the first row.
  const std::string script =
      "from PIL import Image\nimport sys\n"
      "for way in range(1,9):\n"
      "  a=Image.new('L',(80,80),255)\n"
      "  a.paste(128,(0,0,80,20)); a.paste(0,(0,0,20,20))\n"
      "  a.save(sys.argv[1]+'/%d.tif'%way,dpi=(10,10),tiffinfo={274:way})\n"
      "b=[Image.new('1',(100,100),n) for n in (0,1,0)]\n"
      "b[0].save(sys.argv[1]+'/fax.tif',save_all=True,append_images=b[1:],compression='group4',"
      "dpi=(10,10))\n";
  REQUIRE(tests::run({"/usr/bin/python3", "-c", script, desk.path().string()}).exit == 0);
  std::vector<std::string> words{
      tests::carepacket(), "make", "tiny.xml", "--set", "binder", "--only", "record"};
  for (const char* name : {"1", "2", "3", "4", "5", "6", "7", "8", "fax"}) {
    words.push_back("--attach");
    words.push_back((desk / (std::string{name} + ".tif")).string());
  }
  const Ran made = tests::run(words, {.folder = desk.path().string()});
  CHECK(made.exit == 0);
  CHECK(contains(made.out, "out/tiny/packet.pdf: 11 pages\n"));
  CHECK(contains(made.error, "warning[W857]: 'fax.tif': no page holds text\n"));
  const fs::path binder = desk / "out/tiny/packet.pdf";
  CHECK(tests::run({"qpdf", "--check", binder.string()}).exit == 0);
  CHECK(contains(tests::read(binder), "/CCITTFaxDecode"));
  REQUIRE(
      tests::run(
          {"mutool", "draw", "-q", "-r", "30", "-o", (desk / "%d.pgm").string(), binder.string()}
      )
          .exit == 0
  );
  // Of the square of each page: which corner is black, and which one beside it is gray.
  const std::string corners =
      "from PIL import Image\nimport sys\n"
      "for n in range(1,9):\n"
      "  a=Image.open(sys.argv[1]+'/%d.pgm'%n)\n"
      "  black=[(x,y) for y in range(a.height) for x in range(a.width-20) if a.getpixel((x,y))<9]\n"
      "  x=sum(p[0] for p in black if 1)/len(black); y=sum(p[1] for p in black)/len(black)\n"
      "  gray=[(p,q) for q in range(a.height) for p in range(a.width-20)"
      " if 120<a.getpixel((p,q))<136]\n"
      "  gx=sum(p[0] for p in gray)/len(gray)-x; gy=sum(p[1] for p in gray)/len(gray)-y\n"
      "  print('right' if gx>20 else 'left' if gx<-20 else 'down' if gy>20 else 'up',end=' ')\n";
  const Ran seen = tests::run({"/usr/bin/python3", "-c", corners, desk.path().string()});
  INFO(seen.error);
  CHECK(seen.out == "right left left right down down up up ");
}

TEST_CASE("records that eight programs wrote stand in one binder, each with its words") {
  const RecordsDesk desk;
  const auto file = [&](const char* name) { return (desk / name).string(); };
  tests::write(
      desk / "page.txt",
      "%%MediaBox 0 0 612 792\n%%Font F Helvetica\nBT /F 20 Tf 72 700 Td (Glucose) Tj ET\n"
  );
  tests::write(desk / "page.html", "<p>Hemoglobin</p>");
  tests::write(desk / "page.roff", ".ps 20\nSodium\n");
  const std::vector<std::vector<std::string>> programs{
      {"mutool", "create", "-o", file("mupdf.pdf"), file("page.txt")},
      {"pdftocairo", "-pdf", file("mupdf.pdf"), file("cairo.pdf")},
      {"pdftk", file("mupdf.pdf"), "output", file("itext.pdf")},
      {"qpdf", "--linearize", "--object-streams=generate", file("mupdf.pdf"), file("qpdf.pdf")},
      {"/usr/bin/python3",
       "-c",
       "from PIL import Image; Image.new('L',(850,1100),200).save('" + file("scan.pdf") + "')"},
      {"chromium",
       "--headless",
       "--no-sandbox",
       "--disable-gpu",
       "--print-to-pdf=" + file("chromium.pdf"),
       file("page.html")},
      {"sh",
       "-c",
       "groff -Tps \"$1\" | ps2pdf - \"$2\"",
       "sh",
       file("page.roff"),
       file("ghostscript.pdf")},
      {"/usr/bin/python3",
       "-c",
       "from PIL import Image; Image.new('1',(850,1100),1).save('" + file("fax.png") + "')"},
      {"img2pdf", file("fax.png"), "-o", file("img2pdf.pdf")}};
  std::vector<std::string> words{
      tests::carepacket(), "make", "tiny.xml", "--set", "binder", "--only", "record"};
  for (const auto& program : programs) {
    INFO(program[0]);
    REQUIRE(tests::run(program).exit == 0);
  }
  for (const char* name :
       {"mupdf", "cairo", "itext", "qpdf", "scan", "chromium", "ghostscript", "img2pdf"}) {
    words.push_back("--attach");
    words.push_back(file((std::string{name} + ".pdf").c_str()));
  }
  const Ran made = tests::run(words, {.folder = desk.path().string()});
  CHECK(made.exit == 0);
  for (const char* name : {"mupdf", "cairo", "itext", "qpdf", "chromium", "ghostscript"})
    CHECK_FALSE(contains(made.error, name));
  for (const char* scan : {"scan", "img2pdf"})
    CHECK(
        contains(made.error, "warning[W857]: '" + std::string{scan} + ".pdf': no page holds text\n")
    );
  const fs::path binder = desk / "out/tiny/packet.pdf";
  const std::string said = tests::run({"pdftotext", binder.string(), "-"}).out;
  // Cairo sets the first letter by itself.
  std::size_t glucose = 0;
  for (auto at = said.find("lucose"); at != said.npos; at = said.find("lucose", at + 1)) ++glucose;
  CHECK(glucose == 4);
  CHECK(contains(said, "Hemoglobin"));
  CHECK(contains(said, "Sodium"));
  CHECK(tests::run({"qpdf", "--check", binder.string()}).exit == 0);
  // What a reader calls a page is the number at its foot, of the records' pages too.
  const std::string labels =
      tests::run({"qpdf", "--json=1", "--json-key=pagelabels", binder.string()}).out;
  CHECK(contains(labels, "\"index\": 0"));
  CHECK(contains(labels, "\"/S\": \"/D\""));
  CHECK(contains(labels, "\"/St\": 1"));
  CHECK_FALSE(contains(labels, "\"index\": 1"));
  CHECK(contains(said, "Binder 2"));
  const Ran drawn = tests::run({"mutool", "draw", "-s", "5", binder.string()});
  CHECK(drawn.exit == 0);
  CHECK_FALSE(contains(drawn.error, "error"));
}

TEST_CASE("of a record of two thousand pages each stands in the binder, in order and numbered") {
  const RecordsDesk desk;
  const int count = tests::rounds(2000, 60);
  const std::string script =
      "import pikepdf,sys\n"
      "p=pikepdf.new()\n"
      "f=p.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font,Subtype=pikepdf.Name.Type1,"
      "BaseFont=pikepdf.Name.Helvetica))\n"
      "for n in range(1,int(sys.argv[2])+1):\n"
      "  s=p.make_stream(b'BT /F 20 Tf 72 700 Td (Sheet %d of the hospital) Tj ET'%n)\n"
      "  p.pages.append(pikepdf.Page(p.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Page,"
      "MediaBox=[0,0,612,792],Contents=s,Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F=f"
      "))))))\n"
      "p.save(sys.argv[1])\n";
  const std::string record = (desk / "hospital.pdf").string();
  const Ran written = tests::run({"/usr/bin/python3", "-c", script, record, std::to_string(count)});
  INFO(written.error);
  REQUIRE(written.exit == 0);
  const Ran made = tests::run(
      {tests::carepacket(),
       "make",
       "tiny.xml",
       "--set",
       "binder",
       "--only",
       "record",
       "--attach",
       record},
      {.folder = desk.path().string()}
  );
  CHECK(made.exit == 0);
  const Ran read = tests::run({"pdftotext", (desk / "out/tiny/packet.pdf").string(), "-"});
  CHECK(read.error == "");
  std::istringstream pages{read.out};
  std::string page;
  int wrong = 0;
  for (int n = 1; n <= count; ++n) {
    std::getline(pages, page, '\f');
    const std::string number = std::to_string(n);
    wrong += !contains(page, "Sheet " + number + " of the hospital\n") ||
             !contains(page + '\n', "Binder " + number + '\n');
  }
  CHECK(wrong == 0);
  CHECK_FALSE(std::getline(pages, page, '\f'));
}
