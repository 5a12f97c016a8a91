#pragma once

// The numbers in the words of a chart, each with what it counts: 5 mg, 2 tablets, 6 hours. Numbers
// of two kinds are never compared with each other: the 6 of "every 6 hours" is no dose.

#include "engine/chart/found.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace engine::chart {

enum class Measure { mass, volume, units, equivalents, percent, count, time, bare };

/// An amount in the smallest unit of its kind.
struct Measured {
  Measure kind = Measure::bare;
  double amount = 0;
  bool is_per = false;    ///< of a ratio: 100 units/mL
  double number = 0;      ///< as it is written
  bool is_solid = false;  ///< of what comes in pieces: tablets, capsules
  bool is_spoon = false;
};

/// True but for what rounding makes of a number.
bool are_near(double a, double b);
bool are_equal(const Measured& a, const Measured& b);
bool holds(const std::vector<Measured>& all, const Measured& one);

/// The number that a word means, in English or Spanish: six, seis, half.
std::optional<double> number_word(std::string_view word);

/// Every number of a text, but for those of its days and of names such as B12. A range gives both
/// ends. "Take 2" and "1 every 6 hours" count something, whatever it is.
std::vector<Measured> measures_in(std::string_view text);

/// All that is known of how much of a medicine is taken, and how much is in it.
struct KnownAmounts {
  explicit KnownAmounts(const Item& item);

  /// Whether a text has an amount that this has not: of what is taken in one unit another amount in
  /// that unit is one, though the medicine may be as strong. `is_name` is of a text that names the
  /// medicine, and so says how strong it is. Numbers of time, and those that count nothing, are not
  /// asked for.
  bool lack_one_of(std::string_view text, bool is_name) const;
  /// Whether directions have another dose: of the kind that it is given in no amount that is it,
  /// the same number of another unit, tablets that make another amount, or two amounts of a day.
  bool contradict(std::string_view directions) const;

 private:
  bool has(const Measured& one, bool is_name) const;
  void add_dose(const Amount& dose);
  bool is_liquid_of_pieces(const std::vector<Measured>& told, std::string_view directions) const;
  bool is_of_other_unit(const Measured& dose, const std::vector<Measured>& told) const;
  bool is_dosed_in(Measure kind) const;

  std::vector<Measured> doses_, strengths_, others_;
  bool comes_in_pieces_ = false;  ///< as its name says: tablets, capsules
  std::vector<double> unitless_;  ///< doses that are as large as a strength: nobody knows in what
};

}  // namespace engine::chart
