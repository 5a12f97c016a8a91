// What an entry holds besides, and no reader has asked for: it stands in the line of what became of
// the entry. What is not told is listed here, and why.

#include "engine/base/fold.hpp"
#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/line_words.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace engine::chart::c_cda {

namespace {

/// Elements that say nothing of what somebody has: numbers and forms for computers, who wrote it
/// and when (those are among the people), the sex of a relative whose name says it, and what the
/// account of outcomes tells.
constexpr std::string_view not_told[] = {
    "templateId",
    "id",
    "statusCode",
    "author",
    "informant",
    "custodian",
    "realmCode",
    "typeId",
    "languageCode",
    "confidentialityCode",
    "administrativeGenderCode",
    "seperatableInd",
    "independentInd",
    "negationInd"};

/// Codes of what an act or an observation is for the computer: a concern, a comment, a list. What
/// is in it is told.
constexpr std::array<std::string_view, 24> labels{
    "CONC",      "48765-2",   "48768-6",   "10183-2",   "10160-0", "75311-1",
    "11535-2",   "29308-4",   "48767-8",   "422037009", "76662-6", "ASSERTION",
    "416118004", "33999-4",   "445518008", "412307009", "77301-0", "103709008",
    "75310-3",   "362956003", "171044003", "46241-6",   "85847-2", "86744-0"};

constexpr std::string_view statements[] = {
    "act",
    "procedure",
    "observation",
    "substanceAdministration",
    "supply",
    "encounter",
    "organizer"};

bool is_one_of(const El& element, std::span<const std::string_view> names) {
  return std::ranges::find(names, element.name()) != names.end();
}

std::string without_route(std::string words) {
  constexpr std::string_view of_list = " route of administration";  // the NCI Thesaurus ends so
  if (lowered(words).ends_with(of_list)) words.erase(words.size() - of_list.size());
  return words;
}

/// Goes through one entry.
class Rest {
 public:
  Rest(std::size_t first, std::size_t end, Section kind, const Reading& reading)
      : to_{reading}, people_{reading.people->words}, first_{first}, kind_{kind} {
    for (std::size_t i = first; i < end; ++i) {
      const Found& found = to_.chart.found[i];
      lines_.emplace_back(found);
      LineWords& line = lines_.back();
      line.add("yr year years with active completed device");
      if (found.item.status == "resolved" || found.item.status == "stopped")
        line.add("resolved inactive ended stopped");
      if (found.section != Section::people) continue;
      // They stand in the order in which they were met.
      const auto& all = to_.chart.providers;
      const auto one = std::ranges::lower_bound(all, i, {}, &Provider::entry);
      if (one != all.end() && one->entry == i) line.add(*one);
    }
    if (lines_.size() > most_compared) index_names();
  }

  void read(const El& entry) {
    if (!lines_.empty()) look_into(entry, main_line(), 0, true);
  }

