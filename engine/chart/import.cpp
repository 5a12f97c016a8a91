#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/chart.hpp"
#include "engine/chart/door/door.hpp"
#include "engine/chart/draft.hpp"
#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/into/into.hpp"
#include "engine/chart/merge.hpp"
#include "engine/chart/messages.hpp"
#include "engine/chart/report.hpp"
#include "engine/chart/wording.hpp"
#include "engine/files/files.hpp"
#include "engine/files/messages.hpp"
#include "engine/hash/hash.hpp"
#include "engine/vocabulary/sensitive.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <map>

namespace engine::chart {

namespace {

using door::Looks;

/// What is said of a file that is no chart: in a folder or a zip a note, by itself an error.
constexpr std::pair<std::string_view, std::string_view> names_of_looks[] = {
    {"looks-like-pdf", "it looks like a PDF"},
    {"looks-like-picture", "it looks like a picture"},
    {"looks-like-web-page", "it looks like a web page"},
    {"looks-like-word", "it looks like a Word document"},
    {"looks-like-archive", "it looks like an archive that is no zip"},
    {"looks-like-va-text", "it looks like the text report of VA Blue Button"},
    {"looks-like-health-card", "it looks like a SMART Health Card"},
    {"looks-like-hl7-v2", "it looks like a message between hospitals (HL7 version 2)"},
    {"looks-like-table", "it looks like a table"},
    {"looks-like-scan", "it looks like a scan (DICOM)"},
    {"looks-like-case", "it is a case of carepacket"},
    {"looks-empty", "it is empty"},
    {"looks-like-nothing-known", "it is nothing that is known here"}};

constexpr std::string_view where_to_get_one =
    "in the portal look for “Download my record”, “Share my record” or “Health summary”, and "
    "choose XML, C-CDA or a zip; an iPhone has it under Health, your picture, Export All Health "
    "Data";

std::string_view hint_for(std::string_view looks) {
  if (looks == "looks-like-va-text")
    return "on My HealtheVet choose VA Health Summary, and download it as XML";
  if (looks == "looks-like-health-card")
    return "it holds vaccines and little else; a health summary of the portal holds the rest";
  if (looks == "looks-like-case") return "--into adds charts to it";
  if (looks == "looks-like-pdf")
    return "it can be read by people alone: keep it for the binder, and download the record as XML "
           "or a zip";
  return where_to_get_one;
}

/// Reads files as the walk brings them.
class Desk {
 public:
  Desk(
      const std::vector<std::string>& paths,
      const engine::Source* into,
      Chart& chart,
      Diagnostics& out
  )
      : paths_{paths}, into_{into}, chart_{chart}, out_{out} {}

  bool take(door::File& file) {
    std::string bytes{file.pieces()};
    const Looks looks = door::looks_of(bytes);
    if (looks == Looks::phone_export) {
      found_phone_ = true;
      door::read_phone_export(bytes, file, chart_);
      return true;
    }
    if (looks == Looks::pdf && !is_given(file.name)) {
      chart_.attachments.push_back(file.name);
      return true;
    }
    if (looks != Looks::chart) return refuse(file.name, door::words_of(looks));
    for (auto piece = file.pieces(); !piece.empty(); piece = file.pieces()) {
      bytes += piece;
      read_ += piece.size();
      if (read_ > door::most_bytes) {
        out_.error(
            messages::too_much_inside(in_quotes(file.name), door::most_bytes >> 20),
            {},
            {"a health summary is much smaller: leave out results and pictures when you download"}
        );
        return false;
      }
    }
    return *file.is_cut || read(file, std::move(bytes));
  }

  /// What came one resource a file is read together, a folder each.
  void finish() {
    for (auto& [folder, group] : groups_) {
      const std::size_t source = add_source(group.name, group.digest.hex());
      fhir::read(group.entries, source, chart_);
      date_source(source, group.updated);
    }
    groups_.clear();
  }
  bool found_phone() const { return found_phone_; }

 private:
  struct Group {
    std::string name;
    std::vector<fhir::Entry> entries;
    hash::Sha256 digest;
    std::string updated;
  };

