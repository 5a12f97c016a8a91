// What stands beside the lists of illnesses and medicines: devices, how somebody lives, and lists
// that are empty and say why.

#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/wording.hpp"

namespace engine::chart::fhir {

void read_device(const Value& device, const Reading& to) {
  const bool is_use = device.text("resourceType") == "DeviceUseStatement";
  const Value& used = is_use ? to.index.referred(device["device"], device) : device;
  Said said = said_in(used["type"]);
  for (const std::string& name :
       {used.text("deviceName.name"),
        used.text("distinctIdentifier"),
        device.text("device.display")}) {
    if (said.chosen.name.empty() && !is_placeholder(name))
      said.chosen.name = said.shown = tidy(name);
  }
  const std::string safety = names_of(used, "safety");  // "MR unsafe"
  const auto leave = [&](Outcome outcome, std::string_view why) {
    to.chart.leave(to.source, Section::devices, outcome, why, said.shown);
    if (!safety.empty()) to.chart.found.back().beside.push_back({"safety", safety});
  };
  const std::string& status = device.text("status");
  if (is_mistaken(device)) return leave(Outcome::negated, "mistaken");
  if (said.statement)
    return to.chart.none(to.source, Section::devices, *said.statement, said.shown);
  if (!is_use && !device["patient"]) return leave(Outcome::left_out, "device-of-nobody");
  if (status == "inactive" || status == "completed" || status == "stopped")
    return leave(Outcome::left_out, "over");
  if (status == "intended") return leave(Outcome::left_out, "planned");
  if (said.chosen.name.empty()) return leave(Outcome::not_understood, "without-name");
  Item item{.kind = Section::devices};
  item.source = to.source;
  set_name(said, used["type"], item);
  item.name += at_site(device);
  item.start =
      date_of(device, {"timingPeriod.start", "timingDateTime", "whenUsed.start", "recordedOn"});
  if (const auto end = date_of(device, {"timingPeriod.end", "whenUsed.end"}))
    item.doubt("last-day", end->iso());
  if (!safety.empty()) item.doubt("safety", safety);
  to.chart.take(std::move(item));
}

std::optional<Section> list_of_code(std::string_view code) {
  if (code == "48765-2" || code == "52472-8") return Section::allergies;
  if (code == "10160-0" || code == "29549-3") return Section::medications;
  if (code == "11450-4") return Section::problems;
  return std::nullopt;
}

namespace {

/// A list that is empty, and says why.
void read_emptiness(const Value& list, const Reading& to) {
  const std::string why = code_of(list["emptyReason"]);
  const auto kind = list_of_code(list.text("code.coding.code"));
  if (why.empty() || !kind) return;
  const Empty says = why == "nilknown"                          ? Empty::none
                     : why == "notasked" || why == "notstarted" ? Empty::not_asked
                                                                : Empty::no_information;
  to.chart.sources[to.source].statements[*kind].push_back({says, Scope::all});
}

}  // namespace

void read_list(const Value& list, const Reading& to) {
  read_emptiness(list, to);
  to.chart.leave(
      to.source, Section::others, Outcome::merged, "part-of-another", collapsed(list.text("title"))
  );
}

void read_observation(const Value& observation, const Reading& to) {
  const std::string label = said_in(observation["code"]).shown;
  const auto categories = observation.each("category");
  const bool is_social = std::ranges::any_of(categories, [](const Value* category) {
    return code_of(*category) == "social-history";
  });
  const Section kind = is_social ? Section::social : Section::results;
  to.chart.count(to.source, Section::results, -1);  // where all of them were counted
  to.chart.count(to.source, kind);
  const auto leave = [&](Outcome outcome, std::string_view why, std::string what) {
    to.chart.leave(to.source, kind, outcome, why, std::move(what));
  };
  if (is_mistaken(observation)) return leave(Outcome::negated, "mistaken", label);
  if (!is_social) return leave(Outcome::left_out, "no-paper", label);
  std::string value = said_in(observation["valueCodeableConcept"]).shown;
  if (value.empty()) value = collapsed(observation.text("valueString"));
  const Amount amount = amount_of(observation["valueQuantity"]);
  if (value.empty()) value = amount.unit.empty() ? amount.value : amount.value + ' ' + amount.unit;
  leave(Outcome::left_out, "no-place", value.empty() ? label : label + ": " + value);
}

void read_composition(const Value& composition, const Reading& to) {
  Origin& source = to.chart.sources[to.source];
  source.title = collapsed(composition.text("title"));
  source.date = date_in(composition.text("date"));
  const Value& holder = to.index.referred(composition["custodian"], composition);
  if (!holder.text("name").empty()) source.organization = collapsed(holder.text("name"));
  for (const Value* section : composition.each("section")) read_emptiness(*section, to);
  to.chart.leave(to.source, Section::documents, Outcome::merged, "part-of-another", source.title);
}

}  // namespace engine::chart::fhir
