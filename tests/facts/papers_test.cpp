#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {
std::unique_ptr<Drawn> request(
    const std::string& inside, const std::string& attributes = "", const std::string& more = ""
) {
  return draw_with(
      "<recordsRequest id='r' holder='okafor' " + attributes + ">" + inside + "</recordsRequest>" +
      more
  );
}
}  // namespace

TEST_CASE("records to the patient are an access request, whatever they are") {
  const auto drawn = request("<recipient party='patient'/>" + lab_results + program);
  CHECK((*drawn)["requests"] == "[1]");
  CHECK((*drawn)["requests.1.paper"] == "access");
  CHECK(
      (*drawn)["requests.1.paperReason"] ==
      "This copy is for you, so you need no permission form. The letter says how long the office "
      "has."
  );
  CHECK((*drawn)["requests.1.items"] == "[2]");
  CHECK((*drawn)["requests.1.toPatient"] == "yes");
  CHECK((*drawn)["requests.1.wantsAuthorization"] == "no");
  CHECK((*drawn)["requests.1.recipientName"] == "Elena Marie Rivera");
}

TEST_CASE("psychotherapy notes to the patient stay in the access request, with the exception said"
) {
  const auto drawn = request("<recipient party='patient'/>" + notes);
  CHECK((*drawn)["requests.1.paper"] == "access");
  CHECK(
      (*drawn)["requests.1.paperReason"] ==
      "This copy is for you, so you need no permission form. A therapist does not have to "
      "share private session notes, but may choose to."
  );
}

TEST_CASE("records to a treating doctor are a transfer letter") {
  const auto drawn = request(to_doctor + lab_results);
  CHECK((*drawn)["requests.1.paper"] == "transfer");
  CHECK((*drawn)["requests.1.isTransfer"] == "yes");
  CHECK(
      (*drawn)["requests.1.paperReason"] ==
      "The records go to a doctor for treatment, so the federal privacy rule (HIPAA) asks for no "
      "permission form. The state or the office may ask for one."
  );
  CHECK((*drawn)["requests.1.wantsAuthorization"] == "no");
  CHECK(drawn->said() == "");
}

TEST_CASE("a transfer letter encloses the authorization that the case asks for") {
  const auto drawn = request(
      to_doctor + lab_results + "<authorization><expires date='2027-05-20'/></authorization>"
  );
  CHECK((*drawn)["requests.1.paper"] == "transfer");
  CHECK((*drawn)["requests.1.wantsAuthorization"] == "yes");
}

TEST_CASE("records to anybody else need an authorization") {
  const auto drawn = request(
      "<recipient><organization>Gem City Patient Advocates</organization></recipient>" + lab_results
  );
  CHECK((*drawn)["requests.1.paper"] == "authorization");
  CHECK((*drawn)["requests.1.wantsAuthorization"] == "yes");
  CHECK((*drawn)["requests.1.recipientName"] == "Gem City Patient Advocates");
  CHECK((*drawn)["requests.1.recipient"] == "-");
  const auto other = request(
      "<recipient provider='x'/>" + lab_results,
      "",
      "<provider id='x' role='other'><organization>X</organization></provider>"
  );
  CHECK((*other)["requests.1.paper"] == "authorization");
}

TEST_CASE(
    "a request without a recipient is an authorization with a blank, and says what can be done now"
) {
  const auto drawn = request(lab_results);
  CHECK((*drawn)["requests.1.paper"] == "authorization");
  CHECK((*drawn)["requests.1.recipientName"] == "-");
  CHECK((*drawn)["requests.1.recipientLines"] == "[0]");
  CHECK(
      (*drawn)["requests.1.paperReason"] ==
      "It is not known yet who gets the records. If you are to get them, say so in the case: then "
      "a request for your own copy is made."
  );
}

TEST_CASE("substance use records and psychotherapy notes get forms of their own") {
  const auto drawn = request(to_doctor + lab_results + program + notes);
  CHECK(all(*drawn, "requests", "paper") == "transfer | substance-use | psychotherapy");
  CHECK(all(*drawn, "requests.1.items", "label") == "Lab results");
  CHECK(all(*drawn, "requests.2.items", "label") == "Records of a substance use treatment program");
  CHECK(all(*drawn, "requests.3.items", "label") == "Psychotherapy notes");
  CHECK((*drawn)["requests.2.wantsAuthorization"] == "no");
  CHECK(
      all(*drawn, "records", "label") ==
      "Lab results | Records of a substance use treatment program | Psychotherapy notes"
  );
}

