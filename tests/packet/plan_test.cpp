#include "tests/packet/at_work.hpp"
#include "tests/support/house.hpp"

using namespace engine;
using Catch::Contains;

/// A paper that lists which others are made, and why the rest is not.
static void add_list(AtWork& at) {
  at.kind(
      "list",
      "reader='patient' made='last'",
      "",
      "{{#contents}}<p>is: {{kind}}</p>{{/contents}}{{#notMade}}<p>not: {{title}}: "
      "{{why}}</p>{{/notMade}}"
  );
}

TEST_CASE("a paper is made when its condition holds, and the rest is told why not") {
  AtWork at;
  at.kind("call", "reader='patient' when='not visit'", "", "<p>Book a visit.</p>");
  at.kind("notes", "reader='patient' when='visit and not decision'", "", "<p>Notes.</p>");
  add_list(at);
  at.set("", "<kind name='list'/><kind name='call'/><kind name='notes'/>");
  at.make(somebody);
  CHECK_THAT(
      at.dumps.markup,
      Contains("is: call") && Contains("not: The notes: No notes.") && !Contains("is: notes")
  );
  at.make(somebody + visit);
  CHECK_THAT(at.dumps.markup, Contains("is: notes") && Contains("not: The call: No call."));
}

TEST_CASE("a paper about care is not called for once the patient has died, and says so") {
  AtWork at;
  at.kind("call", "reader='patient' living='yes'", "", "<p>Is it safe to wait?</p>");
  add_list(at);
  at.set("", "<kind name='list'/><kind name='call'/>");
  at.make(somebody);
  CHECK_THAT(at.dumps.markup, Contains("is: call"));
  std::string died = somebody;
  died.replace(died.find("<patient>"), 9, "<patient deceased='yes'>");
  at.make(died);
  const std::string why = "The patient has died, and this paper is about care.";
  CHECK_THAT(at.dumps.markup, Contains("not: The call: " + why) && !Contains("is: call"));
  at.make(died, {.only = {"call"}});
  CHECK(at.made.files.empty());
  CHECK(at.made.not_called_for == std::vector<std::string>{"call: " + why});
}

TEST_CASE(
    "a paper that is asked for by name tells what speaks against it, though nothing calls for it"
) {
  AtWork at;
  at.kind(
      "form",
      "reader='office' each='requests' when='visit' refuse='problem'",
      "",
      "<p>{{holderName}}</p>"
  );
  at.set("", "<kind name='form'/>");
  const std::string request =
      "<recordsRequest id='r' holder='okafor' scope='entire-record'><recipient><name><text>Joan "
      "Pell</text></name></recipient>"
      "<authorization id='a'><purpose code='second-opinion'/><expires "
      "date='2026-01-05'/></authorization></recordsRequest>";
  at.make(somebody + request);
  CHECK_THAT(at.messages, !Contains("E501"));
  CHECK(at.made.missing.empty());
  at.make(somebody + request, {.only = {"form"}});
  CHECK_THAT(at.messages, Contains("error[E501]"));
  CHECK(at.made.missing.size() == 1);
}

TEST_CASE("a need that is absent stops a paper, leaves a blank, or is told") {
  AtWork at;
  const auto need = [](const std::string& when_absent) {
    return "<need fact='patient.birthDate' when-absent='" + when_absent +
           "' law='yes' rule='45 CFR 164.514(h)'><label language='en'>Date of birth</label></need>";
  };
  at.set("", "<kind name='form'/>");
  at.kind("form", "reader='office'", need("error"), "<p>x</p>");
  at.make(somebody);
  CHECK(
      at.messages ==
      "carepacket: error[E510]: \"The form\" cannot be made without: Date of birth (45 CFR "
      "164.514(h))\n"
      "   = hint: add it to the case file\n"
  );
  CHECK(at.made.missing == std::vector<std::string>{"The form: Date of birth"});
  at.kind("form", "reader='office'", need("warn"), "<p>x</p>");
  at.make(somebody);
  CHECK(
      at.messages ==
      "carepacket: warning[W512]: \"The form\" is better with: Date of birth (45 CFR 164.514(h))\n"
      "   = hint: add it to the case file\n"
  );
  at.kind("form", "reader='office'", need("blank"), "<p>x</p>");
  at.make(somebody);
  CHECK(at.messages.empty());
  REQUIRE(at.made.files.size() == 1);
  REQUIRE(at.made.files[0].blanks.size() == 1);
  CHECK(at.made.files[0].blanks[0]->label.in("en") == "Date of birth");
  at.make(somebody, {.send_ready = true});
  CHECK(
      at.messages ==
      "carepacket: error[E511]: \"The form\" cannot be made without: Date of birth (45 CFR "
      "164.514(h))\n"
      "   = hint: the case does not say it, and --send-ready leaves no blank that the law wants "
      "filled\n"
  );
}

