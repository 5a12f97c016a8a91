#include "engine/pdf/metadata/private.hpp"

#include "engine/base/ascii.hpp"
#include "engine/base/bytes.hpp"
#include "engine/pdf/metadata/metadata.hpp"
#include "engine/pdf/pdf.hpp"
#include "engine/pdf/syntax/tokens.hpp"

namespace engine::pdf {

using namespace std::string_view_literals;

namespace {

constexpr int id_digits = 16;
constexpr std::string_view before_marks = "/Private<</Marks[(";
constexpr std::string_view between_strings = ")(";
constexpr std::string_view behind_marks = ")]/Contents(";
/// Of one string: readers take long ones ill (ISO 32000-1 annex C: 32,767 bytes at most).
constexpr std::size_t most_in_string = 4'000;

}  // namespace

std::string private_entries(std::string_view marks, std::uint64_t contents, std::string_view date) {
  Bytes out;
  out << "/PieceInfo<</carepacket<</LastModified"sv;
  put_literal(out, pdf_time(date));
  out << before_marks;
  for (; marks.size() > most_in_string; marks.remove_prefix(most_in_string))
    out << marks.substr(0, most_in_string) << between_strings;
  out << marks << behind_marks << hex(contents, id_digits, lower_hex_digits) << ")>>>>>>"sv;
  return std::string{out.view()};
}

std::optional<std::string> marks_as_written(std::string_view file) {
  // libharu writes the catalog first, by itself and before anything that was not written by us.
  const auto begin = file.find(before_marks);
  if (begin == file.npos) return std::nullopt;
  std::string_view rest = file.substr(begin + before_marks.size());
  std::string marks;
  while (true) {
    const std::string_view some = rest.substr(0, rest.find(')'));
    marks += some;
    rest.remove_prefix(some.size());
    if (rest.starts_with(behind_marks)) return marks;
    if (!rest.starts_with(between_strings)) return std::nullopt;
    rest.remove_prefix(between_strings.size());
  }
}

}  // namespace engine::pdf
