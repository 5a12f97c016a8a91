#pragma once

#include <compare>
#include <cstdint>

namespace engine {

/// A distance on the page, exact to a thousandth of a point (1 pt = 1/72 inch, ISO 32000-1
/// §8.3.2.3).
///
/// Whole numbers, so that "does it fit" needs no tolerance and every compiler agrees.
class Length {
 public:
  constexpr Length() = default;

  static constexpr Length from_millipoints(std::int64_t millipoints) { return Length{millipoints}; }
  static constexpr Length from_points(double points) {
    return Length{static_cast<std::int64_t>(points * 1000 + (points < 0 ? -0.5 : 0.5))};
  }

  constexpr std::int64_t millipoints() const { return millipoints_; }
  constexpr double in_points() const { return static_cast<double>(millipoints_) / 1000.0; }

  /// This length times numerator / denominator, rounded to the nearest millipoint.
  constexpr Length scaled(std::int64_t numerator, std::int64_t denominator) const {
    const std::int64_t product = millipoints_ * numerator;
    const std::int64_t half = denominator / 2;
    return Length{(product + (product < 0 ? -half : half)) / denominator};
  }

  constexpr auto operator<=>(const Length&) const = default;
  constexpr Length operator-() const { return Length{-millipoints_}; }
  constexpr Length& operator+=(Length other) {
    millipoints_ += other.millipoints_;
    return *this;
  }
  constexpr Length& operator-=(Length other) {
    millipoints_ -= other.millipoints_;
    return *this;
  }
  friend constexpr Length operator+(Length a, Length b) { return a += b; }
  friend constexpr Length operator-(Length a, Length b) { return a -= b; }
  friend constexpr Length operator*(Length a, std::int64_t n) { return Length{a.millipoints_ * n}; }
  friend constexpr Length operator*(std::int64_t n, Length a) { return a * n; }
  friend constexpr Length operator/(Length a, std::int64_t n) { return a.scaled(1, n); }

 private:
  constexpr explicit Length(std::int64_t millipoints) : millipoints_{millipoints} {}
  std::int64_t millipoints_ = 0;
};

inline namespace literals {
constexpr Length operator""_pt(long double v) {
  return Length::from_points(static_cast<double>(v));
}
constexpr Length operator""_pt(unsigned long long v) {
  return Length::from_millipoints(static_cast<std::int64_t>(v) * 1000);
}
constexpr Length operator""_in(long double v) {
  return Length::from_points(static_cast<double>(v) * 72);
}
constexpr Length operator""_in(unsigned long long v) {
  return Length::from_millipoints(static_cast<std::int64_t>(v) * 72000);
}
constexpr Length operator""_mm(long double v) {
  return Length::from_points(static_cast<double>(v) * 72 / 25.4);
}
constexpr Length operator""_mm(unsigned long long v) {
  return Length::from_points(static_cast<double>(v) * 72 / 25.4);
}
}  // namespace literals

static_assert(25.4_mm == 72_pt);

}  // namespace engine
