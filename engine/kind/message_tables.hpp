#pragma once

#include "engine/kind/messages.hpp"
#include "engine/pack/messages.hpp"

namespace engine::kind {

/// The messages of this room, and of that which only it knows.
inline constexpr MessageTable message_tables[] = {
    {"kind", kind::messages::table},
    {"pack", pack::messages::table},
};

}  // namespace engine::kind
