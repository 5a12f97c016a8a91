// The clinic or the advocate who hands the papers out: a logo beside the case, and colours.

#include "engine/files/files.hpp"
#include "tests/packet/house.hpp"

#include <fstream>

using namespace engine;
using Catch::Contains;

namespace {

const std::string beginning =
    "<case id='c' version='1'><asOf>2026-11-20</asOf>"
    "<patient><name><text>Dana Reed</text></name></patient><condition><text>Migraine</text>"
    "</condition><provider role='current'><name><text>Amara Okafor</text></name></provider>\n";
const std::string clinic =
    "<clinic><name>Lakeside</name><address><line>2200 Lakeshore Drive</line></address>"
    "<logo>logo.png</logo><color>#0b5c66</color></clinic>";

struct LogoMade {
  Result<Made> made;
  StageDumps dumps;
  std::string messages;
};

LogoMade with_logo(
    const std::string& more,
    MakeOptions options,
    const std::string& folder = CAREPACKET_SOURCE_DIR "/samples/clinic"
) {
  static Opened open = opened();
  const files::Folder beside{folder};
  options.beside = &beside;
  Diagnostics out;
  const auto text =
      xml::decode("c.xml", beginning + more + "</case>", Source::Holds::patient_data, out);
  REQUIRE(text);
  LogoMade told{Made{}, {}, {}};
  told.made = engine::make(**text, *open.worker, options, out, &told.dumps);
  told.messages = support::printed(out);
  return told;
}

}  // namespace

TEST_CASE("a logo stands on every cover, in words where there are no pictures") {
  for (const char* set : {"packet", "binder", "handout"}) {
    INFO(set);
    const auto paged = with_logo(clinic, {.set = set});
    REQUIRE(paged.made);
    CHECK_THAT(paged.dumps.tags, Contains("Figure alt=\"Logo: Lakeside\""));
    CHECK_THAT(paged.dumps.blocks, Contains("PNG 300x300 printed 39.6x39.6"));
    CHECK_THAT(paged.dumps.pages, Contains("2200 Lakeshore Drive"));
    const auto screen = with_logo(clinic, {.format = Format::html, .set = set});
    REQUIRE(screen.made);
    CHECK_THAT(
        screen.made->files[0].bytes, Contains("alt=\"Logo: Lakeside\" src=\"data:image/png;")
    );
    const auto words = with_logo(clinic, {.format = Format::text, .set = set});
    REQUIRE(words.made);
    CHECK_THAT(words.made->files[0].bytes, Contains("Logo: Lakeside"));
  }
}

TEST_CASE("a logo may be a drawing, and what it is refused for is said where the case names it") {
  const tests::TemporaryFolder folder;
  std::ofstream{folder / "logo.svg"}
      << "<svg viewBox='0 0 240 80'><rect width='240' height='80'/></svg>";
  std::ofstream{folder / "words.svg"} << "<svg viewBox='0 0 240 80'><text>Lakeside</text></svg>";
  const auto of = [](const std::string& logo) {
    return "<clinic><name>Lakeside</name><logo>" + logo + "</logo></clinic>";
  };
  const auto paged = with_logo(of("logo.svg"), {}, folder.path().string());
  REQUIRE(paged.made);
  CHECK_THAT(paged.dumps.blocks, Contains("SVG 960x320 printed 115.2x38.4 \"Logo: Lakeside\""));
  CHECK_THAT(paged.dumps.tags, Contains("Figure alt=\"Logo: Lakeside\""));
  const auto screen = with_logo(of("logo.svg"), {.format = Format::html}, folder.path().string());
  REQUIRE(screen.made);
  CHECK_THAT(screen.made->files[0].bytes, Contains("src=\"data:image/svg+xml;base64,PHN2Zy"));
  const auto refused = with_logo(of("words.svg"), {}, folder.path().string());
  CHECK_FALSE(refused.made);
  CHECK_THAT(
      refused.messages,
      Contains("c.xml:2:36: error[E314]: the picture is an SVG with <text>") &&
          Contains("save it from the drawing program as a plain SVG of filled")
  );
}

TEST_CASE("an advocate's logo stands there where no clinic has one") {
  const std::string advocate =
      "<advocate><organization>Gem City</organization><telecom>(937) 555-0111</telecom>"
      "<logo>logo.png</logo></advocate>";
  const auto alone = with_logo(advocate, {});
  REQUIRE(alone.made);
  CHECK_THAT(alone.dumps.tags, Contains("Figure alt=\"Logo: Gem City\""));
  const auto both = with_logo(advocate + clinic, {});
  REQUIRE(both.made);
  CHECK_THAT(both.dumps.tags, Contains("Logo: Lakeside") && !Contains("Logo: Gem City"));
}

TEST_CASE("covers and handouts have the colours of the house, and other papers those of the theme"
) {
  const auto colors = [](const char* set) {
    const auto made = with_logo(clinic, {.format = Format::html, .set = set});
    REQUIRE(made.made);
    return made.made->files[0].bytes;
  };
  CHECK_THAT(colors("handout"), Contains("#0b5c66") && !Contains("#1f3a54"));
  CHECK_THAT(colors("packet"), Contains("#0b5c66") && Contains("#1f3a54"));
}

TEST_CASE("a logo that cannot be printed is told where the case names it") {
  const auto told = [](const std::string& logo) {
    const auto made = with_logo("<clinic><name>L</name><logo>" + logo + "</logo></clinic>", {});
    CHECK_FALSE(made.made);
    return made.messages;
  };
  CHECK_THAT(
      told("lgo.png"),
      Contains("c.xml:2:29: error[E314]: there is no picture 'lgo.png'") &&
          Contains("put a PNG, JPEG or SVG file of that name beside the case file")
  );
  CHECK_THAT(
      told("rows.csv"),
      Contains("c.xml:2:29: error[E314]: the picture is neither PNG, JPEG nor SVG, or it is damaged"
      )
  );
  for (const char* elsewhere : {"../clinic/logo.png", "/etc/passwd", ".hidden.png"})
    CHECK_THAT(told(elsewhere), Contains("error[E314]: there is no picture"));
}
