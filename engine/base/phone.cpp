#include "engine/base/phone.hpp"

#include "engine/base/ascii.hpp"

#include <algorithm>

namespace engine {

bool is_whole_phone(std::string_view number) {
  number = number.substr(0, number.find(" ext."));
  const auto digits = std::ranges::count_if(number, is_digit);
  if (number.starts_with("+1")) return digits == 11;
  return digits >= (number.starts_with('+') ? 9 : 10);
}

}  // namespace engine
