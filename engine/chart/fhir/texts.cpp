// What stands in the text of a document's section and in no record of it.

#include "engine/base/fold.hpp"
#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/fhir/members.hpp"
#include "engine/chart/known_words.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

namespace engine::chart::fhir {

namespace {

/// True for a tag of XHTML that ends a line: "</li>", "<br/>".
bool ends_line(std::string_view tag) {
  constexpr std::array<std::string_view, 16> names{
      "p",
      "div",
      "br",
      "li",
      "ul",
      "ol",
      "tr",
      "table",
      "thead",
      "tbody",
      "h1",
      "h2",
      "h3",
      "h4",
      "h5",
      "caption"};
  std::string name = lowered(tag.substr(0, tag.find_first_of(" \t\r\n/", 1)));
  if (name.starts_with('/')) name.erase(0, 1);
  return std::ranges::find(names, name) != names.end();
}

/// The sign of an entity; a blank for one that is not known.
std::string sign_of(std::string_view entity) {
  constexpr std::pair<std::string_view, std::string_view> known[] = {
      {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}};
  for (const auto& [name, sign] : known) {
    if (entity == name) return std::string{sign};
  }
  return " ";
}

/// The lines of XHTML: rows, items, paragraphs. The cells of a row stand behind each other.
std::vector<std::string> lines_of(std::string_view markup) {
  std::vector<std::string> lines;
  std::string line;
  const auto end_line = [&] {
    std::string words = collapsed(line);
    while (words.ends_with(" ·")) words.erase(words.size() - std::string_view{" ·"}.size());
    if (!words.empty()) lines.push_back(std::move(words));
    line.clear();
  };
  constexpr std::size_t longest_entity = 8;
  for (std::size_t at = 0; at < markup.size(); ++at) {
    const char sign = markup[at];
    if (sign == '<') {
      // A tag without an end ends the text.
      const auto close = std::min(markup.find('>', at), markup.size());
      const std::string_view tag = markup.substr(at + 1, close - at - 1);
      if (ends_line(tag)) end_line();
      if (tag == "/td" || tag == "/th") line += " · ";
      at = close;
      continue;
    }
    const auto length = sign == '&' ? markup.substr(at, longest_entity).find(';') : markup.npos;
    if (length == markup.npos) {
      line += sign;
    } else {
      line += sign_of(markup.substr(at + 1, length - 1));
      at += length;
    }
  }
  end_line();
  return lines;
}

/// Whether a record has a name that stands in a line, or that the line stands for.
bool is_named_in(const Found& found, const std::string& line) {
  std::vector<std::string> names{found.what, found.item.name};
  names.insert(names.end(), found.item.also.begin(), found.item.also.end());
  return std::ranges::any_of(names, [&](const std::string& name) {
    const std::string first = name.substr(0, name.find(' '));
    return !name.empty() && (contains_but_case(line, name) || contains_but_case(name, line) ||
                             (first.size() > 3 && contains_but_case(line, first)));
  });
}

/// The records of a list that a line names.
std::vector<Found*> records_in(const std::string& line, Section kind, const Reading& to) {
  std::vector<Found*> all;
  for (Found& found : to.chart.found) {
    if (found.source == to.source && found.section == kind && is_named_in(found, line))
      all.push_back(&found);
  }
  return all;
}

/// All words of a record, with what its parts are called; of what it refers to the words alone.
void add_words_of(
    const Value& value, const Value& holder, bool follow, const Reading& to, KnownWords& known
) {
  if (value.is_object()) {
    for (std::size_t i = 0; i < value.members().size(); ++i) {
      const std::string& name = value.names()[i];
      known.add(parted(name));
      if (name != "div") add_words_of(value.members()[i], holder, follow, to, known);
    }
    if (follow && value["reference"])
      add_words_of(to.index.referred(value, holder), holder, false, to, known);
    return;
  }
  if (!value.is_list()) return known.add(value.text());
  for (const Value* one : value.each()) add_words_of(*one, holder, follow, to, known);
}

/// All words of the records that a section lists.
KnownWords words_listed(const Value& section, const Reading& to) {
  KnownWords known;
  for (const Value* entry : section.each("entry")) {
    const Value& record = to.index.referred(*entry, section);
    add_words_of(record, record, true, to, known);
    if (record["dosage"] || record["dosageInstruction"]) known.add_words_of_taking();
  }
  return known;
}

/// What a line is made of: "Asthma; Epilepsy", "Aspirin 81 mg, Warfarin 5 mg". Nothing in brackets
/// is a piece of its own.
std::vector<std::string> pieces_of_line(const std::string& line) {
  constexpr std::string_view betweens[] = {"; ", ", ", " and ", " y ", " · "};
  std::vector<std::string> pieces{""};
  int brackets = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::string_view rest = std::string_view{line}.substr(at);
    const auto between =
        std::ranges::find_if(betweens, [&](auto b) { return rest.starts_with(b); });
    if (brackets == 0 && between != std::end(betweens)) {
      pieces.emplace_back();
      at += between->size();
      continue;
    }
    brackets += line[at] == '(' ? 1 : line[at] == ')' && brackets > 0 ? -1 : 0;
    pieces.back() += line[at++];
  }
  return pieces;
}

void tell_unlisted(const std::string& words, Section kind, const Reading& to) {
  const std::string id{section_ids[static_cast<std::size_t>(kind)]};
  to.chart.check.push_back({to.chart.sources[to.source].file, "row-without-entry." + id, words});
}

/// A piece that is written like a name of its own, and not like more words about another.
bool is_like_a_name(const std::string& piece) {
  return !piece.empty() && piece.front() >= 'A' && piece.front() <= 'Z' && !speaks_against(piece);
}

/// A line that names a record: what it says besides is told beside that, and what it names besides
/// is told as none of the list.
void tell_rest(
    const std::string& line,
    Section kind,
    std::span<Found* const> named,
    const KnownWords& known,
    const Reading& to
) {
  bool says_more = speaks_against(line), is_row = line.find(" · ") != line.npos;
  for (const std::string& piece : pieces_of_line(line)) {
    if (known.cover(piece) || is_placeholder(piece) || statement_in(piece)) continue;
    if (is_row || !is_like_a_name(piece) || !records_in(piece, kind, to).empty())
      says_more = true;
    else
      tell_unlisted(piece, kind, to);
  }
  for (Found* found : says_more ? named : std::span<Found* const>{}) {
    if (found->outcome != Outcome::taken) {
      found->beside.push_back({"text-says", line});
      continue;
    }
    const bool goes_on = found->item.status == "current" || found->item.status == "active";
    if (!goes_on && known.cover(line)) continue;
    found->item.doubt("text-says", line);
    if (speaks_against(line)) found->item.call_unclear();
  }
}

std::optional<Section> list_of(const Value& section) {
  for (const Value* coding : section["code"].each("coding")) {
    if (const auto kind = list_of_code(coding->text("code"))) return kind;
  }
  return std::nullopt;
}

/// A line of a list that has no records: all that is known of something. False where it names
/// nothing, or says more than a name.
bool take_line(const std::string& line, Section kind, const Reading& to) {
  constexpr std::size_t longest_name = 200;
  constexpr std::string_view between = " · ";
  const auto end = std::min(line.find(between), line.size());
  const std::string name = tidy(std::string_view{line}.substr(0, end));
  if (is_placeholder(name) || name.size() > longest_name || name.ends_with(':') ||
      speaks_against(line))
    return false;
  const std::string rest = end == line.size() ? "" : line.substr(end + between.size());
  Item item{.kind = kind, .name = name, .also = {}};
  item.source = to.source;
  item.basis = Basis::text;
  item.status = kind == Section::allergies ? "active" : "unclear";
  if (kind == Section::medications) item.instruction = rest;
  item.doubt("text-only", rest);
  to.chart.count(to.source, kind);
  to.chart.take(std::move(item));
  return true;
}

/// The lines of a list, as far as no record has their words.
void tell_lines(
    const std::vector<std::string>& lines, Section kind, const Value& section, const Reading& to
) {
  Origin& source = to.chart.sources[to.source];
  const bool has_records = !section.each("entry").empty();
  const KnownWords known = words_listed(section, to);
  for (const std::string& line : lines) {
    const auto statement = statement_in(line);
    if (statement && !has_records) source.statements[kind].push_back(*statement);
    if (statement || is_placeholder(line)) continue;
    const auto named = records_in(line, kind, to);
    // "Status: active" on a line of its own says no more than the records do.
    if (named.empty() && known.cover(line)) continue;
    if (named.empty() && !has_records && take_line(line, kind, to)) continue;
    if (named.empty())
      tell_unlisted(line, kind, to);
    else
      tell_rest(line, kind, named, known, to);
  }
}

/// The lines of another section in words that none of its records has.
void tell_other_lines(
    const std::vector<std::string>& lines,
    const std::string& title,
    const Value& section,
    const Reading& to
) {
  const std::string& file = to.chart.sources[to.source].file;
  if (section.each("entry").empty()) {
    std::string all = title;
    for (const std::string& line : lines) all += (&line == &lines.front() ? ": " : "; ") + line;
    to.chart.not_read.push_back({file, "text-not-read", std::move(all)});
    return;
  }
  const KnownWords known = words_listed(section, to);
  for (const std::string& line : lines) {
    if (!known.cover(line) && !is_placeholder(line) && !statement_in(line))
      to.chart.not_read.push_back({file, "row-without-entry", title + " – " + line});
  }
}

void tell_section(const Value& section, const Reading& to) {
  const std::string title = collapsed(section.text("title"));
  std::vector<std::string> lines = lines_of(section.text("text.div"));
  std::erase_if(lines, [&](const std::string& line) { return same_but_case(line, title); });
  // A row of headings is none of the list.
  const auto heads = section.text("text.div").find("<th");
  if (heads != std::string::npos && lines.size() > 1) lines.erase(lines.begin());
  if (const auto kind = list_of(section))
    tell_lines(lines, *kind, section, to);
  else if (!lines.empty())
    tell_other_lines(lines, title, section, to);
  for (const Value* inside : section.each("section")) tell_section(*inside, to);
}

}  // namespace

void tell_own_text(const Value& resource, std::size_t first, const Reading& to) {
  if (resource.text("text.status") != "additional") return;
  KnownWords known;
  add_words_of(resource, resource, true, to, known);
  known.add_words_of_taking();
  for (const std::string& line : lines_of(resource.text("text.div"))) {
    if (known.cover(line) || is_placeholder(line)) continue;
    bool is_told = false;
    for (std::size_t i = first; i < to.chart.found.size(); ++i) {
      Found& found = to.chart.found[i];
      is_told = true;
      if (found.outcome != Outcome::taken) {
        found.beside.push_back({"text-says", line});
        continue;
      }
      found.item.doubt("text-says", line);
      if (speaks_against(line)) found.item.call_unclear();
    }
    if (!is_told)
      to.chart.not_read.push_back({to.chart.sources[to.source].file, "text-not-read", line});
  }
}

void tell_texts(const Value& composition, const Reading& to) {
  for (const Value* section : composition.each("section")) tell_section(*section, to);
}

}  // namespace engine::chart::fhir
