#include "tests/casefile/vocabulary_of_the_house.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::casefile;

namespace {

/// Every word of the entries, joined: what could get onto a page.
std::string words_of(const Entry& entry) {
  std::string words{entry.text()};
  for (const Entry& part : entry.entries) words += "|" + words_of(part);
  return words;
}

/// Every entry that a reference of the case leads to.
void targets(const Entry& entry, std::vector<const Entry*>& found) {
  if (const auto* reference = std::get_if<Reference>(&entry.value))
    found.push_back(reference->target);
  for (const Entry& part : entry.entries) targets(part, found);
}

bool holds(const Entry& entry, const Entry* wanted) {
  if (&entry == wanted) return true;
  for (const Entry& part : entry.entries) {
    if (holds(part, wanted)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a case is narrowed to the names given, and the attributes of its root") {
  const auto read = read_sample("samples/every-field.xml");
  REQUIRE(read.known);
  const Case clinic = read.known->only({"asOf", "clinic"});
  CHECK(clinic.id() == "every-field");
  CHECK(clinic.language() == "en");
  CHECK(clinic.as_of() == read.known->as_of());
  CHECK(clinic.root().find("clinic")->text("name") == "Lakeside University Hospital");
  for (const char* gone : {"patient", "provider", "condition", "label", "advocate", "opinion"}) {
    INFO(gone);
    CHECK(clinic.root().find(gone) == nullptr);
  }
  CHECK(words_of(clinic.root()).find("Rivera") == std::string::npos);
  CHECK(words_of(clinic.root()).find("Crohn") == std::string::npos);
}

TEST_CASE("a reference leads into the narrowed case, and one to what is gone goes too") {
  const auto read = read_sample("samples/every-field.xml");
  REQUIRE(read.known);
  const Case kept = read.known->only({"asOf", "provider", "opinion", "decision"});
  std::vector<const Entry*> led_to;
  targets(kept.root(), led_to);
  REQUIRE(led_to.size() > 2);
  for (const Entry* target : led_to) CHECK(holds(kept.root(), target));
  CHECK(kept.root().find("opinion")->target("provider") == kept.root().find("provider"));

  const Case parted = read.known->only({"asOf", "opinion"});
  CHECK(parted.root().find("opinion")->find("provider") == nullptr);
  CHECK(parted.root().find("opinion")->text("certainty") == "Sure");
}

TEST_CASE("a narrowed case stands when the whole one is gone") {
  auto read = read_sample("samples/every-field.xml");
  REQUIRE(read.known);
  const Case kept = read.known->only({"asOf", "provider", "plan"});
  read.known.reset();
  CHECK(kept.root().find("plan")->target("proposedBy") == kept.root().find("provider"));
  CHECK(words_of(kept.root()).find("Okafor") != std::string::npos);
}
