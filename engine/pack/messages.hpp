#pragma once

#include "engine/base/message.hpp"

namespace engine::pack::messages {
#define MESSAGES "engine/pack/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::pack::messages
