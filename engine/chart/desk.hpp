#pragma once

// The desk at which each file is read that the walk brings.

#include "engine/chart/chart.hpp"
#include "engine/chart/door/door.hpp"
#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/found.hpp"
#include "engine/hash/hash.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace engine::chart {

/// Where to get a file that can be read, in words; for what `looks` like a page of words more.
std::string_view hint_for(std::string_view looks);

/// Reads files as the walk brings them.
class Desk {
 public:
  /// `into` is the case that the charts are added to, which may lie among them; or nullptr.
  /// `memory`: Options::memory.
  Desk(
      const std::vector<std::string>& paths,
      const engine::Source* into,
      std::size_t memory,
      Chart& chart,
      Diagnostics& out
  )
      : paths_{paths}, into_{into}, memory_{memory}, chart_{chart}, out_{out} {}

  /// False when it told why the reading ends.
  bool take(door::File& file);
  /// What came one resource a file is read together, a folder each.
  void finish();

 private:
  struct Group {
    std::string name;
    std::vector<fhir::Entry> entries;
    hash::Sha256 digest;
  };

  bool is_into(const std::string& name) const { return into_ && into_->name() == name; }
  bool is_given(const std::string& name) const;
  bool refuse(const std::string& name, std::string_view looks);
  std::size_t add_source(const std::string& name, std::string digest);
  bool read(door::File& file, std::string bytes);
  bool is_too_much(const door::File& file);
  std::size_t left() const { return memory_ - std::min(held_, memory_); }
  bool read_xml(door::File& file, const engine::Source& text, const std::string& digest);
  bool read_json(door::File& file, const engine::Source& text, const std::string& digest);
  void add_resources(
      door::File& file, fhir::Value value, const std::string& digest, std::size_t takes
  );
  void read_records(
      const std::vector<fhir::Entry>& entries, std::size_t source, std::optional<Date> day
  );
  void date_source(std::size_t source);
  const door::Phone* phone_of(const std::string& folder) const;
  bool is_damaged(FilledError said);

  const std::vector<std::string>& paths_;
  const engine::Source* into_;
  std::size_t memory_, held_ = 0;  ///< bytes that are kept until all is read
  Chart& chart_;
  Diagnostics& out_;
  std::map<std::string, Group> groups_;
  std::map<std::string, door::Phone> phones_;     ///< by the folder of an iPhone's own list
  std::map<std::size_t, std::string> documents_;  ///< the folders of those by their sources
  std::set<std::string> digests_;                 ///< of the files that were read
  std::size_t read_ = 0;
};

}  // namespace engine::chart
