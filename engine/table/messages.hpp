#pragma once

#include "engine/base/message.hpp"

namespace engine::table::messages {
#define MESSAGES "engine/table/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::table::messages
