// What a record holds besides, and no reader has asked for: it stands in the line of what became of
// the record. What is not told is listed here, and why.

#include "engine/base/fold.hpp"
#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/fhir/members.hpp"
#include "engine/chart/line_words.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace engine::chart::fhir {

namespace {

/// Whether two texts have a word in common that tells something.
bool share_word(const std::string& one, const std::string& other) {
  constexpr std::size_t shortest = 4;
  const std::string small = lowered(other);
  for (const std::string_view word : words_of(one)) {
    const std::string plain = folded(word);
    if (plain.size() >= shortest && folded(small).find(plain) != std::string::npos) return true;
  }
  return false;
}

/// The one of a list that came in an entry; they stand in the order in which they were met.
template <typename All>
auto* of_entry(const All& all, std::size_t entry) {
  const auto found = std::ranges::lower_bound(all, entry, {}, &All::value_type::entry);
  return found == all.end() || found->entry != entry ? nullptr : &*found;
}

/// Words with a name, and nothing else.
bool is_concept(const Value& value) {
  constexpr std::string_view members[] = {"coding", "text", "id", "extension", "_text"};
  return value["coding"] || (value["text"] && std::ranges::all_of(value.names(), [&](auto& name) {
                               return is_in(name, members);
                             }));
}

/// Goes through one record.
class Rest {
 public:
  Rest(
      const Value& resource,
      std::pair<std::size_t, std::size_t> became,
      SourceWords& words,
      const Reading& to
  )
      : resource_{resource}, first_{became.first}, to_{to}, words_{words} {
    for (std::size_t i = became.first; i < became.second; ++i) add_line(i);
  }

  void read() {
    if (lines_.empty()) return;
    look_inside(resource_, main_line(), "", 0);
    if (unlined_.empty()) return;
    to_.chart.not_read.push_back(
        {to_.chart.sources[to_.source].file,
         "text-not-read",
         label_of(resource_, to_) + ": " + joined(unlined_, " · ")}
    );
  }

 private:
  const Chart& chart() const { return to_.chart; }
  Found& found(std::size_t line) { return to_.chart.found[first_ + line]; }
  const Found& found(std::size_t line) const { return to_.chart.found[first_ + line]; }

  void add_line(std::size_t entry) {
    const Found& one = chart().found[entry];
    LineWords& line = lines_.emplace_back(one);
    line.add("active completed confirmed ordered community ambulatory outpatient problem");
    if (one.section == Section::problems || one.section == Section::allergies)
      line.add("recurrence relapse inactive remission resolved unconfirmed provisional refuted");
    if (one.section == Section::medications) line.add("continuous " + one.item.status);
    if (one.section == Section::results) line.add("laboratory vital signs");
    if (one.section == Section::visits) line.add("primary performer attender participant");
    if (one.section != Section::people && one.section != Section::insurance) return;
    line.add("healthcare provider hospital payer insurance company self");
    line.add("longitudinal care coordination focused episode condition event clinical team");
    if (const auto* provider = of_entry(chart().providers, entry)) line.add(*provider);
    if (const auto* contact = of_entry(chart().contacts, entry)) line.add(*contact);
    if (const auto* coverage = of_entry(chart().coverages, entry)) line.add(*coverage);
    if (const auto* person = of_entry(chart().people, entry)) line.add(*person);
  }

  /// The line of what the record is about.
  std::size_t main_line() const {
    for (const Outcome wanted : {Outcome::taken, Outcome::negated, Outcome::left_out}) {
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (found(i).outcome == wanted && of_entry(chart().contacts, first_ + i) == nullptr)
          return i;
      }
    }
    return lines_.size() - 1;
  }

