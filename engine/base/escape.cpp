#include "engine/base/escape.hpp"

namespace engine {

void append_escaped(std::string& out, std::string_view text, const Escapes& escapes) {
  std::size_t written = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view escape = escapes[static_cast<unsigned char>(text[at])];
    if (!escape.data()) continue;
    out.append(text, written, at - written);
    out += escape;
    written = at + 1;
  }
  out.append(text, written);
}

std::string escaped(std::string_view text, const Escapes& escapes) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  append_escaped(out, text, escapes);
  return out;
}

}  // namespace engine
