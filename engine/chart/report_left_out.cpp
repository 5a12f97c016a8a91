// The part of the report that tells what was left out, and why.

#include "engine/chart/telling.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace engine::chart {

namespace {

bool is_commented(const Found& found) {
  constexpr std::string_view kinds[] = {"comment", "conclusion", "pending"};
  return std::ranges::any_of(found.beside, [&](const Beside& one) {
    return std::ranges::find(kinds, one.how) != std::end(kinds);
  });
}

/// What was left out for one reason, of one section.
struct Group {
  std::string why;
  Section section = Section::others;
  bool is_negated = false, is_measured = false;
  int entries = 0;
  struct Named {
    int count = 0;
    std::optional<Date> last;  ///< of visits
    bool has_comment = false;
    bool is_over = true;                     ///< each of them is
    std::vector<const Found*> periods = {};  ///< of how somebody lives
    std::vector<Beside> results;             ///< of tests and measurements of one day
    std::set<std::pair<std::string, std::string>> of_results = {};  ///< what is said of them
  };
  std::map<std::string, Named> names;
};

/// Whether it is a test or a measurement: those of one panel and day stand in one line.
bool is_measured(const Found& found) {
  return found.outcome == Outcome::left_out && found.why == "no-paper" &&
         (found.section == Section::results || found.section == Section::vitals);
}

/// Each result, and what is said of several of them once.
void add_results(const std::vector<Beside>& beside, Group::Named& named) {
  for (const Beside& one : beside) {
    constexpr std::string_view of_all[] = {"with", "by", "at"};
    const bool may_be_of_all = std::ranges::find(of_all, one.how) != std::end(of_all);
    if (!may_be_of_all || named.of_results.emplace(one.how, one.words).second)
      named.results.push_back(one);
  }
}

/// What says that something is not so comes first.
std::vector<Group> groups_of(const Telling& telling) {
  std::vector<Group> all;
  for (const Found& found : telling.chart.found) {
    const bool is_negated = found.outcome == Outcome::negated;
    if (found.outcome != Outcome::left_out && !is_negated) continue;
    auto group = std::ranges::find_if(all, [&](const Group& one) {
      return one.why == found.why && one.section == found.section && one.is_negated == is_negated;
    });
    if (group == all.end())
      group =
          all.insert(all.end(), {found.why, found.section, is_negated, is_measured(found), 0, {}});
    ++group->entries;
    if (found.what.empty() && found.beside.empty()) continue;
    Group::Named& named =
        group->names[is_measured(found) ? telling.told(found.what) : called(found, telling)];
    if (is_measured(found)) add_results(found.beside, named);
    ++named.count;
    named.has_comment = named.has_comment || is_commented(found);
    named.is_over = named.is_over && found.is_over;
    if (found.is_of_life) named.periods.push_back(&found);
    if (found.day && (!named.last || *found.day > *named.last)) named.last = found.day;
  }
  std::ranges::sort(all, {}, [](const Group& one) {
    return std::tuple{!one.is_negated, one.why, one.section};
  });
  return all;
}

/// From when to when, and whether it is over.
std::string days_of(const Found& period, const Telling& telling) {
  if (period.day && period.until)
    return telling.day(period.day) + " – " + telling.day(period.until);
  if (period.until) return telling.say("until-day", telling.day(period.until));
  if (!period.day) return telling.say(period.is_over ? "status.resolved" : "no-date");
  const std::string day = telling.day(period.day);
  return period.is_over ? telling.say("day-over", day) : telling.say("since-day", day);
}

/// All periods of what somebody did or how they lived, in their order.
std::string periods_of(const Group::Named& named, const Telling& telling) {
  auto periods = named.periods;
  std::ranges::stable_sort(periods, {}, [](const Found* one) {
    return (one->day ? *one->day : one->until.value_or(Date{})).first_day();
  });
  std::string words = periods.size() > 1 ? std::to_string(periods.size()) + ": " : "";
  for (const Found* one : periods)
    words += (one == periods.front() ? "" : "; ") + days_of(*one, telling);
  return " (" + words + ')';
}

/// How often something was, and when last: " (2, the last on March 29, 2022)".
std::string times_of(const Group::Named& named, const Telling& telling) {
  if (!named.periods.empty()) return periods_of(named, telling);
  const std::string count = named.count > 1 ? std::to_string(named.count) : "";
  if (!named.last) return count.empty() ? count : " (" + count + ')';
  std::string day = telling.day(named.last);
  if (named.is_over) day = telling.say("day-over", day);
  return " (" + (count.empty() ? day : telling.say("times-last", count, day)) + ')';
}

/// Each panel with its day and all of its results, the newest first. Where a chart has very many,
/// the older ones are named and counted: nobody reads thousands of lines, and they stay in the
/// chart.
std::vector<std::string> lines_of_results(const Group& group, const Telling& telling) {
  constexpr std::size_t most = 400, most_of_one = 60, most_bare = 12;
  using Entry = std::pair<const std::string, Group::Named>;
  std::vector<const Entry*> panels;
  for (const Entry& one : group.names) panels.push_back(&one);
  std::ranges::stable_sort(panels, std::greater{}, [](const Entry* one) {
    return one->second.last ? one->second.last->first_day() : Date{};
  });
  std::vector<std::string> lines;
  std::size_t shown = 0, more = 0, bare = 0;
  for (const Entry* panel : panels) {
    auto results = panel->second.results;
    if (shown >= most || (results.empty() && ++bare > most_bare)) {
      ++more;
      continue;
    }
    const std::size_t count = std::min({results.size(), most_of_one, most - shown});
    shown += std::max<std::size_t>(count, 1);
    const std::size_t rest = results.size() - count;
    results.resize(count);
    lines.push_back(panel->first + words_beside(results, telling));
    if (rest > 0) lines.back() += " · " + telling.say("and-more", std::to_string(rest));
  }
  if (more > 0) lines.push_back(telling.say("and-more", std::to_string(more)));
  return lines;
}

Report::Line line_of(const Group& group, const Telling& telling) {
  constexpr std::size_t most = 12;
  // What says that something is not so, and what has no place in the case, is named in full: that
  // is what somebody may miss.
  constexpr std::array<std::string_view, 12> in_full{
      "team-over",
      "bill-taken-back",
      "given-at-visit",
      "not-handed-out",
      "order-taken-back",
      "device-of-nobody",
      "device-of-operation",
      "directive",
      "no-place",
      "beside-a-problem",
      "risk",
      "named-by-nothing"};
  Report::Line line{
      telling.section(group.section) + ", " + std::to_string(group.entries) + ": " +
          telling.say("why." + group.why),
      {}};
  if (telling.options.redact) return line;
  if (group.is_measured) {
    line.more = lines_of_results(group, telling);
    return line;
  }
  const bool is_full = group.is_negated || group.section == Section::visits ||
                       std::ranges::find(in_full, group.why) != in_full.end();
  // What somebody wrote beside one is said of nothing else.
  std::size_t more = 0, without = 0;
  for (const auto& [name, named] : group.names) {
    const bool is_shown = is_full || named.has_comment || without < most;
    if (!named.has_comment) ++without;
    if (is_shown)
      line.more.push_back(name + times_of(named, telling));
    else
      ++more;
  }
  if (more > 0) line.more.push_back(telling.say("and-more", std::to_string(more)));
  return line;
}

}  // namespace

Report::Part part_left_out(const Telling& telling) {
  Report::Part part{telling.say("left-out"), {}, telling.say("left-out-nothing"), false};
  for (const Group& group : groups_of(telling)) part.lines.push_back(line_of(group, telling));
  for (const Note& note : telling.chart.left_out) {
    Report::Line line{telling.say("why." + note.why), {telling.file(note.file)}};
    if (!note.words.empty())
      line.more.front() = telling.shown(note.words) + " – " + line.more.front();
    part.lines.push_back(std::move(line));
  }
  if (Report::Line line{telling.say("why.personal"), {}}; !telling.chart.personal.empty()) {
    for (const auto& [kind, count] : telling.chart.personal)
      line.more.push_back(
          telling.say("personal." + kind) +
          (count > 1 && kind.ends_with("number") ? " (" + std::to_string(count) + ")" : "")
      );
    part.lines.push_back(std::move(line));
  }
  return part;
}

}  // namespace engine::chart
