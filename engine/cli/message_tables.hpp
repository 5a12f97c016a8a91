#pragma once

#include "engine/base/message.hpp"

#include <vector>

namespace engine::cli {

/// Everything that the program can say: the messages of each room.
std::vector<MessageTable> message_tables();

}  // namespace engine::cli
