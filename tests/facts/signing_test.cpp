#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {

const std::string mother =
    "<representative relationship='mother' authority='parent' signs='yes'><name><text>Li "
    "Chen</text></name></representative>";

std::string born(const std::string& date) {
  return "<patient><name><text>Mia Chen</text></name><birthDate>" + date + "</birthDate></patient>";
}
const std::string age_7 = born("2019-05-02"), age_11 = born("2014-11-21"),
                  age_16 = born("2010-05-02"), age_42 = born("1984-03-17");

std::unique_ptr<Drawn> form_signed(
    const std::string& items,
    const std::string& patient,
    const std::string& state = "OH",
    const std::string& representatives = mother,
    decltype(&draw_with) draw = draw_with
) {
  return draw(
      representatives +
          "<provider id='h' role='hospital'><organization>H</organization><address><state>" +
          state +
          "</state></address></provider>\n<recordsRequest holder='h'>"
          "<recipient><organization>X</organization></recipient>" +
          items + "<authorization><expires date='2027-05-20'/></authorization></recordsRequest>",
      patient
  );
}

std::string sign(const Drawn& drawn, const std::string& number = "1") {
  const std::string at = "requests." + number;
  const std::string beside = all(drawn, at + ".countersigners", "name");
  return all(drawn, at + ".signers", "name") + (beside.empty() ? "" : ", beside: " + beside);
}

std::string warned(const Drawn& drawn) {
  for (const auto& message : drawn.out.all()) {
    if (message.code == "W513") return message.message + " / " + message.hints.at(0);
  }
  return "";
}

}  // namespace

TEST_CASE("one parent's signature is enough for a child, and two sign where two are to sign") {
  CHECK(sign(*form_signed(lab_results, age_7)) == "Li Chen");
  const std::string father =
      "<representative relationship='father' authority='parent' signs='yes'><name><text>Tom "
      "Chen</text></name></representative>";
  const auto both = form_signed(lab_results, age_7, "OH", mother + father);
  CHECK(sign(*both) == "Li Chen | Tom Chen");
  CHECK(all(*both, "requests.1.signers", "role") == "parent | parent");
  CHECK((*both)["requests.1.representativeSigns"] == "yes");
}

TEST_CASE("a parent shows nothing, unless an order of a court is named") {
  const auto ordered = form_signed(
      lab_results,
      age_7,
      "OH",
      "<representative relationship='mother' authority='parent' signs='yes'><name><text>Li "
      "Chen</text></name><authorityText>Order of the county court of May 2, "
      "2025</authorityText></representative><representative relationship='father' "
      "authority='parent' signs='no'><name><text>Tom Chen</text></name></representative>"
  );
  CHECK(sign(*ordered) == "Li Chen");  // who does not sign is named on no form
  CHECK((*ordered)["requests.1.signers.1.proof"] == "yes");
  CHECK((*form_signed(lab_results, age_7))["requests.1.signers.1.proof"] == "no");
}

TEST_CASE("a minor of 12 or older signs an authorization beside the parent") {
  CHECK(sign(*form_signed(lab_results, age_16)) == "Li Chen, beside: Mia Chen");
  CHECK(sign(*form_signed(lab_results, age_11)) == "Li Chen");
  CHECK(sign(*form_signed(lab_results, born("2014"))) == "Li Chen, beside: Mia Chen");  // may be 12
  CHECK(sign(*form_signed(notes, age_16)) == "Li Chen, beside: Mia Chen");
  CHECK(sign(*form_signed(lab_results, age_42, "OH", "")) == "Mia Chen");
}

TEST_CASE("no minor signs a letter or a request for records of their own beside the parent") {
  const auto letter = draw_with(
      mother + "<recordsRequest holder='okafor'><recipient provider='lindqvist'/>" + lab_results +
          "</recordsRequest><recordsRequest holder='okafor'><recipient party='patient'/>" +
          lab_results + "</recordsRequest>",
      age_16
  );
  CHECK(sign(*letter, "1") == "Li Chen");
  CHECK(sign(*letter, "2") == "Li Chen");
}

