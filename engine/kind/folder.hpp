#pragma once

#include "engine/kind/kind.hpp"

#include <functional>
#include <memory>
#include <string>

namespace engine::kind {

/// The template set of the folder's pack. Null when there is none that stands for the folder as it
/// is.
std::unique_ptr<TemplateSet> unpack(const std::string& folder);

/// A file below a templates folder, as it was read.
using Take = std::function<void(std::string path, std::unique_ptr<Source>)>;
/// Gives every text and picture below a folder to `take`; files that are neither to `other`.
void read_folder(
    const std::string& folder,
    const Take& take,
    const std::function<void(const std::string& path)>& other,
    Diagnostics& out
);

/// Reads a templates folder and what is laid over it file by file, whether it is packed or not.
Result<std::unique_ptr<TemplateSet>> read_folders(
    const std::string& folder, const std::string& overlay, Diagnostics& out
);

}  // namespace engine::kind
