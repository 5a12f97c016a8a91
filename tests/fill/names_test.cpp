#include "tests/fill/poured.hpp"

using namespace engine;
using namespace engine::fill;

TEST_CASE("dates have their formats") {
  CHECK(
      poured("{{patient.birthDate}}|{{patient.birthDate.long}}|{{patient.birthDate.short}}|{{"
             "patient.birthDate.iso}}|{{patient.birthDate.year}}"
      ) == "March 17, 1984|March 17, 1984|3/17/1984|1984-03-17|1984"
  );
  CHECK(
      poured(
          "{{condition.first.onset}}|{{condition.first.onset.short}}|{{condition.first.onset.iso}}"
      ) == "November 2025|11/2025|2025-11"
  );
  CHECK(poured("{{asOf.long}}") == "November 20, 2026");
}

TEST_CASE("a date and time has its formats, and its date those of dates") {
  CHECK(
      poured("{{visit.at}}|{{visit.at.date}}|{{visit.at.date.iso}}|{{visit.at.time}}|{{visit.at."
             "weekday}}") ==
      "Thursday, December 3, 2026 at 10:30 a.m.|December 3, 2026|2026-12-03|10:30 a.m.|Thursday"
  );
}

TEST_CASE("people and names have their formats") {
  CHECK(
      poured("{{doctor}}|{{doctor.full}}|{{doctor.formal}}|{{doctor.first}}|{{doctor.last}}|{{"
             "doctor.sort}}|{{doctor.call}}|{{doctor.withSuffix}}"
      ) == "Amara Okafor|Amara Okafor|Dr. Okafor|Amara|Okafor|Okafor, Amara|Amara|Amara Okafor, MD"
  );
  CHECK(
      poured("{{secondDoctor.formal}}|{{patient.call}}|{{patient.name.first.full}}|{{patient.name."
             "last}}") == "Dr. Henrik Lindqvist|Ellie|Elena Marie Rivera|Ellie"
  );
  CHECK(
      poured("{{patient.phone}}|{{doctor.fax}}|{{#patient.email}}no{{/"
             "patient.email}}{{^doctor.phone}}none{{/doctor.phone}}") == "(937) 555-0142|1|none"
  );
  CHECK(
      poured("{{#patient.phone}}{{#okToLeaveMessage}}yes{{/okToLeaveMessage}}{{/patient.phone}}") ==
      "yes"
  );
}

TEST_CASE("addresses and numbers have their formats") {
  CHECK(
      poured("{{patient.address.first.oneLine}}") == "418 Alder Street, Apt 2B, Dayton, OH 45402"
  );
  CHECK(
      poured("{{#patient.address.first}}{{#lines}}{{^isFirst}}<br/>{{/isFirst}}{{.}}{{/lines}}{{/"
             "patient.address.first}}") == "418 Alder Street<br/>Apt 2B<br/>Dayton, OH 45402"
  );
  CHECK(
      poured("{{patient.telecom.first}}|{{patient.telecom.first.text}}|{{patient.telecom.first."
             "system}}") == "(937) 555-0142|(937) 555-0142|Phone"
  );
}

TEST_CASE("a code prints its words, and can be asked for its code and whether it is one") {
  CHECK(
      poured("{{condition.first.status}}|{{condition.first.status.code}}|{{#condition.first.status."
             "is.confirmed}}yes{{/condition.first.status.is.confirmed}}"
             "{{^condition.first.status.is.ruled-out}}no{{/condition.first.status.is.ruled-out}}"
      ) == "Confirmed|confirmed|yesno"
  );
  CHECK(
      poured("{{#plan}}{{#status.is.proposed}}{{text}}{{/status.is.proposed}}{{/plan}}") ==
      "Infliximab"
  );
  CHECK(
      poured("{{#condition.first.status}}{{#is.confirmed}}{{code}}{{/is.confirmed}}{{/"
             "condition.first.status}}") == "confirmed"
  );
  CHECK(
      poured("{{requests.first.paper}}|{{requests.first.paper.code}}|{{#requests.first.paper.is."
             "transfer}}T{{/requests.first.paper.is.transfer}}"
      ) == "letter to send records|transfer|T"
  );
  CHECK(
      poured("{{edition}}|{{#edition.is.large}}L{{/edition.is.large}}{{#edition.is.standard}}S{{/"
             "edition.is.standard}}") == "large print|L"
  );
}