  /// The case itself, which may lie among the charts that are added to it.
  bool is_into(const std::string& name) const { return into_ && into_->name() == name; }
  bool is_given(const std::string& name) const {
    return std::ranges::find(paths_, name) != paths_.end();
  }
  bool refuse(const std::string& name, std::string_view looks) {
    if (!is_given(name)) {
      chart_.not_read.push_back({name, std::string{looks}, ""});
      return true;
    }
    const auto words = std::ranges::find(
        names_of_looks, looks, &std::pair<std::string_view, std::string_view>::first
    );
    out_.error(
        messages::no_chart(in_quotes(name)),
        {},
        {std::string{words->second}, std::string{hint_for(looks)}}
    );
    return false;
  }
  std::size_t add_source(const std::string& name, std::string digest) {
    Origin source;
    source.file = name;
    source.sha256 = std::move(digest);
    chart_.sources.push_back(std::move(source));
    return chart_.sources.size() - 1;
  }

  bool read(door::File& file, std::string bytes) {
    const std::string digest = hash::sha256_hex(bytes);
    const std::string given = bytes;
    auto text = xml::decode(
        file.name,
        door::as_declared(std::move(bytes), file.name, chart_),
        engine::Source::Holds::patient_data,
        out_
    );
    if (!text) return false;
    const std::string_view start = trimmed((*text)->text());
    return start.starts_with('<') ? read_xml(file, **text, digest)
                                  : read_json(file, **text, given, digest);
  }

  bool read_xml(door::File& file, const engine::Source& text, const std::string& digest) {
    const auto tree = xml::parse(text, {.bytes = door::most_bytes, .depth = 64}, out_);
    if (!tree) {
      // Nobody wrote it by hand: what would mend a case file mends no download.
      out_.error(
          messages::damaged_xml(in_quotes(file.name)),
          {},
          {"download it again: it may not have come through whole"}
      );
      return false;
    }
    if (c_cda::is_c_cda(*tree)) {
      const std::size_t source = add_source(file.name, digest);
      c_cda::read(*tree, source, chart_);
      // Apple writes one of what people typed into the phone; its birth date may be any day.
      const bool is_of_phone =
          contains_but_case(chart_.sources[source].title, "Health Data Export");
      if (is_of_phone && !chart_.people.empty() && chart_.people.back().source == source)
        chart_.people.back().born_is_evidence = false;
      return true;
    }
    const std::string_view root = tree->root().name();
    if (root == "case") return is_into(file.name) || refuse(file.name, "looks-like-case");
    if (!fhir::is_resource(root.substr(root.find(':') + 1)))
      return refuse(file.name, "looks-like-nothing-known");
    add_resources(file, fhir::resource_of(tree->root()), digest);
    return true;
  }

  bool read_json(
      door::File& file,
      const engine::Source& text,
      const std::string& given,
      const std::string& digest
  ) {
    std::string_view rest = text.text();
    std::size_t at = 0;
    bool is_any = false;
    while (!trimmed(rest).empty()) {
      fhir::Json one = fhir::read_json(rest);
      if (one.is_too_deep) {
        out_.error(messages::json_too_deep(fhir::most_levels, in_quotes(file.name)), {});
        return false;
      }
      if (one.fault != std::string_view::npos) {
        const bool begins_well = is_any || contains_but_case(given.substr(0, 4096), "resourceType");
        if (!begins_well && !is_given(file.name))
          return refuse(file.name, "looks-like-nothing-known");
        out_.error(
            messages::damaged_json(in_quotes(file.name), at + one.fault),
            {},
            {"download it again: it may not have come through whole"}
        );
        return false;
      }
      at += one.end;
      rest.remove_prefix(one.end);
      for (const fhir::Value* value : one.value.each()) {
        if (!fhir::is_resource(value->text("resourceType"))) {
          if (value->text("resourceType").empty() && !is_any)
            return refuse(
                file.name,
                (*value)["verifiableCredential"] ? "looks-like-health-card"
                                                 : "looks-like-nothing-known"
            );
        }
        is_any = true;
        add_resources(file, *value, digest);
      }
    }
    return true;
  }

