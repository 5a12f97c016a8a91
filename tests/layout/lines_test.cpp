#include "tests/support/blocks.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::test;
using Lines = std::vector<std::string>;

namespace {

/// The width that words take at 10 pt in the regular face.
Length width_of(std::string_view words) {
  const auto pages = laid_out(page_of(1000_pt, 1000_pt, {paragraph(words)}));
  Length width;
  for (const auto& item : pages.pages[0].items) {
    if (const auto* text = std::get_if<page::Text>(&item.what)) width += text->width;
  }
  return width;
}

Lines broken(std::string_view words, Length width) {
  return lines_of(laid_out(page_of(width, 10000_pt, {paragraph(words)})), 0);
}

}  // namespace

TEST_CASE("a line breaks at the last space that fits") {
  CHECK(broken("one two three", width_of("one two") + 1_pt) == Lines{"one two", "three"});
  CHECK(broken("one two three", width_of("one two") - 1_pt) == Lines{"one", "two", "three"});
  CHECK(broken("one two three", width_of("one two three") + 0.01_pt) == Lines{"one two three"});
}

TEST_CASE("an address that no line can hold is cut in front of a sign in it") {
  const std::string address = "second.opinion@ggu.example.org";
  CHECK(
      broken(address, width_of("second.opinion@ggu.example.o")) ==
      Lines{"second.opinion@ggu.example", ".org"}
  );
  CHECK(
      broken(address, width_of("second.opinion@g")) ==
      Lines{"second.opinion", "@ggu.example", ".org"}
  );
  CHECK(broken("wwwwwwwwww", width_of("wwwww")) == Lines{"wwwww", "wwwww"});
}

TEST_CASE("the last line is not one short word where the line before can spare one") {
  const std::string words = "Read it aloud or ask him to say it.";
  const Length width = width_of("Read it aloud or ask him to say") + 1_pt;
  CHECK(broken(words, width) == Lines{"Read it aloud or ask him to", "say it."});
  CHECK(broken("one two three", width_of("one two") + 1_pt) == Lines{"one two", "three"});
  // Without a long word the line before would end at half its width.
  CHECK(
      broken("I see how a rehabilitation is", width_of("I see how a rehabilitation") + 1_pt) ==
      Lines{"I see how a rehabilitation", "is"}
  );
}

TEST_CASE("a box to tick stays with its words where two have room beside each other") {
  doc::Block block = paragraph("");
  auto& inlines = std::get<doc::Paragraph>(block.content).inlines;
  inlines = {
      doc::Box{},
      doc::Text{.text = " a letter of two pages "},
      doc::Box{},
      doc::Text{.text = " a signed form "},
      doc::Box{},
      doc::Text{.text = " other thing"}};
  const Length width = width_of("\u2610 a letter of two pages \u2610 a signed form \u2610 other");
  const auto pages = laid_out(page_of(width, 10000_pt, {block}));
  std::vector<double> boxes;
  double other = 0;
  for (const auto& item : pages.pages[0].items) {
    const auto* text = std::get_if<page::Text>(&item.what);
    if (!text) continue;
    if (pages.text_of(*text) == doc::Box::text) boxes.push_back(item.at.y.in_points());
    if (pages.text_of(*text).find("other") != std::string_view::npos) other = item.at.y.in_points();
  }
  REQUIRE(boxes.size() == 3);
  CHECK(boxes[0] == boxes[1]);
  CHECK(boxes[2] > boxes[1]);
  CHECK(boxes[2] == Approx(other).margin(0.1));
}

TEST_CASE("a line may end after a hyphen, but not in front of a digit that follows one") {
  CHECK(
      broken("a well-known-fact", width_of("a well-known-") + 0.01_pt) ==
      Lines{"a well-known-", "fact"}
  );
  CHECK(broken("call 555-0142", width_of("555-0142") + 0.01_pt) == Lines{"call", "555-0142"});
}

TEST_CASE("a blank that does not break keeps its words on one line") {
  CHECK(
      broken("Dr.\u00A0Okafor writes", width_of("Dr.\u00A0Okafor")) ==
      Lines{"Dr.\u00A0Okafor", "writes"}
  );
}

