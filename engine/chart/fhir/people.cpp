#include "engine/base/fold.hpp"
#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>

namespace engine::chart::fhir {

namespace {

constexpr std::string_view social_security = "http://hl7.org/fhir/sid/us-ssn";

constexpr std::string_view interpreter_required = "patient-interpreterRequired";

bool is_social_security(const Value& number) {
  return number.text("system") == social_security ||
         number.text("system") == "urn:oid:2.16.840.1.113883.4.1" ||
         number.text("type.coding.code") == "SS";
}

void read_names(const Value& patient, Person& person) {
  constexpr std::array<std::string_view, 3> order{"official", "usual", ""};
  const auto rank = [&](const PersonName& name) {
    return std::ranges::find(order, name.use) - order.begin();
  };
  for (const Value* name : patient.each("name")) {
    PersonName one = name_of(*name);
    if (one.is_empty()) continue;
    if (name->at("period.end") && one.use != "maiden") one.use = "old";
    // A name in another script beside the Latin one: offices may know either.
    const std::string text = collapsed(name->text("text"));
    const bool has_other_script =
        !text.empty() && one.text.empty() && std::ranges::all_of(text, [](char c) {
          return static_cast<unsigned char>(c) >= 0x80 || c == ' ';
        });
    person.names.push_back(one);
    if (has_other_script) person.names.push_back({.use = "old", .text = text});
  }
  std::ranges::stable_sort(person.names, {}, rank);
  for (std::size_t i = 0; i < person.names.size(); ++i) {
    std::string& use = person.names[i].use;
    if (i == 0)
      use = "official";
    else if (use.empty() || use == "official")
      use = "old";
  }
}

/// Some systems write what a number is in words alone.
bool is_record_number(const Value& number) {
  const std::string& code = number.text("type.coding.code");
  const std::string words = lowered(collapsed(number.text("type.text")));
  return code == "MR" ||
         (code.empty() && (words == "mrn" || words.starts_with("medical record number")));
}

std::string kind_of_number(std::string_view code) {
  if (code == "DL") return "license";
  return code == "PPN" ? "passport" : "number";
}

/// What a patient record says of a person that no paper needs, by kind.
void count_personal(const Value& patient, Chart& chart) {
  constexpr std::pair<std::string_view, std::string_view> members[] = {
      {"gender", "sex"}, {"maritalStatus", "marital-status"}};
  for (const auto& [member, kind] : members) {
    if (patient[member]) ++chart.personal[std::string{kind}];
  }
  constexpr std::pair<std::string_view, std::string_view> extensions[] = {
      {"us-core-race", "race"},
      {"us-core-ethnicity", "ethnicity"},
      {"us-core-birthsex", "sex"},
      {"us-core-sex", "sex"},
      {"religion", "religion"},
      {"birthPlace", "birthplace"},
      {"mothersMaidenName", "mothers-name"}};
  for (const Value* extension : patient.each("extension")) {
    if (extension->text("url").ends_with(interpreter_required)) continue;
    const auto known = std::ranges::find_if(extensions, [&](const auto& row) {
      return extension->text("url").ends_with(row.first);
    });
    ++chart.personal[known == std::end(extensions) ? "detail" : std::string{known->second}];
  }
  for (const std::string_view member : {"multipleBirthBoolean", "multipleBirthInteger", "photo"}) {
    if (patient[member]) ++chart.personal["detail"];
  }
}

/// What a code of HL7's list of relations means that has no words beside it.
std::string relation_of(const Value& relationship) {
  constexpr std::pair<std::string_view, std::string_view> known[] = {
      {"N", "relation.next-of-kin"},
      {"NOK", "relation.next-of-kin"},
      {"C", "relation.emergency"},
      {"ECON", "relation.emergency"},
      {"GUARD", "relation.guardian"}};
  for (const Value* coding : relationship.each("coding")) {
    for (const auto& [code, id] : known) {
      if (coding->text("code") == code) return std::string{id};
    }
  }
  return {};
}

/// Somebody to call, as Patient.contact or RelatedPerson has it.
Contact contact_of(const Value& said, const Reading& to) {
  Contact contact{.source = to.source, .name = name_of(said["name"])};
  contact.relationship = lowered(names_of(said, "relationship"));
  if (contact.name.is_empty()) {
    const Value& office = to.index.referred(said["organization"], said);
    contact.name.text = collapsed(office ? office.text("name") : said.text("organization.display"));
  }
  if (contact.relationship.empty()) contact.relationship = relation_of(said["relationship"]);
  contact.address = address_of(said["address"]);
  contact.telecoms = telecoms_of(said);
  contact.until = date_in(said.text("period.end"));
  return contact;
}

std::string field_of(const Value& role) {
  for (const std::string_view path : {"specialty", "qualification.code"}) {
    const Chosen chosen = choose(candidates_of(role.at(path)));
    if (!chosen.name.empty()) return chosen.name;
  }
  return {};
}

}  // namespace

void read_patient(const Value& patient, const Reading& to) {
  Person person{.source = to.source};
  read_names(patient, person);
  person.born = date_in(patient.text("birthDate"));
  for (const Value* address : patient.each("address")) {
    Address one = address_of(*address);
    if (one.is_empty()) continue;
    person.addresses.push_back(std::move(one));
  }
  person.telecoms = telecoms_of(patient);
  for (const Value* telecom : patient.each("telecom")) {
    if (telecom->text("use") == "old") ++to.chart.personal["old-phone"];
  }
  const std::string sex = lowered(patient.text("gender"));
  if (sex == "female" || sex == "male") person.sex = sex == "female" ? "F" : "M";
  for (const Value* number : patient.each("identifier")) {
    if (is_social_security(*number)) {
      person.mark(Person::social_security, social_security_in(number->text("value")));
      to.chart.left_out.push_back({to.chart.sources[to.source].file, "social-security", ""});
    } else if (is_record_number(*number) && !number->text("value").empty()) {
      person.numbers.push_back({number->text("value"), number->text("assigner.display")});
      person.mark(number->text("system"), number->text("value"));
    } else if (!number->text("value").empty()) {
      ++to.chart.personal[kind_of_number(number->text("type.coding.code"))];
    }
  }
  count_personal(patient, to.chart);
  const std::string& file = to.chart.sources[to.source].file;
  if (const std::string& born = patient.text("birthDate"); is_lost_day(born))
    to.chart.check.push_back({file, "unreadable-day", born});
  if (patient.text("deceasedBoolean") == "true" || patient["deceasedDateTime"])
    to.chart.check.push_back({file, "deceased", ""});
  const auto links = patient.each("link");
  const bool is_linked = std::ranges::any_of(links, [](const Value* link) {
    return link->text("type") == "replaced-by" || link->text("type") == "replaces";
  });
  if (is_linked) to.chart.check.push_back({file, "other-record", ""});
  for (const Value* spoken : patient.each("communication")) {
    if (!person.language.empty()) ++to.chart.personal["language"];
    if (person.language.empty() || spoken->text("preferred") == "true")
      person.language = language_in(code_of((*spoken)["language"]));
  }
  for (const Value* extension : patient.each("extension")) {
    const std::string& said = extension->text("valueBoolean");
    if (extension->text("url").ends_with(interpreter_required) && !said.empty())
      person.interpreter = said == "true" ? "yes" : "no";
  }
  for (const Value* one : patient.each("contact")) {
    Contact contact = contact_of(*one, to);
    if (!contact.name.is_empty()) to.chart.meet(std::move(contact));
  }
  const bool only_links = person.names.empty() && !person.born;
  to.chart.leave(
      to.source, Section::people, only_links ? Outcome::merged : Outcome::taken, "", "Patient"
  );
  person.entry = to.chart.last();
  if (!only_links) to.chart.people.push_back(std::move(person));
}

namespace {

/// Nobody's visits tell where a doctor works who was seen at two offices.
void set_ties(const Circle::Ties& ties, Provider& provider) {
  if (provider.specialty.empty() && !provider.name.is_empty()) provider.specialty = ties.role;
  provider.visits = ties.visits;
  provider.last_visit = ties.last_visit;
  provider.is_primary_care = ties.is_primary_care && !provider.name.is_empty();
  if (provider.organization.empty() && ties.offices.size() == 1)
    provider.organization = *ties.offices.begin();
}

/// Where somebody works, in one line.
std::string line_of_place(const Value& place, const Value& reference) {
  std::string line = collapsed(place ? place.text("name") : reference.text("display"));
  const auto add = [&](const std::string& words) {
    if (!words.empty()) line += (line.empty() ? "" : ", ") + words;
  };
  const Address address = address_of(place["address"]);
  for (const std::string& street : address.lines) add(street);
  add(address.city);
  add(address.state);
  for (const Telecom& telecom : telecoms_of(place)) add(telecom.value);
  return line;
}

/// A Practitioner, a PractitionerRole or an Organization; without a name or an office when it has
/// none.
Provider provider_of(const Value& resource, const Value& holder, const Reading& to) {
  const std::string& type = resource.text("resourceType");
  Provider provider{.source = to.source};
  if (type == "Organization") {
    provider.organization = collapsed(resource.text("name"));
    provider.address = address_of(resource["address"]);
    provider.telecoms = telecoms_of(resource);
    return provider;
  }
  const Value& person =
      type == "Practitioner" ? resource : to.index.referred(resource["practitioner"], holder);
  const Value& office = to.index.referred(resource["organization"], holder);
  provider.name = name_of(person["name"]);
  if (provider.name.is_empty()) provider.name = name_in(resource.text("practitioner.display"));
  provider.specialty = field_of(resource);
  provider.organization =
      collapsed(office ? office.text("name") : resource.text("organization.display"));
  provider.address = address_of(person["address"]);
  if (provider.address.is_empty()) provider.address = address_of(office["address"]);
  provider.telecoms = telecoms_of(resource);
  if (provider.telecoms.empty()) provider.telecoms = telecoms_of(office);
  for (const Value* reference : resource.each("location")) {
    const std::string line = line_of_place(to.index.referred(*reference, holder), *reference);
    if (!line.empty() && !are_alike(line, provider.organization))
      provider.elsewhere.push_back(line);
  }
  return provider;
}

}  // namespace

void read_provider(const Value& resource, const Reading& to) {
  const std::string& type = resource.text("resourceType");
  const auto leave = [&](Outcome outcome, std::string_view why, std::string what) {
    to.chart.leave(to.source, Section::people, outcome, why, std::move(what));
  };
  Provider provider = provider_of(resource, resource, to);
  const bool is_office = type == "Organization";
  const std::string name = is_office ? provider.organization : provider.name.whole();
  if (name.empty()) return leave(Outcome::not_understood, "without-name", type);
  if (to.circle.only_pays(resource)) return leave(Outcome::merged, "part-of-another", name);
  if (!to.circle.has(resource)) return leave(Outcome::left_out, "named-by-nothing", name);
  set_ties(to.circle.ties_to(resource), provider);
  leave(Outcome::taken, "", name);
  provider.entry = to.chart.last();
  to.chart.providers.push_back(std::move(provider));
}

void read_named(const Reading& to) {
  for (const Circle::Named& one : to.circle.named()) {
    Provider provider{.source = to.source};
    if (one.contained)
      provider = provider_of(*one.contained, *one.holder, to);
    else if (one.is_office)
      provider.organization = one.name;
    else
      provider.name = name_in(one.name);
    set_ties(one.ties, provider);
    if (!provider.name.is_empty() || !provider.organization.empty())
      to.chart.meet(std::move(provider));
  }
}

void read_related(const Value& related, const Reading& to) {
  Contact contact = contact_of(related, to);
  const std::string role = lowered(to.circle.ties_to(related).role);
  if (!contains_but_case(contact.relationship, role))
    contact.relationship += (contact.relationship.empty() ? "" : ", ") + role;
  const std::string name = contact.name.whole();
  const bool is_named = !name.empty();
  if (is_named && related.text("active") == "false")
    return to.chart.leave(to.source, Section::people, Outcome::left_out, "over", name);
  to.chart.leave(
      to.source,
      Section::people,
      is_named ? Outcome::taken : Outcome::not_understood,
      is_named ? "" : "without-name",
      is_named ? name : "RelatedPerson"
  );
  contact.entry = to.chart.last();
  if (is_named) to.chart.contacts.push_back(std::move(contact));
}

bool is_team_of_now(const Value& team) {
  const std::string& status = team.text("status");
  return status != "inactive" && status != "proposed" && !is_mistaken(team);
}

std::string role_in_team(const Value& participant) {
  // Everybody in a team is one of these.
  constexpr std::string_view of_all[] = {
      "care team member", "member", "participant", "provider", "healthcare professional"};
  const std::string role = choose(candidates_of(participant["role"])).name;
  const bool is_any =
      std::ranges::any_of(of_all, [&](auto words) { return same_but_case(role, words); });
  return is_any ? std::string{} : role;
}

bool is_role_of_family(std::string_view role) {
  constexpr std::string_view words[] = {
      "caregiver",
      "carer",
      "family",
      "spouse",
      "partner",
      "wife",
      "husband",
      "mother",
      "father",
      "parent",
      "daughter",
      "son",
      "sister",
      "brother",
      "friend",
      "guardian",
      "next of kin",
      "emergency contact",
      "cuidador"};
  constexpr std::string_view of_doctors[] = {
      "family medicine", "family physician", "family doctor"};
  const std::string small = lowered(role);
  const auto has = [&](std::string_view part) {
    const auto at = small.find(part);
    return at != small.npos && (at == 0 || !is_letter(small[at - 1]));
  };
  return std::ranges::any_of(words, has) && std::ranges::none_of(of_doctors, has);
}

namespace {

/// Who is meant by a participant of a care team.
std::string member_called(const Value& participant, const Value& team, const Reading& to) {
  const Value& member = participant["member"];
  std::string name = collapsed(member.text("display"));
  if (name.empty()) name = name_of(to.index.referred(member, team)["name"]).whole();
  return is_placeholder(name) ? std::string{} : name;
}

}  // namespace

void read_care_team(const Value& team, const Reading& to) {
  std::string members;
  const bool is_of_now = is_team_of_now(team);
  for (const Value* participant : team.each("participant")) {
    std::string name = member_called(*participant, team, to);
    if (name.empty()) continue;
    const std::string role = role_in_team(*participant);
    const Value& target = to.index.referred((*participant)["member"], team);
    if (is_of_now && !target && is_role_of_family(role))
      to.chart.meet(Contact{
          .source = to.source, .name = name_in(name), .relationship = lowered(role)});
    const auto end = date_in(participant->text("period.end"));
    if (is_of_now && end)
      to.chart.check.push_back(
          {to.chart.sources[to.source].file, "member-until", name + " (" + end->iso() + ')'}
      );
    if (!role.empty()) name += " (" + role + ')';
    members += (members.empty() ? "" : ", ") + name;
  }
  const auto leave = [&](Outcome outcome, std::string_view why) {
    std::string name = tidy(team.text("name"));
    if (!is_of_now && !members.empty()) name += (name.empty() ? "" : ": ") + members;
    to.chart.leave(to.source, Section::people, outcome, why, std::move(name));
  };
  if (is_mistaken(team)) return leave(Outcome::negated, "mistaken");
  if (team.text("status") == "proposed") return leave(Outcome::left_out, "planned");
  if (!is_of_now) return leave(Outcome::left_out, "team-over");
  leave(Outcome::merged, "part-of-another");
}

void read_coverage(const Value& coverage, const Reading& to) {
  const Value& payer = to.index.referred(coverage["payor"], coverage);
  std::string payer_name = collapsed(payer ? payer.text("name") : coverage.text("payor.display"));
  // Medicare writes its name as a number of itself.
  const std::string& said_as_number = coverage.text("payor.identifier.value");
  if (payer_name.empty() && said_as_number.find(' ') != said_as_number.npos)
    payer_name = collapsed(said_as_number);
  const auto leave = [&](Outcome outcome, std::string_view why) {
    to.chart.leave(to.source, Section::insurance, outcome, why, payer_name);
  };
  const std::string& status = coverage.text("status");
  if (status == "entered-in-error") return leave(Outcome::negated, "mistaken");
  if (status == "cancelled") return leave(Outcome::left_out, "over");
  Coverage one{.source = to.source};
  one.until = date_in(coverage.text("period.end"));
  one.payer = payer_name;
  one.telecoms = telecoms_of(payer);
  // The number of the person's own stands before that of whose plan it is.
  for (const Value* number : coverage.each("identifier")) {
    if (number->text("type.coding.code") == "MB") one.member_id = number->text("value");
  }
  if (one.member_id.empty()) one.member_id = coverage.text("subscriberId");
  if (one.member_id.empty()) one.member_id = coverage.text("identifier.value");
  for (const Value* kind : coverage.each("class")) {
    const std::string& code = kind->text("type.coding.code");
    if (code == "group") one.group_id = kind->text("value");
    if (code == "plan")
      one.plan = kind->text("name").empty() ? kind->text("value") : kind->text("name");
  }
  if (coverage.text("relationship.coding.code") != "self")
    one.subscriber = coverage.text("subscriber.display");
  if (one.payer.empty() && one.plan.empty() && one.member_id.empty())
    return leave(Outcome::not_understood, "without-name");
  leave(Outcome::taken, "");
  one.entry = to.chart.last();
  to.chart.coverages.push_back(std::move(one));
}

}  // namespace engine::chart::fhir
