#include "tests/doc/markup.hpp"

using namespace engine;
using namespace engine::doc;
using namespace engine::doc::test;

namespace {
const Table& table_of(const Document& document) {
  return std::get<Table>(document.blocks[1].content);
}
const BoxStyle& box(const char* look) {
  return styled(standard(), look).second;
}
}  // namespace

TEST_CASE("a table has weights, head rows, scopes and spans") {
  CHECK(
      blocks_of("<table columns='3 1 1' "
                "look='ruled'><thead><tr><th>Record</th><td/><th>Page</th></tr></thead>"
                "<tbody><tr height='2'><th>Notes</th><td colspan='2'>words</td></tr>"
                "<tr><td><p>a</p><check>b</check></td><td align='right'>7</td><th "
                "scope='column'>c</th></tr></tbody></table>") ==
      "  table 3 1 1\n"
      "    head row\n"
      "      header of column\n        P 12/15.5 bold \"Record\"\n"
      "      cell\n"
      "      header of column\n        P 12/15.5 bold \"Page\"\n"
      "    row at least 48.96\n"
      "      header of row\n        P 12/15.5 bold \"Notes\"\n"
      "      cell over 2\n        P 12/15.5 \"words\"\n"
      "    row\n"
      "      cell\n        P 12/15.5 \"a\"\n        check [☐]\n          P 12/15.5 \"b\"\n"
      "      cell\n        P 12/15.5 right \"7\"\n"
      "      header of column\n        P 12/15.5 bold \"c\"\n"
  );
}

TEST_CASE("of the name of a row that emphasizes some words, those alone are bold") {
  CHECK(
      blocks_of("<table><tr><th scope='row'><strong>Lab</strong> results</th><td>7</td></tr>"
                "<tr><th scope='row'>Scans</th><td>8</td></tr></table>") ==
      "  table 1 1\n"
      "    row\n"
      "      header of row\n        P 12/15.5 strong \"Lab\" \" results\"\n"
      "      cell\n        P 12/15.5 \"7\"\n"
      "    row\n"
      "      header of row\n        P 12/15.5 bold \"Scans\"\n"
      "      cell\n        P 12/15.5 \"8\"\n"
  );
}

TEST_CASE("columns are equally wide when no widths are given") {
  CHECK(
      table_of(document(page_of("<table><tr><th>a</th><td colspan='2'/></tr></table>"))).weights ==
      std::vector<int>{1, 1, 1}
  );
}

TEST_CASE("the look of a table is the frame of its cells") {
  const std::string rows = "<thead><tr><th>a</th></tr></thead><tr><td>b</td></tr></table>";
  const auto frames = [&](const std::string& look) {
    const Document d = document(page_of("<table" + look + ">" + rows));
    return std::pair{table_of(d).rows[0].cells[0].box, table_of(d).rows[1].cells[0].box};
  };
  // The words of a table without uprights reach both margins.
  const auto open = [](const char* look) {
    BoxStyle reaching = box(look);
    reaching.padding.left = reaching.padding.right = {};
    return reaching;
  };
  CHECK(frames("") == std::pair{open("plain-head"), open("plain-cell")});
  CHECK(frames(" look='plain'") == std::pair{open("plain-head"), open("plain-cell")});
  CHECK(frames(" look='contents'") == std::pair{open("plain-head"), open("plain-cell")});
  CHECK(frames(" look='ruled'") == std::pair{open("ruled-head"), open("ruled-cell")});
  CHECK(frames(" look='grid'") == std::pair{box("grid-head"), box("grid-cell")});
  CHECK(box("plain-cell").border == Border{});
  CHECK(box("ruled-head").border.bottom > box("ruled-cell").border.bottom);
  CHECK(box("ruled-cell").border.left == Length{});
  CHECK(box("grid-cell").border.left == box("grid-cell").border.bottom);
}

TEST_CASE("in large print a table of three columns is a list of its rows") {
  CHECK(
      blocks_of(
          "<table look='ruled'><thead><tr><th>Record</th><th>Dates</th><th>Same?</th></tr></thead>"
          "<tr><th>Visit <em>notes</em></th><td>2019</td><td/></tr>"
          "<tr><th>Scans</th><td><p>a</p><p>b</p></td><td><check>agree</check><check>differ</"
          "check></td></tr></table>",
          large()
      ) ==
      "  table\n"
      "    keep keep-together\n"
      "      P keep-with-next 18/23.5 bold \"Visit \" em \"notes\"\n"
      "      P 18/23.5 strong \"Dates: \" \"2019\"\n"
      "    keep keep-together\n"
      "      P keep-with-next 18/23.5 bold \"Scans\"\n"
      "      P 18/23.5 strong \"Dates: \" \"a\"\n"
      "      P 18/23.5 \"b\"\n"
      "      P keep-with-next 18/23.5 strong \"Same?\"\n"
      "      check [☐]\n        P 18/23.5 \"agree\"\n"
      "      check [☐]\n        P 18/23.5 \"differ\"\n"
  );
}

