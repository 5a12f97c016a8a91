#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"
#include "engine/facts/messages.hpp"

#include <algorithm>
#include <array>

namespace engine::facts {

using casefile::Entry;

namespace {

Fact telecom_of(const Entry* person, std::string_view system) {
  return person ? said_in(telecom(*person, system)) : Fact{};
}

/// What kind of record, and which one: "Biopsy reports" with "Biopsies of the small intestine". A
/// record that is of no kind of the list goes by its own words.
Group item_facts(const Context& d, const Entry& item) {
  d.budget.check();
  const Entry* type = item.find("type");
  const Fact own = said_in(&item);
  const bool by_own_words = !own.is_no() && (!type || type->text() == "other");
  const Fact kind = type ? text_or_no(std::string{code_words(d, type)}, type->span) : Fact{};
  const Entry* from = item.find("from");
  const Entry* to = item.find("to");
  const Date* since = from ? from->date() : nullptr;
  const Date* until = to ? to->date() : nullptr;
  const Span dated = from ? from->span : to ? to->span : Span{};
  return group<tables::item>({
      {"code", type},
      {"label", by_own_words ? own : kind},
      {"detail", by_own_words ? Fact{} : own},
      {"dates", text_or_no(date_range(d.in, since, until), dated)},
      {"datesShort", text_or_no(short_date_range(d.in, since, until), dated)},
      {"withImages", says_yes(item, "includeImages")},
      {"withSlides", says_yes(item, "includeSlides")},
      {"status", item.find("status")},
  });
}

Fact items(const Context& d, const std::vector<const Entry*>& some) {
  List list;
  for (const Entry* item : some) list.push_back(item_facts(d, *item));
  return list;
}

/// A portal of patients is the patient's: an office takes records of another one on a page of its
/// own, or from system to system.
std::string_view words_of_format(
    const Context& d, const Disclosure& disclosure, const Entry& entry
) {
  if (entry.text() != "portal" || !disclosure.provider) return code_words(d, &entry);
  const bool has_page = !telecom_of(disclosure.provider, "url").is_no();
  return said(d.in, has_page ? "format.page-of-office" : "format.office-to-office");
}

enum class Written { each_alone, in_a_row };
/// In a row, words of the list lose the capital that each but the first begins with: not CD or DVD.
Fact formats(const Context& d, const Disclosure& disclosure, Written how) {
  List list;
  for (const Entry& entry : disclosure.request->entries) {
    if (entry.term->name != "format") continue;
    std::string words{words_of_format(d, disclosure, entry)};
    const bool is_word = words.size() > 1 && !is_capital(words[1]);
    if (how == Written::in_a_row && !list.empty() && is_word) words[0] = lowered(words[0]);
    list.emplace_back(std::move(words), entry.span);
  }
  return list;
}

bool by_plain_email(const Entry& request) {
  const auto is_plain = [](const Entry& e) {
    return e.term->name == "format" && e.text() == "plain-email";
  };
  return std::any_of(request.entries.begin(), request.entries.end(), is_plain);
}

/// Records of a substance use program may be shared, and the request names none: who has it must
/// not take them for part of what a letter between doctors asks for (42 CFR 2.31).
bool asks_ordinary_alone(const Disclosure& disclosure) {
  const Entry& request = *disclosure.request;
  return disclosure.paper == "transfer" && is_included(request, "sud") &&
         std::ranges::none_of(request.all("item"), [](const Entry* item) {
           return item->is("type", "substance-use-program");
         });
}

/// What the permission is for: "A second medical opinion; at my request". Each is a phrase of its
/// own, which no "and" would hold together.
Fact purposes(const Context& d, const Entry* authorization) {
  std::string text;
  Span from;
  if (!authorization) return {};
  for (const Entry* purpose : authorization->all("purpose")) {
    const auto own = purpose->text();
    const auto said = own.empty() ? code_words(d, purpose->find("code")) : own;
    if (said.empty()) continue;
    const bool is_first = text.empty();
    if (is_first) from = purpose->span;
    if (!is_first) text += "; ";
    const auto at = text.size();
    text += in_sentence(said, ";");
    // Words of the list begin with a capital, which the second of them does not.
    if (!is_first && own.empty()) text[at] = lowered(text[at]);
  }
  return text_or_no(std::move(text), from);
}

/// To a doctor, for nothing but the care of somebody who lives: what Part 2 calls treatment (42 CFR
/// 2.31(a)(4)(iii)). Nothing said is a second opinion, which is what the records are asked for.
bool is_for_treatment(const Disclosure& disclosure, const Entry* authorization) {
  if (!disclosure.provider || disclosure.deceased) return false;
  if (!authorization) return true;
  return std::ranges::all_of(authorization->all("purpose"), [](const Entry* purpose) {
    return purpose->is("code", "second-opinion") || purpose->is("code", "treatment");
  });
}

/// 42 CFR 2.15(a): for an adult who lives, another person consents to this form where a court has
/// found that the adult cannot decide; no paper that names an agent is enough. A parent signs for a
/// minor (2.14), an executor for the dead (2.15(b)), and a guardian was named by a court.
bool needs_court_order(const Disclosure& disclosure, const Signing& signs) {
  if (disclosure.paper != "substance-use" || disclosure.deceased) return false;
  return std::ranges::any_of(signs.signers, [](const Signer& signer) {
    return !signer.is_patient && signer.role != "parent" && signer.role != "guardian" &&
           signer.role != "executor";
  });
}

/// Each of the records says from which days it is.
bool are_dated(const std::vector<const Entry*>& items) {
  return std::ranges::all_of(items, [](const Entry* item) {
    return item->find("from") || item->find("to");
  });
}

/// One of the ways that the request names.
bool is_asked_as(const Entry& request, std::string_view way) {
  return std::ranges::any_of(request.all("format"), [&](const Entry* format) {
    return format->text() == way;
  });
}

/// Tissue slides are among what is to come.
bool has_slides(const std::vector<const Entry*>& items) {
  return std::ranges::any_of(items, [](const Entry* item) {
    return says_yes(*item, "includeSlides");
  });
}

/// Somebody gets records by fax, and the number is not known. Who names a way but fax, or is a
/// provider with an email address and names none, needs no number.
bool lacks_fax(const Context& d, const Disclosure& disclosure) {
  const Entry* who = receiver(d, disclosure);
  if ((!disclosure.provider && !disclosure.to_patient) || !who || telecom(*who, "fax"))
    return false;
  const auto formats = disclosure.request->all("format");
  if (formats.empty()) return disclosure.provider && !telecom(*who, "email");
  return is_asked_as(*disclosure.request, "fax");
}

/// A therapist's own session notes are asked for, `only` they. Nobody has a right to a copy of them
/// (45 CFR 164.524(a)(1)(i)).
bool asks_for_notes(const Disclosure& disclosure, bool only) {
  const auto is_note = [](const Entry* item) { return item->is("type", "psychotherapy-notes"); };
  return only ? !disclosure.items.empty() && std::ranges::all_of(disclosure.items, is_note)
              : std::ranges::any_of(disclosure.items, is_note);
}

/// Email is a way that the request names, and no address is known to send it to.
bool lacks_email(const Entry& request, const Entry* who) {
  if (who && telecom(*who, "email")) return false;
  return is_asked_as(request, "secure-email") || is_asked_as(request, "plain-email");
}

/// The records go to the doctor whose opinion is to come; while nobody knows who that is, to any
/// doctor but the one there is.
bool is_for_opinion(const Disclosure& disclosure, const People& people, const Standing& now) {
  if (!disclosure.provider || disclosure.provider == people.doctor) return false;
  return !now.asked || disclosure.provider == now.asked;
}

/// What an earlier request does for this one: an office is called once, and has one cover sheet.
struct Again {
  bool holder = false;  ///< an earlier request asks this office to send records to a provider, too
  bool asked = false;   ///< an earlier request waits for something of this office, whoever gets it
  bool cover = false;   ///< an earlier request has the cover sheet of this office already
  bool form = false;    ///< an earlier request has a form for this office, too
  bool elsewhere = false;  ///< another request asks this office to send records to somebody else
  bool all_there = false;  ///< no request waits for anything of this office, and something came
  bool discreet = false;   ///< of this office nothing is asked for that its name may tell
  bool discreet_form =
      false;  ///< an earlier request has a form of that kind, which the same person signs
  bool form_alone = false;  ///< a permission goes to this office that no letter goes with
  const Entry* form_needed_by = nullptr;  ///< the first day for which such a form asks
};

/// Its form is of those that lists which lie open do not tell apart, is made, and is still to be
/// signed.
bool has_discreet_form(
    const Context& d, const Disclosure& disclosure, const People& people, const Signing& signs
) {
  if (!has_form_of_its_own(disclosure.paper)) return false;
  if (!is_missing(disclosure) || is_permitted(d, disclosure)) return false;
  Diagnostics nowhere;  // what there is to tell is told of the form itself
  const Context quiet{d.known, d.root, d.template_set, d.in, nowhere, d.budget};
  return problem(quiet, disclosure, people, signs).is_no();
}

bool is_represented(const Signing& signs) {
  return std::ranges::any_of(signs.signers, [](const Signer& s) { return !s.is_patient; });
}

/// A day that has passed is asked of nobody: what is late is wanted at once.
Fact still_to_come(const Context& d, const Entry* day) {
  const bool is_past = day && day->date() && day->date()->last_day() < d.known.as_of();
  return is_past ? Fact{} : date_or_no(day);
}

/// What is asked of each request for every other one, and does not hang on that.
struct Request {
  const Disclosure& disclosure;
  bool represented;    ///< somebody signs for the patient
  bool missing;        ///< is_missing()
  bool discreet_form;  ///< has_discreet_form()
};

/// A permission allows; where no letter asks for what it names, its cover sheet has to.
void see_form(const Context& d, const Request& request, Again& found) {
  const Disclosure& disclosure = request.disclosure;
  if (!request.missing || !is_permission(disclosure) || disclosure.paper == "transfer" ||
      disclosure.paper == "veterans")
    return;
  found.form_alone = true;
  const Entry* by = disclosure.request->find("neededBy");
  if (by && by->date() && !(by->date()->last_day() < d.known.as_of()) &&
      (!found.form_needed_by || *by->date() < *found.form_needed_by->date()))
    found.form_needed_by = by;
}

/// Of one request, among those of its office; those before it are the earlier ones. An office that
/// nobody names is that of one request alone.
Again again(
    const Context& d,
    const ByOffice& by_office,
    const std::vector<const Request*>& of_office,
    const Request& one
) {
  // A cover sheet has one name and one number: it speaks for the forms of that person.
  const Disclosure& disclosure = one.disclosure;
  const bool represented = one.represented;
  Again found{.elsewhere = goes_elsewhere(d, by_office, disclosure)};
  bool came = false, waits = false;
  for (const Request* other : of_office) {
    if (!other->disclosure.taken_back) came = true;
    if (other->missing) waits = true;
    if (other->represented == represented) see_form(d, *other, found);
  }
  found.all_there = came && !waits;
  found.discreet = is_discreet_office(by_office, disclosure.holder);
  for (const Request* before : of_office) {
    if (before == &one) break;
    const Request& earlier = *before;
    const bool same_signer = earlier.represented == represented;
    const Disclosure& asks = earlier.disclosure;
    if (asks.taken_back) continue;
    found.holder |= (asks.provider == nullptr) == (disclosure.provider == nullptr);
    found.asked |= earlier.missing;
    found.cover |= same_signer && earlier.missing;
    found.form |= is_permission(asks) && earlier.missing;
  }
  return found;
}

/// The state asks for an end by the calendar, and an event is none; of a state that nobody looked
/// up the strictest is taken for true.
bool wants_calendar_date(const Disclosure& disclosure) {
  return !disclosure.rule || applies(disclosure.rule->calendar_date, disclosure);
}

Fact request_facts(
    const Context& d,
    const Disclosure& disclosure,
    const People& people,
    const Standing& now,
    Again again
) {
  const Entry& request = *disclosure.request;
  const Entry* who = receiver(d, disclosure);
  const Entry* authorization = request.find("authorization");
  const Entry* ends = expires(disclosure);
  const Fact ends_on = date_or_no(ends ? ends->find("date") : nullptr);
  const bool endless = is_endless(disclosure);
  const Fact ends_when = endless ? Fact{} : said_in(ends ? ends->find("event") : nullptr);
  const Date* end = std::get_if<Date>(&ends_on.either);
  const Signing signs = signing(d, disclosure, people);
  const bool represented = is_represented(signs);
  const bool permits = is_permission(disclosure);
  const Fact hindrance = problem(d, disclosure, people, signs);
  const Progress progress = progress_of(disclosure);
  if (disclosure.taken_back && is_waiting(disclosure))
    d.out.warn(
        messages::taken_back,
        authorization->find("revokedOn")->span,
        {"to share records again, write a new authorization without revokedOn and signedOn"}
    );
  const Entry* boxed_slides = slides_to_post_box(disclosure, who);
  if (boxed_slides)
    d.out.warn(
        messages::slides_to_post_box,
        boxed_slides->span,
        {"ask the office that gets them for a street address"}
    );

  return group<tables::request>({
      {"id", said_in(request.find("id"))},
      {"holder", disclosure.holder},
      {"holderName", holder_name(d.in, disclosure.holder)},
      {"theHolderName", holder_in_sentence(d.in, disclosure.holder, Called::the)},
      {"toHolderName", holder_in_sentence(d.in, disclosure.holder, Called::to)},
      {"ofHolderName", holder_in_sentence(d.in, disclosure.holder, Called::of)},
      {"ofDoctor", disclosure.holder && disclosure.holder == people.doctor},
      {"caption", caption(d, disclosure, again.elsewhere)},
      {"isDiscreet", again.discreet},
      {"holderAgain", again.holder},
      {"askedBefore", again.asked},
      {"coverAgain", again.cover},
      {"formBefore", again.form},
      {"formAlone", again.form_alone},
      {"discreetFormBefore", again.discreet_form},
      {"formNeededBy", date_or_no(again.form_needed_by)},
      {"unwitnessed", !disclosure.rule || !applies(disclosure.rule->witness, disclosure)},
      {"recordNumbers", record_numbers(d, disclosure.holder)},
      {"recipient", disclosure.provider},
      {"recipientName", receiver_name(d.in, who)},
      {"toRecipientName", receiver_in_sentence(d.in, who, Called::to)},
      {"theRecipientName", receiver_in_sentence(d.in, who, Called::the)},
      {"recipientLines", lines_of_receiver(d.in, who)},
      {"recipientPhone", telecom_of(who, "phone")},
      {"recipientFax", telecom_of(who, "fax")},
      {"recipientEmail", telecom_of(who, "email")},
      {"recipientPage", is_asked_as(request, "portal") ? telecom_of(who, "url") : Fact{}},
      {"recipientPlaced", who && (present_address(*who) || !telecom_of(who, "fax").is_no())},
      {"faxSettled", !lacks_fax(d, disclosure)},
      {"slidesHaveStreet", boxed_slides == nullptr},
      {"toPatient", disclosure.to_patient},
      {"toProvider", disclosure.provider != nullptr},
      {"forOpinion", is_for_opinion(disclosure, people, now)},
      {"recipientVisit", next_visit_with(d, disclosure.provider)},
      {"emailSettled", !lacks_email(request, who)},
      {"paper", word(d, "paper", disclosure.paper)},
      {"paperReason", std::string{said(d.in, disclosure.reason)}},
      {"isAccess", disclosure.paper == "access"},
      {"isDirective", disclosure.paper == "directive"},
      {"isTransfer", disclosure.paper == "transfer"},
      {"isAuthorization", disclosure.paper == "authorization"},
      {"isSubstanceUse", disclosure.paper == "substance-use"},
      {"isPsychotherapy", disclosure.paper == "psychotherapy"},
      {"isVeterans", disclosure.paper == "veterans"},
      {"heldByVeterans", disclosure.by_veterans_office},
      {"isPermission", permits},
      {"wantsAuthorization", disclosure.wants_authorization},
      {"hasForm", disclosure.wants_authorization && hindrance.is_no()},
      {"items", items(d, disclosure.items)},
      {"toCome", items(d, to_come(disclosure))},
      {"toSendOn", items(d, to_send_on(disclosure, now))},
      {"sendOnTo", needs_records(disclosure, now)},
      {"entire", disclosure.entire},
      {"recordsNamed", disclosure.entire || !disclosure.items.empty()},
      {"allDated", are_dated(to_come(disclosure))},
      {"slidesToCome", has_slides(to_come(disclosure))},
      {"anyWanted", progress.wanted},
      {"anyAsked", progress.asked},
      {"anyMissing", progress.wanted || progress.asked},
      {"allReceived",
       !disclosure.taken_back && !disclosure.closed && !progress.wanted && !progress.asked},
      {"officeAllReceived", again.all_there},
      {"formats", formats(d, disclosure, Written::each_alone)},
      {"formatsInARow", formats(d, disclosure, Written::in_a_row)},
      {"emailIsPlain", by_plain_email(request)},
      {"neededBy", still_to_come(d, request.find("neededBy"))},
      {"holderAbroad", disclosure.held_abroad},
      {"mayReadAnotherLanguage",
       disclosure.holder &&
           may_read_another_language(d.in.template_set->vocabulary, *disclosure.holder)},
      {"sensitive", private_kinds(d, disclosure)},
      {"ordinaryAlone", asks_ordinary_alone(disclosure)},
      {"leftOut", private_kinds_left_out(d, request)},
      {"purposes", purposes(d, authorization)},
      {"forTreatment", is_for_treatment(disclosure, authorization)},
      {"expires", !ends_on.is_no() || !ends_when.is_no()},
      {"endless", endless},
      {"expiresOn", ends_on},
      {"expiresWhen", ends_when},
      {"endsAsAsked",
       endless || !ends_on.is_no() || (!ends_when.is_no() && !wants_calendar_date(disclosure))},
      {"expiresLate", end && end->last_day() > plus_years(d.known.as_of().first_day(), 1)},
      {"signedOn", date_or_no(authorization ? authorization->find("signedOn") : nullptr)},
      {"revokedOn", date_or_no(authorization ? authorization->find("revokedOn") : nullptr)},
      {"isTakenBack", disclosure.taken_back},
      {"isClosed", disclosure.closed},
      {"isPermitted", is_permitted(d, disclosure)},
      {"asksForNotes", asks_for_notes(disclosure, false)},
      {"asksForNotesOnly", asks_for_notes(disclosure, true)},
      {"signers", signers(d, signs.signers)},
      {"countersigners", countersigners(signs)},
      {"representativeSigns", represented},
      {"courtOrderNeeded", needs_court_order(disclosure, signs)},
      {"rule", rule(d, disclosure)},
      {"problem", hindrance},
      {"transferProblem", transfer_problem(d, disclosure, people)},
  });
}

}  // namespace

Fact requests(
    const Context& d,
    const std::vector<Disclosure>& disclosures,
    const People& people,
    const Standing& now
) {
  std::vector<Request> all;
  all.reserve(disclosures.size());
  for (const Disclosure& disclosure : disclosures) {
    const Signing signs = signing(d, disclosure, people);
    all.push_back(
        {disclosure,
         is_represented(signs),
         is_missing(disclosure),
         has_discreet_form(d, disclosure, people, signs)}
    );
  }
  const ByOffice by_office{disclosures};
  std::unordered_map<const Entry*, std::vector<const Request*>> of_office;
  for (const Request& request : all) {
    if (request.disclosure.holder) of_office[request.disclosure.holder].push_back(&request);
  }
  std::array<bool, 2> had_discreet_form{};  // of the patient, of who signs for them
  List list;
  for (const Request& request : all) {
    d.budget.check();
    const Entry* holder = request.disclosure.holder;
    Again found = again(
        d, by_office, holder ? of_office[holder] : std::vector<const Request*>{&request}, request
    );
    bool& had = had_discreet_form[request.represented ? 1 : 0];
    found.discreet_form = had;
    had = had || request.discreet_form;
    list.push_back(request_facts(d, request.disclosure, people, now, found));
  }
  return list;
}

Fact records(const Context& d) {
  List list;
  for (const Entry& request : d.root.entries) {
    if (request.term->name != "recordsRequest") continue;
    const Disclosure disclosure = disclosure_of(d, request);
    const Entry* who = receiver(d, disclosure);
    for (const Entry* item : request.all("item")) {
      Group facts = item_facts(d, *item);
      Group more = group<tables::record_of>({
          {"holderName", holder_name(d.in, disclosure.holder)},
          {"recipientName", receiver_name(d.in, who)},
          {"neededBy", date_or_no(request.find("neededBy"))},
          {"isWanted", is_wanted(*item) && !disclosure.taken_back},
          {"isAsked", item->is("status", "asked") && !disclosure.taken_back},
          {"isReceived", item->is("status", "received")},
          {"isForwarded", item->is("status", "forwarded")},
      });
      std::move(more.begin(), more.end(), std::back_inserter(facts));
      list.push_back(std::move(facts));
    }
  }
  return list;
}

}  // namespace engine::facts
