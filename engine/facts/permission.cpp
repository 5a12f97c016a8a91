#include "engine/facts/drawing.hpp"
#include "engine/facts/faces.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

namespace {

/// The papers that are permissions: only these end, can be taken back, and need somebody's right to
/// sign.
bool is_permission(const Errand& errand) {
  return errand.wants_authorization || errand.paper == "substance-use" ||
         errand.paper == "psychotherapy";
}

const Entry* expires(const Errand& errand) {
  const Entry* authorization = errand.request->find("authorization");
  return authorization ? authorization->find("expires") : nullptr;
}

Fact told(
    const Drawing& d,
    std::string_view code,
    std::string_view id,
    Span at,
    std::initializer_list<Gap> gaps
) {
  const std::string hint_id = std::string{id} + "-hint";
  Fact fact = group({
      {"code", std::string{code}},
      {"text", Fact{filled(said(d.in, id), gaps), at}},
      {"hint", std::string{said(d.in, hint_id)}},
  });
  fact.span = at;
  return fact;
}

/// Words for "never": 45 CFR 164.508(c)(1)(v) wants an end that can come, for anything but
/// research.
bool means_never(std::string_view event) {
  std::string words;
  for (const char c : event) {
    if ((c >= 'a' && c <= 'z') || c == ' ') words += c;
    if (c >= 'A' && c <= 'Z') words += static_cast<char>(c - 'A' + 'a');
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

Fact end_problem(const Drawing& d, const Errand& errand) {
  const Entry* end = expires(errand);
  if (!end) return {};
  if (const Entry* date = end->find("date");
      date && date->date() && date->date()->last_day() < d.known.as_of().first_day()) {
    return told(
        d,
        "E501",
        "problem.expired",
        date->span,
        {{"end", quoted(long_date(d.in, *date->date()))},
         {"asOf", quoted(long_date(d.in, d.known.as_of()))}}
    );
  }
  // 42 CFR 2.31(a)(7): a consent for treatment, payment and operations may have no end.
  const Entry* event = end->find("event");
  if (event && errand.paper != "substance-use" && means_never(event->text())) {
    return told(d, "E502", "problem.no-end", event->span, {{"end", quoted(event->text())}});
  }
  return {};
}

Fact revoked_problem(const Drawing& d, const Errand& errand) {
  const Entry* authorization = errand.request->find("authorization");
  const Entry* revoked = authorization ? authorization->find("revokedOn") : nullptr;
  if (!revoked || !revoked->date() || revoked->date()->first_day() > d.known.as_of().last_day())
    return {};
  return told(
      d,
      "E503",
      "problem.revoked",
      revoked->span,
      {{"end", quoted(long_date(d.in, *revoked->date()))}}
  );
}

/// A representative signs within the days of their authority only (45 CFR 164.508(c)(1)(vi),
/// 164.502(g)).
Fact signer_problem(const Drawing& d, const People& who) {
  for (const Signer& signer : who.signers) {
    if (signer.is_patient || !signer.who) continue;
    const Entry* to = signer.who->find("to");
    if (to && to->date() && to->date()->last_day() < d.known.as_of().first_day()) {
      return told(
          d,
          "E505",
          "problem.authority-over",
          to->span,
          {{"name", quoted(full_name(*signer.who))}, {"end", quoted(long_date(d.in, *to->date()))}}
      );
    }
    const Entry* from = signer.who->find("from");
    if (from && from->date() && from->date()->first_day() > d.known.as_of().last_day()) {
      return told(
          d,
          "E505",
          "problem.authority-not-yet",
          from->span,
          {{"name", quoted(full_name(*signer.who))},
           {"end", quoted(long_date(d.in, *from->date()))}}
      );
    }
  }
  return {};
}

/// 45 CFR 164.508(b)(3)(ii): psychotherapy notes share a form with nothing else.
Fact mixed_problem(const Drawing& d, const Errand& errand) {
  if (errand.paper != "psychotherapy") return {};
  for (const Entry* item : errand.items) {
    if (!item->is("type", "psychotherapy-notes"))
      return told(d, "E506", "problem.mixed", item->span, {});
  }
  return {};
}

Date months_later(Date whole, int months) {
  const int counted = whole.month - 1 + months;
  Date later =
      plus_years({whole.year, static_cast<std::uint8_t>(counted % 12 + 1), 1}, counted / 12);
  later.day = std::min(whole.day, Date{later.year, later.month}.last_day().day);
  return later;
}

/// That it ends today, or after a year, is told when the case is read (W125, W126).
void doubt_the_end(const Drawing& d, const Errand& errand) {
  const Entry* end = expires(errand);
  if (!end) return;
  const Date today = d.known.as_of().first_day();
  if (const Entry* date = end->find("date"); date && date->date()) {
    const Date last = date->date()->last_day();
    if (errand.rule && !errand.rule->state.empty() && errand.rule->most_months > 0 &&
        last > months_later(today, errand.rule->most_months)) {
      d.out.warn(
          "W503",
          date->span,
          "this permission lasts longer than " + errand.rule->name + " lets it",
          {"end it " + std::to_string(errand.rule->most_months) +
           " months after it is made, at the latest (" + errand.rule->source + ")"}
      );
    }
    return;
  }
  const Entry* event = end->find("event");
  if (event && errand.rule && errand.rule->calendar_date && !means_never(event->text())) {
    const std::string state =
        errand.rule->state.empty() ? "the office's state may ask" : errand.rule->name + " asks";
    d.out.warn(
        "W504",
        event->span,
        state + " for an end by the calendar, and this permission ends with an event",
        {"give the end as date=\"year-month-day\""}
    );
  }
}

bool speaks_of(std::string_view text, std::string_view small_letters) {
  const auto same = [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  };
  return std::search(text.begin(), text.end(), small_letters.begin(), small_letters.end(), same) !=
         text.end();
}

void doubt_the_authority(const Drawing& d, const People& who) {
  for (const Signer& signer : who.signers) {
    const Entry* text =
        signer.who && !signer.is_patient ? signer.who->find("authorityText") : nullptr;
    if (text && speaks_of(text->text(), "power of attorney") &&
        !speaks_of(text->text(), "health") && !speaks_of(text->text(), "medical")) {
      d.out.warn(
          "W509",
          text->span,
          "this power of attorney does not say that it is about health care",
          {"a power of attorney for money is not enough; name the paper that covers health care"}
      );
    }
  }
}

void doubt_the_state(const Drawing& d, const Errand& errand) {
  if (errand.rule && !errand.rule->state.empty()) return;
  const Entry* address = errand.holder ? errand.holder->find("address") : nullptr;
  const Entry* state = address ? address->find("state") : nullptr;
  d.out.warn(
      "W510",
      state ? state->span : errand.request->span,
      "the rules of the office's state are not checked",
      {"the form keeps to the strictest common rules: large type, an end by the calendar, one year "
       "at most"}
  );
}

}  // namespace

Fact problem(const Drawing& d, const Errand& errand, const People& who) {
  if (!errand.entire && errand.items.empty()) {
    return told(d, "E504", "problem.no-records", errand.request->span, {});
  }
  if (!is_permission(errand)) return {};
  for (Fact found :
       {mixed_problem(d, errand),
        revoked_problem(d, errand),
        end_problem(d, errand),
        signer_problem(d, who)}) {
    if (!found.is_no()) return found;
  }
  doubt_the_end(d, errand);
  doubt_the_authority(d, who);
  doubt_the_state(d, errand);
  return {};
}

Fact rule(const Drawing& d, const Errand& errand) {
  static constexpr int safest_points =
      14;  // California's, the largest any state is known to ask for
  const bool known = errand.rule && !errand.rule->state.empty();
  const bool shares_private = [&] {
    for (const Entry* kind : errand.request->all("sensitive")) {
      if (says_yes(*kind, "include")) return true;
    }
    return false;
  }();
  List statements;
  if (errand.rule) {
    for (const kind::Words& statement : errand.rule->statements)
      statements.emplace_back(statement.in(d.in.code));
  }
  const int points = errand.rule ? errand.rule->least_points : safest_points;
  const auto checked = errand.rule ? parse_date(errand.rule->checked) : std::nullopt;
  return group({
      {"state", known ? Fact{errand.rule->name} : Fact{}},
      {"known", known},
      {"leastPoints", points > 0 ? Fact{points} : Fact{}},
      {"oneYear",
       errand.rule ? errand.rule->most_months > 0 && errand.rule->most_months <= 12 : true},
      {"calendarDate", errand.rule ? errand.rule->calendar_date : true},
      {"witness", errand.rule && errand.rule->witness && shares_private},
      {"statements", std::move(statements)},
      {"source", errand.rule ? text_or_no(errand.rule->source) : Fact{}},
      {"checked", checked ? Fact{*checked} : Fact{}},
  });
}

}  // namespace engine::facts
