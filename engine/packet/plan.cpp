#include "engine/packet/job.hpp"
#include "engine/packet/messages.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_map>

namespace engine::packet {

namespace {

/// What is needed, and the rule that asks for it.
std::string with_rule(const std::string& label, const kind::Need& need) {
  return need.rule.empty() ? label : label + " (" + need.rule + ")";
}

/// "Letter to send records: Mercy Hospital": which of several papers of one title it is.
std::string named(const Paper& paper) {
  const std::string& title = paper.kind->title.in(paper.language);
  return paper.about.empty() ? title : title + ": " + marked(paper.about);
}

}  // namespace

void add_blanks(const Paper& paper, std::vector<const kind::Need*>& to) {
  if (paper.copy) return;
  for (const kind::Need* need : paper.left_blank) {
    const auto is_same = [&](const kind::Need* one) {
      return one->label.in(paper.language) == need->label.in(paper.language);
    };
    if (std::none_of(to.begin(), to.end(), is_same)) to.push_back(need);
  }
}

std::vector<const kind::Need*> blanks_of(const Paper& paper) {
  std::vector<const kind::Need*> blanks;
  add_blanks(paper, blanks);
  return blanks;
}

namespace {

/// Looks every needed fact up. What the law or the kind cannot do without stops the document: the
/// last such need, else nullptr.
const kind::Need* unmet_need(const Job& job, Paper& paper, const Asked& asked, Diagnostics& out) {
  const kind::Need* unmet = nullptr;
  for (const kind::Need& need : paper.kind->needs) {
    if (!need.fact.empty() && asked.is_there(need.fact)) continue;
    const std::string& label = need.label.in(paper.language);
    const std::string title = named(paper);
    // Without a fact it is a signature: a person's to give, whatever the run is for.
    const bool must = need.when_absent == kind::WhenAbsent::blank && job.options.send_ready &&
                      need.required_by_law && !need.fact.empty();
    if (need.when_absent == kind::WhenAbsent::error || must) {
      out.error(
          must ? messages::need_missing_to_send(title, with_rule(label, need))
               : messages::need_missing(title, with_rule(label, need)),
          {},
          {must ? "the case does not say it, and --send-ready leaves no blank that the law wants "
                  "filled"
                : "add it to the case file"}
      );
      unmet = &need;
    } else if (need.when_absent == kind::WhenAbsent::blank) {
      paper.left_blank.push_back(&need);
      // A copy is there to be read: nobody fills it in.
      if (!paper.copy) paper.blanks.push_back(label);
    } else if (need.when_absent == kind::WhenAbsent::warn) {
      out.warn(
          messages::better_with(title, with_rule(label, need)), {}, {"add it to the case file"}
      );
    }
  }
  return unmet;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_asked_for(const Job& job, const kind::Kind& kind) {
  return has(job.options.only, kind.name) || has(job.options.also, kind.name);
}

bool has_died(const Job& job) {
  const Fact* deceased = job.english->find("deceased");
  return deceased && !deceased->is_no();
}

/// A set that is drawn without the case knows no stage: all of its kinds are called for.
bool is_at_stage(const std::vector<kind::Stage>& stages, const Asked& asked) {
  if (stages.empty() || !asked.is_there("stage")) return true;
  return std::any_of(stages.begin(), stages.end(), [&](kind::Stage stage) {
    return asked.is_there("stage.is." + std::string{kind::name_of(stage)});
  });
}

/// A condition that is empty never holds here.
bool is_said(const kind::Condition& condition, const Asked& asked) {
  return !condition.is_always() && holds(condition, asked);
}

/// A copy is there to be read, whatever its original is for; what is signed already is kept.
kind::Task task_of(const Paper& paper, const Asked& asked) {
  if (paper.copy) return kind::Task::none;
  if (is_said(paper.kind->keep_when, asked)) return kind::Task::keep;
  return is_said(paper.kind->send_when, asked) ? kind::Task::send : paper.kind->task;
}

bool is_discreet(const kind::Kind& kind, const Asked& asked) {
  return !kind.discreet_title.by_language.empty() || is_said(kind.discreet_when, asked);
}

/// Calls `ask` with what is asked of the case, and of no paper.
template <class Ask>
auto asked_of_case(const Job& job, const Ask& ask) {
  const Group nothing;
  const fill::Scope scope{
      job.english, nullptr, &nothing, language_tag::english, {}, job.worker.budget.get()};
  return ask(Asked{job.worker.templates, scope});
}

/// The entry of the case that an item of a list has under a name.
const casefile::Entry* entry_of(const Fact& item, std::string_view name) {
  const auto* group = std::get_if<std::shared_ptr<Group>>(&item.either);
  if (!group) return nullptr;
  const auto found = std::ranges::find(**group, name, &Group::value_type::first);
  if (found == (*group)->end()) return nullptr;
  const auto* entry = std::get_if<const casefile::Entry*>(&found->second.either);
  return entry ? *entry : nullptr;
}

/// The offices of a case by their places in it, from 1; of one with translations those of the case
/// as either language reads it.
using Offices = std::unordered_map<const casefile::Entry*, std::size_t>;
Offices offices_of(const Job& job) {
  Offices offices;
  for (const facts::Facts* facts : {&job.facts, job.english}) {
    std::size_t place = 0;
    for (const casefile::Entry* office : facts->known->root().all("provider"))
      offices.emplace(office, ++place);
  }
  return offices;
}

/// What tells papers of one kind apart without a word about them: the place of the office among
/// those of the case, else the own one among its like.
std::string which_of(const Paper& paper, const Offices& offices, std::size_t place) {
  if (!paper.item) return {};
  for (const char* const office : {"holder", "provider"}) {
    const auto found = offices.find(entry_of(*paper.item, office));
    if (found != offices.end()) return "office-" + std::to_string(found->second);
  }
  return place == 0 ? std::string{} : std::to_string(place + 1);
}

enum class Fate { made, refused, not_called_for };

/// `place`: among the papers of its kind.
Fate plan_one(
    const Job& job,
    const Offices& offices,
    Paper paper,
    std::size_t place,
    Plan& plan,
    Diagnostics& out
) {
  const Group document = document_facts(job, paper);
  const fill::Scope scope = scope_of(job, paper, document);
  const Asked asked{job.worker.templates, scope};
  if (!paper.kind->about.empty()) paper.about = asked.text(paper.kind->about);
  paper.is_discreet = is_discreet(*paper.kind, asked);
  const std::string& problem = paper.kind->refuse;
  const bool is_refused = !problem.empty() && asked.is_there(problem);
  // Whoever asks for a letter by its name wants to hear what speaks against it.
  const bool called_for = !(paper.kind->living && has_died(job)) &&
                          is_at_stage(paper.kind->stages, asked) && holds(paper.kind->when, asked);
  if (!called_for && !(is_refused && is_asked_for(job, *paper.kind))) return Fate::not_called_for;
  if (is_refused) {
    const std::string code = asked.text(problem + ".code"), text = asked.text(problem + ".text");
    const std::string hint = asked.text(problem + ".hint");
    out.error(
        FilledError{code, text},
        fill::span_of(asked.templates, scope, problem),
        hint.empty() ? std::vector<std::string>{} : std::vector{hint}
    );
    if (!paper.copy) plan.refused.push_back(refusal_of(paper, {}));
    return Fate::refused;
  }
  if (const kind::Need* need = unmet_need(job, paper, asked, out)) {
    if (!paper.copy) plan.refused.push_back(refusal_of(paper, need->label));
    return Fate::refused;
  }
  if (paper.kind->of_records) {
    if (!job.is_paged()) {
      if (!paper.copy) plan.records_alone.push_back(std::move(paper));
      return Fate::not_called_for;
    }
    if (const auto why = job.records.refused(asked.text("file"))) {
      plan.refused.push_back(refusal_of(paper, words_of(job, *why)));
      return Fate::refused;
    }
  }
  paper.task = task_of(paper, asked);
  paper.which = which_of(paper, offices, place);
  plan.papers.push_back(std::move(paper));
  return Fate::made;
}

/// The items of a kind's `each`; one nothing for a kind that is about the case itself.
std::vector<const Fact*> items_of(const kind::Kind& kind, const facts::Facts& facts) {
  if (kind.each.empty()) return {nullptr};
  std::vector<const Fact*> items;
  const Fact* each = facts.find(kind.each);
  if (const auto* list = each ? std::get_if<std::shared_ptr<List>>(&each->either) : nullptr) {
    for (const Fact& item : **list) items.push_back(&item);
  }
  return items;
}

/// What a paper of that item would say of itself in that language.
std::string text_in(
    const Job& job,
    const kind::Kind& kind,
    const facts::Facts& facts,
    std::string_view language,
    const Fact* item,
    std::string_view path
) {
  const Paper paper{.kind = &kind, .facts = &facts, .language = language, .item = item};
  const Group document = document_facts(job, paper);
  const fill::Scope scope = scope_of(job, paper, document);
  return Asked{job.worker.templates, scope}.text(path);
}

/// Why a paper is refused, as the lists of either language say it.
vocabulary::Words problem_in_lists(
    const Job& job, const kind::Kind& kind, const Fact* in_english, const Fact* of_patient
) {
  const std::string path = kind.refuse + ".text";
  vocabulary::Words words;
  words.by_language.emplace_back(
      language_tag::english,
      text_in(job, kind, *job.english, language_tag::english, in_english, path)
  );
  if (job.language != language_tag::english)
    words.by_language.emplace_back(
        job.language, text_in(job, kind, job.facts, job.language, of_patient, path)
    );
  return words;
}

void plan_kind(
    const Job& job, const Offices& offices, const kind::Kind& kind, int section, Plan& plan
) {
  const bool written =
      job.language != language_tag::english && job.worker.templates.has(kind.name, job.language);
  const bool is_out = goes_out(kind) || asked_of_case(job, [&](const Asked& asked) {
                        return is_said(kind.send_when, asked);
                      });
  const bool out_first = is_out || !written;
  // Whoever helps the patient, and does not read their language, reads the English one.
  const bool has_copy = written && !kind.of_records && (is_out || job.options.bilingual);
  const Paper first{
      .kind = &kind,
      .facts = out_first ? job.english : &job.facts,
      .language = out_first ? language_tag::english : std::string_view{job.language},
      .has_copy = has_copy,
      .section = section};
  const auto items = items_of(kind, *first.facts);
  const facts::Facts* other = out_first ? &job.facts : job.english;
  const auto copied = has_copy ? items_of(kind, *other) : std::vector<const Fact*>{};
  const auto of_patient = items_of(kind, job.facts), in_english = items_of(kind, *job.english);
  bool called_for = false;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string listed =
        kind.about.empty() ? std::string{}
                           : text_in(job, kind, job.facts, job.language, of_patient[i], kind.about);
    Paper paper{
        .kind = first.kind,
        .facts = first.facts,
        .language = first.language,
        .item = items[i],
        .about_in_lists = listed,
        .has_copy = first.has_copy,
        .section = section};
    const Fate fate = plan_one(job, offices, std::move(paper), i, plan, job.told_of(kind));
    called_for = called_for || fate != Fate::not_called_for;
    if (fate == Fate::refused && plan.refused.back().why.by_language.empty())
      plan.refused.back().why = problem_in_lists(job, kind, in_english[i], of_patient[i]);
    if (fate != Fate::made || !first.has_copy) continue;
    Diagnostics told_already;
    plan_one(
        job,
        offices,
        {.kind = &kind,
         .facts = other,
         .language = out_first ? std::string_view{job.language} : language_tag::english,
         .item = copied[i],
         .about_in_lists = listed,
         .copy = true,
         .section = section},
        i,
        plan,
        told_already
    );
  }
  if (!called_for) plan.not_made.push_back({&kind});
}

/// Why this set does not have a kind that it names, whatever the case says.
std::optional<Absent::Because> left_to_others(
    const Job& job, const kind::Place& place, const kind::Kind& kind
) {
  if (is_asked_for(job, kind)) return std::nullopt;
  const bool is_its_time = asked_of_case(job, [&](const Asked& asked) {
    if (is_said(place.not_when, asked)) return false;
    return is_at_stage(place.stages, asked) || is_said(place.or_when, asked);
  });
  if (is_its_time && !place.when_asked) return std::nullopt;
  // Nobody gets by asking what the case does not call for. Of one for each of several, each is
  // asked.
  const bool is_called_for = !kind.each.empty() || asked_of_case(job, [&](const Asked& asked) {
    return is_at_stage(kind.stages, asked) && holds(kind.when, asked);
  });
  return !is_called_for     ? Absent::Because::condition
         : place.when_asked ? Absent::Because::not_asked
                            : Absent::Because::later;
}

/// Whoever asks for papers by name and gets some of them wants to hear why not the others. Where
/// there is none at all, the run says so itself.
void tell_not_called_for(const Job& job, const Plan& plan) {
  if (plan.papers.empty()) return;
  for (const Absent& absent : plan.not_made) {
    if (!is_asked_for(job, *absent.kind)) continue;
    const std::string& why = why_not(job, absent).in(language_tag::english);
    job.out.warn(
        messages::not_called_for(absent.kind->title.in(language_tag::english)),
        {},
        why.empty() ? std::vector<std::string>{} : std::vector{why}
    );
  }
}

/// The cover, and the sheet before a section.
void plan_sheet(const Job& job, const std::string& name, int section, Plan& plan) {
  if (name.empty() || !job.is_whole()) return;
  const kind::Kind* kind = job.template_set().kind(name);
  const bool written = job.worker.templates.has(name, job.language);
  Paper sheet{
      .kind = kind,
      .facts = written ? &job.facts : job.english,
      .language = written ? std::string_view{job.language} : language_tag::english,
      .section = section};
  sheet.is_cover = section < 0;
  sheet.is_tab = section >= 0;
  plan.papers.push_back(std::move(sheet));
}

/// Whoever does not read English finds what is to be signed in front, and what is there to be read
/// alone behind all else; in a set of parts, within each.
void put_what_goes_out_first(const Job& job, std::vector<Paper>& papers) {
  if (job.language == language_tag::english || job.options.bilingual) return;
  const auto place = [](const Paper& paper) {
    const bool is_sheet = paper.is_cover || paper.is_tab;
    const bool is_signed =
        paper.task == kind::Task::sign && paper.language == language_tag::english;
    return std::pair{paper.section, is_sheet ? 0 : paper.copy ? 3 : is_signed ? 1 : 2};
  };
  std::ranges::stable_sort(papers, {}, place);
}

}  // namespace

const kind::Words& why_not(const Job& job, const Absent& absent) {
  const auto& words = job.template_set().words;
  const auto said = [&](std::string_view id) -> const kind::Words& {
    const auto found = words.find(id);
    return found == words.end() ? absent.kind->when_not : found->second;
  };
  if (absent.kind->living && has_died(job)) return said("not-called-for.deceased");
  switch (absent.because) {
    case Absent::Because::not_asked:
      return said("not-called-for.not-asked");
    case Absent::Because::later:
      return said("not-called-for.stage");
    case Absent::Because::condition:
      break;
  }
  return absent.kind->when_not;
}

namespace {

/// A reader who finds no second tab looks for it: a section without papers has no number.
void number_tabs(std::vector<Paper>& papers) {
  std::set<int> sections;
  for (const Paper& paper : papers) {
    if (paper.section >= 0 && !paper.is_sheet()) sections.insert(paper.section);
  }
  for (Paper& paper : papers) {
    if (paper.section < 0) continue;
    const auto before = std::distance(sections.begin(), sections.lower_bound(paper.section));
    paper.tab = static_cast<int>(before) + 1;
  }
}

}  // namespace

Plan plan(const Job& job) {
  Plan plan;
  const kind::Set& set = job.set;
  const Offices offices = offices_of(job);
  plan_sheet(job, set.cover, -1, plan);
  int section = -1;
  const auto open_sections = [&](std::size_t at) {
    for (auto next = static_cast<std::size_t>(section) + 1;
         next < set.sections.size() && set.sections[next].first == at;
         ++next) {
      ++section;
      if (job.options.tabs || has(job.options.only, set.tab))
        plan_sheet(job, set.tab, section, plan);
    }
  };
  for (std::size_t i = 0; i < set.kinds.size(); ++i) {
    open_sections(i);
    const kind::Kind& kind = *job.template_set().kind(set.kinds[i]);
    if (!job.is_whole() && !job.is_wanted(kind)) continue;
    if (const auto why = left_to_others(job, set.places[i], kind)) {
      plan.not_made.push_back({&kind, *why});
      continue;
    }
    // Proof is made of forms, and which of those there are is known when they are laid out.
    if (kind.about_forms) {
      plan.papers.push_back(
          {.kind = &kind,
           .facts = job.proof_language() == language_tag::english ? job.english : &job.facts,
           .language = job.proof_language(),
           .task = kind.task,
           .section = section}
      );
      continue;
    }
    plan_kind(job, offices, kind, section, plan);
  }
  open_sections(set.kinds.size());
  for (Paper& paper : plan.papers) {
    paper.waits = paper.kind->made_last ||
                  (paper.kind->lists_records && (job.records.any() || !plan.records_alone.empty()));
  }
  put_what_goes_out_first(job, plan.papers);
  number_tabs(plan.papers);
  tell_not_called_for(job, plan);
  return plan;
}

}  // namespace engine::packet
