#include "engine/facts/context.hpp"
#include "engine/facts/messages.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

namespace {

std::string_view state_of(const Context& d, const Disclosure& disclosure) {
  const Date today = d.known.as_of();
  const Entry* authorization = disclosure.request->find("authorization");
  if (!authorization) return "unsigned";
  if (disclosure.taken_back) return "revoked";
  const Entry* end = expires(disclosure);
  if (const Date* last = end ? end->date("date") : nullptr;
      last && last->last_day() < today.first_day())
    return "expired";
  return authorization->date("signedOn") ? "in-force" : "unsigned";
}

/// The permission ends before the day for which its records are wanted, or the visit they are for.
bool ends_too_soon(const Context& d, const Disclosure& disclosure) {
  const Entry* end = expires(disclosure);
  const Date* last = end ? end->date("date") : nullptr;
  if (!last || !is_missing(disclosure) || state_of(d, disclosure) != "in-force") return false;
  const Date* needed = disclosure.request->date("neededBy");
  const Entry* visit = next_visit_with(d, disclosure.provider);
  const Entry* at = visit ? visit->find("at") : nullptr;
  const auto* moment = at ? std::get_if<casefile::DateTime>(&at->value) : nullptr;
  const bool is_short = (needed && last->last_day() < needed->first_day()) ||
                        (!needed && moment && last->last_day() < moment->date);
  if (is_short)
    d.out.warn(
        messages::ends_too_soon,
        end->find("date")->span,
        {"give it a later date, and have the form signed again"}
    );
  return is_short;
}

/// Who gives it takes it back: 45 CFR 164.508(b)(5), 42 CFR 2.31(a)(6). What there is to tell of
/// the signatures is told of the form itself.
Signing given_by(const Context& d, const Disclosure& disclosure, const People& people) {
  Diagnostics nowhere;
  return signing({d.known, d.root, d.template_set, d.in, nowhere, d.budget}, disclosure, people);
}

Fact permission(
    const Context& d,
    const Disclosure& disclosure,
    std::string_view paper,
    const People& people,
    bool elsewhere,
    bool discreet
) {
  const Signing signs = given_by(d, disclosure, people);
  const bool represented = std::any_of(
      signs.signers.begin(), signs.signers.end(), [](const Signer& s) { return !s.is_patient; }
  );
  const Entry* authorization = disclosure.request->find("authorization");
  const auto day = [&](std::string_view name) {
    return date_or_no(authorization ? authorization->find(name) : nullptr);
  };
  const Entry* end = expires(disclosure);
  const auto state = state_of(d, disclosure);
  return group<tables::permission>({
      {"title", word(d, "paper", paper)},
      {"holderName", holder_name(d.in, disclosure.holder)},
      {"caption", caption(d, disclosure, elsewhere)},
      {"isDiscreet", discreet},
      {"holder", disclosure.holder},
      {"recipientName", receiver_name(d.in, receiver(d, disclosure))},
      {"toRecipientName", receiver_in_sentence(d.in, receiver(d, disclosure), Called::to)},
      {"theRecipientName", receiver_in_sentence(d.in, receiver(d, disclosure), Called::the)},
      {"recordNumbers", record_numbers(d, disclosure.holder)},
      {"signedOn", day("signedOn")},
      {"endsOn", date_or_no(end ? end->find("date") : nullptr)},
      {"endsWhen", said_in(end ? end->find("event") : nullptr)},
      {"endless", is_endless(disclosure)},
      {"revokedOn", day("revokedOn")},
      {"isUnsigned", state == "unsigned"},
      {"isInForce", state == "in-force"},
      {"isExpired", state == "expired"},
      {"isRevoked", state == "revoked"},
      {"state", word(d, "permission", state)},
      {"endsTooSoon", ends_too_soon(d, disclosure)},
      {"formAgain", state == "in-force" && is_missing(disclosure)},
      {"requestId", said_in(disclosure.request->find("id"))},
      {"signers", signers(d, signs.signers)},
      {"countersigners", countersigners(signs)},
      {"representativeSigns", represented},
      {"witness", disclosure.rule && applies(disclosure.rule->taking_back, disclosure)},
      {"unwitnessed", !disclosure.rule || !applies(disclosure.rule->taking_back, disclosure)},
  });
}

/// The form that carries the permission; "" where the disclosure needs none.
std::string_view form_of(const Disclosure& disclosure) {
  if (has_form_of_its_own(disclosure.paper) || disclosure.paper == "veterans")
    return disclosure.paper;
  return disclosure.wants_authorization ? "authorization" : "";
}

}  // namespace

bool is_permitted(const Context& d, const Disclosure& disclosure) {
  return state_of(d, disclosure) == "in-force";
}

Fact permissions(
    const Context& d, const std::vector<Disclosure>& disclosures, const People& people
) {
  const ByOffice by_office{disclosures};
  List list;
  for (const Disclosure& disclosure : disclosures) {
    // A letter that needs no permission has one where the case speaks of it.
    if (disclosure.paper == "transfer" && !disclosure.request->find("authorization")) continue;
    // A form that names no record is not made either.
    if (!disclosure.entire && disclosure.items.empty()) continue;
    // Of records that have come no form is made: one that nobody signed is no permission.
    if (!is_missing(disclosure) && state_of(d, disclosure) == "unsigned") continue;
    if (const auto form = form_of(disclosure); !form.empty())
      list.push_back(permission(
          d,
          disclosure,
          form,
          people,
          goes_elsewhere(d, by_office, disclosure),
          is_discreet_office(by_office, disclosure.holder)
      ));
  }
  return list;
}

}  // namespace engine::facts