TEST_CASE("yes is shown, no and unknown are not, and each can be asked for") {
  CHECK(
      poured("{{#doctor.network}}yes{{/doctor.network}}{{^doctor.network}}not "
             "yes{{/doctor.network}}|{{doctor.network}}|{{#doctor.network.unknown}}?{{/"
             "doctor.network.unknown}}") == "not yes|not known|?"
  );
  CHECK(
      poured("{{#patient.communication.interpreterRequired.no}}none "
             "needed{{/patient.communication.interpreterRequired.no}}") == "none needed"
  );
}

TEST_CASE("lists have a count, ends, and are joined with and") {
  CHECK(
      poured("{{#opinion.first}}{{evidence.count}}|{{evidence.first}}|{{evidence.last}}|{{evidence."
             "joined}}{{/opinion.first}}") == "3|Ulcers|Blood|Ulcers, Biopsy and Blood"
  );
  CHECK(
      poured("{{blanks.joined}}|{{blanks.count}}|{{requests.first.items.count}}") ==
      "Your signature and Today&apos;s date|2|2"
  );
  CHECK(
      poured("{{#opinion.first.evidence}}{{position}}{{#isFirst}}f{{/isFirst}}{{#isLast}}l{{/"
             "isLast}} {{/opinion.first.evidence}}") == "1f 2 3l "
  );
  CHECK(
      poured("{{symptom.count}}{{#symptom}}x{{/symptom}}{{^symptom}} "
             "none{{/symptom}}{{symptom.first.text}}") == "0 none"
  );
}

TEST_CASE("a text that keeps its lines has them") {
  CHECK(
      poured("{{#opinion}}{{#quote}}{{#lines}}<p>{{.}}</p>{{/lines}}{{/quote}}{{/opinion}}") ==
      "<p>One line.</p><p>Another.</p>"
  );
  CHECK(poured("{{opinion.first.quote.first}}") == "One line.\nAnother.");
}

TEST_CASE("a reference is what it names") {
  CHECK(
      poured(
          "{{plan.first.proposedBy.formal}}|{{plan.first.deadline}}|{{plan.first.deadline.source."
          "formal}}|{{condition.first.asserter.provider.organization}}|{{visit.provider.formal}}"
      ) == "Dr. Okafor|January 15, 2027|Dr. Okafor|Miami Valley|Dr. Henrik Lindqvist"
  );
  CHECK(
      poured("{{#value}}{{#fits}}{{.}}: {{opinion.formal}}{{/fits}}{{/value}}") ==
      "Fits better: Dr. Okafor"
  );
}

TEST_CASE("a text with attributes prints its text, and has them as names") {
  CHECK(
      poured("{{#patient.identifier}}{{#system}}{{system}}: {{/system}}{{.}}{{/patient.identifier}}"
      ) == "Miami: 00417733"
  );
}

TEST_CASE("nought is a number, and an element given empty is not there") {
  CHECK(
      poured(
          "{{#value}}{{text}}{{#weight}} {{weight}}{{/weight}}{{^weight}} -{{/weight}};{{/value}}"
      ) == "Work 0;No surgery -;"
  );
  CHECK(
      poured("{{#visit.recordsConfirmedOn}}x{{/"
             "visit.recordsConfirmedOn}}{{^visit.recordsConfirmedOn}}not "
             "yet{{/visit.recordsConfirmedOn}}") == "not yet"
  );
}

TEST_CASE("names are looked up outwards, but never past a shape that has them") {
  // A provider's phone that the case lacks is no, even inside a patient who has one.
  CHECK(
      poured("{{#patient}}{{#doctor}}{{formal}} {{birthDate}} "
             "{{#phone}}x{{/phone}}{{^phone}}none{{/phone}}{{/doctor}}{{/patient}}"
      ) == "Dr. Okafor March 17, 1984 none"
  );
  CHECK(
      poured("{{#opinion}}{{#evidence}}{{patient.call}} {{/evidence}}{{/opinion}}") ==
      "Ellie Ellie Ellie "
  );
  CHECK(
      poured("{{#requests}}{{#items}}{{#position}}{{position}}{{/position}}{{/items}}{{/requests}}"
      ) == "12"
  );
}

