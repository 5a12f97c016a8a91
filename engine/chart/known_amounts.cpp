// All that is known of how much of a medicine is taken and how much is in it, and what directions
// say otherwise.

#include "engine/chart/measures.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>

namespace engine::chart {

namespace {

/// Whether a number without a unit is that of an amount as it may be written: 81 of 81 mg.
bool is_written_so(const Measured& amount, double number) {
  constexpr double factors[] = {1, 1000, 1'000'000};
  return std::ranges::any_of(factors, [&](double factor) {
    return are_near(amount.amount, number * factor);
  });
}

}  // namespace

KnownAmounts::KnownAmounts(const Item& item) {
  const auto add = [](std::vector<Measured>& to, std::string_view text) {
    const auto more = measures_in(text);
    to.insert(to.end(), more.begin(), more.end());
  };
  for (const std::string& name : item.all_names()) add(strengths_, name);
  constexpr std::string_view pieces[] = {"tablet", "capsule", "tableta", "cápsula"};
  comes_in_pieces_ = std::ranges::any_of(pieces, [&](std::string_view one) {
    return contains_but_case(item.name, one);
  });
  add(others_, item.instruction);
  for (const Dosage& dosage : item.dosages) {
    add_dose(dosage.dose);
    for (const Amount* amount : {&dosage.rate, &dosage.how_long, &dosage.lasts, &dosage.count})
      add(others_, amount->value + ' ' + amount->unit);
    for (const Most& most : dosage.most) add(others_, most.amount.value + ' ' + most.amount.unit);
  }
}

void KnownAmounts::add_dose(const Amount& dose) {
  for (const std::string* value : {&dose.value, &dose.high}) {
    std::string unit = dose.unit;
    std::erase_if(unit, [](char c) { return c == '{' || c == '}'; });
    if (unit == "1" || unit == "null") unit.clear();
    const auto read = measures_in(*value + ' ' + unit);
    if (value->empty() || read.empty()) continue;
    Measured one = read.front();
    const bool is_bare = one.kind == Measure::bare;
    if (is_bare && std::ranges::any_of(strengths_, [&](const Measured& strength) {
          return strength.kind != Measure::bare && is_written_so(strength, one.amount);
        }))
      unitless_.push_back(one.amount);
    else
      doses_.push_back(
          {is_bare ? Measure::count : one.kind, one.amount, one.is_per, one.number, one.is_solid}
      );
  }
}

bool KnownAmounts::is_dosed_in(Measure kind) const {
  return std::ranges::any_of(doses_, [&](const Measured& dose) {
    return dose.kind == kind && !dose.is_per;
  });
}

bool KnownAmounts::has(const Measured& one, bool is_name) const {
  if (one.kind == Measure::time || one.kind == Measure::bare) return true;
  // One tablet of 20 mg is a dose of 20 mg.
  const auto is_dose = [&](const Measured& strength) {
    return std::ranges::any_of(doses_, [&](const Measured& dose) {
      return dose.kind == strength.kind && are_near(dose.amount, one.amount * strength.amount);
    });
  };
  const bool is_taken = holds(doses_, one) || holds(others_, one) ||
                        (one.kind == Measure::count && std::ranges::any_of(strengths_, is_dose));
  if (is_taken || (is_dosed_in(one.kind) && !one.is_per && !is_name)) return is_taken;
  return holds(strengths_, one) ||
         std::ranges::any_of(unitless_, [&](double amount) { return is_written_so(one, amount); });
}

bool KnownAmounts::lack_one_of(std::string_view text, bool is_name) const {
  return std::ranges::any_of(measures_in(text), [&](const Measured& one) {
    return !has(one, is_name);
  });
}

/// A spoon of a tablet; what it is taken with may be a liquid.
bool KnownAmounts::is_liquid_of_pieces(
    const std::vector<Measured>& told, std::string_view directions
) const {
  constexpr std::string_view with[] = {
      "water", "liquid", "fluid", "juice", "mix", "dissol", "agua"};
  const bool is_taken_with = std::ranges::any_of(with, [&](std::string_view word) {
    return contains_but_case(directions, word);
  });
  return comes_in_pieces_ && !is_taken_with && std::ranges::any_of(told, [](const Measured& one) {
           return one.is_spoon || (one.kind == Measure::volume && !one.is_per);
         });
}

/// 10 mL where the directions say 10 mg; 600 µg, or 1 mL, where they say one tablet of 600 mg.
bool KnownAmounts::is_of_other_unit(const Measured& dose, const std::vector<Measured>& told) const {
  constexpr Measure of_units[] = {
      Measure::mass, Measure::volume, Measure::units, Measure::equivalents};
  const auto has_unit = [&](const Measured& one) {
    return std::ranges::find(of_units, one.kind) != std::end(of_units);
  };
  if (!has_unit(dose)) return false;
  const bool is_told = std::ranges::any_of(told, [&](const Measured& one) {
    return are_equal(one, dose) ||
           (one.kind == Measure::count && std::ranges::any_of(strengths_, [&](const Measured& of) {
              return of.kind == dose.kind && are_near(of.amount * one.amount, dose.amount);
            }));
  });
  if (is_told) return false;
  // A medicine of two things may be dosed by both together.
  double together = 0;
  for (const Measured& of : strengths_) together += of.kind == dose.kind ? of.amount : 0;
  const bool is_of_both = std::ranges::any_of(told, [&](const Measured& one) {
    return one.kind == Measure::count && are_near(together * one.amount, dose.amount);
  });
  if (is_of_both) return false;
  const bool knows_strength = together > 0;
  return std::ranges::any_of(told, [&](const Measured& one) {
    const bool is_same_number = has_unit(one) && are_near(one.number, dose.number);
    const bool is_pieces = one.is_solid && (dose.kind == Measure::volume || knows_strength);
    return is_same_number || is_pieces;
  });
}

bool KnownAmounts::contradict(std::string_view directions) const {
  const auto told = measures_in(directions);
  if (is_liquid_of_pieces(told, directions)) return true;
  if (std::ranges::any_of(doses_, [&](const Measured& one) { return is_of_other_unit(one, told); }))
    return true;
  // "2 in the morning and 3 at night" are two doses.
  constexpr std::string_view later[] = {"evening", "night", "bedtime", "noon", "dinner", "noche"};
  const bool has_morning =
      contains_but_case(directions, "morning") || contains_but_case(directions, "mañana");
  const bool is_by_time = contains_but_case(directions, "other days") ||
                          (has_morning && std::ranges::any_of(later, [&](auto word) {
                             return contains_but_case(directions, word);
                           }));
  const bool is_one_dose = doses_.size() == 1;
  const bool has_another = std::ranges::any_of(told, [&](const Measured& one) {
    return is_one_dose && one.kind == doses_.front().kind && !one.is_per &&
           !are_equal(one, doses_.front());
  });
  if (is_by_time && has_another) return true;
  // "Take two 10 mg tablets" is 20 mg.
  const auto makes = [&](const Measured& one, const Measured& dose) {
    return std::ranges::any_of(told, [&](const Measured& count) {
      return count.kind == Measure::count && are_near(one.amount * count.amount, dose.amount);
    });
  };
  return std::ranges::any_of(doses_, [&](const Measured& of) {
    bool is_said = false;
    for (const Measured& one : told) {
      if (one.kind != of.kind || one.is_per != of.is_per) continue;
      is_said = true;
      const bool is_it = std::ranges::any_of(doses_, [&](const Measured& dose) {
        return are_equal(one, dose) || (dose.kind == one.kind && makes(one, dose));
      });
      if (is_it) return false;
    }
    return is_said;
  });
}

}  // namespace engine::chart
