// What was typed about one doctor, office, plan, visit or permission never stands on a paper about
// another one; and what is longer than its field is not lost on paper.

#include "tests/cli/typed_desk.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

namespace fs = std::filesystem;
using tests::contains;
using tests::Ran;
using tests::replaced;
using tests::words_of;

namespace {

/// A sample's binder, in which somebody types while the case goes on.
struct BinderDesk : tests::TypedDesk {
  explicit BinderDesk(const std::string& sample) : text{tests::sample(sample)}, id{sample} {
    tests::write(*this / "case.xml", text);
  }
  Ran make() const {
    tests::write(*this / "case.xml", text);
    Ran made = carepacket({"make", "case.xml", "--set", "binder"});
    CHECK(made.exit == 0);
    return made;
  }
  fs::path binder() const { return *this / "out" / id / "binder.pdf"; }
  std::string typed() const { return carepacket({"answers", "out/" + id + "/binder.pdf"}).out; }
  /// Behind the line that says whose they are.
  std::string kept() const {
    const std::string all = tests::read(*this / "out" / id / "answers.txt");
    if (all.empty()) return all;
    REQUIRE(all.starts_with("# carepacket "));
    return all.substr(all.find("\n\n") + 2);
  }
  void change(const std::string& what, const std::string& by) { text = replaced(text, what, by); }

  std::string text, id;
};

const std::string reyes =
    "<provider id=\"reyes\" role=\"second\" gender=\"female\"><name><prefix>Dr.</prefix>"
    "<given>Lucia</given><family>Reyes</family></name><specialty>Gastroenterology</specialty>"
    "<organization>Hocking Hills Clinic</organization></provider>\n";
const std::string of_reyes =
    "<opinion provider=\"reyes\" date=\"2026-09-25\" basis=\"in-person\">"
    "<diagnosis>Crohn's disease</diagnosis>"
    "<treatment><name>Adalimumab at home</name></treatment></opinion>\n";

/// Crohn's disease with a third doctor, who has not been heard.
struct DeskOfThree : BinderDesk {
  DeskOfThree() : BinderDesk{"crohns-disease"} { change("  <condition ", reyes + "  <condition "); }
};

/// The answer stays where it is while the case does, and is set aside, with those words before it,
/// once the case has changed.
void check_set_aside(
    BinderDesk&& desk,
    const std::string& field,
    const std::string& value,
    const std::vector<std::pair<std::string, std::string>>& changes,
    const std::string& words
) {
  INFO(field);
  desk.make();
  desk.type(desk.binder(), {{field, value}});
  CHECK(contains(desk.make().out, ", 1 answer kept\n"));
  for (const auto& [what, by] : changes) desk.change(what, by);
  const Ran made = desk.make();
  CHECK(contains(made.error, "warning[W727]"));
  CHECK(desk.typed() == "Nothing was typed into it.\n");
  CHECK(desk.kept() == words);
}

}  // namespace

TEST_CASE("what was typed at the visit with one doctor does not move to the next visit") {
  check_set_aside(
      DeskOfThree{},
      "visit-notes/new-words-spelled-out",
      "Stricture",
      {{"<appointment provider=\"lindqvist\"", "<appointment provider=\"reyes\""}},
      "Notes at the visit (Dr. Lindqvist, 12/3/2026): New words, spelled out\n    Stricture\n\n"
  );
  check_set_aside(
      DeskOfThree{},
      "debrief/what-surprised-us",
      "No rush",
      {{"at=\"2026-12-03T10:30\"", "at=\"2026-12-10T10:30\""}},
      "After the visit (Dr. Lindqvist, 12/3/2026): What surprised us\n    No rush\n\n"
  );
}

TEST_CASE("what was typed on a helper's permission stays with the office it is for") {
  check_set_aside(
      DeskOfThree{},
      "helper-permission-joan-pell-bcpa/bills-and-insurance",
      "Yes",
      {{"<decision path=\"undecided\"", "<decision path=\"switch\" chosen=\"lindqvist\""}},
      "Permission to talk with a helper (Dr. Okafor, Joan Pell, BCPA): Bills and insurance\n    "
      "[x]\n\n"
  );
}

