// Bills: what was billed is not what somebody has, and a medicine that a pharmacy billed is known
// from it alone.

#include "engine/base/fold.hpp"
#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>

namespace engine::chart::fhir {

namespace {

/// For how many days it was handed out, as a bill of a pharmacy has it.
std::string supply_in(const Value& claim) {
  for (const Value* info : claim.each("supportingInfo")) {
    if (code_of((*info)["category"]) == "dayssupply") return info->text("valueQuantity.value");
  }
  return {};
}

}  // namespace

void read_claim(const Value& claim, const Reading& to) {
  to.chart.leave(
      to.source,
      Section::claims,
      Outcome::left_out,
      "claim",
      collapsed(
          claim.text("type.text").empty() ? claim.text("type.coding.display")
                                          : claim.text("type.text")
      )
  );
  const auto codings = claim.each("type.coding");
  const bool is_of_pharmacy = std::ranges::any_of(codings, [](const Value* coding) {
    return coding->text("code") == "pharmacy" || coding->text("code") == "PDE";
  });
  if (!is_of_pharmacy || is_mistaken(claim)) return;
  // What a plan is asked beforehand is no bill, and neither is a draft.
  const std::string &status = claim.text("status"), &use = claim.text("use");
  const bool is_taken_back =
      status == "cancelled" || status == "draft" || (!use.empty() && use != "claim");
  for (const Value* line : claim.each("item")) {
    const Value& coded = (*line)["productOrService"];
    const Said said = said_in(coded, true);
    if (said.chosen.name.empty()) continue;
    to.chart.count(to.source, Section::medications);
    const auto day = date_of(*line, {"servicedDate", "servicedPeriod.start"});
    if (is_taken_back) {
      to.chart.leave(
          to.source,
          Section::medications,
          Outcome::left_out,
          "bill-taken-back",
          day ? said.shown + " (" + day->iso() + ')' : said.shown
      );
      continue;
    }
    Item item{.kind = Section::medications};
    item.source = to.source;
    set_name(said, coded, item);
    item.basis = Basis::claim;
    item.status = "unclear";  // that it was paid does not say that it is taken
    item.recorded = day ? day : date_of(claim, {"billablePeriod.start", "created"});
    item.supply = supply_in(claim);
    to.chart.take(std::move(item));
  }
}

}  // namespace engine::chart::fhir
