#include "tests/kind/template_folder.hpp"

using namespace engine;
using namespace engine::kind;

namespace {

const std::string two_private_kinds =
    "<vocabulary><element name='case' about='A.'><element name='recordsRequest' about='A.'>"
    "<element name='sensitive' about='A.'><attribute name='category' type='code' about='A.'>"
    "<code value='hiv' en='HIV'/><code value='mental-health' en='Mental health'/></attribute>"
    "</element></element></element></vocabulary>";

/// What is said of a page with one state: attributes beside the ones it needs, and what is inside.
std::string said(const std::string& attributes, const std::string& inside = "") {
  Folder folder;
  folder.write("case.xml", two_private_kinds);
  folder.write(
      "rules/states.xml",
      "<states>\n<state code='OH' name='Ohio' source='a law' checked='2026-11-22' " + attributes +
          ">" + inside + "</state></states>"
  );
  std::string text = folder.said();
  // Without the line of the page that follows a message.
  std::string short_text;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    const auto from = line.find("error[");
    if (from != line.npos) short_text += line.substr(from) + "\n";
    if (line.find("= hint: ") != line.npos) short_text += line.substr(line.find("hint: ")) + "\n";
    begin = end + 1;
  }
  return short_text;
}

const std::string a_sentence = "<in language='en'>A sentence.</in>";

}  // namespace

TEST_CASE("a rule of a state is read whole") {
  Folder folder;
  folder.write("case.xml", two_private_kinds);
  folder.write(
      "rules/states.xml",
      "<states><state code='OH' name='Ohio' source='a law' checked='2026-11-22' "
      "least-points='14' most-months='12' calendar-date='mental-health' witness='yes' "
      "consent-for='hiv  mental-health' taking-back='yes' no-whole-record='hiv' "
      "between-doctors='needs-permission' own-signature='yes'>"
      "<statement for='hiv'>" +
          a_sentence + "</statement><statement>" + a_sentence +
          "</statement><form><in language='en'>Form 1</in></form>"
          "<minor for='hiv' from='12' alone='yes' only='yes' read='no'/><record-fee>" +
          a_sentence + "</record-fee><record-time source='Rev. Code 1'>" + a_sentence +
          "</record-time></state></states>"
  );
  Diagnostics out;
  const auto opened = open_template_set(folder.path(), "", out);
  REQUIRE(opened);
  const StateRule& rule = (*opened)->states.at(0);
  CHECK(rule.least_points == 14);
  CHECK(rule.most_months == 12);
  CHECK_FALSE(rule.calendar_date.every);
  CHECK(rule.calendar_date.some == std::vector<std::string>{"mental-health"});
  CHECK(rule.witness.every);
  CHECK(rule.consent_for.some == std::vector<std::string>{"hiv", "mental-health"});
  CHECK(rule.own_signature);
  CHECK(rule.taking_back.every);
  CHECK(rule.no_whole_record.some == std::vector<std::string>{"hiv"});
  CHECK(rule.between_doctors == BetweenDoctors::needs_permission);
  REQUIRE(rule.statements.size() == 2);
  CHECK(rule.statements[0].about.some == std::vector<std::string>{"hiv"});
  CHECK(rule.statements[1].about.every);
  CHECK(rule.forms.at(0).words.in("es") == "Form 1");
  REQUIRE(rule.minors.size() == 1);
  CHECK(rule.minors[0].from == 12);
  CHECK(rule.minors[0].alone);
  CHECK(rule.minors[0].only);
  CHECK_FALSE(rule.minors[0].read);
  CHECK(rule.record_fee.in("en") == "A sentence.");
  CHECK(rule.record_time.in("en") == "A sentence.");
  CHECK(rule.record_time_source == "Rev. Code 1");
}

TEST_CASE("a private kind that no case can name is told, with the one that was meant") {
  CHECK(
      said("witness='mental-heath'") ==
      "error[E206]: there is no private kind 'mental-heath'\nhint: did you mean mental-health?\n"
  );
  CHECK(
      said("consent-for='yes hiv'") ==
      "error[E206]: there is no private kind 'yes'\nhint: yes, no, or private kinds of case.xml "
      "with spaces between\n"
  );
  CHECK(said("calendar-date='hiv hiv'") == "error[E204]: the private kind hiv is given twice\n");
  CHECK(
      said("", "<statement for='hivv'>" + a_sentence + "</statement>") ==
      "error[E206]: there is no private kind 'hivv'\nhint: did you mean hiv?\n"
  );
}

