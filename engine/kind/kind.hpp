#pragma once

#include "engine/base/base.hpp"
#include "engine/pack/pack.hpp"
#include "engine/vocabulary/vocabulary.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::kind {

using vocabulary::BankQuestion;
using vocabulary::Vocabulary;
using vocabulary::Words;

/// What a document does when a fact it needs is absent.
enum class WhenAbsent { error, blank, omit, warn };

/// A fact a document needs: element, rule, field, action.
struct Need {
  std::string fact;  ///< a path of facts as a template would write it: patient.birthDate; empty:
                     ///< always absent (a signature)
  WhenAbsent when_absent = WhenAbsent::warn;
  bool required_by_law = false;  ///< `--send-ready` turns its blank into an error
  std::string rule;              ///< 45 CFR 164.508(c)(1)(v)
  Words label;  ///< "Date of birth": the line in "Finish before you sign", and in messages
  Span span;    ///< in kind.xml
};

/// When a document is made: facts joined by `and` and `or`, each with `not` before it where it must
/// be absent. `and` binds closer.
struct Condition {
  struct Term {
    std::string fact;  ///< a path of facts as a template would write it
    bool absent = false;
  };
  std::vector<std::vector<Term>>
      any_of;  ///< one of these rows holds, if all of its terms do; empty: always
  bool is_always() const { return any_of.empty(); }
};

/// A legal element that must stand on the finished pages of a form. It is looked for on the pages
/// as they are laid out, not in the template.
struct Proof {
  std::string rule;  ///< 45 CFR 164.508(c)(1)(v)
  Words label;       ///< "When it ends"
  /// Language and words that stand on the pages in this order; {name} is the text of that fact.
  std::vector<std::pair<std::string, std::string>> says;
  std::vector<std::string> facts;  ///< if there, their text stands behind the first words
  Condition when;                  ///< where the rule does not hold, nothing is looked for
  Span span;                       ///< in kind.xml
};

/// The names in braces: "{holderName} may not refuse" has one, holderName.
std::vector<std::string_view> gaps_of(std::string_view words);

/// Who a document is for.
enum class Reader { patient, doctor, office, clinic };
constexpr std::array<std::string_view, 4> reader_names{"patient", "doctor", "office", "clinic"};
/// The reader's name in kind.xml.
constexpr std::string_view name_of(Reader reader) {
  return reader_names[static_cast<std::size_t>(reader)];
}

/// What somebody does with a sheet in hand; none: it is about the others, such as a cover. `read`:
/// a copy, in lists of papers alone.
enum class Task { none, sign, send, bring, write, keep, read };
constexpr std::array<std::string_view, 7> task_names{
    "none", "sign", "send", "bring", "write", "keep", "read"};
/// The task's name in kind.xml, of its words and of its pictogram.
constexpr std::string_view name_of(Task task) {
  return task_names[static_cast<std::size_t>(task)];
}

/// How far a case has come on its way to a second opinion, or to another one. The first three wait
/// for an opinion.
enum class Stage { asking, getting_records, before_visit, two_opinions, deciding, done };
constexpr std::array<std::string_view, 6> stage_names{
    "asking", "getting-records", "before-visit", "two-opinions", "deciding", "done"};
/// The stage's name in kind.xml, and of the fact `stage`.
constexpr std::string_view name_of(Stage stage) {
  return stage_names[static_cast<std::size_t>(stage)];
}

