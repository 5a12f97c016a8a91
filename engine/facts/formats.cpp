#include "engine/facts/formats.hpp"

#include "engine/base/utf8.hpp"
#include "engine/vocabulary/spelling.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace engine::facts {

namespace {
using casefile::Entry;

/// Joins what is there: an empty side leaves no separator behind.
void add(std::string& text, std::string_view separator, std::string_view more) {
  if (more.empty()) return;
  if (!text.empty()) {
    if (may_give_way(text)) put_in_sentence(text, separator);
    text += separator;
  }
  text += more;
}

std::string all_of(const Entry& entry, std::string_view name, std::string_view separator = " ") {
  std::string text;
  for (const Entry& part : entry.entries) {
    if (part.term->name == name) add(text, separator, part.text());
  }
  return text;
}

bool has_use(const Entry& name, std::string_view use) {
  return name.is("use", use);
}

/// An address, a number or a name that was, or is for now only: never taken for the one of today.
bool is_past_or_passing(const Entry& entry) {
  return has_use(entry, "old") || has_use(entry, "temp");
}

/// A name of that use is the one that papers say.
bool is_printable(std::string_view use) {
  constexpr std::array<std::string_view, 6> others{
      "old", "temp", "maiden", "usual", "nickname", "anonymous"};
  return std::ranges::find(others, use) == others.end();
}

const Entry* name_for(const Entry& person, std::string_view use) {
  for (const Entry& part : person.entries) {
    if (part.term->type == vocabulary::Type::name && has_use(part, use)) return &part;
  }
  return nullptr;
}

/// True for names in Chinese characters, kana or Hangul: there the family comes first, and no blank
/// parts it from the given name.
bool is_east_asian(std::string_view name) {
  if (name.empty()) return false;
  const char32_t c = character_at(name, 0).value;
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3134F);
}

std::string given_and_family(const Entry& name) {
  std::string text = all_of(name, "given");
  const auto family = name.text("family");
  if (is_east_asian(family) && is_east_asian(text)) return std::string{family} + text;
  add(text, " ", family);
  return text;
}

/// A title as cases write it, which one it is, and of whom it is said.
struct Title {
  std::string_view written, kind, gender;
};
constexpr Title titles[] = {
    {"Dr.", "dr", ""},
    {"Dr", "dr", ""},
    {"Doctor", "dr", ""},
    {"Dra.", "dr", "female"},
    {"Dra", "dr", "female"},
    {"Doctora", "dr", "female"},
    {"Prof.", "prof", ""},
    {"Professor", "prof", ""},
    {"Profesor", "prof", "male"},
    {"Profesora", "prof", "female"},
    {"Mr.", "mr", "male"},
    {"Mr", "mr", "male"},
    {"Sr.", "mr", "male"},
    {"Mrs.", "mrs", "female"},
    {"Mrs", "mrs", "female"},
    {"Ms.", "ms", "female"},
    {"Ms", "ms", "female"},
    {"Sra.", "ms", "female"},
};

const Title* title_of(std::string_view written) {
  for (const Title& title : titles) {
    if (title.written == written) return &title;
  }
  return nullptr;
}

std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

