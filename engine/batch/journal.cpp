#include "engine/batch/journal.hpp"

#include "engine/batch/manifest_lines.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <functional>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine::batch {

namespace {

std::uint64_t hash_of(std::string_view text) {
  return std::hash<std::string_view>{}(text);
}

files::Descriptor open_to_read(int folder, const std::string& name) {
  return files::Descriptor{::openat(folder, name.c_str(), O_RDONLY | O_CLOEXEC)};
}

/// Calls `each(line, offset)` for every whole line that a manifest may have; a last one that was
/// cut short is none. False, with errno, when the file cannot be read.
template <class Each>
bool for_each_line(int file, Each each) {
  ManifestLines lines{file};
  while (const auto line = lines.next()) {
    if (line->size() <= longest_line) each(*line, lines.offset());
  }
  errno = lines.error();
  return errno == 0;
}

}  // namespace

std::string named(const Shard& shard, std::string name, std::string_view ending) {
  if (shard.count > 1)
    name += '-' + std::to_string(shard.number) + "-of-" + std::to_string(shard.count);
  return name.append(ending);
}

Result<Journal> Journal::open(
    int folder, const std::string& where, const Head& head, bool resume, Diagnostics& out
) {
  Journal journal;
  journal.folder_ = folder;
  journal.where_ = where;
  journal.name_ = named(head.shard, "manifest", ".jsonl");
  if (folder < 0) {
    std::FILE* const file = std::tmpfile();
    if (!file) return files::cannot_write("a temporary file", errno, out);
    journal.part_.emplace(::dup(::fileno(file)));
    std::fclose(file);
    journal.append(line_of(head), out);
    if (const auto told = out.reported()) return *told;
    return journal;
  }
  const std::string part = journal.name_ + ".part", before = journal.name_ + ".before";
  const auto cannot = [&](const std::string& name) {
    return files::cannot_write(where + '/' + name, errno, out);
  };
  journal.part_.emplace(
      ::openat(folder, part.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600)
  );
  if (!*journal.part_) return cannot(part);
  if (::flock(journal.part_->get(), LOCK_EX | LOCK_NB) != 0) {
    return out.error(
        "E735",
        {},
        "another run of carepacket is at work in " + in_quotes(where),
        {"wait for it to end, or choose another folder with --output"}
    );
  }

  // What the interrupted run finished moves over; that done, its lines may go.
  std::string left;
  bool is_first = true;
  std::optional<Head> last_run;
  const bool is_read =
      for_each_line(journal.part_->get(), [&](std::string_view line, std::uint64_t) {
        if (is_first) last_run = head_in(line);
        is_first = false;
        left.append(line) += '\n';
      });
  if (!is_read) return files::cannot_read(where + '/' + part, errno, out);
  if (resume && last_run && !(*last_run == head)) {
    return out.error(
        "E732",
        {},
        "the interrupted run in " + in_quotes(where) + " was another one",
        {"resume it with the same options, templates and version of carepacket",
         "or start over without --resume: cases that are as they were are not made again"}
    );
  }
  if (!left.empty()) {
    files::Descriptor kept{::openat(
        folder, before.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600
    )};
    if (!kept || !files::write_all(kept.get(), left) || !kept.close()) return cannot(before);
  }
  if (::ftruncate(journal.part_->get(), 0) != 0) return cannot(part);

  if (!journal.read_lines(open_to_read(folder, journal.name_), out)) return *out.reported();
  journal.interrupted_from_ = journal.earlier_.size();
  if (!journal.read_lines(open_to_read(folder, before), out)) return *out.reported();
  for (Index* index : {&journal.by_key_, &journal.by_id_}) {
    // The latest word on a case comes first.
    std::stable_sort(index->begin(), index->end(), [](const Known& a, const Known& b) {
      return a.hash != b.hash   ? a.hash < b.hash
             : a.file != b.file ? a.file > b.file
                                : a.offset > b.offset;
    });
  }
  if (!journal.append(line_of(head), out)) return *out.reported();
  return journal;
}