TEST_CASE("a document sees its own names before the case's, and its item's before both") {
  CHECK(
      poured("{{title}}|{{label}}|{{#contents}}{{title}} {{pages}} "
             "{{firstPage}}{{#about}}x{{/about}}{{/contents}}{{#missing}}x{{/"
             "missing}}{{#bound}}x{{/bound}}") == "Letter &amp; more|Autumn|First 2 3"
  );
  const About request{
      .kind =
          "<kind reader='office' stages='any' each='requests' about='holderName' "
          "when='isTransfer' refuse='problem'>",
      .each = "requests"};
  CHECK(
      poured(
          "{{holderName}}|{{holder.formal}}|{{paper.code}}|{{#items}}{{label}}; "
          "{{/items}}{{doctor.formal}}",
          request
      ) == "Miami Valley|Dr. Okafor|transfer|Lab results; Scans and X-rays; Dr. Okafor"
  );
  const About opinion{
      .kind = "<kind reader='office' stages='any' each='opinion'>", .each = "opinion"};
  CHECK(
      poured("{{provider.formal}} {{date}} {{evidence.count}}", opinion) ==
      "Dr. Okafor August 2026 3"
  );
}

TEST_CASE("the code that makes documents looks names up as a template does") {
  const auto there = pour({{"letter/en.mustache", ""}});
  auto templates = compile(there->folder->template_set(), there->folder->out());
  REQUIRE(templates);
  const Scope scope{&there->facts, nullptr, nullptr, "en"};
  CHECK(is_there(*templates, scope, "patient.birthDate"));
  CHECK_FALSE(is_there(*templates, scope, "patient.email"));
  CHECK_FALSE(is_there(*templates, scope, "thirdDoctor"));
  CHECK_FALSE(is_there(*templates, scope, "thirdDoctor.phone"));
  CHECK_FALSE(is_there(*templates, scope, "doctor.network"));
  CHECK(is_there(*templates, scope, "doctor.network.unknown"));
  CHECK(is_there(*templates, scope, "condition.first.status.is.confirmed"));
  CHECK_FALSE(is_there(*templates, scope, "condition.first.status.is.suspected"));
  CHECK(is_there(*templates, scope, "questions.next-steps.rest"));
  CHECK_FALSE(is_there(*templates, scope, "no.such.name"));
  CHECK(text_of(*templates, scope, "patient.full") == "Elena Marie Rivera");
  CHECK(text_of(*templates, scope, "visit.at.date.long") == "December 3, 2026");
  CHECK(text_of(*templates, scope, "opinion.first.evidence.joined") == "Ulcers, Biopsy and Blood");
  CHECK(text_of(*templates, scope, "requests.first.items.last.label") == "Scans and X-rays");
  CHECK(text_of(*templates, scope, "symptom.first.text") == "");
  const auto& list = *std::get<std::shared_ptr<facts::List>>(there->facts.find("requests")->either);
  const facts::Group document = {{"title", "T"}};
  const Scope item{&there->facts, &list.front(), &document, "es", "requests"};
  CHECK(text_of(*templates, item, "holderName") == "Miami Valley");
  CHECK(text_of(*templates, item, "title") == "T");
  CHECK(text_of(*templates, item, "patient.birthDate") == "17 de marzo de 1984");
  CHECK_FALSE(is_there(*templates, item, "problem"));
  CHECK(span_of(*templates, scope, "patient.birthDate").text() == "1984-03-17");
  CHECK_FALSE(span_of(*templates, scope, "patient.email"));
  CHECK_FALSE(span_of(*templates, scope, "patient.full.no.such"));
}

TEST_CASE("what an item lacks is not taken from the case, by kind.xml as little as by a template") {
  const auto there = pour(
      {{"letter/en.mustache", "{{#signers}}{{name}}{{/signers}}{{^signers}}nobody{{/signers}}"}},
      {.kind = "<kind reader='office' stages='any' each='requests'>"}
  );
  auto templates = compile(there->folder->template_set(), there->folder->out());
  REQUIRE(templates);
  const facts::Fact item{facts::Group{{"holderName", facts::Fact{std::string{"Miami Valley"}}}}};
  const Scope about_the_case{&there->facts, nullptr, nullptr, "en"};
  const Scope about_an_item{&there->facts, &item, nullptr, "en", "requests"};
  CHECK(is_there(*templates, about_the_case, "signers"));
  CHECK_FALSE(is_there(*templates, about_an_item, "signers"));
  const auto markup = fill::fill(*templates, "letter", about_an_item, there->folder->out());
  REQUIRE(markup);
  CHECK(markup->markup->text() == "nobody");
}
