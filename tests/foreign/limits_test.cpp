// What a file may ask for: a page tree of reasonable depth, streams of a reasonable size.

#include "engine/flate/flate.hpp"
#include "engine/foreign/answers.hpp"
#include "engine/foreign/foreign.hpp"
#include "tests/encrypt/sealed.hpp"
#include "tests/support/locked_pdf.hpp"
#include "tests/support/small_pdf.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <sys/resource.h>

using namespace engine;
using namespace tests;

namespace {

std::string told_of(const std::string& pdf) {
  Diagnostics out;
  const auto file = foreign::read(pdf, {.name = "lab.pdf"}, out);
  CHECK(static_cast<bool>(file) != (told(out).substr(0, 1) == "E"));
  return told(out);
}

/// Nodes each of which holds the next, and a page.
std::string chain(int nodes) {
  std::vector<std::string> objects{"<</Type/Catalog/Pages 2 0 R>>"};
  for (int i = 0; i < nodes; ++i) {
    const std::string parent = i > 0 ? "/Parent " + std::to_string(i + 1) + " 0 R" : "";
    objects.push_back(
        "<</Type/Pages/Count 1/Kids[" + std::to_string(i + 3) + " 0 R]" + parent + ">>"
    );
  }
  objects.push_back(
      "<</Type/Page/MediaBox[0 0 99 99]/Parent " + std::to_string(nodes + 1) +
      " 0 R/Resources<</Font<</F 1 0 R>>>>/Contents " + std::to_string(nodes + 3) + " 0 R>>"
  );
  objects.push_back(stream("(x) Tj"));
  return small_pdf(objects);
}

std::string packed(const std::string& plain) {
  Bytes out;
  flate::Deflater{9}.deflate(plain, out);
  return std::string{out.view()};
}

std::string spaces(std::size_t mib) {
  return std::string(mib * 1024 * 1024, ' ');
}

std::string page_of(const std::vector<std::string>& streams) {
  std::string contents;
  for (std::size_t i = 0; i < streams.size(); ++i) contents += std::to_string(i + 4) + " 0 R ";
  std::vector<std::string> objects{
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 99 99]>>",
      "<</Type/Page/Parent 2 0 R/Resources<</Font<</F 1 0 R>>>>/Contents[" + contents + "]>>"};
  objects.insert(objects.end(), streams.begin(), streams.end());
  return small_pdf(objects);
}

/// Spaces, in codes each of which stands for one more of them than the one before; 7 MiB a round.
std::string rising_lzw(int rounds) {
  std::string out;
  std::size_t held = 0, bits = 0, width = 9;
  const auto put = [&](std::size_t code) {
    held = (held << width | code) & 0xffffff;
    for (bits += width; bits >= 8; bits -= 8) out += static_cast<char>(held >> (bits - 8) & 0xff);
  };
  for (int round = 0; round < rounds; ++round) {
    put(256);
    width = 9;
    put(' ');
    for (std::size_t code = 258; code < 4095; ++code) {
      put(code);
      if (code + 1 == 511 || code + 1 == 1023 || code + 1 == 2047) ++width;
    }
  }
  put(257);
  return out + std::string(2, '\0');
}

const std::string flate_coded = "/Filter/FlateDecode";
const std::string unreadable = "E853: page 1 of 'lab.pdf' cannot be read";

}  // namespace

