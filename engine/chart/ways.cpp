#include "engine/chart/ways.hpp"

#include "engine/chart/alike.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

namespace engine::chart {

namespace {

/// Ways on which a medicine is taken, in the words that charts have for each.
std::set<std::size_t> ways_in(std::string_view text) {
  static const std::vector<std::vector<std::string_view>> ways{
      {"mouth", "oral", "orally", "po", "swallow", "sublingual", "tongue", "buccal", "boca"},
      {"intravenous", "intravenously", "iv", "intravenosa"},
      {"intrathecal", "intrathecally"},
      {"intramuscular", "intramuscularly", "im"},
      {"subcutaneous",
       "subcutaneously",
       "subq",
       "sc",
       "sq",
       "skin",
       "topical",
       "topically",
       "transdermal",
       "cutaneous",
       "patch",
       "piel"},
      {"rectal", "rectally", "rectum"},
      {"vaginal", "vaginally", "vagina"},
      {"eye", "eyes", "ophthalmic", "ojo", "ojos"},
      {"ear", "ears", "otic", "oído"},
      {"nose", "nostril", "nasal", "nasally", "intranasal", "nariz"}};
  std::set<std::size_t> all;
  std::string small = lowered(text);
  std::ranges::replace_if(
      small, [](char c) { return !is_letter(c) && static_cast<unsigned char>(c) < 0x80; }, ' '
  );
  for (const std::string_view word : words_of(small)) {
    for (std::size_t i = 0; i < ways.size(); ++i) {
      if (std::ranges::find(ways[i], word) != ways[i].end()) all.insert(i);
    }
  }
  return all;
}

/// How many days that is; 0 where it is no number of days or weeks.
double days_of(std::string_view number, std::string_view unit) {
  constexpr std::pair<std::string_view, double> units[] = {
      {"d", 1}, {"day", 1}, {"days", 1}, {"wk", 7}, {"week", 7}, {"weeks", 7}};
  double value = 0;
  std::from_chars(number.data(), number.data() + number.size(), value);
  for (const auto& [name, days] : units) {
    if (unit == name) return value * days;
  }
  return 0;
}

}  // namespace

bool is_another_way(const Dosage& dosage, const std::string& directions) {
  const auto told = ways_in(directions), coded = ways_in(dosage.route);
  const bool is_other = !told.empty() && !coded.empty() &&
                        std::ranges::none_of(coded, [&](auto way) { return told.contains(way); });
  const Side side = side_in(directions), of_code = side_in(dosage.route);
  return is_other || (side == Side::left && of_code == Side::right) ||
         (side == Side::right && of_code == Side::left);
}

bool is_another_time(const Dosage& dosage, const std::string& directions) {
  const double coded = days_of(dosage.how_long.value, lowered(dosage.how_long.unit));
  if (coded <= 0) return false;
  const std::string small = lowered(directions);
  const auto words = words_of(small);
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    std::string_view unit = words[i + 2];
    while (!unit.empty() && !is_letter(unit.back())) unit.remove_suffix(1);
    const double told = words[i] == "for" ? days_of(words[i + 1], unit) : 0;
    constexpr double least = 0.5;
    if (told > 0 && std::abs(told - coded) > least) return true;
  }
  return false;
}

std::optional<Date> last_day_of_course(const Item& item) {
  if (!item.start || !item.start->is_whole() || item.end || item.dosages.size() != 1) return {};
  const Amount& time = item.dosages.front().how_long;
  const double days = time.high.empty() ? days_of(time.value, lowered(time.unit)) : 0;
  constexpr double most = 36'500;
  if (days < 1 || days > most) return {};
  return from_day_number(day_number(*item.start) + static_cast<std::int64_t>(std::ceil(days)) - 1);
}

}  // namespace engine::chart
