// The forms of the house: each legal element stands on the finished pages, and a template that has
// lost one makes no form.

#include "tests/packet/house.hpp"
#include "tests/support/markup.hpp"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

using namespace engine;
namespace fs = std::filesystem;

namespace {

const fs::path house = CAREPACKET_SOURCE_DIR "/templates";

/// A case that calls for every form there is, in English.
const fs::path every_form = CAREPACKET_SOURCE_DIR "/samples/autoimmune-hepatitis.xml";
const fs::path permission = CAREPACKET_SOURCE_DIR "/samples/crohns-disease.xml";

struct Told {
  std::string messages, markup;
};

Told make_form(Worker& worker, const std::string& kind, const std::string& more = "") {
  const fs::path sample = kind == "authorization" ? permission : every_form;
  Diagnostics out;
  const auto text =
      xml::decode(sample.string(), tests::read(sample), Source::Holds::patient_data, out);
  REQUIRE(text);
  MakeOptions options{
      .set = "letters",
      .only = {kind},
      .edition = Edition::standard,
      .language = "en",
  };
  if (!more.empty()) options.only.push_back(more);
  StageDumps dumps;
  const auto made = make(**text, worker, options, out, &dumps);
  INFO(support::printed(out));
  REQUIRE(made);
  return {support::printed(out), dumps.markup};
}

/// The templates that may hold words of a kind: its own, its parts, and the house's.
std::vector<fs::path> texts_of(const std::string& kind) {
  std::vector<fs::path> files;
  for (const fs::path& folder : {house / kind, house / "house"}) {
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
      const std::string name = entry.path().filename().string();
      const bool spanish = name.find(".es.") != name.npos || name == "es.mustache";
      if (entry.path().extension() == ".mustache" && !spanish) files.push_back(entry.path());
    }
  }
  return files;
}

std::string without(std::string text, const std::string& words) {
  for (auto at = text.find(words); at != text.npos; at = text.find(words, at))
    text.replace(at, words.size(), "Left out");
  return text;
}

const std::set<std::string> core_and_statements = {
    "45 CFR 164.508(c)(1)(i)",
    "45 CFR 164.508(c)(1)(ii)",
    "45 CFR 164.508(c)(1)(iii)",
    "45 CFR 164.508(c)(1)(iv)",
    "45 CFR 164.508(c)(1)(v)",
    "45 CFR 164.508(c)(1)(vi)",
    "45 CFR 164.508(c)(2)(i)",
    "45 CFR 164.508(c)(2)(ii)",
    "45 CFR 164.508(c)(2)(iii)",
    "45 CFR 164.508(c)(4)"};
const std::set<std::string> consent = {
    "42 CFR 2.31(a)(1)",
    "42 CFR 2.31(a)(2)",
    "42 CFR 2.31(a)(3)",
    "42 CFR 2.31(a)(4)(i)",
    "42 CFR 2.31(a)(4)(iii)",
    "42 CFR 2.31(a)(5)",
    "42 CFR 2.31(a)(6)",
    "42 CFR 2.31(a)(7)",
    "42 CFR 2.31(a)(8)",
    "42 CFR 2.31(a)(9)",
    "42 CFR 2.31(a)(10)(i)",
    "42 CFR 2.31(a)(10)(ii)",
    "42 CFR 2.32"};
const std::set<std::string> access = {
    "45 CFR 164.524(a)(1)",
    "45 CFR 164.524(b)(1)",
    "45 CFR 164.524(b)(2)",
    "45 CFR 164.524(c)(2)",
    "45 CFR 164.524(c)(4)"};

struct Form {
  const char* kind;
  const std::set<std::string>& rules;
};
const Form forms[] = {
    {"authorization", core_and_statements},
    {"psychotherapy-notes-authorization", core_and_statements},
    {"substance-use-consent", consent},
    {"access-request", access},
};

}  // namespace

TEST_CASE("every element that the law asks of a form is looked for, and proof names its place") {
  Opened open = opened();
  for (const Form& form : forms) {
    CAPTURE(form.kind);
    const Told told = make_form(*open.worker, form.kind, "proof");
    CHECK_THAT(told.messages, !Catch::Contains("error"));
    std::set<std::string> named;
    for (const kind::Proof& proof : open.library->template_set->kind(form.kind)->proofs)
      named.insert(proof.rule);
    for (const std::string& rule : form.rules) {
      CAPTURE(rule);
      CHECK(named.count(rule) == 1);
      CHECK(told.markup.find("<td>" + rule + "</td>") != std::string::npos);
    }
  }
}

