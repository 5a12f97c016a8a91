// Whose a record is: the person's, somebody else's, or nobody's who is named.

#include "engine/base/fold.hpp"
#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>

namespace engine::chart::fhir {

namespace {

/// Whether words are of a relative, or of who gave an organ: "Mother of patient".
bool is_of_kin(const std::string& words) {
  constexpr std::array<std::string_view, 20> kin{
      "mother",      "father",  "brother", "sister", "son",   "daughter", "wife",
      "husband",     "spouse",  "partner", "aunt",   "uncle", "cousin",   "grandmother",
      "grandfather", "sibling", "donor",   "madre",  "padre", "hermano"};
  const std::string small = lowered(words);
  return std::ranges::any_of(words_of(small), [&](std::string_view word) {
    const std::string one = folded(word);
    return std::ranges::find(kin, one) != kin.end() ||
           std::ranges::find(kin, one.substr(0, one.size() - 1)) != kin.end();
  });
}

/// What a name without a reference says of a Patient: theirs, perhaps theirs, or somebody else's. A
/// given name or its initial makes it theirs; a family name alone may be that of a nickname, but
/// not beside a word for a child.
enum class Named { theirs, perhaps, another };
Named named(const std::string& words, const Value& patient) {
  constexpr std::array<std::string_view, 9> children{
      "baby", "babyboy", "babygirl", "twin", "newborn", "fetus", "infant", "bebe", "gemelo"};
  constexpr std::array<std::string_view, 4> self{"self", "patient", "paciente", "me"};
  const std::string small = lowered(words);
  std::vector<std::string> said;
  for (const std::string_view word : words_of(small)) said.push_back(folded(word));
  std::erase(said, "");
  const auto has = [&](const std::string& name, bool or_initial) {
    return !name.empty() && std::ranges::any_of(said, [&](const std::string& word) {
      return word == name || (or_initial && word.size() == 1 && name.starts_with(word));
    });
  };
  const auto is_one_of = [&](const auto& list) {
    return std::ranges::any_of(list, [&](auto word) { return has(std::string{word}, false); });
  };
  // "Mother of Rosa Vega" has her name, and is her mother.
  if (is_one_of(children) || is_of_kin(words)) return Named::another;
  bool is_compared = false, is_of_family = false;
  for (const Value* name : patient.each("name")) {
    const PersonName known = name_of(*name);
    for (const std::string& given : known.given) {
      is_compared = true;
      if (has(folded(given), true)) return Named::theirs;
    }
    for (const std::string_view word : words_of(known.family))
      is_of_family = is_of_family || has(folded(word), false);
  }
  // Letters of another script are no other name.
  const bool is_latin = std::ranges::any_of(words, is_letter);
  if (!is_compared || !is_latin || is_one_of(self)) return Named::theirs;
  return is_of_family ? Named::perhaps : Named::another;
}

/// Whether a number of a Patient that the subject has is another one than theirs.
bool has_other_number(const Value& who, const Value& patient) {
  const std::string& system = who.text("identifier.system");
  const std::string& value = who.text("identifier.value");
  if (system.empty() || value.empty()) return false;
  bool is_of_system = false;
  for (const Value* number : patient.each("identifier")) {
    if (number->text("system") != system) continue;
    if (number->text("value") == value) return false;
    is_of_system = true;
  }
  return is_of_system;
}

std::string key_of(const Value& resource) {
  return resource.text("resourceType") + '/' + resource.text("id");
}

}  // namespace

Index::Index(const std::vector<Entry>& entries) {
  std::set<std::string> subjects;
  for (const Entry& entry : entries) {
    const std::string key = key_of(entry.resource);
    by_reference_.emplace(key, &entry.resource);
    if (!entry.url.empty()) by_reference_.emplace(entry.url, &entry.resource);
    for (const Value* number : entry.resource.each("identifier"))
      by_reference_.emplace(
          entry.resource.text("resourceType") + "?identifier=" + number->text("system") + '|' +
              number->text("value"),
          &entry.resource
      );
    if (entry.resource.text("resourceType") == "Patient") patients_.push_back(&entry.resource);
    for (const std::string_view name : subject_names) {
      const std::string& who = entry.resource[name].text("reference");
      if (!who.empty() && !who.starts_with('#')) subjects.insert(who);
    }
  }
  constexpr std::pair<std::string_view, std::string_view> panels[] = {
      {"DiagnosticReport", "result"}, {"Observation", "hasMember"}};
  for (const Entry& entry : entries) {
    for (const auto& [type, member] : panels) {
      if (entry.resource.text("resourceType") != type) continue;
      for (const Value* one : entry.resource.each(member)) {
        if (const Value& result = referred(*one, entry.resource))
          panels_.emplace(&result, said_in(entry.resource["code"]).shown);
      }
    }
  }
  // A file of one kind of record may leave the person out: then all of it is about one.
  if (patients_.empty() && subjects.size() == 1) only_subject_ = *subjects.begin();
}

const Value& Index::referred(const Value& reference, const Value& holder) const {
  static const Value nothing;
  // One version of a record is that record.
  std::string to = reference.text("reference");
  to.erase(std::min(to.size(), to.find("/_history/")));
  if (to.starts_with('#')) {
    for (const Value* inside : holder.each("contained")) {
      if (inside->text("id") == std::string_view{to}.substr(1) || '#' + inside->text("id") == to)
        return *inside;
    }
    return nothing;
  }
  if (const auto found = by_reference_.find(to); found != by_reference_.end())
    return *found->second;
  // An address ends in the type and the id.
  const auto slash = to.rfind('/');
  const auto before = slash == to.npos || slash == 0 ? to.npos : to.rfind('/', slash - 1);
  if (before == to.npos) return nothing;
  const auto found = by_reference_.find(to.substr(before + 1));
  return found == by_reference_.end() ? nothing : *found->second;
}

std::string Index::panel_of(const Value& observation) const {
  const auto found = panels_.find(&observation);
  return found == panels_.end() ? std::string{} : found->second;
}

/// A subject of whom there is no more than a name or a number.
bool Index::is_named_otherwise(const Value& who) const {
  const auto speaks_against = [&](const Value* patient) {
    const std::string& display = who.text("display");
    return has_other_number(who, *patient) ||
           (!is_placeholder(display) && named(display, *patient) == Named::another);
  };
  return !patients_.empty() && std::ranges::all_of(patients_, speaks_against);
}

bool Index::may_be_another(const Value& resource) const {
  return std::ranges::any_of(subject_names, [&](std::string_view name) {
    const Value& who = resource[name];
    const std::string& display = who.text("display");
    return who.text("reference").empty() && !is_placeholder(display) && !patients_.empty() &&
           std::ranges::none_of(patients_, [&](const Value* patient) {
             return named(display, *patient) == Named::theirs;
           });
  });
}

/// A Patient inside a record who was born on another day than those of the file.
bool Index::is_another_inside(const Value& inside) const {
  const std::string& born = inside.text("birthDate");
  return !born.empty() && !patients_.empty() &&
         std::ranges::none_of(patients_, [&](const Value* patient) {
           return patient->text("birthDate").empty() || patient->text("birthDate") == born;
         });
}

Index::Whose Index::whose(const Value& resource) const {
  // Something measured of somebody else: of a child before it is born, of who gives an organ.
  for (const Value* focus : resource.each("focus")) {
    const std::string type = referred(*focus, resource).text("resourceType");
    const std::string& to = focus->text("reference");
    const bool is_named_another = to.empty() && focus->is_object() && is_named_otherwise(*focus) &&
                                  !is_placeholder(focus->text("display"));
    if (type == "RelatedPerson" || to.find("RelatedPerson/") != to.npos ||
        (is_named_another && is_of_kin(focus->text("display"))))
      return Whose::somebody_elses;
  }
  for (const std::string_view name : subject_names) {
    const Value& who = resource[name];
    if (!who) continue;
    const std::string& reference = who.text("reference");
    if (reference.empty()) {
      if (is_named_otherwise(who)) return Whose::somebody_elses;
      continue;
    }
    const Value& target = referred(who, resource);
    const bool is_patient = target.text("resourceType") == "Patient" &&
                            !(reference.starts_with('#') && is_another_inside(target));
    return is_patient || reference == only_subject_ ? Whose::ours : Whose::somebody_elses;
  }
  return Whose::nobody_said;
}

}  // namespace engine::chart::fhir
