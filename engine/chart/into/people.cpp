// The person, doctors, offices and plans of the charts, beside those that somebody typed.

#include "engine/base/fold.hpp"
#include "engine/chart/into/into.hpp"
#include "engine/chart/pieces.hpp"
#include "engine/vocabulary/telecom.hpp"

#include <algorithm>
#include <set>

namespace engine::chart::into {

namespace {

std::string digits_of(const std::string& number) {
  std::string digits;
  for (const char c : number) digits += is_digit(c) ? std::string{c} : "";
  return digits;
}

/// phone, fax, email or url, as the case format has it where nothing is said.
std::string system_of(const xml::Element& telecom) {
  std::string said = Typed::attribute(telecom, "system");
  if (!said.empty()) return said;
  return std::string{vocabulary::system_of_words(Typed::said(telecom))};
}

bool are_same(const std::string& a, const std::string& b) {
  const std::string of_a = digits_of(a), of_b = digits_of(b);
  return of_a.empty() ? are_alike(a, b) : of_a == of_b;
}

/// Numbers of a kind that somebody typed are left alone: another one is told.
void add_telecoms(
    Adding& to, const xml::Element& owner, const std::vector<Telecom>& telecoms, Meeting about
) {
  const auto known = Typed::children(owner, "telecom");
  std::set<std::uint32_t> filled;
  for (const Telecom& telecom : telecoms) {
    about.field = "field." + telecom.system;
    std::string typed;
    const xml::Element* blank = nullptr;
    bool is_known = false;
    for (const xml::Element& one : known) {
      if (system_of(one) != telecom.system) continue;
      const std::string said = Typed::said(one);
      if (said.empty() && filled.count(one.index()) == 0)
        blank = &one;
      else if (!said.empty())
        typed = typed.empty() ? said : typed;
      is_known = is_known || (!said.empty() && are_same(said, telecom.value));
    }
    if (is_known) continue;
    if (!typed.empty()) {
      to.differs(about, telecom.value, typed);
    } else if (blank && to.typed.fill(*blank, telecom.value)) {
      filled.insert(blank->index());
      to.filled(about, telecom.value);
    } else {
      Writer piece;
      write_telecoms(piece, {telecom});
      to.typed.add(owner, "telecom", piece.take());
      to.filled(about, telecom.value);
    }
  }
}

std::string in_one_line(const Address& address) {
  std::string all;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) all += (all.empty() ? "" : ", ") + part;
  };
  for (const auto& line : address.lines) add(line);
  add(address.city);
  add(address.state);
  add(address.postal_code);
  return all;
}

std::string in_one_line(const xml::Element& address) {
  Address one;
  for (const xml::Element& line : Typed::children(address, "line")) {
    if (auto words = Typed::said(line); !words.empty()) one.lines.push_back(words);
  }
  one.city = Typed::said(address, "city");
  one.state = Typed::said(address, "state");
  one.postal_code = Typed::said(address, "postalCode");
  return in_one_line(one);
}

