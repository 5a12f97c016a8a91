// What a chart says beside a medicine and how much of it: who watches over it, whether it is taken,
// what it is not for.

#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>

namespace engine::chart::c_cda {

namespace {

/// Who watches over a medicine, and when.
void tell_monitoring(const El& given, const Reading& to, Item& item) {
  for (const El& relation : given.children("entryRelationship")) {
    const El act = relation.child("act");
    if (!act.has_template("2.16.840.1.113883.10.20.22.4.123")) continue;
    std::string words = with_day(choose(candidates_of(act.child("code"), to.pages)).name, act);
    for (const El& participant : act.children("participant")) {
      const PersonName name = name_of(participant.at("participantRole/playingEntity/name"));
      if (!name.is_empty()) words += (words.empty() ? "" : ", ") + name.whole();
    }
    if (!words.empty()) item.doubt("watched", std::move(words));
  }
}

/// What times say besides a period or an event: the weekday that they fall on, how long before or
/// after a meal.
void tell_more_of_times(const El& given, Item& item) {
  for (const El& time : times_of(given)) {
    std::string words;
    const auto add = [&](const std::string& more) { words += (words.empty() ? "" : "; ") + more; };
    const std::string_view alignment = time.attribute("alignment");
    if (!alignment.empty()) add("alignment " + std::string{alignment});
    if (const auto start = period_of(time.child("phase")).start) add(start->iso());
    for (const El& offset : time.child("offset").below("low")) add("offset " + amount_in(offset));
    if (!words.empty()) item.doubt("more-of-times", std::move(words));
  }
}

/// What is not the reason for a medicine.
void tell_no_reason(const El& given, const Pages& pages, Item& item) {
  for (const El& relation : given.children("entryRelationship")) {
    const El reason = relation.child("observation");
    if (relation.attribute("typeCode") != "RSON" || reason.attribute("negationInd") != "true")
      continue;
    std::string words = choose(candidates_of(reason.child("value"), pages)).name;
    if (!words.empty()) item.doubt("not-for", std::move(words));
  }
}

/// What was proposed or asked for is not taken yet, as far as the chart knows.
void tell_mood(const El& given, Item& item) {
  const std::string_view mood = given.attribute("moodCode");
  if (mood != "PRP" && mood != "RQO") return;
  item.doubt("only-proposed");
  item.call_unclear();
}

/// Whether an observation beside a medicine says how it is taken. Some systems have templates of
/// their own for it: then its words show it.
bool is_of_adherence(const El& said, const std::string& words) {
  constexpr std::string_view others[] = {
      "2.16.840.1.113883.10.20.22.4.9",    // a reaction
      "2.16.840.1.113883.10.20.22.4.19",   // what it is for
      "2.16.840.1.113883.10.20.22.4.47"};  // its status
  const auto is_other = [&](auto root) { return said.has_template(root); };
  const El code = said.child("code");
  if (std::ranges::any_of(others, is_other) || code.attribute("code") == code_of_medicine_status)
    return false;
  constexpr std::array<std::string_view, 1> adherence{"418633004"};
  const std::string_view name = code.attribute("displayName");
  return said.has_template("2.16.840.1.113883.10.20.22.4.508") || has_code(code, adherence) ||
         contains_but_case(name, "adherence") || contains_but_case(name, "compliance") ||
         says_not_taken(words);
}

/// What is said of whether it is taken as it was meant: "Not taking medication".
void tell_adherence(const El& given, const Reading& to, Item& item) {
  for (const El& relation : given.children("entryRelationship")) {
    const El said = relation.child("observation");
    if (!said || relation.attribute("typeCode") == "RSON") continue;
    const El value = said.child("value");
    std::string words = choose(candidates_of(value, to.pages)).name;
    const auto codes = codes_of(value);
    if (words.empty() && !codes.empty()) words = codes.front().system + ' ' + codes.front().code;
    if (const std::string text = to.pages.text_of(said.child("text"));
        !text.empty() && !contains_but_case(words, text))
      words += (words.empty() ? "" : " – ") + text;
    if (words.empty() || !is_of_adherence(said, words)) continue;
    if (item.status == "current" && says_as_meant(words)) continue;
    constexpr std::array<std::string_view, 1> not_taking{"715038008"};
    if (has_code(value, not_taking) || says_not_taken(words)) item.call_unclear();
    item.doubt("adherence", with_day(std::move(words), said));
  }
}

}  // namespace

std::vector<El> times_of(const El& given) {
  std::vector<El> all;
  for (const El& time : given.children("effectiveTime")) {
    const auto parts = time.children("comp");
    if (parts.empty()) all.push_back(time);
    all.insert(all.end(), parts.begin(), parts.end());
  }
  return all;
}

void tell_beside_medicine(const El& given, const Reading& to, Item& item) {
  tell_mood(given, item);
  tell_no_reason(given, to.pages, item);
  tell_more_of_times(given, item);
  tell_monitoring(given, to, item);
  tell_adherence(given, to, item);
}

}  // namespace engine::chart::c_cda
