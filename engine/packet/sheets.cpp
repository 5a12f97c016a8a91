#include "engine/engine.hpp"
#include "engine/foreign/foreign.hpp"

#include <deque>

namespace engine {

namespace {

/// A page that shows a copy alone, as large as that is.
page::Page sheet(const ForeignFile& file, std::uint32_t number) {
  const Size size = file.pages[number].size;
  page::Page page{.size = size, .items = {}};
  page.items.push_back(
      {.at = {},
       .meaning = page::Artifact::layout,
       .what = page::ForeignCopy{.size = size, .file = &file, .page = number, .turned = false}}
  );
  return page;
}

}  // namespace

Result<std::string> make_sheets(
    std::span<const Sheets> sheets,
    const std::string& title,
    Date created,
    Worker& worker,
    Diagnostics& out
) {
  page::Pages pages;
  pages.metadata.title = title;
  pages.has_copies = true;
  pdf::WriteOptions options{.created = created, .archive = pdf::Archive::none, .tagged = false};
  std::deque<ForeignFile> files;  // the pages show what is in them
  for (const Sheets& each : sheets) {
    foreign::ReadOptions reading{.name = each.title};
    for (const int page : each.pages) reading.only.push_back(static_cast<std::uint32_t>(page - 1));
    Diagnostics of_a_record;  // that they are no record, and hold fields, is known
    auto file = foreign::read(each.pdf, reading, of_a_record);
    if (!file) {
      out.take(std::move(of_a_record));
      return file.error();
    }
    const ForeignFile& read = files.emplace_back(std::move(*file));
    pages.outline.push_back(
        {.title = each.title,
         .level = 1,
         .page = static_cast<std::uint32_t>(pages.pages.size()),
         .at = {}}
    );
    for (std::uint32_t i = 0; i < read.pages.size(); ++i) {
      pages.pages.push_back(sheet(read, i));
      options.page_numbers.push_back(each.pages.empty() ? static_cast<int>(i) + 1 : each.pages[i]);
    }
  }
  return worker.writer.write(pages, options, out);
}

}  // namespace engine
