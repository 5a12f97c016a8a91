#include "engine/base/ascii.hpp"

#include <cstring>

namespace engine {

std::string lowered(std::string_view text) {
  std::string small{text};
  for (char& c : small) c = lowered(c);
  return small;
}

bool contains_but_case(std::string_view text, std::string_view part) {
  // Long parts by glibc's two ways, whose time is that of both texts and not their product.
  constexpr std::size_t longest_word = 64;
  if (part.size() > longest_word) {
    const std::string in = lowered(text), what = lowered(part);
    return ::memmem(in.data(), in.size(), what.data(), what.size()) != nullptr;
  }
  const auto same = [](char a, char b) { return same_but_case(a, b); };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end() ||
         part.empty();
}

std::string collapsed(std::string_view text) {
  text = trimmed(text);
  if (!has_folds(text)) return std::string{text};  // nearly all
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (!is_space(c)) {
      out += c;
    } else if (out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find_first_of(" \t\r\n", at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::string list_of(std::span<const std::string_view> items) {
  std::string text;
  for (const std::string_view item : items) {
    if (!text.empty()) text += ", ";
    text += item;
  }
  return text;
}

std::string hex_of(std::string_view bytes, std::string_view digits) {
  std::string text(2 * bytes.size(), '0');
  char* at = text.data();
  for (const char c : bytes) at = write_hex(at, static_cast<unsigned char>(c), 2, digits);
  return text;
}

}  // namespace engine
