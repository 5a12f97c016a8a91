#include "engine/doc/terms.hpp"

#include "engine/base/ascii.hpp"

#include <algorithm>
#include <utility>

namespace engine::doc {

namespace {

// What is asked of every blank looks at one letter first.

bool ends_with(std::string_view text, std::string_view word) {
  return !text.empty() && text.back() == word.back() && text.ends_with(word);
}
bool begins_with(std::string_view text, std::string_view word) {
  return !text.empty() && text.front() == word.front() && text.starts_with(word);
}

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
  return std::ranges::any_of(months, [&](std::string_view month) {
    return ends_with(text, month);
  });
}

/// "10 jun", "jun 2026": Spanish short dates say the month as a word.
bool begins_with_short_month(std::string_view text) {
  constexpr std::string_view months[] = {
      "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"};
  return std::ranges::any_of(months, [&](std::string_view month) {
    if (!begins_with(text, month)) return false;
    return text.size() == month.size() || !is_letter(text[month.size()]);
  });
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
  if (ends_with_day(before) && begins_with_short_month(behind)) return true;
  if (is_digit(behind.front()) && begins_with_digits(behind, year)) {
    const auto word = before.find_last_of(" (\u00A0") + 1;
    if (begins_with_short_month(before.substr(word)) && before.size() - word <= 4) return true;
  }
  constexpr std::string_view of = "de ";
  if (begins_with(behind, of))
    return ends_with_day(before) || begins_with_digits(behind.substr(of.size()), year);
  constexpr std::string_view behind_space = " de";
  if (!ends_with(before, behind_space) || before.size() == behind_space.size()) return false;
  return begins_with_digits(behind, year) ||
         ends_with_day(before.substr(0, before.size() - behind_space.size()));
}

/// "Dr. Lindqvist": a title from the name it stands before.
bool ends_with_title(std::string_view before) {
  return ends_with(before, "Dr.") || ends_with(before, "Dra.");
}

/// "Eastern time": the zone from what says that it is one.
bool is_inside_english_zone(std::string_view before, std::string_view behind) {
  if (!begins_with(behind, "time")) return false;
  if (behind.size() > 4 && is_letter(behind[4])) return false;
  constexpr std::string_view zones[] = {"Eastern", "Central", "Mountain", "Pacific", "Alaska"};
  return std::ranges::any_of(zones, [&](std::string_view zone) { return ends_with(before, zone); });
}

/// "(hora del Este)".
bool is_inside_spanish_zone(std::string_view before) {
  constexpr std::string_view begins = "(hora";
  constexpr std::size_t behind_it[] = {0, 3, 4, 6};  // de, del, de la
  if (before.back() != 'a' && before.back() != 'e' && before.back() != 'l') return false;
  return std::ranges::any_of(behind_it, [&](std::size_t more) {
    const std::size_t size = begins.size() + more;
    return before.size() >= size && before[before.size() - size] == '(' &&
           before.substr(before.size() - size).starts_with(begins);
  });
}

/// "65 of 100".
bool is_inside_share(std::string_view before, std::string_view behind) {
  constexpr std::string_view of = "of ", behind_of = " of";
  if (begins_with(behind, of) && behind.size() > of.size())
    return is_digit(before.back()) && is_digit(behind[of.size()]);
  return ends_with(before, behind_of) && before.size() > behind_of.size() &&
         is_digit(before[before.size() - behind_of.size() - 1]) && is_digit(behind.front());
}

/// "9:00 a. m.", as Spanish writes the half of the day: its letter from its m, and both from the
/// hour. The blank in it may be one that keeps them together.
bool is_inside_spanish_half_day(std::string_view before, std::string_view behind) {
  if (behind.empty() || (behind.front() != 'a' && behind.front() != 'p' && behind.front() != 'm'))
    return false;
  if (is_digit(before.back())) {
    if (behind.size() < 2 || behind.front() == 'm' || behind[1] != '.') return false;
    const std::string_view rest = behind.substr(2);
    return rest.starts_with(" m.") || rest.starts_with("\u00A0m.");
  }
  const bool is_half = before.ends_with(" a.") || before.ends_with(" p.");
  return is_half && behind.starts_with("m.") && before.size() > 3 &&
         is_digit(before[before.size() - 4]);
}

/// "PO Box 2200", "VA Form 10-5345".
bool is_before_box_or_form(std::string_view before, std::string_view behind) {
  const auto is_before = [&](std::string_view word) {
    return begins_with(behind, word) && behind.size() > word.size() && behind[word.size()] == ' ';
  };
  return is_before("Box") ? ends_with(before, "PO") : is_before("Form") && ends_with(before, "VA");
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
  // No line begins with a dot between two things, or with a blank that keeps them apart.
  const std::string_view behind = text.substr(at + 1);
  if (begins_with(behind, "\u00B7") || begins_with(behind, "\u00A0")) return true;
  if (at == 0) return false;
  if (is_inside_date(before, behind)) return true;
  if (ends_with_title(before) || is_inside_english_zone(before, behind)) return true;
  if (is_inside_spanish_zone(before) || is_inside_spanish_half_day(before, behind)) return true;
  if (!behind.empty() && (is_inside_share(before, behind) || is_before_box_or_form(before, behind)))
    return true;
  if (!is_digit(text[at - 1]))
    return digits(at + 1, 1) && (ends_with(before, "CFR") || ends_with(before, "U.S.C."));
  constexpr std::string_view units[] = {
      "mg", "mcg", "g", "kg", "mL", "ml", "L", "IU", "mm", "cm", "%", "a.m", "p.m", "CFR", "U.S.C"};
  return std::ranges::any_of(units, [&](std::string_view unit) {
    if (!begins_with(behind, unit)) return false;
    const char next = behind.size() > unit.size() ? behind[unit.size()] : ' ';
    return !is_letter(next) && !is_digit(next) && static_cast<unsigned char>(next) < 0x80;
  });
}

bool is_net_address(std::string_view word) {
  if (word.find("://") != std::string_view::npos) return true;
  const auto first = word.find_first_not_of("(\u201C");
  if (first != std::string_view::npos && word.substr(first).starts_with("www.")) return true;
  const auto at = word.find('@');
  return at != std::string_view::npos && word.find('.', at) != std::string_view::npos;
}

namespace {

bool may_stand_in_word(char c) {
  return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

bool is_typed_apostrophe(std::string_view words, std::size_t at) {
  if (words[at] != '\'' || at == 0 || at + 1 == words.size()) return false;
  if (!may_stand_in_word(words[at - 1]) || !may_stand_in_word(words[at + 1])) return false;
  const auto begin = words.find_last_of(' ', at) + 1;
  return !is_net_address(words.substr(begin, words.find(' ', at) - begin));
}

}  // namespace

std::string with_apostrophes(std::string_view words) {
  std::string drawn;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_typed_apostrophe(words, i)) {
      drawn += "\u2019";
    } else {
      drawn += words[i];
    }
  }
  return drawn;
}

bool announces_number(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at), behind = text.substr(at + 1);
  const bool is_phone = behind.starts_with('(');
  if (before.empty() || behind.size() < 2 || !is_digit(behind[is_phone ? 1 : 0])) return false;
  constexpr std::string_view of_phones[] = {
      "Phone", "phone", "Fax", "fax", "call", "Call", "Tel\u00E9fono", "tel\u00E9fono", "al"};
  constexpr std::string_view of_numbers[] = {
      "page",       "pages", "part",      "line", "p\u00E1gina", "p\u00E1ginas", "parte",
      "l\u00EDnea", "Tab",   "Separador", "Form", "Box",         "VA",           "until",
      "since",      "hasta", "desde",     "el",   "del",         "las"};
  const auto is_behind = [&](std::string_view word) {
    if (!ends_with(before, word)) return false;
    return before.size() == word.size() || !is_letter(before[before.size() - word.size() - 1]);
  };
  return std::ranges::any_of(of_phones, is_behind) ||
         (!is_phone && std::ranges::any_of(of_numbers, is_behind));
}

}  // namespace engine::doc
