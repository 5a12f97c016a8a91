#pragma once

#include <string_view>

namespace engine {

/// What program made a file that is no plain text, by its first bytes: "a Word document",
/// "a spreadsheet", "a PDF", "a picture". Empty for all else. Names a file in a message, no more:
/// nothing is read by it.
std::string_view document_by_signature(std::string_view bytes);

}  // namespace engine