/// Jr., III: part of the name, and no degree.
bool is_of_family(std::string_view suffix) {
  constexpr std::array<std::string_view, 9> of_family{
      "Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "V", "VI"};
  return std::ranges::find(of_family, suffix) != of_family.end();
}

bool has_degree(const Entry& name) {
  return std::ranges::any_of(name.entries, [](const Entry& part) {
    return part.term->name == "suffix" && !part.text().empty() && !is_of_family(part.text());
  });
}

/// Dr. or MD, and never both. A professor is one beside any degree, and a title that is not known
/// may say something else.
bool gives_way_to_degree(std::string_view written) {
  const Title* title = title_of(written);
  return title && title->kind != "prof";
}

/// "Dr. Luis Castro, MD" in one text, taken apart.
struct Titled {
  std::string_view title, name, degrees;
};
Titled taken_apart(std::string_view text) {
  Titled parts{.name = text};
  const auto space = text.find(' ');
  if (space != text.npos && title_of(text.substr(0, space))) {
    parts.title = text.substr(0, space);
    parts.name = text.substr(space + 1);
  }
  const auto comma = parts.name.find(", ");
  if (comma != parts.name.npos && !is_of_family(parts.name.substr(comma + 2))) {
    parts.degrees = parts.name.substr(comma + 2);
    parts.name = parts.name.substr(0, comma);
  }
  return parts;
}

/// A name that is one text, with the title or the degrees where it has both: who is known by one
/// name alone keeps the title.
std::string full_of_text(std::string_view text) {
  const Titled parts = taken_apart(text);
  if (parts.title.empty() || parts.degrees.empty() || !gives_way_to_degree(parts.title))
    return std::string{text};
  const std::string name{parts.name};
  if (name.find(' ') == name.npos) return std::string{parts.title} + ' ' + name;
  return name + ", " + std::string{parts.degrees};
}

std::string full_of_name(const Entry& name) {
  const auto whole = name.text("text");
  return whole.empty() ? given_and_family(name) : full_of_text(whole);
}

/// A name taken apart: "Dr.", what follows it, and the name without a title.
struct Parts {
  std::string title, rest, plain;
  std::string_view gender;  ///< male, female, or ""
};

Parts parts_of(const Entry& person) {
  const Entry* name = name_of(person);
  Parts parts;
  parts.plain = full_name(person);
  if (!name) return parts;
  parts.title = all_of(*name, "prefix");
  parts.rest = name->text("family");
  if (parts.rest.empty()) parts.title.clear();
  // A name that is one text may begin with the title.
  const Titled in_text = taken_apart(name->text("text"));
  if (!in_text.title.empty()) {
    parts.plain = in_text.name;
    if (parts.title.empty()) {
      parts.title = in_text.title;
      parts.rest = in_text.name;
    }
  }
  if (parts.title.empty()) return parts;
  for (const auto word : words_in(parts.title)) {
    const Title* title = title_of(word);
    if (title && !title->gender.empty()) parts.gender = title->gender;
  }
  for (const std::string_view gender : {"male", "female"}) {
    if (person.is("gender", gender)) parts.gender = gender;
  }
  return parts;
}

/// Dr., Dra., Prof. Dra.: as the case writes it where no language has a word for it.
std::string title_in(const Language& in, std::string_view written, std::string_view gender) {
  std::string all;
  for (const auto one : words_in(written)) {
    const Title* title = title_of(one);
    const auto of = [&](std::string_view form) {
      return said(in, std::string{"title."}.append(title->kind).append("-").append(form));
    };
    std::string_view word = title ? of(gender == "female" ? "female" : "male") : one;
    if (title && word.empty()) word = of("female");
    if (!all.empty()) all += ' ';
    all += word.empty() ? one : word;
  }
  return all;
}
std::string title_in(const Language& in, const Parts& parts, std::string_view gender) {
  return title_in(in, parts.title, gender);
}

std::string titled(const Language& in, const Parts& parts, std::string_view gender) {
  if (parts.title.empty()) return parts.plain;
  return title_in(in, parts, gender) + ' ' + parts.rest;
}
}  // namespace

const Entry* name_of(const Entry& person) {
  if (person.term->type == vocabulary::Type::name) return &person;
  const Entry *printable = nullptr, *any = nullptr, *passing = nullptr;
  for (const Entry& part : person.entries) {
    if (part.term->type != vocabulary::Type::name) continue;
    const std::string_view use = part.text("use");
    if (use == "official") return &part;
    if (use == "old") continue;
    if (!printable && is_printable(use)) printable = &part;
    if (!any && use != "temp") any = &part;
    if (!passing) passing = &part;
  }
  return printable ? printable : any ? any : passing;
}

