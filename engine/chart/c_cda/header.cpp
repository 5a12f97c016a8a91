#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace engine::chart::c_cda {

namespace {

constexpr std::string_view social_security = "2.16.840.1.113883.4.1";

/// Names by which somebody is looked for, pen names and stage names are no names to print.
bool is_to_print(const El& name) {
  const std::string_view use = name.attribute("use");
  if (name.is_null() || use.find("SRCH") != use.npos || use == "P" || use == "A") return false;
  const auto parts = name.children();
  const bool all_of_birth = !parts.empty() && std::ranges::all_of(parts, [](const El& part) {
    return part.attribute("qualifier") == "BR";
  });
  return !all_of_birth;
}

std::vector<PersonName> names_of(const El& patient) {
  struct Ranked {
    int rank;
    PersonName name;
  };
  std::vector<Ranked> all;
  for (const El& name : patient.children("name")) {
    PersonName one = name_of(name);
    if (one.is_empty()) continue;
    const std::string_view use = name.attribute("use");
    const bool is_legal = use.find('L') != use.npos || use.find('C') != use.npos;
    const int rank = !is_to_print(name) ? 3 : is_legal ? 0 : use.empty() ? 1 : 2;
    all.push_back({rank, std::move(one)});
  }
  std::ranges::stable_sort(all, {}, &Ranked::rank);
  std::vector<PersonName> names;
  std::set<std::string> known;
  for (Ranked& one : all) {
    if (!known.insert(lowered(one.name.whole())).second) continue;
    one.name.use = names.empty() ? "official" : "old";
    names.push_back(std::move(one.name));
  }
  return names;
}

void read_numbers(const El& role, const Reading& to, Person& person) {
  const El organization = role.child("providerOrganization");
  for (const El& id : role.children("id")) {
    const std::string_view root = id.attribute("root"), extension = id.attribute("extension");
    if (root == social_security) {
      person.mark(Person::social_security, social_security_in(extension));
      to.chart.left_out.push_back({to.chart.sources[to.source].file, "social-security", ""});
      continue;
    }
    const bool is_of_office = !root.empty() && root == organization.child("id").attribute("root");
    if (!extension.empty() && is_of_office) {
      person.numbers.push_back({std::string{extension}, organization.child("name").text()});
      person.mark(root, extension);
    } else if (!extension.empty()) {
      ++to.chart.personal["number"];
    }
  }
}

/// What a header says of a person that no paper needs, by kind.
void count_personal(const El& patient, Chart& chart) {
  constexpr std::pair<std::string_view, std::string_view> elements[] = {
      {"administrativeGenderCode", "sex"},
      {"maritalStatusCode", "marital-status"},
      {"religiousAffiliationCode", "religion"},
      {"raceCode", "race"},
      {"ethnicGroupCode", "ethnicity"},
      {"birthplace", "birthplace"}};
  for (const auto& [element, kind] : elements) {
    for (const El& one : patient.children()) {
      if (one.name() == element && !one.is_null()) ++chart.personal[std::string{kind}];
    }
  }
}

void read_person(const El& role, const Reading& to) {
  const El patient = role.child("patient");
  Person person{.source = to.source};
  person.names = names_of(patient);
  const std::string_view born = patient.child("birthTime").attribute("value");
  person.born = date_in(born);
  if (is_lost_day(born))
    to.chart.check.push_back({to.chart.sources[to.source].file, "unreadable-day", std::string{born}}
    );
  for (const El& one : patient.children()) {
    const bool is_dead = (one.name() == "deceasedInd" && one.attribute("value") == "true") ||
                         (one.name() == "deceasedTime" && !one.attribute("value").empty());
    if (!is_dead) continue;
    to.chart.check.push_back({to.chart.sources[to.source].file, "deceased", ""});
    break;
  }
  for (const El& address : role.children("addr")) {
    Address one = address_of(address);
    if (!one.is_empty() || !one.state.empty()) person.addresses.push_back(std::move(one));
  }
  std::ranges::stable_sort(person.addresses, {}, [](const Address& a) { return a.use != "home"; });
  person.telecoms = telecoms_of(role);
  read_numbers(role, to, person);
  const std::string_view sex = patient.child("administrativeGenderCode").attribute("code");
  if (sex == "F" || sex == "M") person.sex = sex;
  count_personal(patient, to.chart);
  for (const El& language : patient.children("languageCommunication")) {
    const bool is_preferred = language.child("preferenceInd").attribute("value") == "true";
    if (!person.language.empty()) ++to.chart.personal["language"];
    if (!person.language.empty() && !is_preferred) continue;
    person.language = language_in(language.child("languageCode").attribute("code"));
    const std::string_view mode = language.child("modeCode").attribute("code");
    person.is_spoken_alone = mode == "ESP" || mode == "RSP";
  }
  to.chart.meet(std::move(person));
}

/// Whether a code is one of the taxonomy of those who give care.
bool is_of_taxonomy(const El& code) {
  const std::string_view system = code.attribute("codeSystem");
  return system == "2.16.840.1.113883.6.101" || system == "2.16.840.1.113883.5.53";
}

/// "Power of Attorney", else what the class of the role means: the id of words.
std::string relationship_of(const El& role) {
  std::string said = lowered(tidy(role.child("code").attribute("displayName")));
  constexpr std::pair<std::string_view, std::string_view> classes[] = {
      {"NOK", "relation.next-of-kin"},
      {"ECON", "relation.emergency"},
      {"GUAR", "relation.pays"},
      {"CAREGIVER", "relation.caregiver"},
      {"GUARD", "relation.guardian"}};
  for (const auto& [code, id] : classes) {
    if (role.attribute("classCode") != code) continue;
    if (said.empty()) return std::string{id};
    // Who looks after somebody is more than a relative.
    const bool adds = code == "CAREGIVER" || code == "GUAR";
    const std::string_view word = id.substr(id.find('.') + 1);
    return adds && !contains_but_case(said, word) ? said + ", " + std::string{id} : said;
  }
  return said;
}

void read_contacts(const El& document, const Reading& to) {
  for (const El& guardian : document.at("recordTarget/patientRole/patient").children("guardian")) {
    std::string relationship = relationship_of(guardian);
    if (!contains_but_case(relationship, "guardian"))
      relationship += relationship.empty() ? "relation.guardian" : ", relation.guardian";
    meet_contact(guardian, guardian.at("guardianPerson/name"), relationship, to);
  }
  for (const El& informant : document.children("informant")) {
    const El entity = informant.child("relatedEntity");
    meet_contact(entity, entity.at("relatedPerson/name"), relationship_of(entity), to);
  }
  for (const El& participant : document.children("participant")) {
    if (participant.attribute("typeCode") != "IND") continue;
    const El role = participant.child("associatedEntity");
    const std::string relationship = relationship_of(role);
    const bool is_office =
        contains_but_case(relationship, "provider") || contains_but_case(relationship, "physician");
    if (is_office) {
      if (auto provider = provider_of(role, to.source)) to.chart.meet(*std::move(provider));
    } else {
      const Period period = period_of(participant.child("time"));
      const std::size_t before = to.chart.contacts.size();
      meet_contact(role, role.at("associatedPerson/name"), relationship, to, period.end);
      if (to.chart.contacts.size() > before && period.start)
        to.chart.found.back().beside.push_back({"since", period.start->iso()});
    }
  }
}

/// Accounts that are no people.
bool is_of_machine(const PersonName& name) {
  const std::string whole = name.whole();
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"admin", "auto generated", "system", "interface"},
      [&](std::string_view word) { return contains_but_case(whole, word); }
  );
}

