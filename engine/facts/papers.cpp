#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"
#include "engine/facts/messages.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

bool is_included(const Entry& request, std::string_view category) {
  return std::any_of(request.entries.begin(), request.entries.end(), [&](const Entry& entry) {
    return entry.term->name == "sensitive" && entry.is("category", category) &&
           says_yes(entry, "include");
  });
}

bool has_form_of_its_own(std::string_view category_or_paper) {
  return category_or_paper == "sud" || category_or_paper == "substance-use" ||
         category_or_paper == "psychotherapy";
}

bool is_permission(const Disclosure& disclosure) {
  return disclosure.wants_authorization || has_form_of_its_own(disclosure.paper);
}

bool treats(const Disclosure& disclosure) {
  return disclosure.provider && (!disclosure.provider->is("role", "other") || disclosure.meets);
}

namespace {

/// The provider sees the patient, or gave an opinion: that is treatment, whatever their role here
/// (45 CFR 164.501).
bool meets_patient(const Context& d, const Entry* provider) {
  return provider && std::ranges::any_of(d.root.entries, [&](const Entry& entry) {
           return (entry.term->name == "appointment" || entry.term->name == "opinion") &&
                  entry.target("provider") == provider;
         });
}

/// 45 CFR 160.203(b): a state may ask for more than 164.506(c) does.
kind::BetweenDoctors between_doctors(const Disclosure& disclosure) {
  return disclosure.rule ? disclosure.rule->between_doctors : kind::BetweenDoctors::unknown;
}

}  // namespace

bool needs_no_permission(const Disclosure& disclosure) {
  const auto& asked = disclosure.request->entries;
  return between_doctors(disclosure) == kind::BetweenDoctors::permitted &&
         std::none_of(asked.begin(), asked.end(), [](const Entry& entry) {
           return entry.term->name == "sensitive" && says_yes(entry, "include") &&
                  !has_form_of_its_own(entry.text("category"));
         });
}

