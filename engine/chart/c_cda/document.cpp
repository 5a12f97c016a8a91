#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>

namespace engine::chart::c_cda {

namespace {

using Reader = void (*)(const El& entry, const Reading& to);

/// A section that is known by its LOINC code, or by its template where it has none.
struct Known {
  std::string_view code, root;
  Section kind;
  Reader read;           ///< nullptr: its entries are left out, by a rule
  std::string_view why;  ///< of that rule
};

constexpr std::string_view templates = "2.16.840.1.113883.10.20.22.2.";

constexpr Known sections[] = {
    {"11450-4", "5", Section::problems, read_problem, ""},
    {"11450-4", "5.1", Section::problems, read_problem, ""},
    {"11348-0", "20", Section::problems, read_problem, ""},
    {"C-CDAV2-DDN", "24", Section::problems, read_problem, ""},
    {"11535-2", "24", Section::problems, read_problem, ""},
    {"10160-0", "1", Section::medications, read_medication, ""},
    {"10160-0", "1.1", Section::medications, read_medication, ""},
    {"10183-2", "11", Section::medications, read_medication, ""},
    {"75311-1", "11", Section::medications, read_medication, ""},
    {"48765-2", "6", Section::allergies, read_allergy, ""},
    {"48765-2", "6.1", Section::allergies, read_allergy, ""},
    {"47519-4", "7", Section::procedures, read_procedure, ""},
    {"47519-4", "7.1", Section::procedures, read_procedure, ""},
    {"10157-6", "15", Section::family, read_family, ""},
    {"48768-6", "18", Section::insurance, read_coverage, ""},
    {"85847-2", "500", Section::people, read_care_team, ""},
    {"30954-2", "3.1", Section::results, nullptr, "no-paper"},
    {"11369-6", "2.1", Section::vaccines, nullptr, "no-paper"},
    {"8716-3", "4.1", Section::vitals, nullptr, "no-paper"},
    {"18776-5", "10", Section::plans, nullptr, "planned"},
    {"61146-7", "60", Section::plans, nullptr, "no-paper"},
    {"46240-8", "22", Section::visits, nullptr, "no-paper"},
    {"42349-1", "", Section::plans, nullptr, "planned"},
    {"62387-6", "21.2.3", Section::plans, read_intervention, ""},
    {"75310-3", "58", Section::plans, read_concern, ""},
    {"46264-8", "23", Section::devices, read_device, ""},
    {"42348-3", "21", Section::directives, read_directive, ""},
    {"42348-3", "21.1", Section::directives, read_directive, ""},
    {"29762-2", "17", Section::social, read_social, ""},
    {"47420-5", "14", Section::abilities, read_ability, ""},
    {"10190-7", "56", Section::abilities, read_ability, ""},
    {"61144-2", "57", Section::abilities, read_ability, ""},
    {"8709-8", "", Section::abilities, read_ability, ""},
    {"11383-7", "61", Section::abilities, read_ability, ""},
    {"29549-3", "38", Section::others, nullptr, "given-at-visit"},
    {"42346-7", "44", Section::others, nullptr, "before-admission"},
    {"42347-5", "43", Section::others, nullptr, "on-admission"},
    {"46241-6", "43", Section::others, nullptr, "on-admission"},
};

/// What systems call a section that has neither a code nor a template, in small letters: all of the
/// title, and the code it would have.
constexpr std::pair<std::string_view, std::string_view> titles[] = {
    {"active problems", "11450-4"},
    {"adverse reactions", "48765-2"},
    {"allergies", "48765-2"},
    {"allergies and adverse reactions", "48765-2"},
    {"allergies and intolerances", "48765-2"},
    {"allergies, adverse reactions, alerts", "48765-2"},
    {"allergy list", "48765-2"},
    {"care team", "85847-2"},
    {"care teams", "85847-2"},
    {"current medications", "10160-0"},
    {"encounters", "46240-8"},
    {"family history", "10157-6"},
    {"health concerns", "75310-3"},
    {"immunizations", "11369-6"},
    {"insurance", "48768-6"},
    {"insurance providers", "48768-6"},
    {"lab results", "30954-2"},
    {"medical equipment", "46264-8"},
    {"medication list", "10160-0"},
    {"medications", "10160-0"},
    {"past medical history", "11348-0"},
    {"payers", "48768-6"},
    {"plan of care", "18776-5"},
    {"plan of treatment", "18776-5"},
    {"problem list", "11450-4"},
    {"problems", "11450-4"},
    {"procedures", "47519-4"},
    {"results", "30954-2"},
    {"social history", "29762-2"},
    {"vital signs", "8716-3"},
    {"vitals", "8716-3"},
};

/// By its LOINC code, where it has none by its template, where it has neither by its title.
const Known* known(const El& section) {
  const std::string_view code = section.child("code").attribute("code");
  for (const Known& one : sections) {
    if (!code.empty() && one.code == code) return &one;
  }
  for (const Known& one : sections) {
    if (code.empty() && !one.root.empty() &&
        section.has_template(std::string{templates} + std::string{one.root}))
      return &one;
  }
  constexpr std::string_view loinc = "2.16.840.1.113883.6.1";
  const std::string_view system = section.child("code").attribute("codeSystem");
  if (!code.empty() && (system.empty() || system == loinc)) return nullptr;
  std::string title = lowered(collapsed(section.child("title").text()));
  if (title.ends_with(':')) title.pop_back();
  const auto* called = std::ranges::find(
      titles, std::string_view{title}, &std::pair<std::string_view, std::string_view>::first
  );
  if (called == std::end(titles)) return nullptr;
  return std::ranges::find(sections, called->second, &Known::code);
}

/// What an entry that is left out by a rule is called: by its own name, else by its section.
/// `with_others` adds all that the chart calls it.
std::string label_of(
    const El& entry, const std::string& title, const Pages& pages, bool with_others = false
) {
  for (const El& act : entry.children()) {
    const El coded = act.is("substanceAdministration")
                         ? act.at("consumable/manufacturedProduct/manufacturedMaterial/code")
                         : act.child("code");
    std::string name =
        with_others ? all_names_of(coded, pages) : choose(candidates_of(coded, pages)).name;
    if (!name.empty()) return name;
  }
  return title;
}

/// Why an entry of such a section says that something is not so.
std::string_view why_not(Section kind) {
  return kind == Section::plans      ? "not-to-be-done"
         : kind == Section::vaccines ? "not-given"
                                     : "not-done";
}

/// Tells an entry of a section that no paper uses. What was refused is no such thing.
void leave_out(const El& entry, const Known* one, const std::string& title, const Reading& to) {
  Section kind = one ? one->kind : Section::others;
  const auto leave = [&](Outcome outcome, std::string_view why, Plan plan) {
    to.chart.leave(to.source, kind, outcome, why, std::move(plan.name), std::move(plan.beside));
    to.chart.found.back().day = plan.day;
  };
  if (!one) return leave(Outcome::not_understood, "section-not-read", {title, {}});
  const El act = entry.children().empty() ? El{} : entry.children().front();
  if (act && leave_another(act, kind, label_of(entry, title, to.pages), to)) return;
  const bool is_plan = kind == Section::plans;
  const bool holds_more = is_plan || kind == Section::visits || kind == Section::others;
  Plan plan = holds_more ? plan_of(entry, to.pages) : Plan{};
  if (plan.name.empty()) {
    plan = {label_of(entry, title, to.pages), {}};
    if (act && kind == Section::vaccines) plan.name = with_day(std::move(plan.name), act);
    if (act && (kind == Section::results || kind == Section::vitals))
      plan = result_of(act, plan.name, to);
  }
  const bool has_row = kind != Section::results && kind != Section::vitals;
  const auto tell_row = [&] {
    if (act) tell_comments_beside(act, to);
    for (std::string& effect : effects_of(act, to.pages))
      to.chart.found.back().beside.push_back({"caused", std::move(effect)});
    // What somebody was told of a vaccine; a plan has it among its parts.
    const bool is_given =
        kind == Section::vaccines && to.chart.found.back().outcome != Outcome::negated;
    for (const El& told : is_given ? act.below("act") : std::vector<El>{}) {
      std::string words = told.has_template(instruction_template)
                              ? to.pages.text_of(told.child("text"))
                              : std::string{};
      if (!words.empty()) to.chart.found.back().beside.push_back({"with", std::move(words)});
    }
    if (act && has_row) tell_row_beside(act, {label_of(entry, "", to.pages), {}, false, false}, to);
  };
  if (act.child("statusCode").attribute("code") == "nullified")
    return leave(Outcome::negated, "mistaken", std::move(plan));
  if (act && act.attribute("negationInd") == "true") {
    const std::string label = label_of(entry, title, to.pages, true);
    leave(Outcome::negated, why_not(kind), {with_day(with_reason(label, act, to.pages), act), {}});
    return tell_row();
  }
  const std::string_view mood = act.attribute("moodCode");
  if (is_plan && mood == "EVN" && one->why == "planned") {
    // Some plans list what was done.
    to.chart.count(to.source, kind, -1);
    kind = Section::care;
    to.chart.count(to.source, kind);
    leave(Outcome::left_out, "no-paper", std::move(plan));
    return tell_row();
  }
  leave(Outcome::left_out, mood == "GOL" ? "goal" : one->why, std::move(plan));
  tell_row();
}

bool is_list(Section kind) {
  return kind == Section::problems || kind == Section::medications || kind == Section::allergies;
}

/// A title and the text below it, as far as half a page goes: who reads it may find a medicine that
/// no list has.
std::string with_text(const std::string& title, const El& section) {
  constexpr std::size_t most = 1500;
  std::string text = section.child("text").text();
  if (text.size() > most) text = text.substr(0, text.rfind(' ', most)) + " …";
  return text.empty() || title.empty() ? title + text : title + ": " + text;
}

/// Reads each entry, and tells beside what became of it whatever else it says: when all are read,
/// since one may name people that another has.
template <typename Read>
void read_entries(
    const std::vector<El>& entries, Section kind, const Reading& to, const Read& read
) {
  std::vector<std::size_t> firsts;
  for (const El& entry : entries) {
    to.chart.budget->check();
    firsts.push_back(to.chart.found.size());
    read(entry);
  }
  firsts.push_back(to.chart.found.size());
  to.people->take_in(to.chart);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    to.chart.budget->check();
    tell_rest(entries[i], firsts[i], firsts[i + 1], kind, to);
  }
}

/// Whether all that the entries of a list say is that there are none, and its text has something.
bool contradicts_none(const El& section, Section kind, std::size_t first, const Reading& to) {
  const auto& all = to.chart.found;
  return is_list(kind) && first < all.size() &&
         std::all_of(
             all.begin() + static_cast<std::ptrdiff_t>(first),
             all.end(),
             [](const Found& one) { return one.outcome == Outcome::none; }
         ) &&
         lists_something(section, kind);
}

/// Then nobody knows if there are none, and what the text has is taken from it.
void read_beside_none(const El& section, Section kind, const Reading& to) {
  read_narrative(section, kind, to);
  Origin& source = to.chart.sources[to.source];
  for (chart::Statement& said : source.statements[kind]) said.says = Empty::no_information;
  to.chart.check.push_back({source.file, "some-beside-none", with_text(title_of(section), section)}
  );
}

/// Every entry of a section, and its text where that says what no entry does.
void read_section(const El& section, Reading to) {
  const TextRows text_rows{section, to.pages};
  to.section = section;
  to.text_rows = &text_rows;
  to.first_found = to.chart.found.size();
  const Known* one = known(section);
  const auto entries = section.children("entry");
  const std::string title = title_of(section);
  const bool is_of_care = !one || (one->kind != Section::insurance &&
                                   one->kind != Section::family && one->kind != Section::results);
  const bool is_of_results = one && one->kind == Section::results;
  for (const El& entry : entries) {
    to.chart.budget->check();
    if (is_of_care) read_people_of(entry, to);
    tell_people_beside(entry, is_of_results, to);
  }
  Chart& chart = to.chart;
  const std::string& file = chart.sources[to.source].file;
  if (!one || !one->read) {
    const Section kind = one ? one->kind : Section::others;
    chart.count(to.source, kind, static_cast<int>(entries.size()));
    read_entries(entries, kind, to, [&](const El& entry) { leave_out(entry, one, title, to); });
    if (one && !entries.empty()) tell_rows_without_entry(section, kind, to);
    if ((entries.empty() || !one) && !title.empty() && !section.child("text").text().empty())
      chart.not_read.push_back({file, "text-not-read", with_text(title, section)});
    return;
  }
  const std::size_t before = chart.found.size();
  chart.count(to.source, one->kind, static_cast<int>(entries.size()));
  read_entries(entries, one->kind, to, [&](const El& entry) { one->read(entry, to); });
  if (contradicts_none(section, one->kind, before, to))
    return read_beside_none(section, one->kind, to);
  if (!entries.empty()) tell_rows_without_entry(section, one->kind, to);
  if (!is_list(one->kind)) {
    if (entries.empty() && one->kind == Section::people) read_care_team_text(section, to);
    const bool has_lines = !text_rows.rows.empty() || !section.child("text").below("item").empty();
    if (entries.empty() && has_lines)
      tell_rows_without_entry(section, one->kind, to);
    else if (entries.empty() && !section.child("text").text().empty())
      chart.not_read.push_back({file, "text-not-read", with_text(title, section)});
    return;
  }
  const auto says_something = [](const Found& found) {
    return found.outcome != Outcome::not_understood;
  };
  const bool is_told = std::any_of(
      chart.found.begin() + static_cast<std::ptrdiff_t>(before), chart.found.end(), says_something
  );
  if (section.attribute("nullFlavor") == "NI" && !is_told && !lists_something(section, one->kind)) {
    chart.sources[to.source].statements[one->kind].push_back({Empty::no_information});
    return;
  }
  // The past is told in whole stories: what is no list is no fact each.
  const bool is_past = one->code == "11348-0" || one->code == "C-CDAV2-DDN";
  if (!is_told && is_past) {
    chart.not_read.push_back({file, "text-not-read", with_text(title, section)});
  } else if (!is_told) {
    read_narrative(section, one->kind, to);
  }
}

/// The texts of all sections as words with a blank on each side.
std::string all_texts(const El& root) {
  std::string all = " ";
  const auto add = [&](const El& section) {
    const std::string text = lowered(section.child("text").text());
    for (const auto word : words_of(text)) all += std::string{word} + ' ';
  };
  if (root.is("section")) add(root);
  for (const El& section : root.below("section")) add(section);
  std::ranges::replace(all, ',', ' ');
  return all;
}

/// Some systems put the first name where the last one belongs: the text is the witness.
void compare_names(const El& root, const Reading& to) {
  const std::string texts = all_texts(root);
  const auto stands = [&](const std::string& words) {
    return texts.find(' ' + lowered(words) + ' ') != texts.npos;
  };
  for (Provider& provider : to.chart.providers) {
    const PersonName& name = provider.name;
    if (provider.source != to.source || name.given.size() != 1 || name.family.empty()) continue;
    const std::string turned = name.family + ' ' + name.given.front();
    if (!stands(turned) || stands(name.given.front() + ' ' + name.family)) continue;
    provider.text_name = turned;
    // Who saw or keeps a paper is called so, too.
    for (Found& found : to.chart.found) {
      for (Beside& one : found.beside) {
        const auto at = one.words.find(name.given.front() + ' ' + name.family);
        if (found.source == to.source && at != one.words.npos)
          one.words.replace(at, turned.size(), turned);
      }
    }
  }
}

/// When the last entry of a piece was written, which has no date of its own.
std::optional<Date> newest_writing(const El& root) {
  std::optional<Date> newest;
  for (const El& author : root.below("author")) {
    const auto date = date_in(author.child("time").attribute("value"));
    if (date && (!newest || *date > *newest)) newest = date;
  }
  return newest;
}

/// Tells which addresses were left out that look like those of e-mail.
void tell_direct_addresses(const El& root, const Reading& to) {
  for (const El& telecom : root.below("telecom")) {
    std::string_view address = telecom.attribute("value");
    if (!is_direct_address(address)) continue;
    to.chart.tell_direct_address(to.source, address.substr(address.find(':') + 1));
  }
}

}  // namespace

