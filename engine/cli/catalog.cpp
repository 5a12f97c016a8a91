// What can be made, and what a case may say: read from the templates, written to standard output.

#include "engine/cli/commands.hpp"
#include "engine/cli/files.hpp"
#include "engine/kind/kind.hpp"
#include "engine/vocabulary/spelling.hpp"
#include "engine/vocabulary/vocabulary.hpp"

namespace engine::cli {

namespace {

/// Opens the template set and writes what `tell` makes of it.
template <class Tell>
Exit from_template_set(const Request& asked, Diagnostics& out, Tell&& tell) {
  const auto share = share_folder(out);
  if (!share || !is_folder(asked.templates, out)) return Exit::file_system_refused;
  const auto template_set = kind::open_template_set(*share + "/templates", asked.templates, out);
  if (!template_set) return Exit::unusable;
  return tell(**template_set);
}

Exit say(std::string_view text, Diagnostics& out) {
  return write_out(text, out) ? Exit::all_made : Exit::file_system_refused;
}

/// The language that was asked for, by its tag or its name; when none was, that of the environment,
/// else English.
std::string language_of(const Request& asked, const kind::TemplateSet& template_set) {
  if (asked.make.language.empty()) {
    const Speech* const speech = asked.message_format.speech;
    return std::string{speech ? speech->language() : language_tag::english};
  }
  const auto tag =
      vocabulary::language_meant(asked.make.language, template_set.vocabulary.languages());
  return std::string{primary_language(tag.value_or(asked.make.language))};
}

void append_padded(std::string& text, std::string_view word, std::size_t width) {
  text += word;
  text.append(word.size() < width ? width - word.size() : 1, ' ');
}

/// text, date, one of standard, large …
std::string type_of(const vocabulary::Term& term) {
  using vocabulary::Type;
  switch (term.type) {
    case Type::group:
      return term.has_text ? "text and what is below" : "";
    case Type::text:
      return "text";
    case Type::verbatim:
      return "text that keeps its lines";
    case Type::date:
      return "date";
    case Type::date_time:
      return "date and time";
    case Type::number:
      if (term.highest > term.lowest)
        return std::to_string(term.lowest) + " to " + std::to_string(term.highest);
      return "whole number";
    case Type::decimal:
      return "number";
    case Type::yes_no:
      return "yes, no or unknown";
    case Type::id:
      return "id";
    case Type::reference:
      return "id of a " + term.refers_to;
    case Type::name:
      return "name";
    case Type::address:
      return "address";
    case Type::telecom:
      return "phone, fax, email or web address";
    case Type::person:
      return "person";
    case Type::code:
      break;
  }
  std::string list;
  for (const vocabulary::Code& code : term.codes) list += (list.empty() ? "" : " ") + code.value;
  return list;
}

std::string count_of(const vocabulary::Term& term) {
  std::string least = std::to_string(term.least);
  if (term.most == term.least) return least;
  return least + ".." + (term.most == 0 ? "any" : std::to_string(term.most));
}

void append_term(
    std::string& text, const vocabulary::Term& term, std::size_t depth, const MessageFormat& format
) {
  std::string line(depth * 2, ' ');
  line += (term.is_attribute ? "@" : "") + term.name;
  line.append(line.size() < 34 ? 34 - line.size() : 1, ' ');
  append_padded(line, count_of(term), 7);
  line += spoken(format, type_of(term));
  while (line.back() == ' ') line.pop_back();
  text += line + '\n';
  if (!term.description.empty()) text += wrapped(term.description, depth * 2 + 4);
  if (term.is_translated)
    text += wrapped(
        spoken(format, "May be said in another language: see translation, below."), depth * 2 + 4
    );
  if (!term.unprinted.empty())
    text += wrapped(spoken(format, "Never printed:") + ' ' + term.unprinted, depth * 2 + 4);
  for (const vocabulary::Term& child : term.children) append_term(text, child, depth + 1, format);
}

}  // namespace

Exit kinds(const Request& asked, Diagnostics& out) {
  return from_template_set(asked, out, [&](const kind::TemplateSet& template_set) {
    const std::string language = language_of(asked, template_set);
    std::string text;
    for (const kind::Kind& kind : template_set.kinds) {
      append_padded(text, kind.name, 36);
      text += kind.title.in(language) + '\n';
      text += "    " + kind.purpose.in(language) + '\n';
    }
    return say(text, out);
  });
}

Exit sets(const Request& asked, Diagnostics& out) {
  return from_template_set(asked, out, [&](const kind::TemplateSet& template_set) {
    const std::string language = language_of(asked, template_set);
    std::string text;
    for (const kind::Set& set : template_set.sets) {
      append_padded(text, set.name, 36);
      text += set.title.in(language) + '\n';
      text += "    " + set.purpose.in(language) + '\n';
      if (!set.cover.empty()) text += "    1. " + set.cover + '\n';
      std::size_t number = set.cover.empty() ? 0 : 1, section = 0;
      for (std::size_t i = 0; i < set.kinds.size(); ++i) {
        for (; section < set.sections.size() && set.sections[section].first == i; ++section) {
          text += "    " + std::to_string(section + 1) + ") " +
                  set.sections[section].title.in(language) + '\n';
        }
        text += "    " + std::to_string(++number) + ". " + set.kinds[i] + '\n';
      }
    }
    return say(text, out);
  });
}

Exit questions(const Request& asked, Diagnostics& out) {
  return from_template_set(asked, out, [&](const kind::TemplateSet& template_set) {
    const std::string language = language_of(asked, template_set);
    const auto wanted = template_set.questions.find(language);
    const auto bank =
        wanted == template_set.questions.end() ? template_set.questions.find("en") : wanted;
    std::string text, category;
    if (bank == template_set.questions.end()) return say(text, out);
    for (const kind::BankQuestion& question : bank->second) {
      if (question.category != category) {
        text += (text.empty() ? "" : "\n") + question.category + '\n';
        category = question.category;
      }
      std::string line = "  ";
      append_padded(line, question.id, 32);
      text += line + question.text + '\n';
    }
    return say(text, out);
  });
}

Exit schema(const Request& asked, Diagnostics& out) {
  return from_template_set(asked, out, [&](const kind::TemplateSet& template_set) {
    if (asked.xsd) return say(vocabulary::xsd(template_set.vocabulary), out);
    const MessageFormat& format = asked.message_format;
    std::string text =
        spoken(
            format,
            "A case file is XML. Names with @ are attributes; the number says how many there may "
            "be."
        ) +
        "\n\n";
    append_term(text, template_set.vocabulary.root, 0, format);
    text += '\n' +
            spoken(
                format,
                "In each element that may be said in another language, or has such an attribute:"
            ) +
            '\n';
    append_term(text, template_set.vocabulary.translation, 0, format);
    return say(text, out);
  });
}

}  // namespace engine::cli
