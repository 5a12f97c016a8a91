#pragma once

// The reader of C-CDA, R2.1 and R1.1, and of C32 before it: HL7's Consolidated CDA. All of them
// have the same element paths; sections are known by their LOINC code.

#include "engine/chart/c_cda/element.hpp"
#include "engine/chart/found.hpp"
#include "engine/chart/line_words.hpp"
#include "engine/chart/wording.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace engine::chart::c_cda {

constexpr std::string_view status_of_medicine = "2.16.840.1.113883.10.20.22.4.47";
constexpr std::string_view code_of_medicine_status = "33999-4";

/// True for what this reader reads: a ClinicalDocument, or a section of one.
bool is_c_cda(const xml::Tree& tree);

/// Reads a document into `chart` as the source with that number, which is there already. Cannot
/// fail: what it does not understand is told in the chart.
void read(const xml::Tree& tree, std::size_t source, Chart& chart);

// --- the room's own: a section each ---

/// The rows of a section's text, in which of them a cell has some words, and all its lines.
struct TextRows {
  TextRows(const El& section, const Pages& pages);
  std::vector<El> rows;
  std::multimap<std::string, std::size_t> by_cell;  ///< by the folded words of a cell
  /// A row, an item, a paragraph, or words that only <br/> parts: then `at` is empty.
  struct Line {
    El at;
    std::string words, folded = {};
    mutable bool is_looked_at = false;  ///< it was compared with an entry
  };
  std::vector<Line> lines;
  std::map<std::uint32_t, std::size_t> by_place;          ///< lines by the index of their element
  std::map<std::uint32_t, std::size_t> numbers;           ///< of rows, by their index
  std::multimap<std::string, std::size_t> by_first_word;  ///< rows by the first word of them
  std::map<std::string, std::size_t, std::less<>> by_words;  ///< those without an element
  std::set<std::uint32_t> pointed;   ///< rows that entries point to, by their index
  std::vector<std::size_t> against;  ///< lines, no rows, that say of something that it is not so
  mutable std::set<std::uint32_t> told;  ///< what else was told beside an entry, by its index
  mutable std::set<std::string> said;    ///< who and what entries of it name besides, once each
  /// The line of an element of the text, or of words that stand in none; nullptr where it is none.
  const Line* line_at(const El& element, std::string_view words = {}) const;
  /// The one line that begins with a name; nullptr where none does, or several do.
  const Line* line_with(const std::string& name) const;

 private:
  static constexpr std::size_t most_lines = 1000;  ///< that are asked for a name
  void add_lines(const El& text);
  void add_line(const El& at, std::string words);
};

/// The comments that stand in an element, by its index: an act may hold very many illnesses.
using Comments = std::map<std::uint32_t, std::vector<std::string>>;

/// What the readers of sections share.
struct Reading {
  const Pages& pages;
  std::size_t source;
  Chart& chart;
  std::optional<Date> as_of;            ///< of the document
  El section = {};                      ///< that is being read
  const TextRows* text_rows = nullptr;  ///< of that section
  std::size_t first_found = 0;          ///< of Chart::found, when the section was begun
  PeopleWords* people = nullptr;        ///< as far as they are read
  Comments* comments = nullptr;         ///< as far as somebody asked for them
};

void read_header(const El& document, const Reading& to);
/// Who wrote or did what an entry says, as far as they have a name.
void read_people_of(const El& entry, const Reading& to);
/// Tells who told the office what an entry says, and of results who measured or signed them.
void tell_people_beside(const El& entry, bool of_results, const Reading& to);
/// Somebody to call, unless it is the person, or nobody has a name.
void meet_contact(
    const El& role,
    const El& name,
    std::string relationship,
    const Reading& to,
    const std::optional<Date>& until = {}
);
/// A performer, an author or a member of a team; nothing where it has no name.
std::optional<Provider> provider_of(const El& entity, std::size_t source);

