// Answers between a form and a case that somebody wrote by hand.

#include "engine/serve/answers.hpp"

#include "engine/base/base.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace engine;
using namespace engine::serve;

namespace {

const kind::TemplateSet& templates() {
  static const auto set = [] {
    Diagnostics out;
    auto opened = kind::open_template_set(CAREPACKET_SOURCE_DIR "/templates", "", out);
    REQUIRE(opened);
    return *std::move(opened);
  }();
  return *set;
}

const Interview& interview() {
  static const Interview read = [] {
    const Source source{
        "interview.xml", tests::read(CAREPACKET_SOURCE_DIR "/templates/serve/interview.xml")};
    Diagnostics out;
    auto found = read_interview(source, templates().vocabulary, out);
    for (const auto& told : out.all()) FAIL_CHECK(told.line << ": " << told.message);
    REQUIRE(found);
    return *std::move(found);
  }();
  return read;
}

Asked question(std::string_view id, std::size_t item = 0) {
  Asked asked;
  asked.page = interview().page(id, &asked.list);
  REQUIRE(asked.page);
  asked.item = item;
  return asked;
}

Form filled(std::initializer_list<std::pair<const char*, const char*>> fields) {
  Form made;
  for (const auto& [name, value] : fields) made.add(name, value);
  return made;
}

Taken answered(const std::string& text, const Asked& asked, const Form& sent) {
  const Source source{"case.xml", text, Source::Holds::patient_data};
  return take(source, {asked}, sent, templates());
}

const std::string by_hand =
    "<?xml version=\"1.0\"?>\n"
    "<!-- mine -->\n"
    "<case id='a' version=\"1\" draft=\"yes\">\n"
    "  <asOf>2026-11-20</asOf> <!-- the day -->\n"
    "  <patient>\n"
    "    <!-- as on the card -->\n"
    "    <name use=\"official\"><given>Ana</given>   <family>Ruiz</family></name>\n"
    "    <birthDate>1984-03-17</birthDate>\n"
    "  </patient>\n"
    "</case>\n";

/// The text with one piece of it replaced.
std::string with(std::string text, const std::string& was, const std::string& is) {
  const auto at = text.find(was);
  REQUIRE(at != text.npos);
  return text.replace(at, was.size(), is);
}

}  // namespace

TEST_CASE("an answer changes its own words, and nothing else of what was written by hand") {
  const Taken taken = answered(
      by_hand, question("name"), filled({{"name:1", "Anna"}, {"name:2", ""}, {"name:3", "Ruiz"}})
  );
  CHECK(taken.text == with(by_hand, "<given>Ana<", "<given>Anna<"));
  CHECK(taken.faults.empty());
}

TEST_CASE("an answer that is the same leaves every byte") {
  const Taken taken = answered(
      by_hand,
      question("born"),
      filled({{"born:0:m", "3"}, {"born:0:d", "17"}, {"born:0:y", "1984"}})
  );
  CHECK(taken.text == by_hand);
}

TEST_CASE("an empty answer takes the element away, with its line") {
  const Taken taken = answered(
      by_hand, question("born"), filled({{"born:0:m", ""}, {"born:0:d", ""}, {"born:0:y", ""}})
  );
  CHECK(taken.text == with(by_hand, "    <birthDate>1984-03-17</birthDate>\n", ""));
}

TEST_CASE("what is new stands where the case format has it") {
  const Taken taken = answered(
      by_hand,
      question("reach"),
      filled({{"reach:0", "(937) 555-0142"}, {"reach:1:asked", "1"}, {"reach:1", "mobile"}})
  );
  CHECK(
      taken.text == with(
                        by_hand,
                        "1984-03-17</birthDate>\n",
                        "1984-03-17</birthDate>\n    <telecom use=\"mobile\" "
                        "system=\"phone\">(937) 555-0142</telecom>\n"
                    )
  );
}

TEST_CASE("a part of a date is kept as far as it is known") {
  const auto date = [&](const char* month, const char* day, const char* year) {
    return answered(
        by_hand,
        question("born"),
        filled({{"born:0:m", month}, {"born:0:d", day}, {"born:0:y", year}})
    );
  };
  CHECK(date("4", "", "1984").text == with(by_hand, "1984-03-17", "1984-04"));
  CHECK(date("", "", "1984").text == with(by_hand, "1984-03-17", "1984"));
  CHECK(date("12", "1", "1984").text == with(by_hand, "1984-03-17", "1984-12-01"));
}

