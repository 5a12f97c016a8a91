#include "engine/chart/fhir/members.hpp"

#include "engine/chart/fhir/fhir.hpp"

namespace engine::chart::fhir {

std::string parted(std::string_view name) {
  std::string words;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') words += ' ';
    words += c;
  }
  return words;
}

std::string words_of_member(std::string_view name) {
  constexpr std::string_view types[] = {
      "PositiveInt",
      "UnsignedInt",
      "Integer",
      "Decimal",
      "String",
      "Quantity",
      "Range",
      "Ratio",
      "Age",
      "Duration",
      "Money",
      "DateTime",
      "Date",
      "Period",
      "Timing",
      "CodeableConcept"};
  for (const std::string_view type : types) {
    if (name.ends_with(type)) {
      name.remove_suffix(type.size());
      break;
    }
  }
  if (name == "value" || name == "quantity" || name == "detail") return {};
  return lowered(parted(name));
}

bool is_day(std::string_view name, std::string_view text) {
  const bool has_month = text.size() >= std::string_view{"2026-07"}.size() && text[4] == '-';
  constexpr std::size_t of_year = 4;
  if (text.size() < of_year || !std::ranges::all_of(text.substr(0, of_year), is_digit))
    return false;
  const bool is_of_days = name.ends_with("Date") || name.ends_with("DateTime") ||
                          name.ends_with("date") || name == "start" || name == "end" ||
                          name == "event" || name == "onset";
  return has_month || (text.size() == of_year && is_of_days);
}

bool is_number(std::string_view text) {
  return std::ranges::any_of(text, is_digit) && std::ranges::all_of(text, [](char c) {
           return is_digit(c) || c == '.' || c == '-' || c == ',';
         });
}

namespace {

std::string with_unit(const Value& quantity) {
  const Amount amount = amount_of(quantity);
  std::string words = collapsed(quantity.text("comparator") + ' ' + amount.value);
  const std::string unit = amount.unit.empty() ? quantity.text("currency") : amount.unit;
  return unit.empty() || unit == "1" ? words : words + ' ' + unit;
}

}  // namespace

std::string amount_in(const Value& value) {
  constexpr std::string_view members[] = {
      "value",
      "comparator",
      "unit",
      "system",
      "code",
      "currency",
      "low",
      "high",
      "numerator",
      "denominator",
      "id",
      "extension"};
  if (!std::ranges::all_of(value.names(), [&](auto& name) { return is_in(name, members); }))
    return {};
  const auto between = [](std::string one, std::string_view sign, const std::string& other) {
    if (one.empty() || other.empty()) return one + other;
    return one.append(sign) + other;
  };
  if (value["low"] || value["high"])
    return between(with_unit(value["low"]), " - ", with_unit(value["high"]));
  if (value["numerator"] || value["denominator"])
    return between(with_unit(value["numerator"]), " / ", with_unit(value["denominator"]));
  return value["value"] && is_number(value.text("value")) ? with_unit(value) : std::string{};
}

}  // namespace engine::chart::fhir
