#pragma once

#include "engine/sandbox/sandbox.hpp"

namespace engine::sandbox {

bool hold_files(const Rights& rights);
bool hold_calls();

}  // namespace engine::sandbox
