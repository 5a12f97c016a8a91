#include "engine/batch/batch.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine::cli {

namespace {

/// A manifest on its way to its place, or to standard output when it has none: there may be a
/// million lines, so they do not wait in memory. It takes the place of an older one when it is
/// whole, and goes away otherwise.
class NewManifest {
 public:
  NewManifest(std::string path, Diagnostics& out) : path_{std::move(path)}, out_{out} {
    if (path_.empty()) {
      file_ = files::Descriptor{::dup(STDOUT_FILENO)};
    } else {
      temporary_ = files::folder_of(path_) + "/." + path_.substr(path_.rfind('/') + 1) + ".XXXXXX";
      file_ = files::Descriptor{::mkostemp(temporary_.data(), O_CLOEXEC)};
    }
    keep(file_ && (path_.empty() || ::fchmod(file_.get(), 0600) == 0));
  }
  ~NewManifest() {
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
  }
  NewManifest(const NewManifest&) = delete;
  NewManifest& operator=(const NewManifest&) = delete;

  void add(std::string_view line) {
    constexpr std::size_t enough = std::size_t{1} << 16;
    waiting_ += line;
    if (waiting_.size() >= enough) flush();
  }

  /// False when it told E702.
  bool arrive() {
    flush();
    if (error_ == 0 && !path_.empty())
      keep(
          ::fsync(file_.get()) == 0 && file_.close() &&
          ::rename(temporary_.c_str(), path_.c_str()) == 0
      );
    if (error_ == 0) temporary_.clear();
    if (error_ != 0) files::cannot_write(path_.empty() ? "standard output" : path_, error_, out_);
    return error_ == 0;
  }

 private:
  void flush() {
    if (error_ == 0) keep(files::write_all(file_.get(), waiting_));
    waiting_.clear();
  }
  void keep(bool good) {
    if (!good) error_ = errno;
  }

  std::string path_, temporary_;
  files::Descriptor file_{-1};
  Diagnostics& out_;
  std::string waiting_;
  int error_ = 0;
};

/// A file that is no manifest is not written over, unless that is asked for.
bool may_write(const Request& asked, Diagnostics& out) {
  struct stat is {};
  if (asked.force || ::stat(asked.output.c_str(), &is) != 0) return true;
  std::string start(4096, '\0');
  const files::Descriptor file{::open(asked.output.c_str(), O_RDONLY | O_CLOEXEC)};
  const ssize_t count = file ? ::read(file.get(), start.data(), start.size()) : 0;
  start.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  if (S_ISREG(is.st_mode) && batch::begins_manifest(start.substr(0, start.find('\n')))) return true;
  out.error(
      "E703",
      {},
      in_quotes(asked.output) + " is there, and is no manifest",
      {"choose another name with --output, or write over it with --force"}
  );
  return false;
}

/// What the proof says, in a line.
std::string proven(const batch::Totals& totals, std::size_t shards) {
  const auto count = [](std::uint64_t number) { return std::to_string(number); };
  return count(totals.cases) + (totals.cases == 1 ? " case of " : " cases of ") + count(shards) +
         (shards == 1 ? " shard: " : " shards: ") + count(totals.made) + " made, " +
         count(totals.incomplete) + " made in part, " + count(totals.refused) +
         " not made; nothing is missing, and nothing was made twice\n";
}

Exit exit_of(const Diagnostics& out) {
  const bool machine = std::any_of(out.all().begin(), out.all().end(), [](const Diagnostic& told) {
    return told.code == "E701" || told.code == "E702" || told.code == "E703";
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

  const Undisturbed undisturbed;
  NewManifest made{to_file ? asked.output : "", out};
  const auto totals = batch::merge(
      asked.arguments, [&](std::string_view line) { made.add(line); }, out
  );
  if (!totals) return exit_of(out);
  if (!made.arrive()) return Exit::file_system_refused;
  const bool is_told = !to_file || write_out(proven(*totals, asked.arguments.size()), out);
  return is_told ? Exit::all_made : Exit::file_system_refused;
}

}  // namespace engine::cli
