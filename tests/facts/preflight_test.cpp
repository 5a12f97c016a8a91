#include "tests/facts/drawn.hpp"

// What stands between a case and a permission that an office may use, row by row: 45 CFR 164.508
// first, 42 CFR 2.31 below. Rows that are not here are fixed words of a template.

using namespace engine;
using namespace engine::facts;

namespace {

const std::string in_half_a_year = "<authorization><expires date='2027-05-20'/></authorization>";

std::string request_text(const std::string& inside, const std::string& holder = "holder='okafor'") {
  return "\n<recordsRequest id='r' " + holder + ">" + inside + "</recordsRequest>";
}

std::unique_ptr<Drawn> permission_form(
    const std::string& inside,
    const std::string& patient = "",
    const std::string& more = "",
    const std::string& holder = "holder='okafor'"
) {
  return draw_with(more + request_text(inside, holder), patient);
}

std::string problem_code(const Drawn& drawn) {
  return drawn["requests.1.problem"] == "-" ? "-" : drawn["requests.1.problem.code"];
}

/// The codes of everything said from reading the case to drawing its facts.
std::string codes(const std::string& more, const std::string& patient = "") {
  Diagnostics out;
  auto source = xml::decode("case.xml", case_with(more, patient), Source::Holds::patient_data, out);
  REQUIRE(source);
  const auto known = casefile::read(
      **source, {.vocabulary = &house().vocabulary, .questions = &house().questions}, out
  );
  if (known) derive(*known, house(), "en", out);
  std::string text;
  for (const auto& message : out.all()) text += (text.empty() ? "" : " ") + message.code;
  return text;
}

std::string codes_of_end(const std::string& expires, const std::string& items = lab_results) {
  return codes(request_text(to_advocate + items + "<authorization>" + expires + "</authorization>")
  );
}

/// A representative who signs; the state is not known, and W510 says so.
std::string codes_of_authority(const std::string& authority, const std::string& text) {
  return codes(
      "<representative authority='" + authority +
      "' signs='yes'><name><text>Rosa</text></name><authorityText>" + text +
      "</authorityText></representative>" + request_text(to_advocate + lab_results + in_half_a_year)
  );
}

const std::string ends_far = "<authorization><expires date='2028-05-20'/></authorization>";

std::string hospital_in(const std::string& state) {
  return "<provider id='h' role='hospital'><organization>H</organization><address><state>" + state +
         "</state></address></provider>";
}

}  // namespace

TEST_CASE("row 1: without the patient's name there is no case to make a form from") {
  CHECK_THROWS_WITH(
      draw_with("", "<patient><birthDate>1984-03-17</birthDate></patient>"),
      Catch::Contains("error[E1") && Catch::Contains("<name>")
  );
}

TEST_CASE("row 2: a birth date may be missing, and never lies in the future") {
  const std::string nameless_day = "<patient><name><text>A</text></name></patient>";
  const auto drawn = permission_form(to_advocate + lab_results + in_half_a_year, nameless_day);
  CHECK(problem_code(*drawn) == "-");
  const auto* patient = std::get<const casefile::Entry*>(drawn->at("patient").either);
  CHECK_FALSE(patient->find("birthDate"));
  CHECK(
      codes(
          "", "<patient><name><text>A</text></name><birthDate>2027-01-01</birthDate></patient>"
      ) == "E139"
  );
}

TEST_CASE("row 3: a number that is not known leaves no row") {
  CHECK((*permission_form(to_advocate + lab_results))["requests.1.recordNumbers"] == "[0]");
}

TEST_CASE("row 4: a form without records is stopped, unless the whole record is meant") {
  CHECK(problem_code(*permission_form(to_advocate)) == "E504");
  CHECK(
      problem_code(*draw_with(request_text(to_advocate, "holder='okafor' scope='entire-record'"))
      ) == "-"
  );
}

