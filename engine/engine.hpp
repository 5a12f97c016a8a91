#pragma once

#include "engine/base/base.hpp"
#include "engine/base/beside.hpp"
#include "engine/casefile/casefile.hpp"
#include "engine/doc/doc.hpp"
#include "engine/facts/facts.hpp"
#include "engine/fill/fill.hpp"
#include "engine/font/font.hpp"
#include "engine/html/html.hpp"
#include "engine/kind/kind.hpp"
#include "engine/layout/layout.hpp"
#include "engine/packet/page_marks.hpp"
#include "engine/packet/print_job.hpp"
#include "engine/page/page.hpp"
#include "engine/pdf/pdf.hpp"
#include "engine/text/text.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace engine {

/// What is the same for every case, opened once and constant afterwards.
struct Library {
  std::string share;  ///< the folder it was opened from
  std::unique_ptr<kind::TemplateSet> template_set;
  std::map<std::string, doc::Theme, std::less<>> themes;
  Pictograms pictograms;
  font::FontBook fonts;

  /// Of all that is the same for every case: the program's code and libraries, the templates with
  /// what is laid over them, themes and fonts. Two libraries with one digest make the same papers
  /// of a case. 64 hexadecimal digits, found out at each call: 1 ms.
  std::string digest() const;
  /// The same of what papers made with these options can be made of: without the folders of other
  /// kinds.
  std::string digest(const struct MakeOptions& options) const;
};

/// Opens <share>/templates (with `overlay` laid over it) and <share>/fonts.
Result<std::unique_ptr<Library>> open_library(
    const std::string& share, const std::string& overlay, Diagnostics& out
);

/// The stages of making a packet, reported to a profiler. `other` is planning, contents, counting.
enum class Stage { read, facts, fill, markup, layout, bind, pdf, other };

/// What one thread works with: templates compiled, words shaped, buffers.
struct Worker {
  const Library* library;
  fill::Templates templates;
  layout::Compositor compositor;
  pdf::Writer writer;
  /// Called when a part of the walk begins: the engine itself knows no clock.
  void (*entering)(Stage) = nullptr;
  /// What the case that is made may use; all parts above ask it too.
  std::shared_ptr<Budget> budget;
};

/// Which templates are checked for faults when a worker is made: every one, or each when it is
/// first used.
enum class Check { every_template, those_used };
Result<Worker> make_worker(
    const Library& library,
    Diagnostics& out,
    Check check = Check::every_template,
    std::shared_ptr<Budget> budget = std::make_shared<Budget>()
);

/// What the papers are made as. HTML and plain text have no pages: no paper says on which page
/// another one begins, and nothing is left out for want of room.
enum class Format { pdf, html, text };

/// What somebody typed into a field, or did to its box: Yes, or nothing.
struct Answer {
  bool is_box = false;
  std::string value;
  std::string in_case = {};  ///< where it belongs in a case (foreign::Field); empty: nowhere
  std::string about = {};    ///< whom and what it is about, where the field says so
};
/// By the names of fields (page::Entry).
using Answers = std::map<std::string, Answer, std::less<>>;

/// What somebody typed into papers that new ones are about to take the place of.
struct Former {
  Answers answers;
  /// Name and words, as they stand there, behind the title of the paper and what it is about.
  std::vector<std::pair<std::string, std::string>> labels;
};

/// Whose papers those of a case are.
Whose whose_of(const casefile::Case& known);

/// Whose papers a PDF holds; nothing where it does not say so, or cannot be opened without a
/// password.
std::optional<Whose> whose_papers(std::string_view pdf);
/// The same by the first bytes of one that is as carepacket wrote it; nothing of any other.
constexpr std::size_t start_of_papers = std::size_t{1} << 14;
std::optional<Whose> whose_at_start(std::string_view bytes);