TEST_CASE("a template that has lost the words of an element makes no form", "[content]") {
  const Opened open = opened();
  std::size_t lost = 0;
  for (const Form& form : forms) {
    for (const kind::Proof& proof : open.library->template_set->kind(form.kind)->proofs) {
      const std::string words = proof.says.front().second;
      const tests::TemporaryFolder overlay;
      bool found = false;
      for (const fs::path& file : texts_of(form.kind)) {
        const std::string text = tests::read(file);
        if (text.find(words) == text.npos) continue;
        const fs::path copy = overlay.path() / fs::relative(file, house);
        fs::create_directories(copy.parent_path());
        tests::write(copy, without(text, words));
        found = true;
      }
      if (!found) continue;  // words that a value or a tag stands between
      ++lost;
      CAPTURE(form.kind, proof.rule, words);
      Opened mutant = opened(overlay.path().string());
      const Told told = make_form(*mutant.worker, form.kind);
      CHECK_THAT(told.messages, Catch::Contains("error[E522]"));
      CHECK(told.messages.find("(" + proof.rule + ")") != std::string::npos);
    }
  }
  CHECK(lost >= 30);
}

TEST_CASE(
    "every kind of the house is made from some sample, and from the least of all cases or a "
    "clinic's",
    "[content]"
) {
  Opened open = opened();
  std::set<std::string> made_at_all, made_of_little;
  const auto note = [&](const fs::path& sample, const char* set, std::set<std::string>& kinds) {
    Diagnostics out;
    const auto text =
        xml::decode(sample.string(), tests::read(sample), Source::Holds::patient_data, out);
    REQUIRE(text);
    StageDumps dumps;
    const kind::Set& all = *open.library->template_set->set(set);
    std::vector<std::string> asked;
    for (std::size_t i = 0; i < all.kinds.size(); ++i) {
      if (all.places[i].when_asked) asked.push_back(all.kinds[i]);
    }
    const auto made = make(
        **text,
        *open.worker,
        {.set = set, .edition = Edition::standard, .language = "en", .also = asked, .tabs = true},
        out,
        &dumps
    );
    INFO(support::printed(out));
    REQUIRE(made);
    const std::string& markup = dumps.markup;
    for (auto at = markup.find("=== "); at != markup.npos; at = markup.find("\n=== ", at)) {
      const auto from = markup.find("=== ", at) + 4;
      kinds.insert(markup.substr(from, markup.find_first_of(",\n (", from) - from));
      at = from;
    }
  };
  for (const auto& entry : fs::directory_iterator{house.parent_path() / "samples"}) {
    if (entry.path().extension() != ".xml") continue;
    for (const char* set : {"binder", "packet", "handout"}) note(entry.path(), set, made_at_all);
  }
  note(house.parent_path() / "samples/minimal.xml", "binder", made_of_little);
  const auto is_of_a_case = [&](const kind::Kind& kind) {
    const auto& sets = open.library->template_set->sets;
    return std::any_of(sets.begin(), sets.end(), [&](const kind::Set& set) {
      return set.cover == kind.name || set.tab == kind.name ||
             std::find(set.kinds.begin(), set.kinds.end(), kind.name) != set.kinds.end();
    });
  };
  for (const kind::Kind& kind : open.library->template_set->kinds) {
    CAPTURE(kind.name);
    CHECK(is_of_a_case(kind) == !kind.of_run);
    if (!is_of_a_case(kind)) continue;
    CHECK(made_at_all.count(kind.name) == 1);
    // What nothing calls for in the least case has a condition, and says why it is not there.
    if (!made_of_little.count(kind.name) && kind.name.find("cover") == std::string::npos) {
      CHECK_FALSE(kind.when_not.in("en").empty());
      CHECK_FALSE(kind.when_not.in("es").empty());
    }
  }
}

