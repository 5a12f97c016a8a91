// carepacket import --each: the charts of many people, a case and a report for each, and one report
// of all.

#include "engine/casefile/casefile.hpp"
#include "engine/chart/messages.hpp"
#include "engine/cli/files.hpp"
#include "engine/cli/import.hpp"
#include "engine/cli/messages.hpp"
#include "engine/files/messages.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

namespace engine::cli {

namespace {
namespace fs = std::filesystem;

/// What the charts of each person are brought together with.
struct Run {
  const Request& asked;
  const ImportTables& tables;
  const Source* shared;  ///< what the clinic says of all; nullptr without
  std::string output;
  std::vector<chart::Patient> patients;
  std::set<std::string> ids;
  bool is_written = true;
};

/// What lies in the folders that were given, by name; hidden files are nobody.
bool people_in(
    const std::vector<std::string>& folders, std::vector<fs::path>& to, Diagnostics& out
) {
  for (const std::string& folder : folders) {
    std::error_code error;
    std::vector<fs::path> here;
    for (fs::directory_iterator at{folder, error}, end; !error && at != end; at.increment(error)) {
      if (!at->path().filename().string().starts_with('.')) here.push_back(at->path());
    }
    if (error) {
      files::cannot_read(folder, error.value(), out);
      return false;
    }
    std::ranges::sort(here);
    to.insert(to.end(), here.begin(), here.end());
  }
  return true;
}

/// The cases that somebody typed, in the folder of one person.
std::vector<std::string> cases_in(const fs::path& folder) {
  std::vector<std::string> cases;
  std::error_code error;
  for (fs::directory_iterator at{folder, error}, end; !error && at != end; at.increment(error)) {
    if (at->path().extension() != ".xml" || !at->is_regular_file()) continue;
    Diagnostics none;
    const auto bytes = read_file(at->path().string(), none);
    if (bytes && chart::is_case(*bytes)) cases.push_back(at->path().string());
  }
  std::ranges::sort(cases);
  return cases;
}

/// What a message says, and what it advises, in the reader's language.
std::string line_of(const Diagnostic& told, const MessageFormat& format) {
  const auto words = [&](const std::string& said) { return printable(shown(said, format.redact)); };
  std::string line =
      words(format.speech ? format.speech->message(told.code, told.message) : told.message);
  for (std::size_t i = 0; i < told.hints.size(); ++i)
    line += (i == 0 ? ": " : "; ") +
            words(format.speech ? format.speech->hint(told.hints[i]) : told.hints[i]);
  return line;
}

void tell_missing(const Diagnostics& told, const Request& asked, chart::Patient& patient) {
  for (const Diagnostic& one : told.all()) {
    if (one.severity == Severity::error)
      patient.missing.push_back(line_of(one, asked.message_format));
  }
}

/// What has to be said before papers are made, as reading the case tells it.
void check_case(const std::string& case_xml, Run& run, chart::Patient& patient) {
  Diagnostics told;
  const Source source{patient.file, case_xml, Source::Holds::patient_data};
  static_cast<void>(casefile::read(
      source,
      {.vocabulary = &run.tables.set->vocabulary, .questions = &run.tables.set->questions},
      told
  ));
  tell_missing(told, run.asked, patient);
}

void write(const chart::Draft& draft, Run& run, chart::Patient& patient, Diagnostics& out) {
  const std::string& path = patient.file;
  const NewFile made[] = {
      {path, draft.case_xml},
      {report_beside(path, ".txt"), draft.report_text},
      {report_beside(path, ".html"), draft.report_html}};
  const auto overwrite = run.asked.force ? Overwrite::always : Overwrite::never;
  if (write_files(made, overwrite, out)) return;
  patient.file.clear();
  run.is_written = false;
}

/// Makes the case of one person, or says why there is none.
chart::Patient import_one(const fs::path& place, Run& run, Diagnostics& out) {
  const bool is_folder = fs::is_directory(place);
  chart::Patient patient{.name = place.filename().string()};
  const std::string id = case_id_of(is_folder ? place.filename().string() + '.' : place.string());
  if (!run.ids.insert(id).second) {
    out.error(
        chart::messages::two_of_one_name(in_quotes(id + ".xml")),
        {},
        {"give one of the two another name"}
    );
    return patient;
  }
  const auto cases = is_folder ? cases_in(place) : std::vector<std::string>{};
  if (cases.size() > 1) {
    out.error(
        chart::messages::two_cases(in_quotes(place.string())), {}, {"leave one of them there"}
    );
    return patient;
  }
  ReadCase typed;
  if (!cases.empty() && !read_case(cases.front(), typed, out)) return patient;
  const auto& vocabulary = run.tables.set->vocabulary;
  const auto base = chart::case_with_shared(typed.source.get(), id, run.shared, vocabulary, out);
  if (!base) return patient;
  chart::Options options = import_options(run.asked, out);
  options.into = base->get();
  options.case_id = id;
  const auto draft = chart::import({place.string()}, vocabulary, run.tables.words, options, out);
  if (!draft) return patient;
  patient.file = run.output + '/' + id + ".xml";
  patient.to_check = draft->to_check;
  check_case(draft->case_xml, run, patient);
  write(*draft, run, patient, out);
  return patient;
}

/// The logo of the clinic, which its papers look for beside each case.
bool copy_pictures(const Run& run, Diagnostics& out) {
  if (!run.shared) return true;
  const auto tree = xml::parse(*run.shared, {}, out);
  if (!tree) return false;
  const files::Folder beside{files::folder_of(run.asked.shared)};
  bool good = true;
  tree->root().for_each_child([&](const xml::Element& element) {
    const auto logo = element.child("logo");
    const Source* picture = logo ? beside.find(trimmed(logo->text())) : nullptr;
    if (!picture) return;  // whoever makes the papers tells it
    const NewFile copy[] = {{run.output + '/' + collapsed(logo->text()), picture->text()}};
    good = write_files(copy, Overwrite::always, out) && good;
  });
  return good;
}

/// The report of all, on the screen and beside the cases.
bool deliver(const Run& run, Diagnostics& out) {
  const chart::Overview overview = chart::overview_of(
      run.patients,
      run.tables.words,
      import_options(run.asked, out).language,
      run.asked.message_format.redact
  );
  const std::string text = run.output + "/report.txt", html = run.output + "/report.html";
  const NewFile made[] = {{text, overview.text}, {html, overview.html}};
  const bool is_free = run.asked.force || (is_free_for_report(text, run.tables.words) &&
                                           is_free_for_report(html, run.tables.words));
  return write_files(made, is_free ? Overwrite::always : Overwrite::never, out) &&
         write_out(overview.text, out);
}

}  // namespace

Exit import_each(const Request& asked, Diagnostics& out) {
  ImportTables tables;
  if (const auto exit = open_import_tables(asked, tables, out)) return *exit;
  ReadCase shared;
  if (!asked.shared.empty() && !read_case(asked.shared, shared, out))
    return is_of_machine(out) ? Exit::file_system_refused : Exit::unusable;
  std::vector<fs::path> people;
  if (!people_in(asked.arguments, people, out)) return Exit::file_system_refused;
  Run run{
      asked, tables, shared.source.get(), asked.output.empty() ? "cases" : asked.output, {}, {}};
  while (run.output.size() > 1 && run.output.back() == '/') run.output.pop_back();
  std::size_t made = 0;
  bool printed = true;
  for (const fs::path& place : people) {
    Diagnostics told;
    chart::Patient patient = import_one(place, run, told);
    if (patient.file.empty()) tell_missing(told, asked, patient);
    made += patient.file.empty() ? 0 : 1;
    printed = print(told, asked.message_format) && printed;
    run.patients.push_back(std::move(patient));
  }
  if (people.empty())
    out.error(chart::messages::nobody_there(in_quotes(asked.arguments.front())), {});
  if (people.empty()) return Exit::unusable;
  if (!copy_pictures(run, out) || !deliver(run, out) || !run.is_written)
    return Exit::file_system_refused;
  const Exit exit = made == people.size() ? Exit::all_made
                    : made > 0            ? Exit::some_not_made
                                          : Exit::unusable;
  return exit_when(printed, exit);
}

}  // namespace engine::cli
