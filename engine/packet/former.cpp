#include "engine/engine.hpp"
#include "engine/foreign/answers.hpp"

#include <algorithm>

namespace engine {

namespace {

/// A field of a paper of ours: authorization/expiration-date, authorization-mercy/expiration-date.
bool is_ours(const foreign::Field& field, const kind::TemplateSet& template_set) {
  const auto paper = std::string_view{field.name}.substr(0, field.name.find('/'));
  if (paper.size() == field.name.size()) return false;
  return template_set.kind_of_paper(paper) != nullptr;
}

/// Somebody filled it in: nothing but fields of ours is in it, and nobody wrote beside them.
bool can_be_carried(const foreign::Form& form, const kind::TemplateSet& template_set) {
  return !form.has_notes && std::ranges::any_of(form.fields, &foreign::Field::is_changed) &&
         std::ranges::all_of(form.fields, [&](const foreign::Field& field) {
           return is_ours(field, template_set);
         });
}

void take(const foreign::Form& form, Former& former) {
  for (const foreign::Field& field : form.fields) {
    if (!field.is_changed()) continue;
    const bool is_new =
        former.answers.emplace(field.name, Answer{field.is_box, field.value, field.in_case}).second;
    if (is_new) former.labels.emplace_back(field.name, field.label);
  }
}

std::string words_of(const Answer& answer) {
  if (!answer.is_box) return answer.value;
  return answer.value.empty() ? "[ ]" : "[x]";
}

}  // namespace

std::string paragraph(std::string_view label, const Answer& answer) {
  std::string text{label};
  text += '\n';
  const std::string words = words_of(answer);
  std::string_view rest = words;
  while (true) {
    const auto end = std::min(rest.find('\n'), rest.size());
    text.append("    ").append(rest.substr(0, end)) += '\n';
    if (end == rest.size()) return text + '\n';
    rest.remove_prefix(end + 1);
  }
}

std::optional<OldPaper> read_old_paper(
    std::string_view pdf,
    const char* password,
    const kind::TemplateSet& template_set,
    Former& former
) {
  const auto form = foreign::read_form(pdf, password);
  if (!form) return std::nullopt;
  OldPaper old;
  const bool is_untouched = pdf::is_untouched(pdf);
  if (is_untouched && !pdf::holds_answers(pdf)) {
    old.is = OldPaper::Is::plain;
  } else if (is_untouched || can_be_carried(*form, template_set)) {
    old.is = OldPaper::Is::filled;
    take(*form, former);
  }
  if (old.is != OldPaper::Is::other) old.marks = marks_in(form->marks);
  return old;
}

std::string without_place(
    const Former& former, std::span<const std::string> placed, const std::string& before
) {
  std::string text = before;
  for (const auto& [name, label] : former.labels) {
    if (std::ranges::find(placed, name) != placed.end()) continue;
    const std::string one = paragraph(label, former.answers.find(name)->second);
    if (text.find(one) == std::string::npos) text += one;
  }
  return text == before ? std::string{} : text;
}

}  // namespace engine