Span name_span(const Entry& person) {
  const Entry* name = name_of(person);
  if (!name) return person.find("organization") ? person.find("organization")->span : person.span;
  for (const std::string_view part : {"text", "given", "family"}) {
    if (const Entry* entry = name->find(part)) return entry->span;
  }
  return name->span;
}

std::string full_name(const Entry& person) {
  const Entry* name = name_of(person);
  return name ? full_of_name(*name) : std::string{person.text("organization")};
}

namespace {

/// Of two of one family name each goes by the first name, too.
Parts parts_among(const Language& in, const Entry& person) {
  Parts parts = parts_of(person);
  if (in.namesakes.contains(&person)) parts.rest = parts.plain;
  return parts;
}

}  // namespace

std::set<const Entry*> namesakes(const Language& in, const Entry& root) {
  std::map<std::string, const Entry*> by_name;
  std::set<const Entry*> shared;
  for (const Entry& entry : root.entries) {
    if (entry.term->name != "provider") continue;
    const auto [other, is_first] = by_name.emplace(formal_name(in, entry), &entry);
    if (!is_first) shared.insert({&entry, other->second});
  }
  return shared;
}

std::string formal_name(const Language& in, const Entry& person) {
  const Parts parts = parts_among(in, person);
  if (!parts.gender.empty()) return titled(in, parts, parts.gender);
  const std::string male = title_in(in, parts, "male");
  if (male == title_in(in, parts, "female")) return titled(in, parts, parts.gender);
  // Dr. or Dra., and nobody says which: a doctor without the title would read as none.
  return filled(said(in, "name.either"), {{"male", male}, {"female", titled(in, parts, "female")}});
}

std::string_view word_of(Called called) {
  return called == Called::the ? "name.the" : called == Called::to ? "name.to" : "name.of";
}

std::string name_in_sentence(const Language& in, const Entry& person, Called called) {
  const Parts parts = parts_among(in, person);
  std::string id{word_of(called)};
  if (!parts.gender.empty())
    id.append("-").append(parts.gender);
  else if (!parts.title.empty())
    id.append("-either");
  const std::string formal = titled(in, parts, parts.gender);
  const std::string male = title_in(in, parts, "male");
  const std::string female = titled(in, parts, "female");
  return filled(
      said(in, id), {{"formal", formal}, {"plain", parts.plain}, {"male", male}, {"female", female}}
  );
}

std::vector<std::string> titles_said(const Language& in, std::string_view written) {
  return {title_in(in, written, "male"), title_in(in, written, "female")};
}

std::string titled_name(const Language& in, const Entry& person) {
  const Entry* name = name_of(person);
  std::string full = name_with_suffix(person);
  if (!name) return full;
  if (const auto text = name->text("text"); !text.empty()) {
    const std::string_view title = taken_apart(text).title;
    return !title.empty() && full.starts_with(title) ? formal_name(in, person) : full;
  }
  const std::string title = all_of(*name, "prefix");
  std::string kept;
  for (const auto word : words_in(title)) {
    if (!has_degree(*name) || !gives_way_to_degree(word)) add(kept, " ", word);
  }
  const std::string_view gender = parts_of(person).gender;
  const bool is_either =
      gender.empty() && title_in(in, kept, "male") != title_in(in, kept, "female");
  if (kept.empty()) return full;
  if (is_either) return formal_name(in, person);
  return title_in(in, kept, gender) + ' ' + full;
}

std::string name_without_article(const Language& in, std::string_view name, Called called) {
  return filled(said(in, word_of(called)), {{"formal", name}, {"plain", name}});
}

std::string titled_name_in_sentence(
    const Language& in, const Entry& person, const std::string& name, Called called
) {
  const bool is_titled = name_of(person) && name != name_with_suffix(person);
  const auto gender = parts_of(person).gender;
  if (is_titled && gender.empty()) return name_in_sentence(in, person, called);
  std::string id{word_of(called)};
  if (is_titled) id.append("-").append(gender);
  return filled(said(in, id), {{"formal", name}, {"plain", name_with_suffix(person)}});
}