void add_address(Adding& to, const xml::Element& owner, const Address& address, Meeting about) {
  if (address.is_empty()) return;
  about.field = "field.address";
  const std::string words = in_one_line(address);
  std::optional<xml::Element> blank;
  for (const xml::Element& known : Typed::children(owner, "address")) {
    const std::string typed = in_one_line(known);
    if (typed.empty()) {
      blank = known;
      continue;
    }
    if (!are_alike(typed, words)) to.differs(about, words, typed);
    return;
  }
  if (!blank) {
    Writer piece;
    write_address(piece, address, owner.name() == "patient");
    to.typed.add(owner, "address", piece.take());
  } else {
    std::string lines;
    for (const auto& line : address.lines) lines += (lines.empty() ? "" : ", ") + line;
    to.typed.fill(*blank, "line", lines);
    to.typed.fill(*blank, "city", address.city);
    to.typed.fill(*blank, "state", address.state);
    to.typed.fill(*blank, "postalCode", address.postal_code);
  }
  to.filled(about, words);
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

void fill_name(Adding& to, const xml::Element& name, const PersonName& words) {
  if (!words.text.empty()) {
    to.typed.fill(name, "text", words.text);
    return;
  }
  to.typed.fill(name, "prefix", joined(words.prefix));
  to.typed.fill(name, "given", joined(words.given));
  to.typed.fill(name, "family", words.family);
  to.typed.fill(name, "suffix", joined(words.suffix));
}

void add_names(Adding& to, const xml::Element& patient, const Person& person) {
  Meeting about{"section.people", "", "field.name", "", ""};
  std::vector<PersonName> typed;
  std::optional<xml::Element> blank;
  for (const xml::Element& name : Typed::children(patient, "name")) {
    PersonName one = name_of(name);
    if (one.is_empty() && !blank)
      blank = name;
    else if (!one.is_empty())
      typed.push_back(std::move(one));
  }
  for (std::size_t i = 0; i < person.names.size(); ++i) {
    const PersonName& name = person.names[i];
    const bool is_known = std::ranges::any_of(typed, [&](const PersonName& one) {
      return key_of(one) == key_of(name);
    });
    if (is_known) continue;
    if (i == 0 && !typed.empty()) {
      to.differs(about, name.whole(), typed.front().whole());
      continue;
    }
    if (i == 0 && blank) {
      fill_name(to, *blank, name);
    } else {
      Writer piece;
      write_name(piece, name, true);
      to.typed.add(patient, "name", piece.take());
    }
    to.filled(about, name.whole());
  }
}

/// The provider that somebody typed whom a chart means; nothing where it may be two.
std::optional<xml::Element> typed_provider(const Adding& to, const Provider& provider) {
  std::optional<xml::Element> same_family;
  int families = 0;
  for (const xml::Element& known : Typed::children(to.typed.root(), "provider")) {
    const auto element = known.child("name");
    const PersonName name = element ? name_of(*element) : PersonName{};
    if (provider.name.is_empty()) {
      if (are_alike(Typed::said(known, "organization"), provider.organization)) return known;
      continue;
    }
    if (name.is_empty()) continue;
    if (key_of(name) == key_of(provider.name)) return known;
    const bool may_be = are_alike(name.family, provider.name.family) && !name.family.empty() &&
                        (name.given.empty() || provider.name.given.empty());
    if (!may_be) continue;
    ++families;
    same_family = known;
  }
  return families == 1 ? same_family : std::nullopt;
}

void add_provider(Adding& to, const Provider& provider, std::set<std::string>& ids) {
  const std::string label =
      provider.name.is_empty() ? provider.organization : provider.name.whole();
  Meeting about{"section.people", label, "", "", ""};
  const auto known = typed_provider(to, provider);
  if (!known) {
    if (!to.is_new[provider.source]) return;
    Writer piece;
    write_provider(piece, provider, to.facts.source_ids, ids);
    to.typed.add(to.typed.root(), "provider", piece.take());
    return;
  }
  // A family name alone is how people call their doctor: letters want the first name too.
  const auto name = known->child("name");
  if (name && Typed::children(*name, "given").empty() && Typed::said(*name, "text").empty() &&
      !provider.name.given.empty()) {
    to.typed.fill(*name, "given", joined(provider.name.given));
    about.field = "field.first-name";
    to.filled(about, joined(provider.name.given));
  }
  about.field = "field.specialty";
  to.value(*known, "specialty", provider.specialty, about);
  about.field = "field.organization";
  to.value(*known, "organization", provider.organization, about);
  add_address(to, *known, provider.address, about);
  add_telecoms(to, *known, provider.telecoms, about);
}

bool is_typed_contact(const Adding& to, const Contact& contact) {
  for (const std::string_view kind : {"contact", "companion", "representative"}) {
    for (const xml::Element& one : Typed::children(to.typed.root(), kind)) {
      const auto name = one.child("name");
      if (!name || key_of(name_of(*name)) != key_of(contact.name)) continue;
      return true;
    }
  }
  return false;
}

}  // namespace

