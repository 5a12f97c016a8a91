#pragma once

#include "engine/page/page.hpp"

#include <string>

namespace engine::packet {

/// Puts the pages of a finished file behind others, each as a page that shows a copy alone, with a
/// bookmark at the first. The file stays until the pages are written.
void add_sheets(page::Pages& pages, const ForeignFile& file, const std::string& title);

}  // namespace engine::packet
