#pragma once

// The room's own: the pages of templates/rules/.

#include "engine/kind/kind.hpp"
#include "engine/vocabulary/data_file.hpp"

#include <vector>

namespace engine::kind {

/// Reads templates/rules/states.xml. The private kinds it names are those of the vocabulary.
std::vector<StateRule> read_states(const vocabulary::Entry& page, const Vocabulary& vocabulary);

/// Reads templates/rules/recording.xml.
std::vector<RecordingRule> read_recording(const vocabulary::Entry& page);

}  // namespace engine::kind
