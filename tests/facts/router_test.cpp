#include "tests/facts/drawn.hpp"

#include <algorithm>

using namespace engine;
using namespace engine::facts;

namespace {

std::unique_ptr<Drawn> request_to_hospital(
    const std::string& inside, const std::string& attributes = "", const std::string& holder = ""
) {
  const std::string office = "<provider id='h' role='hospital'><organization>" +
                             (holder.empty() ? "City Hospital</organization>" : holder) +
                             "</provider>";
  return draw_with(
      office + "<recordsRequest id='r' holder='h' " + attributes + ">" + inside +
      "</recordsRequest>"
  );
}

std::string in_state(const std::string& state) {
  return "City Hospital</organization><address><state>" + state + "</state></address>";
}

/// Paper and reason of every part of the request, a line each.
std::string routed(const Drawn& drawn) {
  std::string text;
  for (int i = 1;; ++i) {
    const std::string at = "requests." + std::to_string(i);
    if (drawn[at] == "-") return text;
    text += (i > 1 ? "\n" : "") + drawn[at + ".paper"] + ": " + drawn[at + ".paperReason"];
  }
}

const std::string own_copy =
    "access: This copy is for you, so you need no permission form. The letter says how "
    "long the office has.";
const std::string transfer =
    "transfer: The records go to a doctor for treatment, so the federal privacy rule (HIPAA) asks "
    "for no permission form. The state or the office may ask for one.";
const std::string no_doctor =
    "authorization: The records go to someone who is not a treating doctor, so the law asks for "
    "your signed permission.";
const std::string private_kind =
    "authorization: You share a private kind of record. Many states ask for your signed permission "
    "for it, even between doctors.";
const std::string program_form =
    "substance-use: Records of a drug or alcohol program need a permission form of their own.";
const std::string notes_form =
    "psychotherapy: A therapist’s private session notes need a permission form of their own. A "
    "second opinion rarely needs them.";
const std::string veterans = "veterans: Veterans Affairs uses its own form: VA Form 10-5345.";

/// The types of the items of all papers, or of the request itself, sorted.
std::vector<std::string> types_on_papers(const Drawn& drawn) {
  std::vector<std::string> types;
  for (int i = 1; drawn["requests." + std::to_string(i)] != "-"; ++i) {
    const std::string items = "requests." + std::to_string(i) + ".items.";
    for (int n = 1; drawn[items + std::to_string(n)] != "-"; ++n)
      types.push_back(drawn[items + std::to_string(n) + ".code"]);
  }
  std::sort(types.begin(), types.end());
  return types;
}

}  // namespace

TEST_CASE("rule 1: what goes to the patient is an access request, for every kind of record") {
  for (const std::string& item : {lab_results, program, std::string{"<item type='genetic'/>"}})
    CHECK(routed(*request_to_hospital(to_patient + item)) == own_copy);
  CHECK(
      routed(*request_to_hospital(
          to_patient + lab_results + "<sensitive category='hiv' include='yes'/>"
      )) == own_copy
  );
  CHECK(
      routed(*request_to_hospital(
          to_patient + lab_results, "", "Dayton VA Medical Center</organization>"
      )) ==
      "access: This copy is for you, so you need no permission form. The VA has a form for "
      "this too, VA Form 10-5345a: fill it in if they ask for it. The office must answer in 30 "
      "days."
  );
}

TEST_CASE("rule 1: psychotherapy notes are outside the right to one's own records") {
  const std::string but_notes =
      "access: This copy is for you, so you need no permission form. A therapist does not "
      "have to share private session notes, but may choose to.";
  CHECK(routed(*request_to_hospital(to_patient + lab_results + notes)) == but_notes);
  CHECK(
      routed(*request_to_hospital(
          to_patient + lab_results + "<sensitive category='psychotherapy' include='yes'/>"
      )) == but_notes
  );
}

TEST_CASE("rule 2: psychotherapy notes to anybody else have a form of their own") {
  CHECK(routed(*request_to_hospital(to_doctor + notes)) == notes_form);
  CHECK(routed(*request_to_hospital(to_advocate + notes)) == notes_form);
}

TEST_CASE("rule 3: records of a substance use program to anybody else have a form of their own") {
  CHECK(routed(*request_to_hospital(to_doctor + program)) == program_form);
  CHECK(routed(*request_to_hospital(to_advocate + program)) == program_form);
}