/// A kind of document, as its folder describes it.
struct Kind {
  std::string name;  ///< the folder's name: transfer-letter
  Words title;
  /// On covers and in lists of contents, where the title would say too much; may be empty.
  Words discreet_title;
  Words purpose;  ///< one plain sentence: what it is for
  /// What is said of it where others can read along.
  /// Of the item: lists that lie open do not say which of several it is, be its title discreet or
  /// not. Never, where it is empty.
  Condition discreet_when;
  const std::string& open_title(std::string_view language) const {
    const std::string& discreet = discreet_title.in(language);
    return discreet.empty() ? title.in(language) : discreet;
  }
  Reader reader = Reader::patient;
  Task task = Task::none;
  /// The sets that it joins by itself, at their end: a kind of one's own, which no set of the house
  /// names.
  std::vector<std::string> sets;
  /// Of the item: what it asks for is done, and the paper is one to keep. Never, where it is empty.
  Condition keep_when;
  /// Of the case: it goes out as it stands, as what an office gets does. Never, where it is empty.
  Condition send_when;
  /// About care of a patient who lives: not called for once the patient has died, for the reason
  /// that words.xml calls `not-called-for.deceased`.
  bool living = false;
  std::vector<Stage> stages;  ///< of the case, at which it is called for; empty: at all of them
  /// A fact that is a list: one document for each of its items; empty: one document.
  std::string each;
  /// Its items are the forms of the packet (each="forms"): what they are is known once these have
  /// been proved on their pages.
  bool about_forms = false;
  /// Its items are records that are there as files: its paper is their pages (each="attachment").
  bool of_records = false;
  /// It lists the records that are there, with their pages: where there are any, it is made last.
  bool lists_records = false;
  /// A fact of the item that tells one of several documents from another: holderName.
  std::string about;
  Condition when;
  Words why;       ///< why it is made, in one plain sentence; may be empty
  Words when_not;  ///< why it was not made, in one plain sentence
  /// A fact that, when there, stops this document: a group of code, text and hint (E5xx).
  std::string refuse;
  /// It is about the other papers: their pages are known when it is filled.
  bool made_last = false;
  /// It is about a run over many cases and made when that is over (made="after-a-run", and the
  /// sheet below).
  bool of_run = false;
  /// It is the sheet in front of each packet that a print room prints (made="before-a-packet").
  bool is_separator = false;
  std::vector<Need> needs;
  std::vector<Proof> proofs;
  Span span;
};

/// A kind in a set: what that set asks besides what the kind says of itself.
struct Place {
  bool when_asked = false;    ///< made only when its name is given
  std::vector<Stage> stages;  ///< of the case, at which this set has it; empty: as the kind says
  Condition or_when;          ///< at other stages too, where this holds; never, where it is empty
  Condition not_when;         ///< at no stage, where this holds
  Span span;
};

/// A part of a set, whose pages are marked at the edge: kinds[first] up to kinds[end].
struct Section {
  std::string id;
  Words title;
  std::size_t first = 0, end = 0;
};

/// A set: which kinds, in which order.
struct Set {
  std::string name;
  Words title;
  Words purpose;
  std::string
      cover;  ///< a kind made last, when page numbers are known, and put first; may be empty
  std::string
      tab;  ///< the kind of the sheet before each section, where one is wanted; may be empty
  /// The one element of a case that may be on its papers (`clinic`): everything else stays out of
  /// the facts. Empty: the whole case.
  std::string of;
  /// The whole of what the patient keeps, and nobody else gets: the case may ride inside.
  bool keep = false;
  /// Every paper there is: what a case holds and this set does not print is printed nowhere.
  bool whole = false;
  std::vector<std::string> kinds;
  std::vector<Place> places;  ///< of each of `kinds`
  std::vector<Section> sections;
};

/// The private kinds of records (`sensitive/@category`) that a rule of a state is about.
struct Categories {
  bool every = false;             ///< a rule for every permission, whatever it shares
  std::vector<std::string> some;  ///< hiv, mental-health …
  bool none() const { return !every && some.empty(); }
};

/// From which age a minor signs for a kind of record.
struct MinorSigns {
  Categories about;
  int from = 0;        ///< age in years
  bool alone = false;  ///< the minor consents alone; otherwise beside a parent
  bool only = false;   ///< nobody else may permit that these records are shared
  bool read = true;    ///< no: general knowledge, nobody read the law for it
};

/// A sentence of a state, or a form of its own, and the records it is about.
struct StateSays {
  Categories about;
  Words words;
};

/// Whether one doctor may send records to another who treats without the patient's permission.
enum class BetweenDoctors { unknown, permitted, needs_permission };

