#include "engine/packet/carried.hpp"

#include "engine/vocabulary/path.hpp"

#include <set>

namespace engine::packet {

namespace {

/// The field takes such an answer, and is about what it was about when that was typed: of one name
/// it may be that of another doctor's visit now. What was typed while nobody was named may stand
/// where somebody is.
bool is_about_the_same(const page::Entry& entry, const Answer& typed) {
  const bool is_box = entry.is == page::Entry::Is::box;
  return typed.is_box == is_box && (typed.about.empty() || typed.about == entry.about);
}

bool is_same_place(const page::Entry& entry, const Answer& typed) {
  return is_about_the_same(entry, typed) &&
         (typed.in_case.empty() || entry.in_case.empty() || typed.in_case == entry.in_case);
}

/// The paper that a field is of, as its name says it: top-questions, authorization-mercy.
std::string_view paper_of(std::string_view name) {
  return name.substr(0, name.find('/'));
}

/// Answers by their paper and their place in a case.
class ByPlace {
 public:
  explicit ByPlace(const Answers& answers) : end_{answers.end()} {
    for (auto each = answers.begin(); each != answers.end(); ++each) {
      if (each->second.in_case.empty()) continue;
      const auto [at, is_new] =
          places_.try_emplace(place_of(each->first, each->second.in_case), each);
      if (!is_new) at->second = end_;  // two of one place are told apart by their names alone
    }
  }
  Answers::const_iterator find(const page::Entry& entry) const {
    const auto found = places_.find(place_of(entry.name, entry.in_case));
    return found == places_.end() ? end_ : found->second;
  }

 private:
  using Place = std::pair<std::string_view, std::string_view>;
  static Place place_of(std::string_view name, std::string_view in_case) {
    return {paper_of(name), in_case};
  }
  std::map<Place, Answers::const_iterator> places_;
  Answers::const_iterator end_;
};

/// What the case says by now.
class SaidInCase {
 public:
  explicit SaidInCase(const Job& job) {
    Diagnostics told_already;
    auto read = vocabulary::Answered::read(job.text, job.template_set().vocabulary, told_already);
    if (read) answered_ = std::move(*read);
  }
  /// An answer to a question, which is printed wherever the question is: it does not stand a second
  /// time in the field beside it.
  bool prints(const Answer& typed) const {
    const auto path = vocabulary::read_path(typed.in_case);
    return answered_ && path && path->size() == 2 && path->front().name == "question" &&
           path->back().name == "answer" && answered_->says(*path, 1, collapsed(typed.value));
  }

 private:
  std::optional<vocabulary::Answered> answered_;
};

/// The names of the answers that are longer than their fields.
std::vector<std::string> too_long(
    const Job& job, const page::Pages& pages, const std::map<const page::Entry*, std::string>& typed
) {
  std::vector<std::string> names;
  for (const page::Page& page : pages.pages) {
    for (const page::Item& item : page.items) {
      const auto* field = std::get_if<page::Field>(&item.what);
      if (!field) continue;
      const page::Entry& entry = pages.entry_of(*field);
      const auto name = typed.find(&entry);
      if (name != typed.end() && !pdf::fits_field(job.worker.library->fonts, entry, field->size))
        names.push_back(name->second);
    }
  }
  return names;
}

}  // namespace

void put_answers(const Job& job, page::Pages& pages, File& file) {
  const Answers* const answers = job.options.answers;
  if (!answers || answers->empty()) return;
  const ByPlace by_place{*answers};
  const SaidInCase in_case{job};
  std::map<const page::Entry*, std::string> typed;  // as it was called when it was typed
  std::set<std::string_view> placed;
  const auto put = [&](page::Entry& entry, Answers::const_iterator answer) {
    placed.insert(answer->first);
    file.answered.push_back(answer->first);
    if (in_case.prints(answer->second)) return;
    entry.answer = answer->second.value;
    typed.emplace(&entry, answer->first);
  };
  for (page::Entry& entry : pages.entries) {
    const auto answer = answers->find(entry.name);
    if (answer != answers->end() && is_same_place(entry, answer->second)) put(entry, answer);
  }
  // A question that is another one by its rank has another name, and is the same question.
  for (page::Entry& entry : pages.entries) {
    if (entry.answer || entry.in_case.empty()) continue;
    const auto answer = by_place.find(entry);
    if (answer == answers->end() || placed.contains(answer->first)) continue;
    if (is_about_the_same(entry, answer->second)) put(entry, answer);
  }
  if (!typed.empty()) file.too_long = too_long(job, pages, typed);
}

}  // namespace engine::packet
