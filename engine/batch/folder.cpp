// A folder for each case.

#include "engine/batch/journal.hpp"
#include "engine/batch/messages.hpp"
#include "engine/batch/store.hpp"
#include "engine/files/files.hpp"
#include "engine/hash/hash.hpp"

#include <algorithm>
#include <cerrno>

namespace engine::batch {

namespace {

/// All bytes of a file below an open folder; nothing when it cannot be read.
bool read_below(int folder, const std::string& name, std::string& bytes) {
  files::Descriptor file;
  bytes.clear();
  return files::open_ordinary(folder, name, file) == 0 && files::read_rest(file.get(), bytes) == 0;
}

class Folder : public Store {
 public:
  Folder(const Options& options, int output, std::string report)
      : options_{options}, output_{output}, report_{std::move(report)} {}

  bool put(
      const Entry& entry,
      std::span<const File> files,
      const Entry* before,
      const Carried& carried,
      bool& refused,
      Diagnostics& out
  ) override {
    refused = true;
    if (is_of_the_run(entry.id)) {
      out.error(
          messages::id_is_of_the_run(in_quotes(entry.id)),
          {},
          {"give the case another id: its folder is named after it"}
      );
      return false;
    }
    // A paper can be made again, words that somebody typed cannot: where this set takes the place
    // of what they stood in, the disk has it before they are gone.
    const auto durable = carried.read.empty() ? files::Durable::later : files::Durable::at_once;
    files::AtomicFileSet set{output_, durable, *options_.disk};
    const auto cannot_write = [&] {
      files::cannot_write(path_of(set.failure().name), set.failure().error, out);
      return false;
    };
    if (!set.make_folder(entry.id)) {
      refused = is_about_the_case(set.failure().error);
      return cannot_write();
    }
    for (const File& file : files) {
      if (!may_write(entry.id + '/' + file.name, before, carried, out)) return false;
    }
    // Answers have their name before the paper is gone that they were typed into.
    bool good = carried.kept.empty() || set.add(entry.id + std::string{answers_file}, carried.kept);
    for (const File& file : files) good = good && set.add(entry.id + '/' + file.name, file.bytes);
    if (!good || !set.commit()) {
      refused = !files::concerns_the_disk(set.failure().error);
      return cannot_write();
    }
    refused = false;
    if (before) remove_former(entry, *before, carried);
    return true;
  }

  bool holds(const Entry& entry) const override {
    thread_local std::string bytes;
    return std::all_of(entry.files.begin(), entry.files.end(), [&](const FileEntry& file) {
      return read_below(output_, file.name, bytes) && bytes.size() == file.bytes &&
             hash::sha256_hex(bytes) == file.sha256;
    });
  }

  bool read(const std::string& name, std::string& bytes) const override {
    return read_below(output_, name, bytes);
  }

  bool keep(const Entry&, Diagnostics&) override { return true; }

  /// Manifest and report lie in the folder already: the journal and the report write them there.
  bool add(const std::string&, std::uint64_t, const Pieces&, Diagnostics&) override { return true; }

  bool finish(Diagnostics& out) override {
    if (options_.disk->sync_all(output_) == 0) return true;
    files::cannot_write(options_.output, errno, out);
    return false;
  }

 private:
  std::string path_of(const std::string& name) const { return options_.output + '/' + name; }

  /// The run's own files lie beside the folders of the cases.
  bool is_of_the_run(const std::string& id) const {
    for (const auto& name :
         {named(options_.shard, "manifest", ".jsonl"),
          named(options_.shard, "gone", ".jsonl"),
          report_}) {
      if (id == name || id == name + ".part" || id == name + ".before") return true;
    }
    return false;
  }

  /// Why the folder of a case cannot be made: its name is taken, or cannot be one. All else is
  /// about the output folder, in which no case's can be made.
  static bool is_about_the_case(int error) {
    return error == ENOTDIR || error == ENAMETOOLONG || error == ELOOP;
  }

  /// A file that is there may be written over when it is ours: as an earlier manifest has it, or as
  /// carepacket writes files.
  bool may_write(
      const std::string& name, const Entry* before, const Carried& carried, Diagnostics& out
  ) const {
    const auto is_own = [&](int file) {
      std::string bytes;
      if (files::read_rest(file, bytes) != 0) return false;
      return holds_nothing(bytes) || is_as_before(name, bytes, before) ||
             is_read(name, bytes, carried) || options_.is_own(bytes);
    };
    return files::may_write_over(
        {output_, name, path_of(name), "another folder with --output"},
        options_.force ? files::Overwrite::always : files::Overwrite::own,
        is_own,
        out
    );
  }

  static bool is_as_before(const std::string& name, std::string_view bytes, const Entry* before) {
    if (!before) return false;
    return std::any_of(before->files.begin(), before->files.end(), [&](const FileEntry& file) {
      return file.name == name && file.bytes == bytes.size() &&
             hash::sha256_hex(bytes) == file.sha256;
    });
  }

  /// All that was typed into it is carried over.
  static bool is_read(const std::string& name, std::string_view bytes, const Carried& carried) {
    const auto read = carried.read.find(name);
    return read != carried.read.end() && hash::sha256_hex(bytes) == read->second;
  }

  /// Takes away what an earlier run made for this case and this one did not: an old paper beside
  /// the new ones would be taken for one of them. What somebody changed stays, but for answers that
  /// are carried over.
  void remove_former(const Entry& entry, const Entry& before, const Carried& carried) const {
    std::string bytes;
    for (const FileEntry& old : before.files) {
      const bool is_new =
          std::any_of(entry.files.begin(), entry.files.end(), [&](const auto& file) {
            return file.name == old.name;
          });
      if (is_new || !read_below(output_, old.name, bytes)) continue;
      if (is_as_before(old.name, bytes, &before) || is_read(old.name, bytes, carried))
        options_.disk->unlink(output_, old.name.c_str());
    }
  }

  const Options& options_;
  int output_;
  std::string report_;
};

}  // namespace

std::unique_ptr<Store>
open_folder(const Options& options, int output, std::string report, Diagnostics&) {
  return std::make_unique<Folder>(options, output, std::move(report));
}

}  // namespace engine::batch