void read_problem(const El& entry, const Reading& to);
/// A problem that stands in a plan of care alone.
void read_problem_of_concern(const El& problem, const Reading& to);
void read_medication(const El& entry, const Reading& to);
/// True for words that tell somebody to do something, and not just what the medicine is called.
bool tells_what_to_do(std::string_view text);
void read_allergy(const El& entry, const Reading& to);
void read_procedure(const El& entry, const Reading& to);
void read_coverage(const El& entry, const Reading& to);
void read_care_team(const El& entry, const Reading& to);
/// Members that stand in small tables of the text alone, each below its name.
void read_care_team_text(const El& section, const Reading& to);
/// Whether a function is that of somebody's own doctor: PCP of HL7's participation functions; PP of
/// its older table 0443 is any first performer, so that there the words decide.
bool is_of_primary_care(const El& function);
void read_family(const El& entry, const Reading& to);
/// A concern of a plan of care: the problems in it are problems, the rest is told in its words.
void read_concern(const El& entry, const Reading& to);
void read_intervention(const El& entry, const Reading& to);

// What the case has no place for is told in the words of the chart (statements.cpp).
void read_device(const El& entry, const Reading& to);
void read_directive(const El& entry, const Reading& to);
void read_social(const El& entry, const Reading& to);
void read_ability(const El& entry, const Reading& to);
/// What stands beside a problem and is no part of it in the case: a day of birth that is expected,
/// what a doctor expects.
void tell_beside_problem(const El& problem, const Reading& to);
/// The devices that a procedure left in the body or was done with.
void tell_devices_of(const El& procedure, const Reading& to);

/// Whether the text of a section has a line that is no statement that there is nothing.
bool lists_something(const El& section, Section kind);
/// A section whose text says more than its entries: rows, items or lines become facts of their
/// text, or a statement that there is nothing.
void read_narrative(const El& section, Section kind, const Reading& to);
/// An act that holds a comment on the entry it stands in.
constexpr std::string_view comment_code = "48767-8";
/// Tells where the codes say that somebody does not have or take a thing, and the text lists it as
/// any other.
void tell_denied_but_listed(const El& entry, const Chosen& names, Section kind, const Reading& to);
/// Doubts of an item what the row of the text about it says otherwise: whether it goes on, its
/// days.
void compare_with_text(const El& entry, const Chosen& names, Item& item, const Reading& to);
/// The same of a word such as "Resolved" that stands behind its name.
void compare_state(const std::string& said, Item& item);
/// Doubts of an item the comments that stand in an entry: of a concern, also in the act around it.
void tell_comments(const El& entry, Item& item, const Reading& to);
/// Tells the comments of something beside the last entry, which was left out.
void tell_comments_beside(const El& said, const Reading& to);
/// What a word says of whether something goes on.
enum class State { unknown, going, over, held };
State state_in(const std::string& words);
/// Tells beside the last entry, which was left out, the days that the row of the text about it has
/// otherwise, and that a row has as done what the entry says was not.
void tell_row_beside(const El& said, const Chosen& names, const Reading& to);
/// What a section calls itself.
std::string title_of(const El& section);
/// Tells each row, item and paragraph of a section's text that none of its entries has.
/// Those of a list of allergies, medicines or problems are to be checked.
void tell_rows_without_entry(const El& section, Section list, const Reading& to);

// --- what no reader asks for (rest.cpp) ---

/// Tells beside what became of an entry, which are those of Chart::found from `first` up to `end`,
/// whatever else of it says something. `kind` is that of the section.
void tell_rest(
    const El& entry, std::size_t first, std::size_t end, Section kind, const Reading& to
);

// --- who an entry is about (subject.cpp) ---

/// A relative as the chart calls them, or by the code of HL7's RoleCode: "mother".
std::string relative_of(const El& related);
/// Who it is about, where that is not the person: what the chart calls them, which may be empty.
/// Nothing where it is about the person.
std::optional<std::string> another_subject(const El& said, const Reading& to);
/// Tells what is about somebody else. True when it did.
bool leave_another(const El& said, Section kind, const std::string& what, const Reading& to);

// --- values (values.cpp) ---

