#pragma once

#include "engine/base/message.hpp"

namespace engine::foreign::messages {
#define MESSAGES "engine/foreign/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::foreign::messages
