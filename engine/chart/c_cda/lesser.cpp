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

void add_with(std::string& to, std::string_view between, const std::string& words) {
  if (!words.empty()) to += (to.empty() ? "" : std::string{between}) + words;
}

}  // namespace

std::string place_in_words(const Address& address, const El& named) {
  std::string words = named.child("name").text();
  for (const std::string& line : address.lines) add_with(words, ", ", line);
  add_with(words, ", ", address.city);
  add_with(words, ", ", address.state);
  for (const Telecom& telecom : telecoms_of(named)) add_with(words, ", ", telecom.value);
  return words;
}

Plan result_of(const El& act, std::string name, const Pages& pages) {
  constexpr std::size_t shortest_report = 40;
  Plan plan;
  std::vector<El> parts = act.below("observation");
  if (act.is("observation")) parts.insert(parts.begin(), act);
  plan.name = with_day(name, act);
  for (const El& part : parts) {
    if (plan.name == name) plan.name = with_day(name, part);
    const std::string_view state = part.child("statusCode").attribute("code");
    if (state == "active") {
      std::string what = choose(candidates_of(part.child("code"), pages)).name;
      if (!what.empty()) plan.beside.push_back({"pending", std::move(what)});
    }
    // A report in words, and no number.
    const El value = part.child("value");
    std::string words = value.child("reference") ? pages.text_of(value) : value.text();
    if (words.size() >= shortest_report)
      plan.beside.push_back({"conclusion", beginning_of(std::move(words))});
  }
  return plan;
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
