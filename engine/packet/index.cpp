#include "engine/packet/index.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace engine::packet {

namespace tables = fill::tables;

bool is_form(const Paper& paper) {
  return !paper.kind->proofs.empty() && !paper.copy;
}

namespace {

/// The index of papers: those that the reader is led to.
struct Index {
  const Job& job;
  const Plan& plan;
  /// What is asked of a paper about the others of its kind, which may be many: how many are no
  /// copies, the copy to read of each, and the forms in their order.
  std::unordered_map<const kind::Kind*, std::size_t> originals;
  std::unordered_map<const Paper*, const Paper*> reading_copies;
  std::vector<const Paper*> forms;

  Index(const Job& of_job, const Plan& of_plan) : job{of_job}, plan{of_plan} {
    // The nth copy of a kind is that of its nth original, wherever they stand.
    std::unordered_map<const kind::Kind*, std::vector<const Paper*>> copied, copies;
    for (const Paper& paper : plan.papers) {
      if (is_form(paper)) forms.push_back(&paper);
      if (!paper.copy) ++originals[paper.kind];
      if (paper.copy || paper.has_copy)
        (paper.copy ? copies : copied)[paper.kind].push_back(&paper);
    }
    for (const auto& [kind, papers] : copied) {
      const auto& of_kind = copies[kind];
      for (std::size_t i = 0; i < std::min(papers.size(), of_kind.size()); ++i)
        reading_copies.emplace(papers[i], of_kind[i]);
    }
  }

  /// Whose paper of several it is, unless that is not to be known.
  static Fact about(bool is_discreet, const std::string& about) {
    return Fact{is_discreet ? std::string{} : about};
  }

  /// A proof is about a form, whose name every language has.
  std::string about_in(std::string_view language, const Paper& paper) const {
    if (paper.form && *paper.form < forms.size())
      return forms[*paper.form]->kind->open_title(language);
    return which_in(language, paper.about, paper.about_in_lists);
  }

  /// Which of several it is, as its paper or as lists in the patient's language say it.
  const std::string& which_in(
      std::string_view language, const std::string& about, const std::string& in_lists
  ) const {
    return language == job.language && !in_lists.empty() ? in_lists : about;
  }

  /// Said only where pages are numbered through the packet.
  Fact first_page(const Paper& paper) const {
    return job.is_paged() && job.is_bound() ? Fact{paper.first_page} : Fact{};
  }

  /// A paper by itself cannot lead to another one, nor to one that is not handed out.
  Fact anchor(const Paper& paper) const {
    return job.is_bound() && job.is_wanted(*paper.kind) ? Fact{paper.anchor} : Fact{};
  }

  /// `copy`, where every paper has one: the same in the other language. `is_told_by_title`: no
  /// other paper has its title, so that nothing more needs to be said.
  Fact entry(
      const Paper& paper,
      std::string_view language,
      bool is_told_by_title = false,
      const Paper* copy = nullptr
  ) const {
    // In the language of the list, not of the paper.
    List blanks;
    if (!paper.copy) {
      for (const kind::Need* need : paper.left_blank) blanks.emplace_back(need->label.in(language));
    }
    const std::string& why = paper.kind->why.in(language);
    return Fact{facts::group<tables::paper>({
        {"title", Fact{open_title(paper, language)}},
        {"purpose", Fact{paper.kind->purpose.in(language)}},
        {"why", Fact{why.empty() ? paper.kind->purpose.in(language) : why}},
        {"about", is_told_by_title ? Fact{} : about(paper.is_discreet, about_in(language, paper))},
        {"reader", Fact{std::string{kind::name_of(paper.kind->reader)}}},
        {"kind", Fact{paper.kind->name}},
        {"pages", job.is_paged() ? Fact{std::max(paper.count(), 1)} : Fact{}},
        {"firstPage", first_page(paper)},
        {"anchor", anchor(paper)},
        {"blanks", Fact{std::move(blanks)}},
        {"task", paper.copy ? Fact{} : task_word(job, paper.task)},
        {"copy", Fact{paper.copy}},
        {"isIndex", Fact{paper.kind->made_last}},
        {"copyPage", copy ? first_page(*copy) : Fact{}},
        {"copyAnchor", copy ? anchor(*copy) : Fact{}},
    })};
  }