std::string title_of(const El& section) {
  const std::string title = section.child("title").text();
  return title.empty() ? std::string{section.child("code").attribute("displayName")} : title;
}

bool is_c_cda(const xml::Tree& tree) {
  const El root{tree.root()};
  return root.is("ClinicalDocument") || (root.is("section") && root.child("code")) ||
         (root.is("component") && root.child("section"));
}

void read(const xml::Tree& tree, std::size_t source, Chart& chart) {
  const Pages pages{tree};
  const El root = pages.root();
  chart.sources[source].kind = "c-cda";
  const auto said = root.is("ClinicalDocument")
                        ? date_in(root.child("effectiveTime").attribute("value"))
                        : newest_writing(root);
  chart.sources[source].date = chart.own_day(source, said);
  PeopleWords people;
  Comments comments;
  Reading to{pages, source, chart, chart.sources[source].date};
  to.people = &people;
  to.comments = &comments;
  if (root.is("ClinicalDocument")) {
    read_header(root, to);
    if (root.at("component/nonXMLBody"))
      chart.not_read.push_back({chart.sources[source].file, "body-is-no-text", ""});
  } else {
    chart.sources[source].is_piece = true;
    chart.check.push_back({chart.sources[source].file, "piece-of-a-chart", ""});
  }
  tell_direct_addresses(root, to);
  if (root.is("section")) read_section(root, to);
  for (const El& section : root.below("section")) read_section(section, to);
  compare_names(root, to);
}

}  // namespace engine::chart::c_cda
