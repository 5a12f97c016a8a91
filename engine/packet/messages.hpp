#pragma once

#include "engine/base/message.hpp"

namespace engine::packet::messages {
#define MESSAGES "engine/packet/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::packet::messages
