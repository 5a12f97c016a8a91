#include "tests/doc/markup.hpp"

#include <random>

using namespace engine;
using namespace engine::doc;
using namespace engine::doc::test;

namespace {

std::string plain(const Document& document, std::size_t block) {
  std::string text;
  for (const Inline& in : std::get<Paragraph>(document.blocks[block].content).inlines) {
    if (const auto* t = std::get_if<Text>(&in))
      text += t->text;
    else if (std::holds_alternative<LineBreak>(in))
      text += '\n';
    else
      text += '_';
  }
  return text;
}

/// The reference: markup to letters (| a break, _ a blank), white space to one space, none at the
/// ends of lines.
std::string expected(std::string letters) {
  std::string folded;
  for (const char c : letters) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space)
      folded += c;
    else if (!folded.empty() && folded.back() != ' ')
      folded += ' ';
  }
  std::string lines;
  for (const char c : folded) {
    if (c == '|') {
      if (!lines.empty() && lines.back() == ' ') lines.pop_back();
      lines += '\n';
    } else if (c != ' ' || (!lines.empty() && lines.back() != '\n')) {
      lines += c;
    }
  }
  if (!lines.empty() && lines.back() == ' ') lines.pop_back();
  return lines;
}

}  // namespace

TEST_CASE("white space folds across inline elements as in HTML") {
  CHECK(
      plain(document(page_of("<p>\n a <strong> b</strong> <em>c </em> d\n</p>")), 1) == "a b c d"
  );
  CHECK(plain(document(page_of("<p>a<strong> b </strong>c</p>")), 1) == "a b c");
  CHECK(plain(document(page_of("<p>a <br/> b</p>")), 1) == "a\nb");
  CHECK(plain(document(page_of("<p> <fill label='x'/> a</p>")), 1) == "_ a");
  CHECK(
      plain(document(page_of("<p>a<!-- c --> <!-- d --> b&#32;<![CDATA[ & c]]></p>")), 1) ==
      "a b & c"
  );
}

TEST_CASE("a no-break space is a letter: it neither folds nor vanishes") {
  CHECK(
      plain(document(page_of("<p>\u00a0 a\u00a0\u00a0b &#160;</p>")), 1) ==
      "\u00a0 a\u00a0\u00a0b \u00a0"
  );
}

TEST_CASE(
    "white space law: what is read is what the reference reads, whatever the pieces and their "
    "origins"
) {
  std::mt19937 random{20260814};
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const std::vector<std::pair<std::string, std::string>> pieces{
      {"a", "a"},
      {"bc", "bc"},
      {" ", " "},
      {"  ", "  "},
      {"\n", "\n"},
      {"\t ", "\t "},
      {"\r\n", "\n"},
      {"&amp;", "&"},
      {"&#32;", " "},
      {"&#x20ac;", "€"},
      {"\u00a0", "\u00a0"},
      {"<br/>", "|"},
      {"<fill label=\"x\"/>", "_"},
      {"<strong>", ""},
      {"<em>", ""},
      {"<!-- x -->", ""},
      {"<![CDATA[ &amp; ]]>", " &amp; "},
      {"é", "é"}};
  for (int round = 0; round < 3000; ++round) {
    std::string markup = "<p>", letters;
    std::vector<std::string> open;
    std::vector<std::size_t> marks;
    for (int n = pick(14); n > 0; --n) {
      const auto& [written, read] =
          pieces[static_cast<std::size_t>(pick(static_cast<int>(pieces.size())))];
      if (pick(3) == 0) marks.push_back(markup.size());
      markup += written;
      letters += read;
      if (written == "<strong>" || written == "<em>") open.push_back(written.substr(1));
      if (!open.empty() && pick(3) == 0) {
        markup += "</" + open.back();
        open.pop_back();
      }
    }
    for (; !open.empty(); open.pop_back()) markup += "</" + open.back();
    markup += "</p>";
    const std::string whole = page_of(markup + "<p>end</p>");
    const Source elsewhere{"case", "value"};
    Source source{"t", whole};
    const std::size_t begin = whole.find(markup);
    for (const std::size_t mark : marks)
      source.map(static_cast<std::uint32_t>(begin + mark), elsewhere.span(0, 5));
    INFO(markup);
    Diagnostics out;
    const auto document = read(source, standard(), Album{}, out);
    REQUIRE(document);
    const std::string want = expected(letters);
    // A paragraph without words vanishes.
    const bool vanishes = document->blocks.size() == 2;
    CHECK((vanishes ? "" : plain(*document, 1)) == want);
  }
}

TEST_CASE("every text run of a paragraph says something") {
  const Document d =
      document(page_of("<p> <strong> </strong>a<em/><strong> </strong><br/> <em> </em></p>"));
  for (const Inline& in : std::get<Paragraph>(d.blocks[1].content).inlines) {
    if (const auto* text = std::get_if<Text>(&in)) CHECK_FALSE(text->text.empty());
  }
}

TEST_CASE("an apostrophe inside a word of the case is drawn as such, and one of an address is not"
) {
  const auto read = [](const std::string& written) {
    return plain(document(page_of("<p>" + written + "</p>")), 1);
  };
  CHECK(read("Crohn&apos;s and O&apos;Malley") == "Crohn\u2019s and O\u2019Malley");
  CHECK(read("&apos;quoted&apos; it is 5&apos; long") == "'quoted' it is 5' long");
  CHECK(read("o&apos;malley@example.org") == "o'malley@example.org");
  // What a template writes stays as it is written.
  CHECK(read("don't") == "don't");
}
