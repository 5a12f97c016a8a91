#include "engine/kind/messages.hpp"
#include "engine/kind/rules.hpp"

#include <algorithm>

namespace engine::kind {

using vocabulary::Entry;

namespace {

constexpr int largest_type = 24, longest_months = 120, last_year_of_a_minor = 17;

/// The codes a case may give as `sensitive/@category`; none where the vocabulary has no such thing.
std::vector<std::string_view> private_kinds(const Vocabulary& vocabulary) {
  const vocabulary::Term* term = &vocabulary.root;
  for (const std::string_view name : {"recordsRequest", "sensitive"})
    if (term) term = term->child(name, false);
  const vocabulary::Term* category = term ? term->child("category", true) : nullptr;
  std::vector<std::string_view> kinds;
  if (category) {
    for (const vocabulary::Code& code : category->codes) kinds.push_back(code.value);
  }
  return kinds;
}

/// Reads the rows of the page one by one: what it asks of each is the same.
class RuleReader {
 public:
  explicit RuleReader(const Vocabulary& vocabulary) : kinds_{private_kinds(vocabulary)} {}

  StateRule row(const Entry& from, bool known) const;

 private:
  void add_kind(Categories& about, const Entry& from, std::string_view name, std::string_view kind)
      const;
  Categories categories(const Entry& from, std::string_view name) const;
  int number(const Entry& from, std::string_view name, int highest, std::string_view unit) const;
  std::string code(const Entry& from) const;
  std::string checked(const Entry& from, bool known) const;
  BetweenDoctors between_doctors(const Entry& from) const;
  MinorSigns minor(const Entry& from) const;
  StateSays says(const Entry& from) const;

