#pragma once

#include "engine/cli/files.hpp"
#include "engine/cli/records.hpp"
#include "engine/engine.hpp"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace engine::cli {

/// The papers that new ones are about to take the place of.
struct FormerFiles : Former {
  /// Files that are not as carepacket wrote them, and of which nothing is lost but their answers:
  /// path and digest.
  std::map<std::string, std::string, std::less<>> read;
  /// What the pages looked like of those that carepacket wrote and can be opened: by path.
  std::vector<std::pair<std::string, Marks>> marks;
  std::vector<std::string> old;   ///< papers of an earlier run that have no place any more: paths
  std::size_t of_other_sets = 0;  ///< papers of another set beside them, which stay
  bool any_of_another = false;    ///< person: nothing of such a file is in all this
};

/// Looks through the files that are there at these paths. "Changed by somebody" is what differs
/// from what carepacket wrote into a field. A file with comments or drawings on its pages, and one
/// whose fields are not ours, is left for E703. False when it told E726: a file whose answers a
/// password keeps; or E749: one with answers of another person than the new papers are of.
bool read_former(
    std::span<const std::string> paths,
    const kind::TemplateSet& template_set,
    const Whose& whose,
    RunPassword& password,
    FormerFiles& former,
    Diagnostics& out
);

}  // namespace engine::cli
