#include "engine/qpdf/limits.hpp"

#include "engine/base/ascii.hpp"
#include "engine/flate/flate.hpp"

#include <algorithm>
#include <initializer_list>

namespace engine::qpdf {

namespace {

constexpr std::size_t mib = std::size_t{1024} * 1024;
constexpr std::string_view blanks{" \t\r\n\f\0", 6};

bool holds(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

std::size_t count_of(std::string_view text, std::string_view word) {
  std::size_t count = 0;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 2))
    ++count;
  return count;
}

/// What stands between the number of an object and the bytes of its stream, and what stands before
/// it in its line.
struct Head {
  std::string_view line, dictionary;
};

Head head_before(std::string_view before) {
  const auto at = before.rfind("obj");
  if (at == std::string_view::npos) return {{}, before};
  const auto line = before.find_last_of("\r\n", at);
  const auto begin = line == std::string_view::npos ? 0 : line + 1;
  return {before.substr(begin, at - begin), before.substr(at + 3)};
}

/// True for the dictionary of a stream that is seen whole, and that neither a table of objects nor
/// a stream of objects can have: those need /W (§7.5.8.2) and /First (§7.5.7).
bool is_surely_other(const Head& head) {
  const std::string_view all = head.dictionary;
  const auto begin = all.find_first_not_of(blanks);
  return begin != std::string_view::npos && all.substr(begin, 2) == "<<" &&
         !holds(head.line, "%") && all.find_first_of("()%#") == std::string_view::npos &&
         count_of(all, "<<") == count_of(all, ">>");
}

/// A key, and not only the beginning of a longer one.
bool has_key(std::string_view dictionary, std::string_view key) {
  for (auto at = dictionary.find(key); at != std::string_view::npos;
       at = dictionary.find(key, at + 1)) {
    const auto end = at + key.size();
    if (end >= dictionary.size() || !(is_letter(dictionary[end]) || is_digit(dictionary[end])))
      return true;
  }
  return false;
}

/// A row of a table so wide that libqpdf's room for it alone would be too much (§7.4.4.4).
bool has_wide_rows(std::string_view dictionary) {
  const auto at = dictionary.find("/Columns");
  if (at == std::string_view::npos) return false;
  const auto digits =
      dictionary.find_first_not_of(blanks, at + std::string_view{"/Columns"}.size());
  if (digits == std::string_view::npos) return false;
  const auto end = std::min(dictionary.find_first_not_of("0123456789", digits), dictionary.size());
  return end - digits > 4;
}

/// Packed in one way, and in that of zlib: all that programs do with such streams.
bool is_packed_simply(std::string_view dictionary) {
  if (!has_key(dictionary, "/Filter")) return true;
  const std::size_t ways = count_of(dictionary, "Decode") - count_of(dictionary, "DecodeParms");
  const auto is_there = [&](std::string_view key) { return has_key(dictionary, key); };
  return ways == 1 && is_there("/FlateDecode") &&
         std::ranges::none_of(
             std::initializer_list<std::string_view>{"/Fl", "/LZW", "/RL", "/A85", "/AHx"}, is_there
         );
}

bool unpacks_too_much(const Head& head, std::string_view packed) {
  const bool is_index = has_key(head.dictionary, "/W") || has_key(head.dictionary, "/First");
  if (!is_index && is_surely_other(head)) return false;
  if (!flate::inflated_size(packed, (is_index ? most_index_mib : most_unpacked_mib) * mib))
    return true;
  const bool is_of_libqpdf = holds(head.dictionary, "/XRef") || holds(head.dictionary, "/ObjStm");
  return is_of_libqpdf && (has_wide_rows(head.dictionary) || !is_packed_simply(head.dictionary));
}

}  // namespace

bool unpacks_too_much(std::string_view pdf) {
  constexpr std::string_view word = "stream";
  std::size_t from = 0;  // where the head of a stream may begin
  for (auto at = pdf.find(word); at != std::string_view::npos; at = pdf.find(word, at + 1)) {
    const auto data = std::min(pdf.find_first_not_of(blanks, at + word.size()), pdf.size());
    const bool ends = at >= 3 && pdf.substr(at - 3, 3) == "end";
    if (!ends && unpacks_too_much(head_before(pdf.substr(from, at - from)), pdf.substr(data)))
      return true;
    from = at + word.size();
  }
  return false;
}

}  // namespace engine::qpdf