namespace {

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool is_letter(char c) {
  return upper(c) >= 'A' && upper(c) <= 'Z';
}

/// Whole words only: Nova Health Care is no office of the VA.
bool names(std::string_view text, std::string_view capitals) {
  const auto same = [](char a, char b) { return upper(a) == b; };
  for (auto from = text.begin();; ++from) {
    const auto at = std::search(from, text.end(), capitals.begin(), capitals.end(), same);
    if (at == text.end()) return false;
    const auto end = at + static_cast<std::ptrdiff_t>(capitals.size());
    const bool begins = at == text.begin() || !is_letter(*(at - 1));
    if (begins && (end == text.end() || !is_letter(*end))) return true;
    from = at;
  }
}

bool is_veterans_office(const Entry* holder) {
  if (!holder) return false;
  const auto office = holder->text("organization");
  for (const std::string_view name :
       {"VETERANS AFFAIRS",
        "VETERANS HEALTH",
        "VA MEDICAL CENTER",
        "VA HEALTH CARE",
        "VA HEALTHCARE",
        "VA HOSPITAL",
        "VA CLINIC"}) {
    if (names(office, name)) return true;
  }
  return false;
}

const kind::StateRule* rule_of(const kind::TemplateSet& template_set, const Entry* holder) {
  const Entry* address = holder ? present_address(*holder) : nullptr;
  const auto state = address ? address->text("state") : std::string_view{};
  const kind::StateRule* safest = nullptr;
  for (const kind::StateRule& rule : template_set.states) {
    const auto same = [](char a, char b) { return upper(a) == b; };
    if (!rule.state.empty() &&
        std::equal(state.begin(), state.end(), rule.state.begin(), rule.state.end(), same)) {
      return &rule;
    }
    if (rule.state.empty()) safest = &rule;
  }
  return safest;
}

/// A private kind is switched on, and the office's state wants permission for it even between
/// doctors who treat. A state that nothing is known about may.
bool state_wants_permission(const Disclosure& disclosure) {
  const kind::Categories* asked = disclosure.rule ? &disclosure.rule->consent_for : nullptr;
  for (const Entry& entry : disclosure.request->entries) {
    if (entry.term->name != "sensitive" || !says_yes(entry, "include")) continue;
    const auto category = entry.text("category");
    if (has_form_of_its_own(category)) continue;
    if (!asked || asked->every ||
        std::find(asked->some.begin(), asked->some.end(), category) != asked->some.end())
      return true;
  }
  return false;
}

void choose(Disclosure& disclosure, std::string_view paper, std::string_view reason) {
  disclosure.paper = paper;
  disclosure.reason = reason;
}

/// Rules 4 to 7 for records that have no form of their own.
void choose_by_the_law(Disclosure& disclosure) {
  if (disclosure.by_veterans_office) {
    choose(disclosure, "veterans", "reason.veterans");
  } else if (!disclosure.recipient || disclosure.recipient->entries.empty()) {
    choose(disclosure, "authorization", "reason.no-recipient");
  } else if (disclosure.deceased) {
    choose(disclosure, "authorization", "reason.authorization-deceased");
  } else if (!treats(disclosure)) {
    choose(disclosure, "authorization", "reason.authorization");
  } else if (between_doctors(disclosure) == kind::BetweenDoctors::needs_permission) {
    choose(disclosure, "authorization", "reason.authorization-state");
  } else if (state_wants_permission(disclosure)) {
    choose(disclosure, "authorization", "reason.authorization-private");
  } else if (disclosure.held_abroad) {
    choose(disclosure, "transfer", "reason.transfer-abroad");
  } else if (needs_no_permission(disclosure)) {
    choose(disclosure, "transfer", "reason.transfer");
  } else {
    choose(disclosure, "transfer", "reason.transfer-unknown");
  }
}

/// The paper the case itself asks for.
void choose_as_asked(Disclosure& disclosure, std::string_view paper) {
  if (paper == "directive") choose(disclosure, "directive", "reason.directive");
  if (paper == "transfer") choose(disclosure, "transfer", "reason.asked");
  if (paper == "authorization") choose(disclosure, "authorization", "reason.asked");
  if (paper == "substance-use") choose(disclosure, "substance-use", "reason.substance-use");
  if (paper == "psychotherapy") choose(disclosure, "psychotherapy", "reason.psychotherapy");
  if (paper == "veterans") choose(disclosure, "veterans", "reason.veterans");
}

/// Whether the authorization is made: as the paper itself, or beside one that an office may not be
/// content with. Veterans Affairs takes its own form only.
bool wants_authorization(const Disclosure& disclosure) {
  if (disclosure.paper == "authorization") return true;
  const bool given = disclosure.request->find("authorization") != nullptr;
  if (disclosure.paper == "directive") return given;
  return disclosure.paper == "transfer" &&
         (given || state_wants_permission(disclosure) ||
          between_doctors(disclosure) == kind::BetweenDoctors::needs_permission);
}

/// The records of a request, by the paper they need.
struct Sorted {
  std::vector<const Entry*> ordinary, program, notes;
  bool has_ordinary = false, has_program = false, has_notes = false;
};

bool goes_on_the_program_form(const Entry& item, std::string_view asked, bool veterans) {
  if (asked == "substance-use") return true;
  // 38 U.S.C. 7332 and not Part 2 is about the programs of Veterans Affairs.
  return item.is("type", "substance-use-program") && !veterans;
}

Sorted sorted(const Disclosure& whole, std::string_view asked) {
  const Entry& request = *whole.request;
  const bool veterans = asked == "veterans" || (asked.empty() && whole.by_veterans_office);
  Sorted sorted;
  for (const Entry& entry : request.entries) {
    if (entry.term->name != "item") continue;
    if (asked == "psychotherapy" || entry.is("type", "psychotherapy-notes")) {
      sorted.notes.push_back(&entry);
    } else if (goes_on_the_program_form(entry, asked, veterans)) {
      sorted.program.push_back(&entry);
    } else {
      sorted.ordinary.push_back(&entry);
    }
  }
  sorted.has_notes =
      asked == "psychotherapy" || !sorted.notes.empty() || is_included(request, "psychotherapy");
  sorted.has_program = asked == "substance-use" || !sorted.program.empty() ||
                       (!veterans && asked != "psychotherapy" && is_included(request, "sud"));
  const bool for_one_form = asked == "psychotherapy" || asked == "substance-use";
  sorted.has_ordinary = !sorted.ordinary.empty() || (whole.entire && !for_one_form) ||
                        (!sorted.has_program && !sorted.has_notes);
  return sorted;
}

void tell_the_split(const Context& d, const Sorted& records) {
  if (records.has_ordinary && !records.program.empty()) {
    d.out.warn(
        messages::program_on_own_form,
        records.program.front()->span,
        {"the other records of this request stay together on theirs (42 CFR 2.31)"}
    );
  }
  if (!records.notes.empty() && (records.has_ordinary || records.has_program)) {
    d.out.warn(
        messages::notes_on_own_form,
        records.notes.front()->span,
        {"a second opinion rarely needs them; leave the item out if yours does not"}
    );
  }
}

/// Rule 1: nobody permits anything to themself. 45 CFR 164.524(a)(1)(i): psychotherapy notes are
/// outside the right to one's own records.
Disclosure access(Disclosure disclosure) {
  bool notes = is_included(*disclosure.request, "psychotherapy");
  for (const Entry& entry : disclosure.request->entries) {
    if (entry.term->name != "item") continue;
    disclosure.items.push_back(&entry);
    notes |= entry.is("type", "psychotherapy-notes");
  }
  choose(
      disclosure,
      "access",
      notes                           ? "reason.access-but-notes"
      : disclosure.held_abroad        ? "reason.access-abroad"
      : disclosure.by_veterans_office ? "reason.access-veterans"
                                      : "reason.access"
  );
  return disclosure;
}

void warn_about_access(const Context& d, const Disclosure& disclosure, std::string_view asked) {
  const Entry* recipient = disclosure.recipient;
  const bool goes_elsewhere =
      recipient && !recipient->entries.empty() && !recipient->is("party", "patient");
  if (asked == "access" && goes_elsewhere) {
    d.out.warn(
        messages::access_goes_to_patient,
        disclosure.request->find("paper")->span,
        {"write paper=\"directive\" to have an electronic copy sent to somebody else"}
    );
  } else if (!asked.empty() && asked != "access") {
    d.out.warn(
        messages::access_in_place_of_paper,
        disclosure.request->find("paper")->span,
        {"nobody has to permit an office to give them their own records (45 CFR 164.524)"}
    );
  }
}

bool is_electronic(std::string_view format) {
  return format != "paper" && format != "fax";
}

/// 45 CFR 164.524(c)(3)(ii), as Ciox v. Azar left it: an electronic copy of an electronic record.
void warn_about_directive(const Context& d, const Disclosure& disclosure) {
  const Entry* on_paper = nullptr;
  bool electronic = false;
  for (const Entry& entry : disclosure.request->entries) {
    if (entry.term->name != "format") continue;
    electronic |= is_electronic(entry.text());
    if (!on_paper && !is_electronic(entry.text())) on_paper = &entry;
  }
  const auto tell = [&](Span at, FilledWarning said) {
    d.out.warn(
        std::move(said),
        at,
        {"an office must follow it only for an electronic copy (45 CFR 164.524(c)(3)(ii)); leave "
         "out paper=\"directive\" for anything else"}
    );
  };
  if (on_paper && !electronic) tell(on_paper->span, messages::no_electronic_copy);
  for (const Entry* item : disclosure.items) {
    if (says_yes(*item, "includeSlides"))
      tell(item->find("includeSlides")->span, messages::slides_not_electronic);
  }
}

/// 45 CFR 164.506(c): a letter from doctor to doctor is for doctors who treat.
void warn_about_transfer(const Context& d, const Disclosure& disclosure) {
  if (!disclosure.provider || treats(disclosure)) return;
  d.out.warn(
      messages::provider_does_not_treat,
      disclosure.recipient->find("provider")->span,
      {"leave out paper=\"transfer\" to get a permission form, or give the provider the role they "
       "have"}
  );
}

struct KindOfItem {
  std::string_view type, category;
};
constexpr KindOfItem private_items[] = {
    {"genetic", "genetic"},
    {"substance-use-program", "sud"},
    {"psychotherapy-notes", "psychotherapy"}};

/// The paper has a line for the private kind, and the kind is off unless it is switched on.
bool lists(const Disclosure& disclosure, std::string_view category) {
  if (disclosure.paper == "veterans") return category != "psychotherapy";
  return disclosure.wants_authorization && !has_form_of_its_own(category);
}

/// An item asks for what the same request keeps back.
void warn_about_private_items(const Context& d, const Disclosure& disclosure) {
  if (disclosure.to_patient) return;
  for (const Entry* item : disclosure.items) {
    for (const KindOfItem& own : private_items) {
      if (!item->is("type", own.type) || is_included(*disclosure.request, own.category)) continue;
      const auto kinds = disclosure.request->all("sensitive");
      const bool said_off = std::any_of(kinds.begin(), kinds.end(), [&](const Entry* kind) {
        return kind->is("category", own.category) && !kind->text("include").empty();
      });
      if (!said_off && !lists(disclosure, own.category)) continue;
      d.out.warn(
          messages::private_kind_off,
          item->span,
          {"add <sensitive category=\"" + std::string{own.category} +
           "\" include=\"yes\"/>, or leave the item out"}
      );
    }
  }
}

void warn_about_paper(const Context& d, const Disclosure& disclosure) {
  if (disclosure.paper == "directive") warn_about_directive(d, disclosure);
  if (disclosure.paper == "transfer") warn_about_transfer(d, disclosure);
  warn_about_private_items(d, disclosure);
}

/// One request, or several where the law keeps kinds of records apart: 42 CFR 2.31(b), 45 CFR
/// 164.508(b)(3).
void route_request(
    const Context& d,
    const Entry& request,
    const People& people,
    std::vector<Disclosure>& disclosures
) {
  const Disclosure whole = disclosure_of(d, request);
  const auto asked = request.text("paper");
  if (whole.to_patient) {
    warn_about_access(d, whole, asked);
    disclosures.push_back(access(whole));
    return;
  }
  Sorted records = sorted(whole, asked);
  tell_the_split(d, records);
  const auto send = [&](std::vector<const Entry*> items, std::string_view paper) {
    Disclosure disclosure = whole;
    disclosure.items = std::move(items);
    // Of an entire record that is asked for, this part is asked for too where it is switched on.
    disclosure.entire = whole.entire && (!has_form_of_its_own(paper) || disclosure.items.empty());
    if (paper == "transfer" && disclosure.deceased) {
      d.out.warn(
          messages::no_treatment_after_death,
          request.find("paper")->span,
          {"leave out paper=\"transfer\": a permission form is made, which the executor signs"}
      );
      paper = {};
    }
    if (paper.empty()) {
      choose_by_the_law(disclosure);
    } else {
      choose_as_asked(disclosure, paper);
    }
    disclosure.wants_authorization = wants_authorization(disclosure);
    disclosure.closed = is_waiting(disclosure) && is_closed_by_staying(d, disclosure, people);
    warn_about_paper(d, disclosure);
    disclosures.push_back(std::move(disclosure));
  };
  if (records.has_ordinary) send(std::move(records.ordinary), asked);
  if (records.has_program) send(std::move(records.program), "substance-use");
  if (records.has_notes) send(std::move(records.notes), "psychotherapy");
}

}  // namespace