TEST_CASE("row 4: a missing date range is a blank, a range that runs backwards is a mistake") {
  const auto drawn = permission_form(to_advocate + lab_results + in_half_a_year);
  CHECK((*drawn)["requests.1.items.1.dates"] == "-");
  CHECK(problem_code(*drawn) == "-");
  CHECK(
      codes(request_text("<item type='laboratory' from='2026-05-02' to='2026-05-01'/>")) == "E137"
  );
}

TEST_CASE("row 5: every office that has records gets a form of its own; an unnamed one is a blank"
) {
  const auto drawn = draw_with(
      request_text(to_advocate + lab_results) + "<recordsRequest holder='lindqvist'>" +
      to_advocate + lab_results + "</recordsRequest>"
  );
  CHECK(
      all(*drawn, "requests", "holderName") ==
      "Miami Valley Digestive Health | Dr. Henrik Lindqvist"
  );
  const auto unnamed = permission_form(to_advocate + lab_results + in_half_a_year, "", "", "");
  CHECK((*unnamed)["requests.1.holderName"] == "-");
  CHECK(problem_code(*unnamed) == "-");
}

TEST_CASE("row 6: a missing recipient is a blank, never any doctor, and one's own copy can be had"
) {
  const auto drawn = permission_form(lab_results + in_half_a_year);
  CHECK((*drawn)["requests.1.recipientName"] == "-");
  CHECK((*drawn)["requests.1.recipientLines"] == "[0]");
  CHECK(problem_code(*drawn) == "-");
  CHECK(
      (*drawn)["requests.1.paperReason"] ==
      "It is not known yet who gets the records. If you are to get them, say so in the case: then "
      "a request for your own copy is made."
  );
}

TEST_CASE("row 7: a purpose that is not given is left to the words of the form") {
  CHECK(
      (*permission_form(to_advocate + lab_results + in_half_a_year))["requests.1.purposes"] == "-"
  );
}

TEST_CASE("row 8: a missing end is a blank") {
  const auto drawn = permission_form(to_advocate + lab_results);
  CHECK((*drawn)["requests.1.expires"] == "no");
  CHECK(problem_code(*drawn) == "-");
}

TEST_CASE("row 8: an end before the date of the form stops it") {
  CHECK(
      problem_code(*permission_form(
          to_advocate + lab_results + "<authorization><expires date='2026-11-19'/></authorization>"
      )) == "E501"
  );
}

TEST_CASE("row 8: an end on the day of the form is told") {
  CHECK(codes_of_end("<expires date='2026-11-20'/>") == "W125 W510");
}

TEST_CASE("row 8: never is no end") {
  for (const char* never : {"none", "Never"})
    CHECK(
        problem_code(*permission_form(
            to_advocate + lab_results + "<authorization><expires event='" + never +
            "'/></authorization>"
        )) == "E502"
    );
}

TEST_CASE("row 8: an end after more than a year is told") {
  CHECK(codes_of_end("<expires date='2027-11-20'/>") == "W510");
  CHECK(codes_of_end("<expires date='2027-11-21'/>") == "W126 W510");
}

TEST_CASE("row 8: an end after the longest life of the state is told") {
  const auto of = [](const std::string& state) {
    return codes(
        hospital_in(state) + request_text(to_advocate + lab_results + ends_far, "holder='h'")
    );
  };
  CHECK(of("CA") == "W126 W503");
  CHECK(of("MD") == "W126 W503");
  CHECK(of("TX") == "W126");
}

TEST_CASE("row 8: under a permission that was taken back nothing is asked for") {
  const auto drawn = permission_form(
      to_advocate + lab_results +
      "<authorization revokedOn='2026-11-01'><expires date='2027-05-20'/></authorization>"
  );
  CHECK((*drawn)["requests.1.isTakenBack"] == "yes");
  CHECK((*drawn)["requests.1.anyMissing"] == "no");
  CHECK((*drawn)["requests.1.allReceived"] == "no");
  CHECK((*drawn)["requests.1.officeAllReceived"] == "no");
  CHECK((*drawn)["requests.1.problem"] == "-");
}

