#pragma once

#include "engine/base/message.hpp"

namespace engine::xml::messages {
#define MESSAGES "engine/xml/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::xml::messages