TEST_CASE(
    "initials and dates stay with the permission that was read: whose, for whom, what, how long"
) {
  const std::string date =
      "authorization-miami-valley-digestive-health/sign-here-elena-marie-rivera-patient-date";
  const std::string words =
      "Permission to share records (Miami Valley Digestive Health, "
      "Henrik Lindqvist, MD, PhD, 5/20/2027, ";
  const std::vector<std::pair<std::string, std::string>> changes = {
      {"<recipient provider=\"lindqvist\"/>", "<recipient provider=\"reyes\"/>"},
      {"<expires date=\"2027-05-20\"/>", "<expires date=\"2028-05-20\"/>"},
      {"<item type=\"laboratory\" from=\"2025-11-01\"",
       "<item type=\"laboratory\" from=\"2020-11-01\""}};
  for (const auto& change : changes) {
    DeskOfThree desk;
    desk.make();
    desk.type(desk.binder(), {{date, "11/22/2026"}});
    CHECK(contains(desk.make().out, ", 1 answer kept\n"));
    desk.change(change.first, change.second);
    desk.make();
    CHECK(desk.typed() == "Nothing was typed into it.\n");
    CHECK(desk.kept().starts_with(words));
    CHECK(desk.kept().ends_with(": Sign here: Elena Marie Rivera, patient: Date\n    11/22/2026\n\n"
    ));
  }
}

TEST_CASE("a tick at a plan stays with that plan, and gives way to what the case decides") {
  const std::string words =
      "Making the decision (Dr. Lindqvist, Budesonide for 8 more weeks, then "
      "look again): Take this plan\n    [x]\n\n";
  const std::string before = "  <opinion provider=\"lindqvist\"";
  check_set_aside(
      DeskOfThree{}, "decision/take-this-plan", "Yes", {{before, of_reyes + before}}, words
  );
  DeskOfThree other;
  other.change("<decision path", of_reyes + "<decision path");
  other.make();
  other.type(other.binder(), {{"decision/take-this-plan-2", "Yes"}});
  CHECK(contains(other.make().out, ", 1 answer kept\n"));
  other.change("path=\"undecided\"", "path=\"switch\" chosen=\"lindqvist\"");
  CHECK(contains(other.make().error, "warning[W727]"));
  CHECK(other.typed() == "Nothing was typed into it.\n");
  CHECK(
      other.kept() ==
      "Making the decision (Dr. Reyes, Adalimumab at home): Take this plan (2)\n    [x]\n\n"
  );
}

TEST_CASE("a tick for the number of a plan is set aside when plans are counted anew") {
  DeskOfThree desk;
  desk.make();
  desk.type(desk.binder(), {{"values/avoid-surgery-fits-better-with-2", "Yes"}});
  CHECK(contains(desk.make().out, ", 1 answer kept\n"));
  const std::string before = "  <opinion provider=\"lindqvist\"";
  desk.change(before, of_reyes + before);
  CHECK(contains(desk.make().error, "warning[W727]"));
  CHECK(desk.typed() == "Nothing was typed into it.\n");
  CHECK(
      desk.kept() ==
      "What matters most (1 Dr. Okafor; 2 Dr. Lindqvist;): Avoid surgery: Fits better with: 2\n"
      "    [x]\n\n"
  );
}

TEST_CASE("what one plan said on the phone does not stand under another plan") {
  check_set_aside(
      BinderDesk{"early-prostate-cancer"},
      "insurance-call/i-talked-with",
      "Ms. Adams",
      {{"Medicare Part B", "Erie Mutual"}},
      "Call about cost (Medicare Part B, Dr. Abrams): I talked with\n    Ms. Adams\n\n"
  );
}

TEST_CASE("what an office promised does not stand under another office") {
  check_set_aside(
      DeskOfThree{},
      "records-checklist/scans-and-x-rays-mri-of-6-10-2026-promised",
      "12/1",
      {{"holder=\"okafor\" scope", "holder=\"reyes\" scope"}},
      "Records checklist (Miami Valley Digestive Health, Henrik Lindqvist, MD, PhD): Scans and "
      "X-rays: MRI of the small bowel, with pictures 6/10/2026: Promised\n    12/1\n\n"
  );
}

TEST_CASE("an answer goes with its question when that is asked earlier or later") {
  BinderDesk desk{"crohns-disease"};
  desk.make();
  desk.type(
      desk.binder(),
      {{"top-questions/1-can-i-wait-three-i-start-infusions", "Eight weeks"},
       {"top-questions/2-if-budesonide-keeps-when-would-we-stop-it", "In March"}}
  );
  desk.change("priority=\"1\" source=\"own\">Can I", "priority=\"2\" source=\"own\">Can I");
  desk.change("priority=\"2\" source=\"own\">If bud", "priority=\"1\" source=\"own\">If bud");
  CHECK(contains(desk.make().out, ", 2 answers kept\n"));
  const std::string typed = desk.typed();
  CHECK(contains(typed, "1: If budesonide keeps working, when would we stop it?\n    In March\n"));
  CHECK(contains(typed, "2: Can I wait three months before I start infusions?\n    Eight weeks\n"));
  CHECK_FALSE(fs::exists(desk / "out/crohns-disease/answers.txt"));
}

