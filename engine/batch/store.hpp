#pragma once

#include "engine/batch/manifest.hpp"

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace engine::batch {

/// What was typed into papers that these take the place of (engine::Former).
struct Carried {
  /// The files that it was read from, which may be written over and taken away: name below the
  /// output folder, and digest.
  std::map<std::string, std::string, std::less<>> read;
  std::string kept;  ///< answers.txt, where some have no place any more; empty: as it is
};
constexpr std::string_view answers_file = "/answers.txt";  ///< in the folder of a case

/// True for a file that has its size at most: a night does not wait for the disk, and where the
/// power goes a file may have its name and none of its bytes. Nobody's work is in it.
inline bool holds_nothing(std::string_view bytes) {
  return bytes.find_first_not_of('\0') == bytes.npos;
}

/// Where the papers of cases go: each file whole or absent.
class Store {
 public:
  virtual ~Store() = default;
  /// Papers of a case made now; `before`: what the manifest of an earlier run says of this case, if
  /// it does; `carried`: its answers. False when it told why not: E702 the file system refused,
  /// E703 a file is there that is not ours. `refused` is true when only this case cannot be
  /// written, and the run may go on.
  virtual bool put(
      const Entry& entry,
      std::span<const File> files,
      const Entry* before,
      const Carried& carried,
      bool& refused,
      Diagnostics& out
  ) = 0;
  /// True when the files of an entry are still here as they were written. Called by any thread.
  virtual bool holds(const Entry& entry) const = 0;
  /// The bytes of a file that is here: p17/packet.pdf. False when there is none, or nobody can have
  /// typed into it. Called by any thread.
  virtual bool read(const std::string& name, std::string& bytes) const = 0;
  /// The entry's files stay as they are: a run before made them.
  virtual bool keep(const Entry& entry, Diagnostics& out) = 0;
  /// A file of the run itself, when all cases are through: manifest and report. Its `size` bytes
  /// come piece by piece; an empty piece is a failure that was told.
  using Pieces = std::function<std::string_view()>;
  virtual bool add(
      const std::string& name, std::uint64_t size, const Pieces& pieces, Diagnostics& out
  ) = 0;
  /// All is written, and outlives a power cut.
  virtual bool finish(Diagnostics& out) = 0;
};

/// A folder for each case below `output`, but for an id that is the name of the run's `report`.
std::unique_ptr<Store> open_folder(
    const Options& options, int output, std::string report, Diagnostics& out
);

/// One tar or zip: `<output>/packets.tar`, or standard output. `kept`: the entries of the
/// interrupted run, in order, whose files the unfinished container still holds.
std::unique_ptr<Store> open_container(
    const Options& options, int output, const std::vector<Entry>& kept, Diagnostics& out
);

}  // namespace engine::batch
