// Answers that can be so, and are seldom meant so: each is asked about once, where it was given.

#include "engine/base/phone.hpp"
#include "engine/serve/dates.hpp"
#include "engine/serve/visit.hpp"

#include <algorithm>

namespace engine::serve {

namespace {

constexpr int of_age = 18;

bool is_adult(const Answered& answered, Date today) {
  const auto born = parse_date(answered.value(*read_path("patient/birthDate")));
  return born && age_on(*born, today) >= of_age;
}

/// The doctor one has is the one whose opinion is followed.
bool stays_with_own_doctor(const Answered& answered) {
  const std::string chosen = answered.value(*read_path("decision/@chosen"));
  const Path own = *read_path("provider[@role=current]/@id");
  return !chosen.empty() && answered.value(own) == chosen;
}

}  // namespace

/// The id of the words for it; empty where it is none.
std::string_view Site::slip_of(const Asked& asked, std::size_t field, const Answered& is) const {
  const Field& of = asked.page->fields[field];
  if (of.path.empty()) return {};  // what is asked for is the item's own words
  const std::string value = stored(is, asked, of);
  const Step& step = of.path.back();
  if (step.name == "telecom" && (step.value == "phone" || step.value == "fax"))
    return is_whole_phone(value) ? std::string_view{} : "short-number";
  if (step.name == "telecom" && step.value == "email")
    return value.find('@') == value.npos ? "slip.email" : std::string_view{};
  const auto day = of.is_past ? parse_date(value) : std::nullopt;
  if (day && options_.today < day->first_day()) return "slip.day";
  if (step.is_attribute && step.name == "authority" && value == "parent")
    return is_adult(is, options_.today) ? "slip.parent" : std::string_view{};
  const bool is_choice = step.is_attribute && step.name == "chosen";
  if (is_choice && is.value(*read_path("decision/@path")) == "switch")
    return stays_with_own_doctor(is) ? "slip.leaves" : std::string_view{};
  return {};
}

void Site::add_slips(
    const Visit& visit, const Asked& asked, const Answered& is, std::vector<OwnFault>& to
) const {
  const Page& page = *asked.page;
  const Form plain = with_plain_dates(visit.form, {asked}, words_);
  const auto again = visit.form.all("sure");
  const auto changed = [&](std::size_t field) {
    return stored(is, asked, page.fields[field]) !=
           stored(visit.file->answered(), asked, page.fields[field]);
  };
  for (std::size_t i = 0; i < page.fields.size(); ++i) {
    if (!is_sent(plain, page, i) || stored(is, asked, page.fields[i]).empty()) continue;
    const std::string_view slip = slip_of(asked, i, is);
    // Of two answers that do not go together either may be the new one.
    const bool is_new = changed(i) || (slip == "slip.leaves" && changed(0));
    const std::string typed = sent(plain, page, i);
    const bool is_sure = std::ranges::any_of(again, [&](const auto& one) { return one == typed; });
    if (!slip.empty() && is_new && !is_sure) to.push_back({&page, i, say(visit.look, slip), typed});
  }
}

}  // namespace engine::serve