TEST_CASE("rule 4: a private kind needs permission between doctors where the state asks for it") {
  const auto shares = [](const std::string& kind, const std::string& state) {
    return routed(*request_to_hospital(
        to_doctor + lab_results + "<sensitive category='" + kind + "' include='yes'/>",
        "",
        in_state(state)
    ));
  };
  CHECK(shares("mental-health", "IL") == private_kind);
  CHECK(shares("hiv", "IL") == transfer);
  CHECK(shares("hiv", "NY") == private_kind);
  CHECK(shares("genetic", "NY") == private_kind);
  CHECK(shares("mental-health", "NY") == transfer);
  CHECK(shares("mental-health", "TX") == transfer);
  CHECK(shares("violence", "WY") == private_kind);  // nothing is known of Wyoming: the safest
}

TEST_CASE("rule 5: what goes to a doctor who treats is a transfer letter") {
  CHECK(routed(*request_to_hospital(to_doctor + lab_results)) == transfer);
  CHECK(routed(*request_to_hospital(to_doctor, "scope='entire-record'")) == transfer);
}

TEST_CASE("rule 6: anybody else needs an authorization") {
  CHECK(routed(*request_to_hospital(to_advocate + lab_results)) == no_doctor);
  CHECK(
      routed(*request_to_hospital(lab_results)) ==
      "authorization: It is not known yet who gets the records. If you are to get them, say so in "
      "the case: then a request for your own copy is made."
  );
}

TEST_CASE("rule 7: Veterans Affairs has its own form, and its programs are on it") {
  const auto from = [](const std::string& office) {
    return routed(
        *request_to_hospital(to_doctor + lab_results + program, "", office + "</organization>")
    );
  };
  for (const char* office :
       {"Dayton VA Medical Center",
        "Department of Veterans Affairs",
        "VA Health Care, Ohio",
        "Iowa City VA Healthcare System"})
    CHECK(from(office) == veterans);
  CHECK(from("Nova Health Care Partners") == transfer + "\n" + program_form);
  CHECK(
      routed(*request_to_hospital(to_doctor + lab_results + notes, "", "VA Clinic</organization>")
      ) == veterans + "\n" + notes_form
  );
}

TEST_CASE("Veterans Affairs takes no other form, so none is enclosed") {
  const auto drawn = request_to_hospital(
      to_doctor + lab_results + "<authorization><expires date='2027-05-20'/></authorization>",
      "",
      "Dayton VA Medical Center</organization>"
  );
  CHECK((*drawn)["requests.1.wantsAuthorization"] == "no");
  CHECK((*drawn)["requests.1.isPermission"] == "no");
  CHECK((*drawn)["requests.1.expiresOn"] == "2027-05-20");
  CHECK(drawn->said() == "");  // no state has a say in it
}

TEST_CASE("the form of Veterans Affairs has a line for its programs, and other forms have none") {
  const auto kinds = [](const std::string& holder) {
    return all(
        *request_to_hospital(to_doctor + lab_results, "", holder + "</organization>"),
        "requests.1.sensitive",
        "code"
    );
  };
  const std::string others =
      "hiv | mental-health | genetic | sti | reproductive | sickle-cell | violence";
  CHECK(kinds("VA Clinic") == "sud | " + others);
  CHECK(kinds("City Hospital") == others);
  CHECK(
      request_to_hospital(to_doctor + program, "", "VA Clinic</organization>")
          ->said()
          .find("warning[W516]") != std::string::npos
  );
  CHECK(
      request_to_hospital(
          to_doctor + program + "<sensitive category='sud' include='yes'/>",
          "",
          "VA Clinic</organization>"
      )
          ->said() == ""
  );
}

