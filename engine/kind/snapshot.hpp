#pragma once

// The room's own: a TemplateSet as bytes.

#include "engine/kind/kind.hpp"

#include <string>
#include <string_view>

namespace engine::kind {

/// What was read out of the files of a template set, without the files.
std::string snapshot(const TemplateSet& template_set);

/// Fills a template set whose files are there. False when the bytes are not what `snapshot` gives.
bool restore(std::string_view bytes, TemplateSet& template_set);

}  // namespace engine::kind
