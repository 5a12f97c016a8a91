#pragma once

#include "engine/facts/dates.hpp"
#include "engine/facts/facts.hpp"
#include "engine/facts/formats.hpp"
#include "engine/facts/sentence.hpp"
#include "engine/facts/tables.hpp"

#include <unordered_map>
#include <vector>

namespace engine::facts {

/// What facts are derived from: one case, the template set and a language. A view of all of them.
struct Context {
  const casefile::Case& known;
  const casefile::Entry& root;  ///< known.root()
  const kind::TemplateSet& template_set;
  const Language& in;
  Diagnostics& out;
  const Budget& budget;  ///< asked in loops over what a case may have many of
};

/// Text of the case, with its place; nothing where the entry is absent or empty.
inline Fact said_in(const casefile::Entry* entry) {
  if (!entry || entry->text().empty()) return {};
  return Fact::standing(entry->text(), entry->span);
}
/// Text that was put together; nothing where it is empty.
inline Fact text_or_no(std::string text, Span from = {}) {
  return text.empty() ? Fact{} : Fact{std::move(text), from};
}
inline Fact date_or_no(const casefile::Entry* entry) {
  return entry && entry->date() ? Fact{*entry->date(), entry->span} : Fact{};
}
bool says_yes(const casefile::Entry& entry, std::string_view name);
/// The words of a code of the case, "" where it is absent.
std::string_view code_words(const Context& d, const casefile::Entry* coded);

/// A state in the words of the paper's language: NM is New Mexico, Nuevo México. `name` is what it
/// is called where no list has it.
Fact state_name(const Context& d, std::string_view state, std::string_view name);

/// A word of one of the engine's lists: `list` verdict, `code` agree, words "verdict.agree" of
/// words.xml. `code` is a literal of the code that asks.
Word word(const Context& d, std::string_view list, std::string_view code);

// --- people (people.cpp)

struct Signer {
  const casefile::Entry* who = nullptr;  ///< nullptr: a parent whose name is not known
  bool is_patient = false;
  std::string_view role;
};

/// What a paper must know about who is who.
struct People {
  const casefile::Entry* patient = nullptr;
  const casefile::Entry* doctor = nullptr;
  const casefile::Entry* second = nullptr;
  const casefile::Entry* third = nullptr;
  /// Of primary care, and none of the three: who hears what the others find.
  const casefile::Entry* primary = nullptr;
  const casefile::Entry* speaker = nullptr;  ///< nullptr: the patient speaks
  std::vector<Signer> signers;
  bool minor = false;           ///< under 18, and has not consented alone to this care
  bool of_medicare_age = true;  ///< 65 within a year, or older; or nobody knows
  bool consents_alone = false;  ///< a minor who speaks and signs as an adult does
  bool deceased = false;
  bool teen = false;  ///< a minor who is 12, or may be
  bool self = false;
  bool needs_mark = false;
};
People people(const Context& d);
/// What the patient is called by somebody else who asks in their place; "" where nobody does.
std::string asked_for(const People& people);
Fact speaker(const Context& d, const People& people);
/// What an office may have filed the patient under: a name of today in Latin letters, where the one
/// that papers print has none.
Fact latin_name(const People& people);
/// The date of birth, where it is a whole one: an office looks nobody up by a year.
Fact birth_day(const People& people);
/// The day on which a minor is 18 and signs alone, where it comes within half a year.
Fact comes_of_age(const Context& d, const People& people);
/// Who somebody is to the patient, as it stands behind “my”.
Fact relation_of(const Context& d, const casefile::Entry& person);
Fact signers(const Context& d, const std::vector<Signer>& signers);
bool needs_interpreter(const People& people);
/// Nothing is for the patient's treatment any more: 45 CFR 164.506(c).
bool has_died(const Context& d);
/// The number that papers give to call is one where no message may be left.
bool wants_no_messages(const People& people);
/// The same at the patient's own phone, which a minor who signs alone is called at.
bool patient_wants_no_messages(const People& people);
/// The language that is `spoken` or `written`, in words of the language `in`, where it is not
/// English.
Fact patient_language(
    const Context& d, const People& people, std::string_view how, std::string_view in
);

// --- how far the case has come (stage.cpp)

struct Standing {
  kind::Stage stage = kind::Stage::asking;
  /// The doctor whose opinion is to come: the third where one is chosen, else the second, else whom
  /// the next visit is with. nullptr: nobody is named, or all have answered.
  const casefile::Entry* asked = nullptr;
  bool another = false;  ///< an opinion is to come, and two are there
  /// The first appointment to come: with `asked`, else with anybody but the current doctor, with
  /// whom a second opinion is asked for and not heard.
  const casefile::Entry* opinion_visit = nullptr;
  const casefile::Entry* visit = nullptr;  ///< the same, else the first with the current doctor
  /// Where none is to come: a visit that was, and whose opinion is still to be written down.
  const casefile::Entry* held = nullptr;
};
/// When an appointment is; nullptr where that is not said.
const casefile::DateTime* time_of(const casefile::Entry& appointment);
/// Whose opinions are written down, each doctor once.
std::vector<const casefile::Entry*> heard(const Context& d);
Standing standing(const Context& d, const People& people);
/// How the visit for the opinion to come is to be: of the one that has a day, else of one planned.
const casefile::Entry* opinion_mode(const Context& d, const Standing& now);
/// The earliest appointment on or after asOf with that provider; nullptr: none.
const casefile::Entry* next_visit_with(const Context& d, const casefile::Entry* provider);
/// The office of this doctor said, before a visit, that it has the records.
bool has_said_that_records_came(const Context& d, const casefile::Entry* provider);
/// So many days before a visit, on a day on which offices are open; nothing where that is past, or
/// where there is no visit.
Fact days_before(const Context& d, const casefile::Entry* visit, int days);
Fact stage(const Context& d, const Standing& now);

// --- papers (papers.cpp): the router: 45 CFR 164.506, 164.508, 164.524; 42 CFR 2.31

/// The part of a records request that one paper asks for.
struct Disclosure {
  const casefile::Entry* request = nullptr;
  const casefile::Entry* holder = nullptr;
  const casefile::Entry* recipient = nullptr;  ///< the `recipient` element
  const casefile::Entry* provider = nullptr;   ///< the recipient, if it is a provider of the case
  std::string_view paper;                      ///< transfer …
  std::string_view reason;                     ///< id of its sentence: reason.transfer
  std::vector<const casefile::Entry*> items;
  /// Of the holder's state; nullptr: none in the template set.
  const kind::StateRule* rule = nullptr;
  bool by_veterans_office = false;  ///< the holder goes by federal law, and by the law of no state
  bool held_abroad = false;         ///< the holder is in another country: HIPAA does not bind it
  bool to_patient = false;
  bool meets = false;  ///< the provider has an appointment with the patient, or gave an opinion
  bool entire = false;
  bool arrived = false;   ///< whoever gets an entire record has said that it is there
  bool deceased = false;  ///< nothing is for the patient's treatment any more: 45 CFR 164.506(c)
  bool wants_authorization = false;
  /// The permission was taken back: nothing of it is asked for any more (45 CFR 164.508(b)(5)).
  bool taken_back = false;
  bool closed = false;  ///< is_closed_by_staying(): what is to come is not asked for any more
};
std::vector<Disclosure> route(const Context& d, const People& people);
/// Disclosures by the office that has the records, for what each is asked about the others. A view
/// of `disclosures`, which outlive it.
class ByOffice {
 public:
  explicit ByOffice(const std::vector<Disclosure>& disclosures);
  /// Those of an office, in their order; none of nullptr.
  const std::vector<const Disclosure*>& of(const casefile::Entry* office) const;

