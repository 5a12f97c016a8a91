#include "engine/facts/drawing.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

bool is_included(const Entry& request, std::string_view category) {
  return std::any_of(request.entries.begin(), request.entries.end(), [&](const Entry& entry) {
    return entry.term->name == "sensitive" && entry.is("category", category) &&
           says_yes(entry, "include");
  });
}

namespace {

/// A kind of record that many states protect, other than those with a form of their own.
bool shares_private_kind(const Entry& request) {
  return std::any_of(request.entries.begin(), request.entries.end(), [&](const Entry& entry) {
    return entry.term->name == "sensitive" && says_yes(entry, "include") &&
           !entry.is("category", "sud") && !entry.is("category", "psychotherapy");
  });
}

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool contains(std::string_view text, std::string_view capitals) {
  const auto same = [](char a, char b) { return upper(a) == b; };
  return std::search(text.begin(), text.end(), capitals.begin(), capitals.end(), same) !=
         text.end();
}

bool is_veterans_office(const Entry* holder) {
  if (!holder) return false;
  const auto name = holder->text("organization");
  return contains(name, "VETERANS AFFAIRS") || contains(name, "VETERANS HEALTH") ||
         contains(name, "VA MEDICAL CENTER") || contains(name, "VA HEALTH CARE");
}

/// Whether a provider treats the patient. What is not known to treat gets nothing without a
/// permission.
bool treats(const Entry& provider) {
  return !provider.is("role", "other");
}

const kind::StateRule* rule_of(const kind::Shelf& shelf, const Entry* holder) {
  const Entry* address = holder ? holder->find("address") : nullptr;
  const auto state = address ? address->text("state") : std::string_view{};
  const kind::StateRule* safest = nullptr;
  for (const kind::StateRule& rule : shelf.states) {
    const auto same = [](char a, char b) { return upper(a) == b; };
    if (!rule.state.empty() &&
        std::equal(state.begin(), state.end(), rule.state.begin(), rule.state.end(), same)) {
      return &rule;
    }
    if (rule.state.empty()) safest = &rule;
  }
  return safest;
}

/// Permission is wanted even between doctors: a private kind, and a state that asks for it or is
/// not known here.
bool state_wants_permission(const Errand& errand) {
  if (!shares_private_kind(*errand.request)) return false;
  return !errand.rule || errand.rule->state.empty() || errand.rule->witness;
}

void choose(Errand& errand, std::string_view paper, std::string_view reason) {
  errand.paper = paper;
  errand.reason = reason;
}

/// Rules 4 to 7 for records that have no form of their own.
void choose_ordinary(Errand& errand) {
  if (is_veterans_office(errand.holder)) {
    choose(errand, "veterans", "reason.veterans");
  } else if (!errand.recipient || errand.recipient->entries.empty()) {
    choose(errand, "authorization", "reason.no-recipient");
  } else if (errand.provider && treats(*errand.provider)) {
    if (state_wants_permission(errand)) {
      choose(errand, "authorization", "reason.authorization-private");
    } else {
      choose(errand, "transfer", "reason.transfer");
    }
  } else {
    choose(errand, "authorization", "reason.authorization");
  }
}

/// The paper the case itself asks for. "" where it leaves the choice to the rules.
void choose_as_asked(Errand& errand, std::string_view paper) {
  if (paper == "access") choose(errand, "access", "reason.access");
  if (paper == "directive") choose(errand, "directive", "reason.directive");
  if (paper == "transfer") choose(errand, "transfer", "reason.asked");
  if (paper == "authorization") choose(errand, "authorization", "reason.asked");
  if (paper == "substance-use") choose(errand, "substance-use", "reason.substance-use");
  if (paper == "psychotherapy") choose(errand, "psychotherapy", "reason.psychotherapy");
  if (paper == "veterans") choose(errand, "veterans", "reason.veterans");
}

/// The items of a request, by the form they need.
struct Sorted {
  std::vector<const Entry*> ordinary, program, notes;
};

Sorted sorted_items(const Entry& request) {
  Sorted sorted;
  for (const Entry& entry : request.entries) {
    if (entry.term->name != "item") continue;
    if (entry.is("type", "substance-use-program")) {
      sorted.program.push_back(&entry);
    } else if (entry.is("type", "psychotherapy-notes")) {
      sorted.notes.push_back(&entry);
    } else {
      sorted.ordinary.push_back(&entry);
    }
  }
  return sorted;
}

void want_authorization(Errand& errand) {
  if (errand.paper == "authorization") errand.wants_authorization = true;
  const bool may_enclose =
      errand.paper == "transfer" || errand.paper == "directive" || errand.paper == "veterans";
  if (may_enclose && errand.request->find("authorization")) errand.wants_authorization = true;
}

Errand errand_of(const Drawing& d, const Entry& request) {
  Errand errand{.request = &request, .holder = request.target("holder")};
  errand.recipient = request.find("recipient");
  if (errand.recipient) {
    errand.to_patient = errand.recipient->is("party", "patient");
    errand.provider = errand.recipient->target("provider");
  }
  errand.entire = request.is("scope", "entire-record");
  errand.rule = rule_of(d.shelf, errand.holder);
  return errand;
}

/// One request, or several where the law keeps kinds of records apart (content.md §1.1).
void route_request(const Drawing& d, const Entry& request, std::vector<Errand>& errands) {
  const Errand whole = errand_of(d, request);
  const auto asked = request.text("paper");
  Sorted items = sorted_items(request);

  if (whole.to_patient || (!asked.empty() && asked != "authorization")) {
    Errand errand = whole;
    for (const Entry* item : request.all("item")) errand.items.push_back(item);
    if (!asked.empty()) {
      choose_as_asked(errand, asked);
    } else {
      // 45 CFR 164.524(a)(1)(i): psychotherapy notes are outside the right to one's own records.
      choose(errand, "access", items.notes.empty() ? "reason.access" : "reason.access-but-notes");
    }
    want_authorization(errand);
    errands.push_back(std::move(errand));
    return;
  }

  const bool veterans =
      asked.empty() && is_veterans_office(whole.holder);  // 38 U.S.C. 7332, not Part 2
  if (veterans) {
    items.ordinary.insert(items.ordinary.end(), items.program.begin(), items.program.end());
    items.program.clear();
  }
  const bool program = !items.program.empty() || (!veterans && is_included(request, "sud"));
  const bool notes = !items.notes.empty() || is_included(request, "psychotherapy");
  const bool ordinary = !items.ordinary.empty() || whole.entire || (!program && !notes);

  const auto send = [&](std::vector<const Entry*> some, bool entire, std::string_view paper) {
    Errand errand = whole;
    errand.items = std::move(some);
    errand.entire = entire;
    if (paper == "substance-use") {
      choose(errand, paper, "reason.substance-use");
    } else if (paper == "psychotherapy") {
      choose(errand, paper, "reason.psychotherapy");
    } else if (!asked.empty()) {
      choose_as_asked(errand, asked);
    } else {
      choose_ordinary(errand);
    }
    want_authorization(errand);
    errands.push_back(std::move(errand));
  };
  if (ordinary) send(items.ordinary, whole.entire, "");
  if (program) send(items.program, false, "substance-use");
  if (notes) send(items.notes, false, "psychotherapy");

  if (ordinary && program && !items.program.empty()) {
    d.out.warn(
        "W508",
        items.program.front()->span,
        "records of a substance use program get a permission form of their own",
        {"the other records of this request stay together on theirs (42 CFR 2.31)"}
    );
  }
  if (notes && (ordinary || program) && !items.notes.empty()) {
    d.out.warn(
        "W508",
        items.notes.front()->span,
        "psychotherapy notes get a permission form of their own",
        {"a second opinion rarely needs them; leave the item out if yours does not"}
    );
  }
}

}  // namespace

std::vector<Errand> route(const Drawing& d) {
  std::vector<Errand> errands;
  for (const Entry& entry : d.root.entries) {
    if (entry.term->name == "recordsRequest") route_request(d, entry, errands);
  }
  return errands;
}

}  // namespace engine::facts
