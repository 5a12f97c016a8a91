#pragma once

#include "engine/batch/journal.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace engine::batch {

/// Cases that runs before made into an output folder, and that are not among the inputs any more.
/// What is left of them there is remembered in gone.jsonl, a line a case as in the manifest, until
/// it is taken away or the case is back.
class Gone {
 public:
  Gone(const Options& options, int folder)
      : options_{options}, folder_{folder}, name_{named(options.shard, "gone", ".jsonl")} {}

  /// Finds them: `is_here` says whether this run met a case of that id. With Options::prune their
  /// files go that are as they were made; what somebody changed stays. Told: W731 that they are
  /// there, W732 what stays. False when it told E701, E702 or E703.
  bool settle(
      const Journal& journal,
      const std::function<bool(const std::string&)>& is_here,
      Outcome& outcome,
      Diagnostics& out
  );

 private:
  bool read_file(std::map<std::string, Entry>& entries, Diagnostics& out) const;
  /// True for an entry of which files are still there.
  bool is_left(const Entry& entry) const;
  void take_away(const Entry& entry) const;
  bool write_file(const std::vector<Entry>& left, Diagnostics& out) const;

  const Options& options_;
  int folder_;
  std::string name_;
};

}  // namespace engine::batch