TEST_CASE("exactly one flag says which paper it is") {
  const auto flags = [](const Drawn& drawn) {
    std::string text;
    for (const char* name :
         {"isAccess",
          "isDirective",
          "isTransfer",
          "isAuthorization",
          "isSubstanceUse",
          "isPsychotherapy",
          "isVeterans"}) {
      if (drawn["requests.1." + std::string{name}] == "yes") text += std::string{name} + " ";
    }
    return text;
  };
  CHECK(flags(*request_to_hospital(to_patient + lab_results)) == "isAccess ");
  CHECK(
      flags(*request_to_hospital(to_doctor + lab_results, "paper='directive'")) == "isDirective "
  );
  CHECK(flags(*request_to_hospital(to_doctor + lab_results)) == "isTransfer ");
  CHECK(flags(*request_to_hospital(to_advocate + lab_results)) == "isAuthorization ");
  CHECK(flags(*request_to_hospital(to_doctor + program)) == "isSubstanceUse ");
  CHECK(flags(*request_to_hospital(to_doctor + notes)) == "isPsychotherapy ");
  CHECK(flags(*request_to_hospital(to_doctor + lab_results, "paper='veterans'")) == "isVeterans ");
}

TEST_CASE("the permissions are the authorization and the two forms of one kind") {
  const auto permits = [](const std::string& inside, const std::string& attributes = "") {
    return (*request_to_hospital(inside, attributes))["requests.1.isPermission"];
  };
  CHECK(permits(to_advocate + lab_results) == "yes");
  CHECK(permits(to_doctor + program) == "yes");
  CHECK(permits(to_doctor + notes) == "yes");
  CHECK(permits(to_doctor + lab_results) == "no");
  CHECK(permits(to_doctor + lab_results + "<authorization/>") == "yes");  // enclosed
  CHECK(permits(to_patient + lab_results + "<authorization/>") == "no");
  CHECK(permits(to_doctor + lab_results, "paper='directive'") == "no");
}

TEST_CASE("a directive is made when the case asks for it, and never instead of a form the law wants"
) {
  const std::string directive =
      "directive: You ask the office to send a copy from its computer system to a person you name.";
  CHECK(routed(*request_to_hospital(to_advocate + lab_results, "paper='directive'")) == directive);
  CHECK(
      routed(*request_to_hospital(to_advocate + lab_results + program + notes, "paper='directive'")
      ) == directive + "\n" + program_form + "\n" + notes_form
  );
}

TEST_CASE("a directive for anything but an electronic copy is told") {
  const auto said = [](const std::string& more) {
    return request_to_hospital(to_advocate + "\n" + lab_results + more, "paper='directive'")
        ->said();
  };
  CHECK(said("") == "");
  CHECK(said("<format>paper</format><format>portal</format>") == "");
  CHECK(
      said("<format>paper</format>")
          .find(
              "warning[W515]: this request to send records elsewhere asks for no electronic copy\n"
          ) != std::string::npos
  );
  CHECK(
      said("<item type='pathology-report' includeSlides='yes'/>")
          .find("warning[W515]: tissue slides have no electronic copy\n") != std::string::npos
  );
}

TEST_CASE("a request for one's own records brings them to the patient, and that is told") {
  const auto drawn = request_to_hospital(to_doctor + lab_results, "paper='access'");
  CHECK(routed(*drawn) == own_copy);
  CHECK((*drawn)["requests.1.toPatient"] == "yes");
  CHECK((*drawn)["requests.1.recipient"] == "-");
  CHECK((*drawn)["requests.1.recipientName"] == "Elena Marie Rivera");
  CHECK((*drawn)["records.1.recipientName"] == "Elena Marie Rivera");
  REQUIRE(drawn->out.all().size() == 1);
  CHECK(drawn->out.all()[0].code == "W514");
  CHECK(
      drawn->out.all()[0].message ==
      "a request for your own records brings them to you, and not to the recipient given here"
  );
  CHECK(request_to_hospital(lab_results, "paper='access'")->said() == "");
}

TEST_CASE("nobody has to permit an office to give them their own records") {
  const auto drawn = request_to_hospital(to_patient + lab_results, "paper='authorization'");
  CHECK(routed(*drawn) == own_copy);
  CHECK((*drawn)["requests.1.wantsAuthorization"] == "no");
  REQUIRE(drawn->out.all().size() == 1);
  CHECK(drawn->out.all()[0].code == "W514");
  CHECK(
      drawn->out.all()[0].message ==
      "these records go to the patient, so a request for one's own records is made in place of the "
      "paper asked for"
  );
}

