#pragma once

#include "engine/base/message.hpp"

namespace engine::vocabulary::messages {
#define MESSAGES "engine/vocabulary/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::vocabulary::messages