TEST_CASE("row 9: a signature and its date are never filled in") {
  const auto drawn = permission_form(
      to_advocate + lab_results +
      "<authorization signedOn='2026-11-01'><expires date='2027-05-20'/></authorization>"
  );
  const auto& signer = *std::get<std::shared_ptr<Group>>(drawn->at("requests.1.signers.1").either);
  std::string names;
  for (const auto& [name, fact] : signer) {
    names += std::string{name} + " ";
    CHECK_FALSE(std::holds_alternative<Date>(fact.either));
  }
  CHECK(names == "name isPatient role parent authorityText proof ");
}

TEST_CASE("row 10: a representative whose right is not named ticks it by hand") {
  const auto drawn = permission_form(
      to_advocate + lab_results + in_half_a_year,
      "",
      "<representative signs='yes'><name><text>Rosa</text></name></representative>"
  );
  CHECK((*drawn)["requests.1.signers.1.role"] == "-");
  CHECK((*drawn)["requests.1.representativeSigns"] == "yes");
  CHECK(problem_code(*drawn) == "-");
}

TEST_CASE("row 10: a power of attorney that does not speak of health care is told") {
  CHECK(codes_of_authority("other", "General power of attorney") == "W509 W510");
  CHECK(codes_of_authority("health-care-agent", "Power of attorney for finances") == "W509 W510");
  CHECK(codes_of_authority("other", "Power of attorney for health care") == "W510");
}

TEST_CASE("row 11: the address to take a permission back to is the office's own") {
  const auto drawn = permission_form(to_advocate + lab_results);
  const auto* holder = std::get<const casefile::Entry*>(drawn->at("requests.1.holder").either);
  CHECK(holder->find("address")->text("city") == "Dayton");
}

TEST_CASE("row 17: psychotherapy notes are off, and with other records they are split off") {
  const auto drawn =
      permission_form(to_doctor + lab_results + "<item type='psychotherapy-notes'/>");
  CHECK(all(*drawn, "requests", "paper") == "transfer | psychotherapy");
  CHECK(
      codes(request_text(to_doctor + lab_results + "<item type='psychotherapy-notes'/>")) ==
      "W508 W510"
  );
  CHECK(all(*permission_form(to_doctor + lab_results), "requests", "paper") == "transfer");
}

TEST_CASE("row 18: private kinds are off, and a tick never brings initials") {
  const auto drawn =
      permission_form(to_advocate + lab_results + "<sensitive category='hiv' include='yes'/>");
  CHECK(all(*drawn, "requests.1.sensitive", "include") == "yes | no | no | no | no | no | no");
  const auto& kind = *std::get<std::shared_ptr<Group>>(drawn->at("requests.1.sensitive.1").either);
  std::string names;
  for (const auto& [name, fact] : kind) names += std::string{name} + " ";
  CHECK(names == "label code include isItem leftOut ");
}

TEST_CASE("row 18: the case's own condition in a kind that is off is told") {
  const auto with = [](const std::string& sensitive) {
    return codes(
        "<condition status='confirmed'><text>Bipolar disorder</text></condition>" +
        request_text(to_advocate + lab_results + in_half_a_year + sensitive)
    );
  };
  CHECK(with("<sensitive category='mental-health' include='no'/>") == "W124 W510");
  CHECK(with("") == "W124 W510");
  CHECK(with("<sensitive category='mental-health' include='yes'/>") == "W510");
}

TEST_CASE("row 19: a state that is not known gets the safest common set, and that is told") {
  const auto drawn = permission_form(to_advocate + lab_results + in_half_a_year);
  CHECK((*drawn)["requests.1.rule.known"] == "no");
  CHECK((*drawn)["requests.1.rule.leastPoints"] == "-");
  CHECK((*drawn)["requests.1.rule.calendarDate"] == "yes");
  CHECK((*drawn)["requests.1.rule.oneYear"] == "yes");
  CHECK((*drawn)["requests.1.rule.separateSignature"] == "yes");
  CHECK((*drawn)["requests.1.rule.source"] == "-");
  CHECK((*drawn)["requests.1.rule.statements"] == "[0]");
  CHECK(codes(request_text(to_advocate + lab_results + in_half_a_year)) == "W510");
}

