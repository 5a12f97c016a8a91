#include "engine/chart/measures.hpp"

#include "engine/chart/wording.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace engine::chart {

namespace {

struct Unit {
  std::string_view name;
  Measure kind;
  double factor;
};

constexpr Unit known_units[] = {
    {"mg", Measure::mass, 1000},
    {"milligram", Measure::mass, 1000},
    {"miligramo", Measure::mass, 1000},
    {"mcg", Measure::mass, 1},
    {"ug", Measure::mass, 1},
    {"µg", Measure::mass, 1},  // the sign for micro
    {"μg", Measure::mass, 1},  // the Greek letter
    {"microgram", Measure::mass, 1},
    {"g", Measure::mass, 1'000'000},
    {"gm", Measure::mass, 1'000'000},
    {"gram", Measure::mass, 1'000'000},
    {"ml", Measure::volume, 1},
    {"cc", Measure::volume, 1},
    {"milliliter", Measure::volume, 1},
    {"unit", Measure::units, 1},
    {"unidad", Measure::units, 1},
    {"unt", Measure::units, 1},
    {"iu", Measure::units, 1},
    {"u", Measure::units, 1},
    {"meq", Measure::equivalents, 1},
    {"%", Measure::percent, 1},
    {"h", Measure::time, 1},
    {"hr", Measure::time, 1},
    {"hour", Measure::time, 1},
    {"hora", Measure::time, 1},
    {"min", Measure::time, 1},
    {"minute", Measure::time, 1},
    {"minuto", Measure::time, 1},
    {"d", Measure::time, 1},
    {"day", Measure::time, 1},
    {"día", Measure::time, 1},
    {"dia", Measure::time, 1},
    {"wk", Measure::time, 1},
    {"week", Measure::time, 1},
    {"semana", Measure::time, 1},
    {"mo", Measure::time, 1},
    {"month", Measure::time, 1},
    {"mes", Measure::time, 1},
    {"year", Measure::time, 1},
    {"am", Measure::time, 1},
    {"pm", Measure::time, 1},
    {"time", Measure::time, 1},
    {"x", Measure::time, 1},
    {"vez", Measure::time, 1},
    {"vece", Measure::time, 1}};

/// What is counted, without the s of several.
constexpr std::string_view counted[] = {
    "tablet",      "tab",          "capsule",     "cap",         "pill",       "puff",
    "drop",        "gtt",          "spray",       "patch",       "patche",     "loz",
    "lozenge",     "actuation",    "inhalation",  "vial",        "packet",     "sachet",
    "scoop",       "spoon",        "teaspoon",    "tsp",         "tablespoon", "tbsp",
    "teaspoonful", "suppositorie", "suppository", "application", "injection",  "gummie",
    "tableta",     "pastilla",     "cápsula",     "capsula",     "gota",       "cucharada",
    "cucharadita", "parche",       "inhalación"};

/// Words that stand right behind a number that counts something without saying what.
constexpr std::string_view behind_count[] = {
    "every",
    "q",
    "bid",
    "tid",
    "qid",
    "daily",
    "once",
    "twice",
    "cada",
    "po",
    "by",
    "each",
    "qd",
    "hs",
    "qhs",
    "at",
    "prn",
    "al",
    "per"};
constexpr std::string_view before_count[] = {
    "take", "takes", "give", "use", "inhale", "chew", "swallow", "tome", "toma", "inject"};

/// A word, a number or a sign of a text in small letters.
struct Mark {
  std::string text;
  std::optional<double> number = {};
  bool is_joined = false;  ///< nothing stands between it and the one before
};

bool is_letter_or_percent(char c) {
  return is_letter(c) || static_cast<unsigned char>(c) >= 0x80 || c == '%';
}

/// The digits from a place on, and where they end; a comma before three digits parts nothing.
std::string digits_from(const std::string& text, std::size_t& at) {
  std::string digits;
  while (at < text.size()) {
    const bool is_point =
        (text[at] == '.' || text[at] == ',') && at + 1 < text.size() && is_digit(text[at + 1]);
    if (!is_digit(text[at]) && !is_point) break;
    if (text[at] != ',') digits += text[at];
    ++at;
  }
  return digits;
}

double value_of(const std::string& digits) {
  double number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

std::vector<Mark> marks_of(std::string_view words) {
  const std::string text = lowered(words);
  std::vector<Mark> all;
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    Mark mark;
    mark.is_joined = at == end && at > 0;
    const bool is_point = text[at] == '.' && at + 1 < text.size() && is_digit(text[at + 1]);
    if (is_digit(text[at]) || is_point) {
      mark.text = digits_from(text, at);
      mark.number = value_of(mark.text);
    } else if (is_letter_or_percent(text[at])) {
      while (at < text.size() && is_letter_or_percent(text[at])) mark.text += text[at++];
    } else if (text[at] == ' ' || text[at] == '[' || text[at] == ']' || text[at] == '\'') {
      ++at;
      if (text[at - 1] != ' ') end = at;
      continue;
    } else {
      mark.text = text[at++];
    }
    end = at;
    all.push_back(std::move(mark));
  }
  return all;
}

bool is_among(std::string_view word, std::span<const std::string_view> list) {
  return std::ranges::find(list, word) != list.end();
}

/// Reads along the words of a text.
class MeasureReader {
 public:
  explicit MeasureReader(std::string_view text) : marks_{marks_of(text)} {}