/// A PDF that lies where a new one goes.
struct OldPaper {
  enum class Is : std::uint8_t {
    plain,  ///< as carepacket wrote it, and with no answer in it
    read,   ///< saved again, or with answers: they are taken, and nothing else would be lost
    other   ///< somebody else's, or with pages, comments, drawings or fields that are not ours
  } is = Is::other;
  Marks marks;  ///< what its pages look like, where it says so
  /// Of another person than new papers are, or nobody knows whose: nothing of it is taken, and it
  /// has no marks. It is plain, or other.
  bool is_of_another = false;
};

/// Looks through such a file, and adds what was typed to `former`. "Changed by somebody" is what
/// differs from what carepacket wrote into a field or drew on a page, whatever program saved it.
/// Nothing when it cannot be opened: it is no PDF, is damaged, or wants another password;
/// `password` may be nullptr; `whose` the new papers are.
std::optional<OldPaper> read_old_paper(
    std::string_view pdf,
    const char* password,
    const kind::TemplateSet& template_set,
    const Whose& whose,
    Former& former
);
/// Tells of a file of another person that nothing of it is taken (W749); false where that is an
/// error, since somebody has typed into it, and it stays (E749).
bool tell_of_another(const std::string& file, const OldPaper& old, Diagnostics& out);
/// An answer under the words of its field, for a person to read.
std::string paragraph(std::string_view label, const Answer& answer);

struct MakeOptions {
  Format format = Format::pdf;
  std::string set = "packet";
  std::vector<std::string> only;   ///< kinds; empty: all of the set
  bool separate = false;           ///< a file a document
  std::optional<Edition> edition;  ///< none: as the case's patient/accessibility/@print says
  std::string language = "";       ///< empty: the case's
  /// Every paper in the patient's language and in English, one right behind the other; one of the
  /// two is to be used, the other to be read.
  bool bilingual = false;
  bool send_ready = false;
  std::vector<std::string> also;  ///< kinds that the set has only when they are asked for
  bool tabs = false;              ///< a sheet before each part of the set, to be printed on card
  bool flat = false;              ///< to print alone: without fields to fill in
  std::optional<Date> as_of;
  bool readable = false;
  bool tagged = true;    ///< false for the bench alone: ink without meaning
  bool explain = false;  ///< Made::explained is asked for
  /// The bytes of the case file, to ride inside the packet. They stay until it is made. Nothing
  /// rides inside papers that are made `separate`.
  std::optional<std::string_view> embed;
  bool to_be_encrypted = false;  ///< no file claims to be PDF/A
  /// Where a logo and records that the case names are found; nullptr: nowhere. It stays until all
  /// is made.
  const Beside* beside = nullptr;
  /// Typed into papers that these take the place of: each stands again where its field still is.
  const Answers* answers = nullptr;
  /// Asked once a record that opens with a password alone; without it, and where it answers
  /// nullptr, there is none.
  std::function<const char*()> record_password;
};

/// The values between two rooms that `--show` prints and goldens compare.
struct StageDumps {
  std::string case_text, facts, markup, blocks, pages, tags;
};

struct File {
  std::string name;  ///< packet.pdf, 01-transfer-letter.html
  std::string bytes;
  int pages = 0;   ///< of a PDF
  int papers = 1;  ///< how many documents, sheets such as a cover not counted
  /// What is to be finished by hand, each once; the library has their words in every language.
  std::vector<const kind::Need*> blanks;
  /// The answers that stand in it again, by the names of the fields they were typed into.
  std::vector<std::string> answered;
  /// Of `answered` those whose answer is too long for them: on paper its end is not seen.
  std::vector<std::string> too_long;
  Marks marks;  ///< of a PDF: what its pages look like; it holds them, too
};

