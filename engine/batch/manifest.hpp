#pragma once

#include "engine/batch/batch.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The manifest: JSON, a line a case, between a line that says what run it was and one that sums up.
// Its bytes depend on the inputs, the options and the library alone.

namespace engine::batch {

struct Head {
  std::string run;  ///< digest of everything that is the same for every case, as 64 digits
  Shard shard;
  Container container = Container::none;
  bool operator==(const Head& other) const {
    return run == other.run && shard.number == other.shard.number &&
           shard.count == other.shard.count && container == other.container;
  }
};

struct FileEntry {
  std::string name;    ///< below the output folder: p17/packet.pdf
  std::string sha256;  ///< 64 hexadecimal digits
  std::uint64_t bytes = 0;
  int pages = 0;
};

/// What was made of one case.
struct Entry {
  std::uint64_t number = 0;  ///< the case's place in the inputs, from 1
  std::uint64_t row = 0;     ///< of a table: the line on which it begins; 0: it is of none
  std::string id;            ///< empty when the case does not say it, or says one that is none
  std::string key;           ///< digest of the case and of the run, as 64 digits
  Status status = Status::refused;
  int documents = 0, pages = 0, blanks = 0;
  std::vector<FileEntry> files;
  std::map<std::string, int> errors, warnings;  ///< how often each code was told
};

std::string line_of(const Head& head);
std::string line_of(const Entry& entry);
struct Tail {
  Totals totals;
  std::string sha256;    ///< of all lines before
  bool stopped = false;  ///< at the first case that was not made: what follows it is in no line
};
std::string line_of(const Tail& tail);

/// A line read back; nothing when it is no such line. Manifests come from anywhere, so a line is
/// one only when every member is what a run writes: an id that is one, digests of 64 hexadecimal
/// digits, numbers that can be, and files that lie directly in the folder of their case.
std::optional<Head> head_in(std::string_view line);
std::optional<Entry> entry_in(std::string_view line);
std::optional<Tail> tail_in(std::string_view line);

/// The key, or the id, of an entry's line without reading all of it; empty when it has none.
std::string_view key_in(std::string_view line);
std::string_view id_in(std::string_view line);

/// Counts an entry in.
void add(Totals& totals, const Entry& entry);

}  // namespace engine::batch
