#pragma once

// The clinic's view of `carepacket serve`: what the page asks of several cases at once.

#include "engine/cli/commands.hpp"
#include "engine/serve/serve.hpp"
#include "engine/table/table.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace engine::cli {

/// A table with what its columns mean and what its rows have in common; both stay while it is read.
struct ClinicTable {
  std::unique_ptr<Source> columns, shared;
  table::Options options;
  std::string pictures;  ///< the folder with the logo that the shared case names
};
/// Nothing when it told why a file cannot be read.
std::optional<ClinicTable> open_table(
    const Request& asked, const vocabulary::Vocabulary& vocabulary, Diagnostics& out
);

/// The rows of a table as cases, as batch makes them: a cell whose value cannot be taken is blank.
Result<std::vector<serve::RowCase>> rows_of(
    const std::string& path,
    const table::Options& options,
    const kind::TemplateSet& set,
    Diagnostics& out
);

/// The pages of new packets that look other than in those that are there, as one PDF.
Result<serve::PrintAgain> pages_to_print_again(
    const std::vector<serve::Printed>& cases,
    const Request& asked,
    const serve::WithinLimits& within_limits,
    Diagnostics& out
);

/// The packets that are there, one behind the other.
Result<serve::PrintAll> packets_to_print(
    const std::vector<serve::Printed>& cases,
    const serve::WithinLimits& within_limits,
    Diagnostics& out
);

/// How the packet of a case differs from the one that is there, in the language of `format`.
Result<serve::Changed> changed_since(
    const serve::Printed& one,
    const Request& asked,
    const MessageFormat& format,
    std::string_view language,
    Worker& worker,
    Diagnostics& out
);

/// Keeps a packet beside the case, unless somebody has written into the one that is there.
bool keep_packet(const std::string& path, std::string_view bytes);

}  // namespace engine::cli
