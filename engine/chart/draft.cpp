#include "engine/chart/draft.hpp"

#include "engine/base/fold.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <set>

namespace engine::chart {

namespace {

/// Writes elements, one below the other. What is empty is not written.
class Writer {
 public:
  using Attributes = std::vector<std::pair<std::string_view, std::string>>;

  void open(std::string_view name, const Attributes& attributes = {}) {
    line('<' + std::string{name} + all(attributes) + '>');
    open_.emplace_back(name);
  }
  void close() {
    const std::string name = open_.back();
    open_.pop_back();
    line("</" + name + '>');
  }
  void text(std::string_view name, std::string_view words, const Attributes& attributes = {}) {
    if (words.empty()) return;
    line(
        '<' + std::string{name} + all(attributes) + '>' + xml::escaped(words) + "</" +
        std::string{name} + '>'
    );
  }
  void empty(std::string_view name, const Attributes& attributes) {
    line('<' + std::string{name} + all(attributes) + "/>");
  }
  void date(std::string_view name, const std::optional<Date>& date) {
    if (date) text(name, date->iso());
  }
  void comment(std::string words) {
    for (auto at = words.find("--"); at != words.npos; at = words.find("--")) words.erase(at, 1);
    line("<!-- " + words + " -->");
  }
  void blank() { all_ += '\n'; }
  std::string take() { return std::move(all_); }

 private:
  static std::string all(const Attributes& attributes) {
    std::string text;
    for (const auto& [name, value] : attributes) {
      if (!value.empty()) text += ' ' + std::string{name} + "=\"" + xml::escaped(value) + '"';
    }
    return text;
  }
  void line(const std::string& words) { all_ += std::string(2 * open_.size(), ' ') + words + '\n'; }

