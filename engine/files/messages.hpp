#pragma once

#include "engine/base/message.hpp"

namespace engine::files::messages {
#define MESSAGES "engine/files/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::files::messages
