#include "engine/cli/clinic.hpp"

#include "engine/casefile/casefile.hpp"
#include "engine/cli/changes.hpp"
#include "engine/cli/files.hpp"
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
  Diagnostics of_rows;  // each is told on the page of its patient
  while (auto row = rows->next(of_rows)) {
    const std::string id = rows->id().empty() ? "row-" + std::to_string(rows->line()) : rows->id();
    if (!*row) {
      all.push_back({id, nullptr});
      continue;
    }
    std::vector<std::unique_ptr<const Source>> before;  // what is told may still point into it
    for (bool is_changed = true; is_changed;) {
      Diagnostics told;
      const auto known = casefile::read(
          *(*row)->as_case, {.vocabulary = &set.vocabulary, .questions = &set.questions}, told
      );
      auto as_it_was = known ? std::nullopt : table::with_cells_blank(**row, told);
      is_changed = as_it_was.has_value();
      if (is_changed) before.push_back(*std::move(as_it_was));
    }
    all.push_back({id, std::make_shared<const std::string>((*row)->as_case->text())});
  }
  return all;
}

Result<std::string> pages_to_print_again(
    const std::vector<serve::Printed>& cases, const Request& asked, Worker& worker, Diagnostics& out
) {
  std::list<Made> kept;  // the pages are views of them
  std::vector<Sheets> sheets;
  for (const serve::Printed& one : cases) {
    Diagnostics untold;  // a case that cannot be made tells so on its own page
    RunPassword password{asked, untold};
    FormerFiles former;
    if (!read_former({&one.packet, 1}, *worker.library->template_set, password, former, untold))
      continue;
    const Source source{one.file, one.text, Source::Holds::patient_data};
    const files::Folder beside{files::folder_of(one.file)};
    MakeOptions options;
    options.beside = &beside;
    options.answers = &former.answers;
    auto made = engine::make(source, worker, options, untold);
    if (!made) continue;
    const Changes changes = changes_of(*made, former, false);
    kept.push_back(*std::move(made));
    const Made& last = kept.back();
    for (std::size_t i = 0; i < last.files.size(); ++i) {
      auto pages = changes.to_print(i);
      if (!pages.empty()) sheets.push_back({last.files[i].bytes, last.case_id, std::move(pages)});
    }
  }
  if (sheets.empty()) return std::string{};
  return make_sheets(sheets, kept.back().case_id, kept.back().as_of, worker, out);
}

}  // namespace engine::cli
