// The law over all of Unicode: whatever character somebody types, the papers are made, no letter is
// an empty box, and what was typed is read back by other programs, or it is told.
//
// Of each block some characters are asked; CAREPACKET_CHARACTERS=all asks every one, and writes the
// files for tests/conformance/check.py into CAREPACKET_FILES, where that names a folder.

#include "engine/base/ascii.hpp"
#include "engine/base/blank.hpp"
#include "engine/base/utf8.hpp"
#include "engine/engine.hpp"
#include "tests/support/blocks.hpp"
#include "tests/support/house.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {
using namespace engine;
using namespace engine::literals;

bool all_are_asked() {
  return std::getenv("CAREPACKET_CHARACTERS") != nullptr;
}

/// What the letters of a case may be (XML 1.0 §2.2), behind ASCII.
bool may_be_typed(char32_t c) {
  return c > 0x9F && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
}

/// Every character of Unicode 15 that has a name, and some that have none: for private use, and for
/// no use at all.
std::vector<char32_t> characters() {
  const layout::FontLetters letters{tests::library().fonts};
  std::vector<char32_t> all;
  for (char32_t c = 0xA0; c <= 0x10FFFF; ++c) {
    const bool is_named = may_be_typed(c) && !letters.name_of(c).empty();
    if (is_named || (may_be_typed(c) && c % 1021 == 0)) all.push_back(c);
  }
  return all;
}

/// `one_in` of them, evenly; all when all are asked.
std::vector<char32_t> some_of(const std::vector<char32_t>& all, std::size_t one_in) {
  if (all_are_asked()) return all;
  std::vector<char32_t> some;
  for (std::size_t i = 0; i < all.size(); i += one_in) some.push_back(all[i]);
  for (const char32_t c : std::u32string_view{
           U"\u00A0\u00AD\u034F\u061C\u200B\u200C\u200D\u200E\u200F\u2028\u202A\u202E\u2060\u2066"
           U"\u2069\u20E3\u3164\uF0A7\uF0B7\uFE0F\uFEFF\uFFF9\uFFFC\uFFFD\U0001F3FD\U0001F600"
           U"\U000E0067\U000E0100\U0001D173"})
    some.push_back(c);
  return some;
}

/// A word of its own for a character: no other holds it between these letters.
std::string word_around(char32_t c) {
  std::string word = "k";
  append_utf8(word, c);
  return word + "k";
}

/// Without blanks, and without what is never seen: readers leave it out, or put it between words.
std::string bare(std::string_view text) {
  std::string rest;
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, next] = character_at(text, i);
    if (!is_blank(c) && !font::is_default_ignorable(c)) rest += text.substr(i, next - i);
    i = next;
  }
  return rest;
}

std::size_t count(std::string_view text, std::string_view word) {
  std::size_t found = 0;
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) ++found;
  return found;
}

/// Where a reader deviates: poppler sets a diaeresis or breve of its own over the letter before it,
/// mupdf takes Latin ligatures apart.
bool reads_otherwise(char32_t c, bool is_poppler) {
  return is_poppler ? c == 0xA8 || c == 0x2D8 : c >= 0xFB00 && c <= 0xFB06;
}

/// A case that says each of these characters four times: in a name, a dose, a question, and the
/// name of a medicine, a cell of a table.
std::string case_of(std::span<const char32_t> some) {
  std::string providers, medicines, questions;
  constexpr std::size_t words_a_value = 8;
  for (std::size_t i = 0; i < some.size(); i += words_a_value) {
    std::string value;
    for (const char32_t c : some.subspan(i, std::min(words_a_value, some.size() - i)))
      value += (value.empty() ? "" : " ") + word_around(c);
    medicines += "<medication status='current'><name>" + value + "</name><dose>" + value +
                 "</dose><prescriber provider='p" + std::to_string(i) + "'/></medication>";
    providers += "<provider id='p" + std::to_string(i) + "'><name><text>" + value +
                 "</text></name></provider>";
    questions += "<question category='treatment'>" + value + "?</question>";
  }
  return "<case id='c' version='1'><asOf>2026-11-20</asOf><patient><name><text>Ana "
         "Ash</text></name></patient><provider id='own' role='current'><name><text>Bo "
         "Bell</text></name></provider>" +
         providers + "<condition><text>Asthma</text></condition><medications status='listed'>" +
         medicines + "</medications>" + questions + "</case>";
}

/// What is wrong with the papers of some characters, a line each.
std::string faults_of(std::span<const char32_t> some) {
  const Source source{"all.xml", case_of(some), Source::Holds::patient_data};
  Diagnostics out;
  const auto made = make(
      source,
      tests::worker(),
      {.only = {"medicines-allergies", "top-questions", "questions-treatment"}, .flat = true},
      out
  );
  std::ostringstream faults;
  const std::string from = code_point_name(some.front());
  if (!made || made->files.empty() || !made->missing.empty()) {
    faults << "from " << from << ": not made\n";
    for (const Diagnostic& one : out.all()) {
      if (one.severity == Severity::error) faults << shown(one.message, false) << "\n";
    }
    return faults.str();
  }
  const std::string& bytes = made->files.front().bytes;
  if (const char* folder = std::getenv("CAREPACKET_FILES"))
    tests::write(std::filesystem::path{folder} / (from + ".pdf"), bytes);

  std::string told;
  for (const Diagnostic& one : out.all()) told += shown(one.message, false) + "\n";
  const tests::Ran poppler = tests::run_on(bytes, "pdftotext -raw {} -");
  const tests::Ran mupdf = tests::run_on(bytes, "mutool draw -q -N -F text {}");
  for (const tests::Ran* read : {&poppler, &mupdf}) {
    if (!read->complaint().empty()) faults << "from " << from << ": " << read->complaint() << "\n";
    const std::string text = bare(read->out);
    for (const char32_t c : some) {
      const std::string word = bare(word_around(c));
      if (word == "kk" || tests::contains(told, code_point_name(c))) continue;
      const std::size_t times = count(text, word);
      if (times < 4 && !reads_otherwise(c, read == &poppler))
        faults << (read == &poppler ? "poppler " : "mupdf ") << code_point_name(c) << " " << times
               << " of 4\n";
    }
  }
  return faults.str();
}

}  // namespace

