#pragma once

#include "engine/engine.hpp"
#include "engine/foreign/foreign.hpp"

#include <algorithm>
#include <deque>
#include <span>

namespace engine::packet {

using facts::Fact;
using facts::Group;
using facts::List;

/// The records that a case names as files, each read once.
class Records {
 public:
  /// Reads those that a set of papers shows. Told where the case names them: what cannot be read
  /// (E526 no such file, E527 no PDF, PNG, JPEG or TIFF, and what foreign::read() tells).
  Records(
      const casefile::Case& known,
      const kind::Set& set,
      const kind::TemplateSet& template_set,
      const MakeOptions& options,
      const Budget& budget,
      Diagnostics& out
  );

  /// Whether a file can stand on paper; what is wrong is told.
  static bool can_be_read(
      std::string_view bytes, const foreign::ReadOptions& reading, Diagnostics& out
  );

  bool any() const { return !read_.empty(); }
  /// A PDF that could be read; nullptr for a picture.
  const ForeignFile* foreign(std::string_view name) const;
  /// Why a record stands on no paper; nothing where it does.
  /// Id of its words in words.xml.
  std::optional<std::string_view> refused(std::string_view name) const;

 private:
  struct Record {
    std::optional<ForeignFile> foreign;
    std::string_view refused;
  };
  static void read(
      std::string_view bytes, const foreign::ReadOptions& reading, Record& record, Diagnostics& out
  );
  std::map<std::string, Record, std::less<>> read_;
};

/// One document of a packet, from the plan to its pages.
struct Paper {
  const kind::Kind* kind = nullptr;
  const facts::Facts* facts = nullptr;  ///< drawn in its language
  std::string_view language;
  const Fact* item = nullptr;          ///< of the kind's `each`
  kind::Task task = kind::Task::none;  ///< the kind's, unless it is done; none of a copy to read
  std::string about;  ///< which of several, in its language: an office, who gets the records
  std::string about_in_lists;  ///< the same, in the patient's language
  bool is_discreet = false;    ///< lists that lie open do not say which
  /// Which of several, for the name of a file by itself: office-2 for the second office of the
  /// case, else a number. It says nothing of a person, an office or an illness.
  std::string which;
  std::vector<std::string> blanks;  ///< what is to be finished by hand
  /// The same, for who tells it in another language; of a copy, what its original leaves blank.
  std::vector<const kind::Need*> left_blank;
  /// The same in the other language, to read and not to use: an office's paper in the patient's
  /// language; where both are wanted of every paper, the patient's own in English.
  bool copy = false;
  bool has_copy = false;  ///< such a copy stands behind it
  int section = -1;       ///< of the set; -1: before the first
  int tab = 0;            ///< of the sections that have papers, from 1; 0: it is in none
  bool is_cover = false, is_tab = false;
  std::optional<std::size_t> form;  ///< proof of the form of that number

  std::unique_ptr<Source> markup;
  std::unique_ptr<doc::Document> document;
  std::optional<layout::Composition> composition;  ///< until its pages are drawn
  page::Pages pages;                               ///< drawn
  List proofs;  ///< which legal element stands where: group of rule, label, words; page and line
  int first_page = 0;  ///< in the packet, from 1
  int number = 0;      ///< among papers of one discreet title; 0: no other one has its title
  /// Of a paper about others: how many it is taken to have while that is not known.
  int taken_pages = 1;
  std::string anchor;
  /// Its kind and whose it is of several: a name that stays when other papers come or go.
  std::string name;
  std::string fields;  ///< what its fields are named after: its name; empty: it has none

