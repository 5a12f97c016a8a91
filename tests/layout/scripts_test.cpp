// Paragraphs of every script: which way they run, where their lines end, how far apart they stand.

#include "tests/support/scripts.hpp"

#include "tests/support/blocks.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace engine;
using namespace engine::test;
using Lines = std::vector<std::string>;

namespace {

const std::string arabic = "\u0623\u0631\u064A\u062F \u0631\u0623\u064A\u0627";  // two words
const std::string name = "\u0645\u062D\u0645\u062F";
const Source case_file{"case.xml", "everything", Source::Holds::patient_data};
const Source letter{"en.mustache", "everything"};

doc::Text of_case(std::string_view text) {
  return {.text = text, .span = case_file.span(0, 1)};
}
doc::Text of_template(std::string_view text) {
  return {.text = text, .span = letter.span(0, 1)};
}

doc::Block paragraph_of(std::vector<doc::Inline> inlines) {
  doc::Block block = paragraph("");
  std::get<doc::Paragraph>(block.content).inlines = std::move(inlines);
  return block;
}

/// Where each piece of a page begins, by its words without blanks.
std::map<std::string, double> places(const page::Pages& pages) {
  std::map<std::string, double> places;
  for (const page::Item& item : pages.pages[0].items) {
    const auto* text = std::get_if<page::Text>(&item.what);
    if (!text) continue;
    std::string words{pages.text_of(*text)};
    words.erase(std::remove(words.begin(), words.end(), ' '), words.end());
    if (!words.empty()) places[words] = item.at.x.in_points();
  }
  return places;
}

double right_edge(const page::Pages& pages, std::string_view words) {
  for (const page::Item& item : pages.pages[0].items) {
    const auto* text = std::get_if<page::Text>(&item.what);
    if (text && pages.text_of(*text) == words) return (item.at.x + text->width).in_points();
  }
  FAIL("not on the page: " << words);
  return 0;
}

std::string_view sentence(std::string_view language) {
  return std::ranges::find(tests::sentences, language, &tests::Sentence::language)->text;
}

}  // namespace

TEST_CASE("a quote that runs from right to left begins at the right, also in an English paper") {
  doc::Block quote{.element = doc::Element::blockquote};
  quote.content = doc::Stack{{paragraph_of({of_case(arabic)})}};
  const auto pages = laid_out(page_of(300_pt, 100_pt, {quote}));
  CHECK(right_edge(pages, arabic.substr(0, arabic.find(' '))) == Approx(300).margin(0.01));
}

TEST_CASE("a paragraph of several lines from right to left begins at the right; a name stays") {
  const std::string_view words = sentence("ar");
  const auto pages = laid_out(
      page_of(200_pt, 200_pt, {paragraph_of({of_case(words)}), paragraph_of({of_case(name)})})
  );
  CHECK(right_edge(pages, words.substr(0, words.find(' '))) == Approx(200).margin(0.01));
  CHECK(places(pages)[name] == 0);
}

TEST_CASE("a name from right to left does not turn the template's line round, nor what follows it"
) {
  const auto pages = laid_out(page_of(
      400_pt, 100_pt, {paragraph_of({of_template("For "), of_case(name), of_template(", 71 (A)")})}
  ));
  auto at = places(pages);
  CHECK(at["For"] == 0);
  CHECK(at[name] > at["For"]);
  CHECK(at[",71(A)"] > at[name]);
}

TEST_CASE("two names from right to left with a comma between them keep their order on the line") {
  const std::string other = "\u064A\u0648\u0633\u0641";
  const auto pages = laid_out(page_of(
      400_pt,
      100_pt,
      {paragraph_of({of_template("With "), of_case(name), of_template(", "), of_case(other)})}
  ));
  CHECK(places(pages)[other] > places(pages)[name]);
}

