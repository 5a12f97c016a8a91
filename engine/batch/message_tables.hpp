#pragma once

#include "engine/batch/messages.hpp"
#include "engine/table/messages.hpp"

namespace engine::batch {

/// The messages of this room, and of that which only it knows.
inline constexpr MessageTable message_tables[] = {
    {"batch", batch::messages::table},
    {"table", table::messages::table},
};

}  // namespace engine::batch