TEST_CASE("a split request is told") {
  const auto drawn = request("\n" + to_doctor + lab_results + "\n" + notes);
  CHECK(
      drawn->said().substr(0, 86) ==
      "case.xml:8:2: warning[W508]: psychotherapy notes get a permission form of their own\n  "
  );
  CHECK(request(to_doctor + notes)->said().find("W508") == std::string::npos);
}

TEST_CASE(
    "a private kind in a state that is not known here asks for permission even between doctors"
) {
  const auto drawn = request(to_doctor + lab_results + "<sensitive category='hiv' include='yes'/>");
  CHECK((*drawn)["requests.1.paper"] == "authorization");
  CHECK(
      (*drawn)["requests.1.paperReason"] ==
      "You share a private kind of record. Many states ask for your signed permission for it, even "
      "between doctors."
  );
  CHECK(
      (*request(to_doctor + lab_results + "<sensitive category='hiv' include='no'/>")
      )["requests.1.paper"] == "transfer"
  );
}

TEST_CASE("states decide about private kinds where their rule is known") {
  const auto in_state = [](const std::string& state) {
    return draw_with(
        "<provider id='h' role='hospital'><organization>H</organization><address><state>" + state +
        "</state></address></provider>"
        "<recordsRequest holder='h'>" +
        to_doctor + lab_results +
        "<sensitive category='mental-health' include='yes'/></recordsRequest>"
    );
  };
  CHECK((*in_state("IL"))["requests.1.paper"] == "authorization");
  CHECK((*in_state("il"))["requests.1.rule.state"] == "Illinois");
  CHECK((*in_state("IL"))["requests.1.rule.witness"] == "yes");
  CHECK((*in_state("TX"))["requests.1.paper"] == "transfer");
}

TEST_CASE("a veterans' hospital has a form of its own") {
  const auto drawn = draw_with(
      "<provider id='va' role='hospital'><organization>Dayton VA Medical "
      "Center</organization></provider>"
      "<recordsRequest holder='va'>" +
      to_doctor + lab_results + program + "</recordsRequest>"
  );
  CHECK(all(*drawn, "requests", "paper") == "veterans");
  CHECK((*drawn)["requests.1.items"] == "[2]");
}

TEST_CASE("the case may choose the paper") {
  CHECK(
      (*request(to_doctor + lab_results, "paper='directive'"))["requests.1.paper"] == "directive"
  );
  CHECK(
      (*request(to_doctor + lab_results, "paper='authorization'"))["requests.1.paper"] ==
      "authorization"
  );
  CHECK(
      (*request(to_doctor + lab_results, "paper='authorization'"))["requests.1.paperReason"] ==
      "You chose this paper yourself."
  );
  CHECK(
      (*request("<recipient party='patient'/>" + lab_results, "paper='transfer'")
      )["requests.1.paper"] == "access"
  );
  // Even then psychotherapy notes stay apart: 45 CFR 164.508(b)(3)(ii).
  CHECK(
      all(*request(to_doctor + lab_results + notes, "paper='authorization'"), "requests", "paper"
      ) == "authorization | psychotherapy"
  );
}

TEST_CASE("an item says what it is, which one, and when") {
  const auto drawn = request(
      to_doctor +
      "<item type='pathology-report' from='2026-05-02' to='2026-05-02' includeSlides='yes' "
      "status='asked'>Biopsies</item>"
      "<item type='imaging' from='2025-11-01' includeImages='yes'/><item type='other' "
      "to='2026'>Photographs</item>"
  );
  CHECK(
      all(*drawn, "requests.1.items", "label") ==
      "Biopsy (pathology) reports | Scans and X-rays | Photographs"
  );
  CHECK(all(*drawn, "requests.1.items", "detail") == "Biopsies | - | -");
  CHECK(
      all(*drawn, "requests.1.items", "dates") == "May 2, 2026 | from November 1, 2025 | until 2026"
  );
  CHECK(all(*drawn, "requests.1.items", "withSlides") == "yes | no | no");
  CHECK(all(*drawn, "requests.1.items", "withImages") == "no | yes | no");
  CHECK((*drawn)["requests.1.items.1.status"] == "asked");
  CHECK(all(*drawn, "records", "isAsked") == "yes | no | no");
  CHECK(all(*drawn, "records", "isWanted") == "no | yes | yes");
}

