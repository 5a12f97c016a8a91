#pragma once

#include "engine/batch/journal.hpp"
#include "engine/batch/store.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace engine::batch {

/// The page that says how a run went: how much was made, and why not the rest, by cause, each with
/// its first cases. It holds what the manifest holds, and nothing of what a case says.
class Report {
 public:
  Report(const Options& options, const kind::TemplateSet& template_set)
      : options_{options}, kind_{template_set.report_of_run()} {}
  /// Its file in the output folder and in a container, named after its kind.
  std::string name() const;
  /// False when it told E702, nothing can be written there, or E703: the report's place holds a
  /// file of somebody else's, or E524: no kind of the templates is a report.
  bool may_write(Diagnostics& out) const;
  void add(const Entry& entry);
  /// Makes the page and puts it, with the manifest, where they belong; `outcome` learns where.
  bool write(
      const Library& library,
      const Journal& journal,
      Store& store,
      Outcome& outcome,
      Diagnostics& out
  ) const;

 private:
  /// The causes, the commonest first, in the words of share/templates/explain.
  facts::List causes(const std::string& share) const;
  std::string path() const;  ///< empty: the report is in the container alone

  const Options& options_;
  const kind::Kind* kind_;  ///< may be nullptr
  /// Why cases were not made, or in part.
  struct Cause {
    std::uint64_t cases = 0;
    std::map<std::uint64_t, std::string> first;  ///< names by number, the first few
  };
  std::map<std::string, Cause, std::less<>> causes_;  ///< by code
};

}  // namespace engine::batch
