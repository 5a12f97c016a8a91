// All papers in one file: tar or zip, written by libarchive from front to back, so that it can go
// through a pipe. Members have no dates and no owner: the same papers give the same bytes.

#include "engine/archive/library.hpp"
#include "engine/batch/journal.hpp"
#include "engine/batch/messages.hpp"
#include "engine/batch/proof.hpp"
#include "engine/batch/store.hpp"
#include "engine/files/files.hpp"
#include "engine/hash/hash.hpp"

#include <algorithm>
#include <cerrno>
#include <optional>
#include <unistd.h>

namespace engine::batch {

namespace {

using archive::Library;

/// A container that is being written. Every step is false when the file system refused; then
/// error() says why.
class Writing {
 public:
  Writing(const Library& library, Container format, int file, files::Disk& disk)
      : library_{library},
        file_{file},
        disk_{disk},
        writer_{library.write_new()},
        entry_{library.entry_new()} {
    if (format == Container::zip) {
      library_.write_set_format_zip(writer_);
      library_.write_zip_set_compression_store(writer_);  // a PDF is compressed inside
    } else {
      library_.write_set_format_ustar(writer_);
    }
    library_.write_set_bytes_per_block(writer_, 0);
    library_.write_open(writer_, this, nullptr, &write, nullptr);
  }
  ~Writing() {
    library_.entry_free(entry_);
    library_.write_free(writer_);
  }
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;

  bool folder(const std::string& name) {
    begin(name + '/', 0);
    library_.entry_set_filetype(entry_, AE_IFDIR);
    library_.entry_set_perm(entry_, 0700);
    return good(library_.write_header(writer_, entry_));
  }

  bool file(const std::string& name, std::string_view bytes) {
    return begin_file(name, bytes.size()) && go_on(bytes);
  }
  bool begin_file(const std::string& name, std::uint64_t size) {
    begin(name, size);
    library_.entry_set_filetype(entry_, AE_IFREG);
    library_.entry_set_perm(entry_, 0600);
    return good(library_.write_header(writer_, entry_));
  }
  bool go_on(std::string_view bytes) {
    return good(library_.write_data(writer_, bytes.data(), bytes.size()));
  }

  bool close() { return good(library_.write_close(writer_)) && flush(); }
  /// What is written so far is in the file.
  bool flush() {
    const bool written = files::write_all(file_, waiting_, disk_);
    if (!written) error_ = errno;
    waiting_.clear();
    return written;
  }
  int error() const { return error_; }
  /// What was added and is not in the file yet.
  std::string_view waiting() const { return waiting_; }

 private:
  void begin(const std::string& name, std::size_t size) {
    library_.entry_clear(entry_);
    library_.entry_set_pathname(entry_, name.c_str());
    library_.entry_set_size(entry_, static_cast<la_int64_t>(size));
  }
  bool good(la_ssize_t answer) {
    if (answer < 0 && error_ == 0)
      error_ = library_.number(writer_) > 0 ? library_.number(writer_) : EIO;
    return answer >= 0;
  }
  /// A member comes in pieces of a few bytes: they are put together here.
  static la_ssize_t write(struct ::archive*, void* self, const void* bytes, std::size_t size) {
    auto& writing = *static_cast<Writing*>(self);
    writing.waiting_.append(static_cast<const char*>(bytes), size);
    constexpr std::size_t enough = std::size_t{1} << 20;
    if (writing.waiting_.size() >= enough && !writing.flush()) return -1;
    return static_cast<la_ssize_t>(size);
  }

  const Library& library_;
  int file_;
  files::Disk& disk_;
  int error_ = 0;
  std::string waiting_;
  struct ::archive* writer_;
  struct ::archive_entry* entry_;
};

/// Members of a container that was left unfinished, from front to back.
class Reading {
 public:
  Reading(const Library& library, Container format, int file)
      : library_{library}, reader_{library.read_new()} {
    if (format == Container::zip) {
      library_.read_support_format_zip_streamable(reader_);
    } else {
      library_.read_support_format_tar(reader_);
    }
    open_ = library_.read_open_fd(reader_, file, std::size_t{1} << 20) == ARCHIVE_OK;
  }
  ~Reading() { library_.read_free(reader_); }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  struct Member {
    std::string name;
    bool is_folder = false;
  };
  /// The next member; nothing behind the last, and when the rest cannot be read: then is_good() is
  /// false.
  std::optional<Member> next() {
    struct ::archive_entry* member = nullptr;
    const int answer = open_ ? library_.read_next_header(reader_, &member) : ARCHIVE_FATAL;
    good_ = answer == ARCHIVE_OK || answer == ARCHIVE_EOF;
    const char* const name = answer == ARCHIVE_OK ? library_.entry_pathname(member) : nullptr;
    if (!name) return std::nullopt;
    return Member{name, library_.entry_filetype(member) == AE_IFDIR};
  }
  /// The next bytes of the member; empty behind the last.
  std::string_view piece() {
    piece_.resize(std::size_t{1} << 18);
    const auto count = library_.read_data(reader_, piece_.data(), piece_.size());
    good_ = good_ && count >= 0;
    return {piece_.data(), static_cast<std::size_t>(std::max<la_ssize_t>(count, 0))};
  }
  bool is_good() const { return good_; }

