#include "engine/packet/job.hpp"

#include <algorithm>

namespace engine::packet {

bool holds(const kind::Condition& condition, const Asked& asked) {
  const auto row_holds = [&](const auto& row) {
    return std::all_of(row.begin(), row.end(), [&](const kind::Condition::Term& term) {
      return asked.is_there(term.fact) != term.absent;
    });
  };
  return condition.is_always() ||
         std::any_of(condition.any_of.begin(), condition.any_of.end(), row_holds);
}

List to_fill(const Paper& paper, std::string_view language) {
  List list;
  for (const kind::Need* need : paper.left_blank) {
    if (!need->fact.empty()) list.emplace_back(need->label.in(language));
  }
  return list;
}

vocabulary::Words words_of(const Job& job, std::string_view id) {
  const auto said = job.template_set().words.find(id);
  return said == job.template_set().words.end() ? vocabulary::Words{} : said->second;
}

Fact task_word(const Job& job, kind::Task task) {
  if (task == kind::Task::none) return {};
  const auto& words = job.template_set().words;
  const auto said = words.find("task." + std::string{kind::name_of(task)});
  return Fact{facts::Word{kind::name_of(task), said == words.end() ? nullptr : &said->second}};
}

Group document_facts(const Job& job, const Paper& paper) {
  List blanks;
  for (const std::string& blank : paper.blanks) blanks.emplace_back(blank);
  const bool foreign = job.untranslated || paper.has_copy || paper.copy;
  return facts::some<fill::tables::document>({
      {"title", Fact::standing(paper.kind->title.in(paper.language))},
      {"purpose", Fact::standing(paper.kind->purpose.in(paper.language))},
      {"kind", Fact::standing(paper.kind->name)},
      {"task", task_word(job, paper.task)},
      {"language", Fact::standing(paper.language)},
      {"edition", Fact{facts::Word{name_of(job.edition), nullptr}}},
      {"bound", Fact{job.is_bound()}},
      {"handout", Fact{!job.set.of.empty()}},
      {"caseId", Fact::standing(job.known.id())},
      {"blanks", Fact{std::move(blanks)}},
      {"toFill", Fact{to_fill(paper, paper.language)}},
      {"copy", Fact{paper.copy}},
      {"copyInEnglish", Fact{paper.copy && paper.language == language_tag::english}},
      {"bilingual", Fact{job.options.bilingual}},
      {"hasCopy", Fact{paper.has_copy}},
      {"untranslated", Fact{job.untranslated}},
      {"languageName", foreign ? Fact{job.language_name} : Fact{}},
  });
}

std::string open_title(const Paper& paper, std::string_view language) {
  const std::string& title = paper.kind->open_title(language);
  return paper.number == 0 ? title : title + " " + std::to_string(paper.number);
}

std::string tab_title(const Job& job, const Paper& paper) {
  const auto& section = job.set.sections[static_cast<std::size_t>(paper.section)];
  return std::to_string(paper.tab) + ". " + section.title.in(job.language);
}

std::string entry_title(const Job& job, const Paper& paper) {
  if (paper.is_tab) return tab_title(job, paper);
  const bool tells = !paper.about.empty() && !paper.is_discreet;
  return open_title(paper, paper.language) + (tells ? ": " + paper.about : "");
}

fill::Scope scope_of(const Job& job, const Paper& paper, const Group& document) {
  return {
      paper.facts,
      paper.item,
      &document,
      paper.language,
      paper.kind->each,
      job.worker.budget.get()};
}

}  // namespace engine::packet
