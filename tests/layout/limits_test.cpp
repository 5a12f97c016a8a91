#include "tests/support/blocks.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <deque>
#include <random>

using namespace engine;
using namespace engine::test;
using Lines = std::vector<std::string>;

namespace {

/// "W414 message", a line a warning.
std::string told(const Diagnostics& out) {
  std::string text;
  for (const Diagnostic& d : out.all()) text += d.code + " " + shown(d.message, false) + "\n";
  return text;
}

doc::Block spare(doc::Block block, int number) {
  block.drop_order = number;
  return block;
}
doc::Block stack(doc::Element element, std::vector<doc::Block> blocks) {
  doc::Block block{.element = element};
  block.content = doc::Stack{std::move(blocks)};
  return block;
}
doc::Block if_cut(std::string_view words) {
  doc::Block block = paragraph(words);
  block.if_cut = true;
  return block;
}
doc::Block at_most(int lines, std::string_view words) {
  doc::Block block = paragraph(words);
  std::get<doc::Paragraph>(block.content).most_lines = lines;
  return block;
}
doc::Block heading(std::string_view words, doc::Element element = doc::Element::h2) {
  return paragraph(words, element);
}

/// Pages of 200 x `lines` lines, at most one.
doc::Document one_page(int lines, std::vector<doc::Block> blocks) {
  auto document = page_of(200_pt, 20_pt * lines, std::move(blocks));
  document.most_pages = 1;
  for (const doc::Block& block : document.blocks) document.has_if_cut |= block.if_cut;
  return document;
}

Lines all_lines(const page::Pages& pages) {
  Lines all;
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    for (std::string& line : lines_of(pages, i)) all.push_back(std::move(line));
  }
  return all;
}
Lines set(const doc::Document& document) {
  return all_lines(laid_out(document));
}

std::string spoken(const page::Pages& pages) {
  return page::dump_tags(pages);
}

}  // namespace

TEST_CASE("what is spare stays where there is room") {
  Diagnostics out;
  const auto pages =
      laid_out(one_page(3, {paragraph("a"), spare(paragraph("b"), 1), paragraph("c")}), out);
  CHECK(all_lines(pages) == Lines{"a", "b", "c"});
  CHECK(told(out) == "");
}

TEST_CASE(
    "the highest number goes first, of one number the last in the document, and no more than must"
) {
  const std::vector<doc::Block> blocks{
      spare(paragraph("a 1"), 1),
      spare(paragraph("b 2"), 2),
      spare(paragraph("c 1"), 1),
      spare(paragraph("d 2"), 2),
      paragraph("e")};
  CHECK(set(one_page(5, blocks)).size() == 5);
  CHECK(set(one_page(4, blocks)) == Lines{"a 1", "b 2", "c 1", "e"});
  CHECK(set(one_page(3, blocks)) == Lines{"a 1", "c 1", "e"});
  CHECK(set(one_page(2, blocks)) == Lines{"a 1", "e"});
  CHECK(set(one_page(1, blocks)) == Lines{"e"});
}

TEST_CASE(
    "each part that is left out is told with its place, in the case where its words come from there"
) {
  const Source house{"card.mustache", "<li>Bring {{name}}</li>\n<p>Bye</p>"};
  const Source known{
      "rivera.xml", "<case>\n <item>Blue folder</item>", Source::Holds::patient_data};
  doc::Block item = spare(paragraph(""), 1);
  std::get<doc::Paragraph>(item.content).inlines = {
      doc::Text{.text = "Bring ", .span = house.span(4, 10)},
      doc::Text{.text = "Blue folder", .span = known.span(14, 25)}};
  doc::Block bye = spare(paragraph("Bye"), 1);
  bye.span = house.span(25, 26);
  Diagnostics out;
  const auto pages = laid_out(one_page(1, {paragraph("a"), item, bye}), out);
  CHECK(all_lines(pages) == Lines{"a"});
  CHECK(
      told(out) ==
      "W414 this was left out of 'test', so that it stays within 1 page (1 word)\n"
      "W414 this was left out of 'test', so that it stays within 1 page (3 words)\n"
  );
  REQUIRE(out.all().size() == 2);
  CHECK(out.all()[0].file == "card.mustache");
  CHECK(out.all()[0].line == 2);
  CHECK(out.all()[1].file == "rivera.xml");
  CHECK(out.all()[1].line == 2);
  CHECK(out.all()[1].column == 8);
  CHECK(out.all()[1].patient_data);
  CHECK(
      out.all()[1].hints ==
      std::vector<std::string>{"make room for it: say in fewer words what stands before it"}
  );
}

