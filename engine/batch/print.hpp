#pragma once

#include "engine/batch/batch.hpp"
#include "engine/batch/journal.hpp"

namespace engine::batch {

/// Whether files of a print job may be written, and sheets put between packets: false when it told
/// E524.
bool can_print(const Options& options, const Library& library, Diagnostics& out);

/// Puts the papers that lie in the folder into Options::print_job, a file a language, in the order
/// of the cases; files of a run before that are not written again are taken away. False when it
/// told E701, E702, E703, or what PrintJob::add() tells.
bool write_print_job(
    const Options& options,
    int folder,
    const Journal& journal,
    const Library& library,
    Outcome& outcome,
    Diagnostics& out
);

}  // namespace engine::batch