TEST_CASE("row 19: the rules are those of the office's state, and no other's") {
  const auto rule = [](const std::string& state, const std::string& sensitive) {
    const auto drawn = draw_with(
        hospital_in(state) + request_text(to_advocate + lab_results + sensitive, "holder='h'")
    );
    const std::string at = "requests.1.rule.";
    return (*drawn)[at + "state"] + ", " + (*drawn)[at + "source"] + ", points " +
           (*drawn)[at + "leastPoints"] + ", one year " + (*drawn)[at + "oneYear"] + ", calendar " +
           (*drawn)[at + "calendarDate"] + ", witness " + (*drawn)[at + "witness"] + ", own " +
           (*drawn)[at + "separateSignature"] + ", statements " + (*drawn)[at + "statements"] +
           ", form " + (*drawn)[at + "officialForm"];
  };
  const std::string mental = "<sensitive category='mental-health' include='yes'/>";
  const std::string hiv = "<sensitive category='hiv' include='yes'/>";
  CHECK(
      rule("CA", "") ==
      "California, Cal. Civ. Code 56.10, 56.11, points 14, one year yes, calendar no, witness no, "
      "own yes, statements [2], form -"
  );
  CHECK(
      rule("IL", mental) ==
      "Illinois, 740 ILCS 110/5, points -, one year no, calendar yes, witness yes, own no, "
      "statements [3], form -"
  );
  CHECK(
      rule("IL", "") ==
      "Illinois, 740 ILCS 110/5, points -, one year no, calendar no, witness no, own no, "
      "statements [0], form -"
  );
  CHECK(
      rule("NY", hiv) ==
      "New York, N.Y. Pub. Health Law 2782; 10 NYCRR 63.5, points -, one year no, calendar no, "
      "witness no, own no, statements [1], form DOH-2557 and OCA Official Form 960"
  );
  CHECK(rule("NY", "").find("statements [0], form OCA Official Form 960") != std::string::npos);
  CHECK(
      rule("TX", "") ==
      "Texas, Tex. Health & Safety Code 181.154(d), points -, one year no, calendar no, witness "
      "no, own no, statements [1], form the Texas attorney general’s authorization form"
  );
  CHECK(rule("MI", mental).find("statements [1], form MDHHS-5515") != std::string::npos);
  CHECK(rule("MD", "").find("one year yes, calendar no") != std::string::npos);
}

TEST_CASE("row 19: no statement about a private kind stands on a form that does not share it") {
  const auto drawn = draw_with(
      hospital_in("MI") + request_text(to_advocate + lab_results + program, "holder='h'")
  );
  REQUIRE(all(*drawn, "requests", "paper") == "authorization | substance-use");
  CHECK((*drawn)["requests.1.rule.statements"] == "[0]");
  CHECK((*drawn)["requests.1.rule.officialForm"] == "-");
  CHECK((*drawn)["requests.2.rule.statements"] == "[1]");
}

TEST_CASE("row 19: a fee is spoken of where the state limits it") {
  const auto fee = [](const std::string& state) {
    return (*draw_with(
        hospital_in(state) +
        request_text("<recipient party='patient'/>" + lab_results, "holder='h'")
    ))["requests.1.rule.recordFee"];
  };
  CHECK(fee("NY") == "New York limits what an office may ask for copies.");
  CHECK(fee("OH") == "-");
}

