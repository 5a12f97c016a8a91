#pragma once

#include "engine/base/message.hpp"

namespace engine::font::messages {
#define MESSAGES "engine/font/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::font::messages