TEST_CASE("the receiver's block is an envelope") {
  const auto drawn = request(
      "<recipient provider='l2'/>" + lab_results,
      "neededBy='2026-12-01'",
      "<provider id='l2' "
      "role='pcp'><name><given>Ann</given><family>Lee</family><suffix>MD</suffix></"
      "name><organization>Lakeside</organization>"
      "<department>New Patients</department><address><line>PO Box "
      "2200</line><city>Cleveland</city><state>OH</state></address>"
      "<telecom system='fax'>1</telecom><telecom system='phone'>2</telecom></provider>"
  );
  CHECK(
      all(*drawn, "requests.1.recipientLines") ==
      "Ann Lee, MD | Lakeside | New Patients | PO Box 2200 | Cleveland, OH"
  );
  CHECK((*drawn)["requests.1.recipientFax"] == "1");
  CHECK((*drawn)["requests.1.recipientPhone"] == "2");
  CHECK((*drawn)["requests.1.recipientEmail"] == "-");
  CHECK((*drawn)["requests.1.neededBy"] == "2026-12-01");
  CHECK((*drawn)["requests.1.holderName"] == "Miami Valley Digestive Health");
}

TEST_CASE(
    "every private kind has its line, off unless the case turns it on, but for those with forms of "
    "their own"
) {
  const auto drawn = request(
      to_doctor + lab_results +
      "<sensitive category='hiv' include='yes'/><sensitive category='genetic' include='no'/>"
  );
  CHECK(
      all(*drawn, "requests.1.sensitive", "code") ==
      "hiv | mental-health | genetic | sti | reproductive | sickle-cell | violence"
  );
  CHECK(all(*drawn, "requests.1.sensitive", "include") == "yes | no | no | no | no | no | no");
}

TEST_CASE("formats and purposes are said in words") {
  const auto drawn = request(
      to_doctor + lab_results +
      "<format>portal</format><format>plain-email</format><authorization><purpose "
      "code='second-opinion'/><purpose code='treatment'/>"
      "<purpose code='other'>My insurance appeal</purpose></authorization>"
  );
  CHECK(
      all(*drawn, "requests.1.formats") ==
      "Electronically, from your system to theirs | Regular email"
  );
  CHECK(
      all(*drawn, "requests.1.formatsInARow") ==
      "Electronically, from your system to theirs | regular email"
  );
  CHECK((*drawn)["requests.1.emailIsPlain"] == "yes");
  CHECK(
      (*drawn)["requests.1.purposes"] == "A second medical opinion; treatment; My insurance appeal"
  );
}

TEST_CASE("the portal of patients is the patient's, and no way from one office to another") {
  const std::string to_patient =
      "<recipient party='patient'/>" + lab_results + "<format>portal</format>";
  CHECK(all(*request(to_patient), "requests.1.formats") == "Patient portal");
  const auto page = draw_with(
      "<recordsRequest holder='okafor'><recipient provider='web'/>" + lab_results +
      "<format>portal</format></recordsRequest><provider id='web' role='second'><organization>Web"
      "</organization><telecom system='url'>https://web.example.org</telecom></provider>"
  );
  CHECK(all(*page, "requests.1.formats") == "Upload on their web page");
  const auto disc = request(to_doctor + lab_results + "<format>fax</format><format>disc</format>");
  CHECK(all(*disc, "requests.1.formatsInARow") == "Fax | CD or DVD");
}

TEST_CASE("slides to a post office box are told") {
  const auto drawn = request(
      "<recipient><name><text>A</text></name><address><line>P.O. Box "
      "7</line></address></recipient><item type='pathology-report' includeSlides='yes'/>"
  );
  CHECK(
      drawn->said().find("warning[W511]: tissue slides cannot go to a post office box") !=
      std::string::npos
  );
}

TEST_CASE("an office sees its own record number and those of no office, never another office's") {
  const auto numbers = [](const std::string& holder) {
    const auto drawn = draw_with(
        "<recordsRequest holder='" + holder +
            (holder == "okafor" ? "'>" + to_doctor : "'><recipient party='patient'/>") +
            lab_results + "</recordsRequest>",
        "<patient><name><text>A</text></name><identifier system='Miami Valley Digestive "
        "Health'>1</identifier>"
        "<identifier system='Lakeside'>2</identifier><identifier>3</identifier></patient>"
    );
    return all(*drawn, "requests.1.recordNumbers");
  };
  CHECK(numbers("okafor") == "1 | 3");
  CHECK(numbers("lindqvist") == "3");
}

TEST_CASE("an item has its dates in long and in short") {
  const auto drawn =
      request(to_doctor + "<item type='laboratory' from='2025-11-01' to='2026-05'/>");
  CHECK((*drawn)["requests.1.items.1.dates"] == "November 1, 2025 to May 2026");
  CHECK((*drawn)["requests.1.items.1.datesShort"] == "11/1/2025 to 5/2026");
}
