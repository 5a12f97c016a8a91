// Answers that can be so, and are seldom meant so: each is asked about once, where it was given.

#include "engine/base/phone.hpp"
#include "engine/serve/dates.hpp"
#include "engine/serve/visit.hpp"

#include <algorithm>
#include <functional>
#include <map>

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

/// What a list of the case names, where its status says that it names nothing; empty elsewhere.
std::string listed_all_the_same(const Answered& is, const Asked& asked, const Field& of) {
  const Path status = joined(asked.page->at, of.path);
  if (status.size() != 2 || !status.back().is_attribute || status.back().name != "status")
    return {};
  const std::string value = stored(is, asked, of);
  if (value != "none" && value != "not-asked") return {};
  const auto group = is.tree().root().child(status.front().name);
  std::string names;
  std::map<std::string_view, std::size_t> count;
  if (group)
    group->for_each_child([&](const xml::Element& one) {
      Path path{status.front(), element_step(std::string{one.name()})};
      path.back().number = ++count[one.name()];
      const std::string name = title_of(is, path);
      names += (names.empty() ? "" : ", ") + (name.empty() ? "?" : apart(name));
    });
  return names;
}

/// The one of two fields that says the same of both: that an opinion goes better with what matters
/// than the other, said of each.
bool says_both_are_better(const Asked& asked, std::size_t field, const Answered& is) {
  const auto& fields = asked.page->fields;
  const auto is_fit = [](const Field& one) {
    return !one.path.empty() && one.path.back().name == "fits" && !one.path.back().is_attribute;
  };
  const std::string said = stored(is, asked, fields[field]);
  if (!is_fit(fields[field]) || (said != "more" && said != "less")) return false;
  return std::any_of(
      fields.begin(),
      fields.begin() + static_cast<std::ptrdiff_t>(field),
      [&](const Field& other) { return is_fit(other) && stored(is, asked, other) == said; }
  );
}

}  // namespace

std::string without_entries(
    std::string text, std::vector<Path> gone, const vocabulary::Vocabulary& vocabulary
) {
  std::ranges::sort(gone, std::greater{}, [](const Path& path) { return path.back().number; });
  gone.erase(std::unique(gone.begin(), gone.end()), gone.end());
  for (const Path& path : gone) {
    const Source source{"", text, Source::Holds::patient_data};
    Diagnostics untold;
    if (const auto answered = Answered::read(source, vocabulary, untold))
      text = answered->without(path);
  }
  return text;
}

/// The id of the words for it; empty where it is none.
std::string_view Site::slip_of(const Asked& asked, std::size_t field, const Answered& is) const {
  const Field& of = asked.page->fields[field];
  if (of.path.empty()) return {};  // what is asked for is the item's own words
  const std::string value = stored(is, asked, of);
  if (!listed_all_the_same(is, asked, of).empty())
    return value == "none" ? "slip.listed" : "slip.listed-unknown";
  if (says_both_are_better(asked, field, is)) return "slip.both";
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
    const bool is_of_more = slip == "slip.leaves" || slip == "slip.both";
    const bool is_of_list = slip.starts_with("slip.listed");
    bool is_new = changed(i) || is_of_list;
    for (std::size_t other = 0; is_of_more && other < page.fields.size(); ++other)
      is_new = is_new || changed(other);
    const std::string typed = sent(plain, page, i);
    const bool is_sure = std::ranges::any_of(again, [&](const auto& one) { return one == typed; });
    const bool may_be = slip != "slip.listed-unknown";
    if (slip.empty() || !is_new || (is_sure && may_be)) continue;
    const std::string names = listed_all_the_same(is, asked, page.fields[i]);
    to.push_back({&page, i, say(visit.look, slip, {names}), may_be ? typed : ""});
  }
}

std::string Site::without_what_is_not(const std::vector<Asked>& pages, std::string text) const {
  for (const Asked& asked : pages) {
    for (const Field& field : asked.page->fields) {
      const Source source{"", text, Source::Holds::patient_data};
      Diagnostics untold;
      const auto is = Answered::read(source, set().vocabulary, untold, worker_.budget.get());
      const Path status = joined(asked.page->at, field.path);
      if (!is || listed_all_the_same(*is, asked, field).empty()) continue;
      const auto group = is->tree().root().child(status.front().name);
      std::vector<Path> gone;
      std::map<std::string_view, std::size_t> count;
      if (group)
        group->for_each_child([&](const xml::Element& one) {
          gone.push_back({status.front(), element_step(std::string{one.name()})});
          gone.back().back().number = ++count[one.name()];
        });
      text = without_entries(std::move(text), std::move(gone), set().vocabulary);
    }
  }
  return text;
}

}  // namespace engine::serve