TEST_CASE("a phone, a state with its ZIP code, a date, and a number with its unit stay on one line"
) {
  const auto parted = [](const std::string& words, const std::string& before) {
    return broken(words, width_of(before) + 0.01_pt);
  };
  CHECK(
      parted("call (937) 555-0142 today", "call (937) 555-014") ==
      Lines{"call", "(937) 555-0142", "today"}
  );
  CHECK(parted("Dayton, OH 45402", "Dayton, OH 4540") == Lines{"Dayton,", "OH 45402"});
  CHECK(parted("take 9 mg, 4 times", "take 9 m") == Lines{"take", "9 mg, 4", "times"});
  CHECK(
      parted("by December 15, 2026 or", "by December 15, 202") ==
      Lines{"by", "December 15, 2026", "or"}
  );
  CHECK(
      parted("el 15 de mayo de 2026", "el 15 de mayo de 202") == Lines{"el", "15 de mayo de 2026"}
  );
  CHECK(parted("at 10:30 a.m. or", "at 10:30 a.") == Lines{"at", "10:30 a.m.", "or"});
  CHECK(parted("a las 9:00 a. m. o", "a las 9:00 a. m") == Lines{"a", "las 9:00 a. m.", "o"});
  CHECK(
      parted("a las 9:00 p.\u00A0m. o", "a las 9:00 p.\u00A0m") ==
      Lines{"a", "las 9:00 p.\u00A0m.", "o"}
  );
  CHECK(parted("letra a. mayor", "letra a. mayo") == Lines{"letra a.", "mayor"});
  CHECK(
      parted("la cita con ella del 9 de diciembre", "la cita con ella del 9 de diciem") ==
      Lines{"la cita con ella", "del 9 de diciembre"}
  );
  CHECK(
      parted("see https://one.example.org/a-b", "see https://one.example.org/a-") ==
      Lines{"see", "https://one.example.org/a-b"}
  );
  CHECK(parted("MRI 15, 2026", "MRI 15, 202") == Lines{"MRI 15,", "2026"});
  CHECK(parted("el 10 jun 2026", "el 10 jun 202") == Lines{"el", "10 jun 2026"});
  CHECK(parted("desde sept 2026", "desde sept 202") == Lines{"desde", "sept 2026"});
  CHECK(
      parted("call Dr. Lindqvist now", "call Dr. Lindqvis") == Lines{"call", "Dr. Lindqvist", "now"}
  );
  CHECK(parted("de la Dra. Paz", "de la Dra. Pa") == Lines{"de la", "Dra. Paz"});
  CHECK(parted("9 a.m. Eastern time", "9 a.m. Eastern tim") == Lines{"9 a.m.", "Eastern time"});
  CHECK(parted("9:00 (hora del Este)", "9:00 (hora del Est") == Lines{"9:00", "(hora del Este)"});
  CHECK(parted("see 45 CFR 164.524", "see 45 CFR 164.52") == Lines{"see", "45 CFR 164.524"});
  CHECK(parted("see 38 U.S.C. 7332", "see 38 U.S.C. 733") == Lines{"see", "38 U.S.C. 7332"});
  CHECK(parted("about 65 of 100", "about 65 of 10") == Lines{"about", "65 of 100"});
  CHECK(parted("to PO Box 2200", "to PO Box 220") == Lines{"to", "PO Box 2200"});
  CHECK(parted("see VA Form 10-5345", "see VA Form 10-534") == Lines{"see", "VA Form 10-5345"});
  CHECK(parted("Her words: she/her", "Her words: she/he") == Lines{"Her words:", "she/her"});
  // A word is nearer to what it announces than to the line's end, and less near than a term.
  CHECK(parted("see page 15 too", "see page 1") == Lines{"see", "page 15", "too"});
  CHECK(parted("Fax (937) 555-0121", "Fax (937) 555-012") == Lines{"Fax", "(937) 555-0121"});
  // Other words in capitals, years and names of things are no such terms.
  CHECK(parted("the Eastern times", "the Eastern time") == Lines{"the Eastern", "times"});
  CHECK(parted("con 3 mayores", "con 3 mayore") == Lines{"con 3", "mayores"});
  CHECK(parted("Remarque 2026", "Remarque 202") == Lines{"Remarque", "2026"});
  CHECK(parted("the MRI 20261", "the MRI 2026") == Lines{"the MRI", "20261"});
  CHECK(parted("with 4 grapes", "with 4 grape") == Lines{"with 4", "grapes"});
  CHECK(parted("(see) 555 more", "(see) 55") == Lines{"(see)", "555", "more"});
  // Where no line can hold it, it parts there and not inside a word; nothing of it is lost.
  CHECK(broken("(937) 555-0142", width_of("555-0142") + 0.01_pt) == Lines{"(937)", "555-0142"});
}

