#include "engine/layout/inline/terms.hpp"

#include "engine/base/ascii.hpp"

#include <algorithm>
#include <utility>

namespace engine::layout {

namespace {

bool ends_with_month(std::string_view text) {
  constexpr std::string_view months[] = {
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December"};
  return std::ranges::any_of(months, [&](std::string_view month) { return text.ends_with(month); });
}

/// So many digits and no more begin it.
bool begins_with_digits(std::string_view text, std::size_t count) {
  const auto digits = std::ranges::find_if_not(text, is_digit) - text.begin();
  return std::cmp_equal(digits, count);
}

/// "December 1,": what stands before a year.
bool ends_with_day_of_month(std::string_view text) {
  if (!text.ends_with(',')) return false;
  text.remove_suffix(1);
  const auto last = text.find_last_not_of("0123456789");
  return last != text.npos && last + 1 < text.size() && text[last] == ' ' &&
         ends_with_month(text.substr(0, last));
}

/// A day from its month, a month from its year: December 1, 2026; 1 de diciembre de 2026.
bool is_inside_date(std::string_view before, std::string_view behind) {
  if (behind.empty() || before.empty()) return false;
  constexpr std::size_t year = 4;
  if (is_digit(behind.front()) && ends_with_month(before)) return true;
  if (begins_with_digits(behind, year) && ends_with_day_of_month(before)) return true;
  const auto ends_with_day = [](std::string_view text) { return is_digit(text.back()); };
  constexpr std::string_view of = "de ";
  if (behind.starts_with(of))
    return ends_with_day(before) || begins_with_digits(behind.substr(of.size()), year);
  constexpr std::string_view behind_space = " de";
  if (!before.ends_with(behind_space) || before.size() == behind_space.size()) return false;
  return begins_with_digits(behind, year) ||
         ends_with_day(before.substr(0, before.size() - behind_space.size()));
}

}  // namespace

bool is_inside_term(std::string_view text, std::size_t at) {
  const auto digits = [&](std::size_t from, std::size_t count) {
    return from + count <= text.size() && std::ranges::all_of(text.substr(from, count), is_digit);
  };
  const std::string_view before = text.substr(0, at);
  if (digits(at + 1, 3)) {
    if (before.ends_with(')')) return at >= 5 && text[at - 5] == '(' && digits(at - 4, 3);
    const bool is_state = at >= 2 && is_capital(text[at - 1]) && is_capital(text[at - 2]) &&
                          (at == 2 || text[at - 3] == ' ');
    if (is_state) return digits(at + 1, 5) && !digits(at + 6, 1);
  }
  if (at == 0) return false;
  if (text.substr(at + 1).starts_with("\u00B7")) return true;  // no line begins with a dot
  if (is_inside_date(before, text.substr(at + 1))) return true;
  if (!is_digit(text[at - 1])) return false;
  constexpr std::string_view units[] = {
      "mg", "mcg", "g", "kg", "mL", "ml", "L", "IU", "mm", "cm", "%", "a.m", "p.m"};
  const std::string_view behind = text.substr(at + 1);
  return std::ranges::any_of(units, [&](std::string_view unit) {
    if (!behind.starts_with(unit)) return false;
    const char next = behind.size() > unit.size() ? behind[unit.size()] : ' ';
    return !is_letter(next) && !is_digit(next) && static_cast<unsigned char>(next) < 0x80;
  });
}

}  // namespace engine::layout
