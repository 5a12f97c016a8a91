#pragma once

// The report: what was read, what a person has to look at, what was taken, what was left out and
// why, what was not read. Knows no format of charts.

#include "engine/chart/draft.hpp"
#include "engine/chart/into/into.hpp"

namespace engine::chart {

/// A report as it is written: headings, and lines below them.
struct Report {
  struct Line {
    std::string words;
    std::vector<std::string> more;
    /// Where a chart and a case differ, for the page that asks who is right: what each says, in
    /// words, and what to write for the chart to be (into::Meeting::instead). The HTML alone has
    /// it.
    std::string chart, typed;
    std::vector<std::pair<std::string, std::string>> instead;
  };
  struct Part {
    std::string heading;
    std::vector<Line> lines;
    std::string when_empty;
    bool is_counted =
        true;  ///< its heading has the number of its lines, each of which is one thing
  };
  struct Row {
    std::string what;
    std::vector<int> numbers;  ///< found, and each outcome
  };
  std::string language, title;
  std::vector<std::string> head;
  std::vector<Part> parts;
  std::string account_heading, account_note;
  std::vector<std::string> columns;
  std::vector<Row> account;
  std::vector<std::string> charts;  ///< by their SHA-256: whose case it is a report of
};

/// `added` is what became of a case that the charts were added to; nullptr: they are a draft.
Report report_of(
    const Chart& chart,
    const Facts& facts,
    const into::Added* added,
    const Words& words,
    const Options& options
);

/// As plain text of at most 79 columns, and as one accessible HTML page.
std::string as_text(const Report& report);
std::string as_html(const Report& report);

}  // namespace engine::chart
