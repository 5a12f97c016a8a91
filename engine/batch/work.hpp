#pragma once

#include "engine/base/watchdog.hpp"
#include "engine/batch/input.hpp"
#include "engine/batch/journal.hpp"
#include "engine/batch/store.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace engine::batch {

/// What is the same for every case of a run.
struct Run {
  const Options& options;
  const Library& library;
  const Journal& journal;
  const Store& store;
  std::string digest;  ///< of library and options
};

/// A case on its way from the thread that made it to the one that writes.
struct Finished {
  Entry entry;
  std::uint32_t input = 0;  ///< of its file: Inputs::name()
  Place place;              ///< of its id in that file
  bool is_ours = true;      ///< false: another shard's
  bool is_unchanged = false;
  bool our_fault = false;
  bool is_unread = false;  ///< an input cannot be read, or not to its end (E701)
  std::vector<File> files;
  Carried carried;  ///< what was typed into papers before
  Diagnostics told;
  std::size_t bytes() const;  ///< what it holds of memory, about
};

/// Leaves of a case only what was told of it: nothing is made.
void refuse(Finished& finished);

/// One thread's work: it has what it needs for itself, and shares only what is constant.
class Maker {
 public:
  Maker(const Run& run, Watchdog& watchdog);

  Finished make(CaseText text);

 private:
  void walk(CaseText& text, Finished& finished);
  /// Makes the papers again with what was typed into those that they take the place of.
  Result<Made> with_answers(
      Result<Made> made,
      const std::function<Result<Made>(const Answers&)>& again,
      Finished& finished
  );
  Result<Made> make_row(table::Row& row, const MakeOptions& options, Diagnostics& out);
  /// The files that a case may name.
  const files::Folder& folder_of(const CaseText& text);
  void walk_within_limits(CaseText& text, Finished& finished);

  const Run& run_;
  Watchdog& watchdog_;
  std::shared_ptr<Budget> budget_;
  std::optional<Worker> worker_;
  std::string folder_name_;
  std::unique_ptr<files::Folder> folder_;  ///< of that name, the last one asked for
};

/// The digest of everything but the case that decides about its papers.
std::string digest_of_run(const Library& library, const Options& options);

}  // namespace engine::batch
