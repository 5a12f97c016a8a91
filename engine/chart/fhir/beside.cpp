// What stands beside the lists of illnesses and medicines: devices, how somebody lives, and lists
// that are empty and say why.

#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>

namespace engine::chart::fhir {

namespace {

/// Who made a device and which model it is, in brackets: before a scan somebody asks.
std::string model_of(const Value& device) {
  std::string words = collapsed(device.text("manufacturer"));
  for (const std::string_view member : {"modelNumber", "model"}) {
    const std::string model = collapsed(device.text(member));
    if (!model.empty() && !contains_but_case(words, model))
      words += (words.empty() ? "" : ", ") + model;
  }
  return is_placeholder(words) ? std::string{} : " (" + words + ')';
}

}  // namespace

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
  item.name += model_of(used) + at_site(device);
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
  const std::string title = collapsed(list.text("title"));
  const auto leave = [&](Outcome outcome, std::string_view why) {
    to.chart.leave(to.source, Section::others, outcome, why, title);
  };
  if (is_mistaken(list)) return leave(Outcome::negated, "mistaken");
  if (list.text("status") == "retired") return leave(Outcome::left_out, "old-list");
  read_emptiness(list, to);
  leave(Outcome::merged, "part-of-another");
}

namespace {

/// Whether a list says of one of its entries that it does not stand in it any more.
bool is_taken_off(const Value& entry) {
  constexpr std::string_view flags[] = {"ceased", "cancelled", "canceled", "deleted", "removed"};
  const std::string flag = said_of(entry["flag"]);
  const bool is_flag =
      std::ranges::any_of(flags, [&](auto one) { return same_but_case(flag, one); });
  return entry.text("deleted") == "true" || is_flag || says_over(flag, {}, false);
}

/// Doubts what a record became that a list has taken off since.
void tell_taken_off(
    const Value& entry, const Value& list, const Became& became, const Reading& to
) {
  const auto of_record = became.find(&to.index.referred(entry["item"], list));
  if (of_record == became.end()) return;
  const auto day = date_in(list.text("date"));
  std::string words = said_of(entry["flag"]);
  if (day) words += (words.empty() ? "(" : " (") + day->iso() + ')';
  for (std::size_t i = of_record->second.first; i < of_record->second.second; ++i) {
    Found& found = to.chart.found[i];
    Item& item = found.item;
    if (found.outcome != Outcome::taken || found.section != item.kind) continue;
    const bool goes_on = item.status == "active" || item.status == "current";
    const bool is_older = day && item.recorded && item.recorded->first_day() > day->last_day();
    if (!goes_on || is_older) continue;
    item.doubt("off-list", words);
    item.call_unclear();
  }
}

}  // namespace

void tell_list(const Value& list, const Became& became, const Reading& to) {
  if (is_mistaken(list) || list.text("status") == "retired") return;
  const auto kind = list_of_code(list.text("code.coding.code"));
  const std::string& file = to.chart.sources[to.source].file;
  for (const Value* entry : list.each("entry")) {
    const std::string named = collapsed((*entry)["item"].text("display"));
    const bool has_record = static_cast<bool>(to.index.referred((*entry)["item"], list));
    if (is_taken_off(*entry)) {
      tell_taken_off(*entry, list, became, to);
    } else if (!has_record && !named.empty() && kind) {
      const std::string id{section_ids[static_cast<std::size_t>(*kind)]};
      to.chart.check.push_back({file, "row-without-entry." + id, named});
    }
  }
}

void read_composition(const Value& composition, const Reading& to) {
  Origin& source = to.chart.sources[to.source];
  source.title = collapsed(composition.text("title"));
  source.date = to.chart.own_day(to.source, date_in(composition.text("date")));
  const Value& holder = to.index.referred(composition["custodian"], composition);
  if (!holder.text("name").empty()) source.organization = collapsed(holder.text("name"));
  if (is_mistaken(composition)) {
    to.chart.check.push_back({source.file, "mistaken-document", source.title});
    return to.chart.leave(
        to.source, Section::documents, Outcome::negated, "mistaken", source.title
    );
  }
  for (const Value* section : composition.each("section")) read_emptiness(*section, to);
  to.chart.leave(to.source, Section::documents, Outcome::left_out, "holds-records", source.title);
}

}  // namespace engine::chart::fhir