  std::string all_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  std::vector<std::string> open_;
};

std::string basis_of(const Item& item) {
  return std::string{basis_codes[static_cast<std::size_t>(item.basis)]};
}

/// What every item says of itself: its state, where it is from, how it is known.
Writer::Attributes origin_of(const Item& item, std::string status) {
  return {
      {"status", std::move(status)},
      {"from", source_id(item.source)},
      {"basis", basis_of(item)},
      {"checked", item.doubts.empty() ? "" : "no"},
      {"sensitive", item.sensitive}};
}

void write_also(Writer& to, const Item& item) {
  for (const std::string& other : item.also) to.text("alsoRecordedAs", other);
}

/// A code stands in the case where it helps to find the thing again: on a problem, and where
/// nothing else names it.
void write_code(Writer& to, const Item& item, bool always) {
  if (item.codes.empty() || (!always && !item.name.empty())) return;
  const auto icd = std::ranges::find(item.codes, "ICD-10-CM", &Code::system);
  const Code& code = icd == item.codes.end() ? item.codes.front() : *icd;
  to.text("code", code.code, {{"system", code.system}});
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

bool looks_like_social_security(std::string_view number) {
  const auto digits = std::ranges::count_if(number, is_digit);
  return digits == 9 && number.size() == 11 && !is_digit(number[3]) && !is_digit(number[6]);
}

void write_person(Writer& to, const std::optional<Person>& person) {
  to.open("patient");
  if (person) {
    for (const PersonName& name : person->names) write_name(to, name, true);
    to.date("birthDate", person->born);
    for (const auto& number : person->numbers) {
      if (!looks_like_social_security(number.value))
        to.text("identifier", number.value, {{"type", "MR"}, {"system", number.whose}});
    }
    for (const Address& address : person->addresses) write_address(to, address, true);
    write_telecoms(to, person->telecoms);
    if (!person->language.empty())
      to.empty("communication", {{"spoken", person->language}, {"written", person->language}});
  }
  to.close();
}

/// A short name to point at: the family name, else a word of the organization; with a number where
/// it is taken.
std::string id_of(const Provider& provider, std::set<std::string>& taken) {
  std::string from = provider.name.family;
  if (from.empty()) {
    const auto words = words_of(provider.name.text);
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

void write_providers(Writer& to, const std::vector<Provider>& providers) {
  std::set<std::string> taken;
  for (const Provider& provider : providers) {
    to.open(
        "provider",
        {{"id", id_of(provider, taken)},
         {"role", provider.is_primary_care ? "pcp" : ""},
         {"from", source_id(provider.source)}}
    );
    write_name(to, provider.name, false);
    to.text("specialty", provider.specialty);
    to.text("organization", provider.organization);
    write_address(to, provider.address, false);
    write_telecoms(to, provider.telecoms);
    to.close();
  }
}

std::string list_status(const Facts& facts, Section kind, Empty says) {
  const bool any = std::ranges::any_of(facts.items, [&](const Item& i) { return i.kind == kind; });
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

void write_problem(Writer& to, const Item& item) {
  to.open("problem", origin_of(item, item.status));
  to.text("text", item.name);
  write_also(to, item);
  write_code(to, item, true);
  to.date("onset", item.start);
  to.date("end", item.end);
  to.close();
}

void write_medication(Writer& to, const Item& item) {
  to.open("medication", origin_of(item, item.status));
  to.text("name", item.name);
  write_also(to, item);
  write_code(to, item, false);
  to.text("dose", item.dose);
  to.text("frequency", item.frequency);
  to.text("instruction", item.instruction);
  to.text("reason", item.reason);
  to.date("start", item.start);
  to.date("end", item.end);
  to.close();
}

void write_allergy(Writer& to, const Item& item) {
  auto attributes = origin_of(item, item.status);
  attributes.pop_back();  // no category is about allergies
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

void write_list(
    Writer& to,
    const Facts& facts,
    Section kind,
    const Statement& statement,
    std::string_view element,
    void (*write)(Writer& to, const Item& item)
) {
  const std::string status = list_status(facts, kind, statement.says);
  if (status.empty()) return;
  constexpr std::string_view scopes[] = {"all", "drug", "food"};
  const bool has_scope = kind == Section::allergies && statement.says == Empty::none;
  to.open(
      element,
      {{"status", status},
       {"scope",
        has_scope && status == "none"
            ? std::string{scopes[static_cast<std::size_t>(statement.scope)]}
            : std::string{}}}
  );
  for (const Item& item : facts.items) {
    if (item.kind == kind) write(to, item);
  }
  to.close();
  to.blank();
}

void write_procedures(Writer& to, const Facts& facts) {
  for (const Item& item : facts.items) {
    if (item.kind != Section::procedures) continue;
    auto attributes = origin_of(item, "");
    attributes.insert(attributes.begin(), {"date", item.start ? item.start->iso() : ""});
    to.open("procedure", attributes);
    to.text("name", item.name);
    write_also(to, item);
    to.text("place", item.place);
    to.close();
  }
  for (const Item& item : facts.items) {
    if (item.kind != Section::family) continue;
    to.open("familyHistory", {{"relative", item.relative}, {"from", source_id(item.source)}});
    to.text("condition", item.name);
    to.text("age", item.age);
    to.close();
  }
}

}  // namespace

std::string source_id(std::size_t source) {
  return "chart-" + std::to_string(source + 1);
}

std::string draft_of(const Facts& facts, const Words& words, const Options& options) {
  Writer to;
  const auto note = [&](std::string_view id) { to.comment(say(words, options.language, id)); };
  to.open(
      "case",
      {{"id", options.case_id}, {"version", "1"}, {"language", options.language}, {"draft", "yes"}}
  );
  note("draft-head");
  to.text("asOf", facts.as_of.iso());
  for (std::size_t i = 0; i < facts.sources.size(); ++i) {
    const Origin& source = facts.sources[i];
    to.empty(
        "source",
        {{"id", source_id(i)},
         {"kind", source.kind},
         {"organization", source.organization},
         {"date", source.date ? source.date->iso() : ""},
         {"file", source.file},
         {"sha256", source.sha256}}
    );
  }
  to.blank();
  write_person(to, facts.person);
  for (const Contact& contact : facts.contacts) {
    to.open(
        "contact", {{"relationship", contact.relationship}, {"from", source_id(contact.source)}}
    );
    write_name(to, contact.name, false);
    write_address(to, contact.address, false);
    write_telecoms(to, contact.telecoms);
    to.close();
  }
  to.blank();
  note("draft-condition");
  note("draft-provider");
  write_providers(to, facts.providers);
  to.blank();
  write_list(to, facts, Section::problems, facts.problems, "problems", write_problem);
  write_list(to, facts, Section::medications, facts.medications, "medications", write_medication);
  write_list(to, facts, Section::allergies, facts.allergies, "allergies", write_allergy);
  write_procedures(to, facts);
  for (const Coverage& coverage : facts.coverages) {
    to.open("coverage", {{"from", source_id(coverage.source)}});
    to.text("payer", coverage.payer);
    to.text("plan", coverage.plan);
    to.text("memberId", coverage.member_id);
    to.text("groupId", coverage.group_id);
    to.text("subscriber", coverage.subscriber);
    to.close();
  }
  to.close();
  return to.take();
}

}  // namespace engine::chart
