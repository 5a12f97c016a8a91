#pragma once

#include <span>

namespace engine::pdf {

// WinAnsiEncoding (ISO 32000-1 §D.2): what can be typed into a field of a simple font.
constexpr int first_code = 32, last_code = 255;

/// 0 where a code stands for nothing.
char32_t character_of(int code);
/// All of them, by code.
std::span<const char32_t> typed_characters();

}  // namespace engine::pdf
