#pragma once

#include "engine/base/message.hpp"

namespace engine::fill::messages {
#define MESSAGES "engine/fill/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::fill::messages