  /// The same paper in the other language, where every paper has one: it stands right behind.
  const Paper* copy_of(const Paper& paper) const {
    const auto next = static_cast<std::size_t>(&paper - plan.papers.data()) + 1;
    const bool pairs = job.options.bilingual && !paper.copy && next < plan.papers.size();
    return pairs && plan.papers[next].copy ? &plan.papers[next] : nullptr;
  }

  List contents(std::string_view language) const {
    List list;
    for (const Paper& paper : plan.papers) {
      if (!paper.is_sheet()) list.push_back(entry(paper, language, false, copy_of(paper)));
    }
    return list;
  }

  /// The copy to read of a paper, wherever it stands.
  const Paper* reading_copy_of(const Paper& paper) const {
    const auto found = reading_copies.find(&paper);
    return found == reading_copies.end() ? nullptr : found->second;
  }

  /// The papers of a section, each with its copy.
  List papers_of(int section, std::string_view language) const {
    List list;
    for (const Paper& paper : plan.papers) {
      if (!paper.is_sheet() && !paper.copy && paper.section == section)
        list.push_back(entry(paper, language, false, reading_copy_of(paper)));
    }
    return list;
  }

  /// The records that stand among the papers.
  Fact record_there(const Paper& paper, std::string_view language) const {
    const fill::Scope scope{paper.facts, paper.item, nullptr, language, paper.kind->each};
    const auto text = [&](std::string_view path) {
      return fill::text_of(job.worker.templates, scope, path);
    };
    const std::string office = text("author.organization");
    return facts::group<tables::record_there>({
        {"description", Fact{text("description")}},
        {"type", Fact{text("type")}},
        {"from", Fact{office.empty() ? text("author.formal") : office}},
        {"date", Fact{text("date.short")}},
        {"pages", job.is_paged() ? Fact{std::max(paper.count(), 1)} : Fact{}},
        {"firstPage", first_page(paper)},
        {"lastPage", last_page(paper)},
        {"anchor", job.is_paged() ? anchor(paper) : Fact{}},
    });
  }
  List records_there(std::string_view language) const {
    List list;
    for (const Paper& paper : plan.papers) {
      if (paper.kind->of_records) list.push_back(record_there(paper, language));
    }
    for (const Paper& paper : plan.records_alone) list.push_back(record_there(paper, language));
    return list;
  }
  Fact last_page(const Paper& paper) const {
    const bool is_said = job.is_paged() && job.is_bound() && paper.count() > 1;
    return is_said ? Fact{paper.first_page + paper.count() - 1} : Fact{};
  }

  /// No other paper has its title.
  bool is_only_one(const Paper& paper) const {
    const auto found = originals.find(paper.kind);
    return found != originals.end() && found->second == 1;
  }

  /// Copies to read, behind all else: what the originals say, for who does not read English. Where
  /// every paper has one, it is told beside the paper.
  void add_copies(std::string_view language, List& list) const {
    if (job.options.bilingual) return;
    List copies;
    for (const Paper& paper : plan.papers) {
      if (paper.copy && !paper.is_sheet())
        copies.push_back(entry(paper, language, is_only_one(paper)));
    }
    if (copies.empty()) return;
    list.emplace_back(facts::group<tables::task>(
        {{"task", task_word(job, kind::Task::read)}, {"papers", Fact{std::move(copies)}}}
    ));
  }

  bool has_nothing_to_sign() const {
    return std::ranges::none_of(plan.papers, [](const Paper& paper) {
      return paper.task == kind::Task::sign && !paper.copy;
    });
  }

  /// The papers by what somebody does with them: what to sign comes first.
  List tasks(std::string_view language) const {
    List list;
    for (const kind::Task task :
         {kind::Task::sign,
          kind::Task::send,
          kind::Task::bring,
          kind::Task::keep,
          kind::Task::write}) {
      List papers;
      for (const Paper& paper : plan.papers) {
        if (paper.is_sheet() || paper.copy || paper.task != task) continue;
        papers.push_back(entry(paper, language, is_only_one(paper), copy_of(paper)));
      }
      if (papers.empty()) continue;
      list.emplace_back(facts::group<tables::task>(
          {{"task", task_word(job, task)}, {"papers", Fact{std::move(papers)}}}
      ));
    }
    add_copies(language, list);
    return list;
  }