 private:
  /// The lines of an entry by what they are called, where they are many.
  void index_names() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Found& found = to_.chart.found[first_ + i];
      for (const std::string& name : found.item.all_names()) by_name_.emplace(folded(name), i);
      by_name_.emplace(folded(found.what.substr(0, found.what.find(" ("))), i);
    }
  }

  /// The line of what the entry is about: what was taken, where something stands beside it.
  std::size_t main_line() const {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Found& found = to_.chart.found[first_ + i];
      if (found.outcome == Outcome::taken && found.section == kind_) return i;
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (to_.chart.found[first_ + i].section == kind_) return i;
    }
    return 0;
  }

  /// The line that has both names of an observation: "Bathing: Independent" and not "Independent
  /// walking". Nothing where none has.
  std::optional<std::size_t> line_of_both(const El& statement, std::size_t around) const {
    const std::string what = choose(candidates_of(statement.child("code"), to_.pages)).name;
    const std::string found = choose(candidates_of(statement.child("value"), to_.pages)).name;
    const bool says_nothing = LineWords{}.say(what) || LineWords{}.say(found);
    if (!by_name_.empty() || what.empty() || found.empty() || says_nothing) return std::nullopt;
    const auto has_both = [&](std::size_t i) {
      return lines_[i].say(what) && lines_[i].say(found);
    };
    if (has_both(around)) return around;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (has_both(i)) return i;
    }
    return std::nullopt;
  }

  /// Who the words of a statement belong to: the line that has its name, else that of what it
  /// stands in.
  std::size_t line_of(const El& statement, std::size_t around) const {
    if (lines_.size() == 1) return 0;
    const El material = statement.at("consumable/manufacturedProduct/manufacturedMaterial/code");
    const El device = statement.at("participant/participantRole/playingDevice/code");
    const El own = statement.is("supply") ? device : El{};
    if (const auto both = line_of_both(statement, around)) return *both;
    for (const El& coded : {material, own, statement.child("value"), statement.child("code")}) {
      const std::string name = choose(candidates_of(coded, to_.pages)).name;
      if (name.empty()) continue;
      if (!by_name_.empty()) {
        const auto found = by_name_.find(folded(name));
        if (found != by_name_.end()) return found->second;
        continue;
      }
      // "Status" is the name of nothing.
      if (LineWords{}.say(name)) continue;
      const auto is_taken = [&](std::size_t i) {
        return to_.chart.found[first_ + i].outcome == Outcome::taken;
      };
      if (is_taken(around) && lines_[around].say(name)) return around;
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (is_taken(i) && lines_[i].say(name)) return i;
      }
      if (lines_[around].say(name)) return around;
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (lines_[i].say(name)) return i;
      }
    }
    return around;
  }

  Found& found(std::size_t line) { return to_.chart.found[first_ + line]; }

  void tell(std::size_t line, std::string_view how, std::string words) {
    words = beginning_of(collapsed(words));
    if (words.empty() || is_placeholder_here(words) || lines_[line].say(words)) return;
    if (found(line).outcome == Outcome::none) return;
    lines_[line].add(words);
    found(line).beside.push_back({std::string{how}, std::move(words)});
  }
  static bool is_placeholder_here(const std::string& words) {
    return is_placeholder(words) && std::ranges::none_of(words, is_digit);
  }

  void tell_names(std::size_t line, std::string_view how, const El& coded) {
    for (const Candidate& one : candidates_of(coded, to_.pages))
      tell(line, how, without_route(tidy(one.text)));
    for (const El& qualifier : coded.children("qualifier")) {
      tell(line, how, std::string{qualifier.child("value").attribute("displayName")});
      tell_names(line, how, qualifier.child("value"));
    }
  }

  /// A value with its label: "Age at onset: 57 yr".
  void tell_value(std::size_t line, const El& statement, std::string_view how) {
    const std::string label = choose(candidates_of(statement.child("code"), to_.pages)).name;
    for (const El& value : statement.children("value")) {
      const std::string words = value_in_words(value);
      if (words.empty() || lines_[line].say(words)) continue;
      const bool has_label = !label.empty() && !contains_but_case(words, label) &&
                             !has_code(statement.child("code"), labels);
      tell(line, how, has_label ? label + ": " + words : words);
    }
    for (const El& value : statement.children("value")) tell_names(line, how, value);
  }
  std::string value_in_words(const El& value) const {
    std::string words = amount_in(value);
    if (words.empty()) words = choose(candidates_of(value, to_.pages)).name;
    if (words.empty()) words = value.text();
    return words;
  }

  /// A day that the line has not: of a concern since when it is listed, else the day of what it is
  /// of.
  void tell_days(std::size_t line, const El& time, const std::string& of, bool is_concern) {
    for (const std::string_view part : {"", "low", "high", "center"}) {
      const El at = part.empty() ? time : time.child(part);
      const std::string_view value = at.attribute("value");
      if (is_lost_day(value)) {
        tell(
            line,
            "unreadable-day",
            of.empty() ? std::string{value} : std::string{value} + " (" + of + ')'
        );
        if (!of.empty()) continue;
      }
      const auto day = date_in(value);
      if (!day || lines_[line].say(day->iso())) continue;
      const bool is_one_day =
          part.empty() || part == "center" ||
          time.child("low").attribute("value") == time.child("high").attribute("value");
      const bool is_end = part == "high" && !is_one_day;
      const std::string_view how = is_concern   ? (is_end ? "listed-until" : "listed-since")
                                   : is_one_day ? "dated"
                                   : is_end     ? "until"
                                                : "since";
      if (is_concern || of.empty())
        tell(line, how, day->iso());
      else
        tell(line, "with", of + " (" + day->iso() + ')');
    }
  }

  void tell_material(std::size_t line, const El& product) {
    for (const std::string_view path : {"manufacturedMaterial", "manufacturedLabeledDrug"}) {
      const El material = product.child(path);
      tell_names(line, "with", material.child("code"));
      tell(line, "with", material.child("name").text());
      tell(line, "lot", material.child("lotNumberText").text());
    }
    tell(line, "made-by", product.at("manufacturerOrganization/name").text());
  }

  /// Who did something, or is to: by name in the line; where they are, if no list of people has it.
  void tell_person(std::size_t line, std::string_view how, const El& role) {
    El person;
    for (const std::string_view name :
         {"assignedPerson", "playingEntity", "associatedPerson", "relatedPerson"}) {
      if (!person) person = role.child(name);
    }
    El office;
    for (const std::string_view name : {"representedOrganization", "scopingEntity"}) {
      if (!office) office = role.child(name);
    }
    std::string who = name_of(person.child("name")).whole();
    if (who.empty()) who = office.child("name").text();
    if (who.empty()) who = office.child("desc").text();
    std::string where;
    for (const El& of : {role, office}) {
      for (const std::string& words :
           {place_in_words(address_of(of.child("addr")), {}), ways_to(of)})
        where += (where.empty() || words.empty() ? "" : ", ") + words;
    }
    const bool is_known = where.empty() || people_.say(where) || lines_[line].say(where);
    if (!is_known) who += (who.empty() ? "" : ", ") + where;
    if (!is_the_person(who)) tell(line, how, who);
  }
  bool is_the_person(const std::string& who) const {
    return std::ranges::any_of(to_.chart.people, [&](const Person& person) {
      return std::ranges::any_of(person.names, [&](const PersonName& name) {
        return same_but_case(name.whole(), who);
      });
    });
  }
  static std::string ways_to(const El& owner) {
    std::string all;
    for (const Telecom& one : telecoms_of(owner)) all += (all.empty() ? "" : ", ") + one.value;
    return all;
  }

  void tell_participant(std::size_t line, const El& participant) {
    const El role = participant.child("participantRole");
    const El entity = role.child("playingEntity");
    const bool is_place = participant.attribute("typeCode") == "LOC";
    const std::string_view how = is_place ? "at" : "with";
    tell_names(line, how, entity.child("code"));
    const El device = role.at("playingDevice/code");
    const std::string called = choose(candidates_of(device, to_.pages)).name;
    const bool has_line =
        by_name_.empty()
            ? std::ranges::any_of(lines_, [&](const auto& one) { return one.say(called); })
            : by_name_.contains(folded(called));
    if (!has_line) tell_names(line, "with", device);
    // The taxonomy of providers puts a group before the field.
    std::string part = tidy(role.child("code").attribute("displayName"));
    if (const auto group = part.find("; "); group != part.npos) part.erase(0, group + 2);
    if (!has_code(role.child("code"), labels) && !people_.say(part)) tell(line, how, part);
    tell_person(line, how, role);
    const std::string name = name_of(entity.child("name")).whole();
    tell_days(line, participant.child("time"), name, false);
    if (const El born = child_named(entity, "birthTime"); born && !is_of_person(born))
      tell_days(line, born, name, false);
  }
  static El child_named(const El& owner, std::string_view name) {
    for (const El& one : owner.children()) {
      if (one.name() == name) return one;
    }
    return {};
  }
  bool is_of_person(const El& born) const {
    const auto day = date_in(born.attribute("value"));
    return std::ranges::any_of(to_.chart.people, [&](const Person& person) {
      return day && person.born && *day == *person.born;
    });
  }

  void tell_subject(std::size_t line, const El& related) {
    tell_names(line, "with", related.child("code"));
    for (const El& one : related.child("subject").children()) {
      const auto day = date_in(one.attribute("value"));
      if (!day || lines_[line].say(day->iso())) continue;
      if (one.name() == "birthTime") tell(line, "born", day->iso());
      if (one.name() == "deceasedTime") tell(line, "died", day->iso());
    }
  }

  /// Amounts: how much of a medicine, how many of a thing, how often it may be fetched.
  void tell_amount(std::size_t line, const El& amount, bool is_supply) {
    // What was ordered of a medicine that is taken stands with the pharmacy.
    const bool is_told = is_supply && found(line).outcome == Outcome::taken;
    std::string words = amount_in(amount);
    const std::string number = amount_in(amount.child("numerator"));
    const std::string per = amount_in(amount.child("denominator"));
    if (words.empty() && !number.empty()) words = per.empty() ? number : number + " / " + per;
    if (is_told || words.empty()) return;
    if (amount.is("repeatNumber")) {
      // Of an order how many times in all, the first one too; of what was handed out which of them.
      const bool is_order = amount.parent().attribute("moodCode") != "EVN";
      if (is_supply) found(line).beside.push_back({is_order ? "fills" : "fill-number", words});
      return;
    }
    const bool is_counted = found(line).what.find("× " + words) != std::string::npos;
    if (is_supply && !is_counted)
      found(line).beside.push_back({"amount", words});
    else if (is_supply)
      return;
    else
      tell(line, "dose", words);
  }

  void tell_timing(std::size_t line, const El& time) {
    if (found(line).outcome == Outcome::taken) return;  // it is taken as it stands
    tell(line, "how-often", amount_in(time.child("period")));
    tell(line, "how-often", std::string{time.child("event").attribute("displayName")});
  }

  void look_at(const El& statement, std::size_t line, const std::string& of, bool is_first) {
    const bool has_value = static_cast<bool>(statement.child("value"));
    const bool is_allergy = statement.has_template("2.16.840.1.113883.10.20.22.4.7");
    const bool is_nested_denial = !is_first && statement.attribute("negationInd") == "true" &&
                                  found(line).outcome != Outcome::negated;
    const std::string_view how = is_nested_denial ? "not-so" : "with";
    if (has_value && !is_allergy) tell_value(line, statement, how);
    const std::string text = statement.child("text").own_text();
    if (!has_value && !has_code(statement.child("code"), labels))
      tell_names(line, how, statement.child("code"));
    tell(line, how, text);
    const bool is_concern = statement.is("act") && has_code(statement.child("code"), labels);
    for (const El& child : statement.children()) {
      if (is_one_of(child, not_told) || child.is("code") || child.is("value") || child.is("text"))
        continue;
      if (child.is("effectiveTime") && (child.child("period") || child.child("event")))
        tell_timing(line, child);
      else if (child.is("effectiveTime"))
        tell_days(line, child, is_first ? std::string{} : of, is_concern);
      else if (child.name().ends_with("Quantity") || child.is("quantity") || child.is("repeatNumber"))
        tell_amount(line, child, statement.is("supply"));
      else if (child.is("consumable") || child.is("product"))
        tell_material(line, child.child("manufacturedProduct"));
      else if (child.is("performer"))
        tell_performer(line, child);
      else if (child.is("participant"))
        tell_participant(line, child);
      else if (child.is("subject"))
        tell_subject(line, child.child("relatedSubject"));
      else if (child.is("specimen"))
        tell_names(line, "with", child.at("specimenRole/specimenPlayingEntity/code"));
      else if (child.is("precondition"))
        tell_names(line, "with", child.at("criterion/value"));
      else if (child.is("reference"))
        tell_names(line, "with", child.at("externalDocument/code"));
      else if (child.is("priorityCode"))
        tell_names(line, "priority", child);
      else if (!child.attribute("displayName").empty() || child.child("originalText"))
        tell_names(line, "with", child);
    }
  }

  void tell_performer(std::size_t line, const El& performer) {
    const El entity = performer.child("assignedEntity");
    // Of a plan and of a team those are the thing itself.
    const Section section = found(line).section;
    const bool is_it = section == Section::insurance || section == Section::people;
    tell_person(line, is_it ? "with" : "by", entity);
    tell_days(line, performer.child("time"), "", false);
  }

  void look_into(const El& element, std::size_t line, int depth, bool is_first) {
    constexpr int deepest = 40;
    if (depth > deepest) return;
    for (const El& child : element.children()) {
      if (is_one_of(child, not_told)) continue;
      if (!is_one_of(child, statements)) {
        const bool is_around = child.is("entryRelationship") || child.is("component");
        if (is_around) look_into(child, line, depth + 1, is_first);
        continue;
      }
      // Told as a comment; and what somebody is told of what was not done is no part of it.
      const bool is_told =
          child.has_template(instruction_template) && found(line).outcome == Outcome::negated;
      if (child.child("code").attribute("code") == comment_code || is_told) continue;
      const std::size_t own = line_of(child, line);
      const std::string name = name_of_statement(child);
      look_at(child, own, name, is_first || own != line);
      const bool is_main = child.is("act") && has_code(child.child("code"), labels);
      look_into(child, own, depth + 1, is_first && (is_main || child.is("organizer")));
    }
  }
  std::string name_of_statement(const El& statement) const {
    for (const std::string_view part : {"value", "code"}) {
      std::string name = choose(candidates_of(statement.child(part), to_.pages)).name;
      if (!name.empty()) return name;
    }
    return {};
  }

  const Reading& to_;
  const LineWords& people_;
  std::size_t first_;
  Section kind_;  ///< of the section
  std::vector<LineWords> lines_;
  static constexpr std::size_t most_compared = 8;
  std::unordered_map<std::string, std::size_t> by_name_;
};

}  // namespace

void tell_rest(
    const El& entry, std::size_t first, std::size_t end, Section kind, const Reading& to
) {
  Rest{first, end, kind, to}.read(entry);
}

}  // namespace engine::chart::c_cda
