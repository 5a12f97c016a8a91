#include "tests/packet/at_work.hpp"

using namespace engine;
using Catch::Contains;

namespace {

const std::string ends =
    "<prove rule='45 CFR 164.508(c)(1)(v)'><label language='en'>When it ends</label>"
    "<says language='en'>Until when</says><says language='en'>Ends "
    "on</says><fact>patient.birthDate.long</fact></prove>";
const std::string born =
    "<patient><name><text>Dana "
    "Reed</text></name><birthDate>1984-03-17</birthDate></patient><condition><text>Migraine</"
    "text></condition>"
    "<provider id='okafor' role='current'><name><text>Amara Okafor</text></name></provider>";

AtWork& with_proof(AtWork& at) {
  at.kind(
      "proof",
      "reader='clinic' each='forms' made='last'",
      "",
      "{{#proofs}}<p>{{rule}} {{label}}: page {{page}} ({{packetPage}}), line {{line}}: "
      "{{words}}</p>{{/proofs}}"
  );
  at.kind("first", "reader='patient'", "", "<p>x</p>");
  return at.set("", "<kind name='first'/><kind name='form'/><kind name='proof'/>");
}

}  // namespace

TEST_CASE("proof says on which page and line of the finished form a legal element stands") {
  AtWork at;
  at.kind(
      "form",
      "reader='office'",
      ends,
      "<p>One.</p><page-break/><p>Two.</p><h2>Until when</h2><p>Ends on "
      "{{patient.birthDate.long}}.</p>"
  );
  with_proof(at).make(born);
  CHECK_THAT(
      at.dumps.markup,
      Contains("45 CFR 164.508(c)(1)(v) When it ends: page 2 (3), line 2: Until when Ends on March "
               "17, 1984.")
  );
  CHECK(at.messages.empty());
}

TEST_CASE("words that are broken over lines or set in another type are found") {
  AtWork at;
  std::string filler;
  for (int i = 0; i < 12; ++i) filler += "words and more ";
  at.kind(
      "form",
      "reader='office'",
      "<prove rule='R'><label language='en'>L</label><says language='en'>all of this is one "
      "sentence that goes on and on until it must be broken somewhere on the line</says></prove>",
      "<p>" + filler +
          "all of <strong>this is one</strong> sentence that goes on and on until it must be "
          "broken somewhere on the line.</p>"
  );
  with_proof(at).make(born);
  CHECK(at.messages.empty());
  CHECK_THAT(at.dumps.markup, Contains("R L: page 1 (2), line 4"));
}

TEST_CASE("a name that a line breaks after its hyphen is found") {
  AtWork at;
  const std::string name =
      "Wilhelmina-Josephine-Charlotte-Hohenberg-Montgomery-Featherstonehaugh-Cholmondeley-"
      "Beauchamp";
  at.kind(
      "form",
      "reader='office'",
      "<prove rule='R'><label language='en'>L</label><says "
      "language='en'>Patient:</says><fact>patient.full</fact></prove>",
      "<p>Patient: {{patient.full}}</p>"
  );
  with_proof(at).make(
      "<patient><name><text>" + name +
      "</text></name></patient><condition><text>Migraine</text></condition>"
      "<provider id='okafor' role='current'><name><text>Amara Okafor</text></name></provider>"
  );
  CHECK(at.messages.empty());
  CHECK_THAT(at.dumps.markup, Contains("R L: page 1 (2), line 2: Patient:"));
}

TEST_CASE("a form whose pages lack an element is not made") {
  AtWork at;
  at.kind("form", "reader='office'", ends, "<h2>Until when</h2><p>Some day.</p>");
  with_proof(at).make(born);
  CHECK_THAT(
      at.messages,
      Contains("error[E522]: \"The form\" does not say on its pages: When it ends (45 CFR "
               "164.508(c)(1)(v))\n")
  );
  CHECK_THAT(at.messages, Contains("   = hint: not found: Ends on\n"));
  CHECK(
      at.made.missing ==
      std::vector<std::string>{"The form: a part that the law asks for is not on its pages"}
  );
  CHECK_THAT(at.dumps.markup, !Contains("=== form") && !Contains("=== proof"));
}