TEST_CASE(
    "a document that is too long in any case loses only what saves a page, and says how long it is"
) {
  auto document =
      one_page(2, {paragraph("a"), paragraph("b"), paragraph("c"), spare(paragraph("d"), 1)});
  Diagnostics out;
  CHECK(all_lines(laid_out(document, out)) == Lines{"a", "b", "c", "d"});
  CHECK(told(out) == "W416 'test' has 2 pages and may have 1\n");
  REQUIRE(out.all().size() == 1);
  CHECK(
      out.all()[0].hints ==
      std::vector<std::string>{
          "nothing more was left out: mark more of it as spare, or say it in fewer words"}
  );

  document.blocks.push_back(spare(paragraph("e"), 2));
  Diagnostics less;
  CHECK(all_lines(laid_out(document, less)) == Lines{"a", "b", "c", "d"});
  CHECK(
      told(less) ==
      "W414 this was left out of 'test', so that it stays within 1 page (1 word)\n"
      "W416 'test' has 2 pages and may have 1\n"
  );
}

TEST_CASE("a document may have more pages than one") {
  auto document = one_page(
      2, {paragraph("a"), spare(paragraph("b"), 1), paragraph("c"), paragraph("d"), paragraph("e")}
  );
  document.most_pages = 2;
  Diagnostics out;
  CHECK(all_lines(laid_out(document, out)) == Lines{"a", "c", "d", "e"});
  CHECK(
      told(out) == "W414 this was left out of 'test', so that it stays within 2 pages (1 word)\n"
  );
}

TEST_CASE(
    "where something in a spare part went before the part itself, the part is told and not both"
) {
  const doc::Block keep = spare(
      stack(
          doc::Element::keep,
          {paragraph("b"), spare(stack(doc::Element::keep, {spare(paragraph("c"), 9)}), 2)}
      ),
      1
  );
  Diagnostics out;
  CHECK(all_lines(laid_out(one_page(1, {paragraph("a"), keep}), out)) == Lines{"a"});
  CHECK(
      told(out) == "W414 this was left out of 'test', so that it stays within 1 page (2 words)\n"
  );
}

TEST_CASE("a list without items goes with its tag, and the items that are left are numbered anew") {
  const auto item = [](std::string_view number, std::string_view words, int spare) {
    doc::Block block{.element = doc::Element::li};
    block.marker = {
        .is = doc::Marker::Is::number, .text = number, .style = style(), .indent = 20_pt};
    block.content = doc::Stack{{paragraph(words)}};
    block.drop_order = spare;
    return block;
  };
  const doc::Block list =
      stack(doc::Element::ol, {item("1.", "x", 2), item("2.", "y", 3), item("3.", "z", 1)});
  CHECK(set(one_page(3, {paragraph("a"), list})) == Lines{"a", "1. x", "2. z"});
  const auto pages = laid_out(one_page(1, {paragraph("a"), list}));
  CHECK(spoken(pages) == "Document\n  P \"a\"\n");
}

namespace {

doc::Row row(std::string_view words, int spare, bool in_head = false) {
  doc::Cell cell;
  cell.content.blocks = {paragraph(words)};
  cell.is_header = in_head;
  return {.cells = {cell}, .in_head = in_head, .drop_order = spare};
}

}  // namespace