  /// Whose words the members of a part are: of an illness of several, of somebody to call.
  std::size_t line_of(const Value& part, std::size_t around) {
    if (lines_.size() == 1) return 0;
    std::string name = choose(candidates_of(part["code"])).name;
    if (name.empty()) name = name_of(part["name"]).whole();
    if (name.empty()) return around;
    if (by_name_.empty()) index_names();
    if (const auto found = by_name_.find(folded(name)); found != by_name_.end())
      return found->second;
    for (std::size_t i = 0; i < lines_.size() && lines_.size() <= most_compared; ++i) {
      if (lines_[i].say(name)) return i;
    }
    return around;
  }
  void index_names() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      for (const std::string& name : found(i).item.all_names()) by_name_.emplace(folded(name), i);
      by_name_.emplace(folded(found(i).what), i);
    }
  }

  void tell(std::size_t line, std::string_view how, std::string words) {
    words = collapsed(words);
    const bool says_nothing = is_placeholder(words) && std::ranges::none_of(words, is_digit);
    if (words.empty() || says_nothing || lines_[line].say(words)) return;
    Found& one = found(line);
    if (one.outcome == Outcome::none || (is_of_somebody_ && words_.people.words.say(words))) return;
    if (one.outcome == Outcome::merged && is_said_elsewhere(words)) return;
    lines_[line].add(words);
    if (one.outcome == Outcome::merged)
      unlined_.push_back(std::move(words));
    else
      one.beside.push_back({std::string{how}, std::move(words)});
  }
  /// A record that is a part of others has its words in their lines.
  bool is_said_elsewhere(const std::string& words) {
    if (!words_.all) {
      words_.all.emplace(words_.people.words);
      for (const Found& one : chart().found) {
        if (one.source == to_.source && one.outcome != Outcome::merged) words_.all->add(one);
      }
    }
    return words_.all->say(words);
  }
  void tell_with_label(std::size_t line, const std::string& label, std::string words) {
    if (words.empty() || lines_[line].say(words)) return;
    const bool has_label = !label.empty() && !contains_but_case(words, label);
    tell(line, "with", has_label ? label + ": " + words : std::move(words));
  }

  /// Whether a name of a thing is only another one of the same: "Glucose [Mass/volume] in Serum"
  /// beside "Glucose".
  bool is_name_again(std::size_t line, std::string_view name, const std::string& words) const {
    const Section section = found(line).section;
    const bool is_result = section == Section::results || section == Section::vitals;
    if (name != "code" || !is_result) return false;
    return share_word(words, found(line).what) ||
           std::ranges::any_of(found(line).beside, [&](const Beside& one) {
             return share_word(words, one.words);
           });
  }

  void tell_names(
      std::size_t line, std::string_view name, const Value& coded, const std::string& of
  ) {
    const std::string_view how = name == "priority" ? "priority" : "with";
    for (const Value* coding : coded.each("coding")) {
      // A word of HL7's own list and its name: "vital-signs", "Vital Signs".
      KnownWords code;
      code.add(coding->text("code"));
      const std::string& shown = coding->text("display");
      const bool is_word = contains_but_case(coding->text("system"), "hl7.org");
      if (is_word && code.cover(shown)) lines_[line].add(shown);
    }
    for (const Candidate& one : candidates_of(coded)) {
      std::string words = tidy(one.text);
      if (is_name_again(line, name, words)) continue;
      if (how == "with")
        tell_with_label(line, of, std::move(words));
      else
        tell(line, how, std::move(words));
    }
  }

  /// A record that is in the file, too, says itself what it is.
  bool has_line_of_its_own(const Value& target, const Value& reference) const {
    constexpr std::string_view parts[] = {"Medication", "Location", "Substance"};
    return target && !is_inside(reference) && !is_in(target.text("resourceType"), parts);
  }
  static bool is_inside(const Value& reference) {
    return reference.text("reference").starts_with('#');
  }
  bool is_the_person(const std::string& who) const {
    return std::ranges::any_of(chart().people, [&](const Person& person) {
      return std::ranges::any_of(person.names, [&](const PersonName& name) {
        return same_but_case(name.whole(), who);
      });
    });
  }

  void tell_reference(
      std::size_t line,
      std::string_view name,
      const Value& reference,
      const std::string& of,
      int depth
  ) {
    const Value& target = to_.index.referred(reference, resource_);
    if (has_line_of_its_own(target, reference)) return;
    constexpr std::string_view doers[] = {"actor", "performer", "individual", "resultsInterpreter"};
    const std::string_view how = name == "location"       ? "at"
                                 : name == "manufacturer" ? "made-by"
                                 : is_in(name, doers)     ? "by"
                                                          : "with";
    std::string shown = tidy(reference.text("display"));
    if (shown.empty() && target.text("resourceType") == "Location")
      shown = collapsed(target.text("name"));
    // Who cared for somebody stands among the people; who did an operation beside it, too.
    const Section section = found(line).section;
    const bool is_by = how == "by" && section == Section::procedures;
    const bool is_known = !is_by && words_.people.words.say(shown);
    if (!is_known && !is_the_person(shown)) {
      if (how == "with")
        tell_with_label(line, of, shown);
      else
        tell(line, how, shown);
    }
    const std::string& type = target.text("resourceType");
    if (!target || type == "Patient" || (type == "Location" && !is_inside(reference))) return;
    // Once: one may lead to itself.
    if (!looked_into_.insert(&target).second) return;
    constexpr std::string_view of_people[] = {
        "Practitioner", "PractitionerRole", "Organization", "Location", "RelatedPerson"};
    const bool before = std::exchange(is_of_somebody_, is_in(type, of_people));
    look_inside(target, line, "", depth + 1);
    is_of_somebody_ = before;
  }

  void tell_lost_day(std::size_t line, const std::string& text) {
    Found& one = found(line);
    if (one.outcome == Outcome::taken && one.section == one.item.kind)
      one.item.doubt("unreadable-day", text);
    else
      tell(line, "unreadable-day", text);
  }
  void tell_day(std::size_t line, std::string_view name, const std::string& text) {
    if (is_lost_day(text)) return tell_lost_day(line, text);
    if (is_in(name, of_paper)) return;
    const auto day = date_in(text);
    if (!day || lines_[line].say(day->iso())) return;
    const std::string_view how = name == "start" || name == "startDate"                 ? "since"
                                 : name == "end" || name == "abatementDateTime"         ? "until"
                                 : name == "deceasedDateTime" || name == "deceasedDate" ? "died"
                                 : name == "bornDate"                                   ? "born"
                                                                                        : "dated";
    tell(line, how, day->iso());
  }

  /// A word of a list of FHIR that is worth a word: how soon, and how it stands with a plan.
  void tell_code(std::size_t line, std::string_view name, const std::string& text) {
    const Found& one = found(line);
    const bool is_state = name == "status" || name == "lifecycleStatus";
    if (!is_state || one.section != Section::plans || one.outcome != Outcome::left_out) return;
    std::string words = text;
    std::ranges::replace(words, '-', ' ');
    tell(line, "with", std::move(words));
  }

  void tell_text(
      std::size_t line, std::string_view name, const std::string& text, const std::string& of
  ) {
    if (is_in(name, codes_of_fhir)) return tell_code(line, name, text);
    if (name == "doNotPerform" && text == "true") return tell(line, "not-to-do", of);
    if (text == "true" || text == "false") return;
    if (is_day(name, text)) return tell_day(line, name, text);
    if (is_number(text))
      return tell_with_label(line, of.empty() ? words_of_member(name) : of, text);
    const bool is_address =
        text.find(' ') == text.npos && (text.starts_with("http") || text.starts_with("urn:"));
    if (is_address) return;
    if (name == "priority" && text == "routine") return;
    const std::string_view how = name == "lotNumber"      ? "lot"
                                 : name == "manufacturer" ? "made-by"
                                 : name == "priority"     ? "priority"
                                                          : "with";
    if (how == "with" && name.ends_with("Number"))
      tell_with_label(line, words_of_member(name), text);
    else if (how == "with" && name != "text" && name != "display")
      tell_with_label(line, of, tidy(text));
    else
      tell(line, how, tidy(text));
  }

  void tell_telecom(std::size_t line, const Value& telecom) {
    if (is_of_offices(telecom) || telecom.text("use") == "old") return;
    const auto read = telecom_in(telecom.text("value"));
    tell(line, "with", read ? read->value : telecom.text("value"));
    if (const std::string& whole = telecom.text("value"); read && !lines_[line].say(whole))
      tell(line, "with", whole);
  }

  void tell_address(std::size_t line, const Value& address) {
    const Address one = address_of(address);
    std::vector<std::string> parts = one.lines;
    for (const std::string& part :
         {one.city,
          collapsed(address.text("district")),
          one.state,
          one.postal_code,
          one.country,
          collapsed(address.text("text"))}) {
      if (!part.empty()) parts.push_back(part);
    }
    std::erase_if(parts, [&](const std::string& part) { return lines_[line].say(part); });
    tell(line, "with", joined(parts, ", "));
  }

  void tell_name(std::size_t line, const Value& name) {
    tell(line, "with", name_of(name).whole());
    tell(line, "with", name.text("text"));
  }

  /// How often, of what is not taken.
  void tell_timing(std::size_t line, const Value& timing) {
    tell_names(line, "timing", timing["code"], "");
    const Value& repeat = timing["repeat"];
    const std::string often = collapsed(
        repeat.text("frequency") + (repeat["frequency"] ? " × " : "") + repeat.text("period") +
        ' ' + repeat.text("periodUnit")
    );
    tell(line, "how-often", often);
    look(repeat["boundsPeriod"], "boundsPeriod", line, "", 1);
  }

  void look(
      const Value& value, std::string_view name, std::size_t line, const std::string& of, int depth
  ) {
    constexpr int deepest = 40;
    const bool is_code =
        (name == "version" || name == "code") && !value.is_object() && !value.is_list();
    if (is_in(name, not_told) || is_code || name.starts_with('_') || depth > deepest) return;
    if (value.is_list()) {
      for (const Value* one : value.each()) look(*one, name, line, of, depth);
      return;
    }
    if (!value.is_object()) return tell_text(line, name, value.text(), of);
    const bool is_taken = found(line).outcome == Outcome::taken;
    if (found(line).section == Section::medications && is_taken && is_in(name, of_pharmacy)) return;
    if (name == "telecom" || (name == "contact" && value["value"]))
      return tell_telecom(line, value);
    if (name == "address") return tell_address(line, value);
    // A language that is known by its code is taken.
    if (name == "communication" && !language_in(code_of(value["language"])).empty()) return;
    if (name == "name") return tell_name(line, value);
    if (name.ends_with("iming")) return tell_timing(line, value);
    if (name == "extension" || name == "modifierExtension")
      return look_at_extension(value, line, depth);
    if (is_concept(value)) return tell_names(line, name, value, of);
    const bool is_coding = value["system"] && value["code"];
    if (is_coding && !value["value"]) return tell_text(line, "display", value.text("display"), of);
    if (value["reference"] || (value["display"] && !value["system"]))
      return tell_reference(line, name, value, of, depth);
    if (const std::string words = amount_in(value); !words.empty()) {
      if (name == "doseQuantity") return tell(line, "dose", words);
      return tell_with_label(line, of.empty() ? words_of_member(name) : of, words);
    }
    look_inside(value, line_of(value, line), of, depth + 1);
  }

  /// The members of a record, or of a part of it; what the part is called stands before its
  /// numbers.
  void look_inside(const Value& part, std::size_t line, std::string of, int depth) {
    for (const std::string_view name : {"code", "measure", "type"}) {
      if (std::string label = choose(candidates_of(part[name])).name; depth > 0 && !label.empty()) {
        of = std::move(label);
        break;
      }
    }
    // The numbers first: then the name that stands before them is said.
    for (const bool is_amount : {true, false}) {
      for (std::size_t i = 0; i < part.members().size(); ++i) {
        const std::string& name = part.names()[i];
        const Value& member = part.members()[i];
        if (!is_left_out(part, name) && has_amount(member) == is_amount)
          look(member, name, line, of, depth);
      }
    }
  }
  static bool has_amount(const Value& member) {
    return member.is_object() ? !amount_in(member).empty() : is_number(member.text());
  }
  /// The text of a record is made for people out of the same words.
  static bool is_left_out(const Value& part, std::string_view name) {
    const bool is_record = static_cast<bool>(part["resourceType"]);
    const bool is_of_person = part.text("resourceType") == "Patient";
    return (is_record && (name == "text" || name == "language")) ||
           (is_of_person && is_in(name, personal));
  }

  /// What a system adds to FHIR: its words and amounts.
  void look_at_extension(const Value& extension, std::size_t line, int depth) {
    constexpr std::string_view told[] = {
        "valueString",
        "valueMarkdown",
        "valueCodeableConcept",
        "valueCoding",
        "valueQuantity",
        "valueRange",
        "valueRatio",
        "valueAnnotation",
        "valueReference"};
    std::string_view url = extension.text("url");
    url.remove_prefix(std::min(url.size(), url.rfind('/') + 1));
    if (std::ranges::any_of(personal_extensions, [&](auto end) { return url.ends_with(end); }))
      return;
    std::string label{url};
    std::ranges::replace(label, '-', ' ');
    for (std::size_t i = 0; i < extension.members().size(); ++i) {
      const std::string& name = extension.names()[i];
      const Value& member = extension.members()[i];
      if (name == "extension") look(member, name, line, "", depth + 1);
      if (!is_in(name, told)) continue;
      look(member, name, line, name == "valueQuantity" ? label : "", depth + 1);
    }
  }

  const Value& resource_;
  std::size_t first_;
  const Reading& to_;
  SourceWords& words_;
  std::set<const Value*> looked_into_;
  bool is_of_somebody_ = false;  ///< a doctor, or an office, who stands inside the record
  std::vector<LineWords> lines_;
  static constexpr std::size_t most_compared = 8;
  std::unordered_map<std::string, std::size_t> by_name_;  ///< of the lines
  std::vector<std::string> unlined_;  ///< of a record that has no line of its own
};

}  // namespace

void tell_rest(
    const Value& resource,
    std::pair<std::size_t, std::size_t> became,
    SourceWords& words,
    const Reading& to
) {
  // Those tell themselves what is in them, or are for computers, or a bill.
  constexpr std::string_view types[] = {
      "Composition", "List", "Provenance", "OperationOutcome", "Binary", "Bundle"};
  constexpr std::string_view places[] = {"Location", "HealthcareService", "Endpoint"};
  const std::string& type = resource.text("resourceType");
  const bool is_of_nobody = is_in(type, places) && !to.circle.has(resource);
  if (is_in(type, types) || is_of_nobody) return;
  constexpr std::string_view reasons[] = {"somebody-else", "named-by-nothing", "resource-not-read"};
  for (std::size_t i = became.first; i < became.second; ++i) {
    const Found& found = to.chart.found[i];
    if (found.section == Section::claims || is_in(found.why, reasons)) return;
  }
  Rest{resource, became, words, to}.read();
}

}  // namespace engine::chart::fhir