/// What is kept beside the papers.
struct KeptAnswers {
  std::string text;  ///< of the file, behind what it held before; empty: nothing has come
  bool any_without_place = false, any_too_long = false;
  /// Something has come, and the file that is there is of another person, or nobody knows whose:
  /// nothing is added to it.
  bool is_of_another = false;
};
/// The answers that have no place in the new papers, or one that is too small, a paragraph each,
/// behind a line that says whose they are.
KeptAnswers kept_answers(
    const Former& former, std::span<const File> files, const Whose& whose, const std::string& before
);
/// Tells what has come into the file of that name: W727, W733.
void tell_kept(const KeptAnswers& kept, const std::string& file, Diagnostics& out);

/// The place of a paper in its set, whatever of that is made: a paper that comes or goes changes
/// the number of no other. The cover is 0; the sheet of a part has the number before its first
/// paper, and is no paper of a place here. Nothing for a kind that the set has not.
std::optional<std::size_t> number_in(const kind::Set& set, std::string_view kind);

/// Why the papers of a case are what they are.
struct Explained {
  struct Route {
    std::string holder;  ///< who has the records
    std::string paper;   ///< in words
    std::string reason;  ///< one plain sentence
  };
  struct Paper {
    std::string kind;
    std::string about;  ///< which of several
    bool is_made = false;
    kind::Words why;  ///< or why not
  };
  std::vector<Route> routes;  ///< one for each paper a records request calls for
  std::vector<Paper> papers;  ///< made, then refused, then not called for
};

struct Made {
  std::string case_id;
  Date as_of;  ///< the day of the papers
  Whose whose;
  std::vector<File> files;
  int documents = 0;
  std::vector<std::string> missing;  ///< documents that were refused, with the reason: exit code 1
  /// Of the kinds that were asked for by name, why the case calls for none: "values: …".
  std::vector<std::string> not_called_for;
  std::optional<Explained> explained;
};

/// The whole walk for one case: read, conclude, fill, read the markup, lay out, write. What has no
/// pages (Format) is not laid out.
/// An error of the case makes nothing; an error of one document leaves that document out, and the
/// packet's contents page says so. `dumps`, when given, receives every value between the rooms.
/// Thrown: BudgetExceeded, when the worker's budget is used up; the worker is not to be used again.
Result<Made> make(
    const Source& text,
    Worker& worker,
    const MakeOptions& options,
    Diagnostics& out,
    StageDumps* dumps = nullptr
);

/// Tells which values of a case stand on no paper at all (W530), each at its place: of the set that
/// holds every paper, without pages, nothing is left out. Codes and answers are not looked for, as
/// they choose words and papers, nor what the vocabulary names as unprinted. A case that cannot be
/// read tells nothing here.
void tell_unprinted(
    const Source& text, Worker& worker, const MakeOptions& options, Diagnostics& out
);

/// Pages out of a finished PDF of ours, to print. `pdf` stays until the file is made.
struct Sheets {
  std::string_view pdf;
  std::string title;       ///< what bookmarks call them
  std::vector<int> pages;  ///< from 1; empty: all
};

/// Why the papers of a case are what they are, without making them. `options` as of make().
Result<Explained> explain(
    const Source& text, Worker& worker, const MakeOptions& options, Diagnostics& out
);

/// Whether a file can stand in a packet as a record that the case names. Reported, and told: what
/// is wrong with it (E527, and what foreign::read() tells).
bool is_record(std::string_view bytes, const std::string& name, Diagnostics& out);

/// One file to print of pages out of others, in their order. They look as they do there; there are
/// no fields, links or tags, and the file claims no standard. Its pages go by their numbers in the
/// file they are from. Reported: E804 without libqpdf.
Result<std::string> make_sheets(
    std::span<const Sheets> sheets,
    const std::string& title,
    Date created,
    Worker& worker,
    Diagnostics& out
);

/// A paper about no case, such as the report of a batch: the template of `kind` in English, filled
/// with `facts` alone.
Result<File> make_report(
    const kind::Kind& kind, facts::Group facts, Worker& worker, Diagnostics& out
);

}  // namespace engine
