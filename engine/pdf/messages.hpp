#pragma once

#include "engine/base/message.hpp"

namespace engine::pdf::messages {
#define MESSAGES "engine/pdf/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::pdf::messages
