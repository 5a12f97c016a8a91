// carepacket answers: what was typed into a packet, as text or written into the case.

#include "engine/foreign/answers.hpp"

#include "engine/casefile/casefile.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/files.hpp"
#include "engine/cli/import.hpp"
#include "engine/cli/into_case.hpp"
#include "engine/cli/messages.hpp"
#include "engine/encrypt/encrypt.hpp"
#include "engine/engine.hpp"
#include "engine/packet/messages.hpp"

#include <array>

namespace engine::cli {

namespace {

/// The fields of a packet, whatever program saved it.
std::optional<foreign::Form> form_of(
    const std::string& bytes, const Request& asked, Diagnostics& out
) {
  if (!encrypt::needs_password(bytes)) return foreign::read_form(bytes, nullptr);
  const auto word = read_password(asked.password, Ask::once, asked.message_format, out);
  return word ? foreign::read_form(bytes, word->c_str()) : std::nullopt;
}

std::string as_paragraph(const foreign::Field& field) {
  return paragraph(field.label.empty() ? field.name : field.label, {field.is_box, field.value});
}

/// What became of the answers, by IntoCase::Became.
struct Report {
  std::array<std::string, 4> paragraphs;
  std::array<std::uint64_t, 4> counts{};

  void add(IntoCase::Became became, const foreign::Field& field) {
    const auto which = static_cast<std::size_t>(became);
    paragraphs[which] += as_paragraph(field);
    ++counts[which];
  }
  std::uint64_t not_in() const {
    return counts[static_cast<std::size_t>(IntoCase::Became::otherwise)] +
           counts[static_cast<std::size_t>(IntoCase::Became::no_place)];
  }
  std::string text(const MessageFormat& format) const {
    static constexpr std::array<std::string_view, 4> heads{
        "Written into the case:",
        "The case says so already:",
        "The case says something else, and keeps it:",
        "A case has no place for these. They stay in the PDF:"};
    std::string all;
    for (std::size_t i = 0; i < heads.size(); ++i) {
      if (counts[i] > 0) all += spoken(format, heads[i]) + "\n\n" + paragraphs[i];
    }
    return all.empty() ? spoken(format, "Nothing was typed into it.") + '\n' : all;
  }
};

Exit deliver(
    const std::string& text, const Report& report, const Request& asked, Diagnostics& out
) {
  const std::uint64_t rest = report.not_in();
  if (rest > 0)
    out.warn(
        messages::answers_not_in_case(counted(rest, "answer is", "answers are")),
        {},
        {"they stay in the PDF, and carepacket answers lists them"}
    );
  if (asked.output == "-") return write_out(text, out) ? Exit::all_made : Exit::file_system_refused;
  const NewFile made{asked.output.empty() ? asked.into : asked.output, text};
  const bool is_free = asked.force || made.path == asked.into;
  if (!write_files({&made, 1}, is_free ? Overwrite::always : Overwrite::never, out))
    return Exit::file_system_refused;
  const auto say = [&](std::string_view words) { return spoken(asked.message_format, words); };
  const std::uint64_t written = report.counts.front();
  const std::string line =
      printable(made.path) + ": " + say(counted(written, "answer", "answers") + " written") + '\n';
  return write_out(report.text(asked.message_format) + line, out) ? Exit::all_made
                                                                  : Exit::file_system_refused;
}

/// Whether a form says whose it is, and that is not whom the case is about.
bool is_of_another(
    const foreign::Form& form, const Source& into, const kind::TemplateSet& template_set
) {
  const auto whose = whose_in(form.marks);
  if (!whose) return false;
  Diagnostics untold;  // a case that cannot be read yet does not say
  const auto known = casefile::read(into, {.vocabulary = &template_set.vocabulary}, untold);
  return known && !can_be_one(*whose, whose_of(*known));
}

Exit into_case(const foreign::Form& form, const Request& asked, Diagnostics& out) {
  const auto share = share_folder(out);
  if (!share || !is_folder(asked.templates, out)) return Exit::file_system_refused;
  const auto set = kind::open_template_set(*share + "/templates", asked.templates, out);
  ReadCase known;
  if (!set) return Exit::unusable;
  if (!read_case(asked.into, known, out))
    return is_of_machine(out) ? Exit::file_system_refused : Exit::unusable;
  if (!xml::parse(*known.source, {}, out)) return Exit::unusable;
  if (is_of_another(form, *known.source, **set)) {
    out.error(
        packet::messages::answers_of_another(in_quotes(asked.arguments.front())),
        {},
        {"name the case of that person with --into-case"}
    );
    return Exit::unusable;
  }
  IntoCase to{*known.source, **set};
  Report report;
  for (const foreign::Field& field : form.fields) {
    if (field.is_changed()) report.add(to.put(field), field);
  }
  const std::string mark{known.has_mark ? byte_order_mark : std::string_view{}};
  return deliver(mark + to.text(), report, asked, out);
}

}  // namespace

Exit answers(const Request& asked, Diagnostics& out) {
  const std::string& path = asked.arguments.front();
  const auto bytes = read_file(path, out);
  if (!bytes) return Exit::file_system_refused;
  const auto form = form_of(*bytes, asked, out);
  if (!form) {
    if (out.errors() == 0) out.error(messages::no_form(in_quotes(path)), {});
    return Exit::unusable;
  }
  if (!asked.into.empty()) return into_case(*form, asked, out);
  std::string text;
  for (const foreign::Field& field : form->fields) {
    if (field.is_changed()) text += as_paragraph(field);
  }
  if (text.empty()) text = spoken(asked.message_format, "Nothing was typed into it.") + '\n';
  if (asked.output.empty() || asked.output == "-")
    return write_out(text, out) ? Exit::all_made : Exit::file_system_refused;
  const NewFile made{asked.output, text};
  const auto overwrite = asked.force ? Overwrite::always : Overwrite::never;
  return write_files({&made, 1}, overwrite, out) ? Exit::all_made : Exit::file_system_refused;
}

}  // namespace engine::cli