  std::vector<Measured> all() {
    while (at_ < marks_.size()) {
      if (is_number_word() || marks_[at_].number)
        read_amount();
      else
        ++at_;
    }
    return std::move(all_);
  }

 private:
  std::string_view word(std::size_t at) const {
    return at < marks_.size() ? std::string_view{marks_[at].text} : std::string_view{};
  }
  bool is_number(std::size_t at) const { return at < marks_.size() && marks_[at].number; }

  static std::optional<Unit> unit_named(std::string_view word) {
    const auto find = [](std::string_view name) -> std::optional<Unit> {
      const auto* const known = std::ranges::find(known_units, name, &Unit::name);
      if (known != std::end(known_units)) return *known;
      if (is_among(name, counted)) return Unit{name, Measure::count, 1};
      return std::nullopt;
    };
    if (const auto unit = find(word)) return unit;
    constexpr std::string_view of_several[] = {"s", "es"};
    for (const std::string_view end : of_several) {
      if (word.size() <= end.size() + 1 || !word.ends_with(end)) continue;
      if (const auto unit = find(word.substr(0, word.size() - end.size()))) return unit;
    }
    return std::nullopt;
  }

  /// "Two" is a number where a unit follows.
  bool is_number_word() const {
    if (!number_word(word(at_))) return false;
    const std::size_t next = word(at_ + 1) == "a" ? at_ + 2 : at_ + 1;
    return unit_named(word(next)).has_value();
  }

  /// B12, T2, a day such as 3/31/2022 or 2013-07-03, a time such as 8:30: no amount.
  bool is_part_of_name() const {
    const std::string_view before = at_ > 0 ? word(at_ - 1) : std::string_view{};
    const bool is_behind_letter = at_ > 0 && marks_[at_].is_joined && !before.empty() &&
                                  is_letter_or_percent(before.front()) && before != "q" &&
                                  before != "x";
    return is_behind_letter;
  }
  bool skip_day() {
    const auto is_sign = [&](std::size_t at, std::string_view sign) { return word(at) == sign; };
    for (const std::string_view sign : {"/", "-"}) {
      if (is_sign(at_ + 1, sign) && is_number(at_ + 2) && is_sign(at_ + 3, sign) &&
          is_number(at_ + 4)) {
        at_ += 5;
        return true;
      }
    }
    if (is_sign(at_ + 1, ":") && is_number(at_ + 2) && marks_[at_ + 2].is_joined) {
      all_.push_back({Measure::time, *marks_[at_].number, false, *marks_[at_].number});
      at_ += 3;
      return true;
    }
    return false;
  }

  /// A number, a half, or "1 1/2".
  double number() {
    double value = marks_[at_].number ? *marks_[at_].number : *number_word(word(at_));
    const auto fraction_at = [&](std::size_t at) -> std::optional<double> {
      if (!is_number(at) || word(at + 1) != "/" || !is_number(at + 2)) return std::nullopt;
      const double top = *marks_[at].number, below = *marks_[at + 2].number;
      constexpr double largest = 8;
      if (top >= below || below > largest) return std::nullopt;
      return top / below;
    };
    if (const auto part = fraction_at(at_)) {
      at_ += 3;
      return *part;
    }
    const bool is_and = word(at_ + 1) == "and";
    const std::size_t behind = at_ + (is_and ? 2 : 1);
    if (const auto part = fraction_at(behind); part && marks_[at_].number) {
      at_ = behind + 3;
      return value + *part;
    }
    if (is_and && word(behind) == "a" && word(behind + 1) == "half") {
      at_ = behind + 2;
      return value + 0.5;
    }
    ++at_;
    return value;
  }

  /// What is measured; the place moves behind it.
  std::optional<Unit> unit() {
    // "1 (one) tablet", "10-mg", "half a tablet".
    std::size_t at = at_;
    if (word(at) == "(" && number_word(word(at + 1)) && word(at + 2) == ")") at += 3;
    const bool is_a = word(at) == "a";
    if (word(at) == "-" || is_a || word(at) == "oral" || word(at) == "usp") ++at;
    auto found = unit_named(word(at));
    if (found && is_a && found->kind == Measure::time) found.reset();  // "2 a day"
    if (found) at_ = at + 1;
    // "tab(s)".
    if (found && word(at_) == "(" && word(at_ + 1) == "s" && word(at_ + 2) == ")") at_ += 3;
    return found;
  }

