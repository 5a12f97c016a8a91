#include "engine/base/language.hpp"
#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"
#include "engine/vocabulary/spelling.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

namespace {

bool has_latin_letters(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

const Entry* provider_with(const Entry& root, std::string_view role) {
  for (const Entry& entry : root.entries) {
    if (entry.term->name == "provider" && entry.is("role", role)) return &entry;
  }
  return nullptr;
}

/// One who may be the doctor the patient has now: not one who is to be asked, and no laboratory or
/// hospital, which nobody thanks for their care.
bool may_be_current(const Entry& provider) {
  for (const std::string_view role : {"second", "third", "laboratory", "hospital"}) {
    if (provider.is("role", role)) return false;
  }
  return true;
}

/// The current doctor. A case that names none means the first provider that may be it; it may have
/// none.
const Entry* current_doctor(const Entry& root) {
  if (const Entry* current = provider_with(root, "current")) return current;
  for (const Entry& entry : root.entries) {
    if (entry.term->name == "provider" && may_be_current(entry)) return &entry;
  }
  return nullptr;
}

std::string_view role_of(const Entry& representative) {
  for (const std::string_view known :
       {"parent", "guardian", "health-care-agent", "executor", "other"}) {
    if (representative.is("authority", known)) return known;
  }
  return {};
}

/// Who must sign (45 CFR 164.502(g)): the representatives who sign, else the patient. A minor for
/// whom nobody is named leaves a line for a parent, unless the minor consented alone to this care
/// (164.502(g)(3)(i)): then nobody else signs. Of somebody who has died the executor signs
/// (164.502(g)(4)).
std::vector<Signer> who_signs(const Context& d, const People& people) {
  if (people.consents_alone) return {{people.patient, true, "patient"}};
  std::vector<Signer> signers;
  for (const Entry* representative : d.root.all("representative")) {
    if (says_yes(*representative, "signs"))
      signers.push_back({representative, false, role_of(*representative)});
  }
  if (!signers.empty()) return signers;
  if (people.deceased) return {{nullptr, false, "executor"}};
  if (people.minor) return {{nullptr, false, "parent"}};
  return {{people.patient, true, "patient"}};
}

/// Who speaks for the patient: the representative who signs; for a child of whom none does, the
/// first one. An adult who signs speaks too, be it with a mark.
const Entry* who_speaks(const Context& d, const Signer& signer) {
  if (signer.is_patient) return nullptr;
  return signer.who ? signer.who : d.root.find("representative");
}

}  // namespace

People people(const Context& d) {
  People who{.patient = d.root.find("patient")};
  who.doctor = current_doctor(d.root);
  who.second = provider_with(d.root, "second");
  who.third = provider_with(d.root, "third");
  const Entry* primary = provider_with(d.root, "pcp");
  if (primary != who.doctor) who.primary = primary;

  const Date* born = who.patient ? who.patient->date("birthDate") : nullptr;
  const Entry* accessibility = who.patient ? who.patient->find("accessibility") : nullptr;
  const bool under_age = born && age_on(*born, d.known.as_of()) < 18;
  who.deceased = has_died(d);
  who.consents_alone = under_age && !who.deceased && says_yes(*who.patient, "consentsAlone");
  who.minor = under_age && !who.consents_alone;
  who.of_medicare_age = !born || age_on(born->first_day(), d.known.as_of()) >= 64;
  who.teen = who.minor && age_on(born->first_day(), d.known.as_of()) >= 12;
  who.signers = who_signs(d, who);
  const Signer& first = who.signers.front();
  who.needs_mark = first.is_patient && accessibility && accessibility->is("signer", "cannot");
  who.self = first.is_patient && !who.needs_mark;
  who.speaker = who_speaks(d, first);
  return who;
}

Fact latin_name(const People& people) {
  if (!people.patient || has_latin_letters(full_name(*people.patient))) return {};
  for (const Entry& part : people.patient->entries) {
    if (part.term->type != vocabulary::Type::name || part.is("use", "old") ||
        part.is("use", "maiden"))
      continue;
    std::string name = full_name(part);
    if (has_latin_letters(name)) return text_or_no(std::move(name), name_span(part));
  }
  return {};
}

Fact birth_day(const People& people) {
  const Entry* born = people.patient ? people.patient->find("birthDate") : nullptr;
  const Date* date = born ? born->date() : nullptr;
  return date && date->is_whole() ? date_or_no(born) : Fact{};
}

Fact comes_of_age(const Context& d, const People& people) {
  const Entry* born = people.patient ? people.patient->find("birthDate") : nullptr;
  if (!people.minor || !born || !born->date() || !born->date()->is_whole()) return {};
  const Date day = birthday(*born->date(), 18);
  constexpr long long half_a_year = 183;
  const bool is_soon = day_number(day) - day_number(d.known.as_of().first_day()) <= half_a_year;
  return is_soon ? Fact{day, born->span} : Fact{};
}

Fact relation_of(const Context& d, const Entry& person) {
  const Entry* said = person.find("relationship");
  if (!said || said->text().empty()) return {};
  return {relation(d.in, said_text(d.in, *said->term, said->text())), said->span};
}

std::string asked_for(const People& people) {
  const bool another = people.patient && (people.speaker || people.minor);
  return another ? call_name(*people.patient) : std::string{};
}

Fact speaker(const Context& d, const People& people) {
  if (!people.speaker) return {};
  return group<tables::speaker>({
      {"name", text_or_no(name_with_suffix(*people.speaker), name_span(*people.speaker))},
      {"relationship", relation_of(d, *people.speaker)},
      {"entry", people.speaker},
  });
}

Fact signers(const Context& d, const std::vector<Signer>& signers) {
  List list;
  for (const Signer& signer : signers) {
    const Fact authority =
        signer.who && !signer.is_patient ? said_in(signer.who->find("authorityText")) : Fact{};
    // Nobody knows yet whether a parent or a guardian signs for a minor, and another right than
    // those of the list is none that anybody could read before it is said.
    const bool is_known = signer.role == "other" ? !authority.is_no() : !signer.role.empty();
    const bool is_named = is_known && (signer.who || signer.role != "parent");
    // A parent shows nothing, unless an order of a court says so.
    const bool proof = !signer.is_patient && (signer.role != "parent" || !authority.is_no());
    list.push_back(group<tables::signer>({
        {"name",
         signer.who ? text_or_no(name_with_suffix(*signer.who), name_span(*signer.who)) : Fact{}},
        {"isPatient", signer.is_patient},
        {"role", is_named ? Fact{word(d, "role", signer.role)} : Fact{}},
        {"parent",
         is_named && signer.who && signer.role == "parent" ? relation_of(d, *signer.who) : Fact{}},
        {"authorityText", authority},
        {"proof", proof},
    }));
  }
  return list;
}

bool has_died(const Context& d) {
  const Entry* patient = d.root.find("patient");
  return patient && says_yes(*patient, "deceased");
}

bool needs_interpreter(const People& people) {
  const Entry* communication = people.patient ? people.patient->find("communication") : nullptr;
  return communication && says_yes(*communication, "interpreterRequired");
}

bool wants_no_messages(const People& people) {
  const Entry* phone = people.speaker ? telecom(*people.speaker, "phone") : nullptr;
  if (!phone && people.patient) phone = telecom(*people.patient, "phone");
  return phone && phone->text("okToLeaveMessage") == "no";
}

bool patient_wants_no_messages(const People& people) {
  const Entry* phone = people.patient ? telecom(*people.patient, "phone") : nullptr;
  return phone && phone->text("okToLeaveMessage") == "no";
}

Fact patient_language(
    const Context& d, const People& people, std::string_view how, std::string_view in
) {
  const Entry* communication = people.patient ? people.patient->find("communication") : nullptr;
  const Entry* language = communication ? communication->find(how) : nullptr;
  if (!language || language->text().empty()) return {};
  const std::string_view tag = language->text();
  if (primary_language(tag) == language_tag::english) return {};
  const auto words = vocabulary::language_name(tag, in, d.in.template_set->vocabulary.languages());
  return words.empty() ? said_in(language) : Fact::standing(words, language->span);
}

}  // namespace engine::facts
