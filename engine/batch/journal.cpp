#include "engine/batch/journal.hpp"

#include "engine/batch/manifest_lines.hpp"
#include "engine/batch/messages.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <functional>
#include <memory>
#include <unistd.h>

namespace engine::batch {

namespace {

std::uint64_t hash_of(std::string_view text) {
  return std::hash<std::string_view>{}(text);
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

/// True for bytes that begin as the lines of a run do. Of a run that was killed there may be few,
/// and where the power was cut the disk may have zeros in the place of the first.
bool begins_as_lines(std::string_view bytes) {
  constexpr std::string_view begins = "{\"manifest\":";
  return bytes.starts_with('\0') ||
         bytes.substr(0, begins.size()) == begins.substr(0, bytes.size());
}

bool begins_as_lines_in(int file) {
  std::string bytes(16, '\0');
  const ssize_t count = files::read_some(file, bytes.data(), bytes.size());
  return count >= 0 && begins_as_lines({bytes.data(), static_cast<std::size_t>(count)});
}

/// True when another run writes into this folder, and not as another shard of the same split: two
/// runs whose manifests have other names would both make the same cases.
bool is_another_at_work(int folder, const std::string& own, const Shard& shard, files::Disk& disk) {
  const int copy = ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const std::unique_ptr<DIR, int (*)(DIR*)> all{copy < 0 ? nullptr : ::fdopendir(copy), ::closedir};
  if (!all) return false;
  const std::string sibling = "-of-" + std::to_string(shard.count) + ".jsonl.part";
  while (const dirent* const entry = ::readdir(all.get())) {
    const std::string name = entry->d_name;
    if (!name.starts_with("manifest") || !name.ends_with(".jsonl.part") || name == own) continue;
    if (shard.count > 1 && name.ends_with(sibling)) continue;
    files::Descriptor file;
    if (files::open_ordinary(folder, name, file) == 0 && disk.lock(file.get()) != 0 &&
        errno == EWOULDBLOCK)
      return true;
  }
  return false;
}

}  // namespace

std::string named(const Shard& shard, std::string name, std::string_view ending) {
  if (shard.count > 1)
    name += '-' + std::to_string(shard.number) + "-of-" + std::to_string(shard.count);
  return name.append(ending);
}

Reported Journal::cannot_write(const std::string& name, Diagnostics& out) const {
  return files::cannot_write(where_ + '/' + name, errno, out);
}

Reported Journal::another_is_at_work(Diagnostics& out) const {
  return out.error(
      messages::another_run_at_work(in_quotes(where_)),
      {},
      {"wait for it to end, or choose another folder with --output"}
  );
}

bool Journal::may_replace(const std::string& name, const files::IsOwn& is_own, Diagnostics& out)
    const {
  return files::may_write_over(
      {folder_, name, where_ + '/' + name, "another folder with --output"},
      how_.force ? files::Overwrite::always : files::Overwrite::own,
      is_own,
      out
  );
}

Result<Journal> Journal::open(
    int folder, const std::string& where, const Head& head, const How& how, Diagnostics& out
) {
  Journal journal;
  journal.folder_ = folder;
  journal.how_ = how;
  journal.where_ = where;
  journal.name_ = named(head.shard, "manifest", ".jsonl");
  if (folder < 0) {
    std::string name = how.temporary + "/carepacket-XXXXXX";
    journal.part_.emplace(::mkostemp(name.data(), O_CLOEXEC));
    if (!*journal.part_ || ::unlink(name.c_str()) != 0) {
      return out.error(
          messages::cannot_write_temporary(in_quotes(how.temporary), files::reason(errno)),
          {},
          {"say with TMPDIR=FOLDER in front of the command which folder may be written to"}
      );
    }
    journal.append(line_of(head), out);
    if (const auto told = out.reported()) return *told;
    return journal;
  }
  const std::string part = journal.name_ + ".part", before = journal.name_ + ".before";
  if (!journal.may_replace(journal.name_, is_whole_manifest, out) ||
      !journal.may_replace(part, begins_as_lines_in, out) ||
      !journal.may_replace(before, begins_as_lines_in, out))
    return *out.reported();
  journal.part_.emplace();
  errno = files::open_locked(folder, part, *journal.part_, *how.disk);
  if (errno == EWOULDBLOCK) return journal.another_is_at_work(out);
  if (errno != 0) return journal.cannot_write(part, out);
  if (is_another_at_work(folder, part, head.shard, *how.disk))
    return journal.another_is_at_work(out);
  if (!journal.take_over(head, out) || !journal.read_lines(journal.name_, out))
    return *out.reported();
  journal.interrupted_from_ = journal.earlier_.size();
  if (!journal.read_lines(before, out)) return *out.reported();
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

/// What the interrupted run finished moves to NAME.before; that done, its lines in NAME.part may
/// go.
bool Journal::take_over(const Head& head, Diagnostics& out) {
  const std::string part = name_ + ".part";
  std::string left;
  bool is_first = true;
  std::optional<Head> last_run;
  const bool is_read = for_each_line(part_->get(), [&](std::string_view line, std::uint64_t) {
    if (is_first) last_run = head_in(line);
    is_first = false;
    left.append(line) += '\n';
  });
  if (!is_read) {
    files::cannot_read(where_ + '/' + part, errno, out);
    return false;
  }
  if (how_.resume && last_run && !(*last_run == head)) {
    out.error(
        messages::another_run_interrupted(in_quotes(where_)),
        {},
        {"resume it with the same options, templates and version of carepacket",
         "or start over without --resume: cases that are as they were are not made again"}
    );
    return false;
  }
  if (!left.empty() && !keep(left, out)) return false;
  if (how_.disk->truncate(part_->get(), 0) == 0) return true;
  cannot_write(part, out);
  return false;
}

/// Adds lines to NAME.before.
bool Journal::keep(const std::string& lines, Diagnostics& out) {
  const std::string before = name_ + ".before";
  files::Descriptor kept;
  errno = files::open_locked(folder_, before, kept, *how_.disk);
  if (errno == 0 && files::write_all(kept.get(), lines, *how_.disk) &&
      how_.disk->flush(kept.get()) == 0)
    return true;
  cannot_write(before, out);
  return false;
}

bool Journal::read_lines(const std::string& name, Diagnostics& out) {
  files::Descriptor file;
  if (const int error = files::open_ordinary(folder_, name, file); error != 0) {
    if (error != ENOENT) files::cannot_read(where_ + '/' + name, error, out);
    return error == ENOENT;
  }
  const auto number = static_cast<std::uint32_t>(earlier_.size());
  const bool good = for_each_line(file.get(), [&](std::string_view line, std::uint64_t offset) {
    const auto length = static_cast<std::uint32_t>(line.size());
    if (const auto key = key_in(line); !key.empty())
      by_key_.push_back({hash_of(key), number, length, offset});
    if (const auto id = id_in(line); !id.empty())
      by_id_.push_back({hash_of(id), number, length, offset});
  });
  if (!good) files::cannot_read(where_ + '/' + name, errno, out);
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

std::vector<Entry> Journal::all(Diagnostics& out) const {
  std::map<std::string, Entry> last;
  for (const files::Descriptor& file : earlier_) {
    const bool good = for_each_line(file.get(), [&](std::string_view line, std::uint64_t) {
      auto entry = entry_in(line);
      if (entry && entry->status != Status::refused)
        last.insert_or_assign(entry->id, std::move(*entry));
    });
    if (!good) files::cannot_read(where_ + '/' + name_, errno, out);
  }
  std::vector<Entry> all;
  all.reserve(last.size());
  for (auto& [id, entry] : last) all.push_back(std::move(entry));
  return all;
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
  if (files::write_all(part_->get(), line, *how_.disk)) {
    size_ += line.size();
    digest_.add(line);
    return true;
  }
  cannot_write(name_ + ".part", out);
  how_.disk->truncate(part_->get(), static_cast<off_t>(size_));
  return false;
}

bool Journal::add(const Entry& entry, Diagnostics& out) {
  return append(line_of(entry), out);
}

bool Journal::end(const Totals& totals, End end, Diagnostics& out) {
  hash::Sha256 so_far = digest_;
  return append(line_of(Tail{totals, so_far.hex(), end == End::stopped}), out);
}

std::string Journal::piece(std::uint64_t offset, Diagnostics& out) const {
  std::string bytes(std::min<std::uint64_t>(std::size_t{1} << 18, size_ - offset), '\0');
  const ssize_t count = files::read_at(part_->get(), bytes.data(), bytes.size(), offset);
  // The end of a file that we have just written ourselves: somebody cut it.
  if (count <= 0) files::cannot_read(where_ + '/' + name_ + ".part", count < 0 ? errno : EIO, out);
  bytes.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
  return bytes;
}

void Journal::flush() {
  how_.disk->fsync(part_->get());
}

bool Journal::arrive(End end, Diagnostics& out) {
  if (folder_ < 0) return true;
  if (end == End::stopped && interrupted_from_ > 0) {
    std::string lines;
    const auto take = [&](std::string_view line, std::uint64_t) { lines.append(line) += '\n'; };
    if (::lseek(earlier_.front().get(), 0, SEEK_SET) != 0 ||
        !for_each_line(earlier_.front().get(), take)) {
      files::cannot_read(where_ + '/' + name_, errno, out);
      return false;
    }
    if (!keep(lines, out)) return false;
  }
  const std::string part = name_ + ".part", before = name_ + ".before";
  files::Disk& disk = *how_.disk;
  if (disk.fsync(part_->get()) != 0 || disk.rename(folder_, part.c_str(), name_.c_str()) != 0) {
    cannot_write(name_, out);
    return false;
  }
  if (end == End::complete) disk.unlink(folder_, before.c_str());
  disk.fsync(folder_);
  return true;
}

}  // namespace engine::batch