/// Whether a name is the person's own: some write down what they say of themselves.
bool is_person(const El& named, const Reading& to) {
  const PersonName name = name_of(named.child("name"));
  const auto& people = to.chart.people;
  return !people.empty() && std::ranges::any_of(people.back().names, [&](const PersonName& own) {
    return same_but_case(own.whole(), name.whole());
  });
}

/// An office that holds records; where it is found may stand beside its name.
void add_organization(const El& organization, const El& entity, const Reading& to) {
  Provider provider{.source = to.source};
  provider.organization = organization.child("name").text();
  provider.address = address_of(organization.child("addr"));
  if (provider.address.is_empty()) provider.address = address_of(entity.child("addr"));
  provider.telecoms = telecoms_of(organization);
  if (provider.telecoms.empty()) provider.telecoms = telecoms_of(entity);
  if (!provider.organization.empty()) to.chart.meet(std::move(provider));
}

void add_provider(const El& entity, const El& function, const Reading& to) {
  auto provider = provider_of(entity, to.source);
  // An office may have done it of which nobody is named.
  if (!provider && entity.parent().is("performer"))
    return add_organization(entity.child("representedOrganization"), entity, to);
  if (!provider || is_of_machine(provider->name)) return;
  provider->is_primary_care = is_of_primary_care(function);
  to.chart.meet(*std::move(provider));
}