  /// Whether a ratio follows, which is skipped: "/mL", "/5 mL", "per actuation". A day is none.
  bool skip_ratio() {
    if (word(at_) != "/" && word(at_) != "per") return false;
    const bool has_number = is_number(at_ + 1);
    const std::size_t at = at_ + (has_number ? 2 : 1);
    const auto of = unit_named(word(at));
    constexpr std::string_view days[] = {"d", "day", "dia", "día", "dose", "time"};
    constexpr std::string_view others[] = {"actuat", "kg"};
    // "20 mg/12.5 mg" are two.
    if (of && of->kind == Measure::mass && has_number) return false;
    if (!of && !is_among(word(at), others)) return false;
    at_ = at + 1;
    return !of || !is_among(of->name, days);
  }

  void read_amount() {
    if (is_part_of_name()) {
      ++at_;
      return;
    }
    if (marks_[at_].number && skip_day()) return;
    const std::string_view before = at_ > 0 ? word(at_ - 1) : std::string_view{};
    std::vector<double> numbers{number()};
    constexpr std::string_view betweens[] = {"-", "–", "to", "or", "a", "o"};
    const bool is_range =
        is_among(word(at_), betweens) && (is_number(at_ + 1) || number_word(word(at_ + 1)));
    if (is_range) {
      ++at_;
      numbers.push_back(number());
    }
    const auto of = unit();
    if (of) {
      const bool is_per = of->kind != Measure::time && skip_ratio();
      constexpr std::string_view pieces[] = {
          "tablet", "tab", "capsule", "cap", "pill", "tableta", "pastilla", "cápsula", "capsula"};
      constexpr std::string_view spoons[] = {
          "spoon",
          "teaspoon",
          "tsp",
          "tablespoon",
          "tbsp",
          "teaspoonful",
          "cucharada",
          "cucharadita"};
      const bool is_solid = is_among(of->name, pieces), is_spoon = is_among(of->name, spoons);
      for (const double one : numbers)
        all_.push_back({of->kind, one * of->factor, is_per, one, is_solid, is_spoon});
      return;
    }
    const bool counts = before == "q" ? false
                                      : is_among(word(at_), behind_count) ||
                                            (is_among(before, before_count) && word(at_) != "/");
    const Measure kind = before == "q" ? Measure::time : counts ? Measure::count : Measure::bare;
    for (const double one : numbers) all_.push_back({kind, one, false, one});
  }

  std::vector<Mark> marks_;
  std::vector<Measured> all_;
  std::size_t at_ = 0;
};

}  // namespace

bool are_near(double a, double b) {
  constexpr double nearly = 0.001;
  return std::abs(a - b) <= nearly * std::max(std::abs(a), std::abs(b));
}

bool holds(const std::vector<Measured>& all, const Measured& one) {
  return std::ranges::any_of(all, [&](const Measured& other) { return are_equal(other, one); });
}

bool are_equal(const Measured& a, const Measured& b) {
  return a.kind == b.kind && are_near(a.amount, b.amount);
}

std::optional<double> number_word(std::string_view word) {
  constexpr std::pair<std::string_view, double> words[] = {
      {"half", 0.5},  {"one", 1},     {"two", 2},   {"three", 3}, {"four", 4}, {"five", 5},
      {"six", 6},     {"seven", 7},   {"eight", 8}, {"nine", 9},  {"ten", 10}, {"eleven", 11},
      {"twelve", 12}, {"media", 0.5}, {"un", 1},    {"una", 1},   {"dos", 2},  {"tres", 3},
      {"cuatro", 4},  {"cinco", 5},   {"seis", 6},  {"siete", 7}, {"ocho", 8}, {"nueve", 9},
      {"diez", 10},   {"doce", 12}};
  const auto* const known =
      std::ranges::find(words, word, &std::pair<std::string_view, double>::first);
  return known == std::end(words) ? std::nullopt : std::optional{known->second};
}

std::vector<Measured> measures_in(std::string_view text) {
  return MeasureReader{text}.all();
}

bool strengths_differ(std::string_view a, std::string_view b) {
  constexpr Measure of_strengths[] = {
      Measure::mass, Measure::units, Measure::equivalents, Measure::percent};
  const auto of = [&](std::string_view text) {
    auto all = measures_in(text);
    std::erase_if(all, [&](const Measured& one) {
      return std::ranges::find(of_strengths, one.kind) == std::end(of_strengths);
    });
    return all;
  };
  const auto of_a = of(a), of_b = of(b);
  // Of two amounts of one kind one is that of a drop, a puff or a bottle.
  return std::ranges::any_of(of_a, [&](const Measured& one) {
    const bool is_of_kind = std::ranges::find(of_b, one.kind, &Measured::kind) != of_b.end();
    return is_of_kind && std::ranges::none_of(of_a, [&](const Measured& other) {
             return other.kind == one.kind && holds(of_b, other);
           });
  });
}

}  // namespace engine::chart
