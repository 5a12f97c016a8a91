#pragma once

// The files below a templates folder, one after the other.

#include "engine/base/base.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <system_error>

namespace engine::pack {

/// A file or folder below a templates folder.
struct Below {
  std::filesystem::path path;
  std::string name;  ///< the path below the templates folder; "" for itself
  enum class Is { text, picture, folder, other } is = Is::folder;
  bool leads_out = false;  ///< a link to a file that is not below the folder
};

/// Shows every folder, the outermost first, and every file of a templates folder, but not what only
/// the command line reads. Returns why it could not go on, if so.
std::error_code walk_folder(
    const std::string& folder, const std::function<void(const Below&)>& show
);

/// Tells E200 for a folder that could not be walked.
Reported tell_unreadable(const std::string& folder, std::error_code failed, Diagnostics& out);

}  // namespace engine::pack