Disclosure disclosure_of(const Context& d, const Entry& request) {
  Disclosure disclosure{.request = &request, .holder = request.target("holder")};
  disclosure.recipient = request.find("recipient");
  if (disclosure.recipient) disclosure.provider = disclosure.recipient->target("provider");
  disclosure.to_patient = request.is("paper", "access") ||
                          (disclosure.recipient && disclosure.recipient->is("party", "patient"));
  if (disclosure.to_patient) disclosure.provider = nullptr;
  disclosure.meets = meets_patient(d, disclosure.provider);
  disclosure.deceased = has_died(d);
  disclosure.entire = request.is("scope", "entire-record");
  disclosure.arrived = disclosure.entire && has_said_that_records_came(d, disclosure.provider);
  disclosure.by_veterans_office = is_veterans_office(disclosure.holder);
  disclosure.held_abroad =
      disclosure.holder && is_abroad(d.in.template_set->vocabulary, *disclosure.holder);
  disclosure.rule = rule_of(d.template_set, disclosure.holder);
  const Entry* permission = request.find("authorization");
  const Date* revoked = permission ? permission->date("revokedOn") : nullptr;
  disclosure.taken_back = revoked && revoked->first_day() <= d.known.as_of().last_day();
  return disclosure;
}

std::vector<Disclosure> route(const Context& d, const People& people) {
  std::vector<Disclosure> disclosures;
  for (const Entry& entry : d.root.entries) {
    if (entry.term->name == "recordsRequest") route_request(d, entry, people, disclosures);
  }
  return disclosures;
}

}  // namespace engine::facts