TEST_CASE("a line begins neither with a dot between two things nor with the white behind one") {
  const auto second = [](const std::vector<std::string>& parts, std::string_view room) {
    auto words = paragraph(parts.front());
    auto& inlines = std::get<doc::Paragraph>(words.content).inlines;
    for (std::size_t i = 1; i < parts.size(); ++i)
      inlines.emplace_back(doc::Text{.text = parts[i]});
    return lines_of(laid_out(page_of(width_of(room) + 0.01_pt, 1000_pt, {words})), 0).at(1);
  };
  CHECK(second({"in person \u00B7 late"}, "in person") == "person");
  // The dot begins another piece of the paragraph, as behind what is bold.
  CHECK(second({"in person", " \u00B7 late"}, "in person").starts_with("person"));
  CHECK(second({"yes \u00A0 no"}, "yes no") == "no");
}

TEST_CASE("a dot between two things is not drawn where a line parts them") {
  const auto lines = [](std::string_view words, std::string_view room) {
    return lines_of(laid_out(page_of(width_of(room) + 0.01_pt, 1000_pt, {paragraph(words)})), 0);
  };
  using Lines = std::vector<std::string>;
  CHECK(lines("aaa \u00B7 bbb", "aaa \u00B7 b") == Lines{"aaa", "bbb"});
  CHECK(lines("aaa \u00B7 bbb", "aaa \u00B7 bbb") == Lines{"aaa \u00B7 bbb"});
  // What ends with one says so.
  CHECK(lines("aaa bbb \u00B7", "bbb \u00B7") == Lines{"aaa", "bbb \u00B7"});
}

TEST_CASE("a blank that goes to the edge takes what its line has left, and below where that is less"
) {
  const auto blanks = [](Length wide) {
    doc::Block block = paragraph("");
    doc::Fill blank{"name", 50_pt, 29_pt, {}};
    blank.to_edge = true;
    std::get<doc::Paragraph>(block.content).inlines = {
        doc::Text{.text = "aaa "}, blank, doc::Text{.text = " bbb "}, blank};
    std::vector<Rect> all;
    const auto pages = laid_out(page_of(wide, 100_pt, {block}));
    for (const auto& item : pages.pages[0].items) {
      if (const auto* fill = std::get_if<page::Fill>(&item.what))
        all.push_back({item.at, fill->size});
    }
    return all;
  };
  const Length first = width_of("aaa b") - width_of("b"),
               second = width_of("bbb b") - width_of("b");
  // One line below the other: each goes to the edge.
  const auto apart = blanks(100_pt);
  REQUIRE(apart.size() == 2);
  CHECK(apart[0].at.x - first < 0.01_pt);
  CHECK(apart[0].at.x + apart[0].size.width == 100_pt);
  CHECK(apart[1].at.x - second < 0.01_pt);
  CHECK(apart[1].at.x + apart[1].size.width == 100_pt);
  // Beside each other: the first has its least, the last the rest.
  const auto beside = blanks(300_pt);
  REQUIRE(beside.size() == 2);
  CHECK(beside[0].size.width == 50_pt);
  CHECK(beside[1].at.y == beside[0].at.y);
  CHECK(beside[1].at.x + beside[1].size.width == 300_pt);
}

TEST_CASE("a soft hyphen is a hyphen where a line ends at it, else nothing, and a word is whole") {
  const std::string word = "hydroxy\u00ADchloro\u00ADquine";
  CHECK(broken(word, width_of("hydroxychloroquine")) == Lines{"hydroxychloroquine"});
  const Length narrow = width_of("hydroxychloroq");
  CHECK(broken(word, narrow) == Lines{"hydroxychloro\u00AD", "quine"});
  CHECK(broken(word, width_of("hydroxychlor")) == Lines{"hydroxy\u00AD", "chloroquine"});
  CHECK(broken("a " + word, width_of("a hydroxychlor")) == Lines{"a hydroxy\u00AD", "chloroquine"});
  CHECK(broken("end\u00AD and\u00AD", width_of("end ")) == Lines{"end", "and"});

  const auto pages = laid_out(page_of(narrow, 1000_pt, {paragraph(word)}));
  const auto& hyphened = std::get<page::Text>(pages.pages[0].items[0].what);
  const auto hyphen = fonts().glyph(hyphened.face, U'-');
  std::size_t hyphens = 0;
  for (const auto& glyph : pages.glyphs) hyphens += glyph.id == hyphen;
  CHECK(hyphens == 1);
  CHECK(hyphened.width <= narrow);
}