TEST_CASE("a line that begins with a name from right to left and goes on is the template's") {
  const std::string phone = "(973)\u00A0555-0122", day = "24\u00A0nov\u00A02026";
  const auto order_of = [](std::vector<doc::Inline> inlines) {
    const auto pages = laid_out(page_of(400_pt, 100_pt, {paragraph_of(std::move(inlines))}));
    std::vector<std::pair<double, std::string>> drawn;
    for (const auto& [words, x] : places(pages)) drawn.emplace_back(x, words);
    std::ranges::sort(drawn);
    std::string all;
    for (const auto& [x, words] : drawn) all += words;
    return all;
  };
  CHECK(order_of({of_case(name), of_template(", "), of_case(phone)}) == name + "," + phone);
  CHECK(order_of({of_case(name), of_template(" · "), of_case(day)}) == name + "·" + day);
  CHECK(order_of({of_template("1. "), of_case(name)}) == "1." + name);
  CHECK(order_of({of_case(name), of_template(":")}) == name + ":");
  CHECK(order_of({of_case(name), of_template(".")}) == "." + name);  // its own sentence
}

TEST_CASE("a running head keeps a name from right to left at its left, and a day at its right") {
  const auto pages = laid_out(page_of(
      400_pt, 100_pt, {paragraph_of({of_case(name), doc::Tab{}, of_case("24\u00A0nov\u00A02026")})}
  ));
  auto at = places(pages);
  CHECK(at[name] == 0);
  CHECK(at["24\u00A0nov\u00A02026"] > at[name]);
}

TEST_CASE("an English sentence that begins with a name from right to left stays English") {
  const std::string words = name + " came by bus";
  const auto pages = laid_out(page_of(400_pt, 100_pt, {paragraph_of({of_case(words)})}));
  CHECK(places(pages)[name] == 0);
}

TEST_CASE("numbers and brackets in a text from right to left are read and set as it runs") {
  const std::string words = arabic + " (71)";
  auto document = page_of(400_pt, 100_pt, {paragraph_of({of_case(words)})});
  document.language = "ar";
  const auto pages = laid_out(document);
  std::vector<std::pair<double, std::string>> drawn;
  std::string read;
  for (const page::Item& item : pages.pages[0].items) {
    const auto& text = std::get<page::Text>(item.what);
    read += pages.text_of(text);
    if (pages.text_of(text) != " ")
      drawn.emplace_back(item.at.x.in_points(), std::string{pages.text_of(text)});
  }
  CHECK(read == words);
  std::ranges::sort(drawn);  // from left to right: the bracket that closes, the number, the other
  REQUIRE(drawn.size() == 5);
  CHECK(drawn[0].second == ")");
  CHECK(drawn[1].second == "71");
  CHECK(drawn[2].second == "(");
  const auto face = fonts().plain_face(false, false);
  for (const page::Item& item : pages.pages[0].items) {  // mirrored: it is drawn as the other one
    const auto& text = std::get<page::Text>(item.what);
    if (pages.text_of(text) == "(") CHECK(pages.glyphs_of(text)[0].id == fonts().glyph(face, U')'));
  }
}

TEST_CASE("a document in Arabic is mirrored: margins, markers, columns and what stands right") {
  doc::Block item = paragraph_of({of_template(name)});
  item.element = doc::Element::li;
  item.marker = {doc::Marker::Is::bullet, "\u2022", style(), 20_pt};
  doc::Block columns{.element = doc::Element::columns};
  columns.content = doc::Columns{
      {doc::Stack{{paragraph_of({of_template("one")})}},
       doc::Stack{{paragraph_of({of_template("two")})}}},
      {1, 1},
      10_pt};
  auto document = page_of(300_pt, 100_pt, {item, columns});
  document.margin.left = 30_pt;
  document.language = "ar";
  const auto pages = laid_out(document);
  auto at = places(pages);
  CHECK(at["\u2022"] > at[name]);
  CHECK(right_edge(pages, name) == Approx(250).margin(0.01));  // 300, less margin and marker
  CHECK(at["one"] > at["two"]);
  CHECK(right_edge(pages, "one") <= 270.01);
}