bool Journal::read_lines(files::Descriptor file, Diagnostics& out) {
  if (!file) return true;
  const auto number = static_cast<std::uint32_t>(earlier_.size());
  const bool good = for_each_line(file.get(), [&](std::string_view line, std::uint64_t offset) {
    const auto length = static_cast<std::uint32_t>(line.size());
    if (const auto key = key_in(line); !key.empty())
      by_key_.push_back({hash_of(key), number, length, offset});
    if (const auto id = id_in(line); !id.empty())
      by_id_.push_back({hash_of(id), number, length, offset});
  });
  if (!good) files::cannot_read(where_ + '/' + name_, errno, out);
  earlier_.push_back(std::move(file));
  return good;
}

std::optional<Entry> Journal::find(
    const Index& index, std::string_view what, std::string Entry::*member, Diagnostics& out
) const {
  const auto hash = hash_of(what);
  auto known = std::lower_bound(index.begin(), index.end(), hash, [](const Known& k, auto h) {
    return k.hash < h;
  });
  for (; known != index.end() && known->hash == hash; ++known) {
    std::string line(known->length, '\0');
    const ssize_t count =
        files::read_at(earlier_[known->file].get(), line.data(), line.size(), known->offset);
    if (count < 0) {
      files::cannot_read(where_ + '/' + name_, errno, out);
      return std::nullopt;
    }
    if (count != static_cast<ssize_t>(line.size())) continue;
    auto entry = entry_in(line);
    if (entry && (*entry).*member == what && entry->status != Status::refused) return entry;
  }
  return std::nullopt;
}

std::optional<Entry> Journal::with_key(std::string_view key, Diagnostics& out) const {
  return find(by_key_, key, &Entry::key, out);
}

std::optional<Entry> Journal::with_id(std::string_view id, Diagnostics& out) const {
  return find(by_id_, id, &Entry::id, out);
}

std::vector<Entry> Journal::interrupted(Diagnostics& out) const {
  std::vector<Entry> all;
  for (std::size_t file = interrupted_from_; file < earlier_.size(); ++file) {
    const bool good =
        for_each_line(earlier_[file].get(), [&](std::string_view line, std::uint64_t) {
          if (auto entry = entry_in(line)) all.push_back(std::move(*entry));
        });
    if (!good) files::cannot_read(where_ + '/' + name_ + ".before", errno, out);
  }
  // A run that was interrupted twice has written some of them twice.
  std::stable_sort(all.begin(), all.end(), [](const Entry& a, const Entry& b) {
    return a.number < b.number;
  });
  const auto twice = std::unique(all.begin(), all.end(), [](const Entry& a, const Entry& b) {
    return a.number == b.number;
  });
  all.erase(twice, all.end());
  return all;
}

/// A line is there whole, or not at all: half of one is taken back as far as the disk lets us, and
/// is passed over by the next run in any case.
bool Journal::append(const std::string& line, Diagnostics& out) {
  if (files::write_all(part_->get(), line)) {
    size_ += line.size();
    digest_.add(line);
    return true;
  }
  files::cannot_write(where_ + '/' + name_ + ".part", errno, out);
  [[maybe_unused]] const int cut = ::ftruncate(part_->get(), static_cast<off_t>(size_));
  return false;
}

bool Journal::add(const Entry& entry, Diagnostics& out) {
  return append(line_of(entry), out);
}

bool Journal::end(const Totals& totals, Diagnostics& out) {
  hash::Sha256 so_far = digest_;
  return append(line_of(totals, so_far.hex()), out);
}

std::string Journal::piece(std::uint64_t offset, Diagnostics& out) const {
  std::string bytes(std::min<std::uint64_t>(std::size_t{1} << 18, size_ - offset), '\0');
  const ssize_t count = files::read_at(part_->get(), bytes.data(), bytes.size(), offset);
  // The end of a file that we have just written ourselves: somebody cut it.
  if (count <= 0) files::cannot_read(where_ + '/' + name_ + ".part", count < 0 ? errno : EIO, out);
  bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  return bytes;
}

void Journal::flush() {
  ::fsync(part_->get());
}

bool Journal::arrive(Diagnostics& out) {
  if (folder_ < 0) return true;
  const std::string part = name_ + ".part", before = name_ + ".before";
  if (::fsync(part_->get()) != 0 ||
      ::renameat(folder_, part.c_str(), folder_, name_.c_str()) != 0) {
    files::cannot_write(where_ + '/' + name_, errno, out);
    return false;
  }
  ::unlinkat(folder_, before.c_str(), 0);
  ::fsync(folder_);
  return true;
}

}  // namespace engine::batch
