// A table, whatever it holds; what stands before a record separator (U+001E) is the mapping of its
// columns.
#include "engine/casefile/casefile.hpp"
#include "engine/table/table.hpp"
#include "tests/fuzz/input.hpp"
#include "tests/support/house.hpp"

#include <algorithm>
#include <cstring>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engine;
  const std::string all = tests::text(data, size);
  const auto cut = all.find('\x1E');
  const Source mapping{"columns.xml", all.substr(0, cut == std::string::npos ? 0 : cut)};
  std::string_view rest = std::string_view{all}.substr(cut == std::string::npos ? 0 : cut + 1);
  const files::Read bytes = [&rest](char* into, std::size_t room) {
    const auto count = std::min<std::size_t>({room, rest.size(), 7});
    std::memcpy(into, rest.data(), count);
    rest.remove_prefix(count);
    return static_cast<ssize_t>(count);
  };
  const vocabulary::Vocabulary& vocabulary = tests::library().template_set->vocabulary;
  Diagnostics out;
  auto rows = table::Rows::open(
      "rows.csv",
      bytes,
      {.vocabulary = &vocabulary,
       .mapping = cut == std::string::npos ? nullptr : &mapping,
       .longest_row = 2000},
      out
  );
  if (!rows && out.errors() == 0) std::abort();  // a refusal that was not told
  if (!rows) return 0;
  for (int errors = out.errors(); auto row = rows->next(out); errors = out.errors()) {
    if (!*row && out.errors() == errors) std::abort();
    if (!*row) continue;
    Diagnostics told;
    const auto known = casefile::read(*(*row)->as_case, {.vocabulary = &vocabulary}, told);
    if (!known && told.errors() == 0) std::abort();
    for (const Diagnostic& one : told.all()) {
      const bool is_of_xml = one.code >= "E100" && one.code <= "E119" && one.code != "E104";
      if (is_of_xml) std::abort();  // what a row becomes is XML
      if (table::told_at_cell(one, **row).file != "rows.csv") std::abort();
    }
  }
  return 0;
}