TEST_CASE("a name or a number that does not say what it is, is the one that is meant") {
  const std::string plain = with(
      with(by_hand, "<name use=\"official\">", "<name>"),
      "  </patient>",
      "    <telecom>ana@example.org</telecom>\n    <telecom>555-0142</telecom>\n  </patient>"
  );
  CHECK(
      answered(plain, question("name"), filled({{"name:1", "Anna"}})).text ==
      with(plain, ">Ana<", ">Anna<")
  );
  CHECK(
      answered(plain, question("reach"), filled({{"reach:0", "555-0143"}})).text ==
      with(plain, "0142", "0143")
  );
  CHECK(
      answered(plain, question("reach"), filled({{"reach:3", "b@example.org"}})).text ==
      with(plain, "ana@", "b@")
  );
}

TEST_CASE("ten digits of a number are written in groups, and any other number as it was typed") {
  const auto number = [](const char* typed) {
    const std::string text =
        answered(
            by_hand, question("reach"), filled({{"reach:0:asked", "1"}, {"reach:0", typed}})
        ).text;
    const auto at = text.find("<telecom");
    const auto begin = text.find('>', at) + 1;
    return at == text.npos ? "" : text.substr(begin, text.find('<', begin) - begin);
  };
  CHECK(number("9375550150") == "(937) 555-0150");
  for (const char* other :
       {"937-555-0150", "1375550150", "9371550150", "+19375550150", "93755501501", "ask"})
    CHECK(number(other) == other);
  // What stands there already is left as somebody wrote it.
  const std::string bare =
      with(by_hand, "</patient>", "<telecom system=\"phone\">9375550150</telecom></patient>");
  const Taken same = answered(
      bare, question("reach"), filled({{"reach:0:asked", "1"}, {"reach:0", "9375550150"}})
  );
  CHECK(same.text == bare);
}

TEST_CASE("a fault stands beside its field, in the words of the program") {
  const Taken taken = answered(
      by_hand,
      question("born"),
      filled({{"born:0:m", "13"}, {"born:0:d", "40"}, {"born:0:y", "1984"}})
  );
  REQUIRE(taken.faults.size() == 1);
  CHECK(taken.faults[0].field == "born:0");
  CHECK(taken.faults[0].told.code == "E104");
}

TEST_CASE("what was wrong before is no reason to refuse an answer") {
  const std::string wrong = with(by_hand, "1984-03-17", "17.3.1984");
  const Taken taken = answered(wrong, question("name"), filled({{"name:1", "Anna"}}));
  CHECK(taken.faults.empty());
  CHECK(taken.text == with(wrong, ">Ana<", ">Anna<"));
}

TEST_CASE("a new item of a list has an id, and what the interview gives it") {
  const Taken doctor = answered(
      by_hand,
      question("doctor", 1),
      filled({{"doctor:0:asked", "1"}, {"doctor:0", "current"}, {"doctor:4", "Okafor"}})
  );
  CHECK(doctor.faults.empty());
  CHECK(
      doctor.text == with(
                         by_hand,
                         "  </patient>\n",
                         "  </patient>\n  <provider id=\"provider-1\" role=\"current\">\n"
                         "    <name><family>Okafor</family></name>\n  </provider>\n"
                     )
  );
  const Taken mine =
      answered(by_hand, question("question", 1), filled({{"question:0", "Can I wait?"}}));
  CHECK(
      mine.text == with(
                       by_hand,
                       "  </patient>\n",
                       "  </patient>\n  <question source=\"own\">Can I wait?</question>\n"
                   )
  );
}

TEST_CASE("boxes make an element for each that is ticked, and take away the others") {
  const std::string requested = with(
      by_hand,
      "  </patient>\n",
      "  </patient>\n  <companion><name><text>Jo</text></name><mayHear "
      "topic=\"care\"/></companion>\n"
  );
  Form sent = filled({{"helper-hears:0:asked", "1"}, {"helper-hears:0", "bills"}});
  const Taken taken = answered(requested, question("helper-hears", 1), sent);
  CHECK(taken.text == with(requested, "topic=\"care\"", "topic=\"bills\""));
}

TEST_CASE("words that look like markup are words") {
  const Taken taken = answered(
      by_hand, question("name"), filled({{"name:1", "<b>&\"{{{x}}}"}, {"name:3", "Ruiz"}})
  );
  CHECK(taken.faults.empty());
  CHECK(taken.text == with(by_hand, ">Ana<", ">&lt;b&gt;&amp;&quot;{{{x}}}<"));
}

