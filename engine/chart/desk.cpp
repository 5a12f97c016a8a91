// What is read first: each file as the walk brings it, known by its content.

#include "engine/chart/desk.hpp"

#include "engine/base/printable.hpp"
#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/messages.hpp"
#include "engine/chart/wording.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>

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

/// Elements, attributes and words between them, before there is a tree of them that would take many
/// times the room of the text.
std::size_t values_in(std::string_view xml) {
  std::size_t count = 0;
  for (std::size_t i = 1; i < xml.size(); ++i) {
    const bool is_element = xml[i - 1] == '<' && xml[i] != '/' && xml[i] != '!' && xml[i] != '?';
    const bool is_attribute = xml[i - 1] == '=' && (xml[i] == '"' || xml[i] == '\'');
    const bool is_text = xml[i - 1] == '>' && xml[i] != '<';
    count += is_element || is_attribute || is_text ? 1 : 0;
  }
  return count;
}

/// What reading a text takes at most, in bytes of memory: for each of its bytes (itself, its
/// copies, the words that are taken out of it), for each of its values, and for each of what is
/// told one by one (measured: texts of empty ones).
struct Cost {
  std::size_t byte, value, record;
  std::size_t of(std::size_t bytes, std::size_t values, std::size_t records) const {
    return byte * bytes + value * values + record * records;
  }
};
constexpr Cost cost_of_xml{7, 180, 3600}, cost_of_json{3, 120, 2600};

std::size_t count_of(std::string_view text, std::string_view words) {
  std::size_t count = 0;
  for (auto at = text.find(words); at != text.npos; at = text.find(words, at + words.size()))
    ++count;
  return count;
}

/// Records of FHIR; entries of C-CDA, and the rows and items that its text has of them.
std::size_t records_in_json(std::string_view text) {
  return count_of(text, "\"resourceType\"");
}
std::size_t records_in_xml(std::string_view text) {
  return count_of(text, "<entry>") + count_of(text, "<entry ") + count_of(text, ":entry") +
         count_of(text, "<tr") + count_of(text, "<item") + count_of(text, ":tr>") +
         count_of(text, ":item>");
}

/// The later of two days, of which each may be unsaid.
std::optional<Date> later_of(const std::optional<Date>& one, const std::optional<Date>& other) {
  return one && other ? std::max(one, other) : one ? one : other;
}

constexpr std::string_view where_to_get_one =
    "in the portal look for “Download my record”, “Share my record” or “Health summary”, and "
    "choose XML, C-CDA or a zip; an iPhone has it under Health, your picture, Export All Health "
    "Data";

}  // namespace

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