TEST_CASE("a table whose rows have all gone leaves no empty head") {
  doc::Block table{.element = doc::Element::table};
  table.content =
      doc::Table{.weights = {1}, .rows = {row("head", 0, true), row("x", 1), row("y", 1)}};
  CHECK(set(one_page(3, {paragraph("a"), table})) == Lines{"a", "head", "x"});
  CHECK(spoken(laid_out(one_page(1, {paragraph("a"), table}))) == "Document\n  P \"a\"\n");
  // Two lines would hold the head: it is not left alone.
  CHECK(set(one_page(2, {paragraph("a"), table})) == Lines{"a"});
}

TEST_CASE("a table that is set as a list loses the name of its rows with the last of them") {
  doc::Block names = paragraph("names");
  names.is_caption = true;
  const doc::Block table =
      stack(doc::Element::table, {names, spare(stack(doc::Element::keep, {paragraph("x")}), 1)});
  CHECK(set(one_page(2, {paragraph("a"), table})) == Lines{"a"});
}

TEST_CASE("a heading with nothing left under it goes too, and one with anything stays") {
  const doc::Block gone = spare(paragraph("x"), 1);
  CHECK(
      set(one_page(2, {paragraph("a"), heading("h"), gone, heading("i"), paragraph("b")})) ==
      Lines{"a", "i", "b"}
  );
  CHECK(set(one_page(1, {paragraph("a"), heading("h"), gone})) == Lines{"a"});
  CHECK(
      set(one_page(3, {paragraph("a"), heading("h"), gone, paragraph("b")})) == Lines{"a", "h", "b"}
  );
  // With its parts goes what is above them; a part beside it stays.
  const auto h3 = [](std::string_view words) { return heading(words, doc::Element::h3); };
  CHECK(set(one_page(1, {paragraph("a"), heading("h"), h3("i"), gone})) == Lines{"a"});
  CHECK(
      set(one_page(4, {paragraph("a"), heading("h"), h3("i"), gone, h3("j"), paragraph("b")})) ==
      Lines{"a", "h", "j", "b"}
  );
  // Kept together with what went, and what follows stands outside.
  const doc::Block keep = stack(doc::Element::keep, {heading("h"), gone});
  CHECK(set(one_page(1, {paragraph("a"), keep})) == Lines{"a"});
  CHECK(set(one_page(3, {paragraph("a"), keep, paragraph("b")})) == Lines{"a", "h", "b"});
  // A heading that never had anything under it is the author's affair.
  CHECK(
      set(one_page(3, {heading("g"), heading("h"), paragraph("b"), gone})) == Lines{"g", "h", "b"}
  );
}

TEST_CASE("columns go when nothing is left in any of them") {
  doc::Block columns{.element = doc::Element::columns};
  columns.content = doc::Columns{
      .columns =
          {{{spare(paragraph("x"), 2), spare(paragraph("y"), 2)}}, {{spare(paragraph("z"), 1)}}},
      .weights = {1, 1}};
  CHECK(set(one_page(2, {paragraph("a"), columns})) == Lines{"a", "xz"});
  CHECK(set(one_page(1, {paragraph("a"), columns})) == Lines{"a"});
}

TEST_CASE("a note of which only its title is left goes") {
  doc::Block title = paragraph("title");
  title.is_caption = true;
  const doc::Block note = stack(doc::Element::note, {title, spare(paragraph("x"), 1)});
  CHECK(set(one_page(2, {paragraph("a"), note})) == Lines{"a"});
  CHECK(set(one_page(3, {paragraph("a"), note})) == Lines{"a", "title", "x"});
}

