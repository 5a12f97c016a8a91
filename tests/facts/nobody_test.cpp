#include "tests/facts/drawn.hpp"
#include "tests/support/run.hpp"

using namespace engine;
using namespace engine::facts;

namespace {

/// The facts of a case of which only some elements are left.
struct Narrowed {
  explicit Narrowed(const std::string& text, const std::vector<std::string_view>& names)
      : whole{draw_case(text)}, known{whole->known->only(names)} {
    drawn.facts = derive(known, house(), "en", drawn.out);
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
    const auto whole = draw_case(tests::read(sample.path().string()));
    const auto alone = whole->known->only({"asOf", "clinic"});
    Diagnostics out;
    const std::string text = dump(derive(alone, house(), "en", out));
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
  const std::vector<std::string_view> all = {
      "asOf",
      "patient",
      "condition",
      "provider",
      "recordsRequest",
      "decision",
      "opinion",
      "appointment",
      "representative",
      "specialistCandidate"};
  const auto without = [&](std::initializer_list<std::string_view> gone) {
    std::vector<std::string_view> names;
    for (const auto name : all) {
      if (std::find(gone.begin(), gone.end(), name) == gone.end()) names.push_back(name);
    }
    return Narrowed{rich, names};
  };
  const Narrowed no_patient = without({"patient"});
  CHECK(no_patient.drawn["patient"] == "-");
  CHECK(no_patient.drawn["doctor"] != "-");
  CHECK(no_patient.drawn["requests"] == "[2]");
  const Narrowed no_provider = without({"provider"});
  CHECK(no_provider.drawn["doctor"] == "-");
  CHECK(no_provider.drawn["requests.1.holderName"] == "-");
  CHECK(no_provider.drawn["patient"] != "-");
  const Narrowed no_condition = without({"condition"});
  CHECK(no_condition.drawn["diagnosis"] == "-");
  CHECK(no_condition.drawn["doctor"] != "-");
  const Narrowed nobody = without({"patient", "condition", "provider"});
  for (const char* absent : {"patient", "doctor", "diagnosis"}) CHECK(nobody.drawn[absent] == "-");
}
