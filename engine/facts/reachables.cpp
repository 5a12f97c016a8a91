#include "engine/base/ascii.hpp"
#include "engine/facts/facts.hpp"
#include "engine/facts/formats.hpp"

#include <algorithm>
#include <optional>

namespace engine::facts {

namespace {

using casefile::Entry;

/// `+` and digits; empty when it cannot be told which country's number it is.
std::string global_number(std::string_view digits, bool has_plus, bool is_american) {
  if (has_plus) return digits.size() >= 7 && digits.size() <= 15 ? "+" + std::string{digits} : "";
  if (!is_american) return {};
  if (digits.size() == 10) return "+1" + std::string{digits};
  return digits.size() == 11 && digits.front() == '1' ? "+" + std::string{digits} : "";
}

/// "(937) 555-0120 ext. 12": the number, and what to dial behind it (RFC 3966 §3).
std::string tel_of(std::string_view text, bool is_american) {
  const auto letter = std::ranges::find_if(text, is_letter);
  const std::string_view number{text.begin(), letter};
  std::string digits, extension;
  std::ranges::copy_if(number, std::back_inserter(digits), is_digit);
  std::ranges::copy_if(
      std::string_view{letter, text.end()}, std::back_inserter(extension), is_digit
  );
  const std::string global = global_number(digits, number.starts_with('+'), is_american);
  if (global.empty()) return {};
  return "tel:" + global + (extension.empty() ? "" : ";ext=" + extension);
}

/// Nothing that an address may not hold (RFC 6068 §2), nor what could begin another part of it.
std::string mailto_of(std::string_view text) {
  const auto is_of_address = [](char c) {
    return is_letter(c) || is_digit(c) ||
           std::string_view{"@.-_+"}.find(c) != std::string_view::npos;
  };
  const bool is_plain = std::ranges::all_of(text, is_of_address) &&
                        std::ranges::count(text, '@') == 1 && text.front() != '@' &&
                        text.back() != '@';
  return is_plain ? "mailto:" + std::string{text} : "";
}

std::string web_page_of(std::string_view text) {
  if (std::ranges::any_of(text, [](char c) {
        return c <= ' ' || c == '"' || c == '<' || c == '>';
      }))
    return {};
  if (same_but_case(text.substr(0, 4), "www.")) return "https://" + std::string{text};
  const bool is_whole = text.starts_with("https://") || text.starts_with("http://");
  return is_whole ? std::string{text} : "";
}

std::string address_of(const Entry& telecom, bool is_american) {
  const std::string_view system = casefile::system_of(telecom), text = telecom.text();
  if (text.empty()) return {};
  if (system == "phone") return tel_of(text, is_american);
  if (system == "email") return mailto_of(text);
  return system == "url" ? web_page_of(text) : "";
}

void add(
    const vocabulary::Vocabulary& vocabulary, const Entry& owner, std::vector<Reachable>& found
) {
  std::optional<bool> is_american;  // looked up once, and of those alone that have a number
  for (const Entry& part : owner.entries) {
    if (part.term->type != vocabulary::Type::telecom) {
      add(vocabulary, part, found);
      continue;
    }
    if (!is_american) is_american = !is_abroad(vocabulary, owner);
    std::string address = address_of(part, *is_american);
    if (!address.empty()) found.push_back({part.span, std::move(address)});
  }
}

}  // namespace

std::vector<Reachable> reachables(
    const casefile::Case& known, const vocabulary::Vocabulary& vocabulary
) {
  std::vector<Reachable> found;
  add(vocabulary, known.root(), found);
  std::ranges::sort(found, {}, [](const Reachable& each) { return each.at.begin; });
  return found;
}

}  // namespace engine::facts