// --- languages -------------------------------------------

TEST_CASE("the patient reads the patient's language; an office gets English, with a copy beside it"
) {
  AtWork at;
  at.kind("card", "reader='patient'", "", "<p>Good day.</p>")
      .text("card", "es", "<p>Buenos días.</p>");
  at.kind(
      "letter",
      "reader='office'",
      "<need when-absent='blank'><label language='en'>Signature</label></need>",
      "<p>Please send.{{#hasCopy}} A copy in {{languageName}} is "
      "attached.{{/hasCopy}}</p>{{^copy}}<sign who='D'/>{{/copy}}"
  );
  at.text(
      "letter",
      "es",
      "<p>Por favor envíe.</p>{{#copy}}<p>No la firme.</p>{{/copy}}{{^copy}}<sign "
      "who='D'/>{{/copy}}"
  );
  at.set("", "<kind name='card'/><kind name='letter'/>");
  at.language = " language='es'";
  at.make(somebody);
  CHECK_THAT(at.dumps.markup, Contains("Buenos") && !Contains("Good day"));
  CHECK_THAT(
      at.dumps.markup, Contains("=== letter\n") && Contains("A copy in Spanish is attached.")
  );
  CHECK_THAT(at.dumps.markup, Contains("=== letter (es)\n") && Contains("No la firme."));
  CHECK(at.made.documents == 3);
  REQUIRE(at.made.files[0].blanks.size() == 1);
  CHECK(at.made.files[0].blanks[0]->label.in("en") == "Signature");
  CHECK_THAT(at.dumps.tags, Contains("lang=en"));  // the letter, inside a Spanish packet
  at.language.clear();
  at.make(somebody);
  CHECK_THAT(at.dumps.markup, !Contains("Por favor") && !Contains("A copy in"));
}

TEST_CASE("a paper that is sent where the case says so is in English there, with a copy to read") {
  AtWork at;
  at.kind(
      "list", "reader='patient' task='write' send-when='visit'", "", "<p>{{task}}: Why me?</p>"
  );
  at.text("list", "es", "<p>{{task}}: ¿Por qué yo?</p>");
  at.set("", "<kind name='list'/>");
  at.language = " language='es'";
  at.make(somebody);
  CHECK_THAT(at.dumps.markup, Contains("escribir: ¿Por qué yo?") && !Contains("Why me?"));
  at.make(somebody + visit);
  CHECK_THAT(at.dumps.markup, Contains("=== list\n") && Contains("Send: Why me?"));
  CHECK_THAT(at.dumps.markup, Contains("=== list (es)\n") && Contains("<p>: ¿Por qué yo?"));
  at.language.clear();
  at.make(somebody + visit);
  CHECK_THAT(at.dumps.markup, Contains("Send: Why me?") && !Contains("yo?"));
}

TEST_CASE("a regional language is read as its language") {
  AtWork at;
  at.kind("card", "reader='patient'", "", "<p>Good day.</p>")
      .text("card", "es", "<p>Buenos días.</p>");
  at.set("", "<kind name='card'/>");
  at.language = " language='es-MX'";
  at.make(somebody);
  CHECK_THAT(at.dumps.markup, Contains("Buenos"));
  CHECK(at.messages.empty());
}

TEST_CASE("a language that nothing is written in gets English, and is told") {
  AtWork at;
  at.kind(
      "card",
      "reader='patient'",
      "",
      "<p>Good day.{{#untranslated}} Ask for {{languageName}}.{{/untranslated}}</p>"
  );
  at.set("", "<kind name='card'/>");
  at.language = " language='hmn'";
  at.make(somebody);
  CHECK_THAT(at.dumps.markup, Contains("Good day. Ask for Hmong."));
  CHECK(
      at.messages ==
      "carepacket: warning[W520]: nothing is written in Hmong yet: the papers are in English\n"
      "   = hint: they offer a free interpreter; a translation is a file named hmn.mustache beside "
      "each en.mustache\n"
  );
}

// --- papers about papers ---------------------------------

