#pragma once

#include "engine/base/message.hpp"

namespace engine::encrypt::messages {
#define MESSAGES "engine/encrypt/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::encrypt::messages
