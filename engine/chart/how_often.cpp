#include "engine/chart/how_often.hpp"

#include "engine/chart/measures.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <string>
#include <utility>

namespace engine::chart {

namespace {

/// A text in small letters as words and numbers: "q4-6h" is q, 4, -, 6, h.
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  char before = ' ';
  for (const char c : lowered(text)) {
    const bool is_part = is_digit(c) || is_letter(c) || static_cast<unsigned char>(c) >= 0x80 ||
                         (c == '.' && is_digit(before));
    const bool goes_on = !tokens.empty() && is_part && before != ' ' &&
                         is_digit(c) == is_digit(tokens.back().front());
    if (goes_on || (c == '.' && is_part))
      tokens.back() += c;
    else if (is_part || c == '-')
      tokens.emplace_back(1, c);
    before = is_part ? c : ' ';
  }
  return tokens;
}

std::optional<double> number_in(std::string_view token) {
  if (token == "once") return 1;
  if (token == "twice") return 2;
  if (const auto word = number_word(token)) return word;
  double number = 0;
  const auto [end, fault] = std::from_chars(token.data(), token.data() + token.size(), number);
  const bool is_good = fault == std::errc{} && number > 0 && std::isfinite(number);
  if (!is_good) return std::nullopt;
  return number;
}

/// How many days a unit of time has.
std::optional<double> days_of(std::string_view unit) {
  constexpr std::pair<std::string_view, double> units[] = {
      {"min", 1.0 / 1440},
      {"minute", 1.0 / 1440},
      {"minutes", 1.0 / 1440},
      {"h", 1.0 / 24},
      {"hr", 1.0 / 24},
      {"hrs", 1.0 / 24},
      {"hour", 1.0 / 24},
      {"hours", 1.0 / 24},
      {"hora", 1.0 / 24},
      {"horas", 1.0 / 24},
      {"d", 1},
      {"day", 1},
      {"days", 1},
      {"daily", 1},
      {"día", 1},
      {"dia", 1},
      {"días", 1},
      {"diario", 1},
      {"morning", 1},
      {"mañana", 1},
      {"evening", 1},
      {"night", 1},
      {"noche", 1},
      {"bedtime", 1},
      {"wk", 7},
      {"week", 7},
      {"weeks", 7},
      {"weekly", 7},
      {"semana", 7},
      {"semanas", 7},
      {"mo", 30},
      {"month", 30},
      {"months", 30},
      {"monthly", 30},
      {"mes", 30},
      {"meses", 30},
      {"a", 365},
      {"year", 365},
      {"years", 365}};
  for (const auto& [word, days] : units) {
    if (unit == word) return days;
  }
  return std::nullopt;
}

/// What stands for a whole phrase on a prescription.
std::optional<double> abbreviation(std::string_view token) {
  constexpr std::pair<std::string_view, double> known[] = {
      {"bid", 2},
      {"tid", 3},
      {"qid", 4},
      {"qd", 1},
      {"qday", 1},
      {"qam", 1},
      {"qpm", 1},
      {"qhs", 1},
      {"hs", 1},
      {"qod", 0.5},
      {"qweek", 1.0 / 7},
      {"qwk", 1.0 / 7},
      {"qmonth", 1.0 / 30},
      {"mwf", 3.0 / 7},
      {"tth", 2.0 / 7},
      {"hourly", 24},
      {"weekly", 1.0 / 7},
      {"monthly", 1.0 / 30},
      {"yearly", 1.0 / 365},
      {"annually", 1.0 / 365},
      {"semanal", 1.0 / 7},
      {"mensual", 1.0 / 30}};
  for (const auto& [word, rate] : known) {
    if (token == word) return rate;
  }
  return std::nullopt;
}

/// Reads along the words of a text.
class Reader {
 public:
  explicit Reader(std::string_view text) : tokens_{tokens_of(text)} {}

  std::vector<Rate> all() {
    std::vector<Rate> rates;
    for (at_ = 0; at_ < tokens_.size();) {
      const auto start = at_;
      auto rate = every();
      if (!rate) at_ = start, rate = times();
      if (!rate) at_ = start, rate = alone();
      if (rate && !is_denied(start))
        rates.push_back(*rate);
      else if (!rate)
        at_ = start + 1;
    }
    if (const double days = days_of_week(); days > 0) rates.push_back({days / 7, days / 7});
    if (const double moments = moments_of_day(); moments > 1) rates.push_back({moments, moments});
    return rates;
  }

 private:
  /// "In the morning and before bedtime" are two times a day; "in the morning with breakfast" is
  /// one.
  double moments_of_day() const {
    constexpr std::string_view morning[] = {"morning", "breakfast", "mañana"};
    constexpr std::string_view noon[] = {"noon", "midday", "lunch"};
    constexpr std::string_view afternoon[] = {"afternoon", "tarde"};
    constexpr std::string_view evening[] = {"evening", "dinner", "supper"};
    constexpr std::string_view night[] = {"night", "bedtime", "noche", "acostarse"};
    double moments = 0;
    const auto add = [&](std::span<const std::string_view> words) {
      moments += std::ranges::find_first_of(tokens_, words) != tokens_.end() ? 1 : 0;
    };
    add(morning);
    add(noon);
    add(afternoon);
    add(evening);
    add(night);
    return moments;
  }

