#include "engine/serve/patients.hpp"

#include <algorithm>
#include <filesystem>

namespace engine::serve {

std::vector<CaseOfFolder> cases_of_folder(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<CaseOfFolder> all;
  std::error_code error;
  for (fs::directory_iterator at{folder, error}, end; !error && at != end; at.increment(error)) {
    const fs::path& path = at->path();
    std::error_code unknown;
    if (path.extension() != ".xml" || path.filename().string().starts_with('.')) continue;
    if (at->is_symlink(unknown) || !at->is_regular_file(unknown)) continue;
    all.push_back({path.stem().string(), path.string()});
  }
  std::ranges::sort(all, {}, &CaseOfFolder::name);
  return all;
}

}  // namespace engine::serve