TEST_CASE("a link to a part that was left out is words") {
  doc::Block part = heading("part");
  part.anchor = "part";
  doc::Block leading = paragraph("");
  std::get<doc::Paragraph>(leading.content).inlines = {doc::Text{.text = "see part", .link = 0}};
  auto document = one_page(1, {leading, part, spare(paragraph("x"), 1)});
  document.links.push_back("#part");
  const auto pages = laid_out(document);
  CHECK(spoken(pages) == "Document\n  P \"see part\"\n");
  CHECK(pages.link_targets.empty());
}

TEST_CASE("what stays of a shortened document keeps its language") {
  doc::Block foreign = paragraph("hola");
  foreign.language = "es";
  doc::Block cell_words = paragraph("adiós");
  cell_words.language = "es";
  doc::Cell cell;
  cell.content.blocks = {cell_words, paragraph("b")};
  doc::Block table{.element = doc::Element::table};
  table.content = doc::Table{.weights = {1}, .rows = {{.cells = {cell}}}};
  const auto shortened = one_page(3, {foreign, spare(paragraph("x"), 1), table});
  CHECK(spoken(laid_out(shortened)) == spoken(laid_out(one_page(3, {foreign, table}))));
  CHECK(spoken(laid_out(shortened)).find("lang=es") != std::string::npos);
}

TEST_CASE("what stays of a shortened document keeps the headings that repeat") {
  doc::Block part = heading("part");
  part.repeats = true;
  auto document = one_page(
      3,
      {part,
       paragraph("a"),
       paragraph("b"),
       paragraph("c"),
       spare(paragraph("x"), 1),
       if_cut("more")}
  );
  document.most_pages = 2;
  document.paper.height = 60_pt;
  CHECK(set(document) == Lines{"part", "a", "b", "part", "c", "x"});
  document.blocks.insert(document.blocks.begin() + 1, spare(paragraph("y"), 2));
  CHECK(set(document) == Lines{"part", "a", "b", "part", "c", "more"});
}

TEST_CASE("what stays of a shortened document keeps its fields, their names and their type") {
  doc::Cell question, answer;
  question.content.blocks = {paragraph("dose")};
  answer.to_write_in = true;
  answer.text_size = 14_pt;
  answer.accessible_name = "dose of the tablets";
  doc::Block table{.element = doc::Element::table};
  table.content = doc::Table{.weights = {1, 1}, .rows = {{.cells = {question, answer}}}};
  const auto document = one_page(2, {paragraph("a"), spare(paragraph("x"), 1), table});
  Diagnostics out;
  layout::Compositor compositor{fonts()};
  const auto pages = set_by(compositor, document, out, "sheet");
  REQUIRE(pages.entries.size() == 1);
  CHECK(pages.entries[0].accessible_name == "dose of the tablets");
  CHECK(pages.entries[0].text_size == 14_pt);
}

TEST_CASE("a remark that something is missing stands only then") {
  const doc::Block more = if_cut("ask me");
  CHECK(set(one_page(3, {paragraph("a"), spare(paragraph("b"), 1), more})) == Lines{"a", "b"});
  CHECK(set(one_page(2, {paragraph("a"), spare(paragraph("b"), 1), more})) == Lines{"a", "b"});
  CHECK(
      set(one_page(2, {paragraph("a"), spare(paragraph("b"), 1), spare(paragraph("c"), 1), more})
      ) == Lines{"a", "ask me"}
  );
  CHECK(
      set(one_page(
          3, {at_most(1, "some words that take more room than there is on one line"), more}
      )) == Lines{"some words that take more room than\u00A0\u2026", "ask me"}
  );
  CHECK(set(one_page(3, {at_most(1, "a"), more})) == Lines{"a"});
}