  /// What leaves the house and has blanks. A list to write answers on is never finished beforehand,
  /// nor a paper that is kept.
  List to_finish(std::string_view language) const {
    List list;
    for (const Paper& paper : plan.papers) {
      if (goes_out(*paper.kind) && paper.task != kind::Task::keep && !paper.blanks.empty())
        list.push_back(entry(paper, language));
    }
    return list;
  }

  List missing(std::string_view language) const {
    List list;
    for (const Refusal& refusal : plan.refused) {
      list.emplace_back(facts::group<tables::missing>({
          {"title", Fact{refusal.kind->open_title(language)}},
          {"about",
           about(refusal.is_discreet, which_in(language, refusal.about, refusal.about_in_lists))},
          {"why", Fact{refusal.why.in(language)}},
      }));
    }
    return list;
  }

  List not_made(std::string_view language) const {
    List list;
    for (const Absent& absent : plan.not_made) {
      list.emplace_back(facts::group<tables::not_made>({
          {"title", Fact{absent.kind->title.in(language)}},
          {"why", Fact{why_not(job, absent).in(language)}},
      }));
    }
    return list;
  }

  /// The part of the set that begins with `first`: its sheet, or its first paper.
  Group tab(const Paper& first, std::string_view language) const {
    return facts::group<tables::tab>({
        {"number", Fact{first.tab}},
        {"title",
         Fact{job.set.sections[static_cast<std::size_t>(first.section)].title.in(language)}},
        {"firstPage", first_page(first)},
        {"anchor", anchor(first)},
        {"papers", Fact{papers_of(first.section, language)}},
    });
  }

  /// A part of which no paper is made has no tab.
  List tabs(std::string_view language) const {
    List list;
    int section = -1;
    for (const Paper& paper : plan.papers) {
      if (paper.section <= section) continue;
      section = paper.section;
      list.emplace_back(tab(paper, language));
    }
    return list;
  }

  static const Fact& page_of(const Group& proof) {
    const auto is_page = [](const auto& fact) { return fact.first == "page"; };
    return std::find_if(proof.begin(), proof.end(), is_page)->second;
  }

  Fact form_facts(const Paper& form) const {
    List proofs;
    for (const Fact& proof : form.proofs) {
      Group group = **std::get_if<std::shared_ptr<Group>>(&proof.either);
      if (job.is_paged() && job.is_bound()) {
        const long long page = std::get<long long>(page_of(group).either);
        facts::give<tables::proof>(group, "packetPage", Fact{form.first_page + page - 1});
      }
      proofs.emplace_back(std::move(group));
    }
    return Fact{facts::group<tables::form>({
        {"title", Fact{form.kind->title.in(job.proof_language())}},
        {"about", Fact{about_in(job.proof_language(), form)}},
        {"firstPage", first_page(form)},
        {"anchor", anchor(form)},
        {"proofs", Fact{std::move(proofs)}},
        {"unfinished", Fact{to_fill(form, job.proof_language())}},
    })};
  }
};

}  // namespace

List forms_of(const Job& job, const Plan& plan) {
  const Index index{job, plan};
  List forms;
  for (const Paper& paper : plan.papers) {
    if (is_form(paper)) forms.push_back(index.form_facts(paper));
  }
  return forms;
}

Group index_facts(const Job& job, const Plan& plan, const List& forms, const Paper& paper) {
  const Index index{job, plan};
  Group document = document_facts(job, paper);
  facts::give<tables::document>(document, "contents", Fact{index.contents(paper.language)});
  facts::give<tables::document>(document, "tasks", Fact{index.tasks(paper.language)});
  facts::give<tables::document>(document, "nothingToSign", Fact{index.has_nothing_to_sign()});
  facts::give<tables::document>(document, "toFinish", Fact{index.to_finish(paper.language)});
  facts::give<tables::document>(document, "missing", Fact{index.missing(paper.language)});
  facts::give<tables::document>(document, "notMade", Fact{index.not_made(paper.language)});
  facts::give<tables::document>(document, "tabs", Fact{index.tabs(paper.language)});
  if (paper.is_tab)
    facts::give<tables::document>(document, "tab", Fact{index.tab(paper, paper.language)});
  facts::give<tables::document>(document, "forms", Fact{forms});
  if (job.records.any() || !plan.records_alone.empty())
    facts::give<tables::document>(
        document, "recordsThere", Fact{index.records_there(paper.language)}
    );
  return document;
}

}  // namespace engine::packet