  void add_resources(door::File& file, fhir::Value value, const std::string& digest) {
    if (value.text("resourceType") == "Bundle") {
      const std::size_t source = add_source(file.name, digest);
      std::string updated = value.text("timestamp");
      if (updated.empty()) updated = value.text("meta.lastUpdated");
      std::vector<fhir::Entry> entries;
      fhir::unbundle(std::move(value), file.name, entries, chart_);
      fhir::read(entries, source, chart_);
      date_source(source, updated);
      return;
    }
    Group& group = groups_[file.folder];
    if (group.entries.empty())
      group.name = file.name;
    else if (group.name != file.name)
      group.name = file.folder;
    group.digest.add(digest);
    group.updated = std::max(group.updated, value.text("meta.lastUpdated"));
    group.entries.push_back({std::move(value), {}});
  }

  /// The day of a source: as it says, else of its newest record.
  void date_source(std::size_t source, const std::string& said) {
    Origin& origin = chart_.sources[source];
    if (const auto date = date_in(said)) origin.date = date;
    if (origin.date) return;
    for (const Found& found : chart_.found) {
      if (found.source != source) continue;
      for (const auto& date : {found.item.recorded, found.item.start, found.item.end}) {
        if (date && (!origin.date || *date > *origin.date)) origin.date = date;
      }
    }
  }

  const std::vector<std::string>& paths_;
  const engine::Source* into_;
  Chart& chart_;
  Diagnostics& out_;
  std::map<std::string, Group> groups_;
  std::size_t read_ = 0;
  bool found_phone_ = false;
};

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
  const auto is_claim = [](const Found& found) { return found.section == Section::claims; };
  if (chart.people.empty() && !chart.found.empty() && std::ranges::all_of(chart.found, is_claim)) {
    out.error(messages::claims_alone(all_of(paths)), {}, {std::string{where_to_get_one}});
    return false;
  }
  return true;
}

}  // namespace

void mark_sensitive(std::vector<Item>& items, const vocabulary::Vocabulary& vocabulary) {
  const vocabulary::Term* categories = vocabulary::sensitive_categories(vocabulary.root);
  if (!categories) return;
  for (Item& item : items) {
    if (item.kind == Section::allergies || item.kind == Section::family) continue;
    std::string words = item.name + '\n' + item.reason;
    for (const std::string& other : item.also) words += '\n' + other;
    const auto icd = std::ranges::find(item.codes, "ICD-10-CM", &Code::system);
    const std::string code = icd == item.codes.end() ? "" : icd->code;
    const auto found = std::ranges::find_if(categories->codes, [&](const vocabulary::Code& c) {
      return vocabulary::concerns(c, words, code);
    });
    if (found != categories->codes.end()) item.sensitive = found->value;
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

Facts facts_of(Chart& chart, Date as_of, const vocabulary::Vocabulary& vocabulary) {
  Facts facts;
  facts.as_of = as_of;
  facts.items = merged(chart, as_of);
  mark_sensitive(facts.items, vocabulary);
  facts.sources = chart.sources;
  for (std::size_t i = 1; i <= chart.sources.size(); ++i)
    facts.source_ids.push_back("chart-" + std::to_string(i));
  facts.person = person_of(chart);
  facts.providers = providers_of(chart);
  facts.contacts = contacts_of(chart);
  facts.coverages = coverages_of(chart);
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
  Desk desk{paths, options.into, chart, out};
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
  auto as_of = options.as_of;
  if (!as_of && into.tree) as_of = into::day_of(*into.tree);
  if (!as_of) as_of = newest_day(chart);
  if (!as_of) return out.error(messages::no_day, {}, {"give the day of today: --as-of 2026-11-20"});

  Facts facts = facts_of(chart, *as_of, vocabulary);
  std::optional<into::Added> added;
  if (into.tree) added = into::add(*options.into, *into.tree, vocabulary, facts, chart);
  prove_account(chart);

  const Report report = report_of(chart, facts, added ? &*added : nullptr, words, options);
  return Draft{
      added ? std::move(added->case_xml) : draft_of(facts, words, options),
      as_text(report),
      as_html(report),
      lines_to_check(report)};
}

}  // namespace engine::chart
