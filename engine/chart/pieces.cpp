#include "engine/chart/pieces.hpp"

#include "engine/base/fold.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>

namespace engine::chart {

namespace {

std::string with_all(const Writer::Attributes& attributes) {
  std::string text;
  for (const auto& [name, value] : attributes) {
    if (!value.empty()) text += ' ' + std::string{name} + "=\"" + xml::escaped(value) + '"';
  }
  return text;
}

std::string basis_of(const Item& item) {
  return std::string{basis_codes[static_cast<std::size_t>(item.basis)]};
}

/// What every item says of itself: its state, where it is from, how it is known.
Writer::Attributes origin_of(const Item& item, std::string status, const SourceIds& sources) {
  return {
      {"status", std::move(status)},
      {"from", sources[item.source]},
      {"basis", basis_of(item)},
      {"checked", item.doubts.empty() ? "" : "no"},
      {"sensitive", item.sensitive}};
}

void write_also(Writer& to, const Item& item) {
  for (const std::string& other : item.also) {
    if (!are_alike(other, item.instruction)) to.text("alsoRecordedAs", other);  // said already
  }
}

/// A code stands in the case where it helps to find the thing again: on a problem, and where
/// nothing else names it.
void write_code(Writer& to, const Item& item, bool always) {
  if (item.codes.empty() || (!always && !item.name.empty())) return;
  // Weeks of a pregnancy (Z3A) are beside what somebody has.
  const auto icd = std::ranges::find_if(item.codes, [](const Code& one) {
    return one.system == "ICD-10-CM" && !one.code.starts_with("Z3A");
  });
  const Code& code = icd == item.codes.end() ? item.codes.front() : *icd;
  to.text("code", code.code, {{"system", code.system}});
}

bool looks_like_social_security(std::string_view number) {
  const auto digits = std::ranges::count_if(number, is_digit);
  return digits == 9 && number.size() == 11 && !is_digit(number[3]) && !is_digit(number[6]);
}

/// A short name to point at: the family name, else a word of the organization; with a number where
/// it is taken.
std::string id_of(const Provider& provider, std::set<std::string>& taken) {
  std::string from = provider.name.family;
  if (from.empty()) {
    // "Alan Reed, MD"
    const std::string_view text = provider.name.text;
    const auto words = words_of(text.substr(0, text.find(',')));
    from = words.empty() ? provider.organization : std::string{words.back()};
  }
  std::string id;
  for (const char c : folded(from).substr(0, 24)) {
    if (is_letter(c) || (is_digit(c) && !id.empty())) id += c;
  }
  if (id.empty()) id = "provider";
  const std::string first = id;
  for (int number = 2; !taken.insert(id).second; ++number)
    id = first + '-' + std::to_string(number);
  return id;
}

void write_problem(Writer& to, const Item& item, const SourceIds& sources) {
  to.open("problem", origin_of(item, item.status, sources));
  to.text("text", item.full_name());
  write_also(to, item);
  write_code(to, item, true);
  to.date("onset", item.start);
  to.date("end", item.end);
  to.close();
}

void write_medication(Writer& to, const Item& item, const SourceIds& sources) {
  to.open("medication", origin_of(item, item.status, sources));
  to.text("name", item.name);
  write_also(to, item);
  write_code(to, item, false);
  to.text("dose", item.dose);
  to.text("frequency", item.frequency);
  to.text("instruction", item.instruction);
  to.text("reason", item.reason);
  to.date("start", item.start);
  to.text("statusReason", item.status_reason);
  to.date("end", item.end);
  if (!item.prescriber_id.empty()) to.empty("prescriber", {{"provider", item.prescriber_id}});
  to.close();
}

void write_allergy(Writer& to, const Item& item, const SourceIds& sources) {
  auto attributes = origin_of(item, item.status, sources);
  attributes.pop_back();  // no category is about allergies
  // That it is an allergy is said by where it stands.
  attributes.insert(
      attributes.begin() + 1, {"type", item.type == "intolerance" ? item.type : std::string{}}
  );
  to.open("allergy", attributes);
  to.text("substance", item.name);
  write_also(to, item);
  write_code(to, item, false);
  to.text("reaction", item.reaction);
  to.text("severity", item.severity);
  to.text("criticality", item.criticality);
  to.date("onset", item.start);
  to.close();
}

void write_procedure(Writer& to, const Item& item, const SourceIds& sources) {
  auto attributes = origin_of(item, "", sources);
  attributes.insert(attributes.begin(), {"date", item.start ? item.start->iso() : ""});
  to.open("procedure", attributes);
  to.text("name", item.name);
  write_also(to, item);
  to.text("place", item.place);
  to.close();
}

void write_device(Writer& to, const Item& item, const SourceIds& sources) {
  auto attributes = origin_of(item, "", sources);
  attributes.pop_back();  // no category is about devices
  attributes.insert(attributes.begin(), {"date", item.start ? item.start->iso() : ""});
  to.open("device", attributes);
  to.text("name", item.name);
  write_also(to, item);
  to.close();
}

void write_family(Writer& to, const Item& item, const SourceIds& sources) {
  to.open("familyHistory", {{"relative", item.relative}, {"from", sources[item.source]}});
  to.text("condition", item.name);
  to.text("age", item.age);
  to.close();
}

std::string list_status(bool any, Empty says) {
  if (any) return "listed";
  switch (says) {
    case Empty::none:
      return "none";
    case Empty::not_asked:
    case Empty::no_information:
      return "not-asked";
    case Empty::missing:
      break;
  }
  return {};
}

}  // namespace

void Writer::open(std::string_view name, const Attributes& attributes) {
  line('<' + std::string{name} + with_all(attributes) + '>');
  open_.emplace_back(name);
}

void Writer::close() {
  const std::string name = open_.back();
  open_.pop_back();
  line("</" + name + '>');
}

void Writer::text(std::string_view name, std::string_view words, const Attributes& attributes) {
  if (words.empty()) return;
  line(
      '<' + std::string{name} + with_all(attributes) + '>' + xml::escaped(words) + "</" +
      std::string{name} + '>'
  );
}

void Writer::empty(std::string_view name, const Attributes& attributes) {
  line('<' + std::string{name} + with_all(attributes) + "/>");
}

void Writer::date(std::string_view name, const std::optional<Date>& date) {
  if (date) text(name, date->iso());
}

void Writer::comment(std::string words) {
  for (auto at = words.find("--"); at != words.npos; at = words.find("--")) words.erase(at, 1);
  line("<!-- " + printable(words) + " -->");
}

void Writer::line(const std::string& words) {
  all_ += std::string(2 * open_.size(), ' ') + words + '\n';
}

void write_source(Writer& to, const Origin& source, const std::string& id) {
  to.empty(
      "source",
      {{"id", id},
       {"kind", source.kind},
       {"organization", source.organization},
       {"date", source.date ? source.date->iso() : ""},
       {"file", source.file},
       {"sha256", source.sha256}}
  );
}

void write_name(Writer& to, const PersonName& name, bool has_use) {
  if (name.is_empty()) return;
  to.open("name", {{"use", has_use ? name.use : std::string{}}});
  to.text("text", name.text);
  for (const auto& word : name.prefix) to.text("prefix", word);
  for (const auto& word : name.given) to.text("given", word);
  to.text("family", name.family);
  for (const auto& word : name.suffix) to.text("suffix", word);
  to.close();
}

void write_address(Writer& to, const Address& address, bool has_use) {
  if (address.is_empty() && address.state.empty()) return;
  to.open("address", {{"use", has_use ? address.use : std::string{}}});
  for (const auto& line : address.lines) to.text("line", line);
  to.text("city", address.city);
  to.text("state", address.state);
  to.text("postalCode", address.postal_code);
  to.text("country", address.country);
  to.close();
}

void write_telecoms(Writer& to, const std::vector<Telecom>& telecoms) {
  for (const Telecom& telecom : telecoms)
    to.text("telecom", telecom.value, {{"system", telecom.system}, {"use", telecom.use}});
}

void write_number(Writer& to, const Person::Number& number) {
  if (!looks_like_social_security(number.value))
    to.text("identifier", number.value, {{"type", "MR"}, {"system", number.whose}});
}

void write_language(Writer& to, const Person& person) {
  const std::string& language = person.language;
  if (!language.empty() || !person.interpreter.empty())
    to.empty(
        "communication",
        {{"spoken", language},
         {"written", person.is_spoken_alone ? std::string{} : language},
         {"interpreterRequired", person.interpreter}}
    );
}

void write_person(Writer& to, const std::optional<Person>& person) {
  to.open("patient");
  if (person) {
    for (const PersonName& name : person->names) write_name(to, name, true);
    to.date("birthDate", person->born);
    for (const auto& number : person->numbers) write_number(to, number);
    for (const Address& address : person->addresses) write_address(to, address, true);
    write_telecoms(to, person->telecoms);
    write_language(to, *person);
  }
  to.close();
}

void write_contact(Writer& to, const Contact& contact, const SourceIds& sources) {
  to.open("contact", {{"relationship", contact.relationship}, {"from", sources[contact.source]}});
  write_name(to, contact.name, false);
  write_address(to, contact.address, false);
  write_telecoms(to, contact.telecoms);
  to.close();
}

std::string write_provider(
    Writer& to, const Provider& provider, const SourceIds& sources, std::set<std::string>& taken
) {
  std::string id = id_of(provider, taken);
  to.open(
      "provider",
      {{"id", id},
       {"role", provider.is_primary_care ? "pcp" : ""},
       {"from", sources[provider.source]}}
  );
  write_name(to, provider.name, false);
  to.text("specialty", provider.specialty);
  to.text("organization", provider.organization);
  write_address(to, provider.address, false);
  write_telecoms(to, provider.telecoms);
  to.close();
  return id;
}

void write_coverage(Writer& to, const Coverage& coverage, const SourceIds& sources) {
  to.open("coverage", {{"from", sources[coverage.source]}});
  to.text("payer", coverage.payer);
  to.text("plan", coverage.plan);
  to.text("memberId", coverage.member_id);
  to.text("groupId", coverage.group_id);
  to.text("subscriber", coverage.subscriber);
  write_telecoms(to, coverage.telecoms);
  to.close();
}

void write_item(Writer& to, const Item& item, const SourceIds& sources) {
  switch (item.kind) {
    case Section::problems:
      return write_problem(to, item, sources);
    case Section::medications:
      return write_medication(to, item, sources);
    case Section::allergies:
      return write_allergy(to, item, sources);
    case Section::procedures:
      return write_procedure(to, item, sources);
    case Section::devices:
      return write_device(to, item, sources);
    case Section::family:
      return write_family(to, item, sources);
    default:
      return;  // what no paper uses is left out before
  }
}

bool write_list(
    Writer& to,
    std::string_view element,
    std::span<const Item> items,
    const Statement& statement,
    const SourceIds& sources
) {
  const std::string status = list_status(!items.empty(), statement.says);
  if (status.empty()) return false;
  constexpr std::string_view scopes[] = {"all", "drug", "food"};
  const std::string scope{scopes[static_cast<std::size_t>(statement.scope)]};
  const bool has_scope = element == "allergies" && status == "none";
  // Each item of a list says by itself where it is from.
  const bool is_none = status == "none" && statement.source;
  const std::string from = is_none ? sources[*statement.source] : "";
  to.open(element, {{"status", status}, {"scope", has_scope ? scope : ""}, {"from", from}});
  for (const Item& item : items) write_item(to, item, sources);
  to.close();
  return true;
}

}  // namespace engine::chart