TEST_CASE("a language is written as people call it, and stands in the case by its tag") {
  const Taken taken = answered(by_hand, question("language"), filled({{"language:0", "Spanish"}}));
  CHECK(
      taken.text == with(
                        by_hand,
                        "1984-03-17</birthDate>\n",
                        "1984-03-17</birthDate>\n    <communication spoken=\"es\"/>\n"
                    )
  );
}

TEST_CASE("a draft ends when it says who, what, and which doctor, and all was looked at") {
  const std::string whole = with(
      by_hand,
      "  </patient>\n",
      "  </patient>\n  <provider id=\"p\" "
      "role=\"current\"><organization>O</organization></provider>\n"
      "  <condition><text>Pain</text></condition>\n"
  );
  CHECK(without_draft_mark(whole, templates()) == with(whole, " draft=\"yes\"", ""));
  CHECK(without_draft_mark(by_hand, templates()) == by_hand);
  const std::string unchecked = with(
      whole,
      "</case>",
      "  <problems status=\"listed\"><problem "
      "checked=\"no\"><text>X</text></problem></problems>\n</case>"
  );
  CHECK(without_draft_mark(unchecked, templates()) == unchecked);
}

TEST_CASE("every page of the interview says in both languages what it asks") {
  const auto check = [](const serve::Page& page) {
    INFO(page.id);
    for (const char* language : {"en", "es"}) {
      CHECK_FALSE(page.ask.in(language).empty());
      CHECK(page.ask.by_language.size() == 2);
      for (const Field& field : page.fields) CHECK(field.label.by_language.size() == 2);
    }
  };
  std::set<std::string> ids;
  for (const serve::Page& one : interview().pages) {
    check(one);
    CHECK(ids.insert(one.id).second);
    for (const std::string& paper : one.papers) CHECK(templates().kind(paper));
    for (const serve::Page& inner : one.pages) {
      check(inner);
      CHECK(ids.insert(inner.id).second);
    }
  }
}

TEST_CASE("what is asked for each of several is there for each, by number") {
  const auto* third = interview().page("items-3");
  REQUIRE(third);
  CHECK(third->at.size() == 2);
  CHECK(third->at[0].name == "recordsRequest");
  CHECK(third->at[0].number == 3);
  CHECK(third->at[1].name == "item");
  CHECK(third->of.front().number == 3);
  REQUIRE(third->when.size() == 1);
  CHECK(third->when[0].path.front().number == 3);
  CHECK(third->pages.front().id == "item-3");
  CHECK(third->pages.front().at == third->at);
  CHECK(interview().page("items") == nullptr);
}

TEST_CASE("what a paper lacks has a question, or is written by hand") {
  // A helper and a doctor to be found are named at the office, or not at all; who watches, and when
  // somebody signed, nobody knows before.
  const std::set<std::string, std::less<>> by_pen{
      "", "name", "signedOn", "specialistCandidate", "title", "unwitnessed", "asOf"};
  const Source source{"c.xml", by_hand, Source::Holds::patient_data};
  Diagnostics untold;
  const auto read = Answered::read(source, templates().vocabulary, untold);
  REQUIRE(read);
  int asked = 0;
  for (const auto& kind : templates().kinds) {
    for (const kind::Need& need : kind.needs) {
      if (need.when_absent == kind::WhenAbsent::omit) continue;
      INFO(kind.name << ' ' << need.fact);
      CHECK((page_for(interview(), need, *read) == nullptr) == by_pen.contains(need.fact));
      asked += by_pen.contains(need.fact) ? 0 : 1;
    }
  }
  CHECK(asked > 100);
}

TEST_CASE("of offices whose records are asked for, the one of which nothing is said is asked about"
) {
  const Source source{
      "c.xml",
      "<case><provider id='a'><organization>A</organization></provider>"
      "<recordsRequest holder='a'><item type='laboratory'/></recordsRequest>"
      "<recordsRequest holder='a'/></case>"};
  Diagnostics untold;
  const auto read = Answered::read(source, templates().vocabulary, untold);
  REQUIRE(read);
  kind::Need need;
  need.fact = "recordsNamed";
  const Page* page = page_for(interview(), need, *read);
  REQUIRE(page);
  CHECK(page->id == "items-2");
}

