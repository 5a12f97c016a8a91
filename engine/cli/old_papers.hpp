#pragma once

#include "engine/engine.hpp"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace engine::cli {

/// Papers that an earlier run has left in a case's folder, each a file of its own, and that are not
/// among `made` (paths).
struct OldPapers {
  std::vector<std::string> of_set;  ///< 07-medicines-allergies.pdf, when that is now the sixth
  std::size_t of_others = 0;        ///< how many have the number that another set gives them
};
OldPapers old_papers(
    const std::string& folder,
    const kind::Set& set,
    const kind::TemplateSet& template_set,
    std::span<const std::string> made
);

/// Takes those away that are as carepacket wrote them, or still have the digest that `read` gives
/// for their path; what somebody changed stays. An old paper beside the new ones would be taken for
/// one of them. Gives the paths of those that are gone.
std::vector<std::string> take_away(
    std::span<const std::string> papers, const std::map<std::string, std::string, std::less<>>& read
);

}  // namespace engine::cli
