// What stands in entries beside what is taken of them: results, what a pharmacy gave, what a
// mixture is made of, days that cannot be read, places.

#include "engine/base/fold.hpp"
#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>

namespace engine::chart::c_cda {

namespace {

/// A number with its unit, where it has one: "0.2 mL".
std::string number_with_unit(const El& amount) {
  std::string words{amount.attribute("value")};
  const std::string_view unit = amount.attribute("unit");
  if (!unit.empty() && unit != "1") words += ' ' + std::string{unit};
  return words;
}

/// A unit of UCUM as people write it: "[in_i]" is in, "{drink}" drink.
std::string unit_in_words(std::string_view unit) {
  constexpr std::pair<std::string_view, std::string_view> written[] = {
      {"1", ""},
      {"a", "yr"},
      {"[in_i]", "in"},
      {"[ft_i]", "ft"},
      {"[lb_av]", "lb"},
      {"[degF]", "°F"},
      {"Cel", "°C"},
      {"mm[Hg]", "mmHg"}};
  for (const auto& [code, words] : written) {
    if (unit == code) return std::string{words};
  }
  const bool is_in_braces = unit.size() > 2 && unit.front() == '{' && unit.back() == '}';
  return std::string{is_in_braces ? unit.substr(1, unit.size() - 2) : unit};
}

void add_with(std::string& to, std::string_view between, const std::string& words) {
  if (!words.empty()) to += (to.empty() ? "" : std::string{between}) + words;
}

}  // namespace

namespace {

/// A number with its unit. Units that are of no list stand in a translation.
std::string quantity_in(const El& quantity) {
  const auto with = [](std::string_view number, const std::string& unit) {
    return unit.empty() ? std::string{number} : std::string{number} + ' ' + unit;
  };
  if (const std::string_view number = quantity.attribute("value"); !number.empty())
    return with(number, unit_in_words(quantity.attribute("unit")));
  for (const El& other : quantity.children("translation")) {
    const std::string_view number = other.attribute("value");
    const std::string unit = unit_in_words(other.attribute("unit"));
    if (!number.empty())
      return with(number, unit.empty() ? other.child("originalText").text() : unit);
  }
  return {};
}

}  // namespace

std::string amount_in(const El& value) {
  if (value.attribute("type") == "TS") {
    const auto day = date_in(value.attribute("value"));
    return day ? day->iso() : std::string{value.attribute("value")};
  }
  if (std::string alone = quantity_in(value); !alone.empty()) return alone;
  std::string low = quantity_in(value.child("low"));
  const std::string high = quantity_in(value.child("high"));
  // "70 - 140 mg/dL": the unit once.
  if (!low.empty() && !high.empty()) {
    const auto unit = high.find(' ');
    if (unit != high.npos && low.ends_with(high.substr(unit)))
      low.erase(low.size() - (high.size() - unit));
    return low + " - " + high;
  }
  const auto is_open = [&](std::string_view end) {
    return value.child(end).attribute("inclusive") == "false";
  };
  if (!low.empty()) return (is_open("low") ? "> " : "≥ ") + low;
  return high.empty() ? high : (is_open("high") ? "< " : "≤ ") + high;
}

std::string value_in(const El& observation, const Pages& pages) {
  std::string all;
  for (const El& value : observation.children("value")) {
    std::string words = amount_in(value);
    if (words.empty()) words = all_names_of(value, pages);
    if (words.empty()) words = value.text();
    if (!words.empty()) all += (all.empty() ? "" : ", ") + words;
  }
  return all;
}

std::string place_in_words(const Address& address, const El& named) {
  std::string words = named.child("name").text();
  for (const std::string& line : address.lines) add_with(words, ", ", line);
  add_with(words, ", ", address.city);
  add_with(words, ", ", address.state);
  for (const Telecom& telecom : telecoms_of(named)) add_with(words, ", ", telecom.value);
  return words;
}

std::string unreadable_days(const El& time) {
  std::string all;
  const auto add = [&](const El& part) {
    const std::string_view value = part.attribute("value");
    if (is_lost_day(value)) add_with(all, ", ", std::string{value});
  };
  if (!time || time.child("period")) return all;
  add(time);
  for (const std::string_view part : {"low", "high", "center"}) add(time.child(part));
  return all;
}

void tell_unreadable_days(const El& entry, Item& item) {
  for (const El& time : entry.children("effectiveTime")) {
    if (std::string words = unreadable_days(time); !words.empty())
      item.doubt("unreadable-day", std::move(words));
  }
}

void tell_supply(const El& given, const Item& item, const Reading& to) {
  for (const El& supply : given.below("supply")) {
    std::string words = number_with_unit(supply.child("quantity"));
    const std::string_view times = supply.child("repeatNumber").attribute("value");
    if (!times.empty()) words += " (" + std::string{times} + ')';
    for (const El& act : supply.below("act")) {
      std::string told = act.child("text").own_text();
      if (told.empty()) told = to.pages.text_of(act.child("text"));
      const auto names = item.all_names();
      const auto is_it = [&](const std::string& name) { return are_alike(name, told); };
      if (std::ranges::none_of(names, is_it)) add_with(words, " · ", told);
    }
    if (words.empty()) continue;
    if (!item.name.empty()) words.insert(0, item.name + ": ");
    if (to.text_rows->said.insert(words).second)
      to.chart.not_read.push_back({to.chart.sources[to.source].file, "supply", std::move(words)});
  }
}

void tell_ingredients(const El& material, Item& item) {
  std::string all;
  for (const El& ingredient : material.below("ingredient")) {
    const El substance = ingredient.child("ingredientSubstance");
    std::string words{substance.child("code").attribute("displayName")};
    if (words.empty()) words = substance.child("name").text();
    const El quantity = ingredient.child("quantity");
    std::string amount = number_with_unit(quantity.child("numerator"));
    const std::string per = number_with_unit(quantity.child("denominator"));
    if (!amount.empty() && !per.empty()) amount += " / " + per;
    add_with(words, ": ", amount);
    add_with(all, "; ", words);
  }
  if (all.empty()) return;
  add_with(all, "; ", std::string{material.child("formCode").attribute("displayName")});
  item.doubt("made-of", std::move(all));
}

}  // namespace engine::chart::c_cda