TEST_CASE("an interview that names what is not there is told, with its place") {
  const auto told_of = [](const std::string& section) {
    const Source source{
        "interview.xml", "<interview>\n<section id=\"a\">" + section + "</section></interview>"};
    Diagnostics out;
    CHECK_FALSE(read_interview(source, templates().vocabulary, out));
    std::string all;
    for (const auto& told : out.all())
      all += std::to_string(told.line) + ' ' + told.code + ' ' + shown(told.message, false) + '\n';
    return all;
  };
  CHECK(
      told_of("<page id=\"a\" stages=\"asking soon\"><ask en=\"A\"/></page>") ==
      "2 E870 a case has no stage 'soon'\n"
  );
  CHECK(
      told_of("<each at=\"recordsRequest\"><list id=\"a\" at=\"item\"/></each>") ==
      "2 E871 <each> needs the attribute called\n"
  );
  CHECK(
      told_of("<each at=\"recordRequest\" called=\"@holder\"/>") ==
      "2 E870 the case format has no 'recordRequest'\n"
  );
  CHECK(
      told_of("<list id=\"a\" at=\"question\"><elsewhere path=\"@reff\" page=\"b\"/></list>") ==
      "2 E870 the case format has no '@reff'\n"
  );
}

TEST_CASE("what is chosen is called as it is among the choices") {
  // Many of them, so that they are looked up by their ids.
  std::string text = "<case>";
  for (int i = 0; i < 50; ++i)
    text += "<provider id='p" + std::to_string(i) + "'><name><text>Doctor " + std::to_string(i) +
            "</text></name></provider><provider><organization>Office " + std::to_string(i) +
            "</organization></provider>";
  const Source source{"c.xml", text + "</case>"};
  Diagnostics untold;
  const auto read = Answered::read(source, templates().vocabulary, untold);
  REQUIRE(read);
  const Page* page = interview().page("request");
  REQUIRE(page);
  int told = 0;
  for (const Field& field : page->fields) {
    for (const Choice& one : choices_of(field, *read, templates().vocabulary, "es")) {
      CHECK(label_of_choice(field, one.value, *read, templates().vocabulary, "es") == one.label);
      ++told;
    }
    for (const char* nobody : {"p50", "@999", "nobody", ""})
      CHECK(label_of_choice(field, nobody, *read, templates().vocabulary, "es") == nobody);
  }
  CHECK(told >= 100);
}

TEST_CASE("somebody whom a case gives no id can be chosen, and gets one then") {
  const std::string without =
      with(by_hand, "</case>", "<provider><name><family>Lowe</family></name></provider>\n</case>");
  const Asked asked = question("request", 1);
  const Field& holder = asked.page->fields.front();
  const Source source{"case.xml", without, Source::Holds::patient_data};
  Diagnostics untold;
  const auto read = Answered::read(source, templates().vocabulary, untold);
  REQUIRE(read);
  const auto choices = choices_of(holder, *read, templates().vocabulary, "en");
  REQUIRE(choices.size() == 1);
  CHECK(choices.front().label == "Lowe");
  CHECK(choice_of_element(holder, *read, *read_path("provider")) == choices.front().value);
  const Taken taken = answered(
      without, asked, filled({{"request:0:asked", "1"}, {"request:0", choices[0].value.c_str()}})
  );
  CHECK(taken.faults.empty());
  CHECK(taken.text.find("<provider id=\"provider-1\"><name>") != std::string::npos);
  CHECK(taken.text.find(" holder=\"provider-1\"") != std::string::npos);
  // Whoever is not there stays a fault.
  CHECK_FALSE(answered(
                  without, asked, filled({{"request:0:asked", "1"}, {"request:0", "@7"}})
  ).faults.empty());
}

TEST_CASE("a page that names somebody at many entries does not say a name of megabytes at each") {
  const std::string name(1u << 20, 'm');
  const Source source{
      "c.xml", "<case><provider id='p'><name><text>" + name + "</text></name></provider></case>"};
  Diagnostics untold;
  const auto read = Answered::read(source, templates().vocabulary, untold);
  REQUIRE(read);
  const Field& holder = question("request", 1).page->fields.front();
  const auto choices = choices_of(holder, *read, templates().vocabulary, "en");
  REQUIRE(choices.size() == 1);
  CHECK(choices.front().label == name.substr(0, 200) + "…");
  CHECK(label_of_choice(holder, "p", *read, templates().vocabulary, "en") == choices.front().label);
  // No character is cut in two.
  CHECK(brief("ab\xC3\xA9", 3) == "ab…");
  CHECK(brief("ab\xC3\xA9", 4) == "ab\xC3\xA9");
}
