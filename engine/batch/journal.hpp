#pragma once

#include "engine/batch/manifest.hpp"
#include "engine/files/files.hpp"
#include "engine/hash/hash.hpp"

#include <optional>
#include <string>
#include <vector>

namespace engine::batch {

/// manifest.jsonl, and manifest-3-of-8.jsonl of a shard: shards may write into one folder.
std::string named(const Shard& shard, std::string name, std::string_view ending);

/// The manifest as it is written, a line when a case is finished, and the manifests of runs before.
///
/// While a run is on, its lines are in NAME.part; what an interrupted run left there is put into
/// NAME.before, which stays until a run is complete. So whatever moment a run is killed at, the
/// next one knows all that was finished.
class Journal {
 public:
  /// How a run came to its last line: through all cases, or to the first that was not made.
  enum class End : bool { complete, stopped };
  struct How {
    bool resume = false;             ///< the run that was interrupted goes on
    bool force = false;              ///< what carepacket did not write may be written over
    std::string temporary = "/tmp";  ///< folder of a manifest that has none
    files::Disk* disk = &files::real_disk();
  };
  /// `folder`: open, or -1 when the manifest goes with everything else to standard output; `where`:
  /// its path, for messages. Reported: E701 E702, E703 a file of this name is not a manifest as it
  /// was written, E732 the run to resume was another one, E735 another run is at work here.
  static Result<Journal> open(
      int folder, const std::string& where, const Head& head, const How& how, Diagnostics& out
  );

  /// What a run before made of the case with this key, or with this id. Called by any thread.
  /// Reported: E701, then nobody knows.
  std::optional<Entry> with_key(std::string_view key, Diagnostics& out) const;
  std::optional<Entry> with_id(std::string_view id, Diagnostics& out) const;
  /// The last word of all runs before on each case that they made. Reported: E701.
  std::vector<Entry> all(Diagnostics& out) const;
  /// The entries of the interrupted run, in the order of the cases. Reported: E701.
  std::vector<Entry> interrupted(Diagnostics& out) const;

  /// Adds a line; false when it told E702.
  bool add(const Entry& entry, Diagnostics& out);
  /// Adds the last line.
  bool end(const Totals& totals, End end, Diagnostics& out);
  /// All lines so far, in bytes, and a piece of them from an offset on; empty when it told E701.
  std::uint64_t size() const { return size_; }
  std::string piece(std::uint64_t offset, Diagnostics& out) const;
  /// Gives the manifest its name, and forgets the interrupted run. One that stopped knows nothing
  /// of the cases behind: what runs before made of them is kept in NAME.before.
  bool arrive(End end, Diagnostics& out);
  /// What is written so far outlives a power cut.
  void flush();

  const std::string& name() const { return name_; }

 private:
  struct Known {
    std::uint64_t hash;
    std::uint32_t file, length;
    std::uint64_t offset;
  };
  using Index = std::vector<Known>;

  Journal() = default;
  Reported cannot_write(const std::string& name, Diagnostics& out) const;
  Reported another_is_at_work(Diagnostics& out) const;
  bool may_replace(const std::string& name, const files::IsOwn& is_own, Diagnostics& out) const;
  bool take_over(const Head& head, Diagnostics& out);
  bool read_lines(const std::string& name, Diagnostics& out);
  std::optional<Entry> find(
      const Index& index, std::string_view what, std::string Entry::*member, Diagnostics& out
  ) const;
  bool append(const std::string& line, Diagnostics& out);
  bool keep(const std::string& lines, Diagnostics& out);

  int folder_ = -1;
  How how_;
  std::string where_, name_;
  std::vector<files::Descriptor> earlier_;
  std::size_t interrupted_from_ = 0;  ///< earlier_ from here on: the interrupted run
  Index by_key_, by_id_;
  std::optional<files::Descriptor> part_;
  std::uint64_t size_ = 0;  ///< of whole lines in part_
  hash::Sha256 digest_;     ///< of them
};

}  // namespace engine::batch
