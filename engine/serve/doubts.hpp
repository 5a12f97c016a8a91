#pragma once

// Why an entry of a chart is asked about, as the report of the import says it.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine::serve {

/// What stands under "Please check" in a report (chart::import). All words are HTML already.
class Doubts {
 public:
  /// `headings`: what that part is called, in each language.
  Doubts(std::string_view report, const std::vector<std::string>& headings);

  /// Of the entry that is called so; of several of one name, those whose day is among its words.
  std::vector<std::string> of(std::string_view title, std::string_view words) const;
  /// Where the case says otherwise than a newer chart: both in words, and what to write into the
  /// entry for the chart to be right. Nothing where they do not differ, or that is not known of all
  /// of it.
  struct Differing {
    std::string chart, typed;
    /// Elements and @attributes with their words, as the text of a case has them; without words it
    /// is taken away.
    std::vector<std::pair<std::string, std::string>> instead;
  };
  std::optional<Differing> differing(std::string_view title) const;
  /// Of the whole chart, such as that it is old.
  std::vector<std::string> of_all() const;
  /// What it says otherwise than the case and is not of an entry, such as an address: both sides.
  std::vector<std::string> of_no_entry() const;

 private:
  struct Row {
    std::string heading;  ///< Medicines: albuterol (February 15, 2011)
    std::vector<std::string> reasons;
    std::string chart, typed, instead;  ///< as report_files.cpp writes them
  };
  std::vector<Row> rows_;
};

}  // namespace engine::serve
