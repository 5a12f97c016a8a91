// What stands in the text of a document's section and in no record of it.

#include "engine/base/fold.hpp"
#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>
#include <utility>

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

/// Whether a record of the list has a name that stands in a line, or that the line stands for.
bool has_record(const std::string& line, Section kind, const Reading& to) {
  return std::ranges::any_of(to.chart.found, [&](const Found& found) {
    if (found.source != to.source || found.section != kind) return false;
    std::vector<std::string> names{found.what, found.item.name};
    names.insert(names.end(), found.item.also.begin(), found.item.also.end());
    return std::ranges::any_of(names, [&](const std::string& name) {
      const std::string first = name.substr(0, name.find(' '));
      return !name.empty() && (contains_but_case(line, name) || contains_but_case(name, line) ||
                               (first.size() > 3 && contains_but_case(line, first)));
    });
  });
}

std::optional<Section> list_of(const Value& section) {
  for (const Value* coding : section["code"].each("coding")) {
    if (const auto kind = list_of_code(coding->text("code"))) return kind;
  }
  return std::nullopt;
}

/// The lines of a list that no record has.
void tell_lines(
    const std::vector<std::string>& lines, Section kind, bool has_records, const Reading& to
) {
  Origin& source = to.chart.sources[to.source];
  for (const std::string& line : lines) {
    const auto statement = statement_in(line);
    if (statement && !has_records) source.statements[kind].push_back(*statement);
    if (statement || is_placeholder(line) || has_record(line, kind, to)) continue;
    const std::string id{section_ids[static_cast<std::size_t>(kind)]};
    to.chart.check.push_back({source.file, "row-without-entry." + id, line});
  }
}

void tell_section(const Value& section, const Reading& to) {
  const std::string title = collapsed(section.text("title"));
  std::vector<std::string> lines = lines_of(section.text("text.div"));
  std::erase_if(lines, [&](const std::string& line) { return same_but_case(line, title); });
  // A row of headings is none of the list.
  const auto heads = section.text("text.div").find("<th");
  if (heads != std::string::npos && lines.size() > 1) lines.erase(lines.begin());
  const bool has_records = !section.each("entry").empty();
  if (const auto kind = list_of(section)) {
    tell_lines(lines, *kind, has_records, to);
  } else if (!has_records && !lines.empty()) {
    std::string all = title;
    for (const std::string& line : lines) all += (&line == &lines.front() ? ": " : "; ") + line;
    to.chart.not_read.push_back({to.chart.sources[to.source].file, "text-not-read", std::move(all)}
    );
  }
  for (const Value* inside : section.each("section")) tell_section(*inside, to);
}

}  // namespace

void tell_texts(const Value& composition, const Reading& to) {
  for (const Value* section : composition.each("section")) tell_section(*section, to);
}

}  // namespace engine::chart::fhir