TEST_CASE("in an English document an item from right to left is mirrored whole, and no other") {
  const auto item_of = [](doc::Inline words, doc::Marker::Is is, std::string_view mark) {
    doc::Block item = paragraph_of({std::move(words)});
    item.element = doc::Element::li;
    item.marker = {is, mark, style(), 20_pt};
    return item;
  };
  doc::Block quote = paragraph_of({of_case("\u05D0\u05D1")});
  quote.element = doc::Element::blockquote;
  quote.box.border = {{}, {}, {}, 3_pt, {}};
  quote.box.padding.left = 15_pt;
  auto document = page_of(
      300_pt,
      300_pt,
      {item_of(of_case(name), doc::Marker::Is::number, "7."),
       item_of(of_case("English"), doc::Marker::Is::bullet, "\u2022"),
       quote}
  );
  document.margin.left = 30_pt;
  const auto pages = laid_out(document);
  auto at = places(pages);
  CHECK(at["7."] > at[name]);
  CHECK(at["7."] > 285);
  CHECK(right_edge(pages, name) == Approx(280).margin(0.01));
  CHECK(at["\u2022"] == Approx(30).margin(0.01));
  CHECK(at["English"] == Approx(50).margin(0.01));
  CHECK(right_edge(pages, "\u05D0\u05D1") == Approx(285).margin(0.01));
  const auto& items = pages.pages[0].items;
  const auto bar = std::ranges::find_if(items, [](const page::Item& item) {
    return std::holds_alternative<page::Fill>(item.what);
  });
  REQUIRE(bar != items.end());
  CHECK(bar->at.x.in_points() == Approx(297).margin(0.01));
}

TEST_CASE("a word from right to left that no line holds is cut, and still runs to the left") {
  std::string word;
  for (int i = 0; i < 20; ++i) word += name;
  const auto pages = laid_out(page_of(100_pt, 300_pt, {paragraph_of({of_case(word)})}));
  std::string read;
  for (const page::Item& item : pages.pages[0].items) {
    const auto& text = std::get<page::Text>(item.what);
    CHECK(text.right_to_left);
    CHECK(item.at.x + text.width <= 100.01_pt);
    read += pages.text_of(text);
  }
  CHECK(read == word);
}

TEST_CASE("lines of Thai end between its words, which no blank parts") {
  const std::string_view words =
      "\u0E09\u0E31\u0E19\u0E2D\u0E22\u0E32\u0E01\u0E02\u0E2D"
      "\u0E04\u0E27\u0E32\u0E21\u0E40\u0E2B\u0E47\u0E19";
  // I / want / ask / opinion
  auto document = page_of(40_pt, 300_pt, {paragraph(words)});
  document.language = "th";
  const Lines found = lines_of(laid_out(document), 0);
  const Lines may_begin{
      "\u0E09\u0E31\u0E19",
      "\u0E2D\u0E22\u0E32\u0E01",
      "\u0E02\u0E2D",
      "\u0E04\u0E27\u0E32\u0E21",
      "\u0E40\u0E2B\u0E47\u0E19"};
  CHECK(found.size() > 1);
  for (const std::string& line : found) {
    CAPTURE(line);
    CHECK(std::ranges::any_of(may_begin, [&](const auto& w) { return line.starts_with(w); }));
  }
}

TEST_CASE("no line of Chinese or Japanese begins with a mark that ends a sentence or a small kana"
) {
  for (const auto& [language, closing] :
       {std::pair{"zh-Hans", Lines{"\uFF0C", "\u3002", "\uFF09"}},
        {"ja", Lines{"\u3001", "\u3002", "\uFF09", "\u3063", "\u30E3", "\u30FC"}}}) {
    for (int width = 60; width < 240; width += 7) {
      auto document = page_of(Length::from_points(width), 900_pt, {paragraph(sentence(language))});
      document.language = language;
      for (const std::string& line : lines_of(laid_out(document), 0)) {
        CAPTURE(language, width, line);
        CHECK(std::ranges::none_of(closing, [&](const auto& c) { return line.starts_with(c); }));
      }
    }
  }
}

TEST_CASE("lines of Korean end at blanks") {
  const std::string words{sentence("ko")};
  auto document = page_of(120_pt, 300_pt, {paragraph(words)});
  document.language = "ko";
  std::string joined;
  const Lines lines = lines_of(laid_out(document), 0);
  CHECK(lines.size() > 2);
  for (const std::string& line : lines) joined += (joined.empty() ? "" : " ") + line;
  CHECK(joined == words);
}

