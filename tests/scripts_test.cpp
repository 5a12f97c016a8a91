// What is written in any script is read back as it was written, in logical order, by programs that
// know nothing of ours. Without a tool its tests are passed over.
//
// Where a reader deviates:
//   pdftotext (poppler), without -raw, puts letters in the order of their places on the page. Marks
//   that stand before their letter, and a joiner that stands nowhere, then change places with it.
//   mutool 1.25 (mupdf) does the same where a line has many marks; mutool 1.21 does not.
//   tests/conformance/pdfjs.mjs reads the same file with pdf.js, which leaves joiners out.

#include "engine/base/language.hpp"
#include "engine/html/html.hpp"
#include "tests/support/all_scripts.hpp"
#include "tests/support/blocks.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace engine;
using namespace engine::test;
using tests::pages_of;
using tests::Sentence;
using tests::sentences;

namespace {

/// A file with a page for every sentence.
const std::string& all_sentences() {
  static const std::string file = tests::file_of(tests::all_pages());
  return file;
}

/// Without what a reader may put between words, and marks of direction that it adds.
std::string bare_words(std::string text) {
  for (const std::string_view mark :
       {" ",
        "\n",
        "\u200B",
        "\u200E",
        "\u200F",
        "\u202A",
        "\u202B",
        "\u202C",
        "\u2066",
        "\u2067",
        "\u2069"}) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
      text.erase(at, mark.size());
  }
  return text;
}

std::string sorted(std::string text) {
  std::ranges::sort(text);
  return text;
}

/// What a tool says of all sentences, page by page.
std::vector<std::string> pages_told(const std::string& command) {
  if (!tests::has_tool(command.substr(0, command.find(' ')))) {
    WARN(command << " is not installed");
    return {};
  }
  const tests::Ran said = tests::run_on(all_sentences(), command);
  CHECK(said.complaint() == "");
  std::vector<std::string> told;
  std::size_t begin = 0;
  for (auto end = said.out.find('\f'); end != std::string::npos; end = said.out.find('\f', begin)) {
    told.push_back(bare_words(said.out.substr(begin, end - begin)));
    begin = end + 1;
  }
  REQUIRE(told.size() >= std::size(sentences));
  return told;
}

void check_all_told(const std::string& command, const std::set<std::string_view>& by_place = {}) {
  const auto told = pages_told(command);
  for (std::size_t i = 0; i < told.size() && i < std::size(sentences); ++i) {
    CAPTURE(command, sentences[i].script);
    const std::string expected = bare_words(std::string{sentences[i].text});
    if (by_place.contains(sentences[i].script)) {
      CHECK(sorted(told[i]) == sorted(expected));
    } else {
      CHECK(told[i] == expected);
    }
  }
}

}  // namespace

TEST_CASE("poppler reads every script as it was written") {
  check_all_told("pdftotext -raw {} -");
  check_all_told("pdftotext {} -", {"Persian", "Arabic with all vowels", "Odia", "Thai", "Khmer"});
}

TEST_CASE("mupdf reads every script as it was written") {
  const tests::Ran version = tests::run({"mutool", "-v"});
  const bool goes_by_place = !tests::contains(version.out + version.error, " 1.21.");
  std::set<std::string_view> by_place;
  if (goes_by_place) by_place.insert("Arabic with all vowels");
  check_all_told("mutool draw -q -N -F text {}", by_place);
}

TEST_CASE("the words of the tags are what was written, in every script") {
  if (!tests::has_tool("pdfinfo")) return;
  const tests::Ran said = tests::run_on(all_sentences(), "pdfinfo -struct-text {}");
  CHECK(said.complaint() == "");
  std::string told, expected;
  for (std::size_t begin = 0, end = 0; begin < said.out.size(); begin = end + 1) {
    end = std::min(said.out.find('\n', begin), said.out.size());
    const std::string line = said.out.substr(begin, end - begin);
    const auto quote = line.find('"');
    if (quote != std::string::npos) told += line.substr(quote + 1, line.rfind('"') - quote - 1);
  }
  for (const Sentence& sentence : sentences) expected += sentence.text;
  CHECK(bare_words(told) == bare_words(expected));
}

TEST_CASE("nothing is drawn as an empty box, in any script, weight or slant") {
  for (const Sentence& sentence : sentences) {
    for (const bool bold : {false, true}) {
      for (const bool italic : {false, true}) {
        doc::Block block = paragraph("");
        std::get<doc::Paragraph>(block.content).inlines = {
            doc::Text{.text = sentence.text, .bold = bold, .italic = italic}};
        auto document = page_of(300_pt, 200_pt, {block});
        document.language = sentence.language;
        const page::Pages pages = laid_out(document);
        CAPTURE(sentence.script, bold, italic);
        CHECK_FALSE(pages.glyphs.empty());
        CHECK(std::ranges::none_of(pages.glyphs, [](const auto& g) { return g.id == 0; }));
      }
    }
  }
}

TEST_CASE("what runs from right to left begins at the right in a document of its language") {
  for (const Sentence& sentence : sentences) {
    const page::Pages pages = pages_of(sentence);
    const auto& items = pages.pages.front().items;
    const auto& first = std::get<page::Text>(items.front().what);
    CAPTURE(sentence.script);
    if (sentence.right_to_left) {
      CHECK((items.front().at.x + first.width).in_points() == Approx(280).margin(0.01));
    } else {
      CHECK(items.front().at.x == 20_pt);
    }
  }
}

namespace {

/// A document of one list item: its bullet stands where lines begin.
doc::Document list_in(std::string_view language) {
  doc::Block item{.element = doc::Element::li};
  item.marker = {
      .is = doc::Marker::Is::bullet, .text = "\u2022", .style = style(), .indent = 20_pt};
  item.content = doc::Stack{{paragraph("1")}};
  doc::Block list{.element = doc::Element::ul, .content = doc::Stack{{item}}};
  auto document = page_of(200_pt, 100_pt, {list});
  document.language = language;
  return document;
}

bool begins_at_the_right(const doc::Document& document) {
  const page::Pages pages = laid_out(document);
  return pages.pages.at(0).items.at(0).at.x > 100_pt;
}

}  // namespace

TEST_CASE("what is mirrored on paper is written from right to left in HTML, and nothing else") {
  for (const char* tag : {"ar",      "fa",      "he", "iw",    "yi",      "ji",      "ks",
                          "nqo",     "syr",     "ug", "ur",    "xx-Arab", "ks-Deva", "ug-Cyrl",
                          "pa-Arab", "ff-Adlm", "en", "es-MX", "zh-Hant", "xx",      "ar-Latn"}) {
    CAPTURE(tag);
    const doc::Document document = list_in(tag);
    doc::DocumentBundle bundle{.title = "t", .language = tag};
    bundle.parts.push_back({.document = &document, .title = "t", .anchor = "a"});
    const bool turned = html::write(bundle).find(" dir=\"rtl\"") != std::string::npos;
    CHECK(turned == is_right_to_left(tag));
    CHECK(begins_at_the_right(document) == is_right_to_left(tag));
  }
}