TEST_CASE("columns that are tried side by side and stand below each other tell what is set") {
  // At half the width the word is broken and the text is cut; at the whole width neither is.
  doc::Block columns{.element = doc::Element::columns};
  columns.content = doc::Columns{
      .columns =
          {{{paragraph("a"), paragraph("b"), paragraph("c"), paragraph("d")}},
           {{paragraph("Donaudampfschifffahrt"), at_most(1, "this is more than half a line")}}},
      .weights = {1, 1}};
  Diagnostics out;
  const auto pages = laid_out(one_page(3, {columns, if_cut("more")}), out);
  CHECK(
      all_lines(pages) ==
      Lines{"a", "b", "c", "d", "Donaudampfschifffahrt", "this is more than half a line"}
  );
  CHECK(told(out) == "W416 'test' has 2 pages and may have 1\n");
  CHECK(pages.text.find("Donaudampfschifffahrt") == pages.text.rfind("Donaudampfschifffahrt"));
}

TEST_CASE("a marker of columns that are tried side by side is set once they stand") {
  doc::Block columns{.element = doc::Element::columns};
  columns.content = doc::Columns{
      .columns = {{{paragraph("a"), paragraph("b")}}, {{paragraph("c")}}}, .weights = {1, 1}};
  doc::Block item{.element = doc::Element::li};
  item.marker = {.is = doc::Marker::Is::number, .text = "1.", .style = style(), .indent = 20_pt};
  item.content = doc::Stack{{columns}};
  CHECK(set(page_of(200_pt, 20_pt, {stack(doc::Element::ol, {item})})) == Lines{"1. a", "b", "c"});
}

TEST_CASE("a running head that is measured leaves nothing in the document") {
  auto document = one_page(9, {paragraph("a"), if_cut("more")});
  document.header = {at_most(1, "a head of more words than one line of it can hold")};
  document.paper.height = 300_pt;
  const auto pages = laid_out(document);
  CHECK(pages.text.find("more\u00A0") == std::string::npos);
  CHECK(spoken(pages) == "Document\n  P \"a\"\n");
}

TEST_CASE("a document of any length may be cut by lines and say so") {
  auto document = one_page(
      3, {at_most(1, "some words that take more room than there is on one line"), if_cut("ask me")}
  );
  document.most_pages = 0;
  CHECK(set(document).size() == 2);
}

TEST_CASE("a text of too many lines is cut at a word, and what is missing is told where it begins"
) {
  const std::string_view words =
      "some words that take more room than there is on one line and more than on two lines too";
  const Source known{
      "rivera.xml", "<text>" + std::string{words} + "</text>", Source::Holds::patient_data};
  doc::Block block = at_most(1, words);
  std::get<doc::Text>(std::get<doc::Paragraph>(block.content).inlines[0]).span =
      known.span(6, 6 + words.size());
  Diagnostics out;
  const auto pages = laid_out(page_of(200_pt, 200_pt, {block}), out);
  CHECK(all_lines(pages) == Lines{"some words that take more room than\u00A0\u2026"});
  CHECK(pages.text == "some words that take more room than\u00A0\u2026");
  CHECK(told(out) == "W415 this was cut in 'test' after 1 line: 2 lines are missing (12 words)\n");
  REQUIRE(out.all().size() == 1);
  CHECK(out.all()[0].file == "rivera.xml");
  CHECK(out.all()[0].patient_data);
  CHECK(
      out.all()[0].hints ==
      std::vector<std::string>{"say it in fewer words, the most important first"}
  );
}

TEST_CASE("a text of just so many lines is not cut") {
  const std::string_view words = "some words that take more room than there is on one line";
  const std::size_t lines = set(page_of(200_pt, 200_pt, {paragraph(words)})).size();
  Diagnostics out;
  CHECK(
      all_lines(laid_out(page_of(200_pt, 200_pt, {at_most(static_cast<int>(lines), words)}), out)
      ) == set(page_of(200_pt, 200_pt, {paragraph(words)}))
  );
  CHECK(told(out) == "");
}

