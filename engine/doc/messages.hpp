#pragma once

#include "engine/base/message.hpp"

namespace engine::doc::messages {
#define MESSAGES "engine/doc/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::doc::messages
