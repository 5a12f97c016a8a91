// Whom the records of a person name. The resources of doctors and offices in a file say nothing of
// that: some systems put all those of a town into each person's file, and write the person's own as
// a name inside the records.

#include "engine/base/fold.hpp"
#include "engine/chart/fhir/fhir.hpp"

#include <algorithm>
#include <array>

namespace engine::chart::fhir {

namespace {

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

/// Resources that are about offices and those who work there, and not about the person.
constexpr std::array<std::string_view, 6> of_offices{
    "Practitioner",
    "PractitionerRole",
    "Organization",
    "Location",
    "HealthcareService",
    "Endpoint"};
/// Members that lead to somebody who has nothing to do with the care: who made a medicine, who gave
/// out a number, who may be called.
constexpr std::array<std::string_view, 12> no_care{
    "manufacturer",
    "issuer",
    "assigner",
    "contact",
    "subject",
    "patient",
    "beneficiary",
    "policyHolder",
    "subscriber",
    "owner",
    "focus",
    "partOf"};
constexpr std::array<std::string_view, 2> payers{"payor", "insurer"};
/// Members that hold a doctor, or an office, also where the reference does not say which it is.
constexpr std::array<std::string_view, 5> of_doctors{
    "individual", "requester", "generalPractitioner", "prescriber", "orderer"};
constexpr std::array<std::string_view, 4> of_places{
    "serviceProvider", "managingOrganization", "onBehalfOf", "custodian"};

bool is_bill(const Value& resource) {
  const std::string& type = resource.text("resourceType");
  return type == "ExplanationOfBenefit" || type == "Claim" || type == "ClaimResponse";
}

/// The type that a reference leads to by its words: "Practitioner?identifier=...",
/// "https://portal.example/Practitioner/7".
std::string said_type_of(const Value& reference) {
  if (!reference.text("type").empty()) return reference.text("type");
  std::string_view to = reference.text("reference");
  if (to.starts_with("urn:") || to.starts_with('#')) return {};
  to = to.substr(0, to.find('?'));
  const auto id = to.rfind('/');
  if (id == to.npos) return std::string{to};
  to = to.substr(0, id);
  return std::string{to.substr(to.rfind('/') + 1)};
}

/// Who is meant: a doctor, an office, or neither. Where it leads nowhere the member it stands in
/// says it, or the title in the name.
enum class Kind { doctor, office, neither };
Kind kind_of(const Value& reference, const Value& target, std::string_view key) {
  const std::string type = target ? target.text("resourceType") : said_type_of(reference);
  if (type == "Practitioner" || type == "PractitionerRole") return Kind::doctor;
  if (type == "Organization") return Kind::office;
  if (!type.empty() || is_one_of(key, payers)) return Kind::neither;
  if (is_one_of(key, of_places)) return Kind::office;
  const std::string& name = reference.text("display");
  const bool is_titled = name.starts_with("Dr. ") || name.ends_with(" MD") ||
                         name.ends_with(" DO") || name.ends_with(" NP") || name.ends_with(" PA");
  return is_titled || is_one_of(key, of_doctors) ? Kind::doctor : Kind::neither;
}

/// A record that was written by mistake, or a visit that was never made: who stands in it cared for
/// nobody.
bool did_not_happen(const Value& resource) {
  const std::string &type = resource.text("resourceType"), &status = resource.text("status");
  const bool is_visit = type == "Encounter" || type == "Appointment";
  return is_mistaken(resource) || (is_visit && (status == "cancelled" || status == "noshow"));
}

/// What a doctor or an office is called in a resource of their own; empty for any other resource.
std::string own_name_of(const Value& resource) {
  const std::string& type = resource.text("resourceType");
  if (type == "Organization") return resource.text("name");
  return type == "Practitioner" ? name_of(resource["name"]).whole() : std::string{};
}

/// A name as far as it tells one from another.
std::string bare(std::string_view name) {
  if (name.starts_with("Dr. ")) name.remove_prefix(4);
  return folded(name);
}

}  // namespace

Circle::Circle(const std::vector<Entry>& entries, const Index& index) : index_{index} {
  for (const auto& [resource, url] : entries) {
    const std::string& type = resource.text("resourceType");
    if (is_one_of(type, of_offices) || did_not_happen(resource) ||
        index.whose(resource) == Index::Whose::somebody_elses)
      continue;
    if (type == "CareTeam")
      take_team(resource);
    else
      walk(resource, "", resource);
    if (type == "Encounter") take_visit(resource);
  }
  // Who is named in a record without an address may stand in the file with one.
  std::set<std::string> names;
  for (const Named& one : named_) {
    if (!one.name.empty()) names.insert(bare(one.name));
  }
  for (const auto& [resource, url] : entries) {
    if (names.contains(bare(own_name_of(resource)))) mark(resource);
  }
}

const Circle::Ties& Circle::ties_to(const Value& resource) const {
  static const Ties none;
  const auto found = ties_.find(&resource);
  return found == ties_.end() ? none : found->second;
}

/// A resource and those it leads to: the person and the office of a role.
void Circle::mark(const Value& resource) {
  if (referred_.insert(&resource).second && is_one_of(resource.text("resourceType"), of_offices))
    walk(resource, "", resource);
}

void Circle::walk(const Value& value, std::string_view key, const Value& holder) {
  if (is_one_of(key, no_care)) return;
  if (key == "contained") return;  // read where a record leads to it
  if (value.is_list()) {
    for (const Value* one : value.each()) walk(*one, key, holder);
    return;
  }
  if (!value.is_object()) return;
  const bool is_reference = !value.text("reference").empty() ||
                            (!value.text("display").empty() && !value["code"] && key != "coding");
  Ties* ties = is_reference ? take(value, key, holder) : nullptr;
  if (ties && key == "generalPractitioner") ties->is_primary_care = true;
  for (std::size_t i = 0; i < value.members().size(); ++i)
    walk(value.members()[i], value.names()[i], holder);
}

/// Notes whom a reference leads to; what is known of them, to be added to. nullptr where it leads
/// to no doctor and no office.
Circle::Ties* Circle::take(const Value& reference, std::string_view key, const Value& holder) {
  const Value& target = index_.referred(reference, holder);
  if (target && is_one_of(key, payers)) {
    pays_.insert(&target);
    return nullptr;
  }
  if (target && !reference.text("reference").starts_with('#')) {
    const std::string& type = target.text("resourceType");
    if (!is_one_of(type, of_offices) && type != "CareTeam") return nullptr;
    mark(target);
    return &ties_[&target];
  }
  const Kind kind = kind_of(reference, target, key);
  const std::string name = collapsed(reference.text("display"));
  if (kind == Kind::neither || is_bill(holder) || (!target && is_placeholder(name))) return nullptr;
  const Value* contained = target ? &target : nullptr;
  const bool is_office = kind == Kind::office;
  const auto [known, is_new] =
      by_name_.try_emplace({contained, contained ? "" : name, is_office}, named_.size());
  if (is_new) named_.push_back({name, is_office, contained, &holder, {}});
  return &named_[known->second].ties;
}

void Circle::take_team(const Value& team) {
  if (!is_team_of_now(team)) return;
  for (std::size_t i = 0; i < team.members().size(); ++i) {
    if (team.names()[i] != "participant") walk(team.members()[i], team.names()[i], team);
  }
  for (const Value* participant : team.each("participant")) {
    const Value& member = (*participant)["member"];
    const std::string role = role_in_team(*participant);
    walk((*participant)["onBehalfOf"], "onBehalfOf", team);
    const Value& target = index_.referred(member, team);
    const bool is_relative = target.text("resourceType") == "RelatedPerson";
    if (is_relative) ties_[&target].role = role;
    if (!member || is_relative || (!target && is_role_of_family(role))) continue;
    // Whoever has a part in the care and is no relative is a doctor, or a nurse.
    Ties* const ties = take(member, role.empty() ? "member" : "individual", team);
    if (!ties) continue;
    const bool has_ended = static_cast<bool>(participant->at("period.end"));
    const bool is_primary = contains_but_case(role, "primary care") || role == "PCP" ||
                            contains_but_case(role, "atención primaria");
    ties->is_primary_care = ties->is_primary_care || (is_primary && !has_ended);
    if (ties->role.empty() && !is_primary) ties->role = role;
  }
}

void Circle::take_visit(const Value& encounter) {
  if (encounter.text("status") == "planned") return;
  const auto day = date_in(encounter.text("period.start"));
  const Value& place = encounter["serviceProvider"];
  std::string office = collapsed(index_.referred(place, encounter).text("name"));
  if (office.empty()) office = collapsed(place.text("display"));
  const auto add = [&](const Value& reference, std::string_view key, bool is_doctor) {
    Ties* ties = reference ? take(reference, key, encounter) : nullptr;
    if (!ties) return;
    ++ties->visits;
    if (day && (!ties->last_visit || *day > *ties->last_visit)) ties->last_visit = day;
    if (is_doctor && !office.empty()) ties->offices.insert(office);
  };
  add(place, "serviceProvider", false);
  for (const Value* participant : encounter.each("participant"))
    add((*participant)["individual"], "individual", true);
}

}  // namespace engine::chart::fhir