  /// "Not daily", "do not take every day".
  bool is_denied(std::size_t at) const {
    constexpr std::string_view no[] = {"not", "never", "no", "nunca"};
    constexpr std::size_t farthest = 2;
    for (std::size_t back = 1; back <= farthest && back <= at; ++back) {
      if (std::ranges::find(no, tokens_[at - back]) != std::end(no)) return true;
    }
    return false;
  }
  /// On how many days of a week, where they are named: "every Monday", "Mon Wed Fri". One in three
  /// letters alone may be another word.
  double days_of_week() const {
    constexpr std::string_view all[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    constexpr std::string_view in_full[] = {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    constexpr std::string_view spanish[] = {
        "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"};
    double brief = 0, days = 0;
    for (std::size_t i = 0; i < std::size(all); ++i) {
      const bool is_said = std::ranges::any_of(tokens_, [&](const std::string& word) {
        return word == in_full[i] || word == spanish[i] || word == std::string{in_full[i]} + 's';
      });
      const bool is_brief = std::ranges::find(tokens_, all[i]) != tokens_.end();
      days += is_said ? 1 : 0;
      brief += is_brief && !is_said ? 1 : 0;
    }
    return days + (brief + days > 1 ? brief : 0);
  }

  std::string_view peek() const {
    return at_ < tokens_.size() ? std::string_view{tokens_[at_]} : std::string_view{};
  }
  bool take(std::initializer_list<std::string_view> words) {
    if (std::ranges::find(words, peek()) == words.end()) return false;
    ++at_;
    return true;
  }
  std::optional<double> number() {
    const auto value = number_in(peek());
    if (value) ++at_;
    return value;
  }
  std::optional<double> unit() {
    const auto days = days_of(peek());
    if (days) ++at_;
    return days;
  }

  /// "every 4 to 6 hours", "q6h", "every other day", "each morning".
  std::optional<Rate> every() {
    if (!take({"every", "each", "q", "cada"})) return std::nullopt;
    if (take({"other"})) return unit() ? std::optional{Rate{0.5, 0.5}} : std::nullopt;
    const double low = number().value_or(1);
    double high = low;
    if (take({"to", "-", "or", "a", "o"})) high = number().value_or(low);
    const auto days = unit();
    if (!days) return std::nullopt;
    return Rate{1 / (high * *days), 1 / (low * *days)};
  }

  /// "3 times a day", "twice daily", "2x per day", "una vez al día".
  std::optional<Rate> times() {
    const bool is_word = peek() == "once" || peek() == "twice";
    const auto low = number();
    if (!low) return std::nullopt;
    double high = *low;
    if (take({"to", "-", "or", "a", "o"})) high = number().value_or(*low);
    const bool is_of_days = peek() == "days" || peek() == "días";
    if (!take({"times", "time", "x", "veces", "vez"}) && !is_word && !is_of_days)
      return std::nullopt;
    // "5 days a week"; for 5 days is no rate.
    if (is_of_days) {
      ++at_;
      if (!take({"a", "per", "each", "every", "por"}) || !take({"week", "wk", "semana"}))
        return std::nullopt;
      return Rate{*low / 7, high / 7};
    }
    take({"a", "an", "per", "each", "every", "in", "al", "por"});
    const auto days = unit();
    if (!days) return std::nullopt;
    return Rate{*low / *days, high / *days};
  }

  /// "daily", "weekly", "bid", "at bedtime".
  std::optional<Rate> alone() {
    if (const auto rate = abbreviation(peek())) {
      ++at_;
      return Rate{*rate, *rate};
    }
    if (take({"daily", "diario", "diariamente", "bedtime", "acostarse"})) return Rate{1, 1};
    if (take({"alternate"}) && take({"days", "day"})) return Rate{0.5, 0.5};
    return std::nullopt;
  }

  std::vector<std::string> tokens_;
  std::size_t at_ = 0;
};

}  // namespace

bool are_equal(const Rate& a, const Rate& b) {
  const auto near = [](double one, double other) { return std::abs(one - other) < 0.02 * other; };
  return near(a.low, b.low) && near(a.high, b.high);
}

bool lies_within(const Rate& one, const Rate& range) {
  return one.low > 0.98 * range.low && one.high < 1.02 * range.high;
}

std::vector<Rate> rates_in(std::string_view text) {
  return Reader{text}.all();
}

bool says_as_needed(std::string_view text) {
  constexpr std::string_view words[] = {"needed", "prn", "necesario", "necesite"};
  return std::ranges::any_of(words, [&](std::string_view word) {
    return contains_but_case(text, word);
  });
}

std::vector<Rate> rates_of(const Dosage& dosage) {
  std::vector<Rate> all;
  Rate sum;
  for (const Timing& timing : dosage.timings) {
    const auto rate = rate_of(timing);
    if (!rate) return {};
    all.push_back(*rate);
    sum = {sum.low + rate->low, sum.high + rate->high};
  }
  if (all.size() > 1) all.push_back(sum);
  return all;
}

std::optional<Rate> rate_of(const Timing& timing) {
  constexpr std::string_view of_meals[] = {"AC", "PC", "C"};
  constexpr std::string_view of_week[] = {"MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"};
  if (timing.every.empty()) {
    const bool is_known =
        !timing.event.empty() && std::ranges::find(of_meals, timing.event) == std::end(of_meals);
    const bool is_weekly = std::ranges::find(of_week, timing.event) != std::end(of_week);
    const double times = is_weekly ? 1.0 / 7 : 1;
    return is_known ? std::optional{Rate{times, times}} : std::nullopt;
  }
  const auto low = number_in(timing.every), days = days_of(lowered(timing.unit));
  if (!low || !days) return std::nullopt;
  const double high = number_in(timing.high).value_or(*low);
  const double times = number_in(timing.times).value_or(1);
  const double most = number_in(timing.times_high).value_or(times);
  return Rate{times / (high * *days), most / (*low * *days)};
}

}  // namespace engine::chart