TEST_CASE("a letter to somebody who does not treat is told") {
  const auto drawn = draw_with(
      "<provider id='x' role='other'><organization>X</organization></provider><recordsRequest "
      "holder='okafor' paper='transfer'><recipient provider='x'/>" +
      lab_results + "</recordsRequest>"
  );
  CHECK((*drawn)["requests.1.paperReason"] == "You chose this paper yourself.");
  REQUIRE(drawn->out.all().size() == 1);
  CHECK(drawn->out.all()[0].code == "W515");
  CHECK(
      drawn->out.all()[0].message ==
      "a letter from doctor to doctor is asked for, and this provider is not one who treats"
  );
  // Somebody named in the request alone may well be a doctor.
  CHECK(request_to_hospital(to_advocate + lab_results, "paper='transfer'")->said() == "");
}

TEST_CASE("a letter that the case asks for takes the permission along where the state wants one") {
  const auto drawn = request_to_hospital(
      to_doctor + lab_results + "<sensitive category='mental-health' include='yes'/>",
      "paper='transfer'",
      in_state("IL")
  );
  CHECK((*drawn)["requests.1.paper"] == "transfer");
  CHECK((*drawn)["requests.1.wantsAuthorization"] == "yes");
}

TEST_CASE("all records of a program go on its form when the case asks for that form") {
  const auto drawn =
      request_to_hospital(to_doctor + lab_results + program + notes, "paper='substance-use'");
  CHECK(routed(*drawn) == program_form + "\n" + notes_form);
  CHECK(all(*drawn, "requests.1.items", "code") == "laboratory | substance-use-program");
}

TEST_CASE("of an entire record, a part with a form of its own is asked for where it is switched on"
) {
  const auto drawn = request_to_hospital(
      to_doctor + "<sensitive category='sud' include='yes'/>", "scope='entire-record'"
  );
  CHECK(routed(*drawn) == transfer + "\n" + program_form);
  CHECK((*drawn)["requests.1.entire"] == "yes");
  CHECK((*drawn)["requests.2.entire"] == "yes");
  const auto named = request_to_hospital(
      to_doctor + program + "<sensitive category='sud' include='yes'/>", "scope='entire-record'"
  );
  CHECK((*named)["requests.2.entire"] == "no");
  CHECK(all(*named, "requests.2.items", "code") == "substance-use-program");
}

TEST_CASE("the sensitive part of a split request shows on no other paper of it") {
  const auto drawn = request_to_hospital(
      to_doctor + lab_results + program + notes +
          "<sensitive category='sud' include='yes'/><sensitive category='psychotherapy' "
          "include='yes'/><sensitive category='hiv' include='yes'/><authorization/>",
      "",
      in_state("CA")
  );
  REQUIRE(all(*drawn, "requests", "paper") == "transfer | substance-use | psychotherapy");
  CHECK(all(*drawn, "requests.1.items", "code") == "laboratory");
  CHECK(
      all(*drawn, "requests.1.sensitive", "code") ==
      "hiv | mental-health | genetic | sti | reproductive | sickle-cell | violence"
  );
  CHECK((*drawn)["requests.2.sensitive"] == "[0]");
  CHECK((*drawn)["requests.3.sensitive"] == "[0]");
  Facts letter;
  letter.root = **std::get_if<std::shared_ptr<Group>>(&drawn->at("requests.1").either);
  const std::string words = dump(letter);
  for (const char* word : {"substance", "drug", "alcohol", "program", "psychotherapy", "session"})
    CHECK(words.find(word) == std::string::npos);
}

TEST_CASE("law: the items of all papers of a request are exactly its items") {
  const std::vector<std::string> types = {
      "laboratory", "substance-use-program", "psychotherapy-notes", "genetic", "imaging", "other"};
  const std::vector<std::string> papers = {
      "",
      "access",
      "directive",
      "transfer",
      "authorization",
      "substance-use",
      "psychotherapy",
      "veterans"};
  const std::vector<std::string> holders = {"", in_state("IL"), "VA Clinic</organization>"};
  for (unsigned some = 0; some < 1u << types.size(); ++some) {
    std::string items;
    std::vector<std::string> wanted;
    for (std::size_t i = 0; i < types.size(); ++i) {
      if (!(some >> i & 1u)) continue;
      items += "<item type='" + types[i] + "'/>";
      wanted.push_back(types[i]);
    }
    std::sort(wanted.begin(), wanted.end());
    const auto& recipient = some % 3 == 0 ? to_patient : some % 3 == 1 ? to_doctor : to_advocate;
    const auto& paper = papers[some % papers.size()];
    const auto& sensitive =
        some % 5 ? "" : "<sensitive category='sud' include='yes'/><sensitive category='hiv'/>";
    INFO(paper << ' ' << recipient << ' ' << items << sensitive);
    const auto drawn = request_to_hospital(
        recipient + items + sensitive,
        paper.empty() ? "" : "paper='" + paper + "'",
        holders[some % holders.size()]
    );
    CHECK(types_on_papers(*drawn) == wanted);
  }
}

