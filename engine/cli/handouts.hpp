#pragma once

#include "engine/cli/request.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace engine::cli {

/// What a set that is drawn from one element of a case (`handout`) is made of, where the rows of
/// tables share that element: the shared file once for each language of the rows, as a case of its
/// own. Nothing where the rows themselves are to be made; nullopt when it told why not.
std::optional<std::vector<std::pair<std::string, std::string>>> handouts_of(
    const Request& asked,
    const kind::TemplateSet& template_set,
    const table::Options& table,
    Diagnostics& out
);

}  // namespace engine::cli
