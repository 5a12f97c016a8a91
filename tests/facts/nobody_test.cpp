#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {

/// The facts of a case of which only some elements are left.
struct Narrowed {
  explicit Narrowed(const std::string& text, std::initializer_list<std::string_view> names)
      : whole{draw_case(text)}, known{whole->known->only(names)} {
    drawn.facts = draw(known, house(), "en", drawn.out);
  }
  std::unique_ptr<Drawn> whole;
  casefile::Case known;
  Drawn drawn;
};

const std::string clinic =
    "<clinic><name>Lakeside University Hospital</name><notice>Free language "
    "help.</notice></clinic>";

}  // namespace

TEST_CASE("facts are drawn of a clinic alone, and nothing of the patient is among them") {
  for (const auto& sample : std::filesystem::directory_iterator{CAREPACKET_SOURCE_DIR "/samples"}) {
    if (sample.path().extension() != ".xml") continue;
    INFO(sample.path());
    std::unique_ptr<Drawn> whole;
    try {
      whole = draw_case(support::bytes_of(sample.path().string()));
    } catch (const std::runtime_error& unreadable) {
      WARN(unreadable.what());
      continue;
    }
    const auto alone = whole->known->only({"asOf", "clinic"});
    Diagnostics out;
    const std::string text = dump(draw(alone, house(), "en", out));
    CHECK(out.all().empty());
    const auto* patient = whole->known->root().find("patient");
    for (const auto& name : patient->all("name")) {
      for (const char* part : {"text", "given", "family"}) {
        const auto word = name->text(part);
        if (!word.empty()) CHECK(text.find(word) == std::string::npos);
      }
    }
    CHECK(text.find(whole->known->root().find("condition")->text("text")) == std::string::npos);
  }
}

TEST_CASE("where there is nobody, nobody is named, and the bank's questions are there") {
  const Narrowed n{case_with(clinic), {"asOf", "clinic"}};
  const Drawn& drawn = n.drawn;
  for (const char* absent :
       {"diagnosis",
        "doctor",
        "secondDoctor",
        "thirdDoctor",
        "visit",
        "speaker",
        "patient",
        "plannedTreatment",
        "newDoctor",
        "oldDoctor",
        "recording",
        "decision"}) {
    INFO(absent);
    CHECK(drawn[absent] == "-");
  }
  CHECK(drawn["self"] == "yes");
  CHECK(drawn["minor"] == "no");
  CHECK(drawn["undiagnosed"] == "no");
  CHECK(drawn["signers.1.name"] == "-");
  CHECK(drawn["signers.1.isPatient"] == "yes");
  CHECK(drawn["requests"] == "[0]");
  CHECK(drawn["story.count"] == "0");
  CHECK(drawn["questions.diagnosis.count"] == "7");
  CHECK(drawn["comparison.none"] == "yes");
  CHECK(drawn["comparison.columns"] == "[2]");
  CHECK(all(drawn, "comparison.columns", "name") == "- | -");
  CHECK(drawn["clinic"] == "<clinic>");
}

TEST_CASE("each of patient, condition and provider may be missing by itself") {
  const std::string rich = case_with(
      clinic +
      "<recordsRequest id='r' holder='okafor'><recipient party='patient'/><item type='laboratory'/>"
      "<authorization><expires date='2027-01-01'/></authorization></recordsRequest>"
      "<recordsRequest holder='okafor'><recipient provider='lindqvist'/><item type='laboratory'/>"
      "</recordsRequest>"
      "<representative signs='yes' authority='guardian'><name><text>Rosa</text></name>"
      "</representative><opinion provider='okafor'><diagnosis>Crohn</diagnosis></opinion>"
      "<decision path='stay' chosen='okafor'/><specialistCandidate provider='lindqvist'/>"
      "<appointment provider='lindqvist' at='2026-12-03T10:30' mode='video'/>"
  );
  const auto draws = [&](std::initializer_list<std::string_view> names) {
    const Narrowed n{rich, names};
    return dump(n.drawn.facts).size() > 100;
  };
  CHECK(draws(
      {"asOf",
       "provider",
       "condition",
       "recordsRequest",
       "decision",
       "opinion",
       "appointment",
       "representative",
       "specialistCandidate"}
  ));
  CHECK(draws(
      {"asOf",
       "patient",
       "condition",
       "recordsRequest",
       "decision",
       "opinion",
       "appointment",
       "representative",
       "specialistCandidate"}
  ));
  CHECK(draws(
      {"asOf",
       "patient",
       "provider",
       "recordsRequest",
       "decision",
       "opinion",
       "appointment",
       "representative",
       "specialistCandidate"}
  ));
  CHECK(draws({"asOf", "recordsRequest", "opinion", "decision", "specialistCandidate"}));
}
