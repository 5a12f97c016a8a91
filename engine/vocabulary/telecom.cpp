#include "engine/vocabulary/telecom.hpp"

#include "engine/base/ascii.hpp"

namespace engine::vocabulary {

std::string_view system_of_words(std::string_view words) {
  if (words.find('@') != words.npos) return "email";
  const std::string_view value = trimmed(words);
  const auto begins = [&](std::string_view with) {
    return same_but_case(value.substr(0, with.size()), with);
  };
  return begins("http") || begins("www.") ? "url" : "phone";
}

}  // namespace engine::vocabulary
