// carepacket import: what people download, as a draft case and a report.

#include "engine/cli/import.hpp"

#include "engine/chart/messages.hpp"
#include "engine/cli/files.hpp"
#include "engine/cli/messages.hpp"
#include "engine/files/messages.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <ctime>

namespace engine::cli {

namespace {

std::string language_of(const Request& asked) {
  const std::string& wanted = asked.make.language;
  if (wanted == "es" || (wanted.empty() && asked.message_format.speech &&
                         asked.message_format.speech->language() == "es"))
    return "es";
  return std::string{language_tag::english};
}

std::string place_of(const Request& asked) {
  if (!asked.output.empty()) return asked.output;
  return asked.into.empty() ? "draft.xml" : asked.into;
}

Exit deliver(
    const chart::Draft& draft, const Request& asked, const chart::Words& words, Diagnostics& out
) {
  if (asked.output == "-")
    return write_out(draft.case_xml, out) ? Exit::all_made : Exit::file_system_refused;
  const std::string path = place_of(asked);
  const NewFile made[] = {
      {path, draft.case_xml},
      {report_beside(path, ".txt"), draft.report_text},
      {report_beside(path, ".html"), draft.report_html}};
  const bool is_added_to = path == asked.into && is_free_for_report(made[1].path, words) &&
                           is_free_for_report(made[2].path, words);
  const auto overwrite = asked.force || is_added_to ? Overwrite::always : Overwrite::never;
  if (!write_files(made, overwrite, out)) return Exit::file_system_refused;
  const auto say = [&](std::string_view said) { return spoken(asked.message_format, said); };
  const std::string name = printable(path);
  const std::string told =
      draft.report_text + '\n' + name + ": " +
      say((asked.into.empty() ? "the draft; look at what is to check, then carepacket check "
                              : "your case; look at what is to check, then carepacket check ") +
          name) +
      '\n' + printable(made[1].path) + ", " + printable(made[2].path) + ": " + say("this report") +
      '\n';
  return write_out(told, out) ? Exit::all_made : Exit::file_system_refused;
}

}  // namespace

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

std::string report_beside(const std::string& draft, std::string_view end) {
  const auto slash = draft.find_last_of('/');
  const auto dot = draft.rfind('.');
  const bool has_end = dot != draft.npos && (slash == draft.npos || dot > slash + 1);
  return draft.substr(0, has_end ? dot : draft.size()) + "-report" + std::string{end};
}

bool is_of_machine(const Diagnostics& out) {
  return std::ranges::any_of(out.all(), [](const Diagnostic& told) {
    return told.code == files::messages::cannot_read.code ||
           told.code == files::messages::too_large.code;
  });
}

bool read_case(const std::string& path, ReadCase& to, Diagnostics& out) {
  auto bytes = read_file(path, out);
  if (!bytes) return false;
  const std::string given = *bytes;
  to.has_mark = given.starts_with(byte_order_mark);
  auto source = xml::decode(path, *std::move(bytes), Source::Holds::patient_data, out);
  if (!source) return false;
  const std::string_view text = (*source)->text();
  const auto declared = text.substr(0, text.find("?>")).find("encoding=");
  const bool says_other = text.starts_with("<?xml") && declared != text.npos &&
                          !contains_but_case(text.substr(declared, 18), "utf-8");
  if (says_other || given.substr(to.has_mark ? 3 : 0) != text) {
    out.error(
        chart::messages::into_no_utf8(in_quotes(path)),
        {},
        {"save it as UTF-8 in your editor, and take encoding=\"…\" out of its first line"}
    );
    return false;
  }
  to.source = *std::move(source);
  return true;
}

bool is_free_for_report(const std::string& path, const chart::Words& words) {
  Diagnostics none;
  const auto bytes = read_file(path, none);
  return !bytes || chart::is_report(*bytes, words);
}

Result<chart::Words> words_of_report(const std::string& share, Diagnostics& out) {
  auto bytes = read_file(share + "/templates/import/words.xml", out);
  if (!bytes) return bytes.error();
  const auto source =
      xml::decode("import/words.xml", *std::move(bytes), Source::Holds::author_text, out);
  if (!source) return source.error();
  return chart::read_words(**source, out);
}

std::optional<Exit> open_import_tables(
    const Request& asked, ImportTables& tables, Diagnostics& out
) {
  const auto share = share_folder(out);
  if (!share || !is_folder(asked.templates, out)) return Exit::file_system_refused;
  auto set = kind::open_template_set(*share + "/templates", asked.templates, out);
  if (!set) return Exit::unusable;
  auto words = words_of_report(*share, out);
  if (!words) return Exit::unusable;
  tables.set = *std::move(set);
  tables.words = *std::move(words);
  return std::nullopt;
}

chart::Options import_options(const Request& asked, Diagnostics& out) {
  chart::Options options;
  options.as_of = asked.make.as_of;
  // The day in London: the chart of another zone may be of the day after. No file is asked for it.
  constexpr std::time_t seconds_of_day = 24 * 60 * 60;
  options.today = from_day_number(std::time(nullptr) / seconds_of_day);
  options.language = language_of(asked);
  options.redact = asked.message_format.redact;
  if (asked.memory > 0) options.memory = asked.memory;
  options.password = [&asked, &out, known = std::optional<std::string>{}]() mutable {
    if (!known) {
      const auto given = read_password(asked.password, Ask::once, asked.message_format, out);
      if (given) known = given->c_str();
    }
    return known;
  };
  return options;
}

Exit import(const Request& asked, Diagnostics& out) {
  if (asked.each) return import_each(asked, out);
  ImportTables tables;
  if (const auto exit = open_import_tables(asked, tables, out)) return *exit;
  ReadCase into;
  if (!asked.into.empty() && !read_case(asked.into, into, out))
    return is_of_machine(out) ? Exit::file_system_refused : Exit::unusable;
  chart::Options options = import_options(asked, out);
  options.into = into.source.get();
  options.case_id =
      case_id_of(asked.output.empty() || asked.output == "-" ? "draft" : asked.output);
  auto draft = chart::import(asked.arguments, tables.set->vocabulary, tables.words, options, out);
  if (!draft) return is_of_machine(out) ? Exit::file_system_refused : Exit::unusable;
  if (into.has_mark) draft->case_xml.insert(0, byte_order_mark);
  return deliver(*draft, asked, tables.words, out);
}

}  // namespace engine::cli