TEST_CASE("pages in a long chain are refused, and those of a usual tree are read") {
  CHECK(told_of(chain(90)).empty());
  const std::string deep = "E858: the pages of 'lab.pdf' stand more than 100 levels deep";
  CHECK(told_of(chain(150)) == deep);
  CHECK(told_of(chain(20'000)) == deep);
  CHECK_FALSE(foreign::read_form(chain(20'000), nullptr));
  // What the catalog names is low in the chain: libqpdf begins at its top.
  std::string low = chain(20'000);
  low.replace(low.find("/Pages 2 0 R"), 12, "/Pages 9 0 R");
  CHECK(told_of(low) == deep);
}

TEST_CASE("more pages than a record has are refused") {
  std::string kids;
  for (int i = 0; i <= 20'000; ++i) kids += "3 0 R ";
  const std::string pdf = small_pdf(
      {"<</Type/Catalog/Pages 2 0 R>>",
       "<</Type/Pages/Count 1/Kids[" + kids + "]>>",
       "<</Type/Page/Parent 2 0 R>>"}
  );
  CHECK(told_of(pdf) == "E858: 'lab.pdf' has more than 20000 pages");
}

TEST_CASE("what draws a page is refused when it unpacks to too much") {
  const std::string text = "(x) Tj ";
  CHECK(told_of(page_of({stream(packed(text + spaces(60)), flate_coded)})).empty());
  CHECK(told_of(page_of({stream(packed(text + spaces(65)), flate_coded)})) == unreadable);
  // Also when only all of it together does, and in whatever way it is packed.
  const std::string half = stream(packed(text + spaces(40)), flate_coded);
  CHECK(told_of(page_of({half})).empty());
  CHECK(told_of(page_of({half, half})) == unreadable);
  const std::string twice = stream(packed(packed(text)), "/Filter[/FlateDecode/FlateDecode]");
  CHECK(told_of(page_of({twice})) == unreadable);
  std::string runs;
  for (int i = 0; i < 600'000; ++i) runs += "\x81 ";
  CHECK(told_of(page_of({stream(runs, "/Filter/RunLengthDecode")})) == unreadable);
  const std::string wide = "/DecodeParms<</Predictor 15/Columns 2147483647>>";
  CHECK(told_of(page_of({stream(packed(text), flate_coded + wide)})) == unreadable);
}

TEST_CASE("what is written in letters, by runs or with LZW is read as before") {
  CHECK(told_of(page_of({stream("2878 2920546A>", "/Filter/ASCIIHexDecode")})).empty());
  const std::string runs = std::string{"\x05(x) Tj\x80"};
  CHECK(told_of(page_of({stream(runs, "/Filter/RunLengthDecode")})).empty());
  CHECK(told_of(page_of({stream(".!R0`<,)~>", "/Filter/ASCII85Decode")})).empty());
  const std::string blank = "W857: 'lab.pdf': no page holds text";
  CHECK(told_of(page_of({stream(rising_lzw(5), "/Filter/LZWDecode")})) == blank);
  CHECK(told_of(page_of({stream(rising_lzw(10), "/Filter/LZWDecode")})) == unreadable);
}

TEST_CASE("a table that says where objects stand is refused when it unpacks to too much") {
  const auto table_of = [](std::size_t mib, const std::string& entries) {
    std::string file = "%PDF-1.7\n1 0 obj\n";
    file += stream(packed(std::string(mib * 1024 * 1024, '\0')), entries);
    return file + "\nendobj\nstartxref\n9\n%%EOF\n";
  };
  const std::string entries = "/Type/XRef/W[1 2 1]/Size 100000000/Root 1 0 R" + flate_coded;
  const std::string refused = "E858: 'lab.pdf' unpacks to far more than a record needs";
  CHECK(told_of(table_of(9, entries)) == refused);
  CHECK(told_of(table_of(9, "/N 1/First 9" + flate_coded)) == refused);
  CHECK(told_of(table_of(1, entries + "/DecodeParms<</Columns 999999>>")) == refused);
  CHECK(told_of(table_of(1, "/Type/XRef/W[1 2 1]/Filter[/FlateDecode/LZWDecode]")) == refused);
  // Pictures are not unpacked: they may be as large as they are.
  const std::string picture = "/Type/XObject/Subtype/Image/Width 9000/Height 9000" + flate_coded;
  CHECK(told_of(OnePage{.more = {stream(packed(spaces(70)), picture)}}.pdf()).empty());
}

namespace {

[[maybe_unused]] long most_memory_in_mib() {
  struct rusage used {};
  ::getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss / 1024;
}

/// A list that takes dozens of bytes of memory for each of its own.
std::string list_of(std::size_t mib) {
  std::string list = "/X[";
  for (std::size_t i = 0; i < mib << 19; ++i) list += "0 ";
  return list + "]";
}

}  // namespace

TEST_CASE("objects below an encryption are unpacked in a process of its own, within limits") {
  const std::string blank = "W857: 'lab.pdf': no page holds text";
  CHECK(told_of(locked_pdf("")) == blank);
  CHECK(told_of(locked_pdf(list_of(1))) == blank);
  // Its name may be written in another way (§7.3.5), and is the same.
  std::string hidden = locked_pdf("");
  hidden.replace(hidden.find("/Encrypt 5"), 10, "/#45ncryp#74 5");
  CHECK(told_of(hidden) == blank);
  // So it is when nobody waits for children, as in a program that has opened a browser.
  const auto former = std::signal(SIGCHLD, SIG_IGN);
  CHECK(told_of(hidden) == blank);
  std::string locked = hidden;
  locked.replace(locked.find("/U<") + 3, 2, "00");
  CHECK(told_of(locked) == "E851: 'lab.pdf' is encrypted, and opens with its password alone");
  std::signal(SIGCHLD, former);
#ifndef TESTS_WITH_SANITIZERS  // whose memory has no limit
  const std::string bomb = locked_pdf(list_of(40));
  CHECK(bomb.size() < 300'000);
  const long before = most_memory_in_mib();
  CHECK(told_of(bomb) == "E858: 'lab.pdf' unpacks to far more than a record needs");
  Diagnostics out;
  CHECK_FALSE(encrypt::extract(bomb, "packet.pdf", nullptr, out));
  CHECK_FALSE(foreign::read_form(bomb, nullptr));
  CHECK(most_memory_in_mib() - before < 100);
#endif
}

TEST_CASE("what extract is given is measured before it is opened, too") {
  std::string file = "%PDF-1.7\n1 0 obj\n";
  file += stream(
      packed(std::string(9 * 1024 * 1024, '\0')),
      "/Type/XRef/W[1 2 1]/Size 100000000/Root 1 0 R" + flate_coded
  );
  Diagnostics out;
  CHECK_FALSE(encrypt::extract(file + "\nendobj\nstartxref\n9\n%%EOF\n", "packet.pdf", nullptr, out)
  );
  CHECK(told(out) == "E807: packet.pdf unpacks to far more than a packet needs");
}