TEST_CASE("Chinese characters take the form of the language, or of the letters beside them") {
  const auto face = [](std::string_view words, const char* language) {
    auto document = page_of(400_pt, 100_pt, {paragraph(words)});
    document.language = language;
    const auto pages = laid_out(document);
    return fonts().facts(std::get<page::Text>(pages.pages[0].items[0].what).face).postscript_name;
  };
  CHECK(face("\u76F4", "en") == "NotoSansCJKsc-Regular");
  CHECK(face("\u76F4\u3059", "en") == "NotoSansCJKjp-Regular");
  CHECK(face("\u76F4 \uC9C1", "en") == "NotoSansCJKkr-Regular");
  CHECK(face("\u76F4 \u3105", "en") == "NotoSansCJKtc-Regular");
  CHECK(face("\u76F4\u3059", "zh-Hant-TW") == "NotoSansCJKtc-Regular");
  CHECK(face("\u76F4", "zh-HK") == "NotoSansCJKhk-Regular");
  CHECK(face("\u76F4", "ja") == "NotoSansCJKjp-Regular");

  doc::Block block = paragraph_of({doc::Text{.text = "\u76F4", .language = "ko"}});
  const auto pages = laid_out(page_of(400_pt, 100_pt, {block}));
  const auto& text = std::get<page::Text>(pages.pages[0].items[0].what);
  CHECK(fonts().facts(text.face).postscript_name == "NotoSansCJKkr-Regular");
}

TEST_CASE("a mark is set by the face of its letter, and a danda by that of its sentence") {
  const auto faces = [](std::string_view words) {
    const auto pages = laid_out(page_of(400_pt, 100_pt, {paragraph(words)}));
    Lines files;
    for (const page::Item& item : pages.pages[0].items)
      files.push_back(fonts().facts(std::get<page::Text>(item.what).face).file);
    return files;
  };
  CHECK(
      faces("re\u0342te") ==
      Lines{"Andika-Regular.ttf", "NotoSans-Regular.ttf", "Andika-Regular.ttf"}
  );
  CHECK(faces("\u0995\u0964") == Lines{"NotoSansBengali-Regular.ttf"});
  CHECK(faces("\u0645\u200C\u06CC") == Lines{"NotoSansArabic-Regular.ttf"});
}

TEST_CASE("lines in tall letters do not touch") {
  // The deepest and the highest letters of Khmer, line below line, closer than they are tall.
  const std::string_view words = "\u1781\u17D2\u1789\u17BB\u17C6 \u1796\u17D2\u179A\u17C9\u17B8";
  doc::Block block = paragraph(words);
  auto& p = std::get<doc::Paragraph>(block.content);
  p.style = style(20_pt, 20_pt);
  const auto pages = laid_out(page_of(26_pt, 300_pt, {block}));
  std::vector<Length> baselines;
  for (const page::Item& item : pages.pages[0].items) {
    if (baselines.empty() || item.at.y != baselines.back()) baselines.push_back(item.at.y);
  }
  REQUIRE(baselines.size() == 2);
  CHECK(baselines[1] - baselines[0] > 25_pt);

  p.inlines = {doc::Text{.text = "two lines"}};
  const auto plain = laid_out(page_of(50_pt, 300_pt, {block}));
  REQUIRE(lines_of(plain, 0).size() == 2);
  CHECK(plain.pages[0].items.back().at.y - plain.pages[0].items.front().at.y == 20_pt);
}

TEST_CASE("a text of many thousand characters without a blank keeps every one of them in its place"
) {
  std::string words;
  for (int i = 0; i < 30'000; ++i) words += "\u4E2D";
  std::string marks = "a";
  for (int i = 0; i < 40'000; ++i) marks += "\u0301";  // wider than nothing, in one letter
  for (const std::string& text : {words, marks}) {
    auto document = page_of(400_pt, 700_pt, {paragraph(text)});
    const auto pages = laid_out(document);
    std::string read;
    for (const page::Page& page : pages.pages) {
      for (const page::Item& item : page.items) {
        const auto& drawn = std::get<page::Text>(item.what);
        read += pages.text_of(drawn);
        std::uint16_t before = 0;
        for (const font::Glyph& glyph : pages.glyphs_of(drawn)) {
          if (glyph.cluster < before || glyph.cluster >= pages.text_of(drawn).size())
            FAIL("a glyph does not know its letter");
          before = glyph.cluster;
        }
      }
    }
    CHECK((read == text));
  }
}
