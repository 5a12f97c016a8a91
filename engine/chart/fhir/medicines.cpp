// Which medicine a record is about: what it is called, what it is made of, and how strong it is.

#include "engine/base/fold.hpp"
#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>

namespace engine::chart::fhir {

namespace {

/// A part of a medicine: "Hydrocortisone", "1 %".
struct Ingredient {
  std::string name, strength;
  std::string whole() const { return collapsed(name + ' ' + strength); }
};

/// "1 mg/tablet", "250 mg/5 mL"; the second is of R5.
std::string strength_of(const Value& ingredient) {
  const Value& ratio = ingredient[ingredient["strength"] ? "strength" : "strengthRatio"];
  Amount amount = amount_of(ratio["numerator"]);
  if (amount.value.empty()) amount = amount_of(ingredient["strengthQuantity"]);
  if (amount.value.empty()) return {};
  std::string words = amount.value + ' ' + amount.unit;
  const Amount per = amount_of(ratio["denominator"]);
  const std::string number = per.value == "1" ? "" : per.value + ' ';
  if (!per.unit.empty() && per.unit != "1") words += '/' + number + per.unit;
  return collapsed(words);
}

std::vector<Ingredient> ingredients_of(const Value& medicine, const Reading& to) {
  std::vector<Ingredient> all;
  for (const Value* one : medicine.each("ingredient")) {
    std::string name = said_of((*one)["itemCodeableConcept"]);
    if (name.empty()) name = said_of(one->at("item.concept"));
    const Value& item = (*one)["itemReference"];
    if (name.empty()) name = said_of(to.index.referred(item, medicine)["code"]);
    if (name.empty()) name = tidy(item.text("display"));
    if (std::string strength = strength_of(*one); !name.empty() || !strength.empty())
      all.push_back({std::move(name), std::move(strength)});
  }
  return all;
}

std::string whole(const std::vector<Ingredient>& ingredients) {
  std::vector<std::string> all;
  for (const Ingredient& one : ingredients) {
    if (!one.name.empty()) all.push_back(one.whole());
  }
  return joined(all, ", ");
}

/// Whether a name says a form, or a part of it: "Zocor 20 MG Tablet" a film-coated tablet.
bool says_form(const std::string& name, const std::string& form) {
  const std::string small = lowered(name);
  const auto of_name = words_of(small);
  constexpr std::size_t shortest = 4;
  return std::ranges::any_of(words_of(form), [&](std::string_view word) {
    const bool is_word = std::ranges::find(of_name, word) != of_name.end();
    return is_word || (word.size() >= shortest && contains_but_case(small, word));
  });
}

}  // namespace

void set_strength(const Medicine& parts, const Reading& to, Item& item) {
  const Value& medicine = *parts.of;
  const auto ingredients = ingredients_of(medicine, to);
  if (item.name.empty() || item.name == whole(ingredients)) return;
  std::string strengths;
  for (const Ingredient& one : ingredients) {
    if (one.strength.empty()) continue;
    const bool is_named = ingredients.size() == 1 || one.name.empty();
    strengths += (strengths.empty() ? "" : ", ") + (is_named ? one.strength : one.whole());
  }
  std::vector<std::string> behind;
  if (!strengths.empty() && !has_strength(item.name))
    behind.push_back(strengths);
  else if (ingredients.size() == 1 && strengths_differ(item.name, strengths))
    item.doubt("two-strengths", strengths);
  const std::string form =
      lowered(choose(candidates_of(medicine[medicine["form"] ? "form" : "doseForm"])).name);
  if (!form.empty() && !says_form(item.name, form) && !says_form(strengths, form))
    behind.push_back(form);
  if (!behind.empty()) item.name += " (" + joined(behind, ", ") + ')';
}

Medicine medicine_of(const Value& resource, const Reading& to) {
  const Value& of_r5 = resource["medication"];
  Medicine all{&resource["medicationCodeableConcept"], &resource["medicationReference"], nullptr};
  if (!*all.coded) all.coded = &of_r5["concept"];
  if (!*all.reference) all.reference = &of_r5["reference"];
  all.of = &to.index.referred(*all.reference, resource);
  if (!*all.coded) all.coded = &(*all.of)["code"];
  return all;
}

Said said_of_medicine(const Medicine& parts, const Reading& to) {
  Said said = said_in(*parts.coded, true);
  if (said.chosen.name.empty()) {
    said.chosen.name = whole(ingredients_of(*parts.of, to));
    if (!said.chosen.name.empty()) said.shown = said.chosen.name;
  }
  if (said.chosen.name.empty() && !is_placeholder(parts.reference->text("display"))) {
    said.chosen.name = said.shown = tidy(parts.reference->text("display"));
    said.statement = statement_in(said.shown);
  }
  return said;
}

std::string medicine_called(const Value& resource, const Reading& to) {
  return said_of_medicine(medicine_of(resource, to), to).shown;
}

}  // namespace engine::chart::fhir
