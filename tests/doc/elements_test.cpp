#include "tests/doc/markup.hpp"

using namespace engine;
using namespace engine::doc;
using namespace engine::doc::test;

TEST_CASE("the blocks of a document are shown a line each") {
  CHECK(dump(document(R"(<document title="  A
    title ">
  <footer>Elena · T<tab/>Page <page/> of <pages/>, packet page <packet-page/></footer>
  <header first="no">Run<em>ning</em></header>
  <p>Before the first heading</p>
  <h1 id="top">A <em>head</em></h1>
  <h2>Part</h2><h3>Piece</h3>
</document>)")) == R"(document "A title"
  header 12/15 "Run" em "ning"
  footer 12/15 "Elena · T" tab "Page " page " of " pages ", packet page " packet-page
  P 12/16.5 "Before the first heading"
  H1 #top 20/25 bold "A " em "head"
  H2 15/20 bold "Part"
  H3 keep-with-next 12.5/17 bold "Piece"
)");
}

TEST_CASE("a document takes over its paper from the theme, and says where its running lines stand"
) {
  const Document d = document(
      "<document title='T'><header first='no'>x</header><footer "
      "first='no'>y</footer><h1>H</h1></document>"
  );
  CHECK(d.paper == Size{8.5_in, 11_in});
  CHECK(d.margin == Insets{0.85_in, 1_in, 0.95_in, 1_in});
  CHECK(d.footer_at == 0.45_in);
  CHECK_FALSE(d.header_on_first);
  CHECK_FALSE(d.footer_on_first);
  CHECK(d.title == "T");
  CHECK(d.language == "en");
}

TEST_CASE("h1 and h2 stand in the outline, h3 does not") {
  const Document d = document("<document title='T'><h1>a</h1><h2>b</h2><h3>c</h3></document>");
  CHECK(d.blocks[0].in_outline);
  CHECK(d.blocks[1].in_outline);
  CHECK_FALSE(d.blocks[2].in_outline);
}

TEST_CASE("a paragraph has one of four looks and three alignments") {
  CHECK(
      blocks_of("<p>a</p><p look='lead'>b</p><p look='small' align='center'>c</p><p look='label' "
                "align='right'>d</p>") ==
      "  P 12/16.5 \"a\"\n"
      "  P 13.5/18.5 \"b\"\n"
      "  P 12/15.5 center \"c\"\n"
      "  P keep-with-next 12/15.5 bold right \"d\"\n"
  );
}

TEST_CASE("inline elements are kept with the words around them") {
  CHECK(
      blocks_of("<p>See <a href='https://example.org'>the <strong>page</strong></a>, <em>or "
                "<strong>both</strong></em><br/>"
                "on <fill label=' the\n date ' width='1.6in'/> or <fill label='x'/></p>") ==
      "  P 12/16.5 \"See \" a(https://example.org) \"the \" strong a(https://example.org) \"page\" "
      "\", \" em \"or \" strong em \"both\" br"
      " \"on \" fill 115.2 (the date) \" or \" fill 108 (x)\n"
  );
}

TEST_CASE("list items are numbered from start, and bullets differ by depth") {
  CHECK(
      blocks_of("<ol start='9'><li>nine</li><li>ten</li></ol>"
                "<ul><li><p>a</p><ul><li>b</li></ul></li><li/></ul>") ==
      "  numbered list\n"
      "    item [9.]\n"
      "      P 12/16.5 \"nine\"\n"
      "    item [10.]\n"
      "      P 12/16.5 \"ten\"\n"
      "  list\n"
      "    item [•]\n"
      "      P 12/16.5 \"a\"\n"
      "      list\n"
      "        item [–]\n"
      "          P 12/16.5 \"b\"\n"
      "    item [•]\n"
      "      P 12/16.5\n"
  );
}

TEST_CASE("a list of long numbers is indented for the longest") {
  const auto indent = [](const std::string& start) {
    const Document d = document(page_of("<ol start='" + start + "'><li>a</li><li>b</li></ol>"));
    return std::get<Stack>(d.blocks[1].content).blocks[0].marker.indent;
  };
  CHECK(indent("1") == standard().list_indent);
  CHECK(indent("9") == standard().list_indent + 7.2_pt);
  CHECK(indent("99") == standard().list_indent + 14.4_pt);
  CHECK(indent("9998") == standard().list_indent + 21.6_pt);
}

TEST_CASE("a tick box hangs before its words, ticked or not") {
  CHECK(
      blocks_of("<check>one</check><check ticked='yes'>two</check><check ticked='no'/>") ==
      "  check [☐]\n    P 12/16.5 \"one\"\n"
      "  check [☑]\n    P 12/16.5 \"two\"\n"
      "  check [☐]\n    P 12/16.5\n"
  );
}

TEST_CASE("a spoken line hangs beside its speaker") {
  CHECK(
      blocks_of("<say who='You'>Thank you.</say>") == "  say [You]\n    P 12/16.5 \"Thank you.\"\n"
  );
}

TEST_CASE("a note has the frame of its kind and its title as a first paragraph") {
  CHECK(
      blocks_of("<note kind='finish' title='Finish before you sign'><p>Fill "
                "in.</p><check>date</check></note><note kind='law'>Plain</note>") ==
      "  note keep-together\n"
      "    P keep-with-next 12.5/17 bold \"Finish before you sign\"\n"
      "    P 12/16.5 \"Fill in.\"\n"
      "    check [☐]\n"
      "      P 12/16.5 \"date\"\n"
      "  note keep-together\n"
      "    P 12/16.5 \"Plain\"\n"
  );
  const Document d = document(page_of("<note kind='warning'>w</note><note kind='tip'>t</note>"));
  CHECK(d.blocks[1].box == styled(standard(), "note-warning").second);
  CHECK(d.blocks[2].box == styled(standard(), "note-tip").second);
  CHECK(d.blocks[1].box != d.blocks[2].box);
}

TEST_CASE("nothing adds white space below the upper edge of a frame") {
  const Document d = document(page_of("<note kind='tip'><blank/></note>"));
  CHECK(styled(standard(), "blank").second.before > Length{});
  CHECK(std::get<Stack>(d.blocks[1].content).blocks[0].box.before == Length{});
}

TEST_CASE("a blank with a label is a box with a caption, and without one bare lines") {
  CHECK(
      blocks_of("<blank label='What was said' lines='3'/><blank label=''/><blank/>") ==
      "  blank keep-together\n"
      "    row\n"
      "      box of 12\n"
      "        P keep-with-next 8.5/13 \"What was said\"\n"
      "        blank 10.5/12.9 3 lines of 24.48\n"
      "  blank keep-together 12/16.5 1 line of 24.48\n"
      "  blank keep-together 12/16.5 1 line of 24.48\n"
  );
}

TEST_CASE(
    "a signature is a box to sign in, beside a date where one is asked for; in a letter a name"
) {
  CHECK(
      blocks_of(
          "<sign who='Elena  Rivera, patient' date-label='Date'/><sign who='Witness'/><p>a</p>"
          "<sign look='letter' who='W'/>"
      ) ==
      "  sign keep-together\n"
      "    row\n"
      "      box of 8\n"
      "        P keep-with-next 8.5/13 \"Elena Rivera, patient\"\n"
      "        blank 10.5/12.9 1 line of 24.48 by hand\n"
      "      box of 4\n"
      "        P keep-with-next 8.5/13 \"Date\"\n"
      "        blank 10.5/12.9 1 line of 24.48\n"
      "    row\n"
      "      box of 12\n"
      "        P keep-with-next 8.5/13 \"Witness\"\n"
      "        blank 10.5/12.9 1 line of 24.48 by hand\n"
      "  P 12/16.5 \"a\"\n"
      "  sign keep-together 12/15 \"W\"\n"
  );
}

TEST_CASE("a letter has a letterhead and addresses, one of them for the window") {
  const std::string markup =
      "<letterhead><p><strong>Elena</strong></p><p>1 Elm St<br/>Phone 5</p></letterhead>"
      "<address window='yes'>Records<br/>2 Oak St</address><address>Plain</address>";
  CHECK(
      blocks_of(markup) ==
      "  letterhead\n    P 12/15 strong \"Elena\"\n    P 12/15 \"1 Elm St\" br \"Phone 5\"\n"
      "  address keep-together 12/15.5 \"Records\" br \"2 Oak St\"\n"
      "  address 12/15.5 \"Plain\"\n"
  );
  CHECK(document(page_of(markup)).blocks[2].box == styled(standard(), "address-window").second);
}

TEST_CASE("a letter alone has a window, and words that may be set smaller") {
  Theme theme = standard();
  theme.letter_margin = Insets{72_pt, 72_pt, 72_pt, 72_pt};
  theme.least_letter_type = 11_pt;
  theme.window = {150_pt, 380_pt, 230_pt};
  const std::string words = " title='T'><h1>T</h1></document>";
  const doc::Document letter = document("<document letter='yes'" + words, theme);
  CHECK(letter.window.bottom == 230_pt);
  CHECK(letter.least_letter_type == 11_pt);
  const doc::Document other = document("<document" + words, theme);
  CHECK(other.window.bottom == Length{});
  CHECK(other.least_letter_type == Length{});
}

TEST_CASE("lines of an address that came out empty vanish") {
  CHECK(
      blocks_of("<address>\n  <br/>a<br/> <br/>\n  b<br/></address>") ==
      "  address 12/15.5 \"a\" br \"b\"\n"
  );
  CHECK(blocks_of("<address>\n  <br/> </address>") == "");
}

TEST_CASE("a paragraph without words vanishes") {
  CHECK(blocks_of("<p> \n </p><p></p><p><strong> </strong></p>") == "");
}

TEST_CASE("quotes, rules, page breaks and blocks that stay together are blocks") {
  CHECK(
      blocks_of(
          "<blockquote>One<br/>two</blockquote><hr/><page-break/><keep><p>a</p><h2>b</h2></keep>"
      ) ==
      "  quote\n    P 12/16.5 \"One\" br \"two\"\n"
      "  rule 0.75\n"
      "  page break\n"
      "  keep keep-together\n    P 12/16.5 \"a\"\n    H2 15/20 bold \"b\"\n"
  );
  CHECK(document(page_of("<hr/>")).blocks[1].box.border == Border{});
}

TEST_CASE("columns stand side by side, and one below the other in large print") {
  const std::string markup =
      "<columns weights='2 "
      "1'><column><p>a</p><h2>b</h2></column><column><check>c</check></column></columns>";
  CHECK(
      blocks_of(markup) ==
      "  columns\n"
      "    column 2\n      P 12/16.5 \"a\"\n      H2 15/20 bold \"b\"\n"
      "    column 1\n      check [☐]\n        P 12/16.5 \"c\"\n"
  );
  CHECK(
      blocks_of(markup, large()) ==
      "  columns\n"
      "    P 18/23.5 \"a\"\n    H2 22/28 bold \"b\"\n"
      "    check [☐]\n      P 18/23.5 \"c\"\n"
  );
  CHECK(
      blocks_of(
          "<columns stack='no'><column><p>a</p></column><column><p>b</p></column></columns>",
          large()
      ) == "  columns\n    column 1\n      P 18/23.5 \"a\"\n    column 1\n      P 18/23.5 \"b\"\n"
  );
  CHECK(
      blocks_of("<columns><column/><column/></columns>") ==
      "  columns\n    column 1\n    column 1\n"
  );
}

TEST_CASE("a law that asks for a type size gets it, and headings keep their rank") {
  const auto sized = [](const std::string& size, const Theme& theme) {
    return dump(document(
        "<document title='T' minimum-type='" + size +
            "'><h1>a</h1><h2>b</h2><h3>c</h3><p>d</p><p look='small'>e</p></document>",
        theme
    ));
  };
  CHECK(
      sized("15pt", standard()) ==
      "document \"T\"\n"
      "  H1 25/31.25 bold \"a\"\n"
      "  H2 18.75/25 bold \"b\"\n"
      "  H3 keep-with-next 15.625/21.25 bold \"c\"\n"
      "  P 15/20.625 \"d\"\n"
      "  P 15/19.375 \"e\"\n"
  );
  CHECK(
      sized("12pt", standard()) ==
      dump(document("<document title='T'><h1>a</h1><h2>b</h2><h3>c</h3><p>d</p><p "
                    "look='small'>e</p></document>"))
  );
  CHECK(sized("14pt", large()).find("P 18/23.5 \"d\"") != std::string::npos);
}

TEST_CASE("a dense sheet has a least type and, turned, the margins of its own, unless it is a form"
) {
  Theme theme = standard();
  theme.landscape_margin = Insets{36_pt, 40_pt, 36_pt, 36_pt};
  theme.form_margin = Insets{50_pt, 50_pt, 50_pt, 50_pt};
  theme.least_dense_type = 11_pt;
  theme.least_form_type = 9_pt;
  const auto with = [&](const std::string& attributes) {
    return document("<document title='T' " + attributes + "><h1>a</h1></document>", theme);
  };
  CHECK(with("dense='yes'").least_type == 11_pt);
  CHECK(with("form='yes'").least_type == 9_pt);
  CHECK(with("form='yes' dense='yes'").least_type == 9_pt);
  CHECK(with("dense='yes'").margin == *theme.form_margin);
  CHECK(with("dense='yes' landscape='yes'").margin == *theme.landscape_margin);
}

TEST_CASE("a dense sheet has the white and the margins of a form, and room to write as elsewhere") {
  const Document dense = document(
      "<document title='T' landscape='yes' dense='yes'><h1>a</h1><p>b</p><check>c</check>"
      "<table><tr height='1'><th>d</th><td/></tr></table></document>"
  );
  CHECK(
      document("<document title='T' dense='yes'><h1>a</h1></document>").margin ==
      document("<document title='T' form='yes'><h1>a</h1></document>").margin
  );
  CHECK(
      dense.margin == document("<document title='T' landscape='yes'><h1>a</h1></document>").margin
  );
  CHECK(dense.paper == Size{792_pt, 612_pt});
  CHECK(
      dump(dense) ==
      "document \"T\" landscape\n"
      "  H1 20/25 bold \"a\"\n"
      "  P 12/16.5 \"b\"\n"
      "  check [☐]\n"
      "    P 12/16.5 \"c\"\n"
      "  table 1 1\n"
      "    row at least 24.48\n"
      "      header of row\n"
      "        P 12/15.5 bold \"d\"\n"
      "      cell\n"
  );
}

TEST_CASE("words are kept apart from the markup they were read from") {
  std::optional<Document> kept;
  {
    auto source = std::make_unique<Source>("t", page_of("<p>One &amp; two</p><ol><li>x</li></ol>"));
    Diagnostics out;
    kept = *read(*source, standard(), Album{}, out);
  }
  CHECK(dump(*kept).find("P 12/16.5 \"One & two\"") != std::string::npos);
  CHECK(dump(*kept).find("[1.]") != std::string::npos);
}

TEST_CASE("columns that begin with a heading have the white that is above it elsewhere") {
  const auto before = [](const std::string& column) {
    const Document d = document(
        page_of("<columns><column>" + column + "</column><column><h2>b</h2></column></columns>")
    );
    return d.blocks[1].box.before;
  };
  CHECK(before("<h2>a</h2>") == styled(standard(), "h2").second.before);
  CHECK(before("<h2>a</h2>") > before("<p>a</p>"));
}

TEST_CASE("lines to write on that follow each other keep their pitch") {
  const Document d = document(
      page_of("<h2>Notes</h2><blank label='' lines='2'/><blank label='' lines='2'/><p>a</p>")
  );
  REQUIRE(d.blocks.size() == 5);
  const BoxStyle blank = styled(standard(), "blank").second;
  CHECK(d.blocks[2].box.before == blank.before);
  CHECK(d.blocks[2].box.after == Length{});
  CHECK(d.blocks[3].box.before == Length{});
  CHECK(d.blocks[3].box.after == blank.after);
}
