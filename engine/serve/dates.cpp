#include "engine/serve/dates.hpp"

#include "engine/base/fold.hpp"

#include <algorithm>
#include <optional>

namespace engine::serve {

namespace {

/// The number of a month by its name, or by three letters or more of it; empty: it is no month.
std::string month_of(std::string_view typed, const WordTable& words) {
  const std::string name = folded(typed);
  if (name.size() < 3) return {};
  for (int month = 1; month <= 12; ++month) {
    const auto found = words.find("month." + std::to_string(month));
    if (found == words.end()) continue;
    for (const auto& [language, word] : found->second.by_language) {
      if (folded(word).starts_with(name)) return std::to_string(month);
    }
  }
  return {};
}

/// The pieces of 3/14/2026, March 2026 or 14 de marzo de 2026.
std::vector<std::string> parts_of(std::string_view typed) {
  std::vector<std::string> parts{""};
  for (const char c : typed) {
    if (c == '/' || c == '-' || c == '.' || c == ' ' || c == ',')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  std::erase_if(parts, [](const std::string& part) {
    return part.empty() || part == "de" || part == "del" || part == "of";
  });
  return parts;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

bool can_be_month(const std::string& text) {
  return is_number(text) && text.size() <= 2 && std::stoi(text) <= 12;
}

/// A whole date in one box. The month stands first, as the boxes do, unless the second is its name
/// or the first can be no month.
std::optional<DatePieces> whole_date(std::string_view typed, const WordTable& words) {
  auto parts = parts_of(typed);
  if (parts.size() != 2 && parts.size() != 3) return std::nullopt;
  bool is_day_first = false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string month = month_of(parts[i], words);
    is_day_first = is_day_first || (i == 1 && !month.empty());
    if (!month.empty()) parts[i] = month;
  }
  if (!std::ranges::all_of(parts, is_number)) return std::nullopt;
  if (parts[0].size() == 4)
    return DatePieces{parts[0], parts[1], parts.size() > 2 ? parts[2] : "", {}};
  if (parts.back().size() != 4) return std::nullopt;  // of two figures nobody knows the century
  if (parts.size() == 2) return DatePieces{parts[1], parts[0], "", {}};
  if (is_day_first || !can_be_month(parts[0])) std::swap(parts[0], parts[1]);
  return DatePieces{parts[2], parts[0], parts[1], {}};
}

}  // namespace

DatePieces plain_pieces(DatePieces typed, const WordTable& words) {
  for (const std::string* one : {&typed.month, &typed.day, &typed.year}) {
    const bool is_alone = typed.month.size() + typed.day.size() + typed.year.size() == one->size();
    if (!is_alone) continue;
    if (auto whole = whole_date(*one, words)) {
      whole->time = typed.time;
      return *std::move(whole);
    }
  }
  if (const std::string month = month_of(typed.month, words); !month.empty()) typed.month = month;
  return typed;
}

Form with_plain_dates(const Form& sent, const std::vector<Asked>& pages, const WordTable& words) {
  Form plain = sent;
  for (const Asked& asked : pages) {
    for (std::size_t i = 0; i < asked.page->fields.size(); ++i) {
      const Widget widget = asked.page->fields[i].widget;
      if (widget != Widget::date && widget != Widget::date_time) continue;
      const std::string name = name_of(*asked.page, i) + ':';
      if (!sent.has(name + 'y')) continue;
      const auto piece = [&](const char* which) {
        return std::string{trimmed(sent.text(name + which))};
      };
      const DatePieces is = plain_pieces({piece("y"), piece("m"), piece("d"), {}}, words);
      plain.put(name + 'y', is.year);
      plain.put(name + 'm', is.month);
      plain.put(name + 'd', is.day);
    }
  }
  return plain;
}

}  // namespace engine::serve
