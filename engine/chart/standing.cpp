// Of two entries about one thing the newest stands, and what the other says otherwise is told.

#include "engine/chart/standing.hpp"

#include "engine/base/fold.hpp"
#include "engine/chart/alike.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace engine::chart {

namespace {

/// How it is known that the entry that stands is the newer one.
enum class Known { by_chart, by_entry, not_at_all };

/// In one list what has no day stands behind what has one; of two charts it may be as new.
bool is_newer_entry(const Item& one, const Item& other) {
  const Date last = newest_of(other);
  return newest_of(one) > last && (one.source == other.source || last != Date{});
}

Known how_known(const Item& known, const Item& older) {
  if (is_newer(known.said_on, older.said_on)) return Known::by_chart;
  return is_newer_entry(known, older) ? Known::by_entry : Known::not_at_all;
}

std::optional<Date> day_of(const Item& item) {
  return item.said_on ? std::optional{item.said_on->date} : std::nullopt;
}

/// Doubts an item what an entry says that does not stand, by the id for it: of an older chart
/// "older-", where nothing tells which is newer "undecided-".
void tell(Item& known, const Item& older, std::string_view what, std::string words) {
  const bool is_older = how_known(known, older) == Known::by_chart;
  known.doubt(
      (is_older ? "older-" : "undecided-") + std::string{what},
      std::move(words),
      day_of(known),
      day_of(older)
  );
}

enum class Manner { unsaid, going, over, held };

Manner manner_of(const Item& item) {
  if (is_going_on(item)) return Manner::going;
  if (item.status == "stopped" || item.status == "resolved") return Manner::over;
  return item.status == "on-hold" ? Manner::held : Manner::unsaid;
}

/// What ended before, or just when, the other began is no other word about the same time.
bool follows_upon(const Item& going, const Item& over) {
  const auto end = over.end ? over.end : day_of(over);
  if (!going.start || !end) return false;
  return overlap(*going.start, *end) ? over.end && over.start != going.start : *going.start > *end;
}

/// A state, and why: "stopped – Bleeding".
std::string state_in_words(const Item& item) {
  return item.status_reason.empty() ? item.status : item.status + " – " + item.status_reason;
}

/// Two states of one chart, the newer of which is over: nothing that somebody may have is called
/// over for it.
void keep_going(Item& known, const Item& older) {
  if (known.kind == Section::medications) {
    known.status = "unclear";
    return;
  }
  known.status = older.status;
  known.end.reset();
}

/// Two states of which each says something.
void take_in_other_state(Item& known, const Item& older) {
  const Manner of_known = manner_of(known), of_older = manner_of(older);
  const Known how = how_known(known, older);
  if (how == Known::by_entry) {
    if (of_known != Manner::over || of_older != Manner::going) return;
    known.doubt("states-differ", older.start ? older.start->iso() : "");
    return keep_going(known, older);
  }
  if (of_known == Manner::going && of_older == Manner::over && follows_upon(known, older)) return;
  tell(known, older, "state", state_in_words(older));
  if (how == Known::by_chart || of_known == Manner::held || of_older == Manner::held) return;
  if (of_known == Manner::over) return keep_going(known, older);
  if (known.kind == Section::medications) known.status = "unclear";
}

}  // namespace

bool is_newer(const std::optional<ChartDay>& one, const std::optional<ChartDay>& other) {
  if (!one || !other || overlap(one->date, other->date) || one->date < other->date) return false;
  // Records of an unsaid day may be newer than the newest of them.
  return !other->is_least || one->is_least;
}

Date newest_of(const Item& item) {
  Date newest{};
  for (const auto& date : {item.recorded, item.start, item.end}) {
    if (date) newest = std::max(newest, *date);
  }
  return newest;
}

bool stands_for(const Item& other, const Item& known) {
  if ((other.basis == Basis::claim) != (known.basis == Basis::claim))
    return known.basis == Basis::claim;
  if (is_newer(other.said_on, known.said_on)) return true;
  if (is_newer(known.said_on, other.said_on)) return false;
  return is_newer_entry(other, known) ||
         (!is_newer_entry(known, other) && is_going_on(other) && !is_going_on(known));
}

