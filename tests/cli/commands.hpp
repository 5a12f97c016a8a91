#pragma once

#include <array>
#include <string>

namespace tests {

/// Everything that carepacket can be told to do.
inline const std::array<std::string, 10> commands = {
    "make",
    "batch",
    "merge-manifests",
    "check",
    "new",
    "kinds",
    "sets",
    "schema",
    "extract",
    "explain"};

}  // namespace tests
