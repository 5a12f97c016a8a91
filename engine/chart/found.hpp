#pragma once

// What the readers of charts hand on: facts with their sources. A reader knows its format; whoever
// takes these up (merging, the draft, the report) knows none.

#include "engine/base/base.hpp"
#include "engine/base/budget.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace engine::chart {

/// A code with the list it is from, by the name people know: RxNorm, SNOMED CT, ICD-10-CM, NDC.
struct Code {
  std::string system, code;
  bool operator==(const Code&) const = default;
};

/// A person's name as FHIR's HumanName has it.
struct PersonName {
  std::string use;  ///< official, usual, nickname, old, maiden; empty when nothing is said
  std::string text;
  std::vector<std::string> prefix, given;
  std::string family;
  std::vector<std::string> suffix;
  bool is_empty() const { return text.empty() && given.empty() && family.empty(); }
  /// The parts in their order, or the text.
  std::string whole() const;
};

struct Address {
  std::string use;  ///< home, work, temp, old, billing
  std::vector<std::string> lines;
  std::string city, state, postal_code, country;
  std::optional<Date> until = {};  ///< the last day that the chart gives for it
  bool is_empty() const { return lines.empty() && city.empty() && postal_code.empty(); }
};

struct Telecom {
  std::string system;  ///< phone, fax, email, url
  std::string use;     ///< home, work, mobile, old
  std::string value;
  std::optional<Date> until = {};  ///< the last day that the chart gives for it
};

/// Who the chart is about, as one source says it.
struct Person {
  std::size_t source = 0;
  std::vector<PersonName> names;  ///< the one to print first
  std::optional<Date> born;
  bool born_is_evidence = true;  ///< false: a phone's own data, which may hold any day
  std::vector<Address> addresses;
  std::vector<Telecom> telecoms;
  struct Number {
    std::string value, whose;
  };
  std::vector<Number> numbers;  ///< that offices know the person by; never a Social Security number
  /// What tells people apart, to compare charts by alone: it is written nowhere.
  struct Mark {
    std::string giver, value;  ///< a number, and the OID or URI of who gives it
    bool operator==(const Mark&) const = default;
  };
  std::vector<Mark> marks;
  static constexpr std::string_view social_security = "us-ssn";  ///< who gives it
  void mark(std::string_view giver, std::string_view value) {
    constexpr std::string_view oid = "urn:oid:";
    if (giver.starts_with(oid)) giver.remove_prefix(oid.size());
    if (!giver.empty() && !value.empty()) marks.push_back({std::string{giver}, std::string{value}});
  }
  std::string sex;               ///< F or M, to compare by alone
  std::string language;          ///< BCP 47, of speaking
  std::string interpreter;       ///< whether one is needed: yes, no
  bool is_spoken_alone = false;  ///< the chart speaks of speaking that language, and not of reading
  std::size_t entry = 0;         ///< which of Chart::found it came in
};

/// A doctor, or an office that holds records.
struct Provider {
  std::size_t source = 0;
  PersonName name;
  std::string specialty, organization;
  Address address;
  std::vector<Telecom> telecoms;
  bool is_primary_care = false;
  int visits = 0;  ///< of the person, as far as a chart lists visits
  std::optional<Date> last_visit;
  std::vector<std::string> elsewhere;  ///< other offices of the charts, a line each
  std::string text_name;  ///< as the text of the chart has it, where that is the other way round
  std::size_t entry = 0;  ///< which of Chart::found it came in
  std::string called() const { return name.is_empty() ? organization : name.whole(); }
};

/// Somebody to call, or who may act for the person: who they are is said as the chart says it.
struct Contact {
  std::size_t source = 0;
  PersonName name;
  std::string
      relationship;  ///< in the words of the chart, or ids of words: "mother, relation.pays"
  Address address;
  std::vector<Telecom> telecoms;
  std::vector<std::string>
      elsewhere;              ///< numbers and addresses that other charts have, a line each
  std::optional<Date> until;  ///< the last day that the chart gives for it
  std::size_t entry = 0;      ///< which of Chart::found it came in
};

struct Coverage {
  std::size_t source = 0;
  std::string payer, plan, member_id, group_id, subscriber;
  std::vector<Telecom> telecoms;  ///< of the payer
  std::optional<Date> until;      ///< the last day that the chart gives for it
  std::size_t entry = 0;          ///< which of Chart::found it came in
  std::string called() const {
    return payer.empty() || plan.empty() ? payer + plan : payer + ", " + plan;
  }
};

