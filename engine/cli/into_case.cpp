#include "engine/cli/into_case.hpp"

#include "engine/casefile/casefile.hpp"
#include "engine/vocabulary/path.hpp"

#include <algorithm>

namespace engine::cli {

using vocabulary::Answered;
using vocabulary::Path;
using vocabulary::Step;

namespace {

/// One that is asked about by its own words stands in the case, or has no place there.
bool has_what_is_named(const Answered& answered, const Path& path) {
  Path so_far;
  for (const Step& step : path) {
    so_far.push_back(step);
    if (!step.words.empty() && !answered.has(so_far)) return false;
  }
  return true;
}

}  // namespace

IntoCase::IntoCase(const Source& source, const kind::TemplateSet& template_set)
    : name_{source.name()},
      template_set_{template_set},
      text_{source.text()},
      errors_{errors_in(text_)} {}

int IntoCase::errors_in(const std::string& text) const {
  const Source source{name_, text, Source::Holds::patient_data};
  Diagnostics told;
  static_cast<void>(casefile::read(
      source, {.vocabulary = &template_set_.vocabulary, .questions = &template_set_.questions}, told
  ));
  return told.errors();
}

IntoCase::Became IntoCase::put(const foreign::Field& field) {
  auto path = field.is_box ? std::nullopt : vocabulary::read_path(field.in_case);
  const auto* term = path && !path->empty() ? term_at(template_set_.vocabulary, *path) : nullptr;
  if (!term) return Became::no_place;
  const Source source{name_, text_, Source::Holds::patient_data};
  Diagnostics none;
  const auto answered = Answered::read(source, template_set_.vocabulary, none);
  if (!answered || !has_what_is_named(*answered, *path)) return Became::no_place;

  const std::string words = collapsed(field.value);
  Path so_far;
  std::string name;
  for (std::size_t i = 0; i < path->size(); ++i) {
    Step& step = (*path)[i];
    const bool is_list = i + 1 == path->size() && term->most != 1;
    if ((is_list || step.number > 1) && answered->says(*path, i, words))
      return Became::there_already;
    so_far.push_back(step);
    name += '/' + step.name + step.value + '[' + std::to_string(step.number) + ']';
    const std::size_t next = answered->count(so_far) + 1;
    if (is_list) {
      step.number = next;
    } else if (step.number > 1 || numbers_.count(name) > 0) {
      step.number = numbers_.emplace(name, std::min(step.number, next)).first->second;
    }
    so_far.back() = step;
  }
  if (const std::string there = collapsed(answered->value(*path)); !there.empty())
    return there == words ? Became::there_already : Became::otherwise;
  std::string with = answered->with(*path, field.value, 0);
  if (errors_in(with) > errors_) return Became::no_place;
  text_ = std::move(with);
  return Became::written;
}

}  // namespace engine::cli
