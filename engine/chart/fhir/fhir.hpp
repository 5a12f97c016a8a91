#pragma once

// The reader of FHIR R4, in JSON and XML, and of the few names that DSTU2 has for the same.

#include "engine/chart/fhir/value.hpp"
#include "engine/chart/found.hpp"
#include "engine/chart/line_words.hpp"
#include "engine/chart/wording.hpp"
#include "engine/xml/xml.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace engine::chart::fhir {

/// Brackets that may stand in each other.
constexpr std::size_t most_levels = 512;

/// One value of JSON at the beginning of a text.
struct Json {
  Value value;
  std::size_t end = 0;                         ///< behind it
  std::size_t values = 0;                      ///< how many it holds
  std::size_t fault = std::string_view::npos;  ///< where it is no JSON
  bool is_too_deep = false, is_too_much = false;
};

/// Reads one value, which may hold `most_values`; numbers stay as they are written. No depth of
/// brackets uses up the stack.
Json read_json(std::string_view text, std::size_t most_values);

/// A resource out of an element of FHIR XML, and the one inside an element.
Value resource_of(const xml::Element& element);
Value resource_in(const xml::Element& holder);

/// True for the name of a resource, or of a Bundle.
bool is_resource(std::string_view name);

/// One resource, and the address it has in its bundle.
struct Entry {
  Value resource;
  std::string url;
};

/// The resources of a bundle, or the one alone; a searchset page or an error inside is told as a
/// note of the file.
void unbundle(Value value, const std::string& file, std::vector<Entry>& to, Chart& chart);

/// Reads resources that came from one place as the source with that number. A resource goes in only
/// if it is about the person whose Patient stands among them, or if it says of nobody whose it is.
void read(const std::vector<Entry>& entries, std::size_t source, Chart& chart);

// --- the room's own ---

/// The members that say whose a record is.
constexpr std::string_view subject_names[] = {"subject", "patient", "beneficiary"};

/// The resources of a source, by the ways in which others refer to them.
class Index {
 public:
  explicit Index(const std::vector<Entry>& entries);
  /// What a reference points to: by its address, by type and id, or contained in `holder`.
  const Value& referred(const Value& reference, const Value& holder) const;
  /// Whether a subject is the person: `nobody_said` where a resource has none.
  enum class Whose { ours, somebody_elses, nobody_said };
  Whose whose(const Value& resource) const;
  /// What the report is called that a result is of, or the result it is a part of; empty where it
  /// is of none.
  std::string panel_of(const Value& observation) const;
  /// Whether a record that is taken as the person's has a subject of whom there is a family name
  /// and no more.
  bool may_be_another(const Value& resource) const;

 private:
  bool is_named_otherwise(const Value& who) const;
  bool is_another_inside(const Value& inside) const;

  std::unordered_map<std::string, const Value*> by_reference_;
  std::vector<const Value*> patients_;
  std::unordered_map<const Value*, std::string> panels_;
  std::string only_subject_;
};

/// The doctors and offices that the records of the person name. A file may hold many more: those of
/// a whole town.
class Circle {
 public:
  /// How often somebody was visited, when last, and at which offices.
  struct Ties {
    int visits = 0;
    std::optional<Date> last_visit;
    std::set<std::string> offices;
    bool is_primary_care = false;
    std::string role;  ///< in a care team, in the words of the chart
  };
  /// Somebody of whom a record has a name and no more, or who stands inside a record.
  struct Named {
    std::string name;
    bool is_office = false;
    const Value* contained = nullptr;
    const Value* holder = nullptr;  ///< the record it is contained in
    Ties ties;
  };

  Circle(const std::vector<Entry>& entries, const Index& index);
  bool has(const Value& resource) const { return referred_.contains(&resource); }
  /// An office that pays the bills and is named for nothing else.
  bool only_pays(const Value& office) const { return !has(office) && pays_.contains(&office); }
  const Ties& ties_to(const Value& resource) const;
  const std::vector<Named>& named() const { return named_; }

 private:
  void walk(const Value& value, std::string_view key, const Value& holder);
  void mark(const Value& resource);
  Ties* take(const Value& reference, std::string_view key, const Value& holder);
  void take_visit(const Value& encounter);
  void take_team(const Value& team);

  const Index& index_;
  std::set<const Value*> referred_, pays_;
  std::map<const Value*, Ties> ties_;
  std::vector<Named> named_;
  std::map<std::tuple<const Value*, std::string, bool>, std::size_t> by_name_;  ///< in named_
};

/// The names of a thing that say something, and a statement among them if there is one.
struct Said {
  Chosen chosen;
  std::string shown;  ///< also where nothing of it is a name
  std::optional<Statement> statement;
  std::string stated_beside;  ///< a text that states such a thing beside the code of another
};

struct Reading {
  const Index& index;
  const Circle& circle;
  std::size_t source;
  Chart& chart;
};

