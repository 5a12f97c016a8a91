// Problems, medicines, allergies, operations and illnesses of the family, beside those that
// somebody typed.

#include "engine/base/fold.hpp"
#include "engine/chart/alike.hpp"
#include "engine/chart/into/into.hpp"
#include "engine/chart/kin.hpp"
#include "engine/chart/merge.hpp"
#include "engine/chart/pieces.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace engine::chart::into {

namespace {

/// How an item of a kind stands in a case.
struct Shape {
  Section kind;
  std::string_view group;  ///< the list it stands in; empty: the case itself
  std::string_view element, name;
};
constexpr Shape shapes[] = {
    {Section::problems, "problems", "problem", "text"},
    {Section::medications, "medications", "medication", "name"},
    {Section::allergies, "allergies", "allergy", "substance"},
    {Section::procedures, "", "procedure", "name"},
    {Section::devices, "", "device", "name"},
    {Section::family, "", "familyHistory", "condition"}};

/// An item that somebody typed, or that stands there from a chart before.
struct Known {
  xml::Element element;
  std::string name;
};

std::vector<std::string> names_of(const Item& item) {
  std::vector<std::string> names{item.name, item.full_name()};
  names.insert(names.end(), item.also.begin(), item.also.end());
  return names;
}

std::vector<std::string> names_of(const Known& known) {
  std::vector<std::string> names{known.name};
  for (const xml::Element& other : Typed::children(known.element, "alsoRecordedAs"))
    names.push_back(Typed::said(other));
  return names;
}

/// Whether one is called what the other is called first: two that are filed under one heading share
/// no more than its words.
bool share_name(const Item& item, const Known& known) {
  const auto has = [](const std::vector<std::string>& names, const std::string& wanted) {
    return !wanted.empty() && std::ranges::any_of(names, [&](const std::string& name) {
      return are_alike(name, wanted);
    });
  };
  return has(names_of(item), known.name) || has(names_of(known), item.name);
}

/// A code of a bill is shared by what it does not tell apart.
bool share_code(const Item& item, const Known& known) {
  const std::string code = Typed::said(known.element, "code");
  return !code.empty() && std::ranges::any_of(item.codes, [&](const Code& one) {
    return are_alike(one.code, code) && (tells_what_it_is(one) || known.name.empty());
  });
}

bool are_at_two_sides(const Item& item, const Known& known) {
  const Side of_item = side_in(item.name), of_known = side_in(known.name);
  return of_item != Side::unsaid && of_known != Side::unsaid && of_item != of_known;
}

/// What a name and its amount say in numbers: the strength of a medicine.
std::string with_dose(const Known& known) {
  return known.name + ' ' + Typed::said(known.element, "dose");
}

bool is_same(const Item& item, const Known& known) {
  if (item.kind == Section::family)
    return share_name(item, known) &&
           are_alike(Typed::attribute(known.element, "relative"), item.relative);
  if (are_at_two_sides(item, known)) return false;
  if (!share_name(item, known) && !share_code(item, known)) return false;
  if (item.kind == Section::medications) return !numbers_differ(item.name, with_dose(known));
  if (item.kind != Section::procedures) return true;
  const auto day = parse_date(Typed::attribute(known.element, "date"));
  return !day || !item.start ||
         (day->first_day() <= item.start->last_day() && item.start->first_day() <= day->last_day());
}

/// "Metformin" that somebody typed and "metformin hydrochloride 500 MG Oral Tablet" of a chart:
/// every word is there, and no number is another one.
bool may_be_same(const Item& item, const Known& known) {
  if (item.kind != Section::medications || known.name.empty()) return false;
  const std::string chart = ' ' + lowered(item.name) + ' ', typed = lowered(known.name);
  const auto words = words_of(typed);
  return !numbers_differ(item.name, with_dose(known)) &&
         std::ranges::all_of(words, [&](std::string_view word) {
           return chart.find(' ' + std::string{word} + ' ') != std::string::npos;
         });
}

/// What is written as an attribute: filled where it is empty, told where it is another.
void meet_attribute(
    Adding& to, const Known& known, std::string_view name, const std::string& words, Meeting about
) {
  about.field = "field." + std::string{name};
  const std::string typed = Typed::attribute(known.element, name);
  if (words.empty()) return;
  if (typed.empty()) {
    to.typed.fill_attribute(known.element, name, words);
    to.filled(about, words);
  } else if (typed != words && words != "unclear") {
    about.instead.insert(about.instead.begin(), {'@' + std::string{name}, words});
    to.differs(about, words, typed);
  }
}

/// How a medicine is taken is one thing: it is filled where nothing of it was typed.
void meet_dose(Adding& to, const Known& known, const Item& item, const Meeting& about) {
  const std::pair<std::string_view, const std::string*> parts[] = {
      {"dose", &item.dose}, {"frequency", &item.frequency}, {"instruction", &item.instruction}};
  std::string typed, chart;
  for (const auto& [child, words] : parts) {
    const std::string said = Typed::said(known.element, child);
    if (!said.empty()) typed += (typed.empty() ? "" : ", ") + said;
    if (!words->empty()) chart += (chart.empty() ? "" : ", ") + *words;
  }
  if (chart.empty()) return;
  Meeting one = about;
  one.field = "field.taking";
  if (typed.empty()) {
    for (const auto& [child, words] : parts) to.typed.fill(known.element, child, *words);
    to.filled(one, chart);
  } else if (!are_alike(typed, chart)) {
    for (const auto& [child, words] : parts) one.instead.emplace_back(child, *words);
    to.differs(one, chart, typed);
  }
}

/// Whether an element of a kind says if somebody has looked at what the charts say of it.
bool has_checked(Section kind) {
  return kind != Section::family;
}

/// An item of a chart and one of the case are about one thing. What the chart says otherwise is not
/// written, and the entry is one to look at.
void meet(Adding& to, const Known& known, const Item& item) {
  Meeting about{
      "section." + std::string{section_ids[static_cast<std::size_t>(item.kind)]},
      known.name,
      "",
      "",
      ""};
  about.is_of_chart = !Typed::attribute(known.element, "from").empty();
  const std::size_t told_before = to.to.differing.size();
  const auto value = [&](std::string_view child, const std::string& words) {
    about.field = "field." + std::string{child};
    to.value(known.element, child, words, about);
  };
  const auto day = [&](std::string_view child, const std::optional<Date>& date) {
    value(child, date ? date->iso() : std::string{});
  };
  const bool has_status = item.kind == Section::problems || item.kind == Section::medications ||
                          item.kind == Section::allergies;
  // A last day and why it stopped belong to a state: one that is not the case's has them told.
  const std::string typed_status = Typed::attribute(known.element, "status");
  const bool is_state_of_case = typed_status.empty() || typed_status == item.status;
  const auto of_state = [&](std::string_view child, const std::string& words) {
    if (is_state_of_case) return value(child, words);
    about.field = "field." + std::string{child};
    const std::string said = Typed::said(known.element, child);
    if (words.empty() || said == words) return;
    Meeting one = about;
    one.instead = {{std::string{child}, words}};
    to.differs(std::move(one), words, said);
  };
  const std::string end = item.end ? item.end->iso() : std::string{};
  if (has_status) {
    Meeting state = about;
    if (item.kind != Section::allergies) state.instead.emplace_back("end", end);
    if (item.kind == Section::medications)
      state.instead.emplace_back("statusReason", item.status_reason);
    meet_attribute(to, known, "status", item.status, state);
  }
  if (item.kind == Section::problems) {
    day("onset", item.start);
    of_state("end", end);
  } else if (item.kind == Section::medications) {
    meet_dose(to, known, item, about);
    value("reason", item.reason);
    of_state("statusReason", item.status_reason);
    day("start", item.start);
    of_state("end", end);
  } else if (item.kind == Section::allergies) {
    const bool is_allergy =
        item.type == "allergy" && Typed::attribute(known.element, "type").empty();
    meet_attribute(to, known, "type", is_allergy ? "" : item.type, about);
    value("reaction", item.reaction);
    value("severity", item.severity);
    value("criticality", item.criticality);
    day("onset", item.start);
  } else if (item.kind == Section::procedures) {
    value("place", item.place);
  } else if (item.kind == Section::family) {
    value("age", item.age);
  }
  if (to.to.differing.size() == told_before || !to.any_new(item) || !has_checked(item.kind)) return;
  to.typed.set_attribute(known.element, "checked", "no");
  for (std::size_t i = told_before; i < to.to.differing.size(); ++i) {
    auto& instead = to.to.differing[i].instead;
    if (!instead.empty()) instead.emplace_back("@from", to.facts.source_ids[item.source]);
  }
}

std::vector<Known> known_of(const Adding& to, const Shape& shape) {
  std::vector<Known> all;
  std::optional<xml::Element> parent = to.typed.root();
  if (!shape.group.empty()) parent = parent->child(shape.group);
  if (!parent) return all;
  for (const xml::Element& one : Typed::children(*parent, shape.element)) {
    Known known{one, Typed::said(one, shape.name)};
    if (!known.name.empty() || one.child("code")) all.push_back(std::move(known));
  }
  return all;
}

/// The entries of a case by their names and codes, so that an item is compared with no others.
class Entries {
 public:
  explicit Entries(const std::vector<Known>& known) {
    for (std::size_t k = 0; k < known.size(); ++k) {
      for (const std::string& name : names_of(known[k])) names_.add(name, k);
      codes_.add(Typed::said(known[k].element, "code"), k);
    }
  }
  /// In the order of the case.
  std::set<std::size_t> of(const Item& item) const {
    std::set<std::size_t> all;
    for (const std::string& name : names_of(item)) names_.add_to(all, name);
    for (const Code& code : item.codes) codes_.add_to(all, code.code);
    return all;
  }

