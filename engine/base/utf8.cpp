#include "engine/base/utf8.hpp"

#include "engine/base/ascii.hpp"

namespace engine {

std::string code_point_name(char32_t c) {
  return "U+" + hex(c, c > 0xFFFFF ? 6 : c > 0xFFFF ? 5 : 4, upper_hex_digits);
}

}  // namespace engine