TEST_CASE("Part 2: where the state lets the minor consent alone, only the minor signs") {
  const auto drawn = form_signed(program, age_16, "IL");
  CHECK(sign(*drawn) == "Mia Chen");
  CHECK((*drawn)["requests.1.signers.1.role"] == "patient");
  CHECK((*drawn)["requests.1.signers.1.isPatient"] == "yes");
  CHECK((*drawn)["requests.1.representativeSigns"] == "no");
  CHECK(all(*drawn, "signers", "name") == "Li Chen");  // of other papers
  CHECK(
      warned(*drawn) ==
      "Illinois lets a minor of this age consent alone, so the minor signs, and not a parent / ask "
      "the program if it wants a parent's signature too; keep this paper away from others"
  );
}

TEST_CASE("Part 2: where a parent's consent is needed, or nothing is known, both sign") {
  const std::string both =
      "the minor signs this form beside a parent / where the state lets the minor consent alone to "
      "this treatment, only the minor signs (42 CFR 2.14): ask the program";
  for (const auto& [patient, state] : {std::pair{age_16, "OH"}, {age_11, "IL"}, {age_7, "CA"}}) {
    const auto drawn = form_signed(program, patient, state);
    CHECK(sign(*drawn) == "Li Chen, beside: Mia Chen");
    CHECK(warned(*drawn) == both);
  }
  // Only a year is known: 11 is possible, and the younger age decides.
  CHECK(sign(*form_signed(program, born("2014"), "IL")) == "Li Chen, beside: Mia Chen");
}

TEST_CASE("a parent may not be able to sign for a kind of record the minor consents to alone") {
  const std::string hiv = "<sensitive category='hiv' include='yes'/>";
  const auto drawn = form_signed(lab_results + hiv, age_16, "IL");
  CHECK(sign(*drawn) == "Li Chen, beside: Mia Chen");
  CHECK(
      warned(*drawn) ==
      "a parent may not be able to sign for records of the kind 'hiv' / in Illinois a minor may "
      "consent alone to this care: the minor signs too, and the office says whose signature counts"
  );
  CHECK(warned(*form_signed(lab_results + hiv, age_11, "IL")) == "");
  CHECK(warned(*form_signed(lab_results, age_16, "IL")) == "");
  CHECK(warned(*form_signed(lab_results + hiv, age_42, "IL", "")) == "");
}

TEST_CASE("who signs a split request is decided for each of its papers") {
  const auto drawn = form_signed(lab_results + program, age_16, "IL");
  REQUIRE(all(*drawn, "requests", "paper") == "authorization | substance-use");
  CHECK(sign(*drawn, "1") == "Li Chen, beside: Mia Chen");
  CHECK(sign(*drawn, "2") == "Mia Chen");
}

TEST_CASE("the age from which the state wants the minor is told by the rule of the records shared"
) {
  const auto from = [](const std::string& items, const std::string& state) {
    return (*form_signed(items, age_16, state))["requests.1.rule.minorSignsFrom"];
  };
  const std::string mental = lab_results + "<sensitive category='mental-health' include='yes'/>";
  CHECK(from(mental, "IL") == "12");
  CHECK(from(mental, "TX") == "12");
  CHECK(from(lab_results, "IL") == "-");
  CHECK(from(mental, "OH") == "-");
  CHECK(from(mental, "PA") == "14");
}

TEST_CASE("in Pennsylvania nobody but a patient of 14 permits that mental health records are shared"
) {
  const auto told = [](const std::string& items, const std::string& age) {
    return form_signed(items, age, "PA")
               ->said()
               .find(
                   "warning[W517]: in Pennsylvania nobody but the minor may permit that records of "
                   "the kind 'mental-health' are shared"
               ) != std::string::npos;
  };
  const std::string mental = lab_results + "<sensitive category='mental-health' include='yes'/>";
  CHECK(told(mental, age_16));
  CHECK_FALSE(told(mental, age_11));
  CHECK_FALSE(told(lab_results, age_16));
}

