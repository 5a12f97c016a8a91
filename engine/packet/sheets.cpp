#include "engine/packet/sheets.hpp"

#include "engine/engine.hpp"
#include "engine/foreign/foreign.hpp"

#include <deque>

namespace engine {

void packet::add_sheets(
    page::Pages& pages, const ForeignFile& file, const std::string& title, Wide wide
) {
  pages.outline.push_back(
      {.title = title, .level = 1, .page = static_cast<std::uint32_t>(pages.pages.size()), .at = {}}
  );
  for (std::uint32_t i = 0; i < file.pages.size(); ++i) {
    Size size = file.pages[i].size;
    const bool turned = wide == Wide::on_upright_sheets && size.width > size.height;
    if (turned) std::swap(size.width, size.height);
    page::Page& page =
        pages.pages.emplace_back(page::Page{.size = size, .items = {}, .turned = turned});
    page.items.push_back(
        {.at = {},
         .meaning = page::Artifact::layout,
         .what = page::ForeignCopy{.size = size, .file = &file, .page = i, .turned = turned}}
    );
  }
}

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
    packet::add_sheets(pages, read, each.title);
    for (std::size_t i = 0; i < read.pages.size(); ++i)
      options.page_numbers.push_back(each.pages.empty() ? static_cast<int>(i) + 1 : each.pages[i]);
  }
  return worker.writer.write(std::move(pages), options, out);
}

}  // namespace engine
