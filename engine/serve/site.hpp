#pragma once

// What is answered to each request: pages of questions, papers, a report. Knows no sockets.

#include "engine/base/watchdog.hpp"
#include "engine/serve/case_file.hpp"
#include "engine/serve/doubts.hpp"
#include "engine/serve/http.hpp"
#include "engine/serve/jobs.hpp"
#include "engine/serve/kept.hpp"
#include "engine/serve/maker.hpp"
#include "engine/serve/page.hpp"
#include "engine/serve/patients.hpp"
#include "engine/serve/serve.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace engine::serve {

/// Everything the site answers with; nothing of a patient is kept in it but what takes the last
/// answer back, and the last answers that could not be saved.
class Site {
 public:
  Site(
      const Options& options,
      Worker& worker,
      Interview interview,
      WordTable words,
      std::string style,
      std::string script
  );

  /// The answer to a request that the guard let in. `guard` knows the key of forms.
  Reply answer(const Request& request, Guard& guard);
  /// The page for somebody who asks without having opened it: what to do, and nothing of a case.
  Reply turned_away() const;
  /// The page ends: what is still being made is given up. Called in the thread of answer().
  void end() { watchdog_.end(); }

 private:
  struct Visit;  ///< one request, with the case it is about
  using Answer = Reply (Site::*)(Visit&);
  struct Route {
    bool is_post;
    std::string_view path;
    Answer page;
    bool of_a_case;            ///< asks for a case
    bool shows_alone = false;  ///< of it, and asks for nothing: also of a row of a table
  };
  static const std::vector<Route>& routes();

  // Where to begin, and all that was answered (site_overview.cpp)
  Reply start(Visit&);
  Reply begin(Visit&);
  Reply go_on(Visit&);
  Reply check(Visit&);
  Reply be_of_today(Visit&);
  // Questions, and what is answered (site_questions.cpp, site_answers.cpp)
  Reply question(Visit&);
  Reply save_answers(Visit&);
  void read_again(Visit&) const;
  Reply remove_item(Visit&);
  Reply undo(Visit&);
  // Papers (site_papers.cpp, site_unfinished.cpp)
  Reply papers(Visit&);
  Reply paper(Visit&);
  Reply sheet(Visit&);
  Reply download(Visit&);
  // What to print again (site_changes.cpp)
  Reply changes(Visit&);
  Reply changed_pages(Visit&);
  /// Papers that were handed out: which ones, and where they are kept.
  struct HandedOut {
    std::string what, path;
  };
  std::optional<HandedOut> handed_out(const Visit&) const;
  void keep_packet(const Visit&, std::string_view what, std::string_view bytes) const;
  Result<Changed> changed_since(const Visit&, const HandedOut&, Diagnostics& out) const;
  // Charts (site_charts.cpp, site_review.cpp)
  Reply ask_for_chart(Visit&);
  Reply import_chart(Visit&);
  Reply review(Visit&);
  Reply settle(Visit&);
  Reply report(Visit&);
  Reply report_sheet(Visit&);
  Reply attach(Visit&);
  // The clinic (site_clinic.cpp, site_printing.cpp)
  Reply patients(Visit&);
  Reply import_patients(Visit&);
  std::string patient_read(
      const Look&, const std::vector<CaseOfFolder>& all, const std::string& name
  );
  Reply patients_made(Visit&, const std::vector<std::unique_ptr<ChartJob>>&);
  Reply make_all(Visit&);
  Reply print_again(Visit&);
  Reply print_all(Visit&);
  Reply new_patient(Visit&);
  Reply find_patients(Visit&);
  Reply nothing_to_print(const Visit&) const;
  Reply pages_of_all(Visit&, PrintJob&);
  Reply passed_over(Visit&, const PrintJob&);
  Reply all_packets(Visit&, PrintAllJob&);
  const std::vector<CaseOfFolder>& all_cases(Diagnostics& out);
  std::optional<CaseOfFolder> case_of(const std::string& patient, Diagnostics& out);
  // The page itself (site.cpp)
  Reply open(Visit&);
  Reply style(Visit&);
  Reply script(Visit&);
  Reply change_language(Visit&);
  Reply awake(Visit&);
  Reply kept(Visit&);
  Reply close(Visit&);

  Reply answer_to(Visit&);
  /// answer_to(), which is given up when it takes longer than anybody waits, or the case more
  /// memory than it may have.
  Reply answer_within_limits(Visit&);
  /// Work of the thread that jobs are done in, which has a worker of its own.
  bool aside_within_limits(const std::function<void(Worker&)>& what);
  void give_memory_back() const;
  /// engine::make(), with all the memory that a case may have.
  Result<Made> make(const Source&, const MakeOptions&, Diagnostics& out) const;

