#pragma once

#include <array>
#include <chrono>
#include <cstddef>

namespace bench {

enum class Stage { read, facts, fill, markup, layout, bind, pdf };
constexpr std::array<const char*, 7> stage_names{"read", "facts", "fill", "markup", "layout", "bind", "pdf"};

/// Time spent behind the doors of the rooms by this thread so far.
using Times = std::array<std::chrono::nanoseconds, stage_names.size()>;
Times& times();

}  // namespace bench
