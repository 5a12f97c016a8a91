#include "tests/doc/markup.hpp"

using namespace engine;
using namespace engine::doc;
using namespace engine::doc::test;

namespace {

/// What is told about a file of pictograms, and how many there are in one that is right.
std::string read_of(const std::string& inside) {
  const Source source{"pictograms.xml", "<pictograms line=\"2\">\n" + inside + "</pictograms>"};
  Diagnostics out;
  const auto read = read_pictograms(source, out);
  if (!read) return told(out);
  std::string names;
  for (const auto& [name, pictogram] : *read)
    names += name + ' ' + std::to_string(pictogram.paths.size()) + '\n';
  return names;
}

}  // namespace

TEST_CASE("a figure is marks in rows, with words for who does not see it") {
  CHECK(
      blocks_of("<figure alt='2 of  5' columns='5'><mark name='person' count='2'/><mark "
                "name='person-open' count='3'/></figure>"
      ) == "  figure keep-together columns 5 person x2 person-open x3 \"2 of 5\"\n"
  );
  CHECK(
      blocks_of("<figure alt='None'><mark name='person' count='0'/></figure>") ==
      "  figure keep-together columns 10 \"None\"\n"
  );
}

TEST_CASE("a figure that fits is a little higher than half a letter, and has no columns of its own"
) {
  const Document d =
      document(page_of("<figure alt='2 of 5' columns='fit'><mark name='person' count='5'/></figure>"
      ));
  const auto& figure = std::get<Figure>(d.blocks[1].content);
  CHECK(figure.columns == 0);
  CHECK(figure.side == 7.32_pt);
  CHECK(figure.columns_in(1000_pt) == 5);
  CHECK(figure.columns_in(10_pt) == 1);
}

TEST_CASE("a figure without words, and a mark that is none, are told") {
  CHECK(
      messages_of("<figure><mark name='person'/></figure>") ==
      "t.mustache:2:2 E304 <figure> needs the attribute alt\n"
  );
  CHECK(
      messages_of("<figure alt='x'><mark name='persn'/></figure>") ==
      "t.mustache:2:29 E315 there is no pictogram 'persn' | did you mean person?\n"
  );
  CHECK(
      messages_of("<figure alt='x'>words</figure>") ==
      "t.mustache:2:17 E310 words may not stand straight in <figure> | say them in alt\n"
  );
  CHECK(
      messages_of("<figure alt='x'><mark name='dot' count='1001'/></figure>") ==
      "t.mustache:2:41 E305 count is a whole number from 0 to 1000, found '1001'\n"
  );
  CHECK(
      messages_of("<ul><li mark='dott'>a</li></ul>") ==
      "t.mustache:2:15 E315 there is no pictogram 'dott' | did you mean dot?\n"
  );
}

TEST_CASE("a path is a line where a theme stacks columns") {
  const std::string path = "<ul look='path'><li mark='dot'>One</li><li mark='dot'>Two</li></ul>";
  CHECK_THAT(blocks_of(path, standard()), Catch::Contains("column"));
  CHECK_THAT(blocks_of(path, large()), !Catch::Contains("column"));
}

TEST_CASE("pictograms are paths and circles in a box of 24 by 24") {
  CHECK(
      read_of(
          "<pictogram name='a'><path d='M 0 0 L 24 24 C 1 2 3 4 5 6 Z'/><circle cx='12' cy='12' "
          "r='3.5' ink='fill'/></pictogram><pictogram name='b'/>"
      ) == "a 2\nb 0\n"
  );
  const auto told_of = [](const std::string& path) {
    return read_of("<pictogram name='a'><path d='" + path + "'/></pictogram>");
  };
  for (const char* wrong :
       {"", "L 1 1", "M 1", "M 1 25", "M 1 -1", "M 1 1 A 2 2", "m 1 1", "M 1 nan"}) {
    CAPTURE(wrong);
    CHECK(
        told_of(wrong) ==
        "pictograms.xml:2:22 E338 d is numbers from 0 to 24 behind M, L, C or Z, "
        "found '" +
            std::string{wrong} + "'\n"
    );
  }
  CHECK(
      read_of("<pictogram name='a'/><pictogram name='a'/>") ==
      "pictograms.xml:2:23 E338 a second pictogram 'a'\n"
  );
  CHECK(
      read_of("<pictogram/>") == "pictograms.xml:2:2 E338 a pictogram needs the attribute name\n"
  );
  CHECK(
      read_of("<pictogram name='a'><rect/></pictogram>") ==
      "pictograms.xml:2:22 E338 a file of pictograms holds <pictograms>, <pictogram>, <path> and "
      "<circle>, not <rect>\n"
  );
  CHECK(
      read_of("<pictogram name='a'><circle cx='1' cy='2' r='x'/></pictogram>") ==
      "pictograms.xml:2:22 E338 r is a number from 0 to 24, found 'x'\n"
  );
  CHECK(
      read_of("<pictogram name='a'><path d='M 1 1' ink='red'/></pictogram>") ==
      "pictograms.xml:2:22 E338 ink is line, fill or paper, found 'red'\n"
  );
}

TEST_CASE("a list beside a line to scale says where on it each item belongs") {
  const std::string list =
      "<ul look='scale' alt='Ten days later'><notch at='0' label='Dec'/><cut from='10' until='90' "
      "label='a year'/><li mark='dot' at='0'>one</li><li mark='dot' at='100' "
      "until='400'>two</li><li>three</li></ul>";
  const Document d = document(page_of(list));
  const Block& block = d.blocks[1];
  REQUIRE(block.scale);
  CHECK(block.scale->alternative == "Ten days later");
  REQUIRE(block.scale->notches.size() == 1);
  CHECK(block.scale->notches.front().label == "Dec");
  REQUIRE(block.scale->cuts.size() == 1);
  CHECK(block.scale->cuts.front().until == 90);
  const auto& items = std::get<Stack>(block.content).blocks;
  REQUIRE(items.size() == 3);
  CHECK(items[1].on_scale.at == 100);
  CHECK(items[1].on_scale.until == 400);
  CHECK_FALSE(items[2].on_scale.is_known());
  CHECK(blocks_of(list).find("list to scale") != std::string::npos);
}

TEST_CASE("a line to scale without words is told") {
  CHECK(
      messages_of("<ul look='scale'><li at='0'>one</li></ul>") ==
      "t.mustache:2:2 E304 <ul> needs the attribute alt\n"
  );
}
