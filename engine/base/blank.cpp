#include "engine/base/blank.hpp"

#include "engine/base/utf8.hpp"

namespace engine {

std::string_view without_blanks(std::string_view text) {
  while (!text.empty()) {
    const Checked first = checked_at(text);
    if (!is_blank(first.value) && !is_joiner(first.value)) break;
    text.remove_prefix(first.bytes);
  }
  while (!text.empty()) {
    std::size_t begin = text.size() - 1;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    if (!is_blank(checked_at(text.substr(begin)).value)) break;
    text.remove_suffix(text.size() - begin);
  }
  return text;
}

}  // namespace engine
