#include "engine/packet/print_job.hpp"

#include "engine/engine.hpp"
#include "engine/foreign/foreign.hpp"
#include "engine/packet/sheets.hpp"

#include <deque>

namespace engine {

/// A part that grows. The pages show what is in the files.
struct PrintJob::Open {
  Part part;
  std::string last_id;
  std::size_t bytes = 0;
  std::deque<ForeignFile> files;
  page::Pages pages;
};

PrintJob::PrintJob(Worker& worker, bool with_separators, Write write, std::size_t most)
    : worker_{worker}, with_separators_{with_separators}, write_{std::move(write)}, most_{most} {}
PrintJob::~PrintJob() = default;

namespace {

Result<ForeignFile> read(std::string_view pdf, const std::string& title, Diagnostics& out) {
  Diagnostics of_a_record;  // that it is no record, and holds fields, is known
  auto file = foreign::read(pdf, {.name = title}, of_a_record);
  if (!file) out.take(std::move(of_a_record));
  return file;
}

/// A blank back, where the last page is a front.
void end_on_back(page::Pages& pages) {
  if (pages.pages.size() % 2 == 1)
    pages.pages.push_back({.size = pages.pages.back().size, .items = {}});
}

facts::Fact row(const char* name, std::string value) {
  return facts::group<fill::tables::batch_sum>(
      {{"name", facts::Fact{name}}, {"value", facts::Fact{std::move(value)}}}
  );
}

}  // namespace

bool PrintJob::put_separator(
    Open& part, const std::string& id, std::uint64_t number, std::size_t pages, Diagnostics& out
) {
  const kind::Kind* const kind = worker_.library->template_set->separator();
  if (!kind) return true;
  facts::List rows;
  rows.push_back(row("Case", id));
  rows.push_back(row("Place", in_thousands(number)));
  rows.push_back(row("Pages", in_thousands(pages)));
  facts::Group batch = facts::some<fill::tables::batch>({{"sums", facts::Fact{std::move(rows)}}});
  facts::Group facts =
      facts::some<fill::tables::document>({{"batch", facts::Fact{std::move(batch)}}});
  Diagnostics of_its_layout;  // a long id over two lines
  const auto sheet = make_report(*kind, std::move(facts), worker_, of_its_layout);
  if (!sheet) {
    out.take(std::move(of_its_layout));
    return false;
  }
  auto file = read(sheet->bytes, id, out);
  if (!file) return false;
  packet::add_sheets(part.pages, part.files.emplace_back(std::move(*file)), id);
  end_on_back(part.pages);
  return true;
}

bool PrintJob::add(
    std::string_view pdf, const std::string& id, std::uint64_t number, Diagnostics& out
) {
  auto file = read(pdf, id, out);
  if (!file) return false;
  auto& open = open_[file->language];
  if (!open) {
    open = std::make_unique<Open>();
    open->part.language = file->language;
  }
  Open& part = *open;
  const bool is_next = part.last_id != id;
  part.last_id = id;
  if (with_separators_ && is_next && !put_separator(part, id, number, file->pages.size(), out))
    return false;
  part.part.packets += is_next;
  part.bytes += file->bytes();
  const ForeignFile& kept = part.files.emplace_back(std::move(*file));
  packet::add_sheets(part.pages, kept, id, packet::Wide::on_upright_sheets);
  end_on_back(part.pages);
  return part.bytes < most_ || end(part, out);
}

bool PrintJob::end(Open& part, Diagnostics& out) {
  part.pages.metadata.title = "Packets to print";
  part.pages.has_copies = true;
  const pdf::WriteOptions options{.archive = pdf::Archive::none, .tagged = false};
  auto bytes = worker_.writer.write(part.pages, options, out);
  if (!bytes) return false;
  part.part.bytes = std::move(*bytes);
  part.part.pages = static_cast<int>(part.pages.pages.size());
  if (!write_(part.part)) return false;
  part.part = {.language = part.part.language, .number = part.part.number + 1, .bytes = {}};
  part.files.clear();
  part.pages = {};
  part.bytes = 0;
  return true;
}

bool PrintJob::finish(Diagnostics& out) {
  for (const auto& [language, part] : open_) {
    if (!part->pages.pages.empty() && !end(*part, out)) return false;
  }
  return true;
}

}  // namespace engine