namespace {

/// Ana Reyes III, which no comma parts, as it does Jr. and MD.
bool is_numeral(std::string_view suffix) {
  constexpr std::string_view numerals[] = {"II", "III", "IV", "V", "VI"};
  return std::ranges::find(numerals, suffix) != std::end(numerals);
}

}  // namespace

std::string name_with_suffix(const Entry& person) {
  const Entry* name = name_of(person);
  std::string text = full_name(person);
  if (!name || !name->text("text").empty()) return text;
  for (const Entry* suffix : name->all("suffix"))
    add(text, is_numeral(suffix->text()) ? " " : ", ", suffix->text());
  return text;
}

std::string first_name(const Entry& person) {
  const Entry* name = name_of(person);
  if (!name) return full_name(person);
  const auto given = name->text("given");
  return given.empty() ? full_of_name(*name) : std::string{given};
}

std::string last_name(const Entry& person) {
  const Entry* name = name_of(person);
  if (!name) return full_name(person);
  const auto family = name->text("family");
  return family.empty() ? full_of_name(*name) : std::string{family};
}

std::string sort_name(const Entry& person) {
  const Entry* name = name_of(person);
  if (!name) return full_name(person);
  std::string text{name->text("family")};
  if (text.empty()) return full_of_name(*name);
  add(text, ", ", all_of(*name, "given"));
  return text;
}

std::string call_name(const Entry& person) {
  for (const std::string_view use : {"usual", "nickname"}) {
    if (const Entry* name = name_for(person, use)) return full_of_name(*name);
  }
  return first_name(person);
}

const Entry* telecom(const Entry& person, std::string_view system) {
  const Entry* first = nullptr;
  for (const Entry& part : person.entries) {
    if (part.term->type != vocabulary::Type::telecom || is_past_or_passing(part) ||
        casefile::system_of(part) != system)
      continue;
    if (!first) first = &part;
    if (!first->is("okToLeaveMessage", "no")) return first;
    if (part.is("okToLeaveMessage", "yes")) return &part;
  }
  return first;
}

const Entry* present_address(const Entry& person) {
  const Entry* to_visit = nullptr;
  for (const Entry& part : person.entries) {
    if (part.term->type != vocabulary::Type::address || is_past_or_passing(part) ||
        has_use(part, "billing"))
      continue;
    if (!part.is("type", "physical")) return &part;
    if (!to_visit) to_visit = &part;
  }
  return to_visit;
}

bool is_abroad(const vocabulary::Vocabulary& vocabulary, const Entry& person) {
  const Entry* address = present_address(person);
  const auto country = address ? address->text("country") : std::string_view{};
  const auto* home = vocabulary.list("country");
  return !country.empty() && home && !vocabulary::meant_by(country, home->codes);
}

bool may_read_another_language(const vocabulary::Vocabulary& vocabulary, const Entry& person) {
  const Entry* address = present_address(person);
  return is_abroad(vocabulary, person) || (address && same_but_case(address->text("state"), "PR"));
}

std::vector<std::string> address_lines(const Entry& address) {
  std::vector<std::string> lines;
  for (const Entry& part : address.entries) {
    if (part.term->name == "line" && !part.text().empty()) lines.emplace_back(part.text());
  }
  std::string city{address.text("city")};
  std::string state{address.text("state")};
  add(state, " ", address.text("postalCode"));
  add(city, ", ", state);
  if (!city.empty()) lines.push_back(std::move(city));
  if (const auto country = address.text("country"); !country.empty()) lines.emplace_back(country);
  return lines;
}

std::string one_line(const Entry& address) {
  std::string text;
  for (const std::string& line : address_lines(address)) add(text, ", ", line);
  return text;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    lines.emplace_back(line);
    if (end == text.npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace engine::facts
