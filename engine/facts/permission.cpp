#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"
#include "engine/facts/messages.hpp"
#include "engine/facts/problems.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

const Entry* expires(const Disclosure& disclosure) {
  const Entry* authorization = disclosure.request->find("authorization");
  return authorization ? authorization->find("expires") : nullptr;
}

namespace {

/// Words for "never": 45 CFR 164.508(c)(1)(v) wants an end that can come, for anything but
/// research.
bool means_never(std::string_view event) {
  std::string words;
  for (const char c : event) {
    if (is_letter(c) || c == ' ') words += lowered(c);
  }
  constexpr std::string_view nevers[] = {"none",          "never",           "no end",
                                         "no end date",   "no expiration",   "no expiration date",
                                         "no expiry",     "indefinite",      "indefinitely",
                                         "forever",       "does not expire", "never expires",
                                         "until revoked", "permanent",       "unlimited",
                                         "nunca",         "ninguno",         "ninguna",
                                         "indefinido",    "sin fin",         "sin vencimiento",
                                         "para siempre"};
  return std::find(std::begin(nevers), std::end(nevers), words) != std::end(nevers);
}

}  // namespace

bool is_endless(const Disclosure& disclosure) {
  const Entry* end = expires(disclosure);
  const Entry* event = end ? end->find("event") : nullptr;
  return disclosure.paper == "substance-use" && treats(disclosure) && event &&
         means_never(event->text());
}

