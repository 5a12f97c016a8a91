// The file identifier (ISO 32000-1 §14.4), by which a file tells that nobody has changed it.

#include "engine/pdf/metadata/identifier.hpp"

#include "engine/base/ascii.hpp"
#include "engine/hash/hash.hpp"
#include "engine/pdf/pdf.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace engine::pdf {

namespace {

bool is_digit_16(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/// Where the cross-reference section begins, as the end of the file says it (§7.5.5).
std::optional<std::size_t> last_section(std::string_view file) {
  constexpr std::string_view keyword = "startxref\n";
  const auto found = file.rfind(keyword);
  if (found == file.npos) return std::nullopt;
  std::size_t place = 0;
  const char* const digits = file.data() + found + keyword.size();
  const auto [end, error] = std::from_chars(digits, file.data() + file.size(), place);
  return error == std::errc{} && place < found ? std::optional{place} : std::nullopt;
}

struct Halves {
  std::size_t first, second;  ///< where the digits of each begin
};

/// /ID[<32 digits><32 digits>] of the trailer, or of the stream that stands for it; libqpdf writes
/// a blank behind the name.
std::optional<Halves> halves_in(std::string_view file) {
  const auto section = last_section(file);
  if (!section) return std::nullopt;
  auto at = file.find("/ID", *section);
  if (at == file.npos) return std::nullopt;
  at += file.substr(at, 4) == "/ID " ? 4 : 3;
  const std::string_view array = file.substr(at, 2 * identifier_digits + 6);
  const auto first = array.substr(0, identifier_digits + 3),
             second = array.substr(std::min(array.size(), first.size()));
  const auto all_digits = [](std::string_view half) {
    return std::all_of(half.begin(), half.end(), is_digit_16);
  };
  const bool good = array.size() == 2 * identifier_digits + 6 && first.starts_with("[<") &&
                    first.ends_with('>') && second.starts_with('<') && second.ends_with(">]") &&
                    all_digits(first.substr(2, identifier_digits)) &&
                    all_digits(second.substr(1, identifier_digits));
  if (!good) return std::nullopt;
  return Halves{at + 2, at + identifier_digits + 4};
}

/// The digest of a file but for the halves, which are taken as zeros and stay so.
std::string digest_without(const Halves& halves, std::string& file) {
  file.replace(halves.first, identifier_digits, identifier_digits, '0');
  file.replace(halves.second, identifier_digits, identifier_digits, '0');
  std::string digits;
  for (const std::uint64_t half : hash::content_id(file)) digits += hex(half, 16, upper_hex_digits);
  return digits;
}

}  // namespace

void identify(std::string& file) {
  const auto halves = halves_in(file);
  if (!halves) return;
  const std::string digits = digest_without(*halves, file);
  file.replace(halves->first, identifier_digits, digits);
  file.replace(halves->second, identifier_digits, digits);
}

bool is_untouched(std::string_view file) {
  const auto halves = file.starts_with("%PDF-") ? halves_in(file) : std::nullopt;
  if (!halves) return false;
  const std::string_view first = file.substr(halves->first, identifier_digits);
  if (first != file.substr(halves->second, identifier_digits)) return false;
  std::string copy{file};
  return digest_without(*halves, copy) == first;
}

// A comment, which no reader minds: in the third line, or behind the end of what was encrypted.
namespace {
constexpr std::string_view answers_mark = "%holds answers\n";
}  // namespace

void mark_answers(std::string& file) {
  file += answers_mark;
}

bool holds_answers(std::string_view file) {
  constexpr std::size_t behind_header = 64;
  return file.substr(0, behind_header).find(answers_mark) != file.npos ||
         file.ends_with(answers_mark);
}

}  // namespace engine::pdf