 private:
  std::unordered_map<const casefile::Entry*, std::vector<const Disclosure*>> all_;
};
/// A request as it stands in the case: no paper is chosen yet, and no record sorted.
Disclosure disclosure_of(const Context& d, const casefile::Entry& request);
bool is_included(const casefile::Entry& request, std::string_view category);
/// Every private kind the form has a line for. Off unless the case turns it on. What has a form of
/// its own is on no other, but Veterans Affairs asks for its programs on the one it has.
Fact private_kinds(const Context& d, const Disclosure& disclosure);
/// The private kinds that the case says no to: a letter without a form says so too.
Fact private_kinds_left_out(const Context& d, const casefile::Entry& request);
/// The law of the holder's state was read, and lets doctors share ordinary records without
/// permission; what it says of a private kind that is switched on is another question.
bool needs_no_permission(const Disclosure& disclosure);
/// Records of a substance use program and psychotherapy notes share a form with nothing.
bool has_form_of_its_own(std::string_view category_or_paper);
/// Of the office nothing is asked for but such records: its name alone says too much.
bool is_discreet_office(const ByOffice& disclosures, const casefile::Entry* office);
/// The papers that are permissions: only these end, can be taken back, and need somebody's right to
/// sign.
bool is_permission(const Disclosure& disclosure);
/// Whether the recipient is a provider who treats the patient. Who is not known to treat gets
/// nothing without a permission.
bool treats(const Disclosure& disclosure);

// --- rules of the holder's state (state_rule.cpp), and who signs by them (signing.cpp)

/// The paper shares this private kind of record.
bool shares(const Disclosure& disclosure, std::string_view category);
bool applies(const kind::Categories& about, const Disclosure& disclosure);
Fact rule(const Context& d, const Disclosure& disclosure);

/// Who signs one paper, and which minor signs beside them.
struct Signing {
  std::vector<Signer> signers;
  std::vector<const casefile::Entry*> beside;
};
Signing signing(const Context& d, const Disclosure& disclosure, const People& people);
Fact countersigners(const Signing& signing);

// --- requests and what stands in their way

/// Why this disclosure's permission cannot be made (E501 …), if so. Its lesser doubts are told as
/// warnings.
Fact problem(
    const Context& d, const Disclosure& disclosure, const People& people, const Signing& signing
);
/// What the request's authorization says of its end; nothing where there is none.
const casefile::Entry* expires(const Disclosure& disclosure);
/// The consent says that it has no end, and may: 42 CFR 2.31(a)(7), for treatment.
bool is_endless(const Disclosure& disclosure);
Fact requests(
    const Context& d,
    const std::vector<Disclosure>& disclosures,
    const People& people,
    const Standing& now
);
Fact records(const Context& d);
/// The permission that the disclosure needs is signed and in force.
bool is_permitted(const Context& d, const Disclosure& disclosure);
/// Every permission of the case, also those that are over.
Fact permissions(
    const Context& d, const std::vector<Disclosure>& disclosures, const People& people
);
Fact holder_name(const Language& in, const casefile::Entry* holder);
/// to Dr. Okafor, to the clinic: as it stands behind "send".
Fact holder_in_sentence(const Language& in, const casefile::Entry* holder, Called called);
/// Who gets the records: the patient, a provider of the case, or what the recipient element says
/// itself.
const casefile::Entry* receiver(const Context& d, const Disclosure& disclosure);
Fact receiver_name(const Language& in, const casefile::Entry* who);
/// to Dr. Okafor, as it stands behind "send"; the Dr. Okafor of a language that has an article.
Fact receiver_in_sentence(const Language& in, const casefile::Entry* who, Called called);
/// Where the records are sent, a line each: name, office, department, address.
Fact lines_of_receiver(const Language& in, const casefile::Entry* who);
/// Slides travel by courier, and no courier brings anything to a post office box: where the request
/// asks for that; nullptr: it does not.
const casefile::Entry* slides_to_post_box(const Disclosure& disclosure, const casefile::Entry* who);
/// Another disclosure of this office goes to somebody else: papers about the two are told apart.
bool goes_elsewhere(const Context& d, const ByOffice& disclosures, const Disclosure& disclosure);
/// What a paper about a disclosure is called by: its office, and who gets the records where the
/// office alone does not tell.
Fact caption(const Context& d, const Disclosure& disclosure, bool with_receiver);

// --- how far the records have come (progress.cpp)

/// What is still to come of a request. An entire record that lists no items is wanted; under a
/// permission that was taken back, and of a request that is closed, nothing is.
struct Progress {
  bool wanted = false, asked = false;
};
Progress progress_of(const Disclosure& disclosure);
/// An item that nobody has asked for yet.
bool is_wanted(const casefile::Entry& item);
/// One of the records was asked for or is wanted, whether or not that is still permitted.
bool is_waiting(const Disclosure& disclosure);
/// Some of its records are wanted, or asked for, and have not come.
bool is_missing(const Disclosure& disclosure);
/// What has not come: the records that a letter asks for. A permission names them all.
std::vector<const casefile::Entry*> to_come(const Disclosure& disclosure);
/// Something that is asked for, or to be asked for, has not come.
bool records_to_come(const std::vector<Disclosure>& disclosures);
/// Whose opinion is to come, or whom the next visit is with.
const casefile::Entry* whom_records_are_for(const Standing& now);
/// The same, where these records are for them.
const casefile::Entry* needs_records(const Disclosure& disclosure, const Standing& now);
/// What has come and, as far as the case says, was not passed on to who needs it.
std::vector<const casefile::Entry*> to_send_on(const Disclosure& disclosure, const Standing& now);
/// All that was asked for has come, under no permission that was taken back.
bool have_records_come(const std::vector<Disclosure>& disclosures);
/// Some of it is needed on that day or later, so that nobody asks before it if all has come.
bool is_due_from(const std::vector<Disclosure>& disclosures, const Fact& day);
/// This doctor's office is asked for records.
bool is_asked_of(const std::vector<Disclosure>& disclosures, const casefile::Entry* doctor);
/// Records of a substance use program are asked of this doctor's office (42 CFR 2.11).
bool is_program(const std::vector<Disclosure>& disclosures, const casefile::Entry* doctor);
/// Some record is asked for with what `name` says (includeImages …), or none is listed by itself:
/// nobody knows then.
bool may_include(const std::vector<Disclosure>& disclosures, std::string_view name);

// --- questions, comparison

/// `to_come`: an opinion is to come, and its doctor has the bank's questions to answer.
Fact questions(const Context& d, const People& people, bool to_come, bool is_review);
/// The letters of a text as two people would type it alike: small letters, single spaces, no end
/// mark. Only ASCII letters change case: two that differ in anything else stay two.
std::string normalized_text(std::string_view text);
Fact comparison(const Context& d, const People& people);
/// "2 of 3 agree": more than two answered (a list of lines each), some of them in the same words.
Fact agreement(const Context& d, const std::vector<List>& answers);
/// All answered (a list of lines each), and as two people would type one answer alike.
bool are_same_words(const std::vector<List>& answers);
/// The doctors' own words.
Fact quotes(const Language& in, const std::vector<const casefile::Entry*>& opinions);

// --- the story, the days to keep, the people who help

Fact story(const Context& d);
/// The medicines taken now, planned, and stopped.
Fact medicines(const Context& d);
Fact health_problems(const Context& d);
/// A private matter that nobody asked to be on a paper (@sensitive, @include).
bool is_private(const casefile::Entry& entry);
/// Whether a text has these words, whatever the case of their letters; no text has no words.
bool mentions(std::string_view text, std::string_view words);
/// What was tried and what goes on, those that go on first (treatments.cpp).
List treatments_of(const Context& d);
/// The same, told apart for who says it aloud: medicines that are taken, what was done or goes on
/// besides, and what was stopped.
Fact treatments_told(const Context& d);
/// What the person wants to know or decide: the goals by their rank; without any, the words of the
/// reasons' codes.
Fact goals(const Context& d);
/// The reasons that a doctor may be told: those with a code of their own.
Fact reasons_to_say(const Context& d);
/// The reasons in the person's own words, which no doctor is told or sent.
Fact own_reasons(const Context& d);
/// Every reason: what kind it is, and in which words.
Fact all_reasons(const Context& d);
/// The plans that are over and of which no other paper tells: they say a day, or have no name.
Fact plans_over(const Context& d);
const casefile::Entry* planned_treatment(const Context& d);
/// A plan of another doctor than the one whose plan is followed.
bool is_turned_down(const Context& d, const casefile::Entry* plan, const People& people);
Fact deadlines(const Context& d, const std::vector<Disclosure>& disclosures, const People& people);
/// The next day on which a doctor, or the person, wants it decided; the latest when all have
/// passed.
Fact last_day(const Context& d, const Standing& now, const People& people);
/// The way in days: how it began, the deadlines that have passed, today, and what is to come;
/// nothing where no day is set. `story`, `deadlines` and `last_day` are the facts of these names.
List milestones(const Context& d, const Fact& story, const Fact& deadlines, const Fact& last_day);
/// Gives things in time order, which have a "date", their "place" on a line that is drawn to scale,
/// and how much "later" each is than the one before it. Returns what else is drawn on the line;
/// nothing where such a line would tell no more than a list.
Fact add_time_scale(const Context& d, List& dated);
/// The way in stages, and where the case is.
Fact stages(const Context& d, const Standing& now, const std::vector<Disclosure>& disclosures);
/// The steps before the one where the case is that are still open.
Fact steps_left(const Context& d, const Standing& now, const std::vector<Disclosure>& disclosures);
Fact helpers(const Context& d);
/// The numbers this office knows the patient by. One of another office is nobody else's business.
Fact record_numbers(const Context& d, const casefile::Entry* holder);
/// Companions, who speaks or signs, and the advocate: each person once, and reached as the case
/// says anywhere.
Fact at_my_side(const Context& d, const People& people);
/// Companions with whom the patient talks of care: whom an office may tell of it, and who comes
/// along to take notes, to ask or to support where nothing is said against it.
Fact confidants(const Context& d);
Fact candidates(const Context& d);
/// Whoever has no role in this, but those whose name alone says what records they have.
Fact other_providers(const Context& d, const std::vector<Disclosure>& disclosures);
/// What the law of the state of the visit says about recording it.
Fact recording(const Context& d, const casefile::Entry* visit, const People& people);

// --- the decision (decision.cpp)

/// Which letters the decision contradicts, and how (E530, E531, E532, E534).
Fact decision_problem(const Context& d, const People& people);
/// Whose plan is followed, once it is decided: of who stays, that of the doctor there is where
/// nothing else is said; of who changes, that of the new one. nullptr: it is not decided, or the
/// case contradicts itself.
const casefile::Entry* chosen_doctor(const Context& d, const People& people);
/// The decision is to stay: nothing needs to be sent on to the other doctors.
bool is_closed_by_staying(const Context& d, const Disclosure& disclosure, const People& people);
/// The same, told of the letter (E533).
Fact transfer_problem(const Context& d, const Disclosure& disclosure, const People& people);
/// Whose opinion the patient follows who stays with the doctor there is; nullptr: that doctor's.
const casefile::Entry* followed_while_staying(const Context& d, const People& people);
/// The doctor the decision chose, else the second one.
const casefile::Entry* new_doctor(const Context& d, const People& people);

}  // namespace engine::facts
