#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace tests {

/// True of the samples in tests/kept_whole.txt, whose every stage is kept and every form is read by
/// other programs; tests/README.md says why these. Of the others, what was concluded and told.
bool is_kept_whole(std::string_view sample);

/// The first lines in which two texts differ, with their numbers and the stage (the last line
/// before that begins with
/// "######## "); empty when they are the same.
std::string difference(std::string_view expected, std::string_view found);

/// Compares a text with the one that was accepted before. What it returns is empty when they are
/// the same, and otherwise says where they part and how the new one is accepted. With `accept`, the
/// new one takes the place of the old.
std::string against_golden(
    const std::filesystem::path& golden, std::string_view found, bool accept
);

/// True when UPDATE_GOLDEN is set: what the tests find now is accepted.
bool accepting_goldens();

}  // namespace tests
