#include "engine/hash/hash.hpp"
// What rides inside a packet, and how it comes out again.

#include "tests/encrypt/sealed.hpp"
#include "tests/support/run.hpp"

using namespace tests;

namespace {
const std::string small = "<case id=\"rivera\"/>\n";

std::string taken(const std::string& pdf, const encrypt::Password* word = nullptr) {
  Diagnostics out;
  const auto inside = encrypt::extract(pdf, "'packet.pdf'", word, out);
  CHECK(told(out) == "");
  return inside ? inside->bytes : "nothing";
}

std::string refused(const std::string& pdf, const encrypt::Password* word = nullptr) {
  Diagnostics out;
  CHECK_FALSE(encrypt::extract(pdf, "'packet.pdf'", word, out));
  return told(out);
}

/// Puts other words of the same length in the place of some, so that all else stays where it is.
std::string with(std::string pdf, const std::string& from, const std::string& to) {
  REQUIRE(from.size() == to.size());
  const auto at = pdf.find(from);
  REQUIRE(at != std::string::npos);
  return pdf.replace(at, from.size(), to);
}

/// Every byte there is, so often that it is worth compressing.
std::string every_byte() {
  std::string bytes;
  for (int i = 0; i < 256 * 400; ++i) bytes += static_cast<char>(i * (1 + i / 25600));
  return bytes;
}

/// A document by another program: its catalog's /AF, and the objects that it names.
std::string foreign(const std::string& associated, const std::string& objects) {
  return "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R" + associated +
         ">>\nendobj\n2 0 obj\n<</Type/Pages/Kids[9 0 R]/Count 1>>\nendobj\n"
         "9 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n" +
         objects + "trailer\n<</Root 1 0 R>>\n%%EOF\n";
}

std::string file_object(int number, const std::string& bytes, const std::string& entries = "") {
  const auto digest = hash::md5(bytes);
  std::string hex;
  for (const char c : digest) {
    hex += "0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4];
    hex += "0123456789ABCDEF"[c & 15];
  }
  const std::string stream = std::to_string(number + 1);
  return std::to_string(number) +
         " 0 obj\n<</Type/Filespec/UF(a.xml)/AFRelationship/Source/EF<</F " + stream +
         " 0 R>>>>\nendobj\n" + stream + " 0 obj\n<</Type/EmbeddedFile/Subtype/text#2Fxml" +
         entries + "/Params<</Size " + std::to_string(bytes.size()) + "/CheckSum<" + hex +
         ">>>/Length " + std::to_string(bytes.size()) + ">>stream\n" + bytes +
         "\nendstream\nendobj\n";
}
}  // namespace

TEST_CASE("what rides inside comes out byte for byte") {
  const encrypt::Password word = password();
  for (const std::string& bytes :
       {small,
        std::string{},
        "\xEF\xBB\xBF" + small,
        std::string("\xFF\xFE<\0c\0", 6),
        every_byte()}) {
    for (const bool readable : {false, true}) {
      const std::string open = page_with(bytes, readable);
      CHECK(taken(open) == bytes);
      CHECK(taken(locked(open), &word) == bytes);
    }
  }
}

TEST_CASE("its name comes out as it was put in") {
  Diagnostics out;
  const auto inside = encrypt::extract(page_with(small), "'packet.pdf'", nullptr, out);
  REQUIRE(inside);
  CHECK(inside->name == "rivera.xml");
}

TEST_CASE("other programs list it and take it out, the same bytes") {
  for (const bool readable : {false, true}) {
    const std::string pdf = page_with(every_byte(), readable);
    const Ran list = run_on(pdf, "pdfdetach -list {}");
    CHECK(list.out == "1 embedded files\n1: rivera.xml\n");
    CHECK(list.complaint() == "");
    const TemporaryFolder folder;
    const std::string to = folder / "rivera.xml";
    CHECK(run_on(pdf, "pdfdetach -save 1 -o " + to + " {}").complaint() == "");
    CHECK(tests::read(to) == every_byte());
    CHECK(run_on(pdf, "qpdf --show-attachment=rivera.xml {}").out == every_byte());
    // rivera.xml -> 5,0: the number of its stream
    const std::string number = run_on(pdf, "qpdf --list-attachments {}").out.substr(14);
    CHECK(
        run_on(pdf, "mutool show -b {} " + number.substr(0, number.find(','))).out == every_byte()
    );
    CHECK(run_on(pdf, "qpdf --check {}").complaint() == "");
  }
}

TEST_CASE("a file that carries a case says that it is its source, and that it is PDF/A-3a") {
  const std::string pdf = page_with(small, true);
  const auto has = [&](std::string_view words) { return pdf.find(words) != std::string::npos; };
  CHECK(has("/AFRelationship/Source"));
  CHECK(has("/AF["));
  CHECK(has("/Desc(The case)"));
  CHECK(has("/ModDate(D:20261120000000Z)"));
  CHECK(has("<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>"));
  CHECK(page_with({}, true).find("/EmbeddedFiles") == std::string::npos);
}

TEST_CASE("it still comes out when another program has saved the packet anew") {
  const TemporaryFolder folder;
  const std::string saved = folder / "saved.pdf";
  const std::string pdf = page_with(every_byte());
  for (const std::string way :
       {"--object-streams=disable --stream-data=uncompress", "--linearize"}) {
    CHECK(run_on(pdf, "qpdf " + way + " {} " + saved).complaint() == "");
    CHECK(taken(tests::read(saved)) == every_byte());
  }
}

