#pragma once

// Every fact that is concluded from a case, once: its name, and what stands behind it. The files
// that conclude them are named beside; templates/README.md says what each means.

#include "engine/facts/declared.hpp"

namespace engine::facts::tables {

using Is = Shape::Is;

constexpr std::string_view provider = "provider";

constexpr std::string_view role_codes[] = {
    "patient", "parent", "guardian", "health-care-agent", "executor", "other"};
constexpr std::string_view paper_codes[] = {
    "access",
    "directive",
    "transfer",
    "authorization",
    "substance-use",
    "psychotherapy",
    "veterans"};
constexpr std::string_view permission_codes[] = {"unsigned", "in-force", "expired", "revoked"};
constexpr std::string_view verdict_codes[] = {
    "agree", "partly", "differ", "not-asked", "undecided"};
constexpr std::string_view event_codes[] = {
    "symptom", "test", "treatment", "visit", "diagnosis", "other"};
/// In the order in which patients ask: what it is, what to do, what if not, what it brings and
/// costs.
constexpr std::string_view topic_codes[] = {
    "diagnosis",
    "certainty",
    "evidence",
    "treatment",
    "goal",
    "waiting",
    "timing",
    "tests",
    "pros",
    "cons",
    "outcome",
    "side-effects",
    "risks",
    "recovery",
    "daily-life",
    "cost",
    "experience"};

/// A record that is asked for (requests.cpp).
constexpr Declared item[] = {
    {"code", Is::entry, "recordsRequest/item/type"},
    {"label", Is::text},
    {"detail", Is::text},
    {"dates", Is::text},
    {"datesShort", Is::text},
    {"withImages", Is::flag},
    {"withSlides", Is::flag},
    {"status", Is::entry, "recordsRequest/item/status"},
};

/// Whose it is, and how far it has come: of a record by itself.
constexpr Declared record_of[] = {
    {"holderName", Is::text},
    {"recipientName", Is::text},
    {"neededBy", Is::date},
    {"isWanted", Is::flag},
    {"isAsked", Is::flag},
    {"isReceived", Is::flag},
    {"isForwarded", Is::flag},
};
constexpr auto record = joined(item, record_of);

/// people.cpp
constexpr Declared signer[] = {
    {"name", Is::text},
    {"isPatient", Is::flag},
    {"role", Is::word, {}, role_codes},
    {"parent", Is::text},
    {"authorityText", Is::text},
    {"proof", Is::flag},
};

/// people.cpp
constexpr Declared speaker[] = {
    {"name", Is::text},
    {"relationship", Is::text},
    {"entry", Is::entry, "representative"},
};

/// signing.cpp
constexpr Declared countersigner[] = {
    {"name", Is::text},
};

/// permissions.cpp
constexpr Declared permission[] = {
    {"title", Is::word, {}, paper_codes},
    {"holderName", Is::text},
    {"caption", Is::text},
    {"isDiscreet", Is::flag},
    {"holder", Is::entry, provider},
    {"recipientName", Is::text},
    {"toRecipientName", Is::text},
    {"theRecipientName", Is::text},
    {"recordNumbers", Is::list},
    {"signedOn", Is::date},
    {"endsOn", Is::date},
    {"endsWhen", Is::text},
    {"endless", Is::flag},
    {"revokedOn", Is::date},
    {"isUnsigned", Is::flag},
    {"isInForce", Is::flag},
    {"isExpired", Is::flag},
    {"isRevoked", Is::flag},
    {"state", Is::word, {}, permission_codes},
    {"endsTooSoon", Is::flag},
    {"formAgain", Is::flag},
    {"requestId", Is::text},
    {"signers", Is::list, {}, {}, signer},
    {"countersigners", Is::list, {}, {}, countersigner},
    {"representativeSigns", Is::flag},
    {"witness", Is::flag},
    {"unwitnessed", Is::flag},
};

/// What stops a paper, for kind.xml's refuse (permission.cpp, decision.cpp).
constexpr Declared problem[] = {
    {"code", Is::text},
    {"text", Is::text},
    {"hint", Is::text},
};

/// requests.cpp
constexpr Declared sensitive[] = {
    {"label", Is::text},
    {"code", Is::text},
    {"include", Is::flag},
    {"isItem", Is::flag},
    {"leftOut", Is::flag},
};

/// Of the holder's state (state_rule.cpp).
constexpr Declared rule[] = {
    {"state", Is::text},
    {"known", Is::flag},
    {"leastPoints", Is::number},
    {"oneYear", Is::flag},
    {"calendarDate", Is::flag},
    {"witness", Is::flag},
    {"noFormNeeded", Is::flag},
    {"separateSignature", Is::flag},
    {"minorSignsFrom", Is::number},
    {"statements", Is::list},
    {"officialForm", Is::text},
    {"recordFee", Is::text},
    {"recordTime", Is::text},
    {"recordTimeSource", Is::text},
    {"source", Is::text},
    {"checked", Is::date},
};

/// One paper that asks for records, or permits it (requests.cpp).
constexpr Declared request[] = {
    {"id", Is::text},
    {"holder", Is::entry, provider},
    {"holderName", Is::text},
    {"theHolderName", Is::text},
    {"toHolderName", Is::text},
    {"ofHolderName", Is::text},
    {"ofDoctor", Is::flag},
    {"caption", Is::text},
    {"isDiscreet", Is::flag},
    {"holderAgain", Is::flag},
    {"askedBefore", Is::flag},
    {"coverAgain", Is::flag},
    {"formBefore", Is::flag},
    {"formAlone", Is::flag},
    {"discreetFormBefore", Is::flag},
    {"formNeededBy", Is::date},
    {"unwitnessed", Is::flag},
    {"recordNumbers", Is::list},
    {"recipient", Is::entry, provider},
    {"recipientName", Is::text},
    {"toRecipientName", Is::text},
    {"theRecipientName", Is::text},
    {"recipientLines", Is::list},
    {"recipientPhone", Is::text},
    {"recipientFax", Is::text},
    {"recipientEmail", Is::text},
    {"recipientPage", Is::text},
    {"recipientPlaced", Is::flag},
    {"faxSettled", Is::flag},
    {"slidesHaveStreet", Is::flag},
    {"toPatient", Is::flag},
    {"toProvider", Is::flag},
    {"forOpinion", Is::flag},
    {"recipientVisit", Is::entry, "appointment"},
    {"emailSettled", Is::flag},
    {"paper", Is::word, {}, paper_codes},
    {"paperReason", Is::text},
    {"isAccess", Is::flag},
    {"isDirective", Is::flag},
    {"isTransfer", Is::flag},
    {"isAuthorization", Is::flag},
    {"isSubstanceUse", Is::flag},
    {"isPsychotherapy", Is::flag},
    {"isVeterans", Is::flag},
    {"heldByVeterans", Is::flag},
    {"isPermission", Is::flag},
    {"wantsAuthorization", Is::flag},
    {"hasForm", Is::flag},
    {"items", Is::list, {}, {}, item},
    {"toCome", Is::list, {}, {}, item},
    {"toSendOn", Is::list, {}, {}, item},
    {"sendOnTo", Is::entry, provider},
    {"entire", Is::flag},
    {"recordsNamed", Is::flag},
    {"allDated", Is::flag},
    {"slidesToCome", Is::flag},
    {"anyWanted", Is::flag},
    {"anyAsked", Is::flag},
    {"anyMissing", Is::flag},
    {"allReceived", Is::flag},
    {"officeAllReceived", Is::flag},
    {"formats", Is::list},
    {"formatsInARow", Is::list},
    {"emailIsPlain", Is::flag},
    {"neededBy", Is::date},
    {"holderAbroad", Is::flag},
    {"mayReadAnotherLanguage", Is::flag},
    {"sensitive", Is::list, {}, {}, sensitive},
    {"ordinaryAlone", Is::flag},
    {"leftOut", Is::list},
    {"purposes", Is::text},
    {"forTreatment", Is::flag},
    {"expires", Is::flag},
    {"endless", Is::flag},
    {"expiresOn", Is::date},
    {"expiresWhen", Is::text},
    {"endsAsAsked", Is::flag},
    {"expiresLate", Is::flag},
    {"signedOn", Is::date},
    {"revokedOn", Is::date},
    {"isTakenBack", Is::flag},
    {"isClosed", Is::flag},
    {"isPermitted", Is::flag},
    {"asksForNotes", Is::flag},
    {"asksForNotesOnly", Is::flag},
    {"signers", Is::list, {}, {}, signer},
    {"countersigners", Is::list, {}, {}, countersigner},
    {"representativeSigns", Is::flag},
    {"courtOrderNeeded", Is::flag},
    {"rule", Is::group, {}, {}, rule},
    {"problem", Is::group, {}, {}, problem},
    {"transferProblem", Is::group, {}, {}, problem},
};

/// in_case.cpp
constexpr Declared answer[] = {
    {"name", Is::text},
    {"date", Is::date},
    {"text", Is::text},
};

/// questions.cpp
constexpr Declared question[] = {
    {"number", Is::number},
    {"text", Is::text},
    {"place", Is::text},
    {"answers", Is::list, {}, {}, answer},
    {"own", Is::flag},
    {"priority", Is::number},
};

constexpr Declared category[] = {
    {"count", Is::number},
    {"top", Is::list, {}, {}, question},
    {"rest", Is::list, {}, {}, question},
    {"others", Is::list, {}, {}, question},
};

constexpr Declared empty_card[] = {
    {"number", Is::number},
};

/// The card to hand to the doctor (card.cpp).
constexpr Declared card[] = {
    {"top", Is::list, {}, {}, question},
    {"empty", Is::list, {}, {}, empty_card},
    {"next", Is::list, {}, {}, question},
    {"more", Is::number},
    {"tie", Is::flag},
    {"chosen", Is::flag},
    {"anyOfBank", Is::flag},
    {"topOfBank", Is::flag},
};

constexpr Declared questions[] = {
    {"diagnosis", Is::group, {}, {}, category},
    {"treatment", Is::group, {}, {}, category},
    {"experience", Is::group, {}, {}, category},
    {"next-steps", Is::group, {}, {}, category},
    {"other", Is::group, {}, {}, category},
    {"top", Is::list, {}, {}, question},
    {"next", Is::list, {}, {}, question},
    {"card", Is::group, {}, {}, card},
    {"others", Is::number},
    {"othersInTwo", Is::flag},
};

/// comparison.cpp
constexpr Declared drawn_outcome[] = {
    {"text", Is::text},
    {"ofHundred", Is::number},
    {"rest", Is::number},
    {"isAbout", Is::flag},
    {"isDrawn", Is::flag},
    {"number", Is::text},
    {"outOf", Is::text},
    {"without", Is::text},
    {"time", Is::text},
    {"event", Is::text},
    {"words", Is::text},
    {"people", Is::text},
    {"source", Is::text},
};

constexpr Declared cell[] = {
    {"name", Is::text},
    {"lines", Is::list},
    {"said", Is::flag},
    {"numbers", Is::list, {}, {}, drawn_outcome},
    {"sure", Is::entry, "opinion/certainty/level"},
    {"place", Is::text},
};

constexpr Declared camp[] = {
    {"names", Is::text},
    {"lines", Is::list},
};

constexpr Declared row[] = {
    {"topic", Is::word, {}, topic_codes},
    {"asked", Is::text},
    {"cells", Is::list, {}, {}, cell},
    {"columns", Is::list, {}, {}, cell},
    {"verdict", Is::word, {}, verdict_codes},
    {"agree", Is::flag},
    {"partly", Is::flag},
    {"differ", Is::flag},
    {"notAsked", Is::flag},
    {"undecided", Is::flag},
    {"open", Is::flag},
    {"why", Is::entry, "comparison/row/why"},
    {"note", Is::text},
    {"settledBy", Is::text},
    {"agreement", Is::text},
    {"common", Is::list},
    {"camps", Is::list, {}, {}, camp},
    {"question", Is::text},
};

/// The topics that head a row of the sheet for two or three doctors (comparison_rows.cpp).
constexpr std::string_view leading_topics[] = {
    "diagnosis", "treatment", "waiting", "pros", "cons", "outcome", "daily-life", "tests"};

constexpr Declared asked_part[] = {
    {"topic", Is::word, {}, topic_codes},
    {"unbroken", Is::text},
    {"cell", Is::group, {}, {}, cell},
};

constexpr Declared asked_cell[] = {
    {"name", Is::text},
    {"isBlank", Is::flag},
    {"place", Is::text},
    {"lead", Is::group, {}, {}, asked_part},
    {"others", Is::list, {}, {}, asked_part},
    {"unsaid", Is::list, {}, {}, asked_part},
    {"quotes", Is::list, "opinion/quote"},
};

constexpr Declared asked_row[] = {
    {"question", Is::text},
    {"about", Is::word, {}, leading_topics},
    {"topics", Is::list, {}, {}, row},
    {"same", Is::flag},
    {"open", Is::flag},
    {"cells", Is::list, {}, {}, asked_cell},
};

constexpr Declared opinion[] = {
    {"number", Is::number},
    {"name", Is::text},
    {"title", Is::text},
    {"entry", Is::entry, "opinion"},
    {"who", Is::entry, provider},
    {"date", Is::date},
    {"certainty", Is::text},
    {"basis", Is::entry, "opinion/basis"},
    {"seen", Is::flag},
    {"isChosen", Is::flag},
    {"ofDoctor", Is::flag},
    {"ofSecond", Is::flag},
    {"startBy", Is::date},
    {"plans", Is::list},
};

/// What speaks for a plan, and beside it what speaks against it.
constexpr Declared point[] = {
    {"good", Is::text},
    {"bad", Is::text},
};

constexpr Declared column[] = {
    {"number", Is::number},
    {"name", Is::text},
    {"who", Is::entry, provider},
    {"given", Is::flag},
    {"isChosen", Is::flag},
    {"ofDoctor", Is::flag},
    {"plans", Is::list},
    {"points", Is::list, {}, {}, point},
};

/// opinions.cpp
constexpr Declared doctors_words[] = {
    {"name", Is::text},
    {"date", Is::date},
    {"basis", Is::entry, "opinion/basis"},
    {"lines", Is::list},
};

constexpr Declared ask_one[] = {
    {"name", Is::text},
    {"topics", Is::list},
};

constexpr Declared column_of_questions[] = {
    {"questions", Is::list},
};

constexpr Declared value_cell[] = {
    {"number", Is::number},
    {"name", Is::text},
    {"fits", Is::entry, "value/fits"},
};

/// A step of a line from "fits less" to "fits better", and which of two plans stand there.
constexpr Declared place[] = {
    {"both", Is::flag},
    {"one", Is::flag},
    {"two", Is::flag},
    {"none", Is::flag},
};

/// A number from 0 to 5, and whether it is the one that was given.
constexpr Declared weight_step[] = {
    {"number", Is::number},
    {"isIt", Is::flag},
};
constexpr Declared value[] = {
    {"text", Is::text},
    {"weight", Is::number},
    {"weightSteps", Is::list, {}, {}, weight_step},
    {"isZero", Is::flag},
    {"isMost", Is::flag},
    {"cells", Is::list, {}, {}, value_cell},
    {"scale", Is::list, {}, {}, place},
};

constexpr Declared advice[] = {
    {"who", Is::entry, provider},
    {"text", Is::text},
    {"isPlanned", Is::flag},
};

constexpr Declared comparison[] = {
    {"count", Is::number},
    {"none", Is::flag},
    {"one", Is::flag},
    {"two", Is::flag},
    {"more", Is::flag},
    {"few", Is::flag},
    {"many", Is::flag},
    {"opinions", Is::list, {}, {}, opinion},
    {"doctors", Is::list, {}, {}, opinion},
    {"doctorNames", Is::text},
    {"twoDoctors", Is::flag},
    {"advised", Is::list, {}, {}, advice},
    {"columns", Is::list, {}, {}, column},
    {"rows", Is::list, {}, {}, row},
    {"askedRows", Is::list, {}, {}, asked_row},
    {"agreeRows", Is::list, {}, {}, row},
    {"partlyRows", Is::list, {}, {}, row},
    {"differRows", Is::list, {}, {}, row},
    {"unlikeRows", Is::list, {}, {}, row},
    {"notAskedRows", Is::list, {}, {}, row},
    {"undecidedRows", Is::list, {}, {}, row},
    {"noneOnWaiting", Is::flag},
    {"quotes", Is::list, {}, {}, doctors_words},
    {"anyToAsk", Is::flag},
    {"everyoneColumns", Is::list, {}, {}, column_of_questions},
    {"askEveryone", Is::list},
    {"askOne", Is::list, {}, {}, ask_one},
    {"numbersDiffer", Is::flag},
    {"values", Is::list, {}, {}, value},
};

/// story.cpp
/// time_scale.cpp: a line that is drawn to scale.
constexpr Declared place_on_line[] = {
    {"at", Is::number},
    {"until", Is::number},
};
constexpr Declared notch[] = {
    {"at", Is::number},
    {"text", Is::text},
};
constexpr Declared line_cut[] = {
    {"from", Is::number},
    {"until", Is::number},
    {"text", Is::text},
};
constexpr Declared scale[] = {
    {"notches", Is::list, {}, {}, notch},
    {"cuts", Is::list, {}, {}, line_cut},
};

constexpr Declared event[] = {
    {"date", Is::date},
    {"text", Is::text},
    {"kind", Is::word, {}, event_codes},
    {"provider", Is::entry, provider},
    {"isBegin", Is::flag},
    {"isProcedure", Is::flag},
    {"isOther", Is::flag},
    {"illness", Is::text},
    {"isSuspected", Is::flag},
    {"result", Is::text},
    {"later", Is::text},
    {"place", Is::group, {}, {}, place_on_line},
};

constexpr Declared test[] = {
    {"name", Is::text},
    {"date", Is::date},
    {"result", Is::text},
    {"holder", Is::entry, provider},
    {"haveCopy", Is::entry, "test/haveCopy"},
    {"isRecord", Is::flag},
};

constexpr Declared named_test[] = {
    {"name", Is::text},
    {"date", Is::date},
};

constexpr Declared treatment[] = {
    {"text", Is::text},
    {"date", Is::date},
    {"until", Is::date},
    {"reason", Is::text},
    {"stopReason", Is::text},
    {"isOver", Is::flag},
    {"isEvent", Is::flag},
};
constexpr Declared told_treatments[] = {
    {"taken", Is::list, {}, {}, treatment},
    {"done", Is::list, {}, {}, treatment},
    {"stopped", Is::list, {}, {}, treatment},
};

constexpr Declared story[] = {
    {"events", Is::list, {}, {}, event},
    {"scale", Is::group, {}, {}, scale},
    {"first", Is::group, {}, {}, event},
    {"latest", Is::group, {}, {}, event},
    {"count", Is::number},
    {"several", Is::flag},
    {"many", Is::flag},
    {"tests", Is::list, {}, {}, test},
    {"untold", Is::flag},
    {"testsNamed", Is::list, {}, {}, named_test},
    {"basis", Is::list},
    {"treatments", Is::list, {}, {}, treatment},
    {"told", Is::group, {}, {}, told_treatments},
    {"procedures", Is::list, "procedure"},
};

/// treatments.cpp
constexpr std::string_view medication = "medications/medication";
constexpr Declared medicines[] = {
    {"now", Is::list, medication},
    {"planned", Is::list, medication},
    {"stopped", Is::list, medication},
    {"onHold", Is::list, medication},
    {"unclear", Is::list, medication},
    {"someLeftOut", Is::flag},
    {"someStoppedLeftOut", Is::flag},
};
constexpr std::string_view health_problem = "problems/problem";
constexpr Declared health_problems[] = {
    {"now", Is::list, health_problem},
    {"over", Is::list, health_problem},
    {"someLeftOut", Is::flag},
};

/// helpers.cpp
constexpr Declared helper[] = {
    {"name", Is::text},
    {"relationship", Is::text},
    {"organization", Is::text},
    {"phone", Is::text},
    {"email", Is::text},
    {"entry", Is::entry, "companion"},
    {"isAdvocate", Is::flag},
    {"topics", Is::list},
    {"decides", Is::flag},
    {"signs", Is::flag},
    {"hearsCare", Is::flag},
    {"hearsBills", Is::flag},
    {"hearsAppointments", Is::flag},
    {"hearsAlso", Is::list},
};

constexpr Declared role_at_my_side[] = {
    {"role", Is::entry, "companion/role"},
};

/// Somebody who helps, speaks or signs: each person once.
constexpr Declared at_my_side[] = {
    {"name", Is::text},
    {"relationship", Is::text},
    {"organization", Is::text},
    {"phone", Is::text},
    {"email", Is::text},
    {"roles", Is::list, {}, {}, role_at_my_side},
    {"comesAlong", Is::flag},
    {"isAdvocate", Is::flag},
};

/// derive.cpp
constexpr Declared illness[] = {
    {"entry", Is::entry, "condition"},
    {"ownName", Is::text},
};

constexpr Declared candidate[] = {
    {"number", Is::number},
    {"name", Is::text},
    {"provider", Is::entry, provider},
    {"entry", Is::entry, "specialistCandidate"},
    {"abroad", Is::flag},
    {"isHeard", Is::flag},
};

/// deadlines.cpp
constexpr Declared deadline[] = {
    {"date", Is::date},
    {"what", Is::text},
    {"discreet", Is::text},
    {"who", Is::text},
    {"isPast", Is::flag},
};

/// A day on the way from the beginning to the decision.
constexpr Declared milestone[] = {
    {"date", Is::date},
    {"what", Is::text},
    {"who", Is::text},
    {"isBegin", Is::flag},
    {"isToday", Is::flag},
    {"isPast", Is::flag},
    {"isLastDay", Is::flag},
    {"later", Is::text},
    {"place", Is::group, {}, {}, place_on_line},
};

/// A stage of the case (stage.cpp).
constexpr Declared stage_of_path[] = {
    {"number", Is::number},
    {"name", Is::text},
    {"isDone", Is::flag},
    {"isHere", Is::flag},
    {"isLeft", Is::flag},
};

/// The last day to decide, while the decision is open.
constexpr Declared last_day[] = {
    {"date", Is::date},
    {"by", Is::entry, provider},
    {"byDoctor", Is::flag},
    {"byPlanner", Is::flag},
    {"isPast", Is::flag},
    {"isNear", Is::flag},
    {"beforeVisit", Is::flag},
};

/// Letters that the decision contradicts (decision.cpp).
constexpr Declared decision_problem[] = {
    {"staying", Is::group, {}, {}, problem},
    {"leaving", Is::group, {}, {}, problem},
    {"joining", Is::group, {}, {}, problem},
    {"declining", Is::group, {}, {}, problem},
    {"third", Is::group, {}, {}, problem},
    {"reconcile", Is::group, {}, {}, problem},
};

/// recording.cpp
constexpr Declared recording[] = {
    {"state", Is::text},
    {"known", Is::flag},
    {"allMustAgree", Is::flag},
    {"checked", Is::date},
    {"source", Is::text},
};

/// All of them (derive.cpp), beside what the case itself says.
constexpr Declared root[] = {
    {"minor", Is::flag},
    {"ofMedicareAge", Is::flag},
    {"federalPlan", Is::text},
    {"consentsAlone", Is::flag},
    {"deceased", Is::flag},
    {"teen", Is::flag},
    {"self", Is::flag},
    {"speaker", Is::group, {}, {}, speaker},
    {"signers", Is::list, {}, {}, signer},
    {"needsMark", Is::flag},
    {"interpreter", Is::flag},
    {"noMessages", Is::flag},
    {"patientNoMessages", Is::flag},
    {"spoken", Is::text},
    {"spokenInEnglish", Is::text},
    {"written", Is::text},
    {"latinName", Is::text},
    {"livesAbroad", Is::flag},
    {"birthDay", Is::date},
    {"diagnosis", Is::text},
    {"about", Is::text},
    {"undiagnosed", Is::flag},
    {"illnesses", Is::list, {}, {}, illness},
    {"doctor", Is::entry, provider},
    {"secondDoctor", Is::entry, provider},
    {"thirdDoctor", Is::entry, provider},
    {"primaryDoctor", Is::entry, provider},
    {"otherProviders", Is::list, provider},
    {"stage", Is::word, {}, kind::stage_names},
    {"opinionToCome", Is::flag},
    {"anotherOpinion", Is::flag},
    {"followedDoctor", Is::entry, provider},
    {"chosenDoctor", Is::entry, provider},
    {"planIsTurnedDown", Is::flag},
    {"planOfAnother", Is::flag},
    {"referralNeeded", Is::flag},
    {"doctorAbroad", Is::flag},
    {"doctorMayReadAnotherLanguage", Is::flag},
    {"officeIsProgram", Is::flag},
    {"askedDoctor", Is::entry, provider},
    {"askedAbroad", Is::flag},
    {"visit", Is::entry, "appointment"},
    {"visitWithDoctor", Is::flag},
    {"visitWithSecond", Is::flag},
    {"visitWithNewDoctor", Is::flag},
    {"visitAgain", Is::flag},
    {"opinionVisit", Is::entry, "appointment"},
    {"visitHeld", Is::entry, "appointment"},
    {"visitOpinion", Is::text},
    {"visitSays", Is::text},
    {"visitNeeds", Is::text},
    {"opinionMode", Is::entry, "appointment/mode"},
    {"comesOfAge", Is::date},
    {"weekBefore", Is::date},
    {"dueAfterWeek", Is::flag},
    {"twoDaysBefore", Is::date},
    {"requests", Is::list, {}, {}, request},
    {"records", Is::list, {}, {}, record},
    {"recordsToCome", Is::flag},
    {"recordsCame", Is::flag},
    {"recordsOfDoctor", Is::flag},
    {"recordsForDoctor", Is::flag},
    {"recordsGoTo", Is::entry, provider},
    {"anyImages", Is::flag},
    {"anySlides", Is::flag},
    {"permissions", Is::list, {}, {}, permission},
    {"questions", Is::group, {}, {}, questions},
    {"comparison", Is::group, {}, {}, comparison},
    {"story", Is::group, {}, {}, story},
    {"medicines", Is::group, {}, {}, medicines},
    {"healthProblems", Is::group, {}, {}, health_problems},
    {"medicinesTold", Is::flag},
    {"allergiesTold", Is::flag},
    {"goals", Is::list},
    {"reasonsToSay", Is::list, "reason"},
    {"ownReasons", Is::list},
    {"allReasons", Is::list},
    {"plansOver", Is::list, "plan"},
    {"plannedTreatment", Is::entry, "plan"},
    {"plannedStartIsPast", Is::flag},
    {"deadlines", Is::list, {}, {}, deadline},
    {"lastDay", Is::group, {}, {}, last_day},
    {"milestones", Is::list, {}, {}, milestone},
    {"milestoneScale", Is::group, {}, {}, scale},
    {"stages", Is::list, {}, {}, stage_of_path},
    {"stepsLeft", Is::text},
    {"candidates", Is::list, {}, {}, candidate},
    {"confidants", Is::list},
    {"helpers", Is::list, {}, {}, helper},
    {"atMySide", Is::list, {}, {}, at_my_side},
    {"decisionProblem", Is::group, {}, {}, decision_problem},
    {"recording", Is::group, {}, {}, recording},
    {"newDoctor", Is::entry, provider},
    {"oldDoctor", Is::entry, provider},
};

}  // namespace engine::facts::tables
