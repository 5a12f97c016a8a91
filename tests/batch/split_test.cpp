// Where a stream is cut into cases.

#include "engine/batch/split.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstring>

using namespace engine::batch;

namespace {

/// Gives a text in pieces of `size` bytes.
engine::files::Read in_pieces(std::string text, std::size_t size) {
  return [text = std::move(text), at = std::size_t{0}, size](char* to, std::size_t room) mutable {
    const auto count = std::min({size, room, text.size() - at});
    std::memcpy(to, text.data() + at, count);
    at += count;
    return static_cast<ssize_t>(count);
  };
}

struct Cut {
  std::string bytes;
  Splitter::Begin begin;
  bool operator==(const Cut&) const = default;
};

std::vector<Cut> pieces_of(const std::string& text, std::size_t size) {
  Splitter splitter{in_pieces(text, size)};
  std::vector<Cut> all;
  while (auto piece = splitter.next()) all.push_back({piece->bytes, piece->begin});
  return all;
}

/// The same, however the bytes come.
std::vector<Cut> cut(const std::string& text) {
  const auto at_once = pieces_of(text, text.size() + 1);
  for (const std::size_t size : {1u, 2u, 7u}) CHECK(pieces_of(text, size) == at_once);
  return at_once;
}

std::vector<std::string> texts(const std::string& text) {
  std::vector<std::string> all;
  for (const auto& one : cut(text)) all.push_back(one.bytes);
  return all;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("cases below <cases> are cut out, with the place where they stood") {
  const auto all = cut(
      "<?xml version=\"1.0\"?>\n<cases>\n  <case id=\"a\">\n  </case>\n<!-- one more -->\n<case "
      "id='b'><x/></case></cases>\n"
  );
  REQUIRE(all.size() == 2);
  CHECK(all[0] == Cut{"<case id=\"a\">\n  </case>", {3, 3}});
  CHECK(all[1] == Cut{"<case id='b'><x/></case>", {6, 1}});
  const auto beside = cut("<cases><case id=\"\u00e9\"/><case/>\n<case/></cases>");
  REQUIRE(beside.size() == 3);
  CHECK(beside[0].begin == Splitter::Begin{1, 8});
  CHECK(beside[1].begin == Splitter::Begin{1, 22});  // columns are characters
  CHECK(beside[2].begin == Splitter::Begin{2, 1});
}

TEST_CASE("case files may follow each other, each with its own beginning") {
  CHECK(
      texts("\xEF\xBB\xBF<?xml version=\"1.0\"?><case id=\"a\"/>\xEF\xBB\xBF<?xml "
            "version=\"1.0\"?>\n<case "
            "id=\"b\"></case>\n<case/>"
      ) == Texts{"<case id=\"a\"/>", "<case id=\"b\"></case>", "<case/>"}
  );
  CHECK(texts("").empty());
  CHECK(texts(" \n\t").empty());
  CHECK(texts("<cases/>").empty());
}

TEST_CASE("what looks like the end of a case inside a comment or a section is none") {
  const std::string one =
      "<case id=\"a\"><!-- </case> <case> --><x><![CDATA[</case>]]></x><?note </case>?></case>";
  CHECK(texts("<cases>" + one + "<case id=\"b\"/></cases>").size() == 2);
  CHECK(texts(one) == Texts{one});
  CHECK(texts("<caseload/>") == Texts{"<caseload/>"});
}

TEST_CASE("a case without its end does not take the next one with it") {
  CHECK(
      texts("<case id=\"a\"><patient>\n<case id=\"b\"></case>") ==
      Texts{"<case id=\"a\"><patient>\n", "<case id=\"b\"></case>"}
  );
  CHECK(
      texts("<cases><case id=\"a\"><x></cases><case id=\"b\"/>") ==
      Texts{"<case id=\"a\"><x>", "<case id=\"b\"/>"}
  );
  // A comment, a section or an instruction without its end stays in its case.
  for (const std::string open : {"<!--", "<![CDATA[", "<?pi"}) {
    const auto all = texts("<case id=\"a\">" + open + " x </case>\n<case id=\"b\"></case>\n");
    REQUIRE(all.size() == 2);
    CHECK(all[1] == "<case id=\"b\"></case>");
  }
}

TEST_CASE("what stands between cases and is none is a piece of its own") {
  CHECK(
      texts("<cases>\n<caze id=\"a\"/>\n<case id=\"b\"/>\nwords</cases>") ==
      Texts{"<caze id=\"a\"/>\n", "<case id=\"b\"/>", "words"}
  );
  CHECK(texts("words") == Texts{"words"});
}

TEST_CASE("each case is read in the encoding that the stream declares") {
  const auto all =
      cut("<?xml version=\"1.0\" encoding=\"windows-1252\"?>\n<cases>\n<case "
          "id=\"a\">\xE9</case></cases>");
  REQUIRE(all.size() == 1);
  CHECK(
      all[0] == Cut{"<?xml version=\"1.0\" encoding=\"windows-1252\"?>\n<case id=\"a\">\xE9</case>",
                    {3, 1, 1}}
  );
}

TEST_CASE("a case larger than any may be is cut short, and the next one is found") {
  const std::string huge = "<case id=\"a\"><x>" + std::string(20u << 20, 'x') + "</x></case>";
  const auto all = pieces_of("<cases>" + huge + "\n<case id=\"b\"/></cases>", 1u << 20);
  REQUIRE(all.size() == 2);
  CHECK(all[0].bytes.size() > (16u << 20));
  CHECK(all[1] == Cut{"<case id=\"b\"/>", {2, 1}});
}

TEST_CASE("a comment, a section and an instruction that many cases leave open stay in each of them"
) {
  const std::string one = "<case id=\"a\"><!-- <![CDATA[ <?x </case>";
  std::string text;
  for (int i = 0; i < 300; ++i) text += one + std::string(1000, ' ');
  const auto all = pieces_of(text + "<case id=\"b\"/>", 1u << 16);
  REQUIRE(all.size() == 301);
  for (int i = 0; i < 300; ++i) {
    CHECK(
        all[static_cast<std::size_t>(i)] ==
        Cut{one, {1, 1 + i * (static_cast<int>(one.size()) + 1000)}}
    );
  }
}

TEST_CASE("a read that fails is told by its number") {
  Splitter splitter{[](char*, std::size_t) {
    errno = EIO;
    return ssize_t{-1};
  }};
  CHECK_FALSE(splitter.next());
  CHECK(splitter.failed() == EIO);
}

TEST_CASE("the outermost element and the id are seen without reading the whole case") {
  CHECK(root_name("\xEF\xBB\xBF<?xml?>\n<!-- <no> -->\n<cases>") == "cases");
  CHECK(root_name("<case id=\"a\">") == "case");
  CHECK(root_name("words") == "");
  CHECK(root_name("<ca") == "");  // the rest is to come
  CHECK(root_name("<cases") == "");
  CHECK(id_of("<?xml?><case version=\"1\" id='p 17'>") == "");  // no name for a folder
  CHECK(id_of("<case\n  version = \"1\"\n  id = \" p17 \">") == "p17");
  CHECK(id_of("<case xml:id=\"a\" id=\"b\">") == "b");
  CHECK(id_of("<case version=\"1\">") == "");
  CHECK(id_of("<case id=\"../x\">") == "");
  CHECK(id_of("<cases id=\"a\">") == "");
  CHECK(id_of("<case id=\"a") == "");
}