void read_providers(const El& document, const Reading& to) {
  for (const El& event : document.children("documentationOf")) {
    for (const El& performer : event.child("serviceEvent").children("performer"))
      add_provider(performer.child("assignedEntity"), performer.child("functionCode"), to);
  }
  const El visit = document.at("componentOf/encompassingEncounter");
  add_provider(visit.at("responsibleParty/assignedEntity"), {}, to);
  for (const El& one : visit.children("encounterParticipant"))
    add_provider(one.child("assignedEntity"), {}, to);
  for (const El& author : document.children("author")) {
    const El one = author.child("assignedAuthor");
    if (!is_person(one.child("assignedPerson"), to)) add_provider(one, {}, to);
  }
  add_provider(document.at("legalAuthenticator/assignedEntity"), {}, to);
  for (const El& informant : document.children("informant")) {
    const El one = informant.child("assignedEntity");
    if (!is_person(one.child("assignedPerson"), to)) add_provider(one, {}, to);
  }
  for (const El& receiver : document.children("informationRecipient")) {
    const El one = receiver.child("intendedRecipient");
    if (!is_person(one.child("informationRecipient"), to)) add_provider(one, {}, to);
  }
  for (const El& participant : document.children("participant")) {
    if (participant.attribute("typeCode") == "CALLBCK")
      add_provider(participant.child("associatedEntity"), {}, to);
  }
}

/// The taxonomy of providers puts a group before the field: "Nursing Service Providers; Registered
/// Nurse".
std::string field_of(const El& code) {
  std::string field = tidy(code.attribute("displayName"));
  const auto group_end = field.find("; ");
  if (group_end != field.npos && is_of_taxonomy(code)) field.erase(0, group_end + 2);
  return field;
}

El child_named(const El& owner, std::string_view name) {
  for (const El& one : owner.children()) {
    if (one.name() == name) return one;
  }
  return {};
}

/// Who did what a chart is about, and their part in it: "Dr. Herman Eight, Primary Performer".
std::string performer_in_words(const El& performer, const El& event) {
  const El entity = performer.child("assignedEntity");
  std::string words = name_of(entity.at("assignedPerson/name")).whole();
  if (words.empty()) words = entity.at("representedOrganization/name").text();
  const std::string part = tidy(child_named(performer, "functionCode").attribute("displayName"));
  if (!words.empty() && !part.empty()) words += ", " + part;
  const Period days = period_of(performer.child("time"));
  const bool is_of_event = days.start == period_of(event.child("effectiveTime")).start;
  if (!words.empty() && days.start && !is_of_event) words += " (" + days.start->iso() + ')';
  return words;
}

