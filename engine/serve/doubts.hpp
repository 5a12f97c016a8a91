#pragma once

// Why an entry of a chart is asked about, as the report of the import says it.

#include <string>
#include <string_view>
#include <vector>

namespace engine::serve {

/// What stands under "Please check" in a report (chart::import). All words are HTML already.
class Doubts {
 public:
  /// `headings`: what that part is called, in each language.
  Doubts(std::string_view report, const std::vector<std::string>& headings);

  /// Of the entry that is called so; of several of one name, those whose day is among its words.
  std::vector<std::string> of(std::string_view title, std::string_view words) const;
  /// Of the whole chart, such as that it is old.
  std::vector<std::string> of_all() const;

 private:
  struct Row {
    std::string heading;  ///< Medicines: albuterol (February 15, 2011)
    std::vector<std::string> reasons;
  };
  std::vector<Row> rows_;
};

}  // namespace engine::serve
