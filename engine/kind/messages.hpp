#pragma once

#include "engine/base/message.hpp"

namespace engine::kind::messages {
#define MESSAGES "engine/kind/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::kind::messages
