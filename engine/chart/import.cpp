#include "engine/chart/chart.hpp"
#include "engine/chart/desk.hpp"
#include "engine/chart/door/door.hpp"
#include "engine/chart/draft.hpp"
#include "engine/chart/into/into.hpp"
#include "engine/chart/merge.hpp"
#include "engine/chart/messages.hpp"
#include "engine/chart/report.hpp"
#include "engine/vocabulary/sensitive.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>

namespace engine::chart {

namespace {

/// The day of the newest chart, as a whole day.
std::optional<Date> newest_day(const Chart& chart) {
  std::optional<Date> newest;
  for (const Origin& source : chart.sources) {
    if (source.date && (!newest || source.date->last_day() > *newest))
      newest = source.date->last_day();
  }
  return newest;
}

std::string all_of(const std::vector<std::string>& paths) {
  std::string names;
  for (const std::string& path : paths) names += (names.empty() ? "" : ", ") + in_quotes(path);
  return names;
}

/// True when something was found that is more than bills; else it was told.
bool is_chart(const Chart& chart, const std::vector<std::string>& paths, Diagnostics& out) {
  if (chart.sources.empty()) {
    const bool has_pdf = !chart.attachments.empty();
    out.error(
        messages::nothing_to_read(all_of(paths)),
        {},
        {std::string{hint_for(has_pdf ? "looks-like-pdf" : "")}}
    );
    return false;
  }
  const auto is_claim = [](const Found& found) {
    return found.section == Section::claims || found.item.basis == Basis::claim;
  };
  if (chart.people.empty() && !chart.found.empty() && std::ranges::all_of(chart.found, is_claim)) {
    out.error(messages::claims_alone(all_of(paths)), {}, {std::string{hint_for("")}});
    return false;
  }
  return true;
}

}  // namespace

void mark_sensitive(std::vector<Item>& items, const vocabulary::Vocabulary& vocabulary) {
  // Those of records, and those that a problem may have besides.
  std::vector<vocabulary::Code> categories;
  const vocabulary::Term* problems = vocabulary.root.child("problems", false);
  const vocabulary::Term* problem = problems ? problems->child("problem", false) : nullptr;
  for (const vocabulary::Term* term :
       {vocabulary::sensitive_categories(vocabulary.root),
        problem ? problem->child("sensitive", true) : nullptr}) {
    if (term) categories.insert(categories.end(), term->codes.begin(), term->codes.end());
  }
  for (Item& item : items) {
    if (item.kind == Section::allergies || item.kind == Section::family ||
        item.kind == Section::devices)
      continue;
    std::string words = item.name + '\n' + item.reason;
    for (const std::string& other : item.also) words += '\n' + other;
    const auto icd = std::ranges::find(item.codes, "ICD-10-CM", &Code::system);
    const std::string code = icd == item.codes.end() ? "" : icd->code;
    const auto found = std::ranges::find_if(categories, [&](const vocabulary::Code& c) {
      const bool is_of_problems = c.value == "legal";
      return vocabulary::concerns(c, words, code) &&
             (!is_of_problems || item.kind == Section::problems);
    });
    if (found != categories.end()) item.sensitive = found->value;
  }
}

Result<Words> read_words(const engine::Source& source, Diagnostics& out) {
  const auto tree = xml::parse(source, {}, out);
  if (!tree) return tree.error();
  Words words;
  tree->root().for_each_child([&](const xml::Element& word) {
    const auto* id = word.attribute("id");
    if (!id) return;
    vocabulary::Words said;
    for (const auto& attribute : word.attributes()) {
      if (attribute.name != "id") said.by_language.emplace_back(attribute.name, attribute.value);
    }
    words.by_id.emplace_back(id->value, std::move(said));
  });
  return words;
}

namespace {

/// The case that the charts are added to, read; nothing without one.
struct Into {
  std::optional<xml::Tree> tree;
  std::optional<TypedPerson> person;
};

/// False when it told why the file is no case.
bool read_into(const Options& options, Into& into, Diagnostics& out) {
  if (!options.into) return true;
  auto tree = xml::parse(*options.into, {}, out);
  if (!tree) return false;
  if (tree->root().name() != "case") {
    out.error(
        messages::into_no_case(in_quotes(options.into->name())),
        {},
        {"carepacket new writes a case to begin with"}
    );
    return false;
  }
  into.person = {into::person_of(*tree), options.into->name()};
  into.tree = *std::move(tree);
  return true;
}

/// A file is called by its name, or by its place in what was given: the folders above it are
/// nobody's business who reads the draft or the report.
void hide_folders(const std::vector<std::string>& paths, Chart& chart) {
  std::vector<std::string> above;
  for (const std::string& path : paths) {
    std::error_code none;
    for (std::string one : {path, std::filesystem::canonical(path, none).string()}) {
      while (one.size() > 1 && one.ends_with('/')) one.pop_back();
      if (const auto slash = one.rfind('/'); slash != one.npos)
        above.push_back(one.substr(0, slash + 1));
    }
  }
  std::ranges::sort(above, std::greater{}, &std::string::size);
  const auto hide = [&](std::string& name) {
    const auto found =
        std::ranges::find_if(above, [&](const std::string& one) { return name.starts_with(one); });
    if (found != above.end()) name.erase(0, found->size());
  };
  for (Origin& source : chart.sources) hide(source.file);
  for (auto* notes : {&chart.check, &chart.left_out, &chart.not_read}) {
    for (Note& note : *notes) hide(note.file);
  }
  for (std::string& name : chart.attachments) hide(name);
}

/// The language in which facts are written: that of the case they are added to.
std::string_view language_of(const Into& into, const Options& options) {
  const auto* said = into.tree ? into.tree->root().attribute("language") : nullptr;
  return said && trimmed(said->value) == "es" ? std::string_view{"es"} : options.language;
}

/// A relation in words: what a role means that has none in the chart.
std::string relation_in_words(
    const std::string& said, const Words& words, std::string_view language
) {
  std::string all;
  for (std::size_t at = 0; at < said.size();) {
    const auto end = std::min(said.find(", ", at), said.size());
    const std::string part = said.substr(at, end - at);
    const bool is_id = part.starts_with("relation.");
    all += (all.empty() ? "" : ", ") + (is_id ? say(words, language, part) : part);
    at = end + 2;
  }
  return all;
}

Facts facts_of(
    Chart& chart,
    Date as_of,
    const vocabulary::Vocabulary& vocabulary,
    const Words& words,
    std::string_view language
) {
  Facts facts;
  facts.as_of = as_of;
  settle_ways(chart, as_of);
  join_steps(chart);
  for (Found& found : chart.found) {
    say_dosage(found.item, words, language);
    say_end_of_life(found.item, words, language);
    say_course(found.item, words, language);
  }
  facts.items = merged(chart, as_of);
  mark_sensitive(facts.items, vocabulary);
  facts.sources = chart.sources;
  for (std::size_t i = 1; i <= chart.sources.size(); ++i)
    facts.source_ids.push_back("chart-" + std::to_string(i));
  facts.attachments = chart.attachments;
  facts.person = person_of(chart);
  facts.providers = providers_of(chart);
  facts.contacts = contacts_of(chart);
  for (Contact& contact : facts.contacts)
    contact.relationship = relation_in_words(contact.relationship, words, language);
  tell_contacts_over(chart, facts.contacts, as_of);
  facts.coverages = coverages_of(chart);
  tell_plans_over(chart, facts.coverages, as_of);
  tell_slips(chart, facts.providers, facts.contacts);
  for (const List& list : lists) facts.*list.statement = statement_of(chart, list.kind);
  return facts;
}

/// What is to check, a line each: "Allergies: Penicillin: it stands in the text ...".
std::vector<std::string> lines_to_check(const Report& report) {
  std::vector<std::string> lines;
  for (const Report::Line& line : report.parts.front().lines) {
    std::string words = line.words;
    for (std::size_t i = 0; i < line.more.size(); ++i)
      words += (i == 0 ? " – " : " · ") + line.more[i];
    lines.push_back(std::move(words));
  }
  return lines;
}

}  // namespace

Result<std::unique_ptr<engine::Source>> case_with_shared(
    const engine::Source* typed,
    const std::string& id,
    const engine::Source* shared,
    const vocabulary::Vocabulary& vocabulary,
    Diagnostics& out
) {
  const std::string name = typed ? typed->name() : id;
  auto base = std::make_unique<engine::Source>(
      name,
      typed ? typed->text()
            : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<case id=\"" + xml::escaped(id) +
                  "\" version=\"1\" draft=\"yes\">\n</case>\n",
      engine::Source::Holds::patient_data
  );
  if (!shared) return base;
  const auto tree = xml::parse(*base, {}, out);
  if (!tree) return tree.error();
  const auto shared_tree = xml::parse(*shared, {}, out);
  if (!shared_tree) return shared_tree.error();
  for (const xml::Tree* one : {&*tree, &*shared_tree}) {
    const std::string& file = one == &*tree ? name : shared->name();
    if (one->root().name() != "case") return out.error(messages::into_no_case(in_quotes(file)), {});
  }
  auto text = into::with_shared(*base, *tree, *shared, *shared_tree, vocabulary);
  return std::make_unique<engine::Source>(
      name, std::move(text), engine::Source::Holds::patient_data
  );
}

Result<Draft> import(
    const std::vector<std::string>& paths,
    const vocabulary::Vocabulary& vocabulary,
    const Words& words,
    const Options& options,
    Diagnostics& out
) {
  Chart chart;
  chart.budget = options.budget;
  chart.today = options.as_of ? options.as_of : options.today;
  Desk desk{paths, options.into, options.memory, chart, out};
  Into into;
  const auto mark = out.mark();
  const bool good =
      read_into(options, into, out) &&
      door::walk(
          paths, options, [&](door::File& file) { return desk.take(file); }, chart, out
      );
  if (good) desk.finish();
  if (!good || !is_chart(chart, paths, out) || !is_one_person(chart, into.person, out))
    return *out.reported_since(mark);
  hide_folders(paths, chart);
  auto as_of = options.as_of;
  if (!as_of && into.tree) as_of = into::day_of(*into.tree);
  if (!as_of) as_of = newest_day(chart);
  if (!as_of) return out.error(messages::no_day, {}, {"give the day of today: --as-of 2026-11-20"});

  Facts facts = facts_of(chart, *as_of, vocabulary, words, language_of(into, options));
  std::optional<into::Added> added;
  if (into.tree)
    added = into::add(*options.into, *into.tree, vocabulary, facts, chart, options.is_asked);
  if (options.before_proof) options.before_proof(chart);
  prove_account(chart);

  const Report report = report_of(chart, facts, added ? &*added : nullptr, words, options);
  return Draft{
      added ? std::move(added->case_xml) : draft_of(facts, words, options),
      as_text(report),
      as_html(report),
      lines_to_check(report)};
}

}  // namespace engine::chart
