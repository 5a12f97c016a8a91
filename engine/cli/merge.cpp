#include "engine/batch/batch.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/files.hpp"
#include "engine/files/messages.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <unistd.h>

namespace engine::cli {

namespace {

/// A manifest as it is made, on its way to a file or to standard output: there may be a million
/// lines, so they do not wait in memory.
class ManifestWriter {
 public:
  /// To `file`, or to standard output when there is none.
  explicit ManifestWriter(files::AtomicFile* file) : file_{file} {}

  void add(std::string_view line) {
    constexpr std::size_t enough = std::size_t{1} << 16;
    waiting_ += line;
    if (waiting_.size() >= enough) flush();
  }
  /// All lines are written, and a file has its name; false when it told E702.
  bool finish(Diagnostics& out) {
    using files::Durable;
    flush();
    good_ =
        good_ && (!file_ || (file_->finish(Durable::at_once) && file_->commit(Durable::at_once)));
    if (good_) return true;
    files::cannot_write(
        file_ ? file_->failure().name : "standard output",
        file_ ? file_->failure().error : error_,
        out
    );
    return false;
  }

 private:
  void flush() {
    if (good_) good_ = file_ ? file_->write(waiting_) : files::write_all(STDOUT_FILENO, waiting_);
    if (!good_ && error_ == 0) error_ = errno;
    waiting_.clear();
  }

  files::AtomicFile* file_;
  std::string waiting_;
  bool good_ = true;
  int error_ = 0;
};

/// Lines that are not a manifest from the first to the last are not written over, unless that is
/// asked for.
bool may_write(const Request& asked, Diagnostics& out) {
  return files::may_write_over(
      {AT_FDCWD, asked.output, asked.output, "another name with --output"},
      asked.force ? Overwrite::always : Overwrite::own,
      batch::is_whole_manifest,
      out
  );
}

/// What the proof says, in a line.
std::string proven(const batch::Totals& totals, std::size_t shards, const MessageFormat& format) {
  const auto count = [](std::uint64_t number) { return std::to_string(number); };
  const auto say = [&](const std::string& words) { return spoken(format, words); };
  return say(count(totals.cases) + (totals.cases == 1 ? " case of " : " cases of ") +
             count(shards) + (shards == 1 ? " shard" : " shards")) +
         ": " + say(count(totals.made) + " made") + ", " +
         say(count(totals.incomplete) + " made in part") + ", " +
         say(count(totals.refused) + " not made") + "; " +
         say("nothing is missing, and nothing was made twice") + '\n';
}

Exit exit_of(const Diagnostics& out) {
  const bool machine = std::any_of(out.all().begin(), out.all().end(), [](const Diagnostic& told) {
    return told.code == files::messages::cannot_read.code ||
           told.code == files::messages::cannot_write.code ||
           told.code == files::messages::is_there_already.code;
  });
  return machine ? Exit::file_system_refused : Exit::some_not_made;
}

}  // namespace

Exit merge_manifests(const Request& asked, Diagnostics& out) {
  const bool to_file = !asked.output.empty() && asked.output != "-";
  if (to_file && !may_write(asked, out)) return Exit::file_system_refused;
  // What went to standard output cannot be taken back: all is looked through before.
  if (!batch::merge(
          asked.arguments, [](std::string_view) {}, out
      ))
    return exit_of(out);

  const SignalBlock signals_wait;
  std::optional<files::AtomicFile> file;
  if (to_file && !file.emplace(AT_FDCWD, asked.output).open()) {
    files::cannot_write(file->failure().name, file->failure().error, out);
    return Exit::file_system_refused;
  }
  ManifestWriter made{file ? &*file : nullptr};
  const auto totals = batch::merge(
      asked.arguments, [&](std::string_view line) { made.add(line); }, out
  );
  if (!totals) return exit_of(out);
  if (!made.finish(out)) return Exit::file_system_refused;
  const bool is_told =
      !to_file || write_out(proven(*totals, asked.arguments.size(), asked.message_format), out);
  return is_told ? Exit::all_made : Exit::file_system_refused;
}

}  // namespace engine::cli
