#pragma once

#include "engine/base/message.hpp"

namespace engine::casefile::messages {
#define MESSAGES "engine/casefile/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::casefile::messages