  Reply shown(const Visit&, const Sheet&, int status = 200) const;
  Reply trouble(const Visit&, int status, std::string_view word) const;
  Reply told(const Visit&, const Diagnostics&, int status) const;
  std::vector<Trouble> troubles_of(const Visit&, const Diagnostics&) const;
  std::string in_words(const Visit&, const Diagnostic&) const;
  /// What the page itself asks of an answer, beside its field.
  struct OwnFault {
    const Page* page;
    std::size_t field;
    std::string words;
    std::string kept_if_said_again;  ///< what may be so all the same; empty: it may not
  };
  /// `sent`: what to show in place of what the case holds.
  Reply question_page(
      Visit&,
      const std::vector<Asked>&,
      const Form* sent,
      const std::vector<Fault>&,
      const std::vector<OwnFault>& own = {}
  );
  /// What may be a slip of this page's answers, as the case would be with them (site_slips.cpp).
  void add_slips(const Visit&, const Asked&, const Answered& is, std::vector<OwnFault>& to) const;
  std::string_view slip_of(const Asked&, std::size_t field, const Answered& is) const;
  /// A case without the entries of lists that these pages say have none: who says so is asked
  /// first.
  std::string without_what_is_not(const std::vector<Asked>& pages, std::string text) const;
  std::optional<OwnFault> typed_to_skip(const Visit&, const Asked&) const;
  std::vector<OwnFault> own_faults(const Visit&, const std::vector<Asked>&, const Taken&) const;
  Reply ways_to_begin(Visit&, std::vector<Trouble> = {});
  /// `status`: of a list that is shown because something of it could not be done.
  Reply list_page(Visit&, const Page&, std::vector<Trouble> = {}, int status = 200);
  Reply chart_page(Visit&, std::vector<Trouble> = {});
  std::string way_to_change(const Visit&, const Path& entry) const;
  Doubts doubts_of(const Visit&) const;
  Reply review_page(Visit&, std::vector<Trouble> = {});
  std::string preview(Visit&, const Page*);
  std::string paper_html(Visit&, const std::string& kind, std::vector<const kind::Need*>* blanks);
  std::string letters_of_binder(Visit&);
  std::string downloads_of(const Visit&, int papers) const;
  std::string pick_form(
      const Visit&,
      const Page& list,
      std::size_t item,
      std::string_view said,
      std::string_view seen_list
  ) const;
  std::string wanted_by(const Visit&, const Page&) const;
  /// Where a paper is, by its kind: in the packet now, in the binder, or on no paper yet.
  enum class Whereabouts { packet, binder, later };
  Whereabouts where_is(const Visit&, const std::string& kind) const;
  std::string short_numbers(const Visit&) const;
  std::string private_things(const Visit&) const;
  std::string how_far(const Visit&, const Asked&) const;
  std::string not_now(const Visit&) const;
  std::string paper_words(const Visit&, std::string_view html) const;
  std::string day_of_case(const Visit&) const;
  std::string cells_of(const Visit&) const;
  std::string named_in_file(const Visit&, const Page& list) const;
  std::string answer_of(const Visit&, const Page&, const Answered&) const;
  std::optional<std::string> report_of_case(const Visit&, Diagnostics& out) const;
  std::vector<std::string> papers_of(const Page&) const;
  std::string making_of(const Visit&, Sheet&) const;
  Reply read_first(Visit&, std::vector<std::unique_ptr<ChartJob>>);
  Reply draft_made(Visit&, ChartJob&);
  void give_free_name(ChartJob&) const;
  bool keep_patient(ChartJob&, Diagnostics& out) const;
  std::string missing_of(const Visit&, const Lacks&) const;
  std::string not_made(const Visit&, const Made&) const;
  /// The case as it would be with the answers of a way, and the links to its questions.
  struct Tried {
    std::string html;
    std::set<std::string, std::less<>> papers;  ///< what the packet would have then
  };
  Tried tried(const Visit&, const Way&) const;
  std::optional<Asked> asked_in(const Visit&, const Answered&, const Way&, std::size_t answer)
      const;
  std::set<std::string, std::less<>> kinds_of(const Source&, const char* name) const;
  std::string attach_form(const Visit&, const std::vector<Trouble>&) const;
  Reply conflict(Visit&, const std::vector<Asked>&);
  Reply undone(Visit&, const std::string& before);
  std::string asked_again(const Visit&, const Answered& before) const;
  bool save(Visit&, std::string text, Diagnostics& out, const CaseFile::Along* along = nullptr);
  const std::string& stage(const Visit&) const;
  bool is_of_stage(const Visit&, const Page&) const;
  bool is_asked(const Visit&, const Page&) const;
  std::vector<const Page*> flow(const Visit&) const;
  std::vector<const Page*> folded(const Visit&) const;
  std::string ask(const Visit&, const Page&, bool by_name = true) const;
  std::string handle_of(const Visit&, const std::string& words);
  std::string behind(const Visit&, const Asked&) const;
  std::string before(const Visit&, const Asked&) const;
  std::string where_then(const Visit&) const;
  std::string where_then_of_case(const Visit&) const;
  Query with_then(const Visit&, Query) const;
  std::string lists_of(const Visit&, const std::string& section) const;
  std::optional<Asked> named_by(const Visit&, const Form&) const;
  bool is_there(const Visit&, const Asked&) const;
  std::optional<Asked> asked_by(const Visit&, const Form&) const;
  const kind::TemplateSet& set() const { return *worker_.library->template_set; }

  const Options& options_;
  Worker& worker_;
  Watchdog watchdog_;
  Interview interview_;
  WordTable words_;
  std::string style_, script_, language_;
  bool is_language_said_;  ///< by somebody: a case has no say any more
  /// The text of a case before an answer, and what it was made then.
  struct Former {
    std::string before, after;
  };
  /// Of the case that was answered last; of one before it nothing is kept.
  struct {
    std::string path;
    std::vector<Former> answers;
  } former_;
  Patients patients_;
  Handles handles_;
  Kept kept_;
  Jobs<std::vector<std::unique_ptr<ChartJob>>> chart_jobs_;
  Jobs<RecordJob> record_jobs_;
  Jobs<PaperJob> paper_jobs_;
  Jobs<PrintJob> print_jobs_;
  Jobs<PrintAllJob> print_all_jobs_;
  std::optional<Worker> aside_;      ///< of the thread that jobs are done in, once it makes papers
  std::vector<CaseOfFolder> cases_;  ///< of the folder or the table, as they were at last
  std::pair<std::int64_t, std::int64_t> table_is_{-1, -1};  ///< its time and size then
  Maker maker_;
};

}  // namespace engine::serve
