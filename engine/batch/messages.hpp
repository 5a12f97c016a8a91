#pragma once

#include "engine/base/message.hpp"

namespace engine::batch::messages {
#define MESSAGES "engine/batch/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::batch::messages
