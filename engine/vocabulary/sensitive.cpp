#include "engine/vocabulary/sensitive.hpp"

#include <algorithm>

namespace engine::vocabulary {

namespace {

bool is_word_at(std::string_view text, std::size_t at, std::size_t length) {
  const auto letter = [&](std::size_t i) {
    return i < text.size() &&
           ((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= '0' && text[i] <= '9') ||
            static_cast<unsigned char>(text[i]) >= 0x80);
  };
  return !(at > 0 && letter(at - 1)) && !letter(at + length);
}

bool has_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    if (is_word_at(text, at, word.size())) return true;
  }
  return false;
}

}  // namespace

bool concerns(const Code& category, std::string_view words, std::string_view icd_code) {
  std::string small = lowered(words);
  for (const std::string& phrase : category.other_phrases) {
    for (auto at = small.find(phrase); at != small.npos; at = small.find(phrase, at))
      small.erase(at, phrase.size());
  }
  const auto begins_code = [&](const std::string& beginning) {
    return icd_code.substr(0, beginning.size()) == beginning &&
           (icd_code.size() == beginning.size() || beginning.size() > 1 ||
            (icd_code[1] >= '0' && icd_code[1] <= '9'));
  };
  return std::ranges::any_of(
             category.condition_words, [&](const auto& w) { return has_word(small, w); }
         ) ||
         std::ranges::any_of(category.condition_codes, begins_code);
}

const Term* sensitive_categories(const Term& root) {
  const Term* request = root.child("recordsRequest", false);
  const Term* sensitive = request ? request->child("sensitive", false) : nullptr;
  return sensitive ? sensitive->child("category", true) : nullptr;
}

}  // namespace engine::vocabulary