TEST_CASE("a private kind with a form of its own needs a record to be about") {
  const auto drawn = request_to_hospital(
      to_doctor + lab_results + "<sensitive category='sud' include='yes'/>", "", in_state("TX")
  );
  CHECK(all(*drawn, "requests", "paper") == "transfer | substance-use");
  // The letter asks for the others, and says that it does.
  CHECK((*drawn)["requests.1.transferProblem"] == "-");
  CHECK((*drawn)["requests.1.ordinaryAlone"] == "yes");
  CHECK((*drawn)["requests.2.problem.code"] == "E507");
  CHECK(
      (*drawn)["requests.2.problem.text"] ==
      "this private kind may be shared, and no record of that kind is named: name one, or say that "
      "it may not be shared"
  );
  CHECK(
      (*drawn)["requests.2.problem.hint"] ==
      "add an item with type=\"substance-use-program\" and its dates, or switch the kind off"
  );
}

TEST_CASE("an item whose private kind is switched off is told") {
  const auto said = [](const std::string& inside) { return request_to_hospital(inside)->said(); };
  const std::string told =
      "warning[W516]: these records are asked for, and their private kind is switched off\n";
  const std::string genetic = "<item type='genetic'/>";
  CHECK(said(to_advocate + genetic).find(told) != std::string::npos);
  CHECK(
      said(to_advocate + genetic + "<sensitive category='genetic' include='yes'/>").find(told) ==
      std::string::npos
  );
  CHECK(said(to_doctor + genetic) == "");  // a letter has no list of private kinds
  CHECK(said(to_patient + genetic + "<sensitive category='genetic' include='no'/>") == "");
  CHECK(
      said(to_doctor + program + "<sensitive category='sud' include='no'/>").find(told) !=
      std::string::npos
  );
  CHECK(said(to_doctor + program).find(told) == std::string::npos);
}

TEST_CASE("every code of the papers has its words in every language") {
  for (const char* language : {"en", "es"}) {
    const auto drawn = draw_case(
        case_with(
            "<recordsRequest holder='okafor'>" + to_doctor + lab_results + "</recordsRequest>"
        ),
        language
    );
    CHECK((*drawn)["requests.1.paperReason"].size() > 20);
  }
  const auto spanish = draw_case(
      case_with(
          "<recordsRequest holder='okafor'>" + to_patient + lab_results + "</recordsRequest>"
      ),
      "es"
  );
  CHECK(
      (*spanish)["requests.1.paperReason"] ==
      "Esta copia es para usted, así que no necesita un permiso. La carta dice cuánto tiempo "
      "tiene la oficina."
  );
}

TEST_CASE("how far the records of a request have come") {
  const auto progress = [](const std::string& items, const std::string& attributes = "") {
    const auto drawn = request_to_hospital(to_doctor + items, attributes);
    std::string text;
    for (const char* name : {"anyWanted", "anyAsked", "anyMissing", "allReceived"}) {
      if ((*drawn)["requests.1." + std::string{name}] == "yes") text += std::string{name} + " ";
    }
    return text;
  };
  const auto item = [](const std::string& status) {
    return "<item type='laboratory' status='" + status + "'/>";
  };
  CHECK(progress(lab_results) == "anyWanted anyMissing ");
  CHECK(progress(item("asked") + item("received")) == "anyAsked anyMissing ");
  CHECK(progress(item("asked") + item("wanted")) == "anyWanted anyAsked anyMissing ");
  CHECK(progress(item("received") + item("forwarded")) == "allReceived ");
  CHECK(progress("", "scope='entire-record'") == "anyWanted anyMissing ");
}

