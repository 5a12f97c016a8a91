#pragma once

// The cases of a folder, as a clinic sees them.

#include <string>
#include <vector>

namespace engine::serve {

struct CaseOfFolder {
  std::string name;  ///< rivera, of rivera.xml
  std::string path;
};
/// The case files that lie in a folder, by name; no hidden ones, none through a link.
std::vector<CaseOfFolder> cases_of_folder(const std::string& folder);

}  // namespace engine::serve