  std::vector<std::string_view> kinds_;
};

void RuleReader::add_kind(
    Categories& about, const Entry& from, std::string_view name, std::string_view kind
) const {
  if (!kinds_.empty() && std::find(kinds_.begin(), kinds_.end(), kind) == kinds_.end()) {
    auto hints = suggestion(kind, kinds_);
    if (hints.empty()) hints.push_back("yes, no, or private kinds of case.xml with spaces between");
    from.out().error(messages::no_such_private_kind(kind), from.span(name), std::move(hints));
  } else if (std::find(about.some.begin(), about.some.end(), kind) != about.some.end()) {
    from.out().error(messages::private_kind_given_twice(kind), from.span(name));
  } else {
    about.some.emplace_back(kind);
  }
}

/// yes, no, or the private kinds that it is about: "mental-health hiv".
Categories RuleReader::categories(const Entry& from, std::string_view name) const {
  const auto value = from.get(name);
  Categories about{.every = value == "yes"};
  if (about.every || value == "no") return about;
  for (std::size_t begin = 0; begin < value.size();) {
    const auto end = std::min(value.find(' ', begin), value.size());
    if (end > begin) add_kind(about, from, name, value.substr(begin, end - begin));
    begin = end + 1;
  }
  return about;
}

int RuleReader::number(const Entry& from, std::string_view name, int highest, std::string_view unit)
    const {
  const int value = from.number(name, 0);
  if (value <= highest) return value;
  from.out().error(
      messages::number_too_large(std::to_string(highest) + " " + std::string{unit}, value),
      from.span(name)
  );
  return 0;
}

std::string RuleReader::code(const Entry& from) const {
  const auto code = from.need("code");
  const bool good = code.size() == 2 && std::all_of(code.begin(), code.end(), is_capital);
  if (!code.empty() && !good) {
    from.out().error(
        messages::no_state_letters(code), from.span("code"), {"write them in capitals, such as OH"}
    );
  }
  return std::string{code};
}

std::string RuleReader::checked(const Entry& from, bool known) const {
  // What nobody read has no day on which it was checked.
  const bool is_read = known && from.get("read") != "no";
  std::string day{is_read ? from.need("checked") : ""};
  const auto date = parse_date(day);
  if (!day.empty() && !(date && date->is_whole())) {
    from.out().error(
        messages::no_date(day),
        from.span("checked"),
        {"write it as year-month-day, such as 2026-03-14"}
    );
  }
  return day;
}

BetweenDoctors RuleReader::between_doctors(const Entry& from) const {
  const auto value = from.get("between-doctors");
  if (value == "permitted") return BetweenDoctors::permitted;
  if (value == "needs-permission") return BetweenDoctors::needs_permission;
  if (!value.empty() && value != "unknown") {
    from.out().error(
        messages::no_such_rule_between_doctors(value),
        from.span("between-doctors"),
        {"write permitted, needs-permission, or unknown"}
    );
  }
  return BetweenDoctors::unknown;
}

MinorSigns RuleReader::minor(const Entry& from) const {
  from.knows({"for", "from", "alone", "only", "read"}, {});
  from.need("for");
  from.need("from");
  return {
      categories(from, "for"),
      number(from, "from", last_year_of_a_minor, "years"),
      from.yes("alone"),
      from.yes("only"),
      from.get("read") != "no"};
}

StateSays RuleReader::says(const Entry& from) const {
  from.knows({"for"}, {"in"});
  StateSays says{categories(from, "for"), from.words("in", true)};
  if (from.get("for").empty()) says.about.every = true;
  return says;
}

/// What a state says once, said again.
void tell_twice(const Entry& one, const Words& before) {
  if (!before.by_language.empty()) one.out().error(messages::said_twice(one.tag()), one.span());
}

StateRule RuleReader::row(const Entry& from, bool known) const {
  from.knows(
      {"code",
       "name",
       "least-points",
       "most-months",
       "calendar-date",
       "witness",
       "consent-for",
       "taking-back",
       "no-whole-record",
       "between-doctors",
       "own-signature",
       "source",
       "checked",
       "read"},
      {"statement", "form", "minor", "record-fee", "record-time"}
  );
  StateRule rule;
  if (known) rule.state = code(from);
  rule.name = known ? from.need("name") : from.get("name");
  rule.least_points = number(from, "least-points", largest_type, "points");
  rule.most_months = number(from, "most-months", longest_months, "months");
  rule.calendar_date = categories(from, "calendar-date");
  rule.witness = categories(from, "witness");
  rule.consent_for = categories(from, "consent-for");
  rule.taking_back = categories(from, "taking-back");
  rule.no_whole_record = categories(from, "no-whole-record");
  rule.between_doctors = between_doctors(from);
  rule.own_signature = from.yes("own-signature");
  rule.source = known ? from.need("source") : from.get("source");
  rule.checked = checked(from, known);
  from.for_each("minor", [&](const Entry& one) { rule.minors.push_back(minor(one)); });
  from.for_each("statement", [&](const Entry& one) { rule.statements.push_back(says(one)); });
  from.for_each("form", [&](const Entry& one) { rule.forms.push_back(says(one)); });
  from.for_each("record-fee", [&](const Entry& one) {
    one.knows({}, {"in"});
    tell_twice(one, rule.record_fee);
    rule.record_fee = one.words("in", true);
  });
  from.for_each("record-time", [&](const Entry& one) {
    one.knows({"source"}, {"in"});
    tell_twice(one, rule.record_time);
    rule.record_time = one.words("in", true);
    rule.record_time_source = one.need("source");
  });
  return rule;
}

}  // namespace

std::vector<StateRule> read_states(const Entry& page, const Vocabulary& vocabulary) {
  const RuleReader reader{vocabulary};
  std::vector<StateRule> rules;
  const auto add = [&](StateRule rule, const Entry& from) {
    const bool twice = std::any_of(rules.begin(), rules.end(), [&](const StateRule& other) {
      return other.state == rule.state;
    });
    if (twice) {
      from.out().error(
          rule.state.empty() ? messages::unknown_declared_twice
                             : messages::state_declared_twice(rule.state),
          from.span("code")
      );
    }
    rules.push_back(std::move(rule));
  };
  page.knows({}, {"state", "unknown"});
  page.for_each("state", [&](const Entry& from) { add(reader.row(from, true), from); });
  page.for_each("unknown", [&](const Entry& from) { add(reader.row(from, false), from); });
  return rules;
}

}  // namespace engine::kind