TEST_CASE("the form for program records asks for a court's order where no court named who signs") {
  const auto needs = [](const std::string& authority, const std::string& patient = {}) {
    return (*draw_with(
        "<representative signs='yes' " + authority +
            "><name><text>Jo Lee</text></name></representative>" +
            request_text(to_doctor + program, "holder='okafor'"),
        patient
    ))["requests.1.courtOrderNeeded"];
  };
  CHECK(needs("authority='health-care-agent'") == "yes");
  CHECK(needs("authority='guardian'") == "no");
  const std::string child =
      "<patient><name><text>Mia Lee</text></name><birthDate>2018-03-17</birthDate></patient>";
  CHECK(needs("authority='parent' relationship='mother'", child) == "no");
  CHECK(
      (*draw_with(request_text(to_doctor + program, "holder='okafor'")))["requests.1."
                                                                         "courtOrderNeeded"] == "no"
  );
}

TEST_CASE("records are for treatment where a doctor gets them and nothing else is said") {
  const auto is_for_it = [](const std::string& more) {
    return (*draw_with(request_text(more + program, "holder='okafor'")))["requests.1.forTreatment"];
  };
  const auto purpose = [](const std::string& code) {
    return "<authorization><purpose code='" + code + "'/></authorization>";
  };
  CHECK(is_for_it(to_doctor) == "yes");
  CHECK(is_for_it(to_advocate) == "no");
  CHECK(
      (*draw_with(request_text(to_doctor + program + purpose("insurance"), "holder='okafor'"))
      )["requests.1.forTreatment"] == "no"
  );
  CHECK(
      (*draw_with(request_text(to_doctor + program + purpose("second-opinion"), "holder='okafor'"))
      )["requests.1.forTreatment"] == "yes"
  );
}

TEST_CASE("a whole record is asked for until who gets it has said that it is there") {
  const auto missing = [](const std::string& visit) {
    return (*draw_with(visit + request_text(to_doctor, "holder='okafor' scope='entire-record'"))
    )["requests.1.anyMissing"];
  };
  CHECK(missing("") == "yes");
  CHECK(
      missing("<appointment provider='lindqvist' at='2026-11-25T10:00'>"
              "<recordsConfirmedOn>2026-11-18</recordsConfirmedOn></appointment>") == "no"
  );
}

TEST_CASE("who has a federal plan is told of no estimate that only others are owed") {
  const auto plan = [](const std::string& type) {
    return (*draw_with("<coverage type='" + type + "'/>"))["federalPlan"];
  };
  CHECK(plan("medicare") == "Medicare");
  CHECK(plan("medicaid") == "Medicaid");
  CHECK(plan("employer") == "-");
  CHECK(plan("none") == "-");
}

TEST_CASE("a state's shorter time for a copy is asked for, with its law; else the federal 30 days"
) {
  const auto time = [](const std::string& holder) {
    const auto drawn = draw_with(
        holder + request_text("<recipient party='patient'/>" + lab_results, "holder='h'")
    );
    return (*drawn)["requests.1.rule.recordTime"] + ", " +
           (*drawn)["requests.1.rule.recordTimeSource"];
  };
  CHECK(time(hospital_in("CA")) == "15 days, Cal. Health & Safety Code 123110(b)");
  CHECK(
      time(hospital_in("TX")) ==
      "15 business days, Tex. Occ. Code 159.006(d); a hospital: 15 days, Health & Safety "
      "Code 241.154(a)"
  );
  CHECK(time(hospital_in("GA")) == "30 days, -");
  CHECK(time(hospital_in("WY")) == "30 days, -");
}

TEST_CASE("an office of Veterans Affairs goes by the law of no state, and has its form for a copy"
) {
  const std::string in_texas =
      "<provider id='h' role='hospital'><organization>Waco VA Clinic</organization><address>"
      "<line>1 Elm St</line><city>Waco</city><state>TX</state>"
      "</address></provider>";
  const auto drawn = draw_with(
      in_texas + request_text("<recipient party='patient'/>" + lab_results, "holder='h'")
  );
  CHECK((*drawn)["requests.1.paper"] == "access");
  CHECK((*drawn)["requests.1.heldByVeterans"] == "yes");
  CHECK((*drawn)["requests.1.rule.recordTime"] == "30 days");
  CHECK((*drawn)["requests.1.rule.recordTimeSource"] == "-");
  CHECK((*drawn)["requests.1.paperReason"].find("VA Form 10-5345a") != std::string::npos);
}