TEST_CASE("words that no-break blanks and hyphens join end a line there when no line can hold them"
) {
  const auto once = [](const std::string& words, std::string_view room) {
    Diagnostics out;
    const auto pages = laid_out(page_of(width_of(room) + 0.5_pt, 1000_pt, {paragraph(words)}), out);
    CHECK(out.all().empty());
    return lines_of(pages, 0);
  };
  for (const std::string blank : {"\u00A0", "\u202F", "\u2007"}) {
    const std::string words = "one" + blank + "two" + blank + "three" + blank + "four";
    CHECK(once(words, "one two thr") == Lines{"one" + blank + "two", "three" + blank + "four"});
    CHECK(once("see " + words, "one two th").at(1) == "one" + blank + "two");
  }
  CHECK(once("one\u2011two\u2011three", "one-two-t") == Lines{"one\u2011two\u2011", "three"});
  CHECK(once("one\u2060two\u2060three", "onetwoth") == Lines{"onetwo", "three"});
  CHECK(once("one\u2060two", "onetwo") == Lines{"onetwo"});

  Diagnostics out;
  const std::string word(40, 'w');
  const auto pages =
      laid_out(page_of(100_pt, 1000_pt, {paragraph("see\u00A0the\u00A0" + word)}), out);
  CHECK(lines_of(pages, 0)[0] == "see\u00A0the");
  REQUIRE(out.all().size() == 1);
  CHECK(out.all()[0].code == "W410");
}

TEST_CASE("marks of direction and joiners of words turn what they turn, and are not drawn") {
  const auto drawn = [](std::string_view words) {
    const auto pages = laid_out(page_of(500_pt, 100_pt, {paragraph(words)}));
    for (const auto& glyph : pages.glyphs) CHECK(glyph.advance > 0);
    return lines_of(pages, 0);
  };
  CHECK(drawn("\u202A(330) 555-0114\u202C") == Lines{"(330) 555-0114"});
  CHECK(
      drawn("see \u05D0\u05D1\u200E \u2067ab\u2069 c\u200Bd\uFEFFe") ==
      Lines{"see \u05D0\u05D1 ab cde"}
  );
  const auto pages = laid_out(page_of(500_pt, 100_pt, {paragraph("x \u05D0-\u200E1 y")}));
  CHECK(lines_of(pages, 0) == Lines{"x \u05D0-1 y"});
}

TEST_CASE("a word wider than its line is cut between letters, whole, and told") {
  Diagnostics out;
  const std::string word(60, 'w');
  const auto pages = laid_out(page_of(100_pt, 1000_pt, {paragraph("see " + word)}), out);
  const Lines lines = lines_of(pages, 0);
  REQUIRE(lines.size() > 3);
  std::string all;
  for (std::size_t i = 1; i < lines.size(); ++i) all += lines[i];
  CHECK(lines[0] == "see");
  CHECK(all == word);
  REQUIRE(out.all().size() == 1);
  CHECK(out.all()[0].code == "W410");
  CHECK(out.all()[0].message == "a word is wider than its line and was broken");
  for (const auto& item : pages.pages[0].items) {
    if (const auto* text = std::get_if<page::Text>(&item.what))
      CHECK(item.at.x + text->width <= 100_pt + width_of(" "));
  }
}

TEST_CASE("an accent is never parted from its letter where a word is cut") {
  std::string word;
  for (int i = 0; i < 40; ++i) word += "e\u0301";  // e and a combining acute accent
  Diagnostics out;
  const auto pages = laid_out(page_of(60_pt, 1000_pt, {paragraph(word)}), out);
  for (const std::string& line : lines_of(pages, 0)) CHECK(line.size() % 3 == 0);
}

TEST_CASE("wider space never makes more lines") {
  const std::string words =
      "Second opinions sometimes confirm, sometimes refine, and sometimes change a diagnosis; ask "
      "both doctors what they saw.";
  std::size_t lines = 1000;
  for (Length width = 60_pt; width < 700_pt; width += 7_pt) {
    const std::size_t now = broken(words, width).size();
    CHECK(now <= lines);
    lines = now;
  }
}

TEST_CASE("words of several faces stand side by side on one baseline") {
  const auto pages = laid_out(page_of(500_pt, 100_pt, {paragraph("tick \u2610 here")}));
  const auto& items = pages.pages[0].items;
  REQUIRE(items.size() == 3);
  CHECK(lines_of(pages, 0) == Lines{"tick \u2610 here"});
  CHECK(std::get<page::Text>(items[0].what).face != std::get<page::Text>(items[1].what).face);
}