TEST_CASE("the ellipsis is part of the paragraph, not of the link or the strong words it cuts") {
  doc::Block block = at_most(1, "");
  std::get<doc::Paragraph>(block.content).inlines = {
      doc::Text{.text = "see "},
      doc::Text{
          .text = "the page with a very long name indeed, and more", .bold = true, .strong = true}};
  CHECK(
      spoken(laid_out(page_of(120_pt, 200_pt, {block}))) ==
      "Document\n  P \"see \"\n    Strong \"the page with a\" \"\u00A0\u2026\"\n"
  );
}

TEST_CASE("a line that is one long word is cut between letters") {
  Diagnostics out;
  const Lines lines = all_lines(laid_out(
      page_of(
          100_pt, 200_pt, {at_most(1, std::string_view{"wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"})}
      ),
      out
  ));
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].find("www") == 0);
  CHECK(lines[0].find("w\u00A0\u2026") != std::string::npos);
}

TEST_CASE("a text is cut before a line break without leaving it") {
  doc::Block block = at_most(1, "");
  std::get<doc::Paragraph>(block.content).inlines = {
      doc::Text{.text = "one"}, doc::LineBreak{}, doc::Text{.text = "two"}};
  Diagnostics out;
  const auto pages = laid_out(page_of(200_pt, 200_pt, {block}), out);
  CHECK(pages.text == "one\u00A0\u2026");
  CHECK(told(out) == "W415 this was cut in 'test' after 1 line: 1 line is missing (1 word)\n");
}

TEST_CASE("the paragraphs of a cell or an item have so many lines together") {
  const auto item = [](int most) {
    doc::Block block{.element = doc::Element::li};
    block.content =
        doc::Stack{{paragraph("one"), paragraph("two"), paragraph("three and four")}, most};
    return page_of(200_pt, 200_pt, {stack(doc::Element::ul, {block})});
  };
  Diagnostics out;
  CHECK(all_lines(laid_out(item(2), out)) == Lines{"one", "two\u00A0\u2026"});
  CHECK(told(out) == "W415 this was cut in 'test' after 2 lines: 1 line is missing (3 words)\n");
  Diagnostics once;
  CHECK(all_lines(laid_out(item(1), once)) == Lines{"one\u00A0\u2026"});
  CHECK(told(once) == "W415 this was cut in 'test' after 1 line: 2 lines are missing (4 words)\n");
  CHECK(set(item(3)) == Lines{"one", "two", "three and four"});
}

TEST_CASE("what is set is the same every time") {
  const auto document = one_page(
      3,
      {paragraph("a"),
       spare(paragraph("b"), 1),
       at_most(1, "words that are more than one line holds at that width"),
       spare(paragraph("c"), 1),
       if_cut("ask")}
  );
  const auto first = laid_out(document), second = laid_out(document);
  CHECK(page::dump_pages(first, fonts()) == page::dump_pages(second, fonts()));
  CHECK(spoken(first) == spoken(second));
}

// --- laws ------------------------------------------------

namespace {

/// A document of numbered words: lists, tables and paragraphs, spare and limited by chance.
class Generated {
 public:
  explicit Generated(unsigned seed, bool all_spare) : twister_{seed}, all_spare_{all_spare} {}

  doc::Document document() {
    std::vector<doc::Block> blocks;
    for (unsigned left = 1 + below(25); left > 0; --left) blocks.push_back(any(2));
    auto made = page_of(240_pt, 20_pt * static_cast<int>(3 + below(12)), std::move(blocks));
    made.most_pages = static_cast<int>(1 + below(3));
    return made;
  }
  std::size_t words = 0;

 private:
  unsigned below(unsigned sides) { return static_cast<unsigned>(twister_() % sides); }
  int number() { return all_spare_ || below(2) == 0 ? static_cast<int>(1 + below(9)) : 0; }