namespace {

Fact told(const Context& d, const Problem& problem, Span at, std::initializer_list<Gap> gaps) {
  const std::string hint_id = std::string{problem.words} + "-hint";
  Fact fact = group<tables::problem>({
      {"code", std::string{problem.code}},
      {"text", Fact{filled(said(d.in, problem.words), gaps), at}},
      {"hint", filled(said(d.in, hint_id), gaps)},
  });
  fact.span = at;
  return fact;
}

Fact end_problem(const Context& d, const Disclosure& disclosure) {
  const Entry* end = expires(disclosure);
  if (!end) return {};
  if (const Entry* date = end->find("date");
      date && date->date() && date->date()->last_day() < d.known.as_of().first_day()) {
    return told(
        d,
        problems::expired,
        date->span,
        {{"end", marked(long_date(d.in, *date->date()))},
         {"asOf", marked(long_date(d.in, d.known.as_of()))}}
    );
  }
  const Entry* event = end->find("event");
  if (event && !is_endless(disclosure) && means_never(event->text())) {
    return told(d, problems::has_no_end, event->span, {{"end", quoted_value(event->text())}});
  }
  return {};
}

/// Known to be 18 or older: where the birth date is not given, a parent may sign for a minor.
bool is_of_age(const People& people) {
  return !people.minor && people.patient && people.patient->date("birthDate");
}

/// A representative signs within the days of their authority only (45 CFR 164.508(c)(1)(vi),
/// 164.502(g)).
Fact signer_problem(const Context& d, const People& people, const Signing& signing) {
  for (const Signer& signer : signing.signers) {
    if (signer.is_patient || !signer.who) continue;
    if (signer.role == "parent" && is_of_age(people)) {
      return told(
          d,
          problems::parent_of_adult,
          signer.who->find("authority")->span,
          {{"name", marked(full_name(*signer.who))}}
      );
    }
    const Entry* to = signer.who->find("to");
    if (to && to->date() && to->date()->last_day() < d.known.as_of().first_day()) {
      return told(
          d,
          problems::authority_over,
          to->span,
          {{"name", marked(full_name(*signer.who))}, {"end", marked(long_date(d.in, *to->date()))}}
      );
    }
    const Entry* from = signer.who->find("from");
    if (from && from->date() && from->date()->first_day() > d.known.as_of().last_day()) {
      return told(
          d,
          problems::authority_not_yet,
          from->span,
          {{"name", marked(full_name(*signer.who))},
           {"end", marked(long_date(d.in, *from->date()))}}
      );
    }
  }
  return {};
}

/// 45 CFR 164.508(b)(3)(ii): psychotherapy notes share a form with nothing else.
Fact mixed_problem(const Context& d, const Disclosure& disclosure) {
  if (disclosure.paper != "psychotherapy") return {};
  for (const Entry* item : disclosure.items) {
    if (!item->is("type", "psychotherapy-notes")) return told(d, problems::mixed, item->span, {});
  }
  return {};
}

/// A private kind is switched on, and no record of that kind is named: 45 CFR 164.508(c)(1)(i), 42
/// CFR 2.31(a)(3).
Fact no_records(const Context& d, const Disclosure& disclosure) {
  for (const Entry* kind : disclosure.request->all("sensitive")) {
    const auto category = kind->text("category");
    if (!has_form_of_its_own(disclosure.paper) || !shares(disclosure, category)) continue;
    const std::string type = category == "sud" ? "substance-use-program" : "psychotherapy-notes";
    return told(d, problems::no_private_records, kind->span, {{"type", type}});
  }
  return told(d, problems::no_records, disclosure.request->span, {});
}

Date months_later(Date whole, int months) {
  const int counted = whole.month - 1 + months;
  Date later =
      plus_years({whole.year, static_cast<std::uint8_t>(counted % 12 + 1), 1}, counted / 12);
  later.day = std::min(whole.day, Date{later.year, later.month}.last_day().day);
  return later;
}

/// That it ends today, or after a year, is told when the case is read (W125, W126).
void warn_about_expiry(const Context& d, const Disclosure& disclosure) {
  const Entry* end = expires(disclosure);
  if (!end) return;
  const Date today = d.known.as_of().first_day();
  if (const Entry* date = end->find("date"); date && date->date()) {
    const Date last = date->date()->last_day();
    if (disclosure.rule && !disclosure.rule->state.empty() && disclosure.rule->most_months > 0 &&
        last > months_later(today, disclosure.rule->most_months)) {
      d.out.warn(
          messages::permission_too_long(disclosure.rule->name),
          date->span,
          {"end it " + std::to_string(disclosure.rule->most_months) +
           " months after it is made, at the latest (" + disclosure.rule->source + ")"}
      );
    }
    return;
  }
  const Entry* event = end->find("event");
  if (event && disclosure.rule && applies(disclosure.rule->calendar_date, disclosure) &&
      !means_never(event->text())) {
    d.out.warn(
        disclosure.rule->state.empty() ? messages::state_may_ask_for_day
                                       : messages::state_asks_for_day(disclosure.rule->name),
        event->span,
        {"give the end as date=\"year-month-day\""}
    );
  }
}

void warn_about_authority(const Context& d, const Signing& signing) {
  for (const Signer& signer : signing.signers) {
    const Entry* text =
        signer.who && !signer.is_patient ? signer.who->find("authorityText") : nullptr;
    if (text && contains_but_case(text->text(), "power of attorney") &&
        !contains_but_case(text->text(), "health") && !contains_but_case(text->text(), "medical")) {
      d.out.warn(
          messages::authority_not_for_health,
          text->span,
          {"a power of attorney for money is not enough; name the paper that covers health care"}
      );
    }
  }
}

/// 740 ILCS 110/5(c): a blanket consent to share mental health records is not valid.
void warn_about_whole_record(const Context& d, const Disclosure& disclosure) {
  if (!disclosure.entire || !disclosure.rule) return;
  for (const std::string& category : disclosure.rule->no_whole_record.some) {
    if (!shares(disclosure, category)) continue;
    d.out.warn(
        messages::whole_record_does_not_hold(disclosure.rule->name, category),
        disclosure.request->find("scope")->span,
        {"list the records in items of their own, with their dates (" + disclosure.rule->source +
         ")"}
    );
    return;
  }
}

void warn_about_state(const Context& d, const Disclosure& disclosure) {
  if (disclosure.rule && !disclosure.rule->state.empty()) return;
  const Entry* address = disclosure.holder ? present_address(*disclosure.holder) : nullptr;
  const Entry* state = address ? address->find("state") : nullptr;
  d.out.warn(
      messages::state_not_checked,
      state ? state->span : disclosure.request->span,
      {"the form keeps to the strictest common rules: an end by the calendar, one year at most; "
       "ask the office if its state wants more"}
  );
}

}  // namespace

Fact problem(
    const Context& d, const Disclosure& disclosure, const People& people, const Signing& signing
) {
  if (!disclosure.entire && disclosure.items.empty()) return no_records(d, disclosure);
  if (Fact decided = transfer_problem(d, disclosure, people); !decided.is_no()) return decided;
  if (disclosure.taken_back) return {};
  if (!is_permission(disclosure) && disclosure.paper != "veterans") return {};
  for (Fact found :
       {mixed_problem(d, disclosure),
        end_problem(d, disclosure),
        signer_problem(d, people, signing)}) {
    if (!found.is_no()) return found;
  }
  warn_about_authority(d, signing);
  // Veterans Affairs goes by the law of no state.
  if (disclosure.paper == "veterans") return {};
  warn_about_expiry(d, disclosure);
  warn_about_whole_record(d, disclosure);
  warn_about_state(d, disclosure);
  return {};
}

}  // namespace engine::facts