TEST_CASE("an Arabic name in an English line is set from right to left, and read in its own order"
) {
  const std::string name =
      "\u0645\u062D\u0645\u062F \u0627\u0644\u0623\u062D\u0645\u062F";  // two words
  const auto pages = laid_out(page_of(500_pt, 100_pt, {paragraph("for " + name + " today")}));
  CHECK(lines_of(pages, 0) == Lines{"for " + name + " today"});
  std::vector<std::pair<std::string, Length>> words;
  for (const auto& item : pages.pages[0].items) {
    const auto& text = std::get<page::Text>(item.what);
    words.emplace_back(pages.text_of(text), item.at.x);
  }
  REQUIRE(words.size() >= 4);
  CHECK(words[1].second > words[3].second);  // the first Arabic word stands right of the second
  CHECK(words.back().second > words[1].second);
}

TEST_CASE("short blanks take their room and are drawn, not read") {
  doc::Block block = paragraph("before");
  auto& inlines = std::get<doc::Paragraph>(block.content).inlines;
  inlines = {
      doc::Text{.text = "name "}, doc::Fill{"name", 50_pt, {}, {}}, doc::Text{.text = " and date"}};
  const auto pages = laid_out(page_of(500_pt, 100_pt, {block}));
  CHECK(lines_of(pages, 0) == Lines{"name  and date"});
  int rules = 0;
  for (const auto& item : pages.pages[0].items) {
    if (const auto* fill = std::get_if<page::Fill>(&item.what)) {
      ++rules;
      CHECK(fill->size.width == 50_pt);
      CHECK(std::holds_alternative<page::Artifact>(item.meaning));
    }
  }
  CHECK(rules == 1);
}

TEST_CASE("a line with a short blank leaves room for a hand above it, the first by its white space"
) {
  doc::Block block = paragraph("");
  std::get<doc::Paragraph>(block.content).inlines = {
      doc::Text{.text = "aaa "},
      doc::Fill{"name", 50_pt, 29_pt, {}},
      doc::LineBreak{},
      doc::Text{.text = "bbb "},
      doc::Fill{"date", 50_pt, 29_pt, {}},
      doc::LineBreak{},
      doc::Text{.text = "ccc"}};
  const auto pages = laid_out(page_of(200_pt, 100_pt, {block}));
  std::vector<Length> baselines;
  for (const auto& item : pages.pages[0].items) {
    const auto* text = std::get_if<page::Text>(&item.what);
    if (text && pages.text_of(*text) != " ") baselines.push_back(item.at.y);
  }
  REQUIRE(baselines.size() == 3);
  CHECK(baselines[1] - baselines[0] == 29_pt);
  CHECK(baselines[2] - baselines[1] == 20_pt);
}

TEST_CASE("the line below a link ends with its words, on each line it stands on") {
  doc::Block block = paragraph("");
  std::get<doc::Paragraph>(block.content).inlines = {
      doc::Text{.text = "see "},
      doc::Text{.text = "one two ", .link = 0},
      doc::Text{.text = "now"}};
  auto document = page_of(width_of("see one") + 1_pt, 100_pt, {block});
  document.links.push_back("https://example.org");
  const auto pages = laid_out(document);
  std::vector<Length> lines, places;
  for (const auto& item : pages.pages[0].items) {
    if (const auto* fill = std::get_if<page::Fill>(&item.what)) lines.push_back(fill->size.width);
    if (const auto* link = std::get_if<page::Link>(&item.what)) places.push_back(link->size.width);
  }
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].in_points() == Approx(width_of("one").in_points()).margin(0.01));
  CHECK(lines[1].in_points() == Approx(width_of("two").in_points()).margin(0.01));
  CHECK(places == lines);
  REQUIRE(pages.link_targets.size() == 2);
  CHECK(pages.link_targets[0].description == "one");
}

TEST_CASE("what follows a tab stands at the right edge") {
  doc::Block block = paragraph("x");
  std::get<doc::Paragraph>(block.content).inlines = {
      doc::Text{.text = "left"}, doc::Tab{}, doc::Text{.text = "right"}};
  const auto pages = laid_out(page_of(300_pt, 100_pt, {block}));
  const auto& last = pages.pages[0].items.back();
  CHECK(last.at.x + std::get<page::Text>(last.what).width == 300_pt);
}