TEST_CASE("a long answer is set smaller until all of it is on paper") {
  BinderDesk desk{"crohns-disease"};
  desk.make();
  const std::string field = "visit-notes/choice";
  const std::string answer =
      "The bowel may get narrow, and then there is an operation. He said: do "
      "not wait past June 2027.";
  desk.type(desk.binder(), {{field, answer}});
  CHECK(desk.make().error.find("W733") == std::string::npos);
  std::string shown = words_of(desk.binder());
  std::ranges::replace(shown, '\n', ' ');
  CHECK(contains(shown, "The bowel may get narrow"));
  CHECK(contains(shown, "past June 2027."));
  CHECK_FALSE(fs::exists(desk / "out/crohns-disease/answers.txt"));
}

TEST_CASE("an answer that is too long for its field is kept beside the papers as well, and told") {
  BinderDesk desk{"crohns-disease"};
  desk.make();
  std::string answer;
  for (int i = 0; i < 12; ++i) answer += "It depends on the stool test and on how I feel by then. ";
  answer += "In March";
  desk.type(desk.binder(), {{"visit-notes/choice", answer}});
  const Ran made = desk.make();
  CHECK(contains(made.out, ", 1 answer kept\n"));
  CHECK(contains(
      made.error,
      "carepacket: warning[W733]: some answers are longer than their fields: on paper their ends "
      "are missing, and 'out/crohns-disease/answers.txt' has them whole\n"
      "   = hint: write it shorter in the field, or put that file with the papers\n"
  ));
  CHECK_FALSE(contains(made.error, "W727"));
  CHECK(
      desk.kept() == "Notes at the visit (Dr. Lindqvist, 12/3/2026): Choice\n    " + answer + "\n\n"
  );
  CHECK(desk.typed() == "Choice\n    " + answer + "\n\n");
  // Told once.
  CHECK_FALSE(contains(desk.make().error, "W733"));
}

TEST_CASE("a packet that was filled in and got a page of somebody's is not written over") {
  BinderDesk desk{"crohns-disease"};
  desk.make();
  desk.type(desk.binder(), {{"visit-notes/choice", "Wait"}});
  const fs::path joined = desk / "joined.pdf";
  const std::string binder = desk.binder().string();
  REQUIRE(
      tests::run({"qpdf", binder, "--pages", ".", binder, "1", "--", joined.string()}).exit == 0
  );
  fs::rename(joined, desk.binder());
  const std::string before = tests::read(desk.binder());
  CHECK(contains(desk.carepacket({"make", "case.xml", "--set", "binder"}).error, "error[E703]"));
  CHECK(tests::read(desk.binder()) == before);
}

TEST_CASE("what was typed into papers of one person is taken by none of another, of the same id") {
  for (const auto& [what, by] : std::vector<std::pair<std::string, std::string>>{
           {"<family>Rivera</family>", "<family>Quill</family>"},
           {"<birthDate>1984-03-17</birthDate>", "<birthDate>1984-03-18</birthDate>"}}) {
    INFO(by);
    DeskOfThree desk;
    desk.make();
    desk.type(desk.binder(), {{"visit-notes/new-words-spelled-out", "Stricture"}});
    const std::string before = tests::read(desk.binder());
    desk.change(what, by);
    tests::write(desk / "case.xml", desk.text);
    const Ran made = desk.carepacket({"make", "case.xml", "--set", "binder"});
    CHECK(made.exit == 4);
    CHECK(contains(made.error, "error[E749]"));
    CHECK(tests::read(desk.binder()) == before);
    const Ran into = desk.carepacket(
        {"answers", "out/" + desk.id + "/binder.pdf", "--into-case", "case.xml", "-o", "-"}
    );
    CHECK(contains(into.error, "error[E749]"));
    CHECK_FALSE(contains(into.out, "Stricture"));
    desk.carepacket({"batch", "case.xml", "--set", "binder"});
    CHECK(tests::read(desk.binder()) == before);
  }
}

TEST_CASE("papers that nobody typed into give way to those of another person, and are not compared"
) {
  DeskOfThree desk;
  desk.make();
  desk.change("<family>Rivera</family>", "<family>Quill</family>");
  const Ran made = desk.make();
  CHECK(contains(made.error, "warning[W749]"));
  CHECK_FALSE(contains(made.out, "Print again"));
  CHECK(contains(words_of(desk.binder()), "Quill"));
}

TEST_CASE("who has a middle name since, or a day of birth, is the same person") {
  DeskOfThree desk;
  desk.change("<birthDate>1984-03-17</birthDate>", "");
  desk.make();
  desk.type(desk.binder(), {{"visit-notes/new-words-spelled-out", "Stricture"}});
  desk.change("<given>Marie</given>", "");
  desk.change("</name>", "</name><birthDate>1984-03-17</birthDate>");
  CHECK(contains(desk.make().out, ", 1 answer kept\n"));
}