TEST_CASE("that no form is needed is claimed only where the law of the office's state was read") {
  const auto ohio = request_to_hospital(to_doctor + lab_results, "", in_state("OH"));
  CHECK(routed(*ohio) == transfer);
  CHECK((*ohio)["requests.1.rule.noFormNeeded"] == "no");
  const auto california = request_to_hospital(to_doctor + lab_results, "", in_state("CA"));
  CHECK(
      routed(*california) ==
      "transfer: The records go to a doctor for treatment, and the law of this office’s state lets "
      "doctors share them without a permission form."
  );
  CHECK((*california)["requests.1.rule.noFormNeeded"] == "yes");
  const auto florida = request_to_hospital(to_doctor + lab_results, "", in_state("FL"));
  CHECK((*florida)["requests.1.rule.noFormNeeded"] == "yes");
}

TEST_CASE("Minnesota wants a signed permission between doctors who treat, too") {
  const auto drawn = request_to_hospital(to_doctor + lab_results, "", in_state("MN"));
  CHECK(
      routed(*drawn) ==
      "authorization: The state of this office asks for your signed permission, even between "
      "the doctors who treat."
  );
  CHECK((*drawn)["requests.1.wantsAuthorization"] == "yes");
  const auto asked =
      request_to_hospital(to_doctor + lab_results, "paper='transfer'", in_state("MN"));
  CHECK((*asked)["requests.1.isTransfer"] == "yes");
  CHECK((*asked)["requests.1.wantsAuthorization"] == "yes");
}

TEST_CASE("that no permission is needed is said of ordinary records alone") {
  const std::string private_kind = "<sensitive category='mental-health' include='yes'/>";
  const auto ordinary = request_to_hospital(to_doctor + lab_results, "", in_state("CA"));
  CHECK((*ordinary)["requests.1.rule.noFormNeeded"] == "yes");
  const auto of_a_private_kind =
      request_to_hospital(to_doctor + lab_results + private_kind, "", in_state("CA"));
  CHECK((*of_a_private_kind)["requests.1.isTransfer"] == "yes");
  CHECK((*of_a_private_kind)["requests.1.rule.noFormNeeded"] == "no");
  CHECK_THAT(
      routed(*of_a_private_kind), Catch::Contains("The state or the office may ask for one.")
  );
  const auto beside_a_program = request_to_hospital(
      to_doctor + lab_results + "<sensitive category='sud' include='yes'/>", "", in_state("CA")
  );
  CHECK((*beside_a_program)["requests.1.rule.noFormNeeded"] == "yes");
}

TEST_CASE("nothing is sent for the treatment of somebody who has died") {
  const std::string executor =
      "<representative authority='executor' signs='yes'><name><text>Ben Lee</text></name>"
      "</representative>";
  for (const char* paper : {"", "paper='transfer'"}) {
    const auto drawn = draw_with(
        executor + "<recordsRequest holder='okafor' " + paper + ">" + to_doctor + lab_results +
            "</recordsRequest>",
        "<patient deceased='yes'><name><text>Ann Lee</text></name></patient>"
    );
    INFO(paper);
    CHECK((*drawn)["deceased"] == "yes");
    CHECK(
        routed(*drawn) ==
        "authorization: The patient has died, so the records are not for treatment. The law asks "
        "for the signed permission of the executor."
    );
    CHECK((*drawn)["requests.1.signers.1.name"] == "Ben Lee");
    CHECK((drawn->said().find("the patient has died") != std::string::npos) == (*paper != '\0'));
  }
}

TEST_CASE("an office has one cover sheet, with the first request that still waits for records") {
  const std::string received = "<item type='laboratory' status='received'/>";
  const auto drawn = draw_with(
      "<recordsRequest holder='okafor'>" + to_doctor + received + "</recordsRequest>" +
      "<recordsRequest holder='okafor'>" + to_patient + lab_results + "</recordsRequest>" +
      "<recordsRequest holder='okafor'>" + to_doctor + lab_results + "</recordsRequest>"
  );
  CHECK((*drawn)["requests.2.coverAgain"] == "no");
  CHECK((*drawn)["requests.3.coverAgain"] == "yes");
  CHECK((*drawn)["requests.2.holderAgain"] == "no");
  CHECK((*drawn)["requests.3.holderAgain"] == "yes");
}