  std::string_view text() {
    std::string& made = texts_.emplace_back();
    for (unsigned left = 1 + below(below(4) == 0 ? 60 : 8); left > 0; --left)
      made += (made.empty() ? "w" : " w") + std::to_string(words++);
    return made;
  }
  doc::Block line() {
    const std::size_t first = words;
    doc::Block block = paragraph(text());
    std::get<doc::Text>(std::get<doc::Paragraph>(block.content).inlines[0]).span =
        anywhere_.span(first, first + 1);
    if (below(3) == 0)
      std::get<doc::Paragraph>(block.content).most_lines = static_cast<int>(1 + below(3));
    return block;
  }
  doc::Block any(int depth) {
    const unsigned is = depth > 0 ? below(6) : 0;
    doc::Block block;
    if (is < 3) {
      block = line();
    } else if (is == 3) {
      block = stack(doc::Element::keep, {});
      for (unsigned left = 1 + below(3); left > 0; --left)
        std::get<doc::Stack>(block.content).blocks.push_back(any(depth - 1));
    } else if (is == 4) {
      block = stack(doc::Element::ul, {});
      for (unsigned left = 1 + below(4); left > 0; --left) {
        doc::Block item{.element = doc::Element::li};
        item.content = doc::Stack{{line(), line()}, static_cast<int>(below(4))};
        item.drop_order = number();
        std::get<doc::Stack>(block.content).blocks.push_back(std::move(item));
      }
      return block;
    } else {
      doc::Table table{.weights = {1, 1}};
      for (unsigned left = 1 + below(4); left > 0; --left) {
        doc::Cell one, two;
        one.content.blocks = {line()};
        two.content.blocks = {line()};
        table.rows.push_back({.cells = {one, two}, .drop_order = number()});
      }
      block = doc::Block{.element = doc::Element::table};
      block.content = std::move(table);
      return block;
    }
    block.drop_order = number();
    return block;
  }

  std::mt19937 twister_;
  bool all_spare_;
  std::deque<std::string> texts_;
  Source anywhere_{
      "case.xml", std::string(20000, 'x'), Source::Holds::patient_data};  ///< a place for each text
};

/// The numbers of the words on pages, in the order in which they are read.
std::vector<std::size_t> words_on(const page::Pages& pages) {
  std::vector<std::size_t> numbers;
  std::string all = pages.text;
  for (std::size_t at = all.find("\u00A0\u2026"); at != std::string::npos;
       at = all.find("\u00A0\u2026"))
    all.replace(at, 5, " ");
  for (std::size_t at = all.find('w'); at != std::string::npos; at = all.find('w', at + 1))
    numbers.push_back(std::stoul(all.substr(at + 1)));
  return numbers;
}

/// The words that the warnings say are missing.
std::size_t words_told(const Diagnostics& out) {
  std::size_t words = 0;
  for (const Diagnostic& d : out.all()) {
    const bool tells = d.code == "W414" || d.code == "W415";
    if (tells) words += std::stoul(d.message.substr(d.message.rfind('(') + 1));
  }
  return words;
}

bool has_told(const Diagnostics& out, std::string_view code) {
  return std::any_of(out.all().begin(), out.all().end(), [&](const Diagnostic& d) {
    return d.code == code;
  });
}

}  // namespace

TEST_CASE(
    "law: what is left and what is told to be missing make up all, in the order of the document"
) {
  for (unsigned seed = 0; seed < tests::rounds(300u, 60u); ++seed) {
    Generated generated{seed, seed % 2 == 0};
    const doc::Document document = generated.document();
    Diagnostics out;
    const auto pages = laid_out(document, out);
    const auto left = words_on(pages);
    INFO("seed " << seed << "\n" << told(out));
    CHECK(std::is_sorted(left.begin(), left.end()));
    CHECK(left.size() + words_told(out) == generated.words);
    CHECK(
        (pages.pages.size() > static_cast<std::size_t>(document.most_pages)) ==
        has_told(out, "W416")
    );
    if (seed % 2 == 0) CHECK(pages.pages.size() <= static_cast<std::size_t>(document.most_pages));
  }
}