/// The visit that a chart is of, what it was ordered for, and what was done at it: no list has
/// them.
void read_occasion(const El& document, const Reading& to) {
  const auto tell = [&](Section kind, std::string_view why, const El& of, std::string words) {
    if (words.empty()) return;
    to.chart.count(to.source, kind);
    to.chart.leave(to.source, kind, Outcome::left_out, why, with_day(std::move(words), of));
    if (std::string days = unreadable_days(of.child("effectiveTime")); !days.empty())
      to.chart.found.back().beside.push_back({"unreadable-day", std::move(days)});
  };
  const auto beside = [&](std::string_view how, std::string words) {
    if (!words.empty())
      to.chart.found.back().beside.push_back({std::string{how}, std::move(words)});
  };
  for (const El& one : document.children("inFulfillmentOf")) {
    const El order = one.child("order");
    const std::string name = all_names_of(order.child("code"), to.pages);
    std::string number{order.child("id").attribute("extension")};
    if (name.empty() && number.empty()) continue;
    if (name.empty()) {
      to.chart.count(to.source, Section::plans);
      to.chart.leave(to.source, Section::plans, Outcome::left_out, "ordered", "");
    } else {
      tell(Section::plans, "ordered", order, name);
    }
    beside("number", std::move(number));
  }
  for (const El& one : document.children("documentationOf")) {
    const El event = one.child("serviceEvent");
    const std::string name = all_names_of(event.child("code"), to.pages);
    if (name.empty() && !day_of(event)) continue;
    if (name.empty())
      tell(Section::visits, "care-period", event, title_of(document));
    else
      tell(Section::procedures, "of-the-chart", event, name);
    for (const El& performer : event.children("performer"))
      beside("by", performer_in_words(performer, event));
  }
  for (const El& participant : document.children("participant")) {
    const El function = child_named(participant, "functionCode");
    std::string words = all_names_of(function, to.pages);
    if (participant.attribute("typeCode") != "VRF" || words.empty()) continue;
    const auto day = date_in(participant.child("time").attribute("value"));
    if (day) words += " (" + day->iso() + ')';
    tell(Section::plans, "no-paper", {}, std::move(words));
    const El role = participant.child("associatedEntity");
    std::string who = name_of(role.at("associatedPerson/name")).whole();
    beside("by", who.empty() ? all_names_of(role.child("code"), to.pages) : who);
  }
  const El visit = document.at("componentOf/encompassingEncounter");
  std::string name = all_names_of(visit.child("code"), to.pages);
  if (name.empty()) name = visit.at("location/healthCareFacility/location/name").text();
  if (name.empty() && visit.child("effectiveTime")) name = title_of(document);
  const bool has_visit = !name.empty();
  tell(Section::visits, "no-paper", visit, name);
  const El place = visit.at("location/healthCareFacility/location");
  std::string where = place_in_words(address_of(place.child("addr")), place);
  if (has_visit && !where.empty() && where != name)
    to.chart.found.back().beside.push_back({"at", std::move(where)});
  for (const El& one : visit.children()) {
    const std::string to_where = tidy(one.attribute("displayName"));
    if (one.name() == "dischargeDispositionCode" && !to_where.empty() &&
        to.chart.found.back().section == Section::visits)
      to.chart.found.back().beside.push_back({"then", to_where});
  }
  for (const El& typist : document.children("dataEnterer")) {
    const std::string who = name_of(typist.at("assignedEntity/assignedPerson/name")).whole();
    tell(Section::people, "typed-it", typist, who);
    const bool is_doctor = std::ranges::any_of(to.chart.providers, [&](const Provider& one) {
      return same_but_case(one.name.whole(), who);
    });
    if (is_doctor && !who.empty()) to.chart.merge(to.chart.last());
  }
}

}  // namespace

void meet_contact(
    const El& role,
    const El& name,
    std::string relationship,
    const Reading& to,
    const std::optional<Date>& until
) {
  Contact contact{.source = to.source, .name = name_of(name)};
  if (contact.name.is_empty()) return;
  contact.relationship = std::move(relationship);
  contact.until = until;
  contact.address = address_of(role.child("addr"));
  contact.telecoms = telecoms_of(role);
  const auto& people = to.chart.people;
  const bool is_patient =
      !people.empty() && std::ranges::any_of(people.back().names, [&](const PersonName& own) {
        return same_but_case(own.whole(), contact.name.whole());
      });
  if (!is_patient) to.chart.meet(std::move(contact));
}

std::optional<Provider> provider_of(const El& entity, std::size_t source) {
  Provider provider{.source = source};
  El person = entity.child("assignedPerson");
  if (!person) person = entity.child("associatedPerson");
  if (!person) person = entity.child("informationRecipient");
  if (!person) person = entity.child("playingEntity");
  provider.name = name_of(person.child("name"));
  if (provider.name.is_empty()) return std::nullopt;
  const std::string field = field_of(entity.child("code"));
  provider.specialty = is_placeholder(field) ? "" : field;
  El organization = entity.child("representedOrganization");
  if (!organization) organization = entity.child("scopingOrganization");
  if (!organization) organization = entity.child("receivedOrganization");
  provider.organization = organization.child("name").text();
  provider.address = address_of(entity.child("addr"));
  const Address of_office = address_of(organization.child("addr"));
  if (provider.address.is_empty())
    provider.address = of_office;
  else if (!of_office.is_empty() && of_office.lines != provider.address.lines)
    provider.elsewhere.push_back(place_in_words(of_office, organization));
  provider.telecoms = telecoms_of(entity);
  if (provider.telecoms.empty()) provider.telecoms = telecoms_of(organization);
  return provider;
}

