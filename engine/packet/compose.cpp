#include "engine/packet/index.hpp"

#include <algorithm>
#include <set>

namespace engine::packet {

namespace {

/// Images lie in folders of the templates, or beside the case.
struct PicturesOfJob : doc::Pictures {
  const Job& job;
  explicit PicturesOfJob(const Job& from) : job{from} {}
  const Source* find(std::string_view path) const override {
    if (!is_beside(path)) return job.template_set().file(path);
    return job.options.beside ? job.options.beside->find(path) : nullptr;
  }
  const ForeignFile* foreign(std::string_view name) const override {
    return job.records.foreign(name);
  }
  std::string_view address_of(const Span& origin) const override {
    const auto& all = job.reachables;
    const auto behind = std::ranges::upper_bound(all, origin.begin, {}, [](const auto& each) {
      return each.at.begin;
    });
    if (behind == all.begin()) return {};
    const facts::Reachable& found = *std::prev(behind);
    const bool is_in = found.at.source == origin.source && origin.end <= found.at.end;
    return is_in ? std::string_view{found.address} : std::string_view{};
  }
  const Pictograms& pictograms() const override { return job.worker.library->pictograms; }
};

/// Fills a paper's template and reads the markup. A fault here is the template's.
std::optional<Reported> read_paper(const Job& job, Paper& paper, const Group& document) {
  begin_stage(job.worker, Stage::fill);
  auto filled =
      fill::fill(job.worker.templates, paper.kind->name, scope_of(job, paper, document), job.out);
  if (!filled) return filled.error();
  Budget& budget = *job.worker.budget;
  if (paper.markup) budget.give_back(bytes_of(*paper.markup) + doc::bytes_of(*paper.document));
  paper.markup = std::move(filled->markup);
  budget.take(bytes_of(*paper.markup));
  begin_stage(job.worker, Stage::markup);
  const PicturesOfJob pictures{job};
  const doc::Theme& theme = job.theme_of(paper);
  auto read = filled->tree ? doc::read(*paper.markup, *filled->tree, theme, pictures, job.out)
                           : doc::read(*paper.markup, theme, pictures, job.out);
  if (!read) return read.error();
  paper.document = std::make_unique<doc::Document>(std::move(*read));
  budget.take(doc::bytes_of(*paper.document));
  paper.document->language = paper.language;
  if (paper.section >= 0 && job.is_bound()) {
    paper.document->edge_number = std::to_string(paper.tab);
    paper.document->edge_place = paper.section;
    paper.document->edge_places = static_cast<int>(job.set.sections.size());
  }
  begin_stage(job.worker, Stage::other);
  return std::nullopt;
}

/// Of a file without pages, whoever opens it has the fonts.
bool is_printable(const Job& job, const Paper& paper, std::vector<Refusal>& refused) {
  if (!job.is_paged()) return true;
  if (layout::check_letters(*paper.document, job.worker.library->fonts, job.told_of(*paper.kind)))
    return true;
  refused.push_back(refusal_of(paper, words_of(job, "refused.no-letter")));
  return false;
}

/// Puts a paper on pages. Which ones of the packet they are is asked for when they are drawn.
void compose_pages(const Job& job, Paper& paper, Diagnostics& out) {
  if (!job.is_paged()) return;
  begin_stage(job.worker, Stage::layout);
  Budget& budget = *job.worker.budget;
  if (paper.composition) budget.give_back(page::bytes_of(paper.composition->body()));
  paper.composition.reset();
  paper.composition = job.worker.compositor.compose(*paper.document, paper.fields, out);
  budget.take(page::bytes_of(paper.composition->body()));
  begin_stage(job.worker, Stage::other);
}

/// Every paper with its page numbers: those of the packet, or its own where it is a file by itself.
void draw_all(const Job& job, std::vector<Paper>& papers) {
  if (!job.is_paged()) return;
  begin_stage(job.worker, Stage::layout);
  Budget& budget = *job.worker.budget;
  for (Paper& paper : papers) {
    const int first_page = job.is_bound() ? paper.first_page : 0;
    budget.give_back(page::bytes_of(paper.composition->body()));
    paper.pages = job.worker.compositor.draw(*std::move(paper.composition), first_page);
    paper.composition.reset();
    budget.take(page::bytes_of(paper.pages));
  }
  begin_stage(job.worker, Stage::other);
}

bool waits(const Paper& paper) {
  return paper.waits;
}

/// A place in the plan for proof, until it is known of which forms.
bool is_kept_for_proof(const Paper& paper) {
  return paper.kind->about_forms && !paper.form;
}

/// A place kept for proof becomes one paper for each form, or none.
void open_proofs(Plan& plan, std::string_view language) {
  std::vector<std::string> forms;
  for (const Paper& paper : plan.papers) {
    if (is_form(paper)) forms.push_back(paper.kind->open_title(language));
  }
  std::vector<Paper> opened;
  opened.reserve(plan.papers.size() + forms.size());
  for (Paper& paper : plan.papers) {
    if (!is_kept_for_proof(paper)) {
      opened.push_back(std::move(paper));
      continue;
    }
    if (forms.empty()) plan.not_made.push_back({paper.kind});
    for (std::size_t form = 0; form < forms.size(); ++form) {
      Paper& proof = opened.emplace_back(Paper{
          .kind = paper.kind,
          .facts = paper.facts,
          .language = paper.language,
          .about = forms[form],
          .section = paper.section,
          .waits = paper.waits});
      proof.form = form;
    }
  }
  plan.papers = std::move(opened);
}

template <class Keep>
void keep_papers(std::vector<Paper>& papers, Keep&& keep) {
  std::vector<Paper> kept;
  kept.reserve(papers.size());
  for (Paper& paper : papers) {
    if (keep(paper)) kept.push_back(std::move(paper));
  }
  papers = std::move(kept);
}

/// A part of the set that has no paper has no sheet either.
void drop_empty_tabs(std::vector<Paper>& papers) {
  std::set<int> filled;
  for (const Paper& paper : papers) {
    if (!paper.is_sheet()) filled.insert(paper.section);
  }
  keep_papers(papers, [&](const Paper& paper) {
    return !paper.is_tab || filled.count(paper.section) > 0;
  });
}

/// Numbers the pages of all papers, one paper behind the other.
void number(std::vector<Paper>& papers) {
  int page = 1;
  for (Paper& paper : papers) {
    paper.first_page = page;
    page += waits(paper) ? paper.taken_pages : paper.count();
  }
}

/// Forms that do not hold what they must hold are not handed out.
void prove_all(const Job& job, Plan& plan) {
  const bool says_where = std::ranges::any_of(plan.papers, waits);
  keep_papers(plan.papers, [&](Paper& paper) {
    if (!is_form(paper) || prove(job, paper, says_where)) return true;
    plan.refused.push_back(refusal_of(
        paper, words_of(job, job.is_paged() ? "refused.unproved" : "refused.unproved-words")
    ));
    return false;
  });
}

/// Fills and composes the papers about the others. True when each has as many pages as it was taken
/// to have.
Result<bool> set_last(const Job& job, Plan& plan, Diagnostics& out) {
  const List forms = forms_of(job, plan);
  bool settled = true;
  std::vector<const Paper*> unprintable;
  for (Paper& paper : plan.papers) {
    if (!waits(paper) || is_kept_for_proof(paper)) continue;
    if (paper.form) paper.item = &forms[*paper.form];
    if (const auto wrong = read_paper(job, paper, index_facts(job, plan, forms, paper)))
      return *wrong;
    if (!is_printable(job, paper, plan.refused)) {
      unprintable.push_back(&paper);
      continue;
    }
    compose_pages(job, paper, job.is_wanted(*paper.kind) ? out : job.unheard);
    settled = settled && (!job.is_paged() || paper.count() == paper.taken_pages);
    paper.taken_pages = paper.count();
    paper.item = nullptr;
  }
  if (!unprintable.empty()) {
    keep_papers(plan.papers, [&](const Paper& paper) {
      return std::find(unprintable.begin(), unprintable.end(), &paper) == unprintable.end();
    });
    return false;
  }
  return settled;
}

/// Composes the papers about others until each has as many pages as it was taken to have: one at
/// first, then as many as it had the last time. They say on which pages the others begin, and where
/// those begin depends on how many pages they have themselves.
std::optional<Reported> settle_last(const Job& job, Plan& plan) {
  if (std::ranges::none_of(plan.papers, waits)) return std::nullopt;
  constexpr int most_rounds = 5;  // for what nobody has thought of
  for (int round = 0; round < most_rounds; ++round) {
    number(plan.papers);
    Diagnostics told;
    const auto settled = set_last(job, plan, told);
    if (!settled) return settled.error();
    if (!*settled && round + 1 < most_rounds) continue;
    job.out.take(std::move(told));
    break;
  }
  return std::nullopt;
}

/// Names each paper, and what its fields are named after. A copy is to read, and has none.
void name_papers(const Job& job, std::vector<Paper>& papers) {
  std::map<std::string, int> met;
  for (Paper& paper : papers) {
    constexpr std::size_t most = 40;
    const std::string about = page::name_of(paper.about, most);
    paper.name = paper.kind->name + (about.empty() ? "" : "-" + about);
    if (paper.copy) paper.name += "-copy";
    if (const int count = ++met[paper.name]; count > 1) paper.name += "-" + std::to_string(count);
    if (!paper.copy && !job.options.flat) paper.fields = paper.name;
  }
}

/// Two papers that lists call the same, be it that they do not say whose form it is, are told apart
/// by a number. A copy has that of its original.
void number_titles(std::vector<Paper>& papers) {
  std::map<std::tuple<std::string, std::string, bool>, std::vector<Paper*>> of_title;
  for (Paper& paper : papers) {
    if (paper.is_sheet()) continue;
    of_title[{paper.kind->open_title(language_tag::english),
              paper.is_discreet ? "" : paper.about_in_lists,
              paper.copy}]
        .push_back(&paper);
  }
  for (const auto& [title, alike] : of_title) {
    int number = 0;
    for (Paper* paper : alike) paper->number = alike.size() > 1 ? ++number : 0;
  }
}

void name_anchors(std::vector<Paper>& papers) {
  for (std::size_t i = 0; i < papers.size(); ++i)
    papers[i].anchor = "paper-" + std::to_string(i + 1);
}

}  // namespace

std::optional<Reported> compose(const Job& job, Plan& plan) {
  for (Paper& paper : plan.papers) {
    if (waits(paper)) continue;
    if (const auto wrong = read_paper(job, paper, document_facts(job, paper))) return wrong;
  }
  keep_papers(plan.papers, [&](const Paper& paper) {
    return waits(paper) || is_printable(job, paper, plan.refused);
  });
  name_papers(job, plan.papers);
  for (Paper& paper : plan.papers) {
    if (!waits(paper)) compose_pages(job, paper, job.told_of(*paper.kind));
  }
  prove_all(job, plan);
  open_proofs(plan, job.proof_language());
  drop_empty_tabs(plan.papers);
  name_anchors(plan.papers);
  number_titles(plan.papers);
  if (const auto wrong = settle_last(job, plan)) return wrong;
  number(plan.papers);
  keep_papers(plan.papers, [&](const Paper& paper) { return job.is_wanted(*paper.kind); });
  std::erase_if(plan.refused, [&](const Refusal& refusal) {
    return !job.is_wanted(*refusal.kind);
  });
  draw_all(job, plan.papers);
  return std::nullopt;
}

}  // namespace engine::packet