/// Three parts, the second of which has no paper.
static void add_parts(AtWork& at) {
  at.kind("long", "reader='patient'", "", "<page-break/><p>Second page.</p>");
  at.kind("short", "reader='patient'", "", "<p>Short.</p>");
  at.kind("never", "reader='patient' when='decision'", "", "<p>Never.</p>");
  at.kind(
      "sheet",
      "reader='patient' made='last'",
      "",
      "<p>tab {{tab.number}} {{tab.title}}:{{#tab.papers}} {{kind}} "
      "{{firstPage}}{{/tab.papers}}</p>"
  );
  at.kind(
      "cover",
      "reader='patient' made='last'",
      "",
      "{{#tabs}}<p>{{number}} on {{firstPage}}</p>{{/tabs}}<page-break/>{{#contents}}<p>{{kind}} "
      "on {{firstPage}} of {{pages}}</p>{{/contents}}"
  );
  at.set(
      "cover='cover' tab='sheet'",
      "<section id='a'><title language='en'>A</title><kind name='long'/></section>"
      "<section id='b'><title language='en'>B</title><kind name='never'/></section>"
      "<section id='c'><title language='en'>C</title><kind name='short'/></section>"
  );
}

TEST_CASE("a part of a set begins with its first paper, and has a sheet only where one is wanted") {
  AtWork at;
  add_parts(at);
  at.make(somebody);
  CHECK_THAT(at.dumps.markup, Contains("<p>1 on 3</p><p>2 on 5</p>") && !Contains("tab 1"));
  CHECK_THAT(at.dumps.markup, Contains("long on 3 of 2") && Contains("short on 5 of 1"));
  CHECK(at.made.files[0].pages == 5);
  CHECK(at.made.documents == 2);

  at.make(somebody, {.tabs = true});
  CHECK_THAT(at.dumps.markup, Contains("<p>1 on 3</p><p>2 on 6</p>"));
  CHECK_THAT(at.dumps.markup, Contains("long on 4 of 2") && Contains("short on 7 of 1"));
  CHECK_THAT(at.dumps.markup, Contains("tab 1 A: long 4") && Contains("tab 2 C: short 7"));
  CHECK_THAT(at.dumps.markup, !Contains("tab 3"));  // nothing is behind B, which has no number
  CHECK(at.made.files[0].pages == 7);
  CHECK(at.made.documents == 2);

  const auto names = [&] {
    std::string all;
    for (const File& file : at.made.files) all += file.name + ' ';
    return all;
  };
  at.make(somebody, {.separate = true, .tabs = true});
  CHECK(names() == "00-cover.pdf 01-sheet.pdf 02-long.pdf 05-sheet.pdf 06-short.pdf ");
  at.make(somebody, {.separate = true});
  CHECK(names() == "00-cover.pdf 02-long.pdf 06-short.pdf ");
}

TEST_CASE("a cover or the sheets of parts alone say what stands in the whole set, and where") {
  AtWork at;
  add_parts(at);
  at.make(somebody, {.only = {"cover"}});
  CHECK_THAT(at.dumps.markup, Contains("long on 3 of 2") && Contains("short on 5 of 1"));
  CHECK(at.made.files[0].pages == 2);
  CHECK(at.made.documents == 1);
  at.make(somebody, {.only = {"sheet"}});
  CHECK_THAT(at.dumps.markup, Contains("tab 1 A: long 4") && Contains("tab 2 C: short 7"));
  CHECK_THAT(at.dumps.markup, !Contains("tab 3") && !Contains("long on"));
  CHECK(at.made.documents == 2);
  at.make(somebody, {.only = {"sheet", "short"}});
  CHECK_THAT(at.dumps.markup, Contains("=== short") && !Contains("=== long"));
}

TEST_CASE("nothing is told of papers that a cover tells of and that are not handed out") {
  AtWork at;
  at.kind(
      "letter",
      "reader='patient'",
      "<need fact='visit' when-absent='error'><label "
      "language='en'>The visit</label></need>",
      "<p>x</p>"
  );
  at.kind(
      "cover",
      "reader='patient' made='last'",
      "",
      "{{#missing}}<p>missing: {{title}}</p>{{/missing}}"
  );
  at.set("cover='cover'", "<kind name='letter'/>");
  at.make(somebody, {.only = {"cover"}});
  CHECK_THAT(at.dumps.markup, Contains("missing: The letter"));
  CHECK(at.messages == "");
  CHECK(at.made.missing.empty());
}