namespace {

/// The words of every tick box, in their order.
void append_checks(std::vector<std::string>& checks, const xml::Element& element) {
  int form_numbers = 0;
  if (element.name() == "check") tests::append_words(checks.emplace_back(), element, form_numbers);
  const auto& nodes = element.tree().nodes;
  for (auto i = element.first_child(); i != xml::Node::none; i = nodes[i].next) {
    if (!nodes[i].is_text()) append_checks(checks, {element.tree(), i});
  }
}

std::vector<std::string> checks_of(Worker& worker, const fs::path& sample, const char* kind) {
  Diagnostics out;
  const auto text =
      xml::decode(sample.string(), tests::read(sample), Source::Holds::patient_data, out);
  REQUIRE(text);
  StageDumps dumps;
  const auto made = make(
      **text,
      worker,
      {.set = "visit", .only = {kind}, .edition = Edition::standard, .language = "en"},
      out,
      &dumps
  );
  INFO(support::printed(out));
  REQUIRE(made);
  std::vector<std::string> checks;
  tests::for_each_document(dumps.markup, [&](const auto& root) { append_checks(checks, root); });
  return checks;
}

}  // namespace

TEST_CASE(
    "the patient and the doctor hold the same questions, in the same order, with the same numbers"
) {
  Opened open = opened();
  int asked = 0;
  for (const auto& entry : fs::directory_iterator{house.parent_path() / "samples"}) {
    if (entry.path().extension() != ".xml") continue;
    CAPTURE(entry.path().filename().string());
    const auto card = checks_of(*open.worker, entry.path(), "top-questions");
    asked += !card.empty();
    CHECK(card == checks_of(*open.worker, entry.path(), "clinician-copy"));
  }
  CHECK(asked > 20);  // and none where the choice is made
}

TEST_CASE("of somebody who has died no paper speaks of care to come") {
  const fs::path sample = CAREPACKET_SOURCE_DIR "/samples/after-a-death.xml";
  Opened open = opened();
  for (const char* language : {"en", "es"}) {
    Diagnostics out;
    const auto text =
        xml::decode("after-a-death.xml", tests::read(sample), Source::Holds::patient_data, out);
    REQUIRE(text);
    StageDumps dumps;
    const MakeOptions options{.set = "binder", .language = language, .explain = true};
    const auto made = make(**text, *open.worker, options, out, &dumps);
    REQUIRE(made);
    for (const auto& paper : made->explained->papers) {
      const kind::Kind& kind = *open.library->template_set->kind(paper.kind);
      INFO(paper.kind);
      if (kind.living) CHECK((!paper.is_made && paper.why.find("has died") != std::string::npos));
    }
    for (const char* words :
         {"safe to wait",
          "your next visit",
          "referral",
          "treat the patient",
          "health plan card",
          "seguro esperar",
          "su próxima visita",
          "remisión"}) {
      INFO(language << ": " << words);
      CHECK_THAT(dumps.markup, !Catch::Contains(words, Catch::CaseSensitive::No));
    }
  }
}

TEST_CASE(
    "a name that tells father and son apart stands whole, but where the speaker is named after it"
) {
  Opened open = opened();
  for (const char* sample : {"after-a-death", "aneurysm"}) {
    Diagnostics out;
    const auto file = tests::read(CAREPACKET_SOURCE_DIR "/samples/" + std::string{sample} + ".xml");
    const auto text = xml::decode(sample, file, Source::Holds::patient_data, out);
    REQUIRE(text);
    StageDumps dumps;
    REQUIRE(make(**text, *open.worker, {.set = "binder"}, out, &dumps));
    const std::regex bare{
        "(Harold James Whitfield|Robert Eugene Lindgren)(?!, [SJ]r\\.|’s (daughter|wife))[^\n]*"};
    // Titles in the sense of PDF are the viewer's, and files have no namesake beside them.
    std::istringstream lines{dumps.markup};
    for (std::string line; std::getline(lines, line);) {
      if (line.find("<document title=") != line.npos) continue;
      INFO(sample << ": " << line);
      CHECK_FALSE(std::regex_search(line, bare));
    }
  }
}

TEST_CASE("the cover says once that three questions are to be marked") {
  Opened open = opened();
  Diagnostics out;
  const fs::path sample = CAREPACKET_SOURCE_DIR "/samples/remote-opinion.xml";
  const auto text =
      xml::decode("remote-opinion.xml", tests::read(sample), Source::Holds::patient_data, out);
  REQUIRE(text);
  StageDumps dumps;
  REQUIRE(make(**text, *open.worker, {}, out, &dumps));
  const std::string words = "mark your top three";
  const auto first = dumps.markup.find(words);
  REQUIRE(first != std::string::npos);
  CHECK(dumps.markup.find(words, first + 1) == std::string::npos);
}

