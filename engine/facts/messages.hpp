#pragma once

#include "engine/base/message.hpp"

namespace engine::facts::messages {
#define MESSAGES "engine/facts/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::facts::messages
