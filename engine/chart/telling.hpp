#pragma once

// What the parts of the report are made with: the words of its language, and what of a chart may be
// shown.

#include "engine/chart/report.hpp"
#include "engine/chart/wording.hpp"

#include <string>
#include <string_view>

namespace engine::chart {

/// What the report is made with.
struct Telling {
  const Chart& chart;
  const Facts& facts;
  const Words& words;
  const Options& options;
  std::string say(std::string_view id, std::string_view one = {}, std::string_view two = {}) const {
    return chart::say(words, options.language, id, one, two);
  }
  /// What stands in a chart: shapes alone where the report is to be handed to a helper. Of a text
  /// as long as a page its beginning, and that there is more.
  std::string shown(std::string_view value) const {
    constexpr std::size_t most = 4000;  // bytes
    if (options.redact && !value.empty()) return say("not-shown");
    if (value.size() <= most) return printable(value);
    const auto end = value.rfind(' ', most);
    return say("cut", printable(value.substr(0, end == value.npos ? most : end)));
  }
  /// What was told of an entry, its days in words.
  std::string told(const std::string& what) const;
  std::string day(const std::optional<Date>& date) const {
    if (!date) return say("no-date");
    return options.redact ? say("not-shown") : day_in_words(words, options.language, *date);
  }
  std::string section(Section kind) const {
    return say("section." + std::string{section_ids[static_cast<std::size_t>(kind)]});
  }
  /// A file by its name, or by its number where that could tell something.
  std::string file(std::string_view name) const {
    if (!options.redact) return printable(name);
    for (std::size_t i = 0; i < chart.sources.size(); ++i) {
      if (chart.sources[i].file == name) return say("file-number", std::to_string(i + 1));
    }
    return say("a-file");
  }
};

/// What stands beside an entry, behind a dash each; results behind a point.
std::string words_beside(const std::vector<Beside>& all, const Telling& telling);
/// What an entry is called, and what stands beside it: "Appendectomy – for Appendicitis".
std::string called(const Found& found, const Telling& telling);

std::string name_of(const Item& item, const Telling& telling);
/// Other names of an illness or a medicine, as far as they have words that its own does not.
std::string other_names(const Item& item, const Telling& telling);

/// A doctor or an office: the field, where, and how often the charts have a visit.
std::string line_of(const Provider& provider, const Telling& telling);
/// Somebody to call: who they are to the person, and until when.
std::string line_of(const Contact& contact, const Telling& telling);

/// What a person has to look at, the gravest first.
Report::Part part_to_check(const Telling& telling);
/// What was left out, by reason and kind.
Report::Part part_left_out(const Telling& telling);

}  // namespace engine::chart