/// How a medicine is taken, in the numbers and codes of a chart. The words for them are made when a
/// draft is written, in its language.
struct Amount {
  std::string value, high, unit;  ///< `high` of a range
};
struct Timing {
  std::string every, high, unit;  ///< each so many h, d, wk, mo, min, a
  std::string times, times_high;  ///< so often in that time; empty is once
  bool about = false;
  std::string event;   ///< HS, AC ...: a code of HL7's TimingEvent or FHIR's EventTiming, or MON
  std::string offset;  ///< minutes before or after it
  std::string at;      ///< a time of the clock: 08:00
  std::string words;   ///< of the chart, where it has no numbers
};
/// The most that may be taken: in a time, at once, or ever.
struct Most {
  Amount amount, per;  ///< `per` is empty where it is for one time, or for ever
  bool is_ever = false;
};
struct Dosage {
  Amount dose, rate;
  std::vector<Most> most;
  std::string route;
  std::string vehicle;  ///< what it is given in
  std::vector<Timing> timings;
  bool as_needed = false;
  std::string needed_for;
  Amount how_long;                 ///< 7 d
  Amount lasts;                    ///< how long one dose takes: 2 h of an infusion
  Amount count;                    ///< so many times in all; in a unit of time where it is unclear
  std::vector<Date> days;          ///< on which it is to be taken
  std::optional<Date> start, end;  ///< of a dose that is not the same all the time
};

/// The day on which a chart says what it says. Records that came without one have that of the
/// newest of them, and may be of a later day.
struct ChartDay {
  Date date;
  bool is_least = false;
  bool operator==(const ChartDay&) const = default;
};

/// How a fact is known.
enum class Basis { coded, text, unconfirmed, claim, unnamed };
constexpr std::string_view basis_codes[] = {"coded", "text", "unconfirmed", "claim", "unnamed"};

/// What an entry of a chart is about.
enum class Section {
  problems,
  medications,
  allergies,
  procedures,
  family,
  insurance,
  people,
  results,
  vaccines,
  vitals,
  plans,
  visits,
  claims,
  documents,
  devices,     ///< implants, and what somebody walks or breathes with
  directives,  ///< what somebody wants done, and what not, when they cannot say it
  social,      ///< how somebody lives
  abilities,   ///< what somebody can do, and how they are
  care,        ///< what was done for somebody, and is no operation
  others
};
constexpr std::string_view section_ids[] = {
    "problems", "medications", "allergies", "procedures", "family", "insurance", "people",
    "results",  "vaccines",    "vitals",    "plans",      "visits", "claims",    "documents",
    "devices",  "directives",  "social",    "abilities",  "care",   "others"};

/// Whether a relative who was ill has died, and of that.
enum class EndOfLife { none, died, cause };

/// What happened once, of an allergy.
struct Reaction {
  std::string name, severity;
  std::optional<Date> day, last_day = {};  ///< the last one where it is another
};

/// A fact that may go into the case.
struct Item {
  Section kind = Section::problems;
  std::string name;               ///< as it is to be printed
  std::vector<std::string> also;  ///< other spellings of the chart
  std::vector<Code> codes;        ///< the best first
  /// A word of the case format: of a problem active, resolved, ruled-out, unclear; of a medicine
  /// current, stopped, planned, on-hold, unclear; of an allergy active, resolved.
  std::string status;
  std::optional<Date> start, end;
  std::string dose, frequency, instruction, reason;  ///< of a medicine
  std::string prescriber;                            ///< of a medicine, by name
  std::string prescriber_id;                         ///< of that provider, in a draft that has them
  std::string status_reason;    ///< why it was stopped, or is not taken as it was meant
  std::vector<Dosage> dosages;  ///< what `dose` and `frequency` are made of
  std::string reaction, severity, criticality;  ///< of an allergy
  std::vector<Reaction> reactions;              ///< what these are made of
  std::string type;                             ///< of an allergy: allergy, intolerance
  std::string against;                          ///< of an allergy: medication, food, ...
  std::string place;                            ///< of a procedure
  std::string site;  ///< of the body, as it stands in `name` too: "Left, Knee region structure"
  /// Of a problem, in the words of the chart: "Stage IIIB", "Severe".
  std::string stage, how_bad;
  /// Of a problem: remission, recurrence or inactive, then the words for it.
  std::string course;
  std::string relative, age;  ///< of an illness in the family
  std::string who;  ///< the relative's own name, which tells two apart and is written nowhere
  EndOfLife end_of_life = EndOfLife::none;  ///< of the relative
  Basis basis = Basis::coded;
  std::size_t source = 0;
  std::vector<std::size_t> more_sources;  ///< that say the same
  /// The name, and in brackets what of a problem is told behind it.
  std::string full_name() const;
  std::string sensitive;         ///< a category of case.xml, or empty
  std::optional<Date> recorded;  ///< of two entries of a chart that differ, the later one decides
  std::optional<ChartDay> said_on;  ///< by the chart that says it
  std::optional<Date> ordered;  ///< of a medicine: the newest order, where nothing else is known
  /// What `also` was asked for already, so that thousands of spellings are not gone through for
  /// each that comes: they only grow.
  struct Asked {
    std::set<std::string> spellings;  ///< folded
    std::size_t of_spellings = 0, of_sides = 0;
  };
  mutable Asked asked;
  bool is_over_by_end = false;  ///< of a problem: its end alone says that it is over
  bool is_handed_out = false;   ///< of a medicine: it says no more than that it was fetched
  bool is_of_stay = false;      ///< of a medicine: ordered for a stay in the hospital
  std::string supply;           ///< for how many days that was, or what was billed
  std::optional<Date> earlier;  ///< of a medicine: when a course began that was over long before
  std::size_t entry = 0;        ///< which of Chart::found it came in
  /// Why a person has to look at it: ids of words, and what stands beside them.
  struct Doubt {
    std::string why, words;
    std::optional<Date> day = {}, other_day = {};  ///< of the chart that stands, and of the other
    bool operator==(const Doubt&) const = default;
  };
  std::vector<Doubt> doubts;
  void doubt(
      std::string_view why,
      std::string words = {},
      const std::optional<Date>& day = {},
      const std::optional<Date>& other_day = {}
  ) {
    Doubt one{std::string{why}, std::move(words), day, other_day};
    if (std::ranges::find(doubts, one) == doubts.end()) doubts.push_back(std::move(one));
  }
  /// Where the chart's own words speak against an illness or a medicine that goes on: nobody knows
  /// if it does. An allergy stays one.
  void call_unclear() {
    const bool goes_on = status == "active" || status == "current";
    if (kind != Section::allergies && goes_on) status = "unclear";
  }
  /// All that the chart calls it.
  std::vector<std::string> all_names() const {
    std::vector<std::string> all{name};
    all.insert(all.end(), also.begin(), also.end());
    return all;
  }
  /// Doubts it what somebody wrote beside it; words that say that it is over or on hold leave it
  /// unclear.
  void take_comment(std::string words);
  /// How bad it gets: mild, moderate or severe. Of two the worse one stands, and the other is told.
  void take_severity(const std::string& said);
};