TEST_CASE("row 20: what is not known of where to send leaves no label behind") {
  const auto drawn = permission_form(to_advocate + lab_results);
  CHECK(all(*drawn, "requests.1.recipientLines") == "Gem City Patient Advocates");
  CHECK((*drawn)["requests.1.recipientFax"] == "-");
  CHECK((*drawn)["requests.1.recipientEmail"] == "-");
  CHECK((*drawn)["requests.1.recipientPhone"] == "-");
}

TEST_CASE("row 21: a form of delivery is chosen by the case only, and plain email is marked") {
  CHECK((*permission_form(to_advocate + lab_results))["requests.1.formats"] == "[0]");
  CHECK((*permission_form(to_advocate + lab_results))["requests.1.emailIsPlain"] == "no");
  CHECK(
      (*permission_form(to_advocate + lab_results + "<format>plain-email</format>")
      )["requests.1.emailIsPlain"] == "yes"
  );
}

TEST_CASE("row 22: a case without its day is not read") {
  CHECK_THROWS_WITH(
      draw_case("<case id='t' version='1'><patient><name><text>A</text></name></patient>"
                "<condition><text>c</text></condition><provider><name><text>P</text></name></"
                "provider></case>"),
      Catch::Contains("asOf")
  );
}

TEST_CASE("1.6: the patient turns 18 before the end, and that is told") {
  const std::string parent =
      "<representative authority='parent' signs='yes'><name><text>P</text></name></representative>";
  CHECK(
      codes(
          parent + request_text(to_advocate + lab_results + in_half_a_year),
          "<patient><name><text>A</text></name><birthDate>2009-01-05</birthDate></patient>"
      ) == "W121 W510"
  );
}

TEST_CASE("Part 2 (1), (3): the form names the patient and the program's records") {
  const auto drawn = permission_form(to_doctor + program);
  CHECK((*drawn)["requests.1.paper"] == "substance-use");
  CHECK(problem_code(*drawn) == "-");
  CHECK(
      problem_code(*draw_with(request_text(to_doctor, "holder='okafor' paper='substance-use'"))) ==
      "E504"
  );
}

TEST_CASE("Part 2 (2), (4): an unnamed program or recipient is a blank") {
  const auto drawn = permission_form(program + in_half_a_year, "", "", "");
  CHECK((*drawn)["requests.1.paper"] == "substance-use");
  CHECK((*drawn)["requests.1.holderName"] == "-");
  CHECK((*drawn)["requests.1.recipientName"] == "-");
  CHECK(problem_code(*drawn) == "-");
}

TEST_CASE("Part 2 (4): whether the recipient treats is known") {
  CHECK((*permission_form(to_doctor + program))["requests.1.toProvider"] == "yes");
  CHECK((*permission_form(to_advocate + program))["requests.1.toProvider"] == "no");
}

TEST_CASE("Part 2 (5): a purpose that is not given is left to the words of the form") {
  CHECK((*permission_form(to_doctor + program))["requests.1.purposes"] == "-");
}

TEST_CASE("Part 2 (7): a consent for treatment may have no end, any other must end") {
  const std::string endless = program + "<authorization><expires event='none'/></authorization>";
  CHECK(problem_code(*permission_form(to_doctor + endless)) == "-");
  CHECK(problem_code(*permission_form(to_advocate + endless)) == "E502");
  CHECK((*permission_form(to_doctor + program))["requests.1.expires"] == "no");
}

TEST_CASE("Part 2: a consent that is over or taken back is not made") {
  CHECK(
      problem_code(*permission_form(
          to_doctor + program + "<authorization><expires date='2026-11-19'/></authorization>"
      )) == "E501"
  );
  CHECK(
      (*permission_form(to_doctor + program + "<authorization revokedOn='2026-11-19'/>")
      )["requests.1.anyMissing"] == "no"
  );
}
