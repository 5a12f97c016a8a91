#pragma once

#include "engine/cli/changes.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/former.hpp"
#include "engine/cli/request.hpp"

#include <optional>
#include <string>
#include <vector>

namespace engine::cli {

/// out/rivera: the folder that a case's papers go to.
std::string folder_for(const std::string& output, const std::string& case_id);
/// Where each file of a case goes.
std::vector<std::string> paths_of(const Made& made, const Request& asked);

/// What one run of make hands over.
struct Delivery {
  Made made;
  FormerFiles former;
  Changes changes;
  /// The file of the pages to print again, where it was asked for and there are any.
  std::optional<File> sheets;
};

/// Finds out what has changed, and makes the file of it. Reported: what make_sheets() tells.
Result<Delivery> compare(
    Made made, FormerFiles former, const Request& asked, Worker& worker, Diagnostics& out
);

/// Writes it all, says on standard output what was made and what is left to do by hand, and what
/// is to be printed again.
Exit deliver(
    const Delivery& delivery,
    const Request& asked,
    const kind::TemplateSet& template_set,
    Diagnostics& out
);

}  // namespace engine::cli