  /// The next file, when it is whole and just what the entry says.
  std::optional<std::string> next(const FileEntry& wanted) {
    auto member = next();
    while (member && member->is_folder) member = next();
    if (!member || member->name != wanted.name) return std::nullopt;
    // What the manifest says of its size is no reason to ask for so much memory.
    std::string bytes;
    constexpr std::size_t block = std::size_t{1} << 18;
    for (la_ssize_t count = 1; count > 0 && bytes.size() <= wanted.bytes;) {
      const std::size_t size = bytes.size();
      bytes.resize(size + block);
      count = library_.read_data(reader_, bytes.data() + size, block);
      if (count < 0) return std::nullopt;
      bytes.resize(size + static_cast<std::size_t>(count));
    }
    if (bytes.size() != wanted.bytes || hash::sha256_hex(bytes) != wanted.sha256)
      return std::nullopt;
    return bytes;
  }

 private:
  const Library& library_;
  struct ::archive* reader_;
  bool open_ = false, good_ = true;
  std::string piece_;
};

/// True when the members of a container are those that carepacket put into it, and all of them: the
/// manifest among them has its own digest and the digest of each paper before it, and the report,
/// which comes last, has one of its own.
bool is_whole_container(
    const Library& library, Container format, const std::string& manifest, int file
) {
  Reading reading{library, format, file};
  hash::Sha256 papers;
  auto member = reading.next();
  for (; member && member->name != manifest; member = reading.next()) {
    if (member->is_folder) {
      papers.add(member->name + '\n');
      continue;
    }
    FileEntry paper{.name = member->name};
    hash::Sha256 digest;
    for (auto piece = reading.piece(); !piece.empty(); piece = reading.piece()) {
      paper.bytes += piece.size();
      digest.add(piece);
    }
    paper.sha256 = digest.hex();
    add_to(papers, paper);
  }
  if (!member) return false;
  ManifestProof proof;
  for (auto piece = reading.piece(); !piece.empty(); piece = reading.piece()) proof.add(piece);
  if (!proof.is_whole() || proof.members() != papers.hex() || !reading.next()) return false;
  std::string report;
  for (auto piece = reading.piece(); !piece.empty(); piece = reading.piece()) report += piece;
  return pdf::is_untouched(report) && !reading.next() && reading.is_good();
}

/// True for what an interrupted run may have left: nothing, or the first member as it is written
/// here, as far as it got.
bool begins_as_container(
    const Library& library, Container format, const std::string& manifest, int file
) {
  const auto first = Reading{library, format, file}.next();
  if (first && first->name == manifest) return true;  // of a run without papers
  std::string there(std::size_t{1} << 10, '\0');
  const ssize_t count = files::read_at(file, there.data(), there.size(), 0);
  if (count <= 0 || !first) return count == 0;
  there.resize(static_cast<std::size_t>(count));
  Writing again{library, format, -1, files::real_disk()};
  if (!first->is_folder || first->name.empty()) return false;
  const bool good = again.folder(first->name.substr(0, first->name.size() - 1));
  return good && !again.waiting().empty() &&
         there.starts_with(again.waiting().substr(0, there.size()));
}

class Archive : public Store {
 public:
  Archive(const Library& library, const Options& options, int folder)
      : library_{library},
        options_{options},
        folder_{folder},
        name_{named(
            options.shard, "packets", options.container == Container::zip ? ".zip" : ".tar"
        )} {}

  /// Opens the container, with the members of the interrupted run that are still good in it. They
  /// are copied: only when they are all there does the new file take the old one's place.
  bool open(const std::vector<Entry>& kept, Diagnostics& out) {
    if (folder_ < 0) {
      file_ = files::Descriptor{::dup(STDOUT_FILENO)};
      writing_.emplace(library_, options_.container, file_.get(), *options_.disk);
      return true;
    }
    const std::string part = name_ + ".part", copy = name_ + ".copy";
    const std::string manifest = named(options_.shard, "manifest", ".jsonl");
    const auto is_whole = [&](int file) {
      return is_whole_container(library_, options_.container, manifest, file);
    };
    const auto is_begun = [&](int file) {
      return begins_as_container(library_, options_.container, manifest, file);
    };
    if (!may_replace(name_, is_whole, out) || !may_replace(part, is_begun, out) ||
        !may_replace(copy, is_begun, out))
      return false;
    files::Disk& disk = *options_.disk;
    if (const int error = files::open_locked(folder_, copy, file_, disk); error != 0)
      return told(error, copy, out);
    if (disk.truncate(file_.get(), 0) != 0) return told(errno, copy, out);
    writing_.emplace(library_, options_.container, file_.get(), *options_.disk);
    if (!copy_kept(part, kept, out)) return false;
    known_ = kept_;
    std::sort(known_.begin(), known_.end());
    if (!writing_->flush() || disk.rename(folder_, copy.c_str(), part.c_str()) != 0)
      return told(errno, out);
    return true;
  }

