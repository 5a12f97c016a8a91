#pragma once

#include "engine/base/message.hpp"

namespace engine::cli::messages {
#define MESSAGES "engine/cli/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::cli::messages