void read_header(const El& document, const Reading& to) {
  Origin& source = to.chart.sources[to.source];
  const El role = document.at("recordTarget/patientRole");
  const El holder = role.child("providerOrganization");
  const El custodian = document.at("custodian/assignedCustodian/representedCustodianOrganization");
  source.organization = holder.child("name").text();
  if (source.organization.empty()) source.organization = custodian.child("name").text();
  source.title = document.child("title").text();
  if (source.title.empty()) source.title = document.child("code").attribute("displayName");
  // A document of several people is of one only if they are the same.
  for (const El& target : document.children("recordTarget"))
    read_person(target.child("patientRole"), to);
  read_contacts(document, to);
  read_providers(document, to);
  read_occasion(document, to);
  add_organization(holder, {}, to);
  if (!same_but_case(custodian.child("name").text(), holder.child("name").text()))
    add_organization(custodian, {}, to);
}

namespace {

/// Somebody of whom an entry speaks: who watches over a medicine, who took over, who keeps a paper.
void read_participant(const El& participant, const Reading& to) {
  constexpr std::array<std::string_view, 12> of_care{
      "RESP", "IRCP", "PRF", "PPRF", "SPRF", "ATND", "CON", "DIS", "REF", "REFT", "VRF", "AUTHEN"};
  const El role = participant.child("participantRole");
  const El entity = role.child("playingEntity");
  const std::string_view type = participant.attribute("typeCode");
  const bool keeps = type == "CST";
  const bool is_known = keeps || std::ranges::find(of_care, type) != of_care.end();
  const PersonName name = name_of(entity.child("name"));
  if (!is_known || name.is_empty() || is_person(entity, to)) return;
  // Who keeps a paper, or may decide, may be anybody.
  const bool is_titled = !name.prefix.empty() || !name.suffix.empty();
  if (!keeps || is_titled || is_of_taxonomy(role.child("code"))) return add_provider(role, {}, to);
  const std::string said = relationship_of(role);
  const std::string_view keeper = "relation.keeps-wishes";
  meet_contact(role, entity.child("name"), said.empty() ? std::string{keeper} : said, to);
}

}  // namespace

void read_people_of(const El& entry, const Reading& to) {
  for (const El& participant : entry.below("participant")) read_participant(participant, to);
  for (const std::string_view role : {"assignedAuthor", "assignedEntity"}) {
    for (const El& entity : entry.below(role)) {
      // Who only told it may be the person, or anybody.
      const bool is_of_care =
          !entity.parent().is("informant") && !is_person(entity.child("assignedPerson"), to);
      if (is_of_care) add_provider(entity, {}, to);
    }
  }
}

void tell_people_beside(const El& entry, bool of_results, const Reading& to) {
  const auto tell = [&](const El& entity, std::string_view why) {
    El person = entity.child("assignedPerson");
    if (!person) person = entity.child("relatedPerson");
    if (is_person(person, to)) return;
    const El office = entity.child("representedOrganization");
    std::string words = name_of(person.child("name")).whole();
    const Address address = address_of((office.child("addr") ? office : entity).child("addr"));
    const std::string where = place_in_words(address, office);
    if (!where.empty()) words += (words.empty() ? "" : ", ") + where;
    for (const Telecom& telecom : telecoms_of(entity))
      words += (words.empty() ? "" : ", ") + telecom.value;
    if (words.empty()) return;
    const bool is_again = !to.text_rows->said.insert(words).second;
    to.chart.count(to.source, Section::people);
    to.chart.leave(to.source, Section::people, Outcome::left_out, why, std::move(words));
    if (is_again) to.chart.merge(to.chart.last());
  };
  for (const El& informant : entry.below("informant")) {
    for (const std::string_view role : {"assignedEntity", "relatedEntity"}) {
      if (const El entity = informant.child(role)) tell(entity, "told-it");
    }
  }
  if (!of_results) return;
  for (const std::string_view role : {"assignedAuthor", "assignedEntity"}) {
    for (const El& entity : entry.below(role)) {
      if (!entity.parent().is("informant")) tell(entity, "measured-it");
    }
  }
}

}  // namespace engine::chart::c_cda
