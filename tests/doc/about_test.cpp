// Whom and what a blank is about: what an answer that was typed before is compared by.

#include "tests/doc/markup.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::doc::test;

namespace {

using Abouts = std::vector<std::string>;

void find_in(const std::vector<doc::Block>& blocks, Abouts& found);

struct Finder {
  Abouts& found;
  void operator()(const doc::Stack& stack) const { find_in(stack.blocks, found); }
  void operator()(const doc::Paragraph& paragraph) const {
    for (const doc::Inline& in : paragraph.inlines) {
      if (const auto* fill = std::get_if<doc::Fill>(&in)) found.emplace_back(fill->belongs.about);
      if (const auto* box = std::get_if<doc::Box>(&in)) found.emplace_back(box->belongs.about);
    }
  }
  void operator()(const doc::Table& table) const {
    for (const doc::Row& row : table.rows) {
      for (const doc::Cell& cell : row.cells) {
        if (cell.to_write_in) found.emplace_back(cell.belongs.about);
        find_in(cell.content.blocks, found);
      }
    }
  }
  void operator()(const doc::Form& form) const {
    for (const doc::FormRow& row : form.rows) {
      for (const doc::FormCell& cell : row.cells) find_in(cell.content.blocks, found);
    }
  }
  void operator()(const doc::WriteLines& lines) const { found.emplace_back(lines.belongs.about); }
  void operator()(const auto&) const {}
};

void find_in(const std::vector<doc::Block>& blocks, Abouts& found) {
  for (const doc::Block& block : blocks) {
    if (block.marker.is == doc::Marker::Is::box) found.emplace_back(block.marker.belongs.about);
    std::visit(Finder{found}, block.content);
  }
}

/// What each blank is about, in order.
Abouts abouts(const std::string& markup, const doc::Theme& theme = standard()) {
  const auto read = document(markup, theme);
  Abouts found;
  find_in(read.blocks, found);
  return found;
}

std::string about_lind(const std::string& blocks) {
  return "<document title=\"t\" about=\"Dr.  Lind\"><h1>Head</h1>" + blocks + "</document>";
}

}  // namespace

TEST_CASE("all that is written into a document is about what it says") {
  CHECK(
      abouts(about_lind("<blank label=\"a\"/><p>b <fill label=\"c\"/> <box/> d</p>"
                        "<check>e</check><form><cell label=\"f\"/></form>")) ==
      Abouts(5, "Dr. Lind")
  );
  CHECK(abouts(page_of("<blank label=\"a\"/><check>b</check>")) == Abouts{"", ""});
}

TEST_CASE("below a heading it is about that too, up to the next of its level") {
  CHECK(
      abouts(about_lind("<h2 about=\"North\">A</h2><blank label=\"a\"/><h3>B</h3><check>b</check>"
                        "<form><cell number=\"yes\" label=\"c\"/></form><blank label=\"d\"/>"
                        "<h2>C</h2><blank label=\"e\"/>")) ==
      Abouts{"Dr. Lind|North", "Dr. Lind|North", "Dr. Lind|North", "Dr. Lind|North", "Dr. Lind"}
  );
}

TEST_CASE("a row is about one thing and the next about another, also where it is a list") {
  const std::string rows =
      "<table look=\"grid\"><thead><tr><th>Plan</th><th>Note</th></tr></thead><tbody>"
      "<tr about=\"Shots\"><td><check>Take it</check></td><td></td></tr>"
      "<tr><td><check>Wait</check></td><td></td></tr></tbody></table>";
  const Abouts in_rows{"Dr. Lind|Shots", "Dr. Lind|Shots", "Dr. Lind", "Dr. Lind"};
  CHECK(abouts(about_lind(rows)) == in_rows);
  CHECK(abouts(about_lind(rows), doc::linear(standard())) == in_rows);
}
