// Addresses, phones and email addresses: how they are written, and whether any is left to print.

#include "engine/base/fold.hpp"
#include "engine/casefile/messages.hpp"
#include "engine/casefile/reading.hpp"
#include "engine/casefile/values.hpp"
#include "engine/vocabulary/spelling.hpp"
#include "engine/vocabulary/telecom.hpp"

#include <algorithm>
#include <array>

namespace engine::casefile {

namespace {

using vocabulary::Type;

std::size_t digits_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, is_digit));
}

/// The country is the United States: nothing else is said, or it is said.
bool is_in_united_states(const Entry& address) {
  constexpr std::array<std::string_view, 7> names{
      "us", "usa", "unitedstates", "unitedstatesofamerica", "america", "eeuu", "estadosunidos"};
  const std::string country = folded(address.text("country"));
  return country.empty() || std::ranges::find(names, country) != names.end();
}

void check_state(const Entry& address, Diagnostics& out) {
  const Entry* state = address.find("state");
  if (!state || state->text().empty() || !state->term->list) return;
  const auto& states = state->term->list->codes;
  if (vocabulary::meant_by(state->text(), states)) return;
  const auto near = vocabulary::nearest_value(state->text(), states);
  const std::string elsewhere = "for an address elsewhere, name its <country>";
  out.error(
      messages::not_a_value_of_element(quoted_value(state->text()), tagged(state->term->name)),
      state->span,
      {near.empty() ? "write its two letters, such as OH" : did_you_mean(near), elsewhere}
  );
}

void warn_postal_code(const Entry& address, Diagnostics& out) {
  const Entry* code = address.find("postalCode");
  if (!code || code->text().empty() || has_shape(code->text(), "99999") ||
      has_shape(code->text(), "99999-9999"))
    return;
  out.warn(
      messages::no_zip_code(quoted_value(code->text())),
      code->span,
      {"it has five digits, or nine as in 45402-1234; for an address elsewhere, name its <country>"}
  );
}

bool can_be_email(std::string_view text) {
  const auto at = text.find('@');
  const auto domain = at == text.npos ? std::string_view{} : text.substr(at + 1);
  const auto dot = domain.rfind('.');
  return at != text.npos && at > 0 && dot != domain.npos && dot > 0 && dot + 1 < domain.size() &&
         domain.find('@') == domain.npos && text.find(' ') == text.npos;
}

/// Ten digits, eleven that begin with 1, up to 15 behind a plus (ITU-T E.164), or a short number
/// of three; an extension may stand behind them.
bool can_be_phone(std::string_view text) {
  const std::string lower = lowered(text);
  const auto extension = std::min(lower.find("ext"), lower.find(" x"));
  const auto number = std::string_view{lower}.substr(0, extension);
  const std::size_t digits = digits_in(number);
  if (number.find('+') != number.npos) return digits >= 8 && digits <= 15;
  const auto first = number.find_first_of("0123456789");
  return digits == 10 || digits == 3 || (digits == 11 && number[first] == '1') ||
         (digits > 11 && digits <= 15 && number[first] == '0');
}

/// How a telecom is written: without a system, an @ makes it an email address, and so does the lack
/// of any digit.
void warn_telecom(const Entry& telecom, Diagnostics& out) {
  const std::string_view text = telecom.text(), system = telecom.text("system");
  if (text.empty() || system == "url" || text.find("//") != text.npos) return;
  const bool is_email = system == "email" ||
                        (system.empty() && (text.find('@') != text.npos || digits_in(text) == 0));
  if (is_email && !can_be_email(text)) {
    out.warn(
        messages::no_email(quoted_value(text)), telecom.span, {"write it as rosa@example.org"}
    );
  } else if (!is_email && !can_be_phone(text)) {
    out.warn(
        messages::no_phone(quoted_value(text)),
        telecom.span,
        {"a number has ten digits, as in (937) 555-0142; one elsewhere begins with + and its "
         "country"}
    );
  }
}

/// What a way to reach somebody is: an address, or the system of a telecom; "" of all else.
std::string_view way_of(const Entry& entry) {
  if (entry.term->type == Type::address) return "address";
  return entry.term->type == Type::telecom ? system_of(entry) : std::string_view{};
}

/// The first of its kind, where there is none of that kind but for now: papers print what is there
/// to stay, and leave the place blank.
bool is_only_for_now(const Entry& way, const Entry& owner) {
  if (!way.is("use", "temp")) return false;
  const std::string_view kind = way_of(way);
  const auto alike =
      std::ranges::find_if(owner.entries, [&](const Entry& one) { return way_of(one) == kind; });
  return &*alike == &way && std::all_of(alike, owner.entries.end(), [&](const Entry& one) {
    return way_of(one) != kind || one.is("use", "temp");
  });
}

}  // namespace

std::string_view system_of(const Entry& telecom) {
  const Entry* system = telecom.find("system");
  return system ? system->text() : vocabulary::system_of_words(telecom.text());
}

void check_contact(const Entry& entry, const Entry& owner, Diagnostics& out) {
  if (entry.term->type == Type::address && is_in_united_states(entry)) {
    check_state(entry, out);
    warn_postal_code(entry, out);
  }
  if (entry.term->type == Type::telecom) warn_telecom(entry, out);
  if (!way_of(entry).empty() && is_only_for_now(entry, owner)) {
    const Entry* use = entry.find("use");
    out.warn(
        messages::only_for_now(way_of(entry), tagged(owner.term->name)),
        use->span,
        {"papers leave it blank; where offices may use it today, take use=\"temp\" out"}
    );
  }
}

}  // namespace engine::casefile