TEST_CASE("nothing is asked for that has come") {
  const fs::path sample = CAREPACKET_SOURCE_DIR "/samples/torn-acl.xml";
  Diagnostics out;
  const auto text =
      xml::decode("torn-acl.xml", tests::read(sample), Source::Holds::patient_data, out);
  REQUIRE(text);
  Opened open = opened();
  StageDumps dumps;
  const auto made = make(**text, *open.worker, {.set = "binder", .explain = true}, out, &dumps);
  REQUIRE(made);
  std::set<std::string> kinds;
  for (const auto& paper : made->explained->papers) {
    if (paper.is_made) kinds.insert(paper.kind);
  }
  CHECK(kinds.count("portal-message") == 1);
  for (const char* kind : {"transfer-letter", "authorization", "fax-cover", "records-call"}) {
    INFO(kind);
    CHECK(kinds.count(kind) == 0);
  }
  CHECK(dumps.markup.find("send these records to") == std::string::npos);
  CHECK(dumps.markup.find("Please send my records to") == std::string::npos);
  // Two opinions are written down, and a third one is chosen.
  CHECK(dumps.markup.find("Say that it is for a second opinion") == std::string::npos);
  CHECK(
      dumps.markup.find("Book a visit. Say that it is for another opinion.") != std::string::npos
  );
  CHECK(dumps.markup.find("I would like a second opinion") == std::string::npos);
}

namespace {

/// The kinds of the binder that a sample calls for.
std::set<std::string> called_for(Worker& worker, const std::string& sample, std::string* markup) {
  Diagnostics out;
  const fs::path path = CAREPACKET_SOURCE_DIR "/samples/" + sample + ".xml";
  const auto text = xml::decode(sample, tests::read(path), Source::Holds::patient_data, out);
  REQUIRE(text);
  StageDumps dumps;
  const auto made = make(**text, worker, {.set = "binder", .explain = true}, out, &dumps);
  REQUIRE(made);
  std::set<std::string> kinds;
  for (const auto& paper : made->explained->papers) {
    if (paper.is_made) kinds.insert(paper.kind);
  }
  *markup = dumps.markup;
  return kinds;
}

}  // namespace

TEST_CASE("beside two opinions or a decision nothing asks for a second one") {
  Opened open = opened();
  std::string markup;
  for (const char* sample : {"crohns-disease", "gallstones", "chronic-migraine", "five-opinions"}) {
    CAPTURE(sample);
    const auto kinds = called_for(*open.worker, sample, &markup);
    for (const char* kind : {"conversation-script", "scheduling-script", "specialist-grid"}) {
      CAPTURE(kind);
      CHECK(kinds.count(kind) == 0);
    }
    CHECK(markup.find("would like a second opinion") == std::string::npos);
  }
  CHECK(called_for(*open.worker, "five-opinions", &markup).count("portal-message") == 1);
  CHECK(markup.find("I have heard other opinions about epilepsy") != std::string::npos);
  CHECK(markup.find("For a second opinion about") == std::string::npos);
  for (const char* sample : {"gallstones", "chronic-migraine"}) {
    CAPTURE(sample);
    const auto kinds = called_for(*open.worker, sample, &markup);
    for (const char* kind :
         {"questions-diagnosis", "top-questions", "pitfalls", "portal-message"}) {
      CAPTURE(kind);
      CHECK(kinds.count(kind) == 0);
    }
  }
}

TEST_CASE("a review of records is called no visit, and nobody is seen at it") {
  Opened open = opened();
  std::string markup;
  const auto kinds = called_for(*open.worker, "aneurysm", &markup);
  CHECK(kinds.count("visit-notes") == 0);
  CHECK(kinds.count("debrief") == 0);
  CHECK(markup.find("will review Robert’s records on December 2, 2026.") != std::string::npos);
  for (const char* untrue :
       {"I will see",
        "Your next visit",
        "Visit with",
        "The visit with",
        "before the visit on",
        "Say at the start",
        "If time runs out",
        "next visit",
        "Before you leave",
        "from today",
        "we have talked about",
        "A visit is short",
        "to the visit",
        "after each visit"}) {
    CAPTURE(untrue);
    CHECK(markup.find(untrue) == std::string::npos);
  }
}
