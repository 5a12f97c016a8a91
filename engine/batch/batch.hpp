#pragma once

#include "engine/base/base.hpp"
#include "engine/base/watchdog.hpp"
#include "engine/engine.hpp"
#include "engine/files/files.hpp"
#include "engine/table/table.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine::batch {

/// Which cases a machine takes, when several share the work: those whose id hashes to `number`,
/// from 1 to `count`.
struct Shard {
  int number = 1;
  int count = 1;
};
constexpr int most_shards = 100'000;

/// A shard as one writes it: 3/8, the third of eight.
std::string name_of(const Shard& shard);
/// Read back; nothing when it is not so, or there are more than most_shards.
std::optional<Shard> shard_in(std::string_view name);

/// Where papers go: each case into a folder of its own, or all into one file.
enum class Container { none, tar, zip };

/// What one case may use before it is given up, so that it cannot hold up the others.
struct Limits {
  std::chrono::milliseconds time = std::chrono::seconds{60};
  /// Of the values that the case becomes on its way to papers (Budget), beyond what all cases
  /// share.
  std::size_t bytes = std::size_t{512} << 20;
};

/// Tells that a case was given up, since it needs more than that: E733 time, E734 memory.
void tell_given_up(const BudgetExceeded& exceeded, const Limits& limits, Diagnostics& out);

struct Options {
  /// Folders (every .xml file below them, in the order of their names), case files, files of many
  /// cases, CSV files (.csv, .tsv) with a case a row; `-` is standard input, where case files may
  /// follow each other.
  std::vector<std::string> inputs;
  /// Cases that are in memory, instead of those of the inputs: the name that messages about them
  /// say, and their bytes.
  std::vector<std::pair<std::string, std::string>> given;
  table::Options table;        ///< how rows become cases
  std::string output = "out";  ///< a folder; `-`: the tar goes to standard output
  MakeOptions make;
  bool embed_case = false;
  Container container = Container::none;
  int jobs = 1;            ///< threads that make packets
  bool resume = false;     ///< go on with the run that was interrupted in this folder
  bool fail_fast = false;  ///< the first case that cannot be made ends the run
  bool prune = false;      ///< the papers of cases go that are not among the inputs any more
  bool force = false;      ///< write over files that carepacket did not write
  Shard shard;
  Limits limits;
  Watchdog* watchdog = nullptr;  ///< that looks at the whole program; nullptr: one of the run's own
  /// What finished packets may hold in bytes while they wait for their turn to be written.
  std::size_t most_waiting = std::size_t{24} << 20;
  std::string print_job;    ///< PDF for the print room; a file a set and language; empty: none
  bool separators = false;  ///< in it a sheet stands before each packet
  std::string report;  ///< file of the report; empty: named after its kind, in the output folder
  /// Tells a file that carepacket wrote, and nobody changed, by its bytes.
  std::function<bool(std::string_view)> is_own;
  /// A folder for what is put together before it goes to standard output.
  std::string temporary = "/tmp";
  files::Disk* disk = &files::real_disk();  ///< what writes; never null
  std::string pictures;  ///< a folder with the logo that cases name; empty: beside each case
};

/// True for a path that is read as a table: .csv, .tsv, .xlsx.
bool is_table(const std::string& path);

/// What has become of one case.
enum class Status {
  made,
  incomplete,  ///< made, but for papers that the case forbids
  refused      ///< nothing made: the case is wrong, or was given up
};

/// Sums over the cases of a run, as the manifest's last line has them.
struct Totals {
  std::uint64_t seen = 0;   ///< cases in the inputs
  std::uint64_t cases = 0;  ///< of this shard
  std::uint64_t made = 0, incomplete = 0, refused = 0;
  std::uint64_t documents = 0, pages = 0, blanks = 0, files = 0, bytes = 0;
  bool operator==(const Totals&) const = default;
};

struct Progress {
  Totals totals;
  std::uint64_t unchanged = 0;          ///< of them, made by a run before and still good
  std::uint64_t read = 0, to_read = 0;  ///< bytes of the inputs; to_read 0: nobody knows
};

/// Whoever listens to a run. All are called from the thread that called run().
struct Listener {
  /// What was found in one case, with its places.
  std::function<void(const Diagnostics&)> tell;
  /// A case is finished.
  std::function<void(const Progress&)> progress;
  /// Turns true when the run shall end early: what is being made is finished first.
  const std::atomic<bool>* stop = nullptr;
};

enum class Ended {
  complete,
  stopped,  ///< by the listener: can be resumed
  /// At the first case that was not made. The manifest in a folder has its end; a container waits
  /// to be resumed.
  failed_fast,
  not_started,  ///< told why
  broken_off    ///< the file system refused, told why: can be resumed
};

struct Outcome {
  Ended ended = Ended::not_started;
  Progress last;
  std::string manifest, report;  ///< paths, when they were written
  struct Printed {
    std::string path;
    int packets = 0, pages = 0;
  };
  std::vector<Printed> printed;  ///< the files of the print job
  std::uint64_t pruned = 0;      ///< cases of runs before whose papers were taken away
  bool our_fault = false;        ///< a case met a fault of carepacket itself (E799)
  bool is_unread = false;        ///< an input could not be read, or not to its end (E701)
};

/// Makes the packets of many cases on `jobs` threads. Papers are written in the order of the cases,
/// whatever the number of threads, and so is OUTPUT/manifest.jsonl, a line a case:
/// what was made of it, with the SHA-256 of each file, and no patient data. A case whose key (its
/// bytes, what the library is made of, options) is in the manifest of a run before, and whose files
/// still have their digests, is not made again. However a run ends, even by SIGKILL, the files are
/// whole or absent, and the next run ends with what one run would have made.
///
/// `out` receives what concerns the run; what concerns a case goes to the listener.
/// Reported: E701 E702 (files), E9xx a table without usable headings, E730 two cases of one id,
/// E731 nothing to make, E732 the run to resume was another one, E733 a case used up its time, E734
/// its memory, E738 an id that is the name of the run's own files, E739 and W739 no threads or too
/// few, W730 files passed over, W731 W732 cases of runs before that are not among the inputs.
Outcome run(
    const Options& options, const Library& library, const Listener& listener, Diagnostics& out
);

/// True when the shard takes a case of this id.
bool takes(const Shard& shard, std::string_view id);

/// Joins the manifests of all shards of one run into the manifest that one machine would have
/// written, byte for byte, and hands it to `write` line by line. A manifest is read line by line
/// too: of its cases, only the ids are kept.
///
/// What comes out is proof that nothing is missing and nothing was made twice. The manifests are of
/// one run; every shard is there once, to its last line, and its lines are those that were written
/// (SHA-256); all shards saw the same number of cases; and each of these, by its place in the
/// inputs, stands in exactly one manifest, and no id was made twice.
///
/// Reported: E701 a file cannot be read, E740 no manifest, E741 one without its end, E742 one that
/// was changed, E743 one of another run, E744 a shard given twice, E745 a shard missing, E746 a
/// case that was made twice, E747 cases missing. What was written before one of these is no
/// manifest.
Result<Totals> merge(
    const std::vector<std::string>& manifests,
    const std::function<void(std::string_view)>& write,
    Diagnostics& out
);
/// True for a file that is a manifest from its first line to its last, whose digest is that of the
/// lines above it: nobody has changed it since. Reads on from where the file is.
bool is_whole_manifest(int file);

}  // namespace engine::batch