TEST_CASE("an agent, a guardian and an executor sign with their authority and its proof") {
  for (const char* role : {"health-care-agent", "guardian", "executor"}) {
    const auto drawn = form_signed(
        lab_results,
        age_42,
        "OH",
        "<representative authority='" + std::string{role} +
            "' signs='yes'><name><text>Rosa</text></name></representative>"
    );
    CHECK(sign(*drawn) == "Rosa");
    CHECK((*drawn)["requests.1.signers.1.role"] == role);
    CHECK((*drawn)["requests.1.signers.1.proof"] == "yes");
    CHECK((*drawn)["requests.1.problem"] == "-");
  }
}

TEST_CASE("a parent does not sign for an adult") {
  const auto drawn = form_signed(lab_results, age_42);
  CHECK((*drawn)["requests.1.problem.code"] == "E508");
  CHECK(
      (*drawn)["requests.1.problem.text"] ==
      "Li Chen is to sign as a parent, and the patient is an adult"
  );
  CHECK(
      (*drawn)["requests.1.problem.hint"] ==
      "the patient signs, or say what else gives this person the right, such as "
      "authority=\"guardian\""
  );
  // The birth date is not given: the patient may be a child.
  CHECK(
      (*form_signed(lab_results, "<patient><name><text>Mia Chen</text></name></patient>")
      )["requests.1.problem"] == "-"
  );
}

TEST_CASE("an interpreter has a line where one is needed") {
  const auto drawn = draw_with(
      "<recordsRequest holder='okafor'>" + lab_results + "</recordsRequest>",
      "<patient><name><text>A</text></name><communication spoken='vi' "
      "interpreterRequired='yes'/></patient>"
  );
  CHECK((*drawn)["interpreter"] == "yes");
  CHECK((*draw_with(""))["interpreter"] == "no");
}

TEST_CASE("the language to speak is said in words, where it is not English") {
  const auto spoken = [](const std::string& said, const std::string& language = "en") {
    return (*draw_case(
        case_with(
            "",
            "<patient><name><text>A</text></name><communication spoken='" + said + "'/></patient>"
        ),
        language
    ))["spoken"];
  };
  CHECK(spoken("es") == "Spanish");
  CHECK(spoken("es-MX") == "Spanish");
  CHECK(spoken("hmn", "es") == "hmong");
  CHECK(spoken("Mixtec") == "Mixtec");
  CHECK(spoken("en") == "-");
  CHECK(spoken("en-US") == "-");
  CHECK((*draw_with(""))["spoken"] == "-");
}

TEST_CASE("the language to read may be another than the one to speak") {
  const auto drawn = draw_case(case_with(
      "", "<patient><name><text>A</text></name><communication spoken='ase' written='es'/></patient>"
  ));
  CHECK((*drawn)["spoken"] == "American Sign Language");
  CHECK((*drawn)["written"] == "Spanish");
}

TEST_CASE("in California a parent may not permit what the minor could consent to") {
  for (const char* kind : {"hiv", "mental-health", "reproductive"}) {
    const auto drawn = form_signed(
        lab_results + "<sensitive category='" + std::string{kind} + "' include='yes'/>",
        age_16,
        "CA"
    );
    INFO(kind);
    CHECK(
        drawn->said().find(
            "warning[W517]: in California nobody but the minor may permit that records of the kind "
            "'" +
            std::string{kind} + "' are shared\n"
        ) != std::string::npos
    );
    // What nobody read the law for has no day on which it was checked.
    CHECK((*drawn)["requests.1.rule.checked"] == "-");
  }
  CHECK(
      (*form_signed(lab_results, age_16, "CA", mother, draw_later))["requests.1.rule.checked"] ==
      "2026-11-22"
  );
}
