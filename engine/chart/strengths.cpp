// The strengths in the names of medicines, compared as amounts.

#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace engine::chart {

namespace {

/// An amount in the smallest unit of its kind.
struct Strength {
  char kind;  ///< m of mass, u of units, p of parts in a hundred
  double amount;
};

struct Unit {
  std::string_view name;
  char kind;
  double factor;
};

constexpr std::array<Unit, 11> units{
    {{"mg", 'm', 1000},
     {"mcg", 'm', 1},
     {"ug", 'm', 1},
     {"g", 'm', 1'000'000},
     {"gm", 'm', 1'000'000},
     {"unit", 'u', 1},
     {"units", 'u', 1},
     {"unt", 'u', 1},
     {"iu", 'u', 1},
     {"%", 'p', 1},
     {"meq", 'q', 1}}};

/// The amounts of a name that have a unit right behind them.
std::vector<Strength> strengths_in(std::string_view name) {
  std::string small = lowered(name);
  std::erase(small, ',');
  std::vector<Strength> all;
  for (std::size_t at = 0; at < small.size();) {
    if (!is_digit(small[at])) {
      ++at;
      continue;
    }
    const std::size_t from = at;
    while (at < small.size() && (is_digit(small[at]) || small[at] == '.')) ++at;
    std::size_t unit = at;
    while (unit < small.size() && (small[unit] == ' ' || small[unit] == '-')) ++unit;
    std::size_t end = unit;
    while (end < small.size() && (is_letter(small[end]) || small[end] == '%')) ++end;
    const auto known =
        std::ranges::find(units, std::string_view{small}.substr(unit, end - unit), &Unit::name);
    if (known == units.end()) continue;
    double number = 0;
    std::from_chars(small.data() + from, small.data() + at, number);
    all.push_back({known->kind, number * known->factor});
  }
  return all;
}

}  // namespace

bool strengths_differ(std::string_view a, std::string_view b) {
  const auto of_a = strengths_in(a), of_b = strengths_in(b);
  constexpr double nearly = 0.001;
  const auto has = [](const std::vector<Strength>& all, const Strength& one) {
    return std::ranges::any_of(all, [&](const Strength& other) {
      return other.kind == one.kind && std::abs(other.amount - one.amount) <= nearly * one.amount;
    });
  };
  const auto is_of_kind = [](const std::vector<Strength>& all, char kind) {
    return std::ranges::find(all, kind, &Strength::kind) != all.end();
  };
  // Of two amounts of one kind one is that of a drop, a puff or a bottle.
  return std::ranges::any_of(of_a, [&](const Strength& one) {
    return is_of_kind(of_b, one.kind) && std::ranges::none_of(of_a, [&](const Strength& other) {
             return other.kind == one.kind && has(of_b, other);
           });
  });
}

}  // namespace engine::chart