/// What became of an entry of a chart.
enum class Outcome { taken, merged, none, negated, left_out, not_understood };
constexpr std::size_t outcome_count = 6;

/// What stands beside the name of an entry, and how: the id of words after "beside.".
struct Beside {
  std::string how, words;
};

/// One entry of a chart, and what became of it.
struct Found {
  std::size_t source = 0;
  Section section = Section::others;
  Outcome outcome = Outcome::taken;
  std::string why;   ///< the id of words: why it was not taken
  std::string what;  ///< what the chart calls it
  Item item;         ///< of Outcome::taken
  std::vector<Beside> beside;
  std::optional<Date> day;         ///< of what may come often: a visit
  std::optional<Date> until = {};  ///< the last day of what went on from `day` on
  bool is_over = false;            ///< it has an end: where somebody lived, or worked
  bool is_of_life = false;         ///< how somebody lives, from `day` to `until`
  bool is_to_come = false;         ///< a visit that is planned: its day is none of the chart
};

/// What a list of a source says of itself where it lists nothing.
enum class Empty { missing, no_information, not_asked, none };
/// Of which allergies it is said that there are none.
enum class Scope { all, drug, food };

struct Statement {
  Empty says = Empty::missing;
  Scope scope = Scope::all;
  std::optional<std::size_t> source = {};  ///< that says it, where it stands for all of them
};

/// One chart: a document, or a file of records.
struct Origin {
  std::string file;          ///< as it was given, with its place in a zip
  std::string kind;          ///< c-cda, fhir, apple-health, claims
  std::string title;         ///< what it calls itself
  std::string organization;  ///< who keeps the records
  std::optional<Date> date;
  std::string sha256;
  std::optional<ChartDay> day() const {
    return date ? std::optional{ChartDay{*date, is_least_day}} : std::nullopt;
  }
  std::map<Section, int> entries;  ///< how many stand in it, counted before they are read
  std::map<Section, std::vector<Statement>> statements;
  bool is_least_day = false;  ///< `date` is that of the newest record, for want of a better one
  bool is_piece = false;      ///< a section that came without its document
};

/// Something about a whole file that a person should know: the id of words, and what fills them.
struct Note {
  std::string file, why, words;
};

/// All that was found.
struct Chart {
  std::vector<Origin> sources;
  std::vector<Person> people;
  std::vector<Provider> providers;
  std::vector<Contact> contacts;
  std::vector<Coverage> coverages;
  std::vector<Found> found;
  std::vector<Note> check;     ///< what a person has to look at
  std::vector<Note> left_out;  ///< what stands in no list: identifiers, the text of a page
  std::vector<Note> not_read;  ///< files and sections
  /// What charts say of the person that no paper needs, by kind: race, license, passport.
  std::map<std::string, int> personal;
  std::vector<std::string> attachments;  ///< PDFs that came along, for the binder
  std::optional<Date> today;             ///< as far as somebody said it
  /// Asked for each entry that is read, and for each that is compared with others.
  const Budget* budget = &Budget::none();

