// carepacket import: what people download, as a draft case and a report.

#include "engine/chart/chart.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/files.hpp"
#include "engine/cli/messages.hpp"
#include "engine/files/messages.hpp"
#include "engine/kind/kind.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>

namespace engine::cli {

namespace {

/// The name that a case may have, of the file it is written to.
std::string case_id_of(std::string_view path) {
  path.remove_prefix(path.find_last_of('/') + 1);  // npos + 1 is 0
  path = path.substr(0, path.rfind('.'));
  std::string id;
  for (const char c : path.substr(0, 80))
    id += is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.' ? c : '-';
  while (!id.empty() && (id.front() == '.' || id.front() == '-')) id.erase(0, 1);
  while (!id.empty() && (id.back() == '.' || id.back() == '-')) id.pop_back();
  return id.empty() ? "draft" : id;
}

/// Beside the draft: mine.xml has mine-report.txt.
std::string beside(const std::string& draft, std::string_view end) {
  const auto slash = draft.find_last_of('/');
  const auto dot = draft.rfind('.');
  const bool has_end = dot != draft.npos && (slash == draft.npos || dot > slash + 1);
  return draft.substr(0, has_end ? dot : draft.size()) + "-report" + std::string{end};
}

Result<chart::Words> words_of_report(const std::string& share, Diagnostics& out) {
  auto bytes = read_file(share + "/templates/import/words.xml", out);
  if (!bytes) return bytes.error();
  const auto source =
      xml::decode("import/words.xml", *std::move(bytes), Source::Holds::author_text, out);
  if (!source) return source.error();
  return chart::read_words(**source, out);
}

std::string language_of(const Request& asked) {
  const std::string& wanted = asked.make.language;
  if (wanted == "es" || (wanted.empty() && asked.message_format.speech &&
                         asked.message_format.speech->language() == "es"))
    return "es";
  return std::string{language_tag::english};
}

bool is_of_machine(const Diagnostics& out) {
  return std::ranges::any_of(out.all(), [](const Diagnostic& told) {
    return told.code == files::messages::cannot_read.code ||
           told.code == files::messages::too_large.code;
  });
}

Exit deliver(const chart::Draft& draft, const Request& asked, Diagnostics& out) {
  if (asked.output == "-")
    return write_out(draft.case_xml, out) ? Exit::all_made : Exit::file_system_refused;
  const std::string path = asked.output.empty() ? "draft.xml" : asked.output;
  const NewFile made[] = {
      {path, draft.case_xml},
      {beside(path, ".txt"), draft.report_text},
      {beside(path, ".html"), draft.report_html}};
  const auto overwrite = asked.force ? Overwrite::always : Overwrite::never;
  if (!write_files(made, overwrite, out)) return Exit::file_system_refused;
  const auto say = [&](std::string_view words) { return spoken(asked.message_format, words); };
  const std::string name = printable(path);
  const std::string told =
      draft.report_text + '\n' + name + ": " +
      say("the draft; look at what is to check, then carepacket check " + name) + '\n' +
      printable(made[1].path) + ", " + printable(made[2].path) + ": " + say("this report") + '\n';
  return write_out(told, out) ? Exit::all_made : Exit::file_system_refused;
}

}  // namespace

Exit import(const Request& asked, Diagnostics& out) {
  const auto share = share_folder(out);
  if (!share || !is_folder(asked.templates, out)) return Exit::file_system_refused;
  const auto set = kind::open_template_set(*share + "/templates", asked.templates, out);
  if (!set) return Exit::unusable;
  const auto words = words_of_report(*share, out);
  if (!words) return Exit::unusable;
  chart::Options options;
  options.as_of = asked.make.as_of;
  options.case_id =
      case_id_of(asked.output.empty() || asked.output == "-" ? "draft" : asked.output);
  options.language = language_of(asked);
  options.redact = asked.message_format.redact;
  std::optional<std::string> password;
  options.password = [&]() -> std::optional<std::string> {
    if (!password) {
      const auto given = read_password(asked.password, Ask::once, asked.message_format, out);
      if (given) password = given->c_str();
    }
    return password;
  };
  const auto draft = chart::import(asked.arguments, (*set)->vocabulary, *words, options, out);
  if (!draft) return is_of_machine(out) ? Exit::file_system_refused : Exit::unusable;
  return deliver(*draft, asked, out);
}

}  // namespace engine::cli