void read_patient(const Value& patient, const Reading& to);
void read_condition(const Value& condition, const Reading& to);
void read_medication(const Value& resource, const Reading& to);
/// The medicine of a record: in words here, or of a record of its own. R5 has both in one member.
struct Medicine {
  const Value* coded;
  const Value* reference;
  const Value* of;  ///< what that refers to
};
Medicine medicine_of(const Value& resource, const Reading& to);
/// What it is called: by its code or its words, else by what it is made of, else by the reference.
Said said_of_medicine(const Medicine& parts, const Reading& to);
/// How strong it is, and of what form, where its name does not say so: "Anastrozole (1 mg/tablet)".
/// Another strength than that of its name is told.
void set_strength(const Medicine& parts, const Reading& to, Item& item);
/// What the medicine of a record is called; empty for a record that is about none.
std::string medicine_called(const Value& resource, const Reading& to);
void read_allergy(const Value& allergy, const Reading& to);
void read_procedure(const Value& procedure, const Reading& to);
/// What is in the body, or an aid. A device of nobody wrote a record, or measured something.
void read_device(const Value& device, const Reading& to);
void read_family(const Value& history, const Reading& to);
void read_provider(const Value& resource, const Reading& to);
/// Doctors and offices of whom the records of the person have a name and no more.
void read_named(const Reading& to);
void read_related(const Value& related, const Reading& to);
void read_coverage(const Value& coverage, const Reading& to);
/// A care team is those who are in it. One that is no more is told with their names.
void read_care_team(const Value& team, const Reading& to);
/// Whether those in a care team care for somebody now, as far as it says.
bool is_team_of_now(const Value& team);
/// What somebody does in a care team, in the words of the chart; empty where they say nothing.
std::string role_in_team(const Value& participant);
/// Whether that is somebody of the family, or a friend, who cares for somebody.
bool is_role_of_family(std::string_view role);
/// A bill is left out; a medicine that a pharmacy billed is known from it, and from nothing better.
void read_claim(const Value& claim, const Reading& to);
void read_list(const Value& list, const Reading& to);
/// Which of Chart::found the records became: from the first on, up to the second.
using Became = std::map<const Value*, std::pair<std::size_t, std::size_t>>;
/// Tells what a list says of the records it points to, when all were read: which it has taken off,
/// and what it names without a record.
void tell_list(const Value& list, const Became& became, const Reading& to);
void read_observation(const Value& observation, const Reading& to);
void read_composition(const Value& composition, const Reading& to);
/// Tells what the text of a document's sections has and none of its records, when all were read.
void tell_texts(const Value& composition, const Reading& to);
/// Tells the lines of a record's own text that say more than its data, where it says that they may:
/// beside what became of it, which are the entries from `first` on.
void tell_own_text(const Value& resource, std::size_t first, const Reading& to);
/// What a person can recognise an entry by; nothing where it is of a kind for computers.
std::string label_of(const Value& resource, const Reading& to);
/// The words of those who are in a source, and of all its lines where somebody asks for them.
struct SourceWords {
  PeopleWords people;
  std::optional<LineWords> all = {};
};
/// Tells what a record holds that none of its lines says, when all were read: `became` says which
/// of Chart::found it became.
void tell_rest(
    const Value& resource,
    std::pair<std::size_t, std::size_t> became,
    SourceWords& words,
    const Reading& to
);
/// The list that a LOINC code of a section or a List means.
std::optional<Section> list_of_code(std::string_view code);

PersonName name_of(const Value& name);
Address address_of(const Value& address);
/// Without addresses by which offices write to each other.
std::vector<Telecom> telecoms_of(const Value& owner);
/// Whether an address looks like one of e-mail, and takes messages of offices alone (Direct): by
/// its own words, or as the record says.
bool is_of_offices(const Value& telecom);
/// What a CodeableConcept may be called, the best first: what the person chose, the text, the
/// codes.
std::vector<Candidate> candidates_of(const Value& said);
std::vector<Code> codes_of(const Value& said);
Said said_in(const Value& coded, bool is_medicine = false);
/// Adds what every entry has: names, codes, and how sure its name is.
void set_name(const Said& said, const Value& coded, Item& item);
/// What a code says by itself: that there is nothing, or that nobody knows (IPS, SNOMED CT).
std::optional<Statement> statement_of_code(const Value& coded);
/// What a reason, a reaction or the like is called, also where it is "Allergy", which is no name of
/// a thing (status-reason of MedicationRequest: salg).
std::string said_of(const Value& coded);
/// All names of a list of CodeableConcepts.
std::string names_of(const Value& owner, std::string_view list);
/// What something is for: in words, or the illness that it refers to.
std::string reason_of(const Value& resource, const Reading& to);
std::string joined(const std::vector<std::string>& words, std::string_view between);
/// What the chart says is not so, with its names.
void deny(
    Section kind, const Said& said, const Value& coded, std::string_view why, const Reading& to
);
bool is_mistaken(const Value& resource);
/// Where in the body, in brackets: " (Left knee)".
std::string at_site(const Value& resource);
/// Number and unit as the chart has them.
Amount amount_of(const Value& quantity);
/// The code of a CodeableConcept: that of HL7's own list where it has one, else another that is a
/// word, else its words in small letters; or a plain code as DSTU2 has it.
std::string code_of(const Value& said);
/// The word of a list that a CodeableConcept means, in its codes, their names or its text, "Entered
/// in Error" as well as entered-in-error; where it means none, as code_of() has it.
std::string code_among(const Value& said, std::span<const std::string_view> words);
/// How sure an illness or an allergy is, and whether it goes on, in FHIR's own words.
std::string verification_of(const Value& resource);
std::string clinical_status_of(const Value& resource);
/// Words with why something was not done behind them, and the day.
std::string with_reason(std::string words, const Value& resource);
std::optional<Date> date_of(const Value& resource, std::initializer_list<std::string_view> names);

}  // namespace engine::chart::fhir
