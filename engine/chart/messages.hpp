#pragma once

#include "engine/base/message.hpp"

namespace engine::chart::messages {
#define MESSAGES "engine/chart/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::chart::messages