void take_in_state(Item& known, const Item& older) {
  const bool is_list_of_now = known.kind == Section::medications ||
                              known.kind == Section::problems || known.kind == Section::allergies;
  if (!is_list_of_now) return;
  const Manner of_known = manner_of(known), of_older = manner_of(older);
  if (of_known == of_older || of_older == Manner::unsaid) return;
  if (of_known != Manner::unsaid) return take_in_other_state(known, older);
  if (of_older != Manner::going) return;
  // What is planned says nothing of what was before, and neither does what was fetched.
  if (known.status == "planned" || known.is_handed_out) {
    known.status = older.status;
    return;
  }
  known.doubt("state-unsaid", older.start ? older.start->iso() : "");
  if (known.kind != Section::medications) keep_going(known, older);
}

namespace {

/// How an entry has a medicine taken otherwise than another, in its words; empty where it does not.
std::string other_way(const Item& known, const Item& other) {
  const auto differ = [](const std::string& one, const std::string& two) {
    return !one.empty() && !two.empty() && !are_alike(one, two);
  };
  std::string at_times = other.dose.empty() || other.frequency.empty()
                             ? other.dose + other.frequency
                             : other.dose + ", " + other.frequency;
  if (differ(other.instruction, known.instruction)) return other.instruction;
  if (differ(other.dose, known.dose)) return at_times;
  if (differ(other.frequency, known.frequency)) return at_times;
  const bool is_timed_alone =
      known.instruction.empty() && known.frequency.empty() && !other.frequency.empty();
  if (is_timed_alone) return at_times;
  if (other.instruction.empty() != known.instruction.empty() && known.dose.empty())
    return other.instruction.empty() ? at_times : other.instruction;
  return {};
}

bool says_how(const Item& item) {
  return !item.instruction.empty() || !item.dose.empty() || !item.frequency.empty();
}

}  // namespace

void prefer_way_of_going(Item& over, Item& going) {
  if (!is_going_on(going) || !says_how(going) || over.status == "stopped") return;
  std::swap(over.instruction, going.instruction);
  std::swap(over.dose, going.dose);
  std::swap(over.frequency, going.frequency);
}

namespace {

/// How it is taken. What is over says nothing of how it is taken now.
void take_in_directions(Item& known, const Item& older) {
  const bool is_over = manner_of(older) == Manner::over;
  if (!says_how(known)) {
    if (is_over && manner_of(known) != Manner::over) {
      if (std::string way = other_way(known, older); !way.empty())
        known.doubt("way-of-over", std::move(way));
      return;
    }
    known.instruction = older.instruction;
    known.dose = older.dose;
    known.frequency = older.frequency;
    if (says_how(older) && how_known(known, older) == Known::by_chart)
      known.doubt("way-of-older", {}, day_of(known), day_of(older));
    return;
  }
  if (is_over || (known.source == older.source && !is_going_on(older))) return;
  std::string way = other_way(known, older);
  if (way.empty()) return;
  if (how_known(known, older) == Known::by_chart)
    tell(known, older, "way", std::move(way));
  else
    known.doubt("another-dose", std::move(way));
}

/// A medicine that was over long before it was begun anew: a course of its own. What is taken for
/// years is ordered anew at a visit a year, and some visits are late.
bool was_long_over(const Item& known, const Item& older) {
  constexpr std::int64_t most_days = 548;  // a year and a half
  return manner_of(older) == Manner::over && known.start && older.start &&
         day_number(newest_of(older).last_day()) + most_days < day_number(known.start->first_day());
}

std::optional<Date> earlier_of(const std::optional<Date>& a, const std::optional<Date>& b) {
  return a && b ? std::min(a, b) : a ? a : b;
}

}  // namespace

void take_in_medicine(Item& known, const Item& older) {
  known.is_of_stay = known.is_of_stay && older.is_of_stay;
  known.earlier = earlier_of(known.earlier, older.earlier);
  if (was_long_over(known, older))
    known.earlier = earlier_of(known.earlier, older.start);
  else
    known.start = earlier_of(known.start, older.start);
  known.ordered =
      known.ordered && older.ordered ? std::max(known.ordered, older.ordered) : std::nullopt;
  take_in_directions(known, older);
  if (known.status_reason.empty() && known.status == older.status)
    known.status_reason = older.status_reason;
  if (known.reason.empty()) known.reason = older.reason;
  if (!older.reason.empty() && !contains_but_case(known.reason, older.reason))
    known.doubt("another-reason", older.reason);
}

}  // namespace engine::chart