TEST_CASE("every page of a part is marked at its edge, a step lower than the part before") {
  AtWork at;
  add_parts(at);
  at.make(somebody);
  const auto marks = [&](int page) {
    const auto from = at.dumps.pages.find("page " + std::to_string(page) + " ");
    const auto to = at.dumps.pages.find("page " + std::to_string(page + 1) + " ", from);
    return at.dumps.pages.substr(from, to - from);
  };
  // 0.42 in wide at the right edge of the paper, the first 0.85 in below its top, then 1.02 in
  // apart: what is no part of the reading order is said to be so.
  const std::string first = "581.76    61.20  (ground)  fill 30.24 x 60.00";
  CHECK_THAT(marks(3), Contains(first));
  CHECK_THAT(marks(4), Contains(first));
  CHECK_THAT(marks(5), Contains("581.76   208.08  (ground)  fill 30.24 x 60.00"));
  CHECK_THAT(marks(1) + marks(2), !Contains("581.76"));
  CHECK_THAT(at.dumps.tags, !Contains("\"3\""));
  at.make(somebody, {.separate = true});
  CHECK_THAT(at.dumps.pages, !Contains("581.76"));
}

TEST_CASE("a set has some kinds only when they are asked for, and some only at a stage of the case"
) {
  AtWork at;
  at.kind("call", "reader='patient'", "", "<p>Call.</p>");
  at.kind("proof", "reader='patient'", "", "<p>Proof.</p>");
  at.kind("notes", "reader='patient'", "", "<p>Notes.</p>");
  at.kind("later", "reader='patient'", "", "<p>Later.</p>");
  add_list(at);
  at.set(
      "",
      "<kind name='list'/><kind name='call'/><kind name='proof' when-asked='yes'/>"
      "<kind name='notes' stages='done'/><kind name='later' stages='asking done'/>"
  );
  at.make(somebody);
  CHECK_THAT(
      at.dumps.markup,
      Contains("is: call") && Contains("is: later") && !Contains("is: proof") &&
          !Contains("is: notes")
  );
  CHECK_THAT(
      at.dumps.markup,
      Contains("not: The proof: It is made when you ask for it by name (--also).") &&
          Contains("not: The notes: It is for another step on the way.")
  );
  // Nobody gets by asking what the case does not call for: its own reason is told.
  at.kind("proof", "reader='patient' when='decision'", "", "<p>Proof.</p>");
  at.kind("notes", "reader='patient' when='decision'", "", "<p>Notes.</p>");
  at.make(somebody);
  CHECK_THAT(at.dumps.markup, !Contains("--also") && !Contains("another step on the way"));
  at.kind("proof", "reader='patient'", "", "<p>Proof.</p>");
  at.kind("notes", "reader='patient'", "", "<p>Notes.</p>");
  at.make(somebody, {.also = {"proof"}});
  CHECK_THAT(at.dumps.markup, Contains("is: call") && Contains("is: proof"));
  at.make(somebody, {.only = {"proof", "notes", "list"}});
  CHECK_THAT(at.dumps.markup, Contains("is: proof") && Contains("is: notes"));
}

TEST_CASE("loose papers are numbered files, and have no page in a packet") {
  AtWork at;
  at.kind(
      "short", "reader='patient'", "", "<p>{{#bound}}bound{{/bound}}{{^bound}}loose{{/bound}}</p>"
  );
  at.kind(
      "list",
      "reader='patient' made='last'",
      "",
      "{{#contents}}<p>{{kind}}{{#firstPage}} on a page{{/firstPage}}</p>{{/contents}}"
  );
  at.set("", "<kind name='short'/><kind name='list'/>");
  at.make(somebody, {.separate = true});
  REQUIRE(at.made.files.size() == 2);
  CHECK(at.made.files[0].name == "01-short.pdf");
  CHECK(at.made.files[1].name == "02-list.pdf");
  CHECK_THAT(at.dumps.markup, Contains("loose") && Contains("<p>short</p>"));
}