void add_patient(Adding& to) {
  if (!to.facts.person) return;
  const Person& person = *to.facts.person;
  const auto patient = to.typed.root().child("patient");
  if (!patient) {
    Writer piece;
    write_person(piece, person);
    to.typed.add(to.typed.root(), "patient", piece.take());
    return;
  }
  add_names(to, *patient, person);
  Meeting about{"section.people", "", "field.birthDate", "", ""};
  to.value(*patient, "birthDate", person.born ? person.born->iso() : "", about);
  for (const auto& number : person.numbers) {
    const auto known = Typed::children(*patient, "identifier");
    const bool is_known = std::ranges::any_of(known, [&](const xml::Element& one) {
      return are_alike(Typed::said(one), number.value);
    });
    if (is_known) continue;
    Writer piece;
    write_number(piece, number);
    if (std::string lines = piece.take(); !lines.empty()) {
      to.typed.add(*patient, "identifier", std::move(lines));
      about.field = "field.identifier";
      to.filled(about, number.value);
    }
  }
  if (!person.addresses.empty()) add_address(to, *patient, person.addresses.front(), about);
  add_telecoms(to, *patient, person.telecoms, about);
  if (!person.language.empty() && !patient->child("communication")) {
    Writer piece;
    write_language(piece, person);
    to.typed.add(*patient, "communication", piece.take());
    about.field = "field.language";
    to.filled(about, person.language);
  }
}

void add_people(Adding& to) {
  for (const Contact& contact : to.facts.contacts) {
    if (!to.is_new[contact.source] || is_typed_contact(to, contact)) continue;
    Writer piece;
    write_contact(piece, contact, to.facts.source_ids);
    to.typed.add(to.typed.root(), "contact", piece.take());
  }
  std::set<std::string> ids;
  const xml::Tree& tree = to.typed.root().tree();
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].is_text()) continue;
    if (auto id = Typed::attribute({tree, i}, "id"); !id.empty()) ids.insert(std::move(id));
  }
  for (const Provider& provider : to.facts.providers) add_provider(to, provider, ids);
}

void add_coverages(Adding& to) {
  const auto known = Typed::children(to.typed.root(), "coverage");
  for (const Coverage& coverage : to.facts.coverages) {
    const std::string label = coverage.payer.empty() ? coverage.plan : coverage.payer;
    Meeting about{"section.insurance", label, "", "", ""};
    std::optional<xml::Element> same;
    bool has_none = false;
    for (const xml::Element& one : known) {
      has_none = has_none || Typed::attribute(one, "type") == "none";
      const auto is_it = [&](std::string_view child, const std::string& words) {
        return !words.empty() && are_alike(Typed::said(one, child), words);
      };
      const bool says_nothing = Typed::said(one, "payer").empty() &&
                                Typed::said(one, "plan").empty() &&
                                Typed::said(one, "memberId").empty();
      if (is_it("memberId", coverage.member_id) || is_it("payer", coverage.payer) ||
          is_it("plan", coverage.plan) || (says_nothing && known.size() == 1))
        same = one;
    }
    if (has_none) {
      about.field = "field.list";
      to.differs(about, label, "none");
    } else if (same) {
      const std::pair<std::string_view, const std::string*> fields[] = {
          {"payer", &coverage.payer},
          {"plan", &coverage.plan},
          {"memberId", &coverage.member_id},
          {"groupId", &coverage.group_id},
          {"subscriber", &coverage.subscriber}};
      for (const auto& [child, words] : fields) {
        about.field = "field." + std::string{child};
        to.value(*same, child, *words, about);
      }
    } else if (to.is_new[coverage.source]) {
      Writer piece;
      write_coverage(piece, coverage, to.facts.source_ids);
      to.typed.add(to.typed.root(), "coverage", piece.take());
    }
  }
}

}  // namespace engine::chart::into
