#pragma once

#include "engine/base/message.hpp"

namespace engine::qpdf::messages {
#define MESSAGES "engine/qpdf/messages.def"
#include "engine/base/messages.inc"
}  // namespace engine::qpdf::messages