 private:
  Places names_, codes_;
};

/// Items by the words of their names: those that have the rarest word of a name.
class ByWords {
 public:
  void add(const std::string& name, std::size_t place) {
    for (const std::string_view word : words_of(name)) of_[lowered(word)].push_back(place);
  }
  const std::vector<std::size_t>& of(const std::string& name) const {
    static const std::vector<std::size_t> none;
    const std::vector<std::size_t>* fewest = nullptr;
    for (const std::string_view word : words_of(name)) {
      const auto found = of_.find(lowered(word));
      if (found == of_.end()) return none;
      if (!fewest || found->second.size() < fewest->size()) fewest = &found->second;
    }
    return fewest ? *fewest : none;
  }

 private:
  std::map<std::string, std::vector<std::size_t>, std::less<>> of_;
};

/// For each item of a kind the one of the case that it is, or none.
std::vector<std::optional<std::size_t>> matched(
    const std::vector<Item>& items, const std::vector<Known>& known, const Budget& budget
) {
  std::vector<std::optional<std::size_t>> found(items.size());
  std::set<std::size_t> used;
  const Entries entries{known};
  ByWords others;
  for (std::size_t i = 0; i < items.size(); ++i) {
    budget.check();
    for (const std::size_t k : entries.of(items[i])) {
      if (found[i] || used.count(k) > 0 || !is_same(items[i], known[k])) continue;
      found[i] = k;
      used.insert(k);
    }
    if (!found[i]) others.add(items[i].name, i);
  }
  for (std::size_t k = 0; k < known.size(); ++k) {
    budget.check();
    if (used.count(k) > 0) continue;
    std::set<std::size_t> may_be;
    for (const std::size_t i : others.of(known[k].name)) {
      if (!found[i] && may_be_same(items[i], known[k])) may_be.insert(i);
    }
    if (may_be.size() == 1) found[*may_be.begin()] = k;
  }
  return found;
}

/// What became of an entry that was not added.
void tell(Adding& to, const Item& item, Outcome outcome, std::string_view why) {
  Found& entry = to.chart.found[item.entry];
  entry.outcome = outcome;
  entry.why = why;
}

/// The day of the newest of the charts that are added which is of the office that an entry of the
/// case is from, is later than it, and has a list that it may be missing from.
std::optional<Date> newer_list(const Adding& to, const Known& known) {
  const std::string from = Typed::attribute(known.element, "from");
  std::optional<Date> before, newest;
  std::string office;
  for (const xml::Element& source : Typed::children(to.typed.root(), "source")) {
    if (from.empty() || Typed::attribute(source, "id") != from) continue;
    before = parse_date(Typed::attribute(source, "date"));
    office = Typed::attribute(source, "organization");
  }
  for (std::size_t i = 0; i < to.facts.sources.size() && before && !office.empty(); ++i) {
    const Origin& source = to.facts.sources[i];
    const bool is_of_office = to.is_new[i] && are_alike(source.organization, office);
    const bool is_later = source.date && before->last_day() < source.date->first_day();
    if (is_of_office && is_later && has_medicines(to.chart, i) &&
        (!newest || *newest < *source.date))
      newest = source.date;
  }
  return newest;
}

/// A medicine of a chart before that the newest list of the same office does not have any more.
void tell_not_in_newest(Adding& to, const Known& known) {
  const std::string status = Typed::attribute(known.element, "status");
  if (status != "current" || !newer_list(to, known)) return;
  Meeting about{"section.medications", known.name, "field.status", "", ""};
  about.is_of_chart = true;
  about.instead = {{"@status", "stopped"}};
  to.differs(std::move(about), "not-listed", status);
  to.typed.set_attribute(known.element, "checked", "no");
}

/// A strength beside another one of the same medicine that somebody typed.
void doubt_strength(Item& item, const std::vector<Known>& known) {
  if (item.kind != Section::medications) return;
  const auto first = [](const std::string& name) {
    return folded(std::string_view{name}.substr(0, name.find(' ')));
  };
  for (const Known& one : known) {
    if (first(one.name) == first(item.name) && numbers_differ(item.name, with_dose(one))) {
      std::string taken = collapsed(with_dose(one));
      for (const std::string_view child : {"frequency", "instruction"}) {
        if (const std::string said = Typed::said(one.element, child); !said.empty())
          taken += ", " + collapsed(said);
      }
      item.doubt("other-in-case", std::move(taken));
      return;
    }
  }
}

/// Says what the list says of itself where it takes nothing in; empty where items may be added.
std::string refusal_of(const std::optional<xml::Element>& group) {
  const std::string status = group ? Typed::attribute(*group, "status") : std::string{};
  return status == "none" || status == "not-asked" ? status : std::string{};
}

void write_new(
    Adding& to,
    const Shape& shape,
    const std::optional<xml::Element>& group,
    const std::vector<Item>& items
) {
  if (shape.group.empty() || group) {
    // A status that nobody knows stays, for `check` to tell.
    const bool has_none =
        group && (Typed::attribute(*group, "status").empty() || !refusal_of(group).empty());
    if (has_none && !items.empty()) to.typed.set_attribute(*group, "status", "listed");
    for (const Item& item : items) {
      Writer piece;
      write_item(piece, item, to.facts.source_ids);
      to.typed.add(group ? *group : to.typed.root(), shape.element, piece.take());
    }
    return;
  }
  for (const List& list : lists) {
    Writer piece;
    if (list.kind == shape.kind &&
        write_list(piece, list.element, items, to.facts.*list.statement, to.facts.source_ids))
      to.typed.add(to.typed.root(), list.element, piece.take());
  }
}

/// One chart says that there are none, and somebody typed some.
void meet_statement(Adding& to, const Shape& shape, const std::vector<Known>& known) {
  for (const List& list : lists) {
    if (list.kind != shape.kind || (to.facts.*list.statement).says != Empty::none) continue;
    const Meeting about{"section." + std::string{shape.group}, "", "field.list", "", ""};
    if (!known.empty()) to.differs(about, "none", known.front().name);
  }
}

std::vector<Item> add_kind(Adding& to, const Shape& shape) {
  const auto group = shape.group.empty() ? std::nullopt : to.typed.root().child(shape.group);
  const std::string refusal = refusal_of(group);
  const auto known = known_of(to, shape);
  const auto items = items_of(to.facts, shape.kind);
  const auto match = matched(items, known, *to.chart.budget);
  std::vector<Item> added;
  for (std::size_t i = 0; i < items.size(); ++i) {
    Item item = items[i];
    if (match[i]) {
      meet(to, known[*match[i]], item);
      tell(to, item, Outcome::merged, "typed-already");
      item.sensitive.clear();  // nothing of it was written
      if (!item.doubts.empty() && to.any_new(item)) to.facts.met.push_back(std::move(item));
    } else if (!to.any_new(item)) {
      tell(to, item, Outcome::merged, "read-before");
    } else if (!refusal.empty() && !to.is_asked) {
      const Meeting about{"section." + std::string{shape.group}, "", "field.list", "", ""};
      to.differs(about, item.name, refusal);
      tell(to, item, Outcome::left_out, "typed-none");
    } else {
      if (refusal == "none") item.doubt("case-none");
      doubt_strength(item, known);
      added.push_back(std::move(item));
    }
  }
  for (std::size_t k = 0; shape.kind == Section::medications && k < known.size(); ++k) {
    if (std::ranges::find(match, std::optional{k}) == match.end()) tell_not_in_newest(to, known[k]);
  }
  write_new(to, shape, group, added);
  meet_statement(to, shape, known);
  return added;
}

}  // namespace

void add_items(Adding& to) {
  std::vector<Item> added;
  for (const Shape& shape : shapes) {
    for (Item& item : add_kind(to, shape)) added.push_back(std::move(item));
  }
  to.facts.items = std::move(added);
}

}  // namespace engine::chart::into
