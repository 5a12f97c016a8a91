#include "engine/cli/clinic.hpp"

#include "engine/casefile/casefile.hpp"
#include "engine/cli/changes.hpp"
#include "engine/cli/files.hpp"
#include "engine/cli/messages.hpp"
#include "engine/cli/records.hpp"

#include <list>

namespace engine::cli {

std::optional<ClinicTable> open_table(
    const Request& asked, const vocabulary::Vocabulary& vocabulary, Diagnostics& out
) {
  ClinicTable table;
  if (!read_source(asked.columns, Source::Holds::author_text, table.columns, out) ||
      !read_source(asked.shared, Source::Holds::patient_data, table.shared, out))
    return std::nullopt;
  table.options = asked.batch.table;
  table.options.vocabulary = &vocabulary;
  table.options.mapping = table.columns.get();
  table.options.shared = table.shared.get();
  table.options.strict = false;
  if (table.shared) table.pictures = files::folder_of(asked.shared);
  return table;
}

Result<std::vector<serve::RowCase>> rows_of(
    const std::string& path,
    const table::Options& options,
    const kind::TemplateSet& set,
    Diagnostics& out
) {
  auto bytes = read_file(path, out);
  if (!bytes) return bytes.error();
  auto csv = table::as_csv(path, *std::move(bytes), options, out);
  if (!csv) return csv.error();
  auto rows = table::Rows::open(path, in_memory(*std::move(csv)), options, out);
  if (!rows) return rows.error();
  std::vector<serve::RowCase> all;
  while (true) {
    Diagnostics of_row;  // told on the page of its patient
    auto row = rows->next(of_row);
    if (!row) break;
    serve::RowCase one{
        rows->id().empty() ? "row-" + std::to_string(rows->line()) : rows->id(), nullptr, {}};
    one.told = of_row.all();
    std::vector<std::unique_ptr<const Source>> before;  // what is told may still point into it
    for (bool is_changed = static_cast<bool>(*row); is_changed;) {
      Diagnostics told;
      const auto known = casefile::read(
          *(*row)->as_case, {.vocabulary = &set.vocabulary, .questions = &set.questions}, told
      );
      auto as_it_was = known ? std::nullopt : table::with_cells_blank(**row, told);
      is_changed = as_it_was.has_value();
      if (!is_changed) break;
      before.push_back(*std::move(as_it_was));
      for (const Diagnostic& left_blank : told.all()) one.told.push_back(left_blank);
    }
    if (*row) one.text = std::make_shared<const std::string>((*row)->as_case->text());
    all.push_back(std::move(one));
  }
  return all;
}

namespace {

/// A case, read when its turn comes: of many together nobody knows how large they are.
Result<std::unique_ptr<Source>> source_of(const serve::Printed& one, Diagnostics& out) {
  std::string bytes;
  if (one.text)
    bytes = *one.text;
  else if (const int error = files::read_ordinary(one.file, bytes); error != 0)
    return files::cannot_read(one.file, error, out);
  return xml::decode(one.file, std::move(bytes), Source::Holds::patient_data, out);
}

/// Whom a case is about; nothing where it cannot be read.
std::optional<Whose> whose_case(const serve::Printed& one, const Worker& worker) {
  Diagnostics untold;
  const auto source = source_of(one, untold);
  if (!source) return std::nullopt;
  const casefile::ReadOptions options{
      .vocabulary = &worker.library->template_set->vocabulary, .budget = worker.budget.get()};
  const auto known = casefile::read(**source, options, untold);
  return known ? std::optional{whose_of(*known)} : std::nullopt;
}

/// A packet as it is made now, with what was typed into the one before, and how it differs.
struct MadeAgain {
  Made made;
  Changes changes;
  bool is_of_another = false;  ///< the one before: nothing of it was taken
};
Result<MadeAgain> made_again(
    const serve::Printed& one, const Request& asked, Worker& worker, Diagnostics& out
) {
  const auto source = source_of(one, out);
  if (!source) return source.error();
  const files::Folder beside{files::folder_of(one.file)};
  MakeOptions options = one.options;
  options.beside = &beside;
  worker.budget->restart();
  auto made = engine::make(**source, worker, options, out);
  if (!made) return made.error();
  Diagnostics untold;  // of what cannot be compared nothing is known
  // A page waits for nobody at the terminal: of a packet that is locked nothing is known.
  RunPassword password{asked, untold, false};
  FormerFiles former;
  const auto& template_set = *worker.library->template_set;
  read_former({&one.packet, 1}, template_set, made->whose, password, former, untold);
  if (!former.answers.empty()) {
    options.answers = &former.answers;
    worker.budget->restart();
    made = engine::make(**source, worker, options, untold);
    if (!made) return made.error();
  }
  MadeAgain again{*std::move(made), {}, former.any_of_another};
  again.changes = changes_of(again.made, former, false);
  return again;
}

/// The pages to print again; the sheets are views of `again`.
void add_sheets(const MadeAgain& again, std::vector<Sheets>& sheets) {
  for (std::size_t i = 0; i < again.made.files.size(); ++i) {
    auto pages = again.changes.to_print(i);
    if (!pages.empty())
      sheets.push_back({again.made.files[i].bytes, again.made.case_id, std::move(pages)});
  }
}

}  // namespace

Result<serve::PrintAgain> pages_to_print_again(
    const std::vector<serve::Printed>& cases,
    const Request& asked,
    const serve::WithinLimits& within_limits,
    Diagnostics& out
) {
  serve::PrintAgain all{};
  std::list<MadeAgain> kept;  // the pages are views of them
  std::vector<Sheets> sheets;
  for (std::size_t at = 0; at < cases.size(); ++at) {
    const bool is_within = within_limits([&](Worker& worker) {
      Diagnostics untold;  // a case that cannot be made tells so on its own page
      auto again = made_again(cases[at], asked, worker, untold);
      if (again && again->is_of_another) all.of_another.push_back(at);
      if (!again || !again->changes.is_known) return;
      const auto before = sheets.size();
      kept.push_back(*std::move(again));
      add_sheets(kept.back(), sheets);
      if (sheets.size() == before) kept.pop_back();
    });
    if (!is_within) all.too_large.push_back(at);
  }
  if (sheets.empty()) return all;
  std::optional<Result<std::string>> pages;
  const bool is_within = within_limits([&](Worker& worker) {
    const Made& last = kept.back().made;
    pages = make_sheets(sheets, last.case_id, last.as_of, worker, out);
  });
  if (!is_within) return out.error(messages::too_many_to_print, {});
  if (!*pages) return pages->error();
  all.pages = **std::move(pages);
  return all;
}

Result<serve::PrintAll> packets_to_print(
    const std::vector<serve::Printed>& cases,
    const serve::WithinLimits& within_limits,
    Diagnostics& out
) {
  serve::PrintAll all;
  bool is_good = true;
  const bool is_within = within_limits([&](Worker& worker) {
    PrintJob job{worker, false, [&](const PrintJob::Part& part) {
                   all.parts.push_back(part);
                   return true;
                 }};
    std::string bytes;
    for (std::size_t at = 0; at < cases.size(); ++at) {
      Diagnostics untold;  // one that is locked or damaged is passed over, and named
      const bool is_read = files::read_ordinary(cases[at].packet, bytes) == 0;
      // What lies under the id of a case may have been made of another one.
      const auto of = is_read ? whose_papers(bytes) : std::nullopt;
      const auto whose = of ? whose_case(cases[at], worker) : std::nullopt;
      if (whose && !can_be_one(*of, *whose))
        all.of_another.push_back(at);
      else if (!whose || !job.add(bytes, cases[at].name, at + 1, untold))
        all.passed_over.push_back(at);
      worker.budget->check();
    }
    is_good = job.finish(out);
  });
  if (!is_within || !is_good) return out.error(messages::too_many_to_print, {});
  return all;
}

Result<serve::Changed> changed_since(
    const serve::Printed& one,
    const Request& asked,
    const MessageFormat& format,
    std::string_view language,
    Worker& worker,
    Diagnostics& out
) {
  auto again = made_again(one, asked, worker, out);
  if (!again) return again.error();
  serve::Changed changed;
  changed.is_known = again->changes.is_known;
  changed.is_of_another = again->is_of_another;
  if (!changed.is_known) return changed;
  const auto& template_set = *worker.library->template_set;
  changed.papers = as_lines({again->changes, again->made, template_set, format}, language);
  changed.day_alone = again->changes.redated;
  if (again->made.files.size() == 1) changed.packet = again->made.files.front().bytes;
  std::vector<Sheets> sheets;
  add_sheets(*again, sheets);
  if (sheets.empty()) return changed;
  auto pages = make_sheets(sheets, again->made.case_id, again->made.as_of, worker, out);
  if (!pages) return pages.error();
  changed.pages = *std::move(pages);
  return changed;
}

bool keep_packet(const std::string& path, std::string_view bytes) {
  std::string there;
  const int error = files::read_ordinary(path, there);
  if (error == 0 && pdf::holds_answers(there)) return false;
  const NewFile file{path, bytes};
  Diagnostics untold;  // the page says whether it is there
  return write_files({&file, 1}, Overwrite::own, untold);
}

}  // namespace engine::cli
