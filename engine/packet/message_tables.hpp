#pragma once

#include "engine/casefile/messages.hpp"
#include "engine/doc/messages.hpp"
#include "engine/facts/messages.hpp"
#include "engine/fill/messages.hpp"
#include "engine/font/messages.hpp"
#include "engine/foreign/messages.hpp"
#include "engine/layout/messages.hpp"
#include "engine/packet/messages.hpp"
#include "engine/pdf/messages.hpp"

namespace engine::packet {

/// The messages of this room, and of those that it walks through.
inline constexpr MessageTable message_tables[] = {
    {"casefile", casefile::messages::table},
    {"doc", doc::messages::table},
    {"facts", facts::messages::table},
    {"fill", fill::messages::table},
    {"font", font::messages::table},
    {"foreign", foreign::messages::table},
    {"layout", layout::messages::table},
    {"packet", packet::messages::table},
    {"pdf", pdf::messages::table},
};

}  // namespace engine::packet
