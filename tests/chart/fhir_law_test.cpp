// A law: whatever a record of FHIR says in words or numbers stands in the draft or in the report. A
// word that nobody knows is put into each of its texts, and a number into each of its numbers. What
// is not told is listed here, and why.

#include "engine/base/fold.hpp"
#include "engine/chart/wording.hpp"
#include "tests/chart/charts.hpp"
#include "tests/chart/fhir_kinds.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <span>

using namespace tests::chart;

namespace {

/// A text or a number of a record, and where it stands: "code.coding.display".
struct Leaf {
  std::size_t begin = 0, end = 0;
  std::string path;
  bool is_text = false;
};

/// Goes through JSON that is well written.
class Leaves {
 public:
  explicit Leaves(std::string_view json) : json_{json} { value(""); }
  std::vector<Leaf> all;

 private:
  void blanks() {
    while (at_ < json_.size() && (json_[at_] == ' ' || json_[at_] == '\n')) ++at_;
  }
  std::string text() {
    const auto close = json_.find('"', ++at_);
    const std::string words{json_.substr(at_, close - at_)};
    at_ = close + 1;
    return words;
  }
  void value(const std::string& path) {
    blanks();
    const char sign = json_[at_];
    if (sign == '{' || sign == '[') {
      const char close = sign == '{' ? '}' : ']';
      for (++at_, blanks(); json_[at_] != close; blanks()) {
        std::string inside = path;
        if (sign == '{') {
          inside += (path.empty() ? "" : ".") + text();
          at_ = json_.find(':', at_) + 1;
        }
        value(inside);
        blanks();
        if (json_[at_] == ',') ++at_;
        blanks();
      }
      ++at_;
      return;
    }
    Leaf leaf{at_, 0, path, sign == '"'};
    if (leaf.is_text) {
      text();
      ++leaf.begin;
      leaf.end = at_ - 1;
    } else {
      at_ = std::min(json_.find_first_of(",]} \n", at_), json_.size());
      leaf.end = at_;
    }
    all.push_back(std::move(leaf));
  }

  std::string_view json_;
  std::size_t at_ = 0;
};

/// Not told, whatever stands around them.
bool is_not_told(std::string_view path) {
  constexpr std::string_view members[] = {
      // For computers: ids and addresses, codes beside a name, forms and sizes of files.
      "resourceType",
      "id",
      "url",
      "system",
      "reference",
      "code",
      "contentType",
      "data",
      "identifier",
      "meta",
      // Words of a list of FHIR, which the readers ask for.
      "status",
      "lifecycleStatus",
      "intent",
      "use",
      "gender",
      "criticality",
      "certainty",
      "periodUnit",
      "currency",
      // Who wrote it; whose record it is; at which visit.
      "recorder",
      "asserter",
      "author",
      "authorString",
      "informationSource",
      "encounter",
      "subject",
      // In which order, and how much is ordered of a medicine that is taken: that is for the
      // pharmacy.
      "sequence",
      "rank",
      "dispenseRequest.quantity",
      "dispenseRequest.numberOfRepeatsAllowed",
      "dispenseRequest.expectedSupplyDuration"};
  const std::string around = '.' + std::string{path} + '.';
  return std::ranges::any_of(members, [&](std::string_view member) {
    return around.find('.' + std::string{member} + '.') != around.npos;
  });
}

std::string missing_of(const Kind& kind) {
  constexpr std::string_view foreign = "kwazamble", number = "7319";
  std::string missing;
  for (const Leaf& leaf : Leaves{kind.json}.all) {
    const std::string_view old = kind.json.substr(leaf.begin, leaf.end - leaf.begin);
    const bool is_number = !leaf.is_text && !old.starts_with('t') && !old.starts_with('f');
    const bool is_day = leaf.is_text && engine::chart::date_in(old).has_value();
    const bool is_own = std::ranges::find(kind.not_told, leaf.path) != kind.not_told.end();
    if (is_not_told(leaf.path) || is_own || is_day || (!leaf.is_text && !is_number)) continue;
    std::string json{kind.json};
    json.replace(
        leaf.begin,
        old.size(),
        is_number ? std::string{number} : std::string{old} + " " + std::string{foreign}
    );
    const bool is_patient = kind.name == "Patient";
    const auto got = import({{"chart.json", is_patient ? json : bundle(json)}});
    INFO(leaf.path);
    CHECK(got.messages == "");
    const std::string told = engine::folded(got.draft + got.report);
    if (told.find(is_number ? number : foreign) == told.npos) missing += leaf.path + '\n';
  }
  return missing;
}

}  // namespace