TEST_CASE("in large print an empty cell of a worksheet becomes a box to write in") {
  CHECK(
      blocks_of(
          "<table look='grid'><thead><tr><th>Topic</th><th>Dr. "
          "A<br/>first</th><th>Same?</th></tr></thead>"
          "<tr "
          "height='2'><th>LinkTarget</th><td/><td>yes</td></tr><tr><td/><td/><td/></tr></table>",
          large()
      ) ==
      "  table\n"
      "    keep keep-together\n"
      "      P keep-with-next 18/23.5 bold \"LinkTarget\"\n"
      "      blank keep-together\n"
      "        row\n"
      "          box of 6\n"
      "            P keep-with-next 14/22.4 \"Dr. A first\"\n"
      "            blank 18/22.5 2 lines of 36\n"
      "          box of 6\n"
      "            P keep-with-next 14/22.4 \"Same?\"\n"
      "            P 18/23.5 \"yes\"\n"
      "    keep keep-together\n"
      "      blank keep-together\n"
      "        row\n"
      "          box of 4\n"
      "            P keep-with-next 14/22.4 \"Topic\"\n"
      "            blank 18/22.5 1 line of 36\n"
      "          box of 4\n"
      "            P keep-with-next 14/22.4 \"Dr. A first\"\n"
      "            blank 18/22.5 1 line of 36\n"
      "          box of 4\n"
      "            P keep-with-next 14/22.4 \"Same?\"\n"
      "            blank 18/22.5 1 line of 36\n"
  );
}

TEST_CASE("in large print what is to be written in a cell has its head in the caption") {
  CHECK(
      blocks_of(
          "<table><thead><tr><th>a</th><th>b</th><th>c</th></tr></thead>"
          "<tr><td>x</td><td><blank label='Why'/></td><td><blank/></td></tr></table>",
          large()
      ) ==
      "  table\n"
      "    keep keep-together\n"
      "      P keep-with-next 18/23.5 bold \"x\"\n"
      "      blank keep-together\n"
      "        row\n"
      "          box of 12\n"
      "            P keep-with-next 14/22.4 \"b: Why\"\n"
      "            blank 18/22.5 1 line of 36\n"
      "        row\n"
      "          box of 12\n"
      "            P keep-with-next 14/22.4 \"c\"\n"
      "            blank 18/22.5 1 line of 36\n"
  );
}

TEST_CASE("in large print a table of two columns, or without a head, stays a table") {
  CHECK(
      blocks_of(
          "<table><thead><tr><th>a</th><th>b</th></tr></thead><tr><td>c</td><td>d</td></tr></"
          "table>",
          large()
      )
          .rfind("  table 1 1\n", 0) == 0
  );
  CHECK(
      blocks_of("<table><tr><th>a</th><td>b</td><td>c</td></tr></table>", large())
          .rfind("  table 1 1 1\n", 0) == 0
  );
}

TEST_CASE("no word of a table is lost in its list of rows") {
  const std::string markup =
      "<table columns='2 1 1 1'><thead><tr><th colspan='2'>w1 w2</th><th "
      "colspan='2'>w3</th></tr><tr><th>w4</th><th>w5</th><th><p>w6</p><p>w7</p></th><th/></tr></"
      "thead>"
      "<tr><td><p>w8</p><ul><li>w9</li></ul></td><td colspan='2'>w10<br/><fill "
      "label='w11'/></td><td><ol><li>w12</li></ol></td></tr>"
      "<tr><td>w13</td><td>w14</td><td>w15</td><td>w16</td></tr></table>";
  const std::string list = blocks_of(markup, linear(standard()));
  INFO(list);
  for (int i = 1; i <= 16; ++i) CHECK(list.find("w" + std::to_string(i)) != std::string::npos);
}

TEST_CASE("a cell over two columns is told with the heads of both") {
  const std::string list = blocks_of(
      "<table><thead><tr><th>Wish</th><th>Dr. Park</th><th>Dr. Keane</th></tr></thead>"
      "<tr><td>Play</td><td colspan='2'>the same</td></tr></table>",
      linear(standard())
  );
  INFO(list);
  const std::size_t first = list.find("Dr. Park"), second = list.find("Dr. Keane");
  CHECK((first < second && second < list.find("the same")));
  CHECK(list.find("Dr. Keane", second + 1) == list.npos);
}

TEST_CASE("a head over all columns is told once, above the rows and not before each cell") {
  const std::string list = blocks_of(
      "<table><thead><tr><th colspan='3'>Dr. Park: cast</th></tr><tr><th>Good</th><th>How "
      "much</th><th>Bad</th></tr></thead>"
      "<tr><td>mends</td><td>4</td><td>itches</td></tr><tr><td>cheap</td><td>2</td><td>slow</td></"
      "tr></table>",
      linear(standard())
  );
  INFO(list);
  const std::size_t head = list.find("Dr. Park: cast");
  CHECK((head < list.find("Good") && list.find("Good") < list.find("mends")));
  CHECK(list.find("Dr. Park", head + 1) == list.npos);
}

TEST_CASE("in large print boxes stand beside each other where their captions leave room") {
  const auto spans = [](const std::string& heads, const std::string& empty = "<td/><td/><td/>") {
    const std::string list = blocks_of(
        "<table look='grid'><thead><tr><th>Record</th>" + heads +
            "</tr></thead><tr><td>Scans</td><td>done</td>" + empty + "</tr></table>",
        large()
    );
    std::string found;
    for (std::size_t at = 0; (at = list.find("box of ", at)) != list.npos; ++at)
      found += list.substr(at + 7, list.find('\n', at) - at - 7) + " ";
    return found;
  };
  CHECK(spans("<th>Asked</th><th>Promised</th><th>Got it</th><th>Sent on</th>") == "3 3 3 3 ");
  CHECK(
      spans("<th>Asked</th><th>Promised by the office</th><th>Got it</th><th>Sent on</th>") ==
      "6 6 6 6 "
  );
  CHECK(
      spans(
          "<th>Who has it</th><th>Asked</th><th>Promised</th><th>Got it</th><th>Sent on</th>",
          "<td/><td/><td/><td/>"
      ) == "6 6 4 4 4 "
  );
}
