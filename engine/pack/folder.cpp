#include "engine/pack/folder.hpp"

#include "engine/pack/messages.hpp"

#include <algorithm>

namespace engine::pack {

namespace fs = std::filesystem;

namespace {

bool is_text(const fs::path& path) {
  return path.extension() == ".xml" || path.extension() == ".mustache";
}
bool is_picture(const fs::path& path) {
  return path.extension() == ".png" || path.extension() == ".jpg" || path.extension() == ".jpeg";
}

/// A link whose file lies elsewhere: whoever is given templates shall not print files with them.
bool leads_out(const fs::directory_entry& file, const fs::path& top) {
  std::error_code unknown;
  if (!file.is_symlink(unknown)) return false;
  const fs::path target = fs::canonical(file.path(), unknown);
  return std::mismatch(top.begin(), top.end(), target.begin(), target.end()).first != top.end();
}

/// Folders that only the command line reads: no paper has their words.
bool is_of_command_line(const fs::path& name) {
  return name == "explain" || name == "starter" || name == "said" || name == "serve" ||
         name == "help" || name == "table";
}

}  // namespace

std::error_code walk_folder(
    const std::string& folder, const std::function<void(const Below&)>& show
) {
  std::error_code failed;
  const auto above = (fs::path{folder} / "").generic_string().size();
  std::error_code unknown;
  const fs::path top = fs::canonical(folder, unknown);
  auto at = fs::recursive_directory_iterator(folder, failed);
  if (!failed) show({folder, "", Below::Is::folder});
  for (const auto end = fs::recursive_directory_iterator(); !failed && at != end;
       at.increment(failed)) {
    const fs::path& path = at->path();
    const bool is_left_out = at.depth() == 0 && is_of_command_line(path.filename());
    if (is_left_out) at.disable_recursion_pending();
    const auto name = [&] { return path.generic_string().substr(above); };
    if (at->is_directory(unknown)) {
      if (!is_left_out) show({path, name(), Below::Is::folder});
    } else if (at->is_regular_file(unknown)) {
      const auto is = is_text(path)      ? Below::Is::text
                      : is_picture(path) ? Below::Is::picture
                                         : Below::Is::other;
      show({path, name(), is, leads_out(*at, top)});
    }
  }
  return failed;
}

Reported tell_unreadable(const std::string& folder, std::error_code failed, Diagnostics& out) {
  return out.error(messages::folder_unreadable(folder, failed.message()), {});
}

}  // namespace engine::pack