TEST_CASE("a form that lacks an element is not made as HTML or as text either") {
  for (const Format format : {Format::html, Format::text}) {
    AtWork at;
    at.kind("form", "reader='office'", ends, "<h2>Until when</h2><p>Some day.</p>");
    with_proof(at).make(born, {.format = format});
    CHECK_THAT(at.messages, Contains("error[E522]: \"The form\" does not say: When it ends"));
    CHECK(
        at.made.missing ==
        std::vector<std::string>{"The form: a part that the law asks for is not among its words"}
    );
  }
}

TEST_CASE("a value that the case has and the pages do not show stops the form") {
  AtWork at;
  at.kind("form", "reader='office'", ends, "<h2>Until when</h2><p>Ends on a day.</p>");
  with_proof(at).make(born);
  CHECK_THAT(at.messages, Contains("   = hint: not found: 'March 17, 1984'\n"));
  // What the case does not say is a blank: nothing to look for.
  with_proof(at).make(somebody);
  CHECK(at.messages.empty());
}

TEST_CASE("words looked for may name a fact") {
  AtWork at;
  at.kind(
      "form",
      "reader='office'",
      "<prove rule='R'><label language='en'>L</label><says language='en'>{doctor.full} may not "
      "refuse</says></prove>",
      "<p>{{doctor.full}} may not refuse to treat you.</p>"
  );
  with_proof(at).make(born);
  CHECK(at.messages.empty());
  CHECK_THAT(at.dumps.markup, Contains("Amara Okafor may not refuse to treat you."));
}

TEST_CASE("proof never says of a form with a blank that it is finished") {
  const std::string ends_with_need =
      "<need fact='patient.phone' when-absent='blank' law='yes' rule='45 CFR 164.508(c)(1)(v)'>"
      "<label language='en'>The day it ends</label></need>"
      "<need when-absent='blank'><label language='en'>Your signature</label></need>"
      "<prove rule='45 CFR 164.508(c)(1)(v)'><label language='en'>When it ends</label>"
      "<says language='en'>Until when</says></prove>";
  const auto proof_of = [&](const std::string& known) {
    AtWork at;
    at.kind("form", "reader='office'", ends_with_need, "<h2>Until when</h2><p>Ends on</p>");
    at.kind(
        "proof",
        "reader='clinic' each='forms' made='last'",
        "",
        "{{#unfinished}}<p>Left: {{.}}.</p>{{/unfinished}}"
        "{{#proofs}}<p>{{label}}:{{#blank}} blank{{/blank}}</p>{{/proofs}}"
    );
    at.set("", "<kind name='form'/><kind name='proof'/>");
    at.make(known);
    return at.dumps.markup;
  };
  const std::string blank = proof_of(born);
  CHECK_THAT(blank, Contains("Left: The day it ends."));
  CHECK_THAT(blank, Contains("When it ends: blank"));
  CHECK_THAT(blank, !Contains("Left: Your signature"));
}

TEST_CASE("a proof is in the patient's language throughout, where it is written in it") {
  AtWork at;
  at.kind(
      "form",
      "reader='office'",
      "<need fact='patient.phone' when-absent='blank' rule='r'><label language='en'>The day it "
      "ends</label><label language='es'>El día en que termina</label></need><prove rule='r'><label "
      "language='en'>When it ends</label><label language='es'>Cuándo termina</label><says "
      "language='en'>Until when</says></prove>",
      "<h2>Until when</h2>"
  );
  at.kind("proof", "reader='clinic' each='forms' made='last'", "", "<p>Proof.</p>");
  at.text(
      "proof",
      "es",
      "<p>De {{title}}</p>{{#unfinished}}<p>{{.}}.</p>{{/unfinished}}"
      "{{#proofs}}<p>{{label}}: {{words}}</p>{{/proofs}}"
  );
  at.set("", "<kind name='form'/><kind name='proof'/>");
  at.language = " language='es'";
  at.make(born);
  CHECK_THAT(
      at.dumps.markup,
      Contains("De El form") && Contains("El día en que termina.") &&
          Contains("Cuándo termina: Until when")
  );
  CHECK_THAT(at.dumps.markup, Contains("=== proof, El form"));
}
