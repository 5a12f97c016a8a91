#include "engine/engine.hpp"
#include "engine/xml/xml.hpp"
#include "tests/support/house.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

namespace engine {

namespace {

/// What a sample's packet is with a budget of so many bytes; nothing when they are used up.
std::optional<std::string> packet(const Source& text, std::shared_ptr<Budget> budget) {
  Diagnostics out;
  auto worker = make_worker(tests::library(), out, Check::those_used, std::move(budget));
  REQUIRE(worker);
  try {
    const auto made = make(text, *worker, {}, out);
    REQUIRE(made);
    return made->files.front().bytes;
  } catch (const BudgetExceeded& exceeded) {
    CHECK(exceeded.of == BudgetExceeded::Of::memory);
    return std::nullopt;
  }
}

std::unique_ptr<Source> sample(const std::string& name) {
  Diagnostics out;
  const std::string path = CAREPACKET_SOURCE_DIR "/samples/" + name + ".xml";
  return std::move(*xml::decode(path, tests::read(path), Source::Holds::patient_data, out));
}

}  // namespace

TEST_CASE("wherever a case meets its limit of memory it ends there, and with enough it is the same"
) {
  const auto text = sample("crohns-disease");
  const auto unlimited = std::make_shared<Budget>();
  const auto whole = packet(*text, unlimited);
  REQUIRE(whole);
  std::size_t enough = 0;
  for (std::size_t bytes = 1; bytes < std::size_t{64} << 20;
       bytes += bytes / TESTS_BUDGET_STEPS + 1) {
    const auto made = packet(*text, std::make_shared<Budget>(bytes));
    if (made) {
      CHECK(*made == *whole);
      if (enough == 0) enough = bytes;
    } else {
      REQUIRE(enough == 0);  // more is never less
    }
  }
  CHECK(enough > unlimited->held());
}

TEST_CASE("what a case holds is counted to its end and from its start") {
  const auto text = sample("crohns-disease");
  const auto budget = std::make_shared<Budget>();
  packet(*text, budget);
  const std::size_t held = budget->held();
  CHECK(held > text->text().size());
  budget->restart();
  packet(*text, budget);
  CHECK(budget->held() == held);
}

}  // namespace engine
