#include "engine/doc/style_sheet.hpp"
#include "tests/doc/markup.hpp"

#include <cmath>

using namespace engine;
using namespace engine::doc;
using namespace engine::doc::test;

namespace {

std::string told_of_theme(const std::string& text) {
  const Source source{"my.xml", text};
  Diagnostics out;
  const auto theme = read_theme(source, out);
  CHECK(static_cast<bool>(theme) == (out.errors() == 0));
  return told(out);
}
/// The standard theme with a text replaced once.
std::string with(const std::string& from, const std::string& to) {
  std::string text = file("tests/doc/themes/standard.xml");
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}
std::string mended(const std::string& from, const std::string& to) {
  std::string told = told_of_theme(with(from, to));
  // Without the place: the theme's lines move when it is designed anew.
  const auto code = told.find(" E");
  return code == std::string::npos ? told : told.substr(code + 1);
}

/// Contrast of two colours, 1 to 21 (WCAG 2.1, relative luminance).
double luminance(Color c) {
  const auto linear = [](std::uint8_t channel) {
    const double v = channel / 255.0;
    return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}
double contrast(Color a, Color b) {
  const double high = std::max(luminance(a), luminance(b)),
               low = std::min(luminance(a), luminance(b));
  return (high + 0.05) / (low + 0.05);
}

}  // namespace

TEST_CASE("the house has two themes, and both are whole") {
  CHECK(standard().name == "standard");
  CHECK(large().name == "large");
  CHECK(standard().paper == Size{612_pt, 792_pt});
  CHECK(large().margin == Insets{1_in, 1_in, 1_in, 1_in});
  CHECK(large().stack_columns);
  CHECK(large().linear_tables_from == 3);
  CHECK(standard().linear_tables_from == 0);
  CHECK(standard().write_line == 0.34_in);
}

TEST_CASE("nothing but a form is set smaller than 12 points, and in large print than 18") {
  for (const auto look : style_role_names) {
    INFO(look);
    for (const Theme* theme : {&standard(), &large()}) {
      const TextStyle& text = styled(*theme, look).first;
      const bool of_form = look == "form-cell" || look == "caption" || look == "item-caption" ||
                           look == "fine-print";
      if (of_form) {
        CHECK(text.size >= (theme == &large() ? 14_pt : 8.5_pt));
        continue;
      }
      CHECK(text.size >= (theme == &large() ? 18_pt : 12_pt));
      CHECK(text.leading.in_points() >= text.size.in_points() * 1.2);
    }
  }
  CHECK(large().write_line >= 0.45_in);
  CHECK(styled(large(), "p").first.leading.in_points() >= 18 * 1.25);
}

TEST_CASE("letters stand out from the paper and from every fill at least seven to one") {
  for (const Theme* theme : {&standard(), &large()}) {
    // The number of a tab stands on its own block and nowhere else.
    const auto& [number, block] = styled(*theme, "edge-mark");
    CHECK(contrast(number.color, block.fill) >= 7);
    std::vector<Color> grounds{{255, 255, 255}};
    for (const auto look : style_role_names) {
      const auto& box = styled(*theme, look).second;
      if (box.has_fill && look != "edge-mark") grounds.push_back(box.fill);
    }
    CHECK(grounds.size() > 1);
    for (const auto look : style_role_names) {
      INFO(look);
      if (look == "edge-mark") continue;
      for (const Color ground : grounds)
        CHECK(contrast(styled(*theme, look).first.color, ground) >= 7);
    }
    CHECK(contrast(theme->rule_color, {255, 255, 255}) >= 3);  // WCAG 2.1 1.4.11: what is not text
  }
}

TEST_CASE("headings stand out by size and weight, each above the next, and stay with what they head"
) {
  for (const Theme* theme : {&standard(), &large()}) {
    const auto style = [&](const char* look) { return styled(*theme, look); };
    CHECK(style("h1").first.size > style("h2").first.size);
    CHECK(style("h2").first.size > style("h3").first.size);
    CHECK(style("h3").first.size > style("p").first.size);
    for (const char* heading : {"h1", "h2", "h3"}) {
      CHECK(style(heading).first.bold);
      CHECK(style(heading).second.keep_with_next);
      CHECK((
          std::string{heading} == "h1" || style(heading).second.before > style(heading).second.after
      ));
    }
  }
}

TEST_CASE("no style is set in italics: they are hard to read in long texts") {
  for (const Theme* theme : {&standard(), &large()}) {
    for (const auto& [text, box] : theme->styles) CHECK_FALSE(text.italic);
  }
}

TEST_CASE("a style takes its letters from the text, and its leading in proportion to its size") {
  const std::string small_theme = with(
      "<style for=\"li\" after=\"3pt\"/>",
      "<style for=\"li\" size=\"24pt\" slant=\"italic\" padding=\"1pt 2pt 3pt\" orphans=\"3\" "
      "widows=\"4\"/>"
  );
  const Source source{"my.xml", small_theme};
  Diagnostics out;
  const auto theme = read_theme(source, out);
  REQUIRE(theme);
  const auto& [text, box] = styled(*theme, "li");
  CHECK(text.leading == 33_pt);
  CHECK(text.italic);
  CHECK(text.color == styled(standard(), "p").first.color);
  CHECK(box.padding == Insets{1_pt, 2_pt, 3_pt, 2_pt});
  CHECK(box.orphans == 3);
  CHECK(box.widows == 4);
}

TEST_CASE("the words of an item are parted by no page where the theme wants so many lines of it") {
  const std::string entry =
      with("<style for=\"li\" after=\"3pt\"/>", "<style for=\"li\" orphans=\"4\" widows=\"3\"/>");
  const Source source{"my.xml", entry};
  Diagnostics out;
  const auto theme = read_theme(source, out);
  REQUIRE(theme);
  const Document list = document(page_of("<ul><li>Dr. Park<br/>phone</li></ul>"), *theme);
  const Block& item = std::get<Stack>(list.blocks.at(1).content).blocks.at(0);
  const BoxStyle& words = std::get<Stack>(item.content).blocks.at(0).box;
  CHECK(words.orphans == 4);
  CHECK(words.widows == 3);
}

TEST_CASE("lengths are given in points, inches and millimetres") {
  const auto gap = [](const std::string& length) {
    const Source source{"my.xml", with("gap=\"24pt\"", "gap=\"" + length + "\"")};
    Diagnostics out;
    const auto theme = read_theme(source, out);
    return theme ? theme->column_gap : -1_pt;
  };
  CHECK(gap("12.5pt") == 12.5_pt);
  CHECK(gap("0.25in") == 18_pt);
  CHECK(gap("25.4mm") == 72_pt);
  CHECK(gap("0") == Length{});
  for (const char* wrong :
       {"",
        "12",
        "12 pt",
        "-1pt",
        "pt",
        "1e3pt",
        "nanpt",
        "infpt",
        "0x1pt",
        "1000000pt",
        ".in",
        "12px"}) {
    INFO(wrong);
    CHECK(gap(wrong) == -1_pt);
  }
}

TEST_CASE("mistakes in a theme are told word for word") {
  CHECK(
      mended("gap=\"24pt\"", "gap=\"24\"") ==
      "E333 gap is a length such as 12pt, 0.5in or 10mm, found '24'\n"
  );
  CHECK(
      mended("after=\"3pt\"/>", "after=\"\"/>") ==
      "E333 after is a length such as 12pt, 0.5in or 10mm, found ''\n"
  );
  CHECK(mended("#1b2026", "dark") == "E333 color is a colour such as #1c2126, found 'dark'\n");
  CHECK(
      mended("paper=\"letter\"", "paper=\"lettre\"") ==
      "E333 paper is letter, legal or A4, found 'lettre'\n"
  );
  CHECK(
      mended("margin=\"0.85in 1in 0.95in 1in\"", "margin=\"1in 1in 1in 1in 1in\"") ==
      "E333 margin is one to four lengths (top, right, bottom, left) such as 4pt 8pt, found '1in "
      "1in 1in 1in 1in'\n"
  );
  CHECK(
      mended("margin=\"0.85in 1in 0.95in 1in\"", "margin=\"4in\"") ==
      "E333 the margins leave no room for a text\n"
  );
  CHECK(
      mended("header-at=", "landscape-margin=\"0 5in\" header-at=") ==
      "E333 the margins leave no room for a text\n"
  );
  CHECK(mended("stack=\"no\"", "stack=\"never\"") == "E333 stack is yes or no, found 'never'\n");
  CHECK(
      mended("linear-from=\"0\"", "linear-from=\"1\"") ==
      "E333 linear-from is a whole number from 2 to 26, or 0 for never, found '1'\n"
  );
  CHECK(
      mended("size=\"20pt\"", "size=\"2pt\"") ==
      "E333 size is a type size from 4pt to 144pt, found '2pt'\n"
  );
  CHECK(
      mended("weight=\"bold\"", "weight=\"heavy\"") ==
      "E333 weight is bold or regular, found 'heavy'\n"
  );
  CHECK(
      mended("keep-with-next=\"yes\"", "keep-with-nxt=\"yes\"") ==
      "E332 <style> has no attribute keep-with-nxt | did you mean keep-with-next?\n"
  );
  CHECK(
      mended("<theme name=\"standard\">", "<theme name=\"standard\" paper=\"A4\">") ==
      "E332 <theme> has no attribute paper\n"
  );
  CHECK(
      mended("<theme name=\"standard\">", "<theme>") == "E334 <theme> needs the attribute name\n"
  );
  CHECK(mended(" stack=\"no\"", "") == "E334 <columns> needs the attribute stack\n");
  CHECK(
      mended("<style for=\"li\"", "<style") ==
      "E334 <style> needs the attribute for\nmy.xml:5:2 E336 the theme has no style for li\n"
  );
  CHECK(
      mended("<style for=\"li\"", "<style for=\"ul\"")
          .rfind("E335 the markup has nothing to style that is called 'ul'", 0) == 0
  );
  CHECK(
      mended("<style for=\"li\"", "<style for=\"h1\"").rfind("E335 a second style for 'h1'\n", 0) ==
      0
  );
  CHECK(
      mended("<style for=\"h1\"", "<stile for=\"h1\"") ==
      "E331 a theme has no element <stile> | did you mean style?\nmy.xml:5:2 E336 the theme has no "
      "style for h1\n"
  );
  CHECK(mended("<columns gap=\"24pt\" stack=\"no\"/>", "") == "E331 the theme has no <columns>\n");
  CHECK(mended("<tables", "<tables linear-from=\"3\"/><tables") == "E331 a second <tables>\n");
  CHECK(
      told_of_theme("<them/>") ==
      "my.xml:1:2 E331 a theme file begins with <theme>, not with <them>\n"
  );
}

TEST_CASE("a mistake in a theme is told at its place") {
  CHECK(
      told_of_theme("<theme name=\"x\">\n  <page paper=\"letter\" margin=\"1in\" header-at=\"3\" "
                    "footer-at=\"1in\"/>\n</theme>")
          .rfind(
              "my.xml:2:48 E333 header-at is a length such as 12pt, 0.5in or 10mm, found '3'\n", 0
          ) == 0
  );
}
