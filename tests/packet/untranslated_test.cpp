// Words that papers of another language print as they are: the person who wrote them is told.

#include "tests/packet/at_work.hpp"
#include "tests/packet/house.hpp"

using namespace engine;
using Catch::Contains;

namespace {

void add_papers(AtWork& at) {
  at.kind("letter", "reader='doctor'", "", "<p>{{diagnosis}}</p>{{#goals}}<p>{{.}}</p>{{/goals}}")
      .text("letter", "es", "<p>{{diagnosis}}</p>{{#goals}}<p>{{.}}</p>{{/goals}}");
  at.set("", "<kind name='letter'/>");
}

std::string of_illness(const std::string& text, const std::string& more = "") {
  return "<patient><name><text>Dana Reyes</text></name></patient><provider id='okafor' "
         "role='current'><name><text>Amara Okafor</text></name></provider><condition><text>" +
         text + "</text></condition>" + more;
}

}  // namespace

TEST_CASE("Spanish words on an English paper are told, with how to say them in English") {
  AtWork at;
  add_papers(at);
  at.language = " language='es'";
  at.make(of_illness("Hepatitis autoinmune"));
  CHECK_THAT(
      at.messages,
      Contains("warning[W521]: papers in English print <text> as it is: it has no translation\n") &&
          Contains("   = hint: add behind its words: <translation language=\"en\">…</translation>\n"
          )
  );
  at.make(of_illness(
      "Hepatitis autoinmune<translation language='en'>Autoimmune hepatitis</translation>"
  ));
  CHECK(at.messages == "");
  // English words with Spanish ones behind them are English.
  at.make(of_illness(
      "Autoimmune hepatitis<translation language='es'>Hepatitis autoinmune</translation>"
  ));
  CHECK(at.messages == "");
}

TEST_CASE("English words on a Spanish paper are told, and none where all papers are English") {
  AtWork at;
  add_papers(at);
  at.make(of_illness("Autoimmune hepatitis"));
  CHECK(at.messages == "");
  at.make(of_illness("Autoimmune hepatitis"), {.language = "es"});
  CHECK_THAT(
      at.messages,
      Contains("warning[W521]: papers in Spanish print <text> as it is: it has no translation\n") &&
          Contains("<translation language=\"es\">…</translation>")
  );
}

TEST_CASE("a field is told once, and what no language says otherwise is not told") {
  AtWork at;
  add_papers(at);
  const std::string goals = "<goal>Know if I can wait.</goal><goal>Know the cost.</goal>";
  at.make(of_illness("MRI 4/10", goals), {.language = "es"});
  CHECK_THAT(
      at.messages,
      Contains("papers in Spanish print <goal> as it is, here and elsewhere (2 in all): it has no "
               "translation\n") &&
          !Contains("print <text>")
  );
  CHECK(at.messages.find("W521") == at.messages.rfind("W521"));
}

TEST_CASE("many fields take few lines") {
  Opened house = opened();
  Diagnostics out;
  const auto source = xml::decode(
      "case.xml",
      tests::read(CAREPACKET_SOURCE_DIR "/samples/crohns-disease.xml"),
      Source::Holds::patient_data,
      out
  );
  REQUIRE(source);
  REQUIRE(make(**source, *house.worker, {.set = "binder", .language = "es"}, out));
  std::vector<std::string> told;
  for (const Diagnostic& one : out.all()) {
    if (one.code == "W521") told.push_back(shown(one.message, false));
  }
  REQUIRE(told.size() == 4);
  CHECK_THAT(told[0], Contains("papers in Spanish print <label> as it is: it has no translation"));
  CHECK_THAT(
      told[3],
      Contains(
          "papers in Spanish print these as they are, too, without a translation: <certainty>, "
      ) && Contains(" … (")
  );
}

TEST_CASE("an attribute is translated in its element, and a list says its words itself") {
  Opened house = opened();
  const auto told = [&](const std::string& relationship) {
    Diagnostics out;
    const auto source = xml::decode(
        "case.xml",
        "<case id='c' version='1'><asOf>2026-11-20</asOf>" +
            of_illness(
                "MRI",
                "<companion relationship='" + relationship +
                    "'><name><text>Ben Reyes</text></name></companion>"
            ) +
            "</case>",
        Source::Holds::patient_data,
        out
    );
    REQUIRE(source);
    REQUIRE(make(**source, *house.worker, {.set = "binder", .language = "es"}, out));
    return support::printed(out);
  };
  CHECK_THAT(
      told("next-door neighbor"),
      Contains("papers in Spanish print relationship as it is") &&
          Contains("   = hint: add in its element: <translation language=\"es\" "
                   "of=\"relationship\">…</translation>\n")
  );
  CHECK_THAT(told("brother"), !Contains("W521"));
}
