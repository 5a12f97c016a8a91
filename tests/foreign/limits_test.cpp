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

namespace {

/// A page that names `lists` objects, each of which stands alone in a stream of objects (§7.5.7).
std::string packed_lists(std::size_t lists, const std::string& list) {
  const auto in_bytes = [](std::size_t number, int bytes) {
    std::string all;
    while (bytes-- > 0) all += static_cast<char>(number >> (8 * bytes) & 0xff);
    return all;
  };
  const auto row = [&](int kind, std::size_t second, std::size_t third) {
    return in_bytes(static_cast<std::size_t>(kind), 1) + in_bytes(second, 4) + in_bytes(third, 2);
  };
  std::string names;
  for (std::size_t i = 0; i < lists; ++i)
    names += "/A" + std::to_string(i) + ' ' + std::to_string(5 + i) + " 0 R";
  const std::size_t first_stream = 5 + lists;
  std::vector<std::pair<std::size_t, std::string>> objects{
      {1, "<</Type/Catalog/Pages 2 0 R>>"},
      {2, "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 99 99]>>"},
      {3, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<" + names + ">>>>"},
      {4, stream("(x) Tj")}};
  std::vector<std::string> rows(first_stream + lists, row(0, 0, 0));
  for (std::size_t i = 0; i < lists; ++i) {
    const std::string head = std::to_string(5 + i) + " 0 ";
    const std::string entries = "/Type/ObjStm/N 1/First " + std::to_string(head.size());
    objects.emplace_back(first_stream + i, stream(packed(head + list), entries + flate_coded));
    rows[5 + i] = row(2, first_stream + i, 0);
  }
  std::string file = "%PDF-1.7\n";
  for (const auto& [number, object] : objects) {
    rows[number] = row(1, file.size(), 0);
    file += std::to_string(number) + " 0 obj\n" + object + "\nendobj\n";
  }
  const std::size_t at = file.size();
  std::string table;
  for (const std::string& each : rows) table += each;
  file += std::to_string(rows.size()) + " 0 obj\n" +
          stream(
              packed(table),
              "/Type/XRef/W[1 4 2]/Root 1 0 R/Size " + std::to_string(rows.size()) + flate_coded
          );
  return file + "\nendobj\nstartxref\n" + std::to_string(at) + "\n%%EOF\n";
}

std::string in_brackets(const std::string& each, std::size_t times) {
  std::string list = "[";
  for (std::size_t i = 0; i < times; ++i) list += each;
  return list + ']';
}

/// Objects each of which names the next.
std::string long_chain(std::size_t links) {
  std::vector<std::string> more;
  for (std::size_t i = 0; i < links; ++i) more.push_back('[' + std::to_string(i + 7) + " 0 R]");
  more.emplace_back("null");
  return OnePage{.resources = "/A 6 0 R", .more = std::move(more)}.pdf();
}

}  // namespace

TEST_CASE("objects by the million are built in a process of its own, within limits") {
  const std::string blank = "W857: 'lab.pdf': no page holds text";
  CHECK(told_of(packed_lists(3, in_brackets("0 ", 30'000))) == blank);
  CHECK(told_of(OnePage{.resources = "/A " + in_brackets("<<>>", 30'000)}.pdf()) == blank);
  CHECK(told_of(long_chain(3'000)) == blank);
#ifndef TESTS_WITH_SANITIZERS  // whose memory has no limit
  const std::string refused = "E858: 'lab.pdf' unpacks to far more than a record needs";
  const std::string small = packed_lists(3, in_brackets("0 ", 3'000'000));
  CHECK(small.size() < 20'000);
  const std::string numbers = OnePage{.resources = "/A " + in_brackets("0 ", 10'000'000)}.pdf();
  const long before = most_memory_in_mib();
  for (const std::string& bomb : {small, numbers}) {
    CHECK(told_of(bomb) == refused);
    Diagnostics out;
    CHECK_FALSE(encrypt::extract(bomb, "packet.pdf", nullptr, out));
    CHECK(told(out) == "E807: packet.pdf unpacks to far more than a packet needs");
    CHECK_FALSE(foreign::read_form(bomb, nullptr));
  }
  CHECK(told_of(OnePage{.resources = "/A " + in_brackets("<<>>", 5'000'000)}.pdf()) == refused);
  CHECK(told_of(long_chain(800'000)) == refused);
  CHECK(most_memory_in_mib() - before < 150);
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
