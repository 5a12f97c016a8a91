#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>

namespace engine::chart::c_cda {

namespace {

std::string said(const El& part) {
  const std::string text = part.text();
  const std::string words = lowered(text);
  return part.is_null() || words == "null" || words == "unk" ? "" : text;
}

}  // namespace

std::vector<Candidate> candidates_of(const El& coded, const Pages& pages) {
  std::vector<Candidate> all;
  if (!coded) return all;
  const auto add = [&](std::string text, bool is_coded, bool is_beside_code = false) {
    if (!text.empty()) all.push_back({std::move(text), is_coded, false, is_beside_code});
  };
  const bool has_code = !codes_of(coded).empty();
  add(std::string{coded.attribute("displayName")}, true);
  if (const El original = coded.child("originalText"))
    add(pages.text_of(original), !all.empty(), has_code);
  for (const El& other : coded.children("translation")) {
    add(std::string{other.attribute("displayName")}, true);
    if (const El original = other.child("originalText"))
      add(pages.text_of(original), false, has_code);
  }
  if (coded.child("reference")) add(pages.text_of(coded), false);  // a value of type ED
  if (all.empty() && coded.attribute("code").empty()) add(coded.own_text(), false);
  return all;
}

std::vector<Code> codes_of(const El& coded) {
  std::vector<Code> codes;
  const auto add = [&](const El& one) {
    if (one.attribute("code").empty()) return;
    codes.push_back({code_system(one.attribute("codeSystem")), std::string{one.attribute("code")}});
  };
  if (!coded) return codes;
  add(coded);
  for (const El& other : coded.children("translation")) add(other);
  return codes;
}

bool has_code(const El& coded, std::span<const std::string_view> wanted) {
  return std::ranges::any_of(codes_of(coded), [&](const Code& code) {
    return std::ranges::find(wanted, code.code) != wanted.end();
  });
}

bool is_of_thing(const El& coded, const Pages& pages) {
  constexpr std::string_view lists[] = {"RxNorm", "NDC", "UNII", "ICD-10-CM", "ICD-10", "ICD-9-CM"};
  if (!choose(candidates_of(coded, pages)).name.empty()) return true;
  // "Unknown" beside a code says that it is of nothing in particular.
  const auto codes = codes_of(coded);
  return coded.attribute("displayName").empty() && !codes.empty() &&
         std::ranges::find(lists, codes.front().system) != std::end(lists);
}

Period period_of(const El& time) {
  if (!time) return {};
  const El high = time.child("high");
  const auto bound = [](const El& end) {
    const auto date = date_in(end.attribute("value"));
    return date ? date : date_in(end.attribute("nullFlavor"));  // some systems put the day there
  };
  Period period{bound(time.child("low")), bound(high), false};
  // One day alone; some systems write the first and the last besides.
  const auto alone = date_in(time.attribute("value"));
  if (alone && !period.end) return {alone, {}, false};
  if (alone && !period.start) period.start = alone;
  // A time around a day: that day is all there is.
  if (!period.start && !period.end) period.start = date_in(time.child("center").attribute("value"));
  period.ends_some_day = !period.end && high && high.attribute("nullFlavor") == "UNK";
  return period;
}

PersonName name_of(const El& name) {
  PersonName all;
  for (const El& part : name.children()) {
    const std::string_view qualifier = part.attribute("qualifier");
    const std::string words = said(part);
    if (words.empty()) continue;
    if (part.is("prefix")) all.prefix.push_back(words);
    if (part.is("suffix")) all.suffix.push_back(words);
    if (part.is("family")) all.family += (all.family.empty() ? "" : " ") + words;
    if (part.is("given") && qualifier != "BR" && qualifier != "CL") all.given.push_back(words);
  }
  if (all.is_empty()) {
    const std::string text = said(name);
    if (text.empty()) return {};
    auto prefix = std::move(all.prefix), suffix = std::move(all.suffix);
    all = name_in(text);
    if (all.text.empty()) all.prefix = std::move(prefix), all.suffix = std::move(suffix);
  }
  return all;
}

Address address_of(const El& address) {
  Address all;
  if (!address || address.is_null()) return all;
  const std::string_view use = address.attribute("use");
  if (use.find("TMP") != use.npos)
    all.use = "temp";
  else if (use.find('H') != use.npos)
    all.use = "home";
  else if (use.find("WP") != use.npos)
    all.use = "work";
  for (const El& part : address.children()) {
    std::string words = said(part);
    if (words.empty()) continue;
    if (part.is("streetAddressLine") || part.is("additionalLocator")) all.lines.push_back(words);
    if (part.is("city")) all.city = words;
    if (part.is("state")) all.state = words;
    if (part.is("postalCode")) all.postal_code = postal_code_in(words);
    if (part.is("country") && words != "US" && words != "USA") all.country = words;
  }
  all.until = period_of(address.child("useablePeriod")).end;
  return all;
}

std::vector<Telecom> telecoms_of(const El& owner) {
  std::vector<Telecom> all;
  for (const El& telecom : owner.children("telecom")) {
    if (telecom.is_null()) continue;
    auto known = telecom_in(telecom.attribute("value"));
    if (!known) continue;
    const std::string_view use = telecom.attribute("use");
    if (use.find("MC") != use.npos)
      known->use = "mobile";
    else if (use.find("HP") != use.npos || use == "H" || use == "HV")
      known->use = "home";
    else if (use.find("WP") != use.npos)
      known->use = "work";
    known->until = period_of(telecom.child("useablePeriod")).end;
    const bool is_again = std::ranges::any_of(all, [&](const Telecom& other) {
      return other.value == known->value && other.system == known->system;
    });
    if (!is_again) all.push_back(*std::move(known));
  }
  return all;
}

std::string site_of(const El& entry) {
  std::string all;
  for (const El& site : entry.children("targetSiteCode")) {
    for (const El& qualifier : site.children("qualifier")) {
      const std::string_view side = qualifier.child("value").attribute("displayName");
      if (!side.empty()) all += (all.empty() ? "" : ", ") + std::string{side};
    }
    const std::string_view place = site.attribute("displayName");
    if (!place.empty()) all += (all.empty() ? "" : ", ") + std::string{place};
  }
  return all;
}

std::optional<Date> day_of(const El& act) {
  const Period period = period_of(act.child("effectiveTime"));
  return period.start ? period.start : period.end;
}

std::string with_day(std::string words, const El& of) {
  const Period period = period_of(of.child("effectiveTime"));
  const auto day = period.start ? period.start : period.end;
  if (!day || words.empty()) return words;
  words += " (" + day->iso();
  if (period.end && *period.end != *day) words += " – " + period.end->iso();
  return words + ')';
}

void tell_end_of_concern(const El& act, Item& item) {
  if (!act.is("act")) return;
  if (const auto end = period_of(act.child("effectiveTime")).end)
    item.doubt("active-and-ended", end->iso());
}

void tell_broken_off(const El& act, Item& item) {
  constexpr std::string_view states[] = {"aborted", "suspended", "cancelled", "obsolete"};
  const std::string_view state = act.child("statusCode").attribute("code");
  const bool is_one = std::ranges::find(states, state) != std::end(states);
  if (!is_one) return;
  item.doubt("entry-state", std::string{state});
  item.call_unclear();
}

void tell_state_in_words(const El& value, Item& item) {
  const std::string words = tidy(
      value.attribute("displayName").empty() ? value.child("originalText").text()
                                             : std::string{value.attribute("displayName")}
  );
  constexpr std::string_view against[] = {"absent", "suspect", "never", "negative", "not "};
  const bool is_against =
      speaks_against(words) || says_over(words, item.all_names(), false) ||
      std::ranges::any_of(against, [&](auto one) { return contains_but_case(words, one); });
  const bool goes_on = item.status == "active" || item.status == "current";
  if (!is_against || !goes_on) return;
  item.doubt("words-against", words);
  item.call_unclear();
}

void tell_verification(const El& observation, Item& item) {
  const El value = observation_of(observation, "no template", verification_code).child("value");
  const std::string words = tidy(
      value.attribute("displayName").empty() ? value.child("originalText").text()
                                             : std::string{value.attribute("displayName")}
  );
  constexpr std::array<std::string_view, 2> sure{"410605003", "confirmed"};
  if (words.empty() || has_code(value, sure) || same_but_case(words, "confirmed")) return;
  constexpr std::string_view absent[] = {"not present", "absent", "refuted", "in error"};
  const bool is_absent =
      std::ranges::any_of(absent, [&](auto one) { return contains_but_case(words, one); });
  item.basis = Basis::unconfirmed;
  item.doubt("sure-said", words);
  if (is_absent) item.call_unclear();
}

std::string purpose_of(const El& entry, const Pages& pages) {
  std::string all;
  for (const El& relation : entry.children("entryRelationship")) {
    if (relation.attribute("typeCode") != "RSON") continue;
    const El reason = relation.child("observation");
    const bool is_mistake = reason.child("statusCode").attribute("code") == "nullified";
    if (is_mistake || reason.attribute("negationInd") == "true") continue;
    const Chosen chosen = choose(candidates_of(reason.child("value"), pages));
    if (!chosen.name.empty()) all += (all.empty() ? "" : ", ") + chosen.name;
  }
  return all;
}

std::vector<std::string> effects_of(const El& entry, const Pages& pages) {
  constexpr std::string_view reaction = "2.16.840.1.113883.10.20.22.4.9";
  constexpr std::string_view problem = "2.16.840.1.113883.10.20.22.4.4";
  constexpr std::array<std::string_view, 1> complication{"116223007"};
  std::vector<std::string> all;
  for (const El& relation : entry.children("entryRelationship")) {
    const El effect = relation.child("observation");
    const std::string_view type = relation.attribute("typeCode");
    const bool is_effect = type == "CAUS" || type == "MFST" || effect.has_template(reaction) ||
                           (type == "COMP" && (effect.has_template(problem) ||
                                               has_code(effect.child("code"), complication)));
    if (!is_effect || type == "RSON" || effect.attribute("negationInd") == "true") continue;
    std::string words = choose(candidates_of(effect.child("value"), pages)).name;
    if (words.empty()) words = pages.text_of(effect.child("text"));
    if (!words.empty()) all.push_back(with_day(std::move(words), effect));
  }
  return all;
}

std::string reason_beside(const El& entry, const Pages& pages) {
  std::string all;
  const auto add = [&](const std::string& words) {
    if (!words.empty() && !contains_but_case(all, words)) all += (all.empty() ? "" : ", ") + words;
  };
  for (const El& relation : entry.children("entryRelationship")) {
    const El observation = relation.child("observation"), act = relation.child("act");
    const bool is_reason = relation.attribute("typeCode") == "RSON" ||
                           observation.child("code").attribute("code") == "77301-0";
    if (is_reason) {
      std::string words = choose(candidates_of(observation.child("value"), pages)).name;
      if (words.empty()) words = choose(candidates_of(observation.child("code"), pages)).name;
      add(words);
      add(choose(candidates_of(act.child("code"), pages)).name);
    } else if (act && act.child("code").attribute("code") != comment_code && !act.has_template(instruction_template)) {
      add(pages.text_of(act.child("text")));
    }
  }
  return all;
}

std::string with_reason(std::string words, const El& entry, const Pages& pages) {
  if (const std::string reason = reason_beside(entry, pages); !reason.empty())
    words += " – " + reason;
  return words;
}

El observation_of(const El& parent, std::string_view root, std::string_view code) {
  for (const El& relation : parent.children("entryRelationship")) {
    const El observation = relation.child("observation");
    if (!observation) continue;
    if (observation.has_template(root) ||
        (!code.empty() && observation.child("code").attribute("code") == code))
      return observation;
  }
  return {};
}

}  // namespace engine::chart::c_cda
