#pragma once

#include "engine/kind/kind.hpp"

#include <memory>
#include <string>

namespace engine::kind {

/// The template set of the folder's pack. Null when there is none that stands for the folder as it
/// is.
std::unique_ptr<TemplateSet> unpack(const std::string& folder);

/// Reads a templates folder and what is laid over it file by file, whether it is packed or not.
Result<std::unique_ptr<TemplateSet>> read_folders(
    const std::string& folder, const std::string& overlay, Diagnostics& out
);

}  // namespace engine::kind