  /// Whether a day is still to come. A chart of tonight may be of tomorrow where it was written.
  bool is_to_come(Date day) const {
    return today && day_number(day.first_day()) > day_number(today->last_day()) + 1;
  }
  /// The day that a source says it is of; nothing where it says none, or one that is still to come,
  /// which is told.
  std::optional<Date> own_day(std::size_t source, std::optional<Date> said) {
    if (!said || !is_to_come(*said)) return said;
    const std::string& file = sources[source].file;
    const bool is_told = std::ranges::any_of(check, [&](const Note& note) {
      return note.file == file && note.why == "day-to-come";
    });
    if (!is_told) check.push_back({file, "day-to-come", said->iso()});
    return std::nullopt;
  }

  void count(std::size_t source, Section section, int entries = 1) {
    sources[source].entries[section] += entries;
  }
  /// An item that nothing names, no word and no code, is one that could not be read: what else it
  /// says stands under "Not read".
  void take(Item item) {
    if (item.name.empty() && item.codes.empty() && item.reaction.empty()) {
      std::string said = item.instruction;
      if (!item.reason.empty()) said += (said.empty() ? "" : ", ") + item.reason;
      if (item.start) said += (said.empty() ? "" : ", ") + item.start->iso();
      return leave(
          item.source, item.kind, Outcome::not_understood, "without-name", std::move(said)
      );
    }
    item.entry = found.size();
    found.push_back({item.source, item.kind, Outcome::taken, {}, item.name, std::move(item), {}, {}}
    );
  }
  void leave(
      std::size_t source,
      Section section,
      Outcome outcome,
      std::string_view why,
      std::string what,
      std::vector<Beside> beside = {}
  ) {
    found.push_back(
        {source, section, outcome, std::string{why}, std::move(what), {}, std::move(beside), {}}
    );
  }
  /// Something that the chart says is not so, with its names and codes: another entry may say that
  /// it is.
  void deny(Item item, std::string_view why, std::string what) {
    leave(item.source, item.kind, Outcome::negated, why, std::move(what));
    found.back().item = std::move(item);
  }
  /// Somebody who stands in a chart and not as one of its entries: that is an entry, too.
  void meet(Person person) {
    person.entry = enter(person.source, person.names.empty() ? "" : person.names.front().whole());
    people.push_back(std::move(person));
  }
  void meet(Provider provider) {
    provider.entry = enter(provider.source, provider.called());
    providers.push_back(std::move(provider));
  }
  void meet(Contact contact) {
    contact.entry = enter(contact.source, contact.name.whole());
    contacts.push_back(std::move(contact));
  }
  /// What the last entry was about, taken.
  std::size_t last() const { return found.size() - 1; }
  /// An address that looks like one of e-mail and was left out, each once.
  void tell_direct_address(std::size_t source, std::string_view address) {
    const std::string& file = sources[source].file;
    const auto known = std::ranges::find_if(left_out, [&](const Note& note) {
      return note.why == "direct-address" && note.file == file;
    });
    if (known == left_out.end())
      left_out.push_back({file, "direct-address", std::string{address}});
    else if (known->words.find(address) == std::string::npos)
      known->words += ", " + std::string{address};
  }
  /// One who is in the list already.
  void merge(std::size_t entry) {
    found[entry].outcome = Outcome::merged;
    found[entry].why = "said-again";
  }
  /// A statement that there is nothing to list, which is an entry of its own.
  void none(std::size_t source, Section section, Statement statement, std::string what) {
    sources[source].statements[section].push_back(statement);
    leave(
        source,
        section,
        Outcome::none,
        statement.says == Empty::none ? "none" : "no-information",
        std::move(what)
    );
  }

 private:
  std::size_t enter(std::size_t source, std::string_view name) {
    count(source, Section::people);
    leave(source, Section::people, Outcome::taken, "", std::string{name});
    return last();
  }
};

/// Leaves out how somebody lives or works, with the days from when to when; one that goes on says
/// since when.
inline void leave_of_life(
    std::size_t source,
    std::string what,
    const std::optional<Date>& start,
    const std::optional<Date>& end,
    bool is_over,
    Chart& chart
) {
  chart.leave(source, Section::social, Outcome::left_out, "no-place", std::move(what));
  Found& found = chart.found.back();
  found.day = start;
  found.until = end;
  found.is_over = is_over || end;
  found.is_of_life = true;
}

}  // namespace engine::chart
