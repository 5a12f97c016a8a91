// A folder for each case.

#include "engine/batch/journal.hpp"
#include "engine/batch/store.hpp"
#include "engine/files/files.hpp"
#include "engine/hash/hash.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine::batch {

namespace {

/// All bytes of a file below an open folder; nothing when it cannot be read.
bool read_below(int folder, const std::string& name, std::string& bytes) {
  const files::Descriptor file{::openat(folder, name.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
  struct stat is {};
  if (!file || ::fstat(file.get(), &is) != 0 || !S_ISREG(is.st_mode)) return false;
  bytes.clear();
  return files::read_rest(file.get(), bytes) == 0;
}

class Folder : public Store {
 public:
  Folder(const Options& options, int output) : options_{options}, output_{output} {}

  bool put(
      const Entry& entry,
      std::span<const File> files,
      const Entry* before,
      bool& refused,
      Diagnostics& out
  ) override {
    if (!make_folder(entry.id, refused, out)) return false;
    for (const File& file : files) {
      const std::string name = entry.id + '/' + file.name;
      if (!may_write(name, before, out)) {
        refused = true;
        return false;
      }
    }
    for (const File& file : files) {
      if (!write(
              entry.id + '/' + file.name, entry.id + "/." + file.name + ".part", file.bytes, out
          ))
        return false;
    }
    if (before) remove_former(entry, *before);
    return true;
  }

  bool holds(const Entry& entry) const override {
    thread_local std::string bytes;
    return std::all_of(entry.files.begin(), entry.files.end(), [&](const FileEntry& file) {
      return read_below(output_, file.name, bytes) && bytes.size() == file.bytes &&
             hash::sha256_hex(bytes) == file.sha256;
    });
  }

  bool keep(const Entry&, Diagnostics&) override { return true; }

  /// Manifest and report lie in the folder already: the journal and the report write them there.
  bool add(const std::string&, std::uint64_t, const Pieces&, Diagnostics&) override { return true; }

  bool finish(Diagnostics& out) override {
    if (::syncfs(output_) == 0) return true;
    files::cannot_write(options_.output, errno, out);
    return false;
  }

 private:
  std::string path_of(const std::string& name) const { return options_.output + '/' + name; }

  /// The run's own files lie beside the folders of the cases.
  bool is_of_the_run(const std::string& id) const {
    for (const auto& name :
         {named(options_.shard, "manifest", ".jsonl"),
          named(options_.shard, "batch-report", ".pdf")}) {
      if (id == name || id == name + ".part" || id == name + ".before") return true;
    }
    return false;
  }

  bool make_folder(const std::string& id, bool& refused, Diagnostics& out) const {
    if (is_of_the_run(id)) {
      refused = true;
      out.error(
          "E738",
          {},
          "a file of the run itself has the name " + in_quotes(id),
          {"give the case another id: its folder is named after it"}
      );
      return false;
    }
    if (::mkdirat(output_, id.c_str(), 0700) == 0) return true;
    const int error = errno;
    struct stat is {};
    if (error == EEXIST && ::fstatat(output_, id.c_str(), &is, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISDIR(is.st_mode))
      return true;
    refused = error == EEXIST;
    files::cannot_write(path_of(id), refused ? ENOTDIR : error, out);
    return false;
  }

  /// A file that is there may be written over when it is ours: as an earlier manifest has it, or as
  /// carepacket writes files.
  bool may_write(const std::string& name, const Entry* before, Diagnostics& out) const {
    struct stat is {};
    if (::fstatat(output_, name.c_str(), &is, AT_SYMLINK_NOFOLLOW) != 0) return true;
    std::string bytes;
    if (options_.force || (S_ISREG(is.st_mode) && read_below(output_, name, bytes) &&
                           (is_as_before(name, bytes, before) || options_.is_own(bytes))))
      return true;
    out.error(
        "E703",
        {},
        in_quotes(path_of(name)) + " is there, and is not a file as carepacket wrote it",
        {"move it away, choose another folder with --output, or write over it with --force"}
    );
    return false;
  }

  static bool is_as_before(const std::string& name, std::string_view bytes, const Entry* before) {
    if (!before) return false;
    return std::any_of(before->files.begin(), before->files.end(), [&](const FileEntry& file) {
      return file.name == name && file.bytes == bytes.size() &&
             hash::sha256_hex(bytes) == file.sha256;
    });
  }

  bool write(
      const std::string& name, const std::string& part, std::string_view bytes, Diagnostics& out
  ) const {
    files::Descriptor file{::openat(
        output_, part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600
    )};
    const bool good = file && files::write_all(file.get(), bytes) && file.close() &&
                      ::renameat(output_, part.c_str(), output_, name.c_str()) == 0;
    if (good) return true;
    const int error = errno;
    ::unlinkat(output_, part.c_str(), 0);
    files::cannot_write(path_of(name), error, out);
    return false;
  }

  /// Takes away what an earlier run made for this case and this one did not: an old paper beside
  /// the new ones would be taken for one of them. What somebody changed stays.
  void remove_former(const Entry& entry, const Entry& before) const {
    std::string bytes;
    for (const FileEntry& old : before.files) {
      const bool is_new =
          std::any_of(entry.files.begin(), entry.files.end(), [&](const auto& file) {
            return file.name == old.name;
          });
      if (!is_new && read_below(output_, old.name, bytes) && bytes.size() == old.bytes &&
          hash::sha256_hex(bytes) == old.sha256)
        ::unlinkat(output_, old.name.c_str(), 0);
    }
  }

  const Options& options_;
  int output_;
};

}  // namespace

std::unique_ptr<Store> open_folder(const Options& options, int output, Diagnostics&) {
  return std::make_unique<Folder>(options, output);
}

}  // namespace engine::batch