TEST_CASE("whatever a record of FHIR says stands in the draft or in the report") {
  for (const Kind& kind : one_of_each_kind()) {
    INFO(kind.name);
    CHECK(missing_of(kind) == "");
  }
}

TEST_CASE("a day that does not exist is told, wherever a record has it") {
  const auto told = [](const std::string& record) {
    return import({{"chart.json", bundle(record)}}).tells("cannot be read: 2026-02-30");
  };
  CHECK(told(R"({"resourceType":"Condition","code":{"text":"Gout"},"onsetDateTime":"2026-02-30"})")
  );
  CHECK(told(
      R"({"resourceType":"MedicationRequest","status":"active","intent":"order","authoredOn":"2026-02-30","medicationCodeableConcept":{"text":"Warfarin"}})"
  ));
  CHECK(told(
      R"({"resourceType":"AllergyIntolerance","code":{"text":"Latex"},"reaction":[{"manifestation":[{"text":"Hives"}],"onset":"2026-02-30"}]})"
  ));
  CHECK(told(
      R"({"resourceType":"Immunization","status":"completed","vaccineCode":{"text":"Flu"},"occurrenceDateTime":"2026-02-30"})"
  ));
  CHECK(told(
      R"({"resourceType":"Goal","lifecycleStatus":"active","description":{"text":"Walk"},"startDate":"2026-02-30"})"
  ));
  std::string born = bundle("");
  born.replace(born.find("1954-03-23"), 10, "2026-02-30");
  CHECK(import({{"chart.json", born}}).tells("cannot be read: 2026-02-30"));
}

TEST_CASE("a record inside another that leads to itself is looked into once") {
  const std::string ring =
      R"({"reference":"#a"},{"reference":"#a"},{"reference":"#a"},{"reference":"#a"},{"reference":"#a"})";
  const auto got = import(
      {{"chart.json",
        bundle(
            R"({"resourceType":"Condition","code":{"text":"Gout"},"contained":[{"resourceType":"Condition","id":"a","code":{"text":"Swelling"},"evidence":[{"detail":[)" +
            ring + R"(]}]}],"evidence":[{"detail":[{"reference":"#a"}]}]})"
        )}}
  );
  CHECK(got.tells("Swelling"));
}

TEST_CASE("what all results of a panel have beside them is told once") {
  const auto result = [](const std::string& name) {
    return R"({"resourceType":"Observation","status":"final","category":[{"text":"Blood"}],"effectiveDateTime":"2026-01-02","code":{"text":")" +
           name + R"("},"valueString":"4","performer":[{"display":"Lab Seven"}]})";
  };
  const auto got = import({{"chart.json", bundle(and_(result("Sodium"), result("Iron")))}});
  CHECK(got.tells("Sodium: 4 – by Lab Seven · Iron: 4"));
  CHECK_FALSE(got.tells("Iron: 4 – by Lab Seven"));
}

TEST_CASE("a doctor who stands among the people is not told again beside each record") {
  const auto got = import(
      {{"chart.json",
        bundle(
            R"({"resourceType":"Encounter","status":"finished","type":[{"text":"Visit"}],"participant":[{"individual":{"display":"Dr. Ann Lee"}}]})"
        )}}
  );
  CHECK(got.tells("Dr. Ann Lee"));
  CHECK_FALSE(got.tells("Visit – by"));
  CHECK_FALSE(got.tells("Visit – Dr."));
}
