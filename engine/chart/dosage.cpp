// How a medicine is taken, in words: numbers and codes of a chart, in the language of the draft.
// The numbers are the chart's own; nothing is computed of them.

#include "engine/base/language.hpp"
#include "engine/chart/draft.hpp"
#include "engine/chart/how_often.hpp"
#include "engine/chart/known_words.hpp"
#include "engine/chart/measures.hpp"
#include "engine/chart/ways.hpp"

#include <algorithm>

namespace engine::chart {

namespace {

/// 12.0 is 12, and .5 is 0.5; a dose of 1.0 stays as it is written.
std::string plain(std::string number) {
  if (number.ends_with(".0")) number.erase(number.size() - 2);
  if (number.starts_with('.')) number.insert(0, 1, '0');
  return number;
}

void add(std::string& to, std::string_view between, const std::string& words) {
  if (!words.empty()) to += (to.empty() ? std::string{} : std::string{between}) + words;
}

/// Says what is in the words of templates/import/words.xml.
struct Saying {
  const Words& words;
  std::string_view language;
  std::string operator()(
      const std::string& id, std::string_view one = {}, std::string_view two = {}
  ) const {
    return say(words, language, id, one, two);
  }
  bool knows(const std::string& id) const {
    return std::ranges::any_of(words.by_id, [&](const auto& row) { return row.first == id; });
  }
};

/// The code of a unit of time, which some systems write out.
std::string unit_of_time(std::string_view unit) {
  constexpr std::pair<std::string_view, std::string_view> written[] = {
      {"hour", "h"},
      {"day", "d"},
      {"week", "wk"},
      {"month", "mo"},
      {"minute", "min"},
      {"year", "a"}};
  for (const auto& [words, code] : written) {
    if (unit == words || (unit.ends_with('s') && unit.substr(0, unit.size() - 1) == words))
      return std::string{code};
  }
  return std::string{unit};
}

/// "Tablet" of a chart as it stands behind a number: "3 tablets".
std::string of_several(std::string unit, const Amount& amount, const Saying& said) {
  constexpr std::string_view things[] = {
      "tablet",
      "capsule",
      "puff",
      "drop",
      "spray",
      "pill",
      "unit",
      "dose",
      "application",
      "packet"};
  const std::string& most = amount.high.empty() ? amount.value : amount.high;
  const bool is_thing = std::ranges::find(things, lowered(unit)) != std::end(things);
  const bool is_one =
      most == "1" || most.starts_with("0") || most.starts_with('.') || most == "1.0";
  if (is_thing && !is_one && said.language == language_tag::english)
    unit += unit.back() == 'T' ? 'S' : 's';
  return unit;
}

std::string in_words(const Amount& amount, const Saying& said) {
  if (amount.value.empty()) return {};
  std::string unit = amount.unit;
  if (unit.size() > 2 && unit.front() == '{' && unit.back() == '}')
    unit = unit.substr(1, unit.size() - 2);
  if (unit == "[IU]" || unit == "[iU]" || unit == "[USP'U]") unit = said("dose.units");
  const std::string number =
      amount.high.empty() ? amount.value : said("dose.range", amount.value, amount.high);
  const bool is_stated = !unit.empty() && unit != "1" && unit != "null";
  if (!is_stated) return said("dose.unit-not-stated", number);
  return number + ' ' + of_several(std::move(unit), amount, said);
}

/// Half a day is 12 hours to who reads it.
Timing readable(Timing timing) {
  constexpr std::pair<std::string_view, std::string_view> parts[] = {
      {"0.5", "12"}, {".5", "12"}, {"0.25", "6"}, {".25", "6"}};
  if (unit_of_time(timing.unit) != "d" || !timing.high.empty()) return timing;
  for (const auto& [days, hours] : parts) {
    if (timing.every == days) timing.every = hours, timing.unit = "h";
  }
  return timing;
}

/// "every 12 hours", "twice a day", "3 times every 2 days".
std::string period_in_words(const Timing& given, const Saying& said) {
  const Timing timing = readable(given);
  const std::string of = "timing." + unit_of_time(timing.unit);
  if (timing.every.empty() || !said.knows(of + ".one")) return {};
  const std::string low = plain(timing.every);
  const std::string times = timing.times_high.empty()
                                ? plain(timing.times)
                                : said("dose.range", plain(timing.times), plain(timing.times_high));
  const std::string number =
      timing.high.empty() ? low : said("dose.range", low, plain(timing.high));
  if (times.empty() || times == "1")
    return number == "1" ? said(of + ".one") : said(of + ".many", number);
  if (number != "1") return said(of + ".times-many", times, number);
  return times == "2" && said.knows(of + ".twice") ? said(of + ".twice")
                                                   : said(of + ".times", times);
}

std::string in_words(const Timing& timing, const Saying& said) {
  if (!timing.words.empty()) return timing.words;
  std::string words = period_in_words(timing, said);
  if (timing.about && !words.empty()) words = said("timing.about", words);
  if (!timing.at.empty()) add(words, ", ", said("timing.at", timing.at));
  if (timing.event.empty()) return words;
  const std::string id = "timing.event." + timing.event;
  std::string event = said.knows(id) ? said(id) : timing.event;
  if (!timing.offset.empty() && timing.offset != "0") event += " (" + timing.offset + " min)";
  add(words, ", ", event);
  return words;
}

/// "no more than 8 tablet a day".
std::string in_words(const Most& most, const Saying& said) {
  const std::string amount = in_words(most.amount, said);
  if (amount.empty()) return {};
  if (most.is_ever) return said("dose.most-ever", amount);
  if (most.per.value.empty()) return said("dose.most-once", amount);
  const std::string of = "dose.per." + unit_of_time(most.per.unit);
  const std::string number = plain(most.per.value);
  const std::string per = !said.knows(of + ".one") ? said("dose.per", number + ' ' + most.per.unit)
                          : number == "1"          ? said(of + ".one")
                                                   : said(of + ".many", number);
  return said("dose.most", amount, per);
}

/// Whether numbers of a chart say more than the words that the person was told. Words that say how
/// often stand for them; where they say another thing than the numbers, that is told. When it is
/// taken is more than how often.
bool adds(const Timing& timing, const std::string& when, Item& item) {
  if (when.empty() || item.instruction.empty()) return true;
  if (contains_but_case(item.instruction, when)) return false;
  const auto told = rates_in(item.instruction);
  const auto rate = rate_of(timing);
  if (told.empty() || !rate || !timing.event.empty()) return true;
  const bool is_told =
      std::ranges::any_of(told, [&](const Rate& one) { return lies_within(*rate, one); });
  if (!is_told) item.doubt("timing-differs", item.instruction + " / " + when);
  return false;
}

/// How often in all, where the times of a day alone say it; nothing where they do not.
std::optional<Rate> rate_of_events(const Dosage& dosage) {
  std::optional<Rate> first;
  double count = 0;
  for (const Timing& timing : dosage.timings) {
    const auto rate = timing.every.empty() ? rate_of(timing) : std::nullopt;
    // On Mondays in the morning is once a week.
    if (!rate || (first && !are_equal(*first, *rate))) return std::nullopt;
    first = rate;
    ++count;
  }
  return first ? std::optional{Rate{first->low * count, first->high * count}} : std::nullopt;
}

/// Tells where the words say another number of times than the times of a day are.
void compare_events(const Dosage& dosage, const std::string& often, Item& item) {
  const auto told = rates_in(item.instruction);
  const auto rate = rate_of_events(dosage);
  if (told.empty() || !rate || often.empty()) return;
  if (std::ranges::none_of(told, [&](const Rate& one) { return lies_within(*rate, one); }))
    item.doubt("timing-differs", item.instruction + " / " + often);
}

/// How many times in all. Some systems write how often a day there: words that say it stand, and
/// the number is told.
std::string count_in_words(const Dosage& dosage, const Saying& said, Item& item) {
  const Amount& count = dosage.count;
  if (count.value.empty()) return {};
  std::string words =
      count.high.empty() && count.value == "1"
          ? said("timing.once-in-all")
          : said(
                "timing.count",
                count.high.empty() ? count.value : said("dose.range", count.value, count.high)
            );
  const bool is_half_said = !count.unit.empty();
  if (!rates_in(item.instruction).empty() && (is_half_said || count.value == "1")) {
    item.doubt("timing-differs", item.instruction + " / " + words);
    return {};
  }
  if (is_half_said) item.doubt("times-unclear", words);
  return words;
}

/// The days that a dose holds for, where it is not the same all the time: " (March 10, 2026)".
std::string days_in_words(const Dosage& dosage, const Words& words, std::string_view language) {
  if (!dosage.start && !dosage.end) return {};
  const auto day = [&](Date date) { return day_in_words(words, language, date); };
  std::string all = dosage.start ? day(*dosage.start) : "";
  if (dosage.end && dosage.end != dosage.start)
    all += (all.empty() ? "– " : " – ") + day(*dosage.end);
  return " (" + all + ')';
}

/// Whether it is taken as it is needed, and for what: that may be more than the words say. "Hold if
/// the pressure is low" is a condition of another sort.
std::string condition_in_words(const Dosage& dosage, const Saying& said, const Item& item) {
  if (!dosage.as_needed) return {};
  KnownWords known;
  known.add(item.instruction);
  if (known.cover(dosage.needed_for))
    return says_as_needed(item.instruction) ? std::string{} : said("as-needed");
  constexpr std::string_view others[] = {
      "hold ", "if ", "only ", "unless ", "when ", "do not ", "not "};
  const std::string small = lowered(dosage.needed_for);
  const bool is_other =
      std::ranges::any_of(others, [&](auto begin) { return small.starts_with(begin); });
  return is_other ? dosage.needed_for : said("as-needed-for", dosage.needed_for);
}

/// How often, and whether as it is needed.
std::string often_in_words(const Dosage& dosage, const Saying& said, bool is_alone, Item& item) {
  std::string often;
  for (const Timing& timing : dosage.timings) {
    const std::string when = in_words(timing, said);
    if (adds(timing, when, item)) add(often, ", ", when);
  }
  if (is_alone) compare_events(dosage, often, item);
  for (const Date& day : dosage.days) {
    const std::string words = day_in_words(said.words, said.language, day);
    add(often, ", ", day.is_whole() ? said("timing.on", words) : words);
  }
  add(often, ", ", condition_in_words(dosage, said, item));
  if (const std::string lasts = in_words(dosage.lasts, said); !lasts.empty())
    add(often, ", ", said("dose.lasts", lasts));
  const Amount& time = dosage.how_long;
  if (const std::string id = "timing.for." + unit_of_time(time.unit);
      !time.value.empty() && said.knows(id))
    add(often,
        ", ",
        said(
            id,
            time.high.empty() ? plain(time.value)
                              : said("dose.range", plain(time.value), plain(time.high))
        ));
  add(often, ", ", count_in_words(dosage, said, item));
  for (const Most& most : dosage.most) add(often, ", ", in_words(most, said));
  return often;
}

/// Whether doses that change come equally often, so that it is said once.
bool have_same_timing(const std::vector<Dosage>& all, const Saying& said) {
  const auto timing_of = [&](const Dosage& dosage) {
    Item none;
    return often_in_words(dosage, said, false, none);
  };
  return all.size() > 1 && std::ranges::all_of(all, [&](const Dosage& dosage) {
           return timing_of(dosage) == timing_of(all.front());
         });
}

}  // namespace

namespace {

/// How much at a time, how fast, and on which way.
std::string dose_in_words(const Dosage& dosage, const Saying& said) {
  std::string dose = in_words(dosage.dose, said);
  if (const std::string rate = in_words(dosage.rate, said); !rate.empty())
    add(dose, ", ", said("dose.rate", rate));
  add(dose, ", ", dosage.route);
  if (!dosage.vehicle.empty()) add(dose, ", ", said("dose.vehicle", dosage.vehicle));
  return dose;
}

}  // namespace

void say_dosage(Item& item, const Words& words, std::string_view language) {
  const Saying said{words, language};
  const bool is_alone = item.dosages.size() == 1;
  const bool is_same_often = have_same_timing(item.dosages, said);
  if (KnownAmounts{item}.contradict(item.instruction)) {
    std::string doses;
    for (const Dosage& dosage : item.dosages) add(doses, "; ", in_words(dosage.dose, said));
    item.doubt("timing-differs", item.instruction + " / " + doses);
  }
  for (const Dosage& dosage : item.dosages) {
    if (is_another_way(dosage, item.instruction))
      item.doubt("timing-differs", item.instruction + " / " + dosage.route);
    if (is_another_time(dosage, item.instruction))
      item.doubt("timing-differs", item.instruction + " / " + in_words(dosage.how_long, said));
    std::string dose = dose_in_words(dosage, said);
    const std::string days = days_in_words(dosage, words, language);
    const bool is_said = is_same_often && &dosage != &item.dosages.front();
    const std::string often = is_said ? "" : often_in_words(dosage, said, is_alone, item);
    if (is_alone || is_same_often) {
      if (!dose.empty()) add(item.dose, "; ", dose + days);
      if (!often.empty()) add(item.frequency, "; ", is_same_often ? often : often + days);
      continue;
    }
    // What is taken in the morning is not what is taken in the evening: each step is said whole.
    add(dose, ", ", often);
    if (!dose.empty()) add(item.dose, "; ", dose + days);
  }
}

void say_course(Item& item, const Words& words, std::string_view language) {
  if (!item.course.empty()) item.course = say(words, language, "course." + item.course);
}

void say_end_of_life(Item& item, const Words& words, std::string_view language) {
  if (item.end_of_life == EndOfLife::none) return;
  const bool is_cause = item.end_of_life == EndOfLife::cause;
  item.name += " (" + say(words, language, is_cause ? "cause-of-death" : "has-died") + ')';
}

}  // namespace engine::chart