bool Desk::take(door::File& file) {
  std::string bytes{file.pieces()};
  const Looks looks = door::looks_of(bytes);
  if (looks == Looks::phone_export) {
    phones_[file.folder] = door::read_phone_export(bytes, file, chart_);
    return true;
  }
  if (looks == Looks::pdf && !is_given(file.name)) {
    chart_.attachments.push_back(file.name);
    return true;
  }
  if (looks != Looks::chart) return refuse(file.name, door::words_of(looks));
  for (auto piece = file.pieces(); !piece.empty(); piece = file.pieces()) {
    bytes += piece;
    if (cost_of_json.of(bytes.size(), 0, 0) > left()) return is_too_much(file);
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

void Desk::finish() {
  for (auto& [folder, group] : groups_) {
    const std::size_t source = add_source(group.name, group.digest.hex());
    const door::Phone* phone = phone_of(folder);
    if (phone) chart_.sources[source].organization = phone->organization;
    read_records(group.entries, source, phone ? chart_.own_day(source, phone->day) : std::nullopt);
  }
  groups_.clear();
  // The document that a phone makes of its own data says no name, and any birth date.
  for (Person& person : chart_.people) {
    const auto folder = documents_.find(person.source);
    if (folder != documents_.end() && phones_.contains(folder->second) && person.names.empty())
      person.born_is_evidence = false;
  }
}

/// The list of a phone in whose folder, or below it, something lies.
const door::Phone* Desk::phone_of(const std::string& folder) const {
  for (const auto& [above, phone] : phones_) {
    const bool is_below = folder.starts_with(above) &&
                          (above.ends_with(':') || folder.substr(above.size()).starts_with('/'));
    if (folder == above || is_below) return &phone;
  }
  return nullptr;
}

bool Desk::is_damaged(FilledError said) {
  out_.error(std::move(said), {}, {"download it again: it may not have come through whole"});
  return false;
}

bool Desk::is_given(const std::string& name) const {
  return std::ranges::find(paths_, name) != paths_.end();
}

bool Desk::refuse(const std::string& name, std::string_view looks) {
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

std::size_t Desk::add_source(const std::string& name, std::string digest) {
  Origin source;
  source.file = name;
  source.sha256 = std::move(digest);
  chart_.sources.push_back(std::move(source));
  return chart_.sources.size() - 1;
}

bool Desk::read(door::File& file, std::string bytes) {
  const std::string digest = hash::sha256_hex(bytes);
  if (!digests_.insert(digest).second) {
    chart_.not_read.push_back({file.name, "same-file", ""});
    return true;
  }
  // What would mend a file that somebody writes by hand mends no download: it is told as damaged,
  // and bytes that are no letters are not shown.
  Diagnostics untold;
  auto text = xml::decode(
      file.name,
      door::as_declared(std::move(bytes), file.name, chart_),
      engine::Source::Holds::patient_data,
      untold
  );
  if (!text) return is_damaged(messages::damaged_text(in_quotes(file.name)));
  const std::string_view start = trimmed((*text)->text());
  return start.starts_with('<') ? read_xml(file, **text, digest) : read_json(file, **text, digest);
}

/// Tells that a file takes more memory than there is for it.
bool Desk::is_too_much(const door::File& file) {
  out_.error(
      messages::too_much_memory(in_quotes(file.name), memory_ >> 20),
      {},
      {"download fewer years at once, or leave out results and pictures; the command carepacket "
       "import can be given more memory",
       "carepacket import --memory-limit 1024 reads a larger one"}
  );
  return false;
}

bool Desk::read_xml(door::File& file, const engine::Source& text, const std::string& digest) {
  const std::size_t takes =
      cost_of_xml.of(text.text().size(), values_in(text.text()), records_in_xml(text.text()));
  if (takes > left()) return is_too_much(file);
  Diagnostics told;
  const auto tree = xml::parse(text, {.bytes = door::most_bytes, .depth = 64}, told);
  if (!tree) {
    for (Diagnostic one : told.all()) {
      one.quote.clear();
      one.hints.clear();
      out_.add(std::move(one));
    }
    return is_damaged(messages::damaged_xml(in_quotes(file.name)));
  }
  held_ += cost_of_xml.of(0, 0, records_in_xml(text.text()));
  if (c_cda::is_c_cda(*tree)) {
    const std::size_t source = add_source(file.name, digest);
    documents_[source] = file.folder;
    c_cda::read(*tree, source, chart_);
    date_source(source);
    // Apple writes one of what people typed into the phone; its birth date may be any day.
    const bool is_of_phone = contains_but_case(chart_.sources[source].title, "Health Data Export");
    if (is_of_phone && !chart_.people.empty() && chart_.people.back().source == source)
      chart_.people.back().born_is_evidence = false;
    return true;
  }
  const std::string_view root = tree->root().name();
  if (root == "case") return is_into(file.name) || refuse(file.name, "looks-like-case");
  if (!fhir::is_resource(root.substr(root.find(':') + 1)))
    return refuse(file.name, "looks-like-nothing-known");
  add_resources(file, fhir::resource_of(tree->root()), digest, takes);
  return true;
}

bool Desk::read_json(door::File& file, const engine::Source& text, const std::string& digest) {
  std::string_view rest = text.text();
  std::size_t at = 0;
  bool is_any = false;
  const std::size_t records = cost_of_json.of(0, 0, records_in_json(rest));
  const std::size_t texts = cost_of_json.of(rest.size(), 0, 0);
  while (!trimmed(rest).empty()) {
    if (texts + records > left()) return is_too_much(file);
    const std::size_t most_values = (left() - texts - records) / cost_of_json.value;
    fhir::Json one = fhir::read_json(rest, most_values);
    if (one.is_too_deep) {
      out_.error(messages::json_too_deep(fhir::most_levels, in_quotes(file.name)), {});
      return false;
    }
    if (one.is_too_much) return is_too_much(file);
    if (one.fault != std::string_view::npos) {
      const bool begins_well =
          is_any || contains_but_case(text.text().substr(0, 4096), "resourceType");
      if (!begins_well && !is_given(file.name))
        return refuse(file.name, "looks-like-nothing-known");
      return is_damaged(messages::damaged_json(in_quotes(file.name), at + one.fault));
    }
    at += one.end;
    rest.remove_prefix(one.end);
    auto each = one.value.take_each();
    const std::size_t takes =
        (one.end + cost_of_json.of(0, one.values, 0)) / std::max<std::size_t>(each.size(), 1);
    for (fhir::Value& value : each) {
      if (!fhir::is_resource(value.text("resourceType"))) {
        if (value.text("resourceType").empty() && !is_any)
          return refuse(
              file.name,
              value["verifiableCredential"] ? "looks-like-health-card" : "looks-like-nothing-known"
          );
      }
      is_any = true;
      add_resources(file, std::move(value), digest, takes);
    }
  }
  held_ += records;
  return true;
}

/// Records of one source, whose own day may stand over all of them; else the newest of them has it.
void Desk::read_records(
    const std::vector<fhir::Entry>& entries, std::size_t source, std::optional<Date> day
) {
  if (!day) {
    for (const fhir::Entry& entry : entries)
      day = later_of(day, chart_.own_day(source, date_in(entry.resource.text("meta.lastUpdated"))));
  }
  chart_.sources[source].date = day;
  fhir::read(entries, source, chart_);
  if (day) chart_.sources[source].date = day;
  date_source(source);
}

/// `takes`: the memory that the value holds. A bundle is read at once; what comes one resource a
/// file is kept until all have come.
void Desk::add_resources(
    door::File& file, fhir::Value value, const std::string& digest, std::size_t takes
) {
  if (value.text("resourceType") == "Bundle") {
    const std::size_t source = add_source(file.name, digest);
    auto day = chart_.own_day(source, date_in(value.text("timestamp")));
    if (!day) day = chart_.own_day(source, date_in(value.text("meta.lastUpdated")));
    std::vector<fhir::Entry> entries;
    fhir::unbundle(std::move(value), file.name, entries, chart_);
    read_records(entries, source, day);
    return;
  }
  held_ += takes;
  Group& group = groups_[file.folder];
  if (group.entries.empty())
    group.name = file.name;
  else if (group.name != file.name)
    group.name = file.folder;
  group.digest.add(digest);
  group.entries.push_back({std::move(value), {}});
}

/// The day of a source that says none: that of its newest record.
void Desk::date_source(std::size_t source) {
  Origin& origin = chart_.sources[source];
  // A piece of a chart has the days of a treatment, and none of its own.
  if (origin.date || origin.is_piece) return;
  for (const Found& found : chart_.found) {
    if (found.source != source) continue;
    const Item& item = found.item;
    // When somebody is to stop, or to begin, may be years away.
    if (item.status == "planned") continue;
    const bool is_visit = found.section == Section::visits && !found.is_to_come;
    const auto visit = is_visit ? found.day : std::nullopt;
    const auto over = item.status == "resolved" ? item.end : std::nullopt;
    for (const auto& date : {item.recorded, item.start, visit, over}) {
      if (date && !chart_.is_to_come(*date) && (!origin.date || *date > *origin.date))
        origin.date = date;
    }
  }
  origin.is_least_day = true;
}

}  // namespace engine::chart
