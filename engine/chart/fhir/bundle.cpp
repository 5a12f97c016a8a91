#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>

namespace engine::chart::fhir {

namespace {

using Reader = void (*)(const Value& resource, const Reading& to);

struct Type {
  std::string_view name;
  Section kind;
  Reader read;                 ///< nullptr: left out, by a rule
  std::string_view why;        ///< of that rule
  bool is_of_somebody = true;  ///< it has a subject, or should
};

constexpr Type types[] = {
    {"Patient", Section::people, read_patient, "", false},
    {"Condition", Section::problems, read_condition, ""},
    {"MedicationStatement", Section::medications, read_medication, ""},
    {"MedicationRequest", Section::medications, read_medication, ""},
    {"MedicationOrder", Section::medications, read_medication, ""},
    {"MedicationDispense", Section::medications, read_medication, ""},
    {"Medication", Section::medications, nullptr, "part-of-another", false},
    {"AllergyIntolerance", Section::allergies, read_allergy, ""},
    {"Procedure", Section::procedures, read_procedure, ""},
    {"FamilyMemberHistory", Section::family, read_family, ""},
    {"Practitioner", Section::people, read_provider, "", false},
    {"PractitionerRole", Section::people, read_provider, "", false},
    {"Organization", Section::people, read_provider, "", false},
    {"RelatedPerson", Section::people, read_related, ""},
    {"Coverage", Section::insurance, read_coverage, ""},
    {"List", Section::others, read_list, ""},
    {"Composition", Section::documents, read_composition, ""},
    {"CareTeam", Section::people, read_care_team, ""},
    {"Location", Section::people, nullptr, "part-of-another", false},
    {"MedicationAdministration", Section::medications, nullptr, "given-at-visit"},
    {"Observation", Section::results, read_observation, ""},
    {"DiagnosticReport", Section::results, nullptr, "no-paper"},
    {"Specimen", Section::results, nullptr, "no-paper"},
    {"ImagingStudy", Section::results, nullptr, "no-paper"},
    {"Immunization", Section::vaccines, nullptr, "no-paper"},
    {"Encounter", Section::visits, nullptr, "no-paper"},
    {"Appointment", Section::visits, nullptr, "no-paper"},
    {"CarePlan", Section::plans, nullptr, "no-paper"},
    {"Goal", Section::plans, nullptr, "no-paper"},
    {"ServiceRequest", Section::plans, nullptr, "planned"},
    {"ProcedureRequest", Section::plans, nullptr, "planned"},
    {"ExplanationOfBenefit", Section::claims, read_claim, ""},
    {"Claim", Section::claims, read_claim, ""},
    {"ClaimResponse", Section::claims, nullptr, "claim"},
    {"DocumentReference", Section::documents, nullptr, "no-paper"},
    {"Binary", Section::documents, nullptr, "no-paper", false},
    {"Media", Section::documents, nullptr, "no-paper"},
    {"Provenance", Section::others, nullptr, "no-paper", false},
    {"Device", Section::devices, read_device, ""},
    {"DeviceUseStatement", Section::devices, read_device, ""},
    {"Consent", Section::others, nullptr, "no-paper"},
    {"SupplyDelivery", Section::others, nullptr, "no-paper"},
    {"OperationOutcome", Section::others, nullptr, "no-record", false},
    {"Bundle", Section::others, nullptr, "", false}};

const Type* type_of(std::string_view name) {
  const auto found = std::ranges::find(types, name, &Type::name);
  return found == std::end(types) ? nullptr : &*found;
}

/// The words of a record of a kind that is not read, and of whom it is about none.
void gather_words(const Value& value, int depth, std::vector<std::string>& all) {
  constexpr std::size_t most = 6;
  constexpr int deepest = 5;
  constexpr std::array<std::string_view, 13> skipped{
      "subject",
      "patient",
      "recorder",
      "author",
      "performer",
      "asserter",
      "encounter",
      "meta",
      "identifier",
      "contained",
      "extension",
      "participant",
      "location"};
  constexpr std::array<std::string_view, 8> wanted{
      "display",
      "summary",
      "detail",
      "description",
      "conclusion",
      "comment",
      "title",
      "valueString"};
  if (depth > deepest) return;
  for (std::size_t i = 0; i < value.members().size(); ++i) {
    const std::string& name = value.names()[i];
    const Value& member = value.members()[i];
    const bool is_word = name == "text" || std::ranges::find(wanted, name) != wanted.end();
    // The text of a record is made for people out of the same words; that of a code is a name.
    const bool is_skipped =
        name == "text" ? depth == 0 : std::ranges::find(skipped, name) != skipped.end();
    for (const Value* one : member.each()) {
      const std::string words = is_word ? tidy(one->text()) : "";
      const bool is_again = std::ranges::any_of(all, [&](const std::string& known) {
        return contains_but_case(known, words);
      });
      if (!words.empty() && !is_again && !is_placeholder(words) && all.size() < most)
        all.push_back(words);
      if (one->is_object() && !is_skipped) gather_words(*one, depth + 1, all);
    }
  }
}

std::string label_of_unknown(const Value& resource, const Reading& to) {
  std::vector<std::string> all;
  gather_words(resource, 0, all);
  if (all.empty()) return label_of(resource, to);
  const auto day = date_of(
      resource,
      {"date",
       "dateTime",
       "detected",
       "identifiedDateTime",
       "occurrenceDateTime",
       "effectiveDateTime",
       "effectivePeriod.start",
       "period.start",
       "authoredOn",
       "recordedDate"}
  );
  std::string words = joined(all, " · ");
  return day ? words + " (" + day->iso() + ')' : words;
}

/// The day of a visit, and what it was for: that may be an illness which no list has.
void set_visit(const Value& visit, const Reading& to) {
  Found& told = to.chart.found.back();
  told.day = date_of(visit, {"period.start", "start"});
  constexpr std::string_view planned[] = {"planned", "booked", "proposed", "pending", "waitlist"};
  told.is_to_come = std::ranges::find(planned, visit.text("status")) != std::end(planned);
  told.item.reason = choose(candidates_of(visit["reasonCode"])).name;
}

/// A report goes by its day, as its results do.
void set_day_of_report(const Value& report, const Reading& to) {
  Found& told = to.chart.found.back();
  told.day = date_of(
      report,
      {"effectiveDateTime",
       "effectivePeriod.start",
       "started",
       "collection.collectedDateTime",
       "issued"}
  );
  if (told.day && !told.what.empty()) told.what += " (" + told.day->iso() + ')';
}

/// What a visit or a report says besides: what was found out, where somebody went, how long it was.
void tell_beside(const Value& resource, const Reading& to) {
  Found& told = to.chart.found.back();
  const auto add = [&](std::string_view how, std::string words) {
    if (!words.empty() && !contains_but_case(told.what, words) && words != told.item.reason)
      told.beside.push_back({std::string{how}, std::move(words)});
  };
  for (const Value* diagnosis : resource.each("diagnosis")) {
    const Value& condition = (*diagnosis)["condition"];
    std::string words = tidy(condition.text("display"));
    if (words.empty()) words = said_of(to.index.referred(condition, resource)["code"]);
    add("diagnosis", std::move(words));
  }
  add("conclusion", collapsed(resource.text("conclusion")));
  add("conclusion", names_of(resource, "conclusionCode"));
  add("then", said_of(resource.at("hospitalization.dischargeDisposition")));
  const auto start = date_in(resource.text("period.start")),
             end = date_in(resource.text("period.end"));
  if (start && end && !(*start == *end)) add("until", end->iso());
}

/// What somebody wrote beside a record, in their words.
std::string notes_of(const Value& resource) {
  std::string all;
  const auto add = [&](const Value& owner, std::string_view member) {
    for (const Value* note : owner.each(member)) {
      const std::string& own = note->text("text");
      const std::string words = collapsed(own.empty() ? note->text() : own);
      if (!is_placeholder(words) && !contains_but_case(all, words))
        all += (all.empty() ? "" : " · ") + words;
    }
  };
  for (const std::string_view member : {"note", "notes", "comment", "comments"})
    add(resource, member);
  for (const Value* one : resource.each("reaction")) {
    add(*one, "note");
    add(*one, "description");
  }
  return all;
}

/// Tells them with each entry that the record became; what is a part of another has no line of its
/// own, so that they are words that were not read.
void tell_notes(const Value& resource, std::size_t first, const Reading& to) {
  const std::string words = notes_of(resource);
  if (words.empty()) return;
  bool is_told = false;
  for (std::size_t i = first; i < to.chart.found.size(); ++i) {
    Found& found = to.chart.found[i];
    const bool is_item = found.outcome == Outcome::taken && found.section == found.item.kind;
    const bool has_line = found.outcome == Outcome::negated || found.outcome == Outcome::left_out ||
                          found.outcome == Outcome::not_understood;
    is_told = is_told || is_item || has_line;
    if (is_item)
      found.item.take_comment(words);
    else
      found.beside.push_back({"comment", words});
  }
  if (!is_told)
    to.chart.not_read.push_back(
        {to.chart.sources[to.source].file, "text-not-read", label_of(resource, to) + ": " + words}
    );
}

/// What changes the meaning of a record, and is not known here.
void tell_modifiers(const Value& resource, std::size_t first, const Reading& to) {
  if (!resource["modifierExtension"]) return;
  for (std::size_t i = first; i < to.chart.found.size(); ++i) {
    Found& found = to.chart.found[i];
    if (found.outcome == Outcome::taken && found.section == found.item.kind)
      found.item.doubt("modifier");
  }
}

void read_one(const Value& resource, const Reading& to) {
  const std::string& name = resource.text("resourceType");
  const Type* type = type_of(name);
  const Section kind = type ? type->kind : Section::others;
  to.chart.count(to.source, kind);
  const auto leave = [&](Outcome outcome, std::string_view why) {
    to.chart.leave(
        to.source, kind, outcome, why, type && !type->read ? label_of(resource, to) : name
    );
  };
  if (!type) {
    const std::string label = label_of_unknown(resource, to);
    return to.chart.leave(
        to.source,
        kind,
        Outcome::not_understood,
        "resource-not-read",
        label == name ? name : name + ": " + label
    );
  }
  if (type->is_of_somebody && to.index.whose(resource) == Index::Whose::somebody_elses)
    return to.chart.leave(
        to.source, kind, Outcome::left_out, "somebody-else", label_of(resource, to)
    );
  if (type->is_of_somebody && to.index.may_be_another(resource))
    to.chart.check.push_back(
        {to.chart.sources[to.source].file, "subject-unsure", label_of(resource, to)}
    );
  if (!type->read) {
    // What was refused is not among what was done, and an order may be one not to do it.
    const bool is_vaccine = kind == Section::vaccines;
    const auto not_so = [&](std::string_view why) {
      to.chart.leave(
          to.source, kind, Outcome::negated, why, with_reason(label_of(resource, to), resource)
      );
      tell_beside(resource, to);
    };
    if (is_mistaken(resource)) return not_so("mistaken");
    if (resource.text("status") == "not-done" || resource.text("notGiven") == "true" ||
        resource.text("wasNotGiven") == "true")
      return not_so(is_vaccine ? "not-given" : "not-done");
    if (resource.text("doNotPerform") == "true") return not_so("not-to-be-done");
    const std::string& status = resource.text("status");
    if (kind == Section::visits && (status == "cancelled" || status == "noshow"))
      return not_so("not-done");
    const bool has_inside = name == "DocumentReference" && resource.at("content.attachment");
    leave(
        type->why == "part-of-another" ? Outcome::merged : Outcome::left_out,
        has_inside ? "document-inside" : type->why
    );
    if (has_inside) to.chart.found.back().day = date_of(resource, {"date", "indexed", "created"});
    if (kind == Section::visits) set_visit(resource, to);
    if (is_vaccine) to.chart.found.back().day = date_of(resource, {"occurrenceDateTime", "date"});
    if (kind == Section::results) set_day_of_report(resource, to);
    if (kind == Section::medications)
      to.chart.found.back().day = date_of(
          resource,
          {"effectiveDateTime",
           "effectivePeriod.start",
           "effectiveTimeDateTime",
           "occurenceDateTime",
           "occurencePeriod.start"}
      );
    tell_beside(resource, to);
    for (const Value* reaction :
         is_vaccine ? resource.each("reaction") : std::vector<const Value*>{}) {
      const Value& shown = to.index.referred((*reaction)["detail"], resource);
      std::string words = tidy(reaction->text("detail.display"));
      if (words.empty()) words = choose(candidates_of(shown["code"])).name;
      if (words.empty()) words = said_in(shown["valueCodeableConcept"]).shown;
      if (!words.empty()) to.chart.found.back().beside.push_back({"caused", words});
    }
    return;
  }
  type->read(resource, to);
}

/// Whether a record has a member by a name that R5 gave it.
bool is_of_r5(const Value& resource) {
  const std::string& type = resource.text("resourceType");
  constexpr std::pair<std::string_view, std::string_view> members[] = {
      {"MedicationStatement", "medication.concept"},
      {"MedicationStatement", "medication.reference"},
      {"MedicationRequest", "medication.concept"},
      {"MedicationRequest", "medication.reference"},
      {"MedicationDispense", "medication.concept"},
      {"AllergyIntolerance", "reaction.manifestation.concept"},
      {"Procedure", "occurrenceDateTime"},
      {"Procedure", "occurrencePeriod"},
      {"Encounter", "actualPeriod"},
      {"MedicationStatement", "adherence"}};
  return std::ranges::any_of(members, [&](const auto& member) {
    return type == member.first && resource.at(member.second);
  });
}

/// The office that keeps the chart: as the Patient says it, else the one at which all visits were.
/// Of several none is said to.
std::string keeper_of(const std::vector<Entry>& entries, const Reading& to) {
  std::set<std::string> offices;
  for (const auto& [resource, url] : entries) {
    const Value& keeper = resource["managingOrganization"];
    if (resource.text("resourceType") == "Patient" && keeper) {
      const Value& office = to.index.referred(keeper, resource);
      std::string name = collapsed(office ? office.text("name") : keeper.text("display"));
      if (!name.empty()) return name;
    }
    if (resource.text("resourceType") == "Organization" && to.circle.ties_to(resource).visits > 0)
      offices.insert(collapsed(resource.text("name")));
  }
  return offices.size() == 1 ? *offices.begin() : std::string{};
}

/// Tells which addresses were left out that look like those of e-mail.
void tell_direct_addresses(const std::vector<Entry>& entries, const Reading& to) {
  const auto walk = [&](const auto& self, const Value& value) -> void {
    for (std::size_t i = 0; i < value.members().size(); ++i) {
      const Value& member = value.members()[i];
      for (const Value* one : member.each()) {
        if (value.names()[i] == "telecom" && is_of_offices(*one))
          to.chart.tell_direct_address(to.source, one->text("value"));
        if (one->is_object()) self(self, *one);
      }
    }
  };
  for (const Entry& entry : entries) walk(walk, entry.resource);
}

/// A newer form of FHIR is read as far as its names are those of R4.
void tell_r5(const std::vector<Entry>& entries, const Reading& to) {
  if (std::ranges::any_of(entries, [](const Entry& entry) { return is_of_r5(entry.resource); }))
    to.chart.check.push_back({to.chart.sources[to.source].file, "newer-fhir", ""});
}

/// Records without a Patient who has a name or a birth date are of somebody that nobody names.
void tell_whose(const std::vector<Entry>& entries, const Reading& to) {
  const bool is_named = std::ranges::any_of(to.chart.people, [&](const Person& person) {
    return person.source == to.source && (!person.names.empty() || person.born);
  });
  const bool has_any = std::ranges::any_of(entries, [](const Entry& entry) {
    const Type* type = type_of(entry.resource.text("resourceType"));
    return type && type->is_of_somebody && type->kind != Section::claims;
  });
  if (!is_named && has_any)
    to.chart.check.push_back({to.chart.sources[to.source].file, "piece-of-a-chart", ""});
}

}  // namespace

std::string label_of(const Value& resource, const Reading& to) {
  if (std::string medicine = medicine_called(resource, to); !medicine.empty()) return medicine;
  for (const std::string_view path :
       {"code.text",
        "code.coding.display",
        "vaccineCode.text",
        "deviceName.name",
        "device.display",
        "type.text",
        "type.coding.display",
        "name.text",
        "title",
        "description",
        "description.text",
        "category.text",
        "category.coding.display"}) {
    const std::string words = tidy(resource.text(path));
    // What a visit was for may stand there alone.
    const std::string reason = choose(candidates_of(resource["reasonCode"])).name;
    if (!words.empty()) return reason.empty() ? words : words + " – " + reason;
  }
  const std::string& type = resource.text("resourceType");
  return type == "Provenance" || type == "OperationOutcome" || type == "Binary" ? "" : type;
}

bool is_resource(std::string_view name) {
  return type_of(name) != nullptr;
}

void unbundle(Value value, const std::string& file, std::vector<Entry>& to, Chart& chart) {
  if (value.text("resourceType") != "Bundle") {
    to.push_back({std::move(value), {}});
    return;
  }
  const bool is_page = std::ranges::any_of(value.each("link"), [](const Value* link) {
    return link->text("relation") == "next";
  });
  if (is_page)
    chart.check.push_back(
        {file, "one-page-of-several", value.text("total").empty() ? "" : value.text("total")}
    );
  Value* const entries = value.find("entry");
  if (!entries) return;
  for (Value& entry : entries->take_each()) {
    Value* const resource = entry.find("resource");
    if (!resource || !*resource) continue;
    if (resource->text("resourceType") == "OperationOutcome") {
      std::string words = collapsed(resource->text("issue.diagnostics"));
      if (words.empty()) words = said_of(resource->at("issue.details"));
      chart.check.push_back({file, "not-all-given", std::move(words)});
    }
    if (resource->text("resourceType") == "Bundle") {
      unbundle(std::move(*resource), file, to, chart);
    } else {
      to.push_back({std::move(*resource), entry.text("fullUrl")});
    }
  }
}

void read(const std::vector<Entry>& entries, std::size_t source, Chart& chart) {
  chart.sources[source].kind = "fhir";
  const Index index{entries};
  const Circle circle{entries, index};
  const Reading to{index, circle, source, chart};
  Became became;
  for (const Entry& entry : entries) {
    chart.budget->check();
    const std::size_t first = chart.found.size();
    read_one(entry.resource, to);
    tell_notes(entry.resource, first, to);
    tell_modifiers(entry.resource, first, to);
    tell_own_text(entry.resource, first, to);
    became[&entry.resource] = {first, chart.found.size()};
    // The day of a file without one is that of its newest record, also of those that are left out.
    if (first < chart.found.size() && chart.found[first].outcome == Outcome::left_out)
      chart.found[first].item.recorded = date_of(
          entry.resource, {"authoredOn", "issued", "recordedDate", "effectiveDateTime", "date"}
      );
  }
  read_named(to);
  tell_whose(entries, to);
  tell_r5(entries, to);
  tell_direct_addresses(entries, to);
  for (const Entry& entry : entries) {
    if (entry.resource.text("resourceType") == "Composition") tell_texts(entry.resource, to);
    if (entry.resource.text("resourceType") == "List") tell_list(entry.resource, became, to);
  }
  SourceWords words;
  words.people.take_in(chart);
  for (const Entry& entry : entries) tell_rest(entry.resource, became[&entry.resource], words, to);
  Origin& origin = chart.sources[source];
  if (origin.organization.empty()) origin.organization = keeper_of(entries, to);
}

}  // namespace engine::chart::fhir