  bool put(
      const Entry& entry,
      std::span<const File> files,
      const Entry*,
      const Carried&,
      bool& refused,
      Diagnostics& out
  ) override {
    refused = false;
    bool good = writing_->folder(entry.id);
    for (const File& file : files)
      good = good && writing_->file(entry.id + '/' + file.name, file.bytes);
    return (good && writing_->flush()) || told(writing_->error(), out);
  }

  bool holds(const Entry& entry) const override {
    return std::binary_search(known_.begin(), known_.end(), entry.key);
  }

  /// Nobody types into what lies in a container.
  bool read(const std::string&, std::string&) const override { return false; }

  bool keep(const Entry& entry, Diagnostics& out) override {
    if (next_kept_ < kept_.size() && kept_[next_kept_] == entry.key) {
      ++next_kept_;
      return true;
    }
    out.error(
        messages::another_order(in_quotes(options_.output)), {}, {"start over without --resume"}
    );
    return false;
  }

  bool add(const std::string& name, std::uint64_t size, const Pieces& pieces, Diagnostics& out)
      override {
    if (!writing_->begin_file(name, size)) return told(writing_->error(), out);
    while (size > 0) {
      const std::string_view piece = pieces();
      if (piece.empty()) return false;
      if (!writing_->go_on(piece)) return told(writing_->error(), out);
      size -= piece.size();
    }
    return true;
  }

  bool finish(Diagnostics& out) override {
    if (!writing_->close()) return told(writing_->error(), out);
    if (folder_ < 0) return true;
    const std::string part = name_ + ".part";
    files::Disk& disk = *options_.disk;
    if (disk.fsync(file_.get()) != 0 || disk.rename(folder_, part.c_str(), name_.c_str()) != 0)
      return told(errno, out);
    return true;
  }

 private:
  bool may_replace(const std::string& name, const files::IsOwn& is_own, Diagnostics& out) const {
    return files::may_write_over(
        {folder_, name, options_.output + '/' + name, "another folder with --output"},
        options_.force ? files::Overwrite::always : files::Overwrite::own,
        is_own,
        out
    );
  }

  bool copy_kept(const std::string& part, const std::vector<Entry>& kept, Diagnostics& out) {
    files::Descriptor old;
    if (const int error = files::open_ordinary(folder_, part, old); error != 0)
      return error == ENOENT || told(error, part, out);
    Reading reading{library_, options_.container, old.get()};
    for (const Entry& entry : kept) {
      if (entry.status == Status::refused) continue;
      std::vector<File> files;
      for (const FileEntry& file : entry.files) {
        auto bytes = reading.next(file);
        if (!bytes) return true;
        files.push_back({.name = file.name.substr(entry.id.size() + 1), .bytes = std::move(*bytes)}
        );
      }
      bool refused = false;
      if (!put(entry, files, nullptr, {}, refused, out)) return false;
      kept_.push_back(entry.key);
    }
    return true;
  }

  bool told(int error, Diagnostics& out) const { return told(error, name_, out); }
  bool told(int error, const std::string& name, Diagnostics& out) const {
    files::cannot_write(folder_ < 0 ? "standard output" : options_.output + '/' + name, error, out);
    return false;
  }

  const Library& library_;
  const Options& options_;
  int folder_;
  std::string name_;
  files::Descriptor file_{-1};
  std::optional<Writing> writing_;
  std::vector<std::string> kept_;   ///< keys of the cases whose papers are in it, in their order
  std::vector<std::string> known_;  ///< the same, sorted
  std::size_t next_kept_ = 0;
};

}  // namespace

std::unique_ptr<Store> open_container(
    const Options& options, int output, const std::vector<Entry>& kept, Diagnostics& out
) {
  const Library* const library = archive::library();
  if (!library) {
    out.error(
        messages::no_libarchive(archive::name_of_library()),
        {},
        {"on Debian or Ubuntu: apt-get install libarchive-dev"}
    );
    return nullptr;
  }
  auto store = std::make_unique<Archive>(*library, options, output);
  if (!store->open(kept, out)) return nullptr;
  return store;
}

}  // namespace engine::batch