  /// How many pages it has.
  int count() const {
    return static_cast<int>(composition ? composition->page_count() : pages.pages.size());
  }
  bool is_sheet() const { return is_cover || is_tab; }
  bool waits = false;  ///< it says where the others stand, and is filled when that is known
};

/// A document that was asked for and could not be made.
struct Refusal {
  const kind::Kind* kind = nullptr;
  std::string about, about_in_lists;  ///< as of a Paper
  bool is_discreet = false;
  vocabulary::Words why;
};

inline Refusal refusal_of(const Paper& paper, vocabulary::Words why) {
  return {paper.kind, paper.about, paper.about_in_lists, paper.is_discreet, std::move(why)};
}

/// True when one of these kinds is the set's cover, or its sheet before each part.
inline bool names_a_sheet(const kind::Set& set, const std::vector<std::string>& kinds) {
  return std::any_of(kinds.begin(), kinds.end(), [&](const std::string& kind) {
    return kind == set.cover || kind == set.tab;
  });
}

/// Everything that stays the same while one case is made.
struct Job {
  Worker& worker;
  const MakeOptions& options;
  Diagnostics& out;
  Diagnostics& unheard;  ///< what is found in papers that are made and not handed out
  const casefile::Case& known;
  const kind::Set& set;
  const facts::Facts& facts;    ///< in the patient's language
  const facts::Facts* english;  ///< for offices; the same where the patient reads English
  std::string language;         ///< the patient's, if anything is written in it; else English
  std::string language_name;    ///< what English calls the patient's language, if it is another
  bool untranslated = false;    ///< nothing is written in the patient's language
  Edition edition = Edition::standard;
  const doc::Theme& theme;  ///< of the edition; for plain text without tables and columns
  /// The same in the colours of the clinic or the advocate; none where they have no colour.
  const std::optional<doc::Theme>& theme_of_house;
  const Records& records;
  const std::vector<facts::Reachable>& reachables;  ///< of the case: what papers link to
  StageDumps* dumps;
  const Source& text;  ///< of the case

