#pragma once

#include "engine/base/message.hpp"

namespace engine::serve::messages {
#define MESSAGES "engine/serve/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::serve::messages
