#include "engine/facts/language.hpp"

#include "engine/facts/tables.hpp"

#include <algorithm>
#include <charconv>

namespace engine::facts {

namespace {
std::string number(int value) {
  char digits[12];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  return {digits, end};
}

std::string id(std::string_view list, int position) {
  return std::string{list} + number(position);
}

// Sunday is 0: January 1, 1970, day number 0, was a Thursday.
std::size_t day_of_week(Date whole) {
  const auto days = day_number(whole) + 4;
  return static_cast<std::size_t>(((days % 7) + 7) % 7);
}

// Every word that C++ asks for by name.
constexpr std::string_view single_words[] = {
    "date.day-long",
    "date.month-long",
    "date.day-short",
    "date.month-short",
    "date.by",
    "date.by-month",
    "date.since",
    "date.since-month",
    "date.on",
    "date.on-month",
    "date.moment",
    "date.time",
    "date.in-zone",
    "zone.of",
    "time.am",
    "time.pm",
    "dates.from-to",
    "dates.from-to-month",
    "dates.from-month-to",
    "dates.from-month-to-month",
    "dates.from",
    "dates.from-month",
    "dates.until",
    "dates.until-month",
    "list.and",
    "list.and-before-i",
    "title.dr-male",
    "title.dr-female",
    "title.prof-male",
    "title.prof-female",
    "title.mr-male",
    "title.mrs-female",
    "title.ms-female",
    "name.the",
    "name.the-male",
    "name.the-female",
    "name.the-either",
    "name.to",
    "name.to-male",
    "name.to-female",
    "name.to-either",
    "name.of",
    "name.of-male",
    "name.of-female",
    "name.of-either",
    "answer.yes",
    "answer.no",
    "answer.unknown",
    "reason.access",
    "reason.access-but-notes",
    "reason.directive",
    "reason.transfer",
    "reason.authorization",
    "reason.authorization-private",
    "reason.substance-use",
    "reason.psychotherapy",
    "reason.veterans",
    "reason.no-recipient",
    "reason.asked",
    "problem.expired",
    "problem.expired-hint",
    "problem.no-end",
    "problem.no-end-hint",
    "problem.revoked",
    "problem.revoked-hint",
    "problem.no-records",
    "problem.no-records-hint",
    "problem.authority-over",
    "problem.authority-over-hint",
    "problem.authority-not-yet",
    "problem.authority-not-yet-hint",
    "problem.mixed",
    "problem.mixed-hint",
    "problem.no-private-records",
    "problem.no-private-records-hint",
    "problem.parent-of-adult",
    "problem.parent-of-adult-hint",
    "cell.named",
    "cell.out-of",
    "cell.within",
    "phrase.prepositions",
    "phrase.articles",
    "phrase.about",
    "phrase.quoted",
    "cell.source",
    "cell.start-by",
    "cell.by",
    "cell.agree",
    "story.diagnosed",
    "story.suspected",
    "story.ruled-out",
    "story.recorded",
    "story.test",
    "deadline.start",
    "deadline.decide",
    "deadline.records",
    "deadline.records-from",
    "deadline.visit",
    "deadline.visit-with",
    "deadline.review",
    "deadline.review-with",
    "decided.staying",
    "decided.leaving",
    "decided.joining",
    "decided.declining",
    "decided.third",
    "decided.reconcile",
    "decided.otherwise-hint",
    "decided.not-yet",
    "decided.not-yet-hint",
    "decided.no-second",
    "decided.no-second-hint",
    "decided.one-opinion",
    "decided.one-opinion-hint",
    "decided.chosen",
    "decided.chosen-hint",
    "decided.transfer",
    "decided.transfer-hint",
};

/// A word for each code of a list: paper.access …
struct WordList {
  std::string_view list;
  std::span<const std::string_view> codes;
};
constexpr WordList word_lists[] = {
    {"role.", tables::role_codes},
    {"paper.", tables::paper_codes},
    {"permission.", tables::permission_codes},
    {"verdict.", tables::verdict_codes},
    {"topic.", tables::topic_codes},
    {"open.", tables::topic_codes},
    {"event.", tables::event_codes},
    {"stage.", kind::stage_names},
};
}  // namespace

std::string_view said(const Language& in, std::string_view id) {
  const auto found = in.template_set->words.find(id);
  return found == in.template_set->words.end() ? std::string_view{} : found->second.in(in.code);
}

Language language(const kind::TemplateSet& template_set, std::string_view code) {
  Language in{.template_set = &template_set, .code = std::string{code}};
  for (int i = 0; i < 12; ++i) {
    in.months[static_cast<std::size_t>(i)] = said(in, id("month.", i + 1));
    in.short_months[static_cast<std::size_t>(i)] = said(in, id("month-short.", i + 1));
  }
  for (int i = 0; i < 7; ++i)
    in.weekdays[static_cast<std::size_t>(i)] = said(in, id("weekday.", i));
  in.day_long = said(in, "date.day-long");
  in.month_long = said(in, "date.month-long");
  in.day_short = said(in, "date.day-short");
  in.month_short = said(in, "date.month-short");
  in.moment = said(in, "date.moment");
  in.time = said(in, "date.time");
  in.am = said(in, "time.am");
  in.pm = said(in, "time.pm");
  in.and_word = said(in, "list.and");
  in.and_before_i = said(in, "list.and-before-i");
  in.yes = said(in, "answer.yes");
  in.no = said(in, "answer.no");
  in.unknown = said(in, "answer.unknown");
  return in;
}

std::vector<std::string> missing_words(const kind::TemplateSet& template_set) {
  std::vector<std::string> missing;
  const auto need = [&](std::string_view word) {
    if (!template_set.words.contains(word)) missing.emplace_back(word);
  };
  for (const auto list : {"month.", "month-short."}) {
    for (int i = 1; i <= 12; ++i) need(id(list, i));
  }
  for (int i = 0; i < 7; ++i) need(id("weekday.", i));
  for (const auto word : single_words) need(word);
  for (const auto& [list, codes] : word_lists) {
    for (const auto code : codes) need(std::string{list}.append(code));
  }
  return missing;
}

namespace {

/// The stop behind these belongs to the word.
constexpr std::string_view abbreviations[] = {
    "Jr", "Sr", "Dr", "Dra", "Mr", "Mrs", "Ms", "Sra", "St", "Ave", "Inc", "Ltd", "Co", "Corp"};

/// The stop of "Walk my dog.", and not that of "10:30 a.m.", "Curtis Bates, Jr." or "and so on
/// ...".
bool ends_with_stop_of_sentence(std::string_view words) {
  words.remove_suffix(1);
  const std::string_view word = words.substr(words.find_last_of(" \t\n") + 1);
  if (word.empty() || word.find('.') != word.npos) return false;
  return std::find(std::begin(abbreviations), std::end(abbreviations), word) ==
         std::end(abbreviations);
}

/// Ends of elements and closing marks of quotation.
constexpr std::string_view closings[] = {"</strong>", "</em>", "</span>", "</a>", "”", "’", "»"};

/// How many bytes of closings stand at the beginning.
std::size_t closings_before(std::string_view text) {
  std::size_t at = 0;
  for (bool closes = true; closes;) {
    closes = false;
    for (const std::string_view closing : closings) {
      if (!text.substr(at).starts_with(closing)) continue;
      at += closing.size();
      closes = true;
    }
  }
  return at;
}

std::string_view before_closings(std::string_view value) {
  for (bool closes = true; closes;) {
    closes = false;
    for (const std::string_view closing : closings) {
      if (!value.ends_with(closing)) continue;
      value.remove_suffix(closing.size());
      closes = true;
    }
  }
  return value;
}

std::string_view first_word(std::string_view words) {
  return words.substr(0, words.find(' '));
}

bool holds_word(std::string_view list, std::string_view word) {
  return (" " + std::string{list} + " ").find(" " + lowered(word) + " ") != std::string::npos;
}

}  // namespace

bool may_give_way(std::string_view value) {
  const std::string_view own = before_closings(value);
  if (own.empty()) return false;
  const std::string_view marks = ".,;:?!";
  return marks.find(own.back()) != marks.npos || own.ends_with("…");
}

std::optional<Joint> joint(std::string_view value, std::string_view text) {
  const std::size_t closed = closings_before(text);
  const std::string_view next = text.substr(closed);
  if (next.empty()) return std::nullopt;
  const bool is_stop = next.starts_with(".");
  const bool is_mark =
      is_stop || std::ranges::any_of(
                     std::initializer_list<std::string_view>{",", ";", ":", "?", ")", " (", " ·"},
                     [&](std::string_view mark) { return next.starts_with(mark); }
                 );
  const std::string_view own = before_closings(value);
  if (own.empty() || !is_mark) return Joint{};
  const Joint of_value{Joint::Goes::of_value, value.size() - own.size() + 1};
  switch (own.back()) {
    case '.':
      return is_stop || ends_with_stop_of_sentence(own) ? of_value : Joint{};
    case ',':
    case ';':
    case ':':
      return of_value;
    default: {
      const bool ends = own.back() == '?' || own.back() == '!' || own.ends_with("…");
      return is_stop && ends ? Joint{Joint::Goes::of_text, closed} : Joint{};
    }
  }
}

std::string in_sentence(std::string_view value, std::string_view text) {
  std::string words{value};
  const auto met = joint(value, text);
  if (met && met->goes == Joint::Goes::of_value) words.erase(words.size() - met->at, 1);
  return words;
}

bool begins_with_preposition(const Language& in, std::string_view words) {
  return holds_word(said(in, "phrase.prepositions"), first_word(words));
}

std::string phrase(const Language& in, std::string_view words) {
  std::string text{words};
  const std::string_view first = first_word(words);
  if (begins_with_preposition(in, words) || holds_word(said(in, "phrase.articles"), first))
    text[0] = lowered(text[0]);
  return text;
}

std::string relation(const Language& in, std::string_view words) {
  const std::string_view first = first_word(words);
  // What a case says may be in another language than the paper.
  const auto articles = in.template_set->words.find("phrase.articles");
  const bool is_article = articles != in.template_set->words.end() &&
                          std::ranges::any_of(articles->second.by_language, [&](const auto& list) {
                            return holds_word(list.second, first);
                          });
  if (is_article && first.size() < words.size()) words.remove_prefix(first.size() + 1);
  std::string text{words};
  const std::string_view noun = first_word(words);
  const bool is_name = noun.ends_with("’s") || noun.ends_with("'s");
  const bool is_short = noun.size() < 2 || lowered(noun[1]) != noun[1];
  if (!is_name && !is_short) text[0] = lowered(text[0]);
  return text;
}

std::string filled(std::string_view pattern, std::initializer_list<Gap> gaps) {
  std::string text;
  text.reserve(pattern.size() + 32);
  for (std::size_t at = 0; at < pattern.size();) {
    const auto open = pattern.find('{', at);
    const auto close = open == pattern.npos ? pattern.npos : pattern.find('}', open);
    if (close == pattern.npos) {
      text += pattern.substr(at);
      break;
    }
    text += pattern.substr(at, open - at);
    const auto name = pattern.substr(open + 1, close - open - 1);
    at = close + 1;
    for (const auto& [gap, value] : gaps) {
      if (gap != name) continue;
      text += value;
      if (!may_give_way(value)) continue;
      const auto met = joint(value, pattern.substr(at)).value_or(Joint{});
      if (met.goes == Joint::Goes::of_value) text.erase(text.size() - met.at, 1);
      if (met.goes == Joint::Goes::of_text) {
        text += pattern.substr(at, met.at);
        at += met.at + 1;
      }
    }
  }
  return text;
}

std::string long_date(const Language& in, Date date) {
  std::string year = number(date.year);
  if (date.month == 0) return year;
  const auto month = in.months[date.month - 1u];
  if (date.day == 0) return filled(in.month_long, {{"month", month}, {"year", year}});
  return filled(in.day_long, {{"month", month}, {"day", number(date.day)}, {"year", year}});
}

std::string short_date(const Language& in, Date date) {
  std::string year = number(date.year);
  if (date.month == 0) return year;
  const std::string month = number(date.month);
  const auto name = in.short_months[date.month - 1u];
  if (date.day == 0)
    return filled(in.month_short, {{"month", month}, {"month-name", name}, {"year", year}});
  return filled(
      in.day_short,
      {{"month", month}, {"month-name", name}, {"day", number(date.day)}, {"year", year}}
  );
}

std::string date_in_sentence(const Language& in, Date date, std::string_view how) {
  std::string id = std::string{"date."}.append(how);
  if (date.day == 0) id += "-month";
  return filled(said(in, id), {{"date", long_date(in, date)}});
}

namespace {

using SayDate = std::string (*)(const Language&, Date);

/// A day has an article where a month or a year has none: del 2 de mayo, de mayo.
std::string range(const Language& in, const Date* from, const Date* to, SayDate say) {
  const auto one = [&](const Date& date) { return date.day == 0 ? "-month" : ""; };
  if (from && to && *from == *to) return say(in, *from);
  if (from && to)
    return filled(
        said(in, std::string{"dates.from"}.append(one(*from)).append("-to").append(one(*to))),
        {{"from", say(in, *from)}, {"to", say(in, *to)}}
    );
  if (from)
    return filled(
        said(in, std::string{"dates.from"}.append(one(*from))), {{"from", say(in, *from)}}
    );
  if (to)
    return filled(said(in, std::string{"dates.until"}.append(one(*to))), {{"to", say(in, *to)}});
  return {};
}

}  // namespace

std::string date_range(const Language& in, const Date* from, const Date* to) {
  return range(in, from, to, long_date);
}

std::string short_date_range(const Language& in, const Date* from, const Date* to) {
  return range(in, from, to, short_date);
}

std::string_view weekday(const Language& in, Date whole) {
  return in.weekdays[day_of_week(whole)];
}

std::string zone_name(const Language& in, std::string_view zone) {
  if (const auto known = said(in, std::string{"zone."}.append(zone)); !known.empty())
    return std::string{known};
  const auto slash = zone.rfind('/');
  if (slash == zone.npos) return std::string{zone};
  std::string place{zone.substr(slash + 1)};
  std::replace(place.begin(), place.end(), '_', ' ');
  return filled(said(in, "zone.of"), {{"place", place}});
}

std::string clock_time(const Language& in, const casefile::DateTime& moment) {
  const int hour = moment.hour % 12 == 0 ? 12 : moment.hour % 12;
  const std::string minute = (moment.minute < 10 ? "0" : "") + number(moment.minute);
  const std::string hour_of_day = (moment.hour < 10 ? "0" : "") + number(moment.hour);
  std::string time = filled(
      in.time,
      {{"hour", number(hour)},
       {"hour-of-day", hour_of_day},
       {"minute", minute},
       {"half", moment.hour < 12 ? in.am : in.pm}}
  );
  if (moment.zone.empty()) return time;
  time += ' ';
  return time + filled(said(in, "date.in-zone"), {{"zone", zone_name(in, moment.zone)}});
}

std::string long_moment(const Language& in, const casefile::DateTime& moment) {
  return filled(
      in.moment,
      {{"weekday", weekday(in, moment.date)},
       {"date", long_date(in, moment.date)},
       {"time", clock_time(in, moment)}}
  );
}

namespace {

/// Whether a word begins with the sound of i, as Spanish hears it: Irene, hígado, and not hielo.
bool begins_with_i(std::string_view word) {
  const auto starts = [&](std::initializer_list<std::string_view> any) {
    return std::any_of(any.begin(), any.end(), [&](std::string_view a) {
      return word.starts_with(a);
    });
  };
  if (starts({"h", "H"})) {
    word.remove_prefix(1);
    return starts({"i", "\u00ED"}) && !starts({"ia", "ie", "io"});
  }
  return starts({"i", "I", "\u00ED", "\u00CD"});
}

}  // namespace

std::string joined(const Language& in, std::span<const std::string> things) {
  std::string text;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (i > 0 && i + 1 == things.size()) {
      text += ' ';
      text += begins_with_i(things[i]) ? in.and_before_i : in.and_word;
      text += ' ';
    } else if (i > 0) {
      text += ", ";
    }
    text += i + 1 < things.size() ? in_sentence(things[i], ",") : things[i];
  }
  return text;
}

std::string_view words(const Language& in, const vocabulary::Code& code) {
  std::string_view english = code.value;
  for (const auto& [language, label] : code.labels) {
    if (language == in.code) return label;
    if (language == language_tag::english) english = label;
  }
  return english;
}

}  // namespace engine::facts