TEST_CASE("a locked packet gives its case to its password alone") {
  const std::string closed = locked(page_with(small));
  const encrypt::Password wrong = password("wrong horse battery");
  CHECK(refused(closed, &wrong) == "E808: the password does not open 'packet.pdf'");
  CHECK(refused(closed) == "E808: 'packet.pdf' is encrypted, and opens with its password alone");
}

TEST_CASE("what is no packet is told by its kind") {
  CHECK(refused("") == "E806: 'packet.pdf' is not a PDF");
  CHECK(refused("<case/>") == "E806: 'packet.pdf' is not a PDF");
  CHECK(refused("%PDF-1.7\n").rfind("E807: 'packet.pdf' is damaged: ", 0) == 0);
  CHECK(refused("%PDF-1.7\n").find("no reason given") == std::string::npos);
  CHECK(refused(page_with({})) == "E809: no case rides inside 'packet.pdf'");
  CHECK(refused(foreign("/AF 7", "")) == "E809: no case rides inside 'packet.pdf'");
}

TEST_CASE("a packet that was cut off gives nothing, or all of it") {
  const std::string whole = page_with(small);
  for (std::size_t size = 0; size < whole.size(); size += 97) {
    Diagnostics out;
    const auto inside =
        encrypt::extract(std::string_view{whole}.substr(0, size), "'packet.pdf'", nullptr, out);
    if (inside) CHECK(inside->bytes == small);
    if (!inside) CHECK(out.errors() == 1);
  }
}

TEST_CASE("attachments of others are left alone") {
  const std::string pdf = page_with(small, true);
  const std::string message = "E809: what rides inside 'packet.pdf' is not a case";
  CHECK(refused(with(pdf, "/AFRelationship/Source", "/AFRelationship/Data  ")) == message);
  CHECK(refused(with(pdf, "text#2Fxml", "text#2Fcsv")) == message);
  CHECK(refused(page_with(small, true, "rivera.txt")) == message);

  const TemporaryFolder folder;
  const std::string notes = folder / "notes", saved = folder / "saved.pdf";
  tests::write(notes, "my notes");
  CHECK(
      run_on(pdf, "qpdf --add-attachment " + notes + " --mimetype=text/xml -- {} " + saved)
          .complaint() == ""
  );
  CHECK(taken(tests::read(saved)) == small);
}

TEST_CASE("of several cases none is guessed") {
  const std::string two = file_object(3, "<case/>") + file_object(5, "<case />");
  CHECK(
      refused(foreign("/AF[3 0 R 5 0 R]", two)) == "E810: several cases ride inside 'packet.pdf'"
  );
  CHECK(taken(foreign("/AF[3 0 R]", two)) == "<case/>");
  CHECK(
      taken(foreign("/AF[5 0 R 5 0 R]/Names<</EmbeddedFiles<</Names[(a)5 0 R]>>>>", two)) ==
      "<case />"
  );
}

TEST_CASE("a tree of names that goes round in a circle, or is very deep, comes to an end") {
  const std::string round = "7 0 obj\n<</Kids[7 0 R]>>\nendobj\n" + file_object(3, "<case/>");
  const std::string names = "/Names<</EmbeddedFiles 7 0 R>>";
  CHECK(refused(foreign(names, round)) == "E809: no case rides inside 'packet.pdf'");
  CHECK(
      taken(foreign(
          names,
          "7 0 obj\n<</Kids[8 0 R]>>\nendobj\n8 0 obj\n<</Names[(a)3 0 R]>>\nendobj\n" +
              file_object(3, "<case/>")
      )) == "<case/>"
  );
}

TEST_CASE("what is not as it was put there is not given out") {
  const std::string message = "E811: the case inside 'packet.pdf' is not as it was put there";
  const std::string pdf = page_with(small, true);
  CHECK(refused(with(pdf, "<case id=\"rivera\"/>", "<case id=\"riveta\"/>")) == message);
  CHECK(refused(with(pdf, "/Size 20", "/Size 19")) == message);
  CHECK(refused(with(pdf, "/CheckSum", "/CheckSun")) == message);
  // A stream that is said to be compressed, and is not.
  CHECK(
      refused(foreign("/AF[3 0 R]", file_object(3, "<case/>", "/Filter/FlateDecode"))) == message
  );
  // Filters that we never use are not tried.
  CHECK(
      refused(foreign("/AF[3 0 R]", file_object(3, "3C3E>", "/Filter/ASCIIHexDecode"))) == message
  );
}

TEST_CASE("a few bytes that unpack to very many are not unpacked") {
  const std::string many(50 << 20, 'x');
  std::string pdf = page_with(many, false);
  CHECK(pdf.size() < 300000);
  CHECK(taken(pdf) == many);  // as many as it says are a case still
  std::string lying;
  {
    const TemporaryFolder folder;
    const std::string saved = folder / "saved.pdf";
    CHECK(
        run_on(pdf, "qpdf --object-streams=disable --stream-data=preserve {} " + saved)
            .complaint() == ""
    );
    lying = tests::read(saved);
  }
  CHECK(
      refused(with(lying, "/Size 52428800", "/Size 00000800")) ==
      "E811: the case inside 'packet.pdf' is not as it was put there"
  );
  CHECK(
      refused(with(lying, "/Size 52428800", "/Size 99999999")) ==
      "E811: the case inside 'packet.pdf' is not as it was put there"
  );
}