/// What a state asks of an authorization, keyed on the holder's state.
struct StateRule {
  std::string state;           ///< OH; empty: the safest common set, for states not checked
  std::string name;            ///< Ohio
  int least_points = 0;        ///< type size the law asks for; 0: no rule
  int most_months = 0;         ///< longest life of an authorization; 0: no rule
  Categories calendar_date;    ///< an end date is asked for, an event is not enough
  Categories witness;          ///< a witness signs
  Categories consent_for;      ///< permission is asked for even between treating doctors
  Categories taking_back;      ///< a witness signs when it is taken back, too
  Categories no_whole_record;  ///< a permission for the whole record does not hold for these
  BetweenDoctors between_doctors = BetweenDoctors::unknown;  ///< of ordinary records
  bool own_signature = false;  ///< the signature may serve no other purpose
  std::vector<MinorSigns> minors;
  std::vector<StateSays> statements;  ///< extra sentences to print
  std::vector<StateSays> forms;       ///< names of forms of the state's own
  Words record_fee;                   ///< what an office may ask for copies, in a plain sentence
  /// How long an office has to give the patient a copy, where that is less than the 30 days of 45
  /// CFR 164.524(b)(2): "15 days".
  Words record_time;
  std::string record_time_source;  ///< Cal. Health & Safety Code 123110(b)
  std::string source;              ///< Cal. Civ. Code 56.11
  std::string checked;             ///< date checked, ISO; empty: general knowledge
};

/// Whether everybody in a room must agree before a visit is recorded
/// (templates/rules/recording.xml).
struct RecordingRule {
  std::string state;  ///< OH
  std::string name;   ///< Ohio
  bool all_must_agree = false;
  bool all_must_agree_on_calls = false;  ///< by phone or video
  std::string source;                    ///< Cal. Penal Code 632
  std::string checked;                   ///< date checked, ISO, as precise as it is known
};

/// Everything the templates folder says, opened once and constant afterwards.
class TemplateSet {
 public:
  Vocabulary vocabulary;
  std::vector<Kind> kinds;
  std::vector<Set> sets;
  std::map<std::string, std::vector<BankQuestion>, std::less<>>
      questions;  ///< language > bank, in its order
  std::vector<StateRule> states;
  std::vector<RecordingRule> recording;
  /// Words of the engine's own closed lists (templates/words.xml): "verdict.agree",
  /// "paper.transfer", "month.1" …
  std::map<std::string, Words, std::less<>> words;
  pack::Files files;
  /// The paths of what was laid over the templates, ascending; none in the templates alone.
  std::vector<std::string> laid_over;
  /// The texts were looked through when they were packed: every template compiles, and every fact
  /// that a kind.xml asks for is one that a case could have.
  bool is_checked = false;

  const Kind* kind(std::string_view name) const;
  /// The kind that a paper of this name is of: transfer-letter for transfer-letter-mercy, of those
  /// that fit the longest. nullptr for no paper of ours.
  const Kind* kind_of_paper(std::string_view paper) const;
  /// The kind that is about a run over many cases; nullptr when there is none.
  const Kind* report_of_run() const;
  /// The kind of the sheet between packets that are printed; nullptr when there is none.
  const Kind* separator() const;
  const Set* set(std::string_view name) const;
  const Source* file(std::string_view path) const;
};

/// Reads a templates folder; `overlay`, when not empty, is laid over it file by file (what it holds
/// is taken). Reported (E2xx): files that cannot be read, whatever case.xml, kind.xml, sets.xml,
/// questions and rules say that is unknown, missing or given twice. A pack is opened in a
/// twentieth of the time; nothing else differs.
Result<std::unique_ptr<TemplateSet>> open_template_set(
    const std::string& folder, const std::string& overlay, Diagnostics& out
);

/// A templates folder in one file, to be written to <folder>.pack: `open_template_set` takes it
/// instead of the folder as long as nothing in that has changed. The times of the files are in it.
Result<std::string> pack(const std::string& folder, Diagnostics& out);

}  // namespace engine::kind
