// Whoever picks up the stack sees what to sign: the first page names it with its page, and each of
// its pages has the mark at its head.

#include "tests/packet/house.hpp"
#include "tests/packet/said.hpp"

#include <map>
#include <regex>
#include <sstream>

using namespace engine;

namespace {

struct SeenPage {
  bool has_pen = false;            ///< a mark to sign stands at its head, or in its margin there
  std::map<int, int> pen_at_page;  ///< of a list below a mark to sign: how often it names a page
};

/// The pages as the dump has them: what is marked as to sign, and which pages a list names for it.
std::vector<SeenPage> signed_pages(const std::string& dump) {
  static const std::regex ink{R"(^ *([\d.]+) +([\d.]+)  (.*)$)"};
  static const std::regex number{R"x(^(TD|Link|P) .*"(\d+)")x"};
  std::vector<SeenPage> pages;
  std::istringstream lines{dump};
  bool is_list = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("page ")) {
      pages.emplace_back();
      is_list = false;
    }
    std::smatch found;
    if (pages.empty() || !std::regex_match(line, found, ink)) continue;
    const double y = std::stod(found[2]);
    const std::string what = found[3];
    constexpr double head = 60;
    const bool is_mark = what.find(" drawing ") != what.npos;
    if (is_mark) is_list = what.ends_with(" sign");
    if (is_mark && is_list && y < head) pages.back().has_pen = true;
    std::smatch page;
    if (is_list && std::regex_search(what, page, number))
      ++pages.back().pen_at_page[std::stoi(page[2])];
  }
  return pages;
}

}  // namespace

TEST_CASE(
    "what is to be signed stands on the first page with its page, whose head has the mark",
    "[content]"
) {
  Opened house = opened();
  std::size_t to_sign = 0;
  for (const auto& file : samples()) {
    Diagnostics out;
    const auto text =
        xml::decode(file.string(), tests::read(file), Source::Holds::patient_data, out);
    REQUIRE(text);
    for (const std::string set : {"packet", "binder"}) {
      for (const Edition edition : {Edition::standard, Edition::large}) {
        for (const std::string language : {"en", "es"}) {
          StageDumps dumps;
          Diagnostics told;
          const MakeOptions options{.set = set, .edition = edition, .language = language};
          REQUIRE(make(**text, *house.worker, options, told, &dumps));
          const auto pages = signed_pages(dumps.pages);
          INFO(file.stem() << ' ' << set << ' ' << name_of(edition) << ' ' << language);
          std::size_t marked = 0;
          for (std::size_t i = 1; i < pages.size(); ++i) marked += pages[i].has_pen ? 1U : 0U;
          const auto& named = pages.front().pen_at_page;
          CHECK(named.empty() == (marked == 0));
          for (const auto& [page, times] : named) {
            CAPTURE(page);
            REQUIRE(static_cast<std::size_t>(page) <= pages.size());
            CHECK(pages[static_cast<std::size_t>(page) - 1].has_pen);
            ++to_sign;
          }
        }
      }
    }
  }
  CHECK(to_sign > 200);
}

TEST_CASE("a request for a copy is a letter: it closes, and the name is typed below the signature"
) {
  for (const std::string language : {"en", "es"}) {
    const std::string said = said_on(
        "access-request",
        "<recordsRequest id='r' holder='cole'><recipient party='patient'/><item type='pathology' "
        "status='wanted'/></recordsRequest>",
        language
    );
    INFO(said);
    CHECK_THAT(said, Catch::Contains("<sign look=\"letter\" flag=\"yes\" who=\"Ana Paz\"/>"));
    CHECK_THAT(said, Catch::Contains("<p>Sincerely,</p>"));
    CHECK_THAT(said, !Catch::Contains("sign=\"yes\""));
  }
}

TEST_CASE("why somebody may sign for another stands above the box to sign in, not in it") {
  const std::string said = said_of(
      "authorization", tests::read(CAREPACKET_SOURCE_DIR "/samples/after-a-death.xml"), "en"
  );
  CHECK_THAT(said, Catch::Contains("I may sign because I am the patient’s executor: Letters of"));
  static const std::regex box{"<cell label=\"([^\"]*)\" sign=\"yes\" flag=\"yes\""};
  std::smatch found;
  REQUIRE(std::regex_search(said, found, box));
  CHECK(found[1] == "Sign here: Carol Whitfield, for Harold James Whitfield, Sr.");
}
