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

std::string grouped_phone(std::string_view number) {
  const auto begins_group = [&](std::size_t at) { return number[at] >= '2'; };
  const bool is_bare = number.size() == 10 && std::ranges::all_of(number, is_digit);
  if (!is_bare || !begins_group(0) || !begins_group(3)) return std::string{number};
  const auto part = [&](std::size_t at, std::size_t size) {
    return std::string{number.substr(at, size)};
  };
  return '(' + part(0, 3) + ") " + part(3, 3) + '-' + part(6, 4);
}

}  // namespace engine
