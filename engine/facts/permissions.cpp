#include "engine/facts/drawing.hpp"

namespace engine::facts {

using casefile::Entry;

namespace {

std::string_view state_of(const Drawing& d, const Errand& errand) {
  const Date today = d.known.as_of();
  const Entry& authorization = *errand.request->find("authorization");
  if (const Date* revoked = authorization.date("revokedOn");
      revoked && revoked->first_day() <= today.last_day())
    return "revoked";
  const Entry* end = expires(errand);
  if (const Date* last = end ? end->date("date") : nullptr;
      last && last->last_day() < today.first_day())
    return "expired";
  return authorization.date("signedOn") ? "in-force" : "unsigned";
}

Fact permission(const Drawing& d, const Errand& errand, std::string_view paper) {
  const Entry& authorization = *errand.request->find("authorization");
  const Entry* end = expires(errand);
  const auto state = state_of(d, errand);
  return group<tables::permission>({
      {"title", word(d, "paper", paper)},
      {"holderName", holder_name(errand.holder)},
      {"holder", errand.holder},
      {"recipientName", receiver_name(receiver(d, errand))},
      {"signedOn", date_or_no(authorization.find("signedOn"))},
      {"endsOn", date_or_no(end ? end->find("date") : nullptr)},
      {"endsWhen", said_in(end ? end->find("event") : nullptr)},
      {"revokedOn", date_or_no(authorization.find("revokedOn"))},
      {"isUnsigned", state == "unsigned"},
      {"isInForce", state == "in-force"},
      {"isExpired", state == "expired"},
      {"isRevoked", state == "revoked"},
      {"state", word(d, "permission", state)},
      {"requestId", said_in(errand.request->find("id"))},
  });
}

/// The form that carries the permission; "" where the errand needs none.
std::string_view form_of(const Errand& errand) {
  if (has_form_of_its_own(errand.paper) || errand.paper == "veterans") return errand.paper;
  return errand.wants_authorization ? "authorization" : "";
}

}  // namespace

Fact permissions(const Drawing& d, const std::vector<Errand>& errands) {
  List list;
  for (const Errand& errand : errands) {
    if (!errand.request->find("authorization")) continue;
    if (const auto form = form_of(errand); !form.empty())
      list.push_back(permission(d, errand, form));
  }
  return list;
}

}  // namespace engine::facts
