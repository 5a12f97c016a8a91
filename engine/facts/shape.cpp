#include "engine/facts/facts.hpp"

#include <algorithm>

namespace engine::facts {

namespace {

using Is = Shape::Is;

// A small language for shapes, so that `shape` below reads as the table of templates/README.md.
Shape flag(std::string name) {
  return {std::move(name), Is::flag};
}
Shape text(std::string name) {
  return {std::move(name), Is::text};
}
Shape number(std::string name) {
  return {std::move(name), Is::number};
}
Shape date(std::string name) {
  return {std::move(name), Is::date};
}
Shape word(std::string name, std::vector<std::string> codes) {
  return {std::move(name), Is::word, nullptr, std::move(codes)};
}
Shape entry(std::string name, const vocabulary::Term* term) {
  return {std::move(name), Is::entry, term};
}
Shape entries(std::string name, const vocabulary::Term* term) {
  return {std::move(name), Is::list, term};
}
Shape group(std::string name, std::vector<Shape> names) {
  return {std::move(name), Is::group, nullptr, {}, std::move(names)};
}
Shape list(std::string name, std::vector<Shape> names) {
  return {std::move(name), Is::list, nullptr, {}, std::move(names)};
}
Shape texts(std::string name) {
  return list(std::move(name), {});
}

/// The term that a path of elements (and attributes, last) leads to; nullptr when the vocabulary
/// lacks it.
const vocabulary::Term* at(
    const vocabulary::Vocabulary& vocabulary, std::initializer_list<std::string_view> path
) {
  const vocabulary::Term* term = &vocabulary.root;
  for (const auto name : path) {
    const vocabulary::Term* next = term->child(name, false);
    term = next ? next : term->child(name, true);
    if (!term) return nullptr;
  }
  return term;
}

std::vector<Shape> item(const vocabulary::Vocabulary& v) {
  return {
      entry("code", at(v, {"recordsRequest", "item", "type"})),
      text("label"),
      text("detail"),
      text("dates"),
      text("datesShort"),
      flag("withImages"),
      flag("withSlides"),
      entry("status", at(v, {"recordsRequest", "item", "status"}))};
}

std::vector<Shape> record(const vocabulary::Vocabulary& v) {
  std::vector<Shape> names = item(v);
  for (Shape more :
       {text("holderName"),
        text("recipientName"),
        date("neededBy"),
        flag("isWanted"),
        flag("isAsked"),
        flag("isReceived"),
        flag("isForwarded")}) {
    names.push_back(std::move(more));
  }
  return names;
}

Shape signers() {
  return list(
      "signers",
      {text("name"),
       flag("isPatient"),
       word("role", {"patient", "parent", "guardian", "health-care-agent", "executor", "other"}),
       text("authorityText"),
       flag("proof")}
  );
}

const std::vector<std::string>& papers() {
  static const std::vector<std::string> codes = {
      "access",
      "directive",
      "transfer",
      "authorization",
      "substance-use",
      "psychotherapy",
      "veterans"};
  return codes;
}

std::vector<Shape> permission(const vocabulary::Vocabulary& v) {
  return {
      word("title", papers()),
      text("holderName"),
      entry("holder", at(v, {"provider"})),
      text("recipientName"),
      date("signedOn"),
      date("endsOn"),
      text("endsWhen"),
      date("revokedOn"),
      flag("isUnsigned"),
      flag("isInForce"),
      flag("isExpired"),
      flag("isRevoked"),
      word("state", {"unsigned", "in-force", "expired", "revoked"}),
      text("requestId"),
  };
}

std::vector<Shape> request(const vocabulary::Vocabulary& v) {
  const vocabulary::Term* provider = at(v, {"provider"});
  return {
      text("id"),
      entry("holder", provider),
      text("holderName"),
      texts("recordNumbers"),
      entry("recipient", provider),
      text("recipientName"),
      texts("recipientLines"),
      text("recipientPhone"),
      text("recipientFax"),
      text("recipientEmail"),
      flag("toPatient"),
      flag("toProvider"),
      word("paper", papers()),
      text("paperReason"),
      flag("isAccess"),
      flag("isDirective"),
      flag("isTransfer"),
      flag("isAuthorization"),
      flag("isSubstanceUse"),
      flag("isPsychotherapy"),
      flag("isVeterans"),
      flag("isPermission"),
      flag("wantsAuthorization"),
      list("items", item(v)),
      flag("entire"),
      flag("anyWanted"),
      flag("anyAsked"),
      flag("anyMissing"),
      flag("allReceived"),
      texts("formats"),
      flag("emailIsPlain"),
      date("neededBy"),
      list("sensitive", {text("label"), text("code"), flag("include")}),
      text("purposes"),
      flag("expires"),
      date("expiresOn"),
      text("expiresWhen"),
      flag("expiresLate"),
      date("signedOn"),
      date("revokedOn"),
      signers(),
      list("countersigners", {text("name")}),
      flag("interpreterUsed"),
      flag("representativeSigns"),
      group(
          "rule",
          {text("state"),
           flag("known"),
           number("leastPoints"),
           flag("oneYear"),
           flag("calendarDate"),
           flag("witness"),
           flag("separateSignature"),
           number("minorSignsFrom"),
           texts("statements"),
           text("officialForm"),
           text("recordFee"),
           text("source"),
           date("checked")}
      ),
      group("problem", {text("code"), text("text"), text("hint")}),
      group("transferProblem", {text("code"), text("text"), text("hint")}),
  };
}

Shape question_list(std::string name) {
  return list(std::move(name), {number("number"), text("text"), flag("own"), number("priority")});
}

Shape category(std::string name) {
  return group(std::move(name), {number("count"), question_list("top"), question_list("rest")});
}

/// The card to hand to the doctor (card.cpp).
Shape card() {
  return group(
      "card",
      {question_list("top"), question_list("next"), number("more"), flag("tie"), flag("chosen")}
  );
}

const std::vector<std::string>& topic_codes() {
  static const std::vector<std::string> codes = {
      "diagnosis",
      "certainty",
      "evidence",
      "tests",
      "treatment",
      "goal",
      "pros",
      "cons",
      "outcome",
      "side-effects",
      "risks",
      "waiting",
      "recovery",
      "daily-life",
      "cost",
      "experience",
      "timing"};
  return codes;
}

Shape rows(std::string name, const vocabulary::Vocabulary& v) {
  const std::vector<Shape> cell = {text("name"), texts("lines"), flag("said")};
  return list(
      std::move(name),
      {
          word("topic", topic_codes()),
          list("cells", cell),
          list("columns", cell),
          word("verdict", {"agree", "partly", "differ", "not-asked", "undecided"}),
          flag("agree"),
          flag("partly"),
          flag("differ"),
          flag("notAsked"),
          flag("undecided"),
          entry("why", at(v, {"comparison", "row", "why"})),
          text("note"),
          text("settledBy"),
          text("agreement"),
      }
  );
}

Shape comparison(const vocabulary::Vocabulary& v) {
  const vocabulary::Term* opinion = at(v, {"opinion"});
  const vocabulary::Term* provider = at(v, {"provider"});
  return group(
      "comparison",
      {
          number("count"),
          flag("none"),
          flag("one"),
          flag("two"),
          flag("more"),
          flag("few"),
          flag("many"),
          list(
              "opinions",
              {number("number"),
               text("name"),
               entry("entry", opinion),
               entry("who", provider),
               date("date"),
               entry("basis", at(v, {"opinion", "basis"})),
               flag("seen")}
          ),
          list("columns", {number("number"), text("name"), entry("who", provider), flag("given")}),
          rows("rows", v),
          rows("agreeRows", v),
          rows("partlyRows", v),
          rows("differRows", v),
          rows("notAskedRows", v),
          rows("undecidedRows", v),
          list(
              "quotes",
              {text("name"),
               date("date"),
               entry("basis", at(v, {"opinion", "basis"})),
               texts("lines")}
          ),
          list(
              "openQuestions",
              {text("name"), word("topic", topic_codes()), text("text"), flag("startsDoctor")}
          ),
          list(
              "values",
              {text("text"),
               number("weight"),
               flag("isZero"),
               flag("isMost"),
               list("cells", {text("name"), entry("fits", at(v, {"value", "fits"}))})}
          ),
      }
  );
}

Shape story(const vocabulary::Vocabulary& v) {
  const vocabulary::Term* provider = at(v, {"provider"});
  return group(
      "story",
      {
          list(
              "events",
              {date("date"),
               text("text"),
               word("kind", {"symptom", "test", "treatment", "visit", "diagnosis", "other"}),
               entry("provider", provider)}
          ),
          number("count"),
          list(
              "tests",
              {text("name"),
               date("date"),
               text("result"),
               entry("holder", provider),
               entry("haveCopy", at(v, {"test", "haveCopy"}))}
          ),
          list(
              "treatments",
              {text("text"), date("date"), date("until"), text("reason"), flag("isOver")}
          ),
      }
  );
}

Shape helpers(const vocabulary::Vocabulary& v) {
  return list(
      "helpers",
      {text("name"),
       text("relationship"),
       text("organization"),
       text("phone"),
       text("email"),
       entry("entry", at(v, {"companion"})),
       flag("isAdvocate"),
       texts("topics"),
       flag("hearsCare"),
       flag("hearsBills"),
       flag("hearsAppointments")}
  );
}

Shape problem(std::string name) {
  return group(std::move(name), {text("code"), text("text"), text("hint")});
}

/// Letters that the decision contradicts (decision.cpp).
Shape decision_problem() {
  return group(
      "decisionProblem",
      {problem("staying"),
       problem("leaving"),
       problem("joining"),
       problem("declining"),
       problem("third"),
       problem("reconcile")}
  );
}

}  // namespace

Shape shape(const vocabulary::Vocabulary& v) {
  const vocabulary::Term* provider = at(v, {"provider"});
  Shape root = group(
      "",
      {
          flag("minor"),
          flag("teen"),
          flag("self"),
          group(
              "speaker",
              {text("name"), text("relationship"), entry("entry", at(v, {"representative"}))}
          ),
          signers(),
          flag("needsMark"),
          flag("mayMark"),
          flag("interpreter"),
          text("spoken"),
          text("written"),
          text("diagnosis"),
          flag("undiagnosed"),
          entry("doctor", provider),
          entry("secondDoctor", provider),
          entry("thirdDoctor", provider),
          entry("visit", at(v, {"appointment"})),
          list("requests", request(v)),
          list("records", record(v)),
          list("permissions", permission(v)),
          group(
              "questions",
              {category("diagnosis"),
               category("treatment"),
               category("experience"),
               category("next-steps"),
               category("other"),
               question_list("top"),
               question_list("next"),
               card()}
          ),
          comparison(v),
          story(v),
          texts("goals"),
          entry("plannedTreatment", at(v, {"plan"})),
          list("deadlines", {date("date"), text("what"), text("who"), flag("isPast")}),
          list(
              "candidates",
              {number("number"),
               text("name"),
               entry("provider", provider),
               entry("entry", at(v, {"specialistCandidate"}))}
          ),
          helpers(v),
          decision_problem(),
          group(
              "recording",
              {text("state"), flag("known"), flag("allMustAgree"), date("checked"), text("source")}
          ),
          entry("newDoctor", provider),
          entry("oldDoctor", provider),
      }
  );
  const auto drawn = root.names.size();
  for (const vocabulary::Term& term : v.root.children) {
    const auto is_term = [&](const Shape& own) { return own.name == term.name; };
    if (std::any_of(
            root.names.begin(), root.names.begin() + static_cast<std::ptrdiff_t>(drawn), is_term
        ))
      continue;
    root.names.push_back(term.most == 1 ? entry(term.name, &term) : entries(term.name, &term));
  }
  return root;
}

}  // namespace engine::facts