  const kind::TemplateSet& template_set() const { return *worker.library->template_set; }
  /// What a proof is written in: it is for whoever looks the forms through, and goes to no office.
  std::string_view proof_language() const {
    for (const kind::Kind& kind : template_set().kinds) {
      if (kind.about_forms && worker.templates.has(kind.name, language)) return language;
    }
    return language_tag::english;
  }
  /// Covers are of the house that gives them, and so is a set that is drawn from its element alone.
  const doc::Theme& theme_of(const Paper& paper) const {
    return theme_of_house && (paper.is_cover || !set.of.empty()) ? *theme_of_house : theme;
  }
  bool is_bound() const { return !options.separate; }
  /// True where all that is called for is made, and not only what is handed out: a cover, or the
  /// sheet before a part, says what stands behind it, and on which page.
  bool is_whole() const { return options.only.empty() || names_a_sheet(set, options.only); }
  /// True for a paper that is handed out.
  bool is_wanted(const kind::Kind& kind) const {
    const auto names = [&](const std::vector<std::string>& all) {
      return std::find(all.begin(), all.end(), kind.name) != all.end();
    };
    return options.only.empty() || names(options.only) || names(options.also);
  }
  /// A sheet in front of papers is none of them, but for whoever asks for it by its name.
  bool counts(const Paper& paper) const { return !paper.is_sheet() || !options.only.empty(); }
  /// Where it is told what is found in a paper of this kind; of one that is not handed out,
  /// nowhere.
  Diagnostics& told_of(const kind::Kind& kind) const { return is_wanted(kind) ? out : unheard; }
  bool is_paged() const { return options.format == Format::pdf; }
  /// What the file of all papers is called, without its ending: each set has its own. Some kinds
  /// alone are a packet, whichever set has them.
  std::string bound_name() const { return options.only.empty() ? set.name : "packet"; }
};

/// A kind of the set of which no paper is made.
struct Absent {
  const kind::Kind* kind = nullptr;
  enum class Because : std::uint8_t {
    condition,  ///< its own: stages, `when`
    not_asked,  ///< this set has it only when it is asked for
    later       ///< this set has it at other stages of the case
  } because = Because::condition;
};

/// What is to be made: papers in their order, and why others are not among them.
struct Plan {
  std::vector<Paper> papers;
  std::vector<Refusal> refused;
  std::vector<Absent> not_made;
  /// Records, where nothing has pages: the index of the folder names them all the same.
  std::vector<Paper> records_alone;
};

/// Tells who measures that a part of the job begins.
inline void begin_stage(const Worker& worker, Stage stage) {
  if (worker.entering) worker.entering(stage);
}

/// What is left to be written on a paper, each label once, behind those that are there. A copy is
/// there to be read: nobody fills it in.
void add_blanks(const Paper& paper, std::vector<const kind::Need*>& to);
std::vector<const kind::Need*> blanks_of(const Paper& paper);

/// The blanks of a paper that wait for words: all but the signature, which is given last of all.
List to_fill(const Paper& paper, std::string_view language);

/// Words of words.xml in every language; none of an id that a set of templates lacks.
vocabulary::Words words_of(const Job& job, std::string_view id);

/// What only the document knows: templates/README.md, "Of the document".
Group document_facts(const Job& job, const Paper& paper);
/// Its title where others can read along: "Permission form 2", where several have the same.
std::string open_title(const Paper& paper, std::string_view language);
/// What kind.xml asks of one document.
struct Asked {
  fill::Templates& templates;
  const fill::Scope& scope;
  bool is_there(std::string_view path) const { return fill::is_there(templates, scope, path); }
  std::string text(std::string_view path) const { return fill::text_of(templates, scope, path); }
};
bool holds(const kind::Condition& condition, const Asked& asked);
/// What somebody does with a paper, as a word; nothing where it is about the others.
Fact task_word(const Job& job, kind::Task task);
fill::Scope scope_of(const Job& job, const Paper& paper, const Group& document);

/// What an office or a doctor gets is in English; the patient reads the patient's language.
inline bool goes_out(const kind::Kind& kind) {
  return kind.reader == kind::Reader::office || kind.reader == kind::Reader::doctor;
}

// --- plan.cpp --------------------------------------------

/// Which documents of the set this case calls for. Reported: what stops one (E510, E511, or its own
/// code), what it would be better with (W512).
Plan plan(const Job& job);

/// Why a kind is not called for, in one plain sentence a language.
const kind::Words& why_not(const Job& job, const Absent& absent);

// --- compose.cpp -----------------------------------------

/// Fills every paper and lays it out; papers about the others come last, when all pages are known.
/// A paper that cannot be printed or proved moves to `refused`. A fault in a template is reported.
std::optional<Reported> compose(const Job& job, Plan& plan);

// --- proof.cpp -------------------------------------------

/// Looks for every legal element of a form on its finished pages, or among its words where it has
/// no pages. False when one is not there (E522). `says_where`: some paper tells where they stand,
/// and finds it in Paper::proofs.
bool prove(const Job& job, Paper& paper, bool says_where);

// --- document_facts.cpp ----------------------------------

/// What bookmarks call the part of the set that a paper belongs to: 3. Records.
std::string tab_title(const Job& job, const Paper& paper);
/// What bookmarks and lists of contents call a paper.
std::string entry_title(const Job& job, const Paper& paper);

// --- write.cpp -------------------------------------------

/// Puts what the papers say into the dumps, where a stage is to be shown.
void show_words(const Job& job, const std::vector<Paper>& papers);
/// Writes the papers into `made`: one file that holds all, or a file each. Their pages are used up.
/// Reported: what the PDF could not hold.
std::optional<Reported> write_files(const Job& job, std::vector<Paper>& papers, Made& made);

// --- unprinted.cpp ---------------------------------------

/// Tells each value of the case that stands on none of these papers (W530), which are all there
/// are.
void tell_unprinted(const Job& job, const Plan& plan, Diagnostics& out);

// --- untranslated.cpp ------------------------------------

/// Tells words of the case that stand on papers of another language as they are (W521): a field a
/// line, and not many lines.
void tell_untranslated(const Job& job, const Plan& plan);

// --- unpaged.cpp -----------------------------------------

/// Papers in one file of words without pages, and one paper in a file of its own.
File write_words(const Job& job, const std::string& title, std::span<const Paper> papers);
File write_words_alone(const Job& job, const Paper& paper, const std::string& name);

}  // namespace engine::packet
