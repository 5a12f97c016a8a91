#pragma once

// What importing one person's charts and those of many people share.

#include "engine/chart/chart.hpp"
#include "engine/cli/commands.hpp"
#include "engine/kind/kind.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace engine::cli {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// What an import needs of templates/.
struct ImportTables {
  std::unique_ptr<kind::TemplateSet> set;
  chart::Words words;
};
/// The words of its report alone.
Result<chart::Words> words_of_report(const std::string& share, Diagnostics& out);
/// An exit code when it told why not.
std::optional<Exit> open_import_tables(
    const Request& asked, ImportTables& tables, Diagnostics& out
);

/// A case that charts are added to. What is added is UTF-8, so all of it has to be.
struct ReadCase {
  std::unique_ptr<Source> source;
  bool has_mark = false;  ///< it begins with a byte order mark, which stays
};
/// False when it told why the case cannot be read, or not be added to.
bool read_case(const std::string& path, ReadCase& to, Diagnostics& out);

/// The name that a case may have, of the file it is written to.
std::string case_id_of(std::string_view path);
/// Beside the draft: mine.xml has mine-report.txt.
std::string report_beside(const std::string& draft, std::string_view end);
/// True where nothing is, or a report of an import before, which the next one writes over.
bool is_free_for_report(const std::string& path, const chart::Words& words);
/// What the words alone say of an import; the password is asked for once.
chart::Options import_options(const Request& asked, Diagnostics& out);
/// Whether the machine stands behind what was told, and not a file's content.
bool is_of_machine(const Diagnostics& out);

/// The charts of many people: each folder, zip or file in a folder is one person.
Exit import_each(const Request& asked, Diagnostics& out);

}  // namespace engine::cli