TEST_CASE("why papers are there is told when it is asked for") {
  AtWork at;
  at.kind("card", "reader='patient'", "<why language='en'>You have a visit.</why>", "<p>x</p>");
  at.kind("notes", "reader='patient' when='decision'", "", "<p>x</p>");
  at.set("", "<kind name='card'/><kind name='notes'/>");
  const std::string request =
      "<recordsRequest id='r' holder='okafor' scope='entire-record'><recipient "
      "party='patient'/></recordsRequest>";
  at.make(somebody + request, {.explain = true});
  REQUIRE(at.made.explained);
  REQUIRE(at.made.explained->routes.size() == 1);
  CHECK(at.made.explained->routes[0].holder == "Amara Okafor");
  CHECK(at.made.explained->routes[0].paper == "request for a copy of records");
  REQUIRE(at.made.explained->papers.size() == 2);
  CHECK(at.made.explained->papers[0].is_made);
  CHECK(at.made.explained->papers[0].why.in("en") == "You have a visit.");
  CHECK_FALSE(at.made.explained->papers[1].is_made);
  CHECK(at.made.explained->papers[1].why.in("en") == "No notes.");
}

TEST_CASE("a cover does not say what a discreet paper is about") {
  AtWork at;
  at.kind(
      "consent",
      "reader='office' each='requests' about='holderName'",
      "<discreet-title language='en'>Permission form</discreet-title>",
      "<p>Program records of {{holderName}}</p>"
  );
  at.kind(
      "cover",
      "reader='patient' made='last'",
      "",
      "{{#contents}}<p>{{title}}{{#about}} ({{about}}){{/about}} on {{firstPage}}</p>{{/contents}}"
  );
  at.set("cover='cover'", "<kind name='consent'/>");
  at.make(
      somebody +
      "<recordsRequest id='r' holder='okafor' scope='entire-record'><recipient "
      "party='patient'/></recordsRequest>"
  );
  CHECK_THAT(
      at.dumps.markup,
      Contains("<p>Permission form on 2</p>") && Contains("Program records of Amara Okafor")
  );
}

TEST_CASE("of papers asked for by name the one that is not called for says why") {
  AtWork at;
  at.kind("call", "reader='patient' when='not visit'", "", "<p>Book a visit.</p>");
  at.kind("notes", "reader='patient' when='visit'", "", "<p>Notes.</p>");
  at.set("", "<kind name='call'/><kind name='notes'/>");
  at.make(somebody, {.only = {"call", "notes"}});
  CHECK_THAT(
      at.messages,
      Contains("warning[W519]: \"The notes\" is asked for, and this case does not call for it\n"
               "   = hint: No notes.")
  );
  at.make(somebody);
  CHECK_THAT(at.messages, !Contains("W519"));
}

TEST_CASE("a paper is made at the stages of the case that it is called for at") {
  AtWork at;
  at.kind("call", "reader='patient' stages='asking'", "", "<p>Book a visit.</p>");
  at.kind("notes", "reader='patient' stages='two-opinions deciding'", "", "<p>Notes.</p>");
  at.set("", "<kind name='call'/><kind name='notes'/>");
  at.make(somebody);
  CHECK_THAT(at.dumps.markup, Contains("=== call") && !Contains("=== notes"));
  at.make(
      somebody +
      "<provider id='second' role='second'><name><text>Max Holm</text></name></provider>"
      "<opinion provider='okafor'/><opinion provider='second'/>"
  );
  CHECK_THAT(at.dumps.markup, Contains("=== notes") && !Contains("=== call"));
}

TEST_CASE("what is known of medicines goes along before a visit is sought, too") {
  const auto kinds = [](const std::string& more) {
    const std::string text =
        "<case id='t' version='1'><asOf>2026-11-20</asOf><patient><name><text>Ana Paz</text></name>"
        "</patient><provider id='cole' role='current'><name><text>Dr. Cole</text></name></provider>"
        "<condition><text>Gout</text></condition>" +
        more + "</case>";
    const Source source{"case.xml", text, Source::Holds::patient_data};
    Diagnostics out;
    StageDumps dumps;
    REQUIRE(make(source, tests::worker(), {.format = Format::text, .set = "packet"}, out, &dumps));
    return dumps.markup;
  };
  CHECK_THAT(kinds(""), !Catch::Contains("=== medicines-allergies"));
  CHECK_THAT(
      kinds("<allergies status='listed'><allergy><substance>Penicillin</substance></allergy>"
            "</allergies>"),
      Catch::Contains("=== medicines-allergies") && Catch::Contains("Penicillin")
  );
  CHECK_THAT(
      kinds("<problems status='listed'><problem><text>Pneumonia</text></problem></problems>"),
      Catch::Contains("=== medicines-allergies") && Catch::Contains("Pneumonia")
  );
}
