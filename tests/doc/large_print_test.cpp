// The themes of the house. The large one is held against what large print is: APH (18 points at
// least, sans serif) and ACB 2022 (flush left, one column, inch-wide margins, 1.15 spacing, no
// slanted letters), and a hand that writes large.

#include "tests/doc/markup.hpp"

using namespace engine;
using namespace engine::doc;
using namespace engine::doc::test;

namespace {

Theme of_house(const std::string& name) {
  const Source source{name, file("templates/house/themes/" + name)};
  Diagnostics out;
  auto theme = read_theme(source, out);
  INFO(told(out));
  REQUIRE(theme);
  return *std::move(theme);
}
const Theme& house_large() {
  static const Theme it = of_house("large.xml");
  return it;
}

/// What stands in the boxes of a form, which is for an office and on two sheets at most, and in the
/// window of an envelope.
bool is_of_office(std::string_view style) {
  return style == "letterhead" || style == "address-window" || style == "form-cell" ||
         style == "caption" || style == "item-caption" || style == "fine-print";
}

}  // namespace

TEST_CASE("what running text is set of keeps to a grid of four points in standard print") {
  const Theme theme = of_house("standard.xml");
  const auto on_grid = [](Length length) { return length.millipoints() % 4000 == 0; };
  for (const char* name :
       {"h1",           "h2",       "h3",          "subject",     "p",         "lead",  "small",
        "label",        "inner-p",  "list",        "li",          "hr",        "table", "th",
        "td",           "say",      "speaker",     "check",       "columns",   "form",  "note-tip",
        "note-warning", "note-law", "note-finish", "note-ticket", "note-title"}) {
    CAPTURE(name);
    const auto& [text, box] = styled(theme, name);
    CHECK(on_grid(text.leading));
    CHECK(on_grid(box.before));
    CHECK(on_grid(box.after));
  }
  CHECK_FALSE(on_grid(15.5_pt));
}

TEST_CASE(
    "large print has no letter below 18 points, in forms 14, none slanted, and air between lines"
) {
  for (std::size_t i = 0; i < style_role_names.size(); ++i) {
    CAPTURE(style_role_names[i]);
    const TextStyle& text = house_large().styles[i].first;
    CHECK(text.size >= (is_of_office(style_role_names[i]) ? 14_pt : 18_pt));
    if (style_role_names[i] != "item-caption") CHECK(text.leading >= text.size.scaled(115, 100));
    CHECK_FALSE(text.italic);
  }
  CHECK(styled(house_large(), "h1").first.size > styled(house_large(), "h2").first.size);
  CHECK(styled(house_large(), "h2").first.size > styled(house_large(), "h3").first.size);
  CHECK(styled(house_large(), "h3").first.size > styled(house_large(), "p").first.size);
}

TEST_CASE("large print is one column with wide margins, and wide tables are lists") {
  CHECK(house_large().stack_columns);
  CHECK(house_large().linear_tables_from == 3);
  const Insets& margin = house_large().margin;
  for (const Length side : {margin.top, margin.right, margin.bottom, margin.left})
    CHECK(side >= 1_in);
}

TEST_CASE("every line to write on in large print has 0.4 inch of room") {
  CHECK(house_large().write_line >= 0.4_in);
  CHECK(house_large().write_in_words >= 0.4_in);
  const Document d = document(
      "<document title='T'><h1>H</h1><p>a <fill label='b'/></p><blank label='c' lines='2'/>"
      "<sign who='d'/></document>",
      house_large()
  );
  const auto& words = std::get<Paragraph>(d.blocks[1].content).inlines;
  CHECK(std::get<Fill>(words[1]).pitch >= 0.4_in);
  for (const FormRow& row : std::get<Form>(d.blocks[2].content).rows) {
    for (const FormCell& cell : row.cells)
      CHECK(std::get<WriteLines>(cell.content.blocks.back().content).pitch >= 0.45_in);
  }
}

TEST_CASE("a table that says so stays side by side in large print, and no table in plain text") {
  const std::string table =
      "<document title='T'><h1>H</h1><table linear='no'><thead><tr><th>A</th><th>B</th><th>C</th>"
      "</tr></thead><tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table></document>";
  const auto is_table = [](const Document& d) {
    return std::holds_alternative<Table>(d.blocks[1].content);
  };
  CHECK(is_table(document(table, house_large())));
  CHECK_FALSE(is_table(document(table, linear(house_large()))));
}
