#pragma once

// The room's own: a text as runs that one face sets in one script and direction.

#include "engine/layout/compose.hpp"
#include "engine/layout/inline/collect.hpp"

namespace engine::layout {

/// True of a text whose bytes are all characters of ASCII.
bool is_ascii(std::string_view text);

/// Runs of a text by face, script and level, shaped, behind ParagraphScratch::runs. Returns their
/// width. `levels` has one for each byte; without it all goes left to right. A letter whose marks
/// no face has with it is set apart from them.
Length add_runs(
    const Composer& c,
    std::string_view text,
    const doc::TextStyle& style,
    bool bold,
    bool italic,
    const std::uint8_t* levels
);

/// The same of words of ASCII and their quotes, which one face sets from left to right: one run.
Length add_plain_run(
    const Composer& c, std::string_view text, const doc::TextStyle& style, bool bold, bool italic
);

}  // namespace engine::layout
