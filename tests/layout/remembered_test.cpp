#include "tests/support/blocks.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::test;

namespace {

/// A paragraph of four inlines, whose middle ones can differ in how they are set.
doc::Block words(bool bold, bool strong, Length size, Color color) {
  doc::Block block = paragraph("");
  doc::TextStyle letters = style(size);
  letters.color = color;
  block.content = doc::Paragraph{
      {doc::Text{.text = "Ask what the plan is, "},
       doc::Text{.text = "so far, ", .bold = bold, .strong = strong},
       doc::Text{.text = "and what comes next. ", .em = strong},
       doc::Text{.text = "Hasta luego, doctor.", .language = "es"}},
      letters};
  return block;
}

/// A name in Hebrew before a number, said by a template or by a case.
doc::Block visit_to(const Source& named_by) {
  static const Source house{"t.mustache", "Ask for xxxx 12 times"};
  doc::Block block = paragraph("");
  block.content = doc::Paragraph{
      {doc::Text{.text = "Ask for ", .span = house.span(0, 8)},
       doc::Text{.text = "\u05E9\u05DC\u05D5\u05DD", .span = named_by.span(0, 4)},
       doc::Text{.text = " 12 times", .span = house.span(12, 21)}},
      style()};
  return block;
}

/// Documents of one paragraph that differ in one thing each.
std::vector<doc::Document> alike() {
  const Color black, red{200, 0, 0};
  std::vector<doc::Document> all;
  const auto add = [&](Length width, doc::Block block) -> doc::Document& {
    return all.emplace_back(page_of(width, 500_pt, {std::move(block)}));
  };
  const auto usual = [&] { return words(false, false, 10_pt, black); };
  add(150_pt, usual());
  add(151_pt, usual());
  add(150_pt, words(true, false, 10_pt, black));
  add(150_pt, words(false, true, 10_pt, black));
  add(150_pt, words(false, false, 11_pt, black));
  add(150_pt, words(false, false, 10_pt, red));
  add(150_pt, usual()).language = "ro";
  doc::Document& decorated = add(150_pt, usual());
  decorated.footer = {words(false, true, 10_pt, black)};  // the same words as decoration
  doc::Block right = usual(), numbered = usual();
  std::get<doc::Paragraph>(right.content).align = doc::Align::right;
  std::get<doc::Paragraph>(numbered.content).inlines.emplace_back(doc::PageNumber{});
  add(150_pt, std::move(right));
  add(150_pt, std::move(numbered));
  static const Source house{"t.mustache", "name"};
  static const Source known{"c.xml", "name", Source::Holds::patient_data};
  add(150_pt, visit_to(house));
  add(150_pt, visit_to(known));
  return all;
}

std::string everything(const page::Pages& pages) {
  std::string all = page::dump_pages(pages, fonts()) + page::dump_tags(pages);
  for (const page::Page& page : pages.pages) {
    for (const page::Item& item : page.items) {
      if (const auto* text = std::get_if<page::Text>(&item.what))
        all += std::to_string(text->color.red) + ' ';
    }
  }
  return all;
}

}  // namespace

TEST_CASE("a paragraph that is met again is set as a worker sets it who never met it") {
  layout::Compositor experienced{fonts()};
  for (int round = 0; round < 4; ++round) {
    std::size_t which = 0;
    for (const doc::Document& document : alike()) {
      CAPTURE(round, which++);
      Diagnostics out;
      CHECK(everything(set_by(experienced, document, out)) == everything(laid_out(document)));
    }
  }
}

TEST_CASE("what a paragraph has to tell is told every time it is set") {
  layout::Compositor compositor{fonts()};
  const std::string words = "see " + std::string(60, 'w');  // the document holds views of them
  const auto document = page_of(100_pt, 1000_pt, {paragraph(words)});
  for (int round = 0; round < 4; ++round) {
    Diagnostics out;
    set_by(compositor, document, out);
    REQUIRE(out.all().size() == 1);
    CHECK(out.all()[0].code == "W410");
  }
}
