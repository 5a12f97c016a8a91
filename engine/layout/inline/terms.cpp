#include "engine/layout/inline/terms.hpp"

#include "engine/base/ascii.hpp"

#include <algorithm>

namespace engine::layout {

namespace {

/// A day from its month: December 1; 1 de diciembre.
bool is_inside_date(std::string_view before, std::string_view behind) {
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
  if (behind.empty() || before.empty()) return false;
  if (is_digit(behind.front())) {
    return is_letter(before.back()) && std::ranges::any_of(months, [&](std::string_view month) {
             return before.ends_with(month);
           });
  }
  const auto ends_with_day = [](std::string_view text) { return is_digit(text.back()); };
  if (behind.starts_with("de ")) return ends_with_day(before);
  constexpr std::string_view of = " de";
  return before.ends_with(of) && before.size() > of.size() &&
         ends_with_day(before.substr(0, before.size() - of.size()));
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
    return is_state && digits(at + 1, 5) && !digits(at + 6, 1);
  }
  if (at == 0) return false;
  if (text.substr(at + 1).starts_with("\u00B7")) return true;  // no line begins with a dot
  if (is_inside_date(before, text.substr(at + 1))) return true;
  if (!is_digit(text[at - 1])) return false;
  constexpr std::string_view units[] = {
      "mg", "mcg", "g", "kg", "mL", "ml", "L", "IU", "mm", "cm", "%"};
  const std::string_view behind = text.substr(at + 1);
  return std::ranges::any_of(units, [&](std::string_view unit) {
    if (!behind.starts_with(unit)) return false;
    const char next = behind.size() > unit.size() ? behind[unit.size()] : ' ';
    return !is_letter(next) && !is_digit(next) && static_cast<unsigned char>(next) < 0x80;
  });
}

}  // namespace engine::layout