TEST_CASE("a number of a rule is whole, and no more than makes sense") {
  CHECK(said("least-points='big'") == "error[E205]: expected a whole number, found 'big'\n");
  CHECK(said("least-points='140'") == "error[E205]: expected 24 points at most, found 140\n");
  CHECK(said("most-months='1200'") == "error[E205]: expected 120 months at most, found 1200\n");
  CHECK(
      said("", "<minor for='hiv' from='18'/>") ==
      "error[E205]: expected 17 years at most, found 18\n"
  );
}

TEST_CASE("a row says which state it is, where its rule stands and when it was looked at") {
  Folder folder;
  folder.write("rules/states.xml", "<states><state/></states>");
  const std::string text = folder.said();
  for (const char* name : {"code", "name", "source", "checked"})
    CHECK(text.find("error[E203]: <state> needs " + std::string{name} + "=\"…\"\n") != text.npos);
  folder.write(
      "rules/states.xml",
      "<states><state code='Ohio' name='Ohio' source='a law' checked='2026-11'/></states>"
  );
  CHECK(
      folder.said().find("error[E205]: expected the two letters of a state, found 'Ohio'\n") !=
      std::string::npos
  );
  CHECK(folder.said().find("hint: write them in capitals, such as OH\n") != std::string::npos);
  CHECK(folder.said().find("error[E205]: expected a date, found '2026-11'\n") != std::string::npos);
}

TEST_CASE("a line for a minor says for which records and from which age") {
  CHECK(
      said("", "<minor/>") ==
      "error[E203]: <minor> needs for=\"…\"\nerror[E203]: <minor> needs from=\"…\"\n"
  );
  CHECK(said("", "<minor for='yes' from='12' alone='maybe'/>").substr(0, 12) == "error[E205]:");
}

TEST_CASE("what a state says stands in English at least, and its fee once") {
  CHECK(
      said("", "<form><in language='es'>Formulario</in></form>").substr(0, 56) ==
      "error[E203]: <form> needs a <in language=\"en\">\nhint: Eng"
  );
  CHECK(
      said(
          "",
          "<record-fee>" + a_sentence + "</record-fee><record-fee>" + a_sentence + "</record-fee>"
      ) == "error[E204]: <record-fee> is given twice\n"
  );
}

TEST_CASE("a row holds nothing else") {
  CHECK(
      said("witnes='yes'") ==
      "error[E202]: unknown attribute witnes in <state>\nhint: did you mean witness?\n"
  );
  CHECK(said("", "<fee/>").substr(0, 48) == "error[E201]: unknown element <fee> in <state>\n");
}

TEST_CASE("a page names each state once") {
  Folder folder;
  folder.write(
      "rules/states.xml",
      "<states><state code='OH' name='Ohio' source='a' checked='2026-11-22'/><state code='OH' "
      "name='Ohio' source='a' checked='2026-11-22'/></states>"
  );
  CHECK(folder.said().find("error[E204]: the state OH is declared twice\n") != std::string::npos);
}

TEST_CASE("a rule between doctors is one of three") {
  CHECK(said("between-doctors='unknown'") == "");
  CHECK(
      said("between-doctors='allowed'") ==
      "error[E206]: there is no rule between doctors called 'allowed'\nhint: write permitted, "
      "needs-permission, or unknown\n"
  );
}

TEST_CASE("what nobody read has no day on which it was checked") {
  Folder folder;
  folder.write("case.xml", two_private_kinds);
  folder.write(
      "rules/states.xml", "<states><state code='OH' name='Ohio' source='a law' read='no'/></states>"
  );
  Diagnostics out;
  const auto opened = open_template_set(folder.path(), "", out);
  REQUIRE(opened);
  CHECK((*opened)->states.at(0).checked == "");
}