/// What a coded value may be called, the best first, and the codes it has.
std::vector<Candidate> candidates_of(const El& coded, const Pages& pages);
std::vector<Code> codes_of(const El& coded);
/// Whether a code is that of a thing: it has a name, or is of a list that holds nothing else.
bool is_of_thing(const El& coded, const Pages& pages);
/// Every code of a value and its translations, without their systems.
bool has_code(const El& coded, std::span<const std::string_view> wanted);
/// The first and the last day of an effectiveTime.
struct Period {
  std::optional<Date> start, end;
  bool ends_some_day = false;  ///< it is over, and nobody knows since when
};
Period period_of(const El& time);
/// The first day of an entry, else the last.
std::optional<Date> day_of(const El& act);
PersonName name_of(const El& name);
Address address_of(const El& address);
std::vector<Telecom> telecoms_of(const El& owner);
/// Where in the body, and on which side: "Left, structure of lower leg".
std::string site_of(const El& entry);
/// An act of what somebody is told, and no reason of anything.
constexpr std::string_view instruction_template = "2.16.840.1.113883.10.20.22.4.20";
/// Why something was not done or not taken, as far as the entry says it: "Patient refused".
std::string reason_beside(const El& entry, const Pages& pages);
/// Words with that reason behind them, where there is one.
std::string with_reason(std::string words, const El& entry, const Pages& pages);
/// The code of how sure somebody is of something.
constexpr std::string_view verification_code = "99498-8";
/// Doubts what goes on and whose state says in words that it does not: "Ruled out", "Never taken".
void tell_state_in_words(const El& value, Item& item);
/// Doubts an item that is not confirmed, as far as it stands in its observation: "Known possible",
/// "Definitely NOT present".
void tell_verification(const El& observation, Item& item);
/// Doubts an item that goes on the day on which its concern ended.
void tell_end_of_concern(const El& act, Item& item);
/// Doubts an item whose act was given up: aborted, suspended, cancelled.
void tell_broken_off(const El& act, Item& item);
/// What something is for, as far as the entry says it: "Hematochezia".
std::string purpose_of(const El& entry, const Pages& pages);
/// What a medicine, a vaccine or an operation brought about, each in words with its day.
std::vector<std::string> effects_of(const El& entry, const Pages& pages);
/// What a plan or an order is about, with its day, and what stands in it: the reason, other ways to
/// do it, who is to pay, how soon.
struct Plan {
  std::string name;
  std::vector<Beside> beside;
  std::optional<Date> day = {};  ///< of a panel of tests
};
Plan plan_of(const El& entry, const Pages& pages);
/// An amount as it stands: "1 in", "≥ 92 %", "> 500 mg/dL", "70 - 140 mg/dL".
std::string amount_in(const El& value);
/// All values of an observation, in words.
std::string value_in(const El& observation, const Pages& pages);
/// A panel of tests or of measurements: its day, and each of them with its value, what that means
/// and which values are usual; what is still to come, what a report says, and what the text says
/// otherwise.
Plan result_of(const El& act, const std::string& name, const Reading& to);
/// The days of a time that are no days: "20013103".
std::string unreadable_days(const El& time);
/// Doubts an item the days of its time that cannot be read.
void tell_unreadable_days(const El& entry, Item& item);
/// Where something was, in one line: "Good Health Clinic, 17 Daws Rd., Blue Bell, MA".
std::string place_in_words(const Address& address, const El& named);
/// Tells what was ordered from a pharmacy or handed out of a medicine.
void tell_supply(const El& given, const Item& item, const Reading& to);
/// The times of a medicine that are no parts of others, and the parts of those that are put
/// together (SXPR_TS): before breakfast and at bedtime.
std::vector<El> times_of(const El& given);
/// Tells what stands beside a medicine: who watches over it, whether it is taken, what it is not
/// for.
void tell_beside_medicine(const El& given, const Reading& to, Item& item);
/// Doubts a medicine what its mixture is made of.
void tell_ingredients(const El& material, Item& item);
/// The name of a code, and the other names of the chart in brackets.
std::string all_names_of(const El& coded, const Pages& pages);
/// Words, and the day of an entry behind them.
std::string with_day(std::string words, const El& of);
/// The observation of an entry that has this template or this code.
El observation_of(const El& parent, std::string_view root, std::string_view code = {});

}  // namespace engine::chart::c_cda
