#pragma once

// How far a case has come, which says what is asked now.

#include "engine/engine.hpp"

#include <string>
#include <utility>

namespace engine::serve {

/// The stage by its name in kind.xml, as the papers have it (the fact `stage`); empty where the
/// case cannot be read, which is told.
std::string stage_of(
    const Source& source, const kind::TemplateSet& set, Diagnostics& out, const Budget& budget
);
/// The same, and whom the case is about.
std::pair<std::string, Whose> stage_and_person(
    const Source& source, const kind::TemplateSet& set, Diagnostics& out, const Budget& budget
);

}  // namespace engine::serve
