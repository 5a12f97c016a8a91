// The forms of the house: each legal element stands on the finished pages, and a template that has
// lost one makes no form.

#include "engine/files/files.hpp"
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
  const files::Folder beside{(house.parent_path() / "samples/clinic").string()};
  const auto note_text = [&](const std::string& name,
                             std::string case_text,
                             const char* set,
                             std::set<std::string>& kinds) {
    Diagnostics out;
    const auto text = xml::decode(name, std::move(case_text), Source::Holds::patient_data, out);
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
        {.set = set,
         .edition = Edition::standard,
         .language = "en",
         .also = asked,
         .tabs = true,
         .beside = &beside},
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
  const auto note = [&](const fs::path& sample, const char* set, std::set<std::string>& kinds) {
    note_text(sample.string(), tests::read(sample), set, kinds);
  };
  // Samples name no records: these are files, which a sample alone does not have.
  std::string with_record = tests::read(house.parent_path() / "samples/minimal.xml");
  with_record.insert(
      with_record.rfind("</case>"),
      "<attachment file=\"logo.png\" for=\"doctor\"><description>Scan</description></attachment>"
  );
  for (const char* set : {"binder", "transfer-set"})
    note_text("with a record", with_record, set, made_at_all);
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

std::string words_of(Worker& worker, const fs::path& sample, const char* kind) {
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
  return dumps.markup;
}

}  // namespace

TEST_CASE("what stands on the patient's cards stands first on the doctor's page, and once on each"
) {
  Opened open = opened();
  int asked = 0;
  for (const auto& entry : fs::directory_iterator{house.parent_path() / "samples"}) {
    if (entry.path().extension() != ".xml") continue;
    CAPTURE(entry.path().filename().string());
    const std::string cards = words_of(*open.worker, entry.path(), "top-questions");
    const std::string doctors = words_of(*open.worker, entry.path(), "clinician-copy");
    const std::string begins = "<p look=\"lead\" most-lines=\"4\"><strong>";
    int number = 0;
    for (auto at = cards.find(begins); at != cards.npos; at = cards.find(begins, at + 1)) {
      const auto from = at + begins.size();
      const std::string question = cards.substr(from, cards.find("</strong>", from) - from);
      CHECK_THAT(doctors, Catch::Contains(std::to_string(++number) + ". " + question));
      CHECK(cards.find(question + ' ') == cards.npos);  // not among the others
    }
    CHECK(number <= 3);
    asked += number > 0;
  }
  CHECK(asked > 20);  // and none where the choice is made
}

TEST_CASE("what is written on a call or at a visit has a captioned box, and no line in a sentence"
) {
  Opened house = opened();
  for (const fs::path& file : samples()) {
    Diagnostics out;
    const auto text =
        xml::decode(file.string(), tests::read(file), Source::Holds::patient_data, out);
    REQUIRE(text);
    for (const std::string language : {"en", "es"}) {
      const MakeOptions options{
          .set = "binder",
          .only =
              {"visit-notes",
               "insurance-call",
               "scheduling-script",
               "helper-permission",
               "pitfalls",
               "top-questions"},
          .edition = Edition::standard,
          .language = language};
      StageDumps dumps;
      Diagnostics told;
      if (!make(**text, *house.worker, options, told, &dumps)) continue;
      INFO(file.stem() << ' ' << language);
      CHECK_THAT(dumps.markup, !Catch::Contains("<fill"));
    }
  }
}
