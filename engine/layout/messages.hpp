#pragma once

#include "engine/base/message.hpp"

namespace engine::layout::messages {
#define MESSAGES "engine/layout/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::layout::messages