TEST_CASE("no character that is printed is an empty box") {
  const layout::FontLetters letters{tests::library().fonts};
  layout::Compositor compositor{tests::library().fonts};
  std::string boxes;
  const auto all = some_of(characters(), 7);
  constexpr std::size_t at_once = 500;
  for (std::size_t i = 0; i < all.size(); i += at_once) {
    std::string words;
    for (std::size_t k = i; k < std::min(i + at_once, all.size()); ++k) {
      if (letters.has(all[k])) words += word_around(all[k]) + " ";
    }
    for (const bool bold : {false, true}) {
      for (const bool italic : {false, true}) {
        doc::Block block = engine::test::paragraph("");
        std::get<doc::Paragraph>(block.content).inlines = {
            doc::Text{.text = words, .bold = bold, .italic = italic}};
        const auto document = engine::test::page_of(500_pt, 700_pt, {block});
        Diagnostics out;
        if (!layout::check_letters(document, tests::library().fonts, out))
          boxes += "refused from " + code_point_name(all[i]) + "\n";
        const page::Pages pages = compositor.draw(compositor.compose(document, "", out), 0);
        for (const page::Page& page : pages.pages) {
          for (const page::Item& item : page.items) {
            const auto* text = std::get_if<page::Text>(&item.what);
            if (!text) continue;
            for (const font::Glyph& glyph : pages.glyphs_of(*text)) {
              if (glyph.id == 0) boxes += "a box in " + std::string{pages.text_of(*text)} + "\n";
            }
          }
        }
      }
    }
  }
  CHECK(boxes == "");
}

TEST_CASE("each character in a name, a dose, a question and a cell is read back, or told") {
  if (!tests::has_tool("pdftotext") || !tests::has_tool("mutool")) {
    WARN("pdftotext or mutool is not installed");
    return;
  }
  const auto all = some_of(characters(), 211);
  std::string faults;
  constexpr std::size_t a_case = 256;
  for (std::size_t i = 0; i < all.size(); i += a_case)
    faults += faults_of(std::span{all}.subspan(i, std::min(a_case, all.size() - i)));
  if (all_are_asked()) WARN(all.size() << " characters");
  CHECK(faults == "");
}

namespace {

struct NoPictures final : doc::Pictures {
  const Source* find(std::string_view) const override { return nullptr; }
};

/// The papers of a sample as text, by poppler.
std::string read_by_poppler(const std::string& sample, const MakeOptions& options) {
  const std::string path = CAREPACKET_SOURCE_DIR "/samples/" + sample + ".xml";
  const Source source{sample, tests::read(path), Source::Holds::patient_data};
  Diagnostics out;
  const auto made = make(source, tests::worker(), options, out);
  REQUIRE(made);
  return tests::run_on(made->files.front().bytes, "pdftotext {} -").out;
}

}  // namespace

TEST_CASE("a name from right to left is copied whole, and turns round no label behind it") {
  if (!tests::has_tool("pdftotext")) return;
  const std::string text = tests::without(
      read_by_poppler("name-from-right-to-left", {.only = {"transfer-letter", "authorization"}}),
      {"\u202A", "\u202B", "\u202C"}
  );
  CAPTURE(text);
  CHECK(count(text, "Sign here: محمد الأحمد, patient") == 1);
  CHECK(count(text, "Sincerely,\n\nمحمد الأحمد\n") == 1);
  CHECK(tests::contains(text, "records below to יעל מזרחי, MD by"));
  CHECK(tests::contains(text, "Patient: محمد الأحمد\n"));
  CHECK_FALSE(tests::contains(text, "ا لأحمد"));
}

TEST_CASE("a number of two digits stands beside its item, in standard print and in large") {
  for (const auto* edition : {"standard", "large"}) {
    const Source markup{
        "t",
        "<document title='T'><h1>T</h1><ol start='9'><li>item</li><li>item</li></ol></document>"};
    Diagnostics out;
    const auto document =
        doc::read(markup, tests::library().themes.find(edition)->second, NoPictures{}, out);
    REQUIRE(document);
    layout::Compositor compositor{tests::library().fonts};
    const auto pages = compositor.draw(compositor.compose(*document, "", out), 0);
    CAPTURE(edition);
    const auto lines = engine::test::lines_of(pages, 0);
    CHECK(std::ranges::count(lines, "9. item") == 1);
    CHECK(std::ranges::count(lines, "10. item") == 1);
  }
}
