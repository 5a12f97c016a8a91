#include "engine/engine.hpp"
#include "engine/foreign/answers.hpp"
#include "engine/packet/messages.hpp"

#include <algorithm>
#include <set>

namespace engine {

namespace {

/// A field of a paper of ours: authorization/expiration-date, authorization-mercy/expiration-date.
bool is_ours(const foreign::Field& field, const kind::TemplateSet& template_set) {
  const auto paper = std::string_view{field.name}.substr(0, field.name.find('/'));
  if (paper.size() == field.name.size()) return false;
  return template_set.kind_of_paper(paper) != nullptr;
}

/// Whatever program saved it: nothing but fields and pages of ours is in it, and nobody wrote
/// beside them.
bool can_be_carried(const foreign::Form& form, const kind::TemplateSet& template_set) {
  return form.is_drawn_as_written && !form.has_notes &&
         std::ranges::all_of(form.fields, [&](const foreign::Field& field) {
           return is_ours(field, template_set);
         });
}

/// What a field is called beside the papers, where nobody sees the page around it: "Notes at the
/// visit (Dr. Lindqvist, 12/3/2026): Choice".
std::string label_of(
    const foreign::Field& field, std::string_view language, const kind::TemplateSet& template_set
) {
  const auto name = std::string_view{field.name}.substr(0, field.name.find('/'));
  const kind::Kind* paper = template_set.kind_of_paper(name);
  const std::string title = paper ? paper->title.in(language) : std::string{};
  if (title.empty()) return field.label;
  std::string about = field.about;
  for (auto at = about.find('|'); at != std::string::npos; at = about.find('|', at))
    about.replace(at, 1, ", ");
  // Where two papers ask the same, the field says itself which it is of.
  const auto of_which = field.label.rfind(" (" + title);
  if (of_which != std::string::npos && about.empty()) return field.label;
  return title + (about.empty() ? "" : " (" + about + ")") + ": " + field.label.substr(0, of_which);
}

void take(const foreign::Form& form, const kind::TemplateSet& template_set, Former& former) {
  for (const foreign::Field& field : form.fields) {
    if (!field.is_changed()) continue;
    const bool is_new =
        former.answers
            .emplace(field.name, Answer{field.is_box, field.value, field.in_case, field.about})
            .second;
    if (is_new)
      former.labels.emplace_back(field.name, label_of(field, form.language, template_set));
  }
}

/// Begins the file of answers, in front of whose they are.
constexpr std::string_view mark = "# carepacket";

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

std::optional<Whose> whose_at_start(std::string_view bytes) {
  const auto marks = pdf::marks_as_written(bytes);
  return marks ? whose_in(*marks) : std::nullopt;
}

std::optional<Whose> whose_papers(std::string_view pdf) {
  if (pdf::is_untouched(pdf)) {
    if (const auto whose = whose_at_start(pdf)) return whose;
  }
  const auto form = foreign::read_form(pdf, nullptr);
  return form ? whose_in(form->marks) : std::nullopt;
}

std::optional<OldPaper> read_old_paper(
    std::string_view pdf,
    const char* password,
    const kind::TemplateSet& template_set,
    const Whose& whose,
    Former& former
) {
  const auto as = [&](OldPaper::Is is, std::string_view marks) {
    const auto before = whose_in(marks);
    if (before && can_be_one(*before, whose)) return OldPaper{is, marks_in(marks)};
    return OldPaper{is == OldPaper::Is::plain ? is : OldPaper::Is::other, {}, true};
  };
  const bool is_untouched = pdf::is_untouched(pdf);
  const bool is_plain = is_untouched && !pdf::holds_answers(pdf);
  if (const auto marks = is_plain ? pdf::marks_as_written(pdf) : std::nullopt)
    return as(OldPaper::Is::plain, *marks);
  const auto form = foreign::read_form(pdf, password);
  if (!form) return std::nullopt;
  if (is_plain) return as(OldPaper::Is::plain, form->marks);
  if (!is_untouched && !can_be_carried(*form, template_set)) return OldPaper{};
  OldPaper old = as(OldPaper::Is::read, form->marks);
  if (!old.is_of_another) take(*form, template_set, former);
  return old;
}

bool tell_of_another(const std::string& file, const OldPaper& old, Diagnostics& out) {
  using namespace packet;
  if (old.is == OldPaper::Is::plain) {
    out.warn(messages::papers_of_another(file), {});
    return true;
  }
  out.error(
      messages::answers_of_another(file),
      {},
      {"move it away, or give this case an id of its own",
       "of the same person, whose name or birth date was written otherwise: carepacket answers "
       "shows what was typed"}
  );
  return false;
}

KeptAnswers kept_answers(
    const Former& former, std::span<const File> files, const Whose& whose, const std::string& before
) {
  std::set<std::string_view> placed, too_long;
  for (const File& file : files) {
    placed.insert(file.answered.begin(), file.answered.end());
    too_long.insert(file.too_long.begin(), file.too_long.end());
  }
  KeptAnswers kept{.text = before};
  for (const auto& [name, label] : former.labels) {
    const bool has_place = placed.contains(name);
    if (has_place && !too_long.contains(name)) continue;
    const std::string one = paragraph(label, former.answers.find(name)->second);
    if (kept.text.find(one) != std::string::npos) continue;
    kept.text += one;
    (has_place ? kept.any_too_long : kept.any_without_place) = true;
  }
  if (kept.text == before) return {};
  // One without that line, which somebody took out, says of nobody whose it is.
  const auto of = before.starts_with(mark) ? whose_in(std::string_view{before}.substr(mark.size()))
                                           : std::nullopt;
  if (of && !can_be_one(*of, whose)) return {.text = {}, .is_of_another = true};
  if (before.empty()) kept.text = std::string{mark} + spelled({}, whose) + '\n' + kept.text;
  return kept;
}

void tell_kept(const KeptAnswers& kept, const std::string& file, Diagnostics& out) {
  using namespace packet;
  if (kept.any_without_place)
    out.warn(
        messages::answers_without_place(in_quotes(file)),
        {},
        {"copy from there what is still of use"}
    );
  if (kept.any_too_long)
    out.warn(
        messages::answers_too_long(in_quotes(file)),
        {},
        {"write it shorter in the field, or put that file with the papers"}
    );
}

}  // namespace engine
