#pragma once

#include <array>
#include <string>

namespace tests {

/// Everything that carepacket can be told to do.
inline const std::array<std::string, 13> commands = {
    "make",
    "batch",
    "merge-manifests",
    "check",
    "import",
    "serve",
    "new",
    "kinds",
    "sets",
    "schema",
    "extract",
    "answers",
    "explain"};

}  // namespace tests
