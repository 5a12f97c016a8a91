// What a person in a waiting room can leaf through: so many pages, and no more. A sample that
// needs more says why.

#include "tests/packet/house.hpp"

#include <map>

using namespace engine;

namespace {

struct PageBudget {
  const char* set;
  Edition edition;
  int pages;
};
constexpr PageBudget budgets[] = {
    {"packet", Edition::standard, 12},
    {"packet", Edition::large, 24},
    {"binder", Edition::standard, 28},
    {"binder", Edition::large, 60},
};

/// Samples over a budget: how many pages each of the four has, 0 where it keeps to it, and what the
/// case asks for that takes them.
struct Over {
  int pages[4];
  const char* why;
};
const std::map<std::string, Over> over{
    {"autoimmune-hepatitis",
     {{23, 41, 44, 76},
      "six papers for offices: two requests, a letter, two consents, the VA's form"}},
    {"early-prostate-cancer",
     {{13, 0, 0, 0}, "a letter, a permission, and an access card for large print"}},
    {"every-field",
     {{13, 25, 0, 0}, "all that a case may say, with records still to come and a choice to make"}},
    {"name-from-right-to-left",
     {{13, 0, 0, 0}, "a letter, a permission, and a card for an interpreter"}},
    {"names-of-the-world",
     {{14, 0, 30, 0}, "a letter, a permission, and three helpers with a form each"}},
    {"stage-2-breast-cancer",
     {{14, 0, 0, 0}, "a permission of the strictest rules, and a letter of four records"}},
    {"teen-liver-tests",
     {{14, 27, 29, 0}, "a letter and two consents that a minor signs too, and faxes alone"}},
    {"veteran-memory-loss",
     {{14, 0, 31, 0}, "the VA's form and its letter, session notes, an access card"}},
};

}  // namespace

TEST_CASE("no packet and no binder is longer than its budget, or it is said why", "[content]") {
  Opened house = opened();
  for (const auto& file : samples()) {
    const std::string name = file.stem().string();
    const auto known = over.find(name);
    for (std::size_t i = 0; i < std::size(budgets); ++i) {
      const auto& [set, edition, most] = budgets[i];
      Diagnostics out;
      const auto text = xml::decode(name, tests::read(file), Source::Holds::patient_data, out);
      REQUIRE(text);
      const auto made =
          make(**text, *house.worker, {.set = set, .edition = edition, .language = "en"}, out);
      REQUIRE(made);
      REQUIRE(made->files.size() == 1);
      const int pages = made->files[0].pages;
      const int more = known == over.end() ? 0 : known->second.pages[i];
      CAPTURE(name, set, name_of(edition), pages, known == over.end() ? "" : known->second.why);
      CHECK_THAT(support::printed(out), !Catch::Contains("W414"));  // no words left out for room
      CHECK(pages <= std::max(most, more));
    }
  }
}

TEST_CASE("the packet of the least case is eight pages", "[content]") {
  Opened house = opened();
  Diagnostics out;
  const auto text = xml::decode(
      "minimal",
      tests::read(CAREPACKET_SOURCE_DIR "/samples/minimal.xml"),
      Source::Holds::patient_data,
      out
  );
  REQUIRE(text);
  const auto made = make(**text, *house.worker, {.edition = Edition::standard}, out);
  REQUIRE(made);
  CHECK(made->files[0].pages <= 8);
}
