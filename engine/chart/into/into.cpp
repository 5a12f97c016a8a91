#include "engine/chart/into/into.hpp"

#include "engine/base/fold.hpp"
#include "engine/chart/pieces.hpp"

#include <algorithm>
#include <set>

namespace engine::chart::into {

namespace {

/// Two dates that one day can be both of: 2019 and 2019-05-02.
bool may_be_one(std::string_view a, std::string_view b) {
  const auto one = parse_date(a), other = parse_date(b);
  return one && other && one->first_day() <= other->last_day() &&
         other->first_day() <= one->last_day();
}

/// Every id of the case, which no new one may be.
std::set<std::string> ids_of(const xml::Tree& tree) {
  std::set<std::string> ids;
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].is_text()) continue;
    if (const auto* id = xml::Element{tree, i}.attribute("id")) ids.emplace(trimmed(id->value));
  }
  return ids;
}

/// Finds the sources that the case knows, and gives the others ids and their place in it.
void add_sources(Adding& to, const xml::Tree& tree) {
  auto ids = ids_of(tree);
  int number = 0;
  for (std::size_t i = 0; i < to.facts.sources.size(); ++i) {
    const Origin& source = to.facts.sources[i];
    to.is_new.push_back(true);
    for (const xml::Element& known : Typed::children(to.typed.root(), "source")) {
      if (Typed::attribute(known, "sha256") != source.sha256) continue;
      to.is_new[i] = false;
      to.facts.source_ids[i] = Typed::attribute(known, "id");
    }
    if (!to.is_new[i]) continue;
    std::string id;
    do id = "chart-" + std::to_string(++number);
    while (!ids.insert(id).second);
    to.facts.source_ids[i] = id;
    Writer piece;
    write_source(piece, source, id);
    to.typed.add(to.typed.root(), "source", piece.take());
  }
}

void add_day(Adding& to) {
  std::optional<Date> newest;
  for (const Origin& source : to.facts.sources) {
    if (source.date && (!newest || source.date->last_day() > *newest))
      newest = source.date->last_day();
  }
  const auto typed = parse_date(Typed::said(to.typed.root(), "asOf"));
  const Meeting about{"section.documents", "", "field.asOf", "", ""};
  if (!typed)
    to.value(to.typed.root(), "asOf", to.facts.as_of.iso(), about);
  else if (newest && *newest > typed->last_day())
    to.differs(about, newest->iso(), typed->iso());
}

}  // namespace

void Adding::differs(Meeting about, std::string chart_says, std::string typed_says) {
  about.chart = std::move(chart_says);
  about.typed = std::move(typed_says);
  to.differing.push_back(std::move(about));
}

void Adding::filled(Meeting about, std::string chart_says) {
  about.chart = std::move(chart_says);
  to.filled.push_back(std::move(about));
}

void Adding::value(
    const xml::Element& parent,
    std::string_view child,
    const std::string& words,
    const Meeting& about
) {
  if (words.empty()) return;
  const std::string said = Typed::said(parent, child);
  if (said.empty()) {
    if (typed.fill(parent, child, words))
      filled(about, words);
    else
      differs(about, words, "___");
  } else if (!are_alike(said, words) && !may_be_one(said, words)) {
    Meeting one = about;
    one.instead = {{std::string{child}, words}};
    differs(std::move(one), words, said);
  }
}

bool Adding::any_new(const Item& item) const {
  return is_new[item.source] ||
         std::ranges::any_of(item.more_sources, [&](std::size_t source) { return is_new[source]; });
}

PersonName name_of(const xml::Element& name) {
  PersonName all;
  all.use = Typed::attribute(name, "use");
  all.text = Typed::said(name, "text");
  const auto words = [&](std::string_view part) {
    std::vector<std::string> said;
    for (const xml::Element& one : Typed::children(name, part)) {
      if (auto word = Typed::said(one); !word.empty()) said.push_back(std::move(word));
    }
    return said;
  };
  all.prefix = words("prefix");
  all.given = words("given");
  all.family = Typed::said(name, "family");
  all.suffix = words("suffix");
  return all;
}

std::string key_of(PersonName name) {
  name.prefix.clear();
  name.suffix.clear();
  return folded(name.whole());
}

Person person_of(const xml::Tree& typed) {
  Person person;
  const auto patient = typed.root().child("patient");
  if (!patient) return person;
  for (const xml::Element& name : Typed::children(*patient, "name")) {
    if (PersonName one = name_of(name); !one.is_empty()) person.names.push_back(std::move(one));
  }
  person.born = parse_date(Typed::said(*patient, "birthDate"));
  return person;
}

std::optional<Date> day_of(const xml::Tree& typed) {
  const auto day = parse_date(Typed::said(typed.root(), "asOf"));
  return day && day->is_whole() ? day : std::nullopt;
}

Added add(
    const Source& source,
    const xml::Tree& tree,
    const vocabulary::Vocabulary& vocabulary,
    Facts& facts,
    Chart& chart,
    bool is_asked
) {
  Typed typed{source, tree, vocabulary};
  Added added;
  Adding to{typed, facts, chart, {}, added, is_asked};
  add_day(to);
  add_sources(to, tree);
  add_patient(to);
  add_people(to);
  add_items(to);
  add_coverages(to);
  added.case_xml = typed.take();
  return added;
}

}  // namespace engine::chart::into
