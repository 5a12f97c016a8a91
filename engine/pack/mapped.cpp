#include "engine/pack/mapped.hpp"

#include "engine/flate/flate.hpp"
#include "engine/pack/folder.hpp"
#include "engine/pack/layout.hpp"
#include "engine/pack/pack.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine::pack {

/// Where a piece of the pack stands.
struct Piece {
  std::uint64_t at = 0, size = 0;
};

struct Pack::Entry {
  Piece path, text;
  std::uint64_t size = 0;  ///< of the file; its text may be decoded. Of a folder: `names_in`
  std::int64_t seconds = 0, nanoseconds = 0;  ///< when the file was last changed
};

struct Pack::Head {
  char layout[64] = {};        ///< pack::layout
  std::uint64_t checksum = 0;  ///< `checksum_of` the pack
  std::uint64_t size = 0;
  std::uint64_t folders = 0, files = 0;  ///< entries, in this order, each sorted by path
  Piece snapshot;
};

namespace {

static_assert(layout.size() == sizeof(Pack::Head{}.layout));

std::string_view piece(std::string_view bytes, const Piece& piece) {
  return bytes.substr(piece.at, piece.size);
}

/// Bytes of a pack while it is put together.
class ByteArena {
 public:
  explicit ByteArena(std::size_t before) : before_{before} {}
  Piece add(std::string_view bytes) {
    const Piece where{before_ + bytes_.size(), bytes.size()};
    bytes_ += bytes;
    return where;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::size_t before_;
  std::string bytes_;
};

/// CRC-32 of all that stands behind the checksum. A pack that a disk has damaged would say another
/// word than its folder, or lead out of its bytes.
std::uint32_t checksum_of(std::string_view pack) {
  const auto covered = pack.substr(offsetof(Pack::Head, size));
  return flate::crc32(covered);
}

/// A number that is another when a folder has other names in it, in whatever order they come. Its
/// time says nothing: it is that of the day on which a package was unpacked.
std::uint64_t names_in(int folder) {
  std::uint64_t all = 0;
  DIR* const names = ::fdopendir(folder);
  if (!names) {
    ::close(folder);
    return all;
  }
  while (const dirent* const entry = ::readdir(names)) {
    std::uint64_t one = 14695981039346656037u;  // FNV-1a
    for (const char* at = entry->d_name; *at; ++at)
      one = (one ^ static_cast<unsigned char>(*at)) * 1099511628211u;
    all += one;
  }
  ::closedir(names);
  return all;
}

void stamp(Pack::Entry& entry, const struct stat& file) {
  entry.size = static_cast<std::uint64_t>(file.st_size);
  entry.seconds = file.st_mtim.tv_sec;
  entry.nanoseconds = file.st_mtim.tv_nsec;
}

/// Archives keep whole seconds.
bool is_as_stamped(const Pack::Entry& entry, const struct stat& file) {
  return static_cast<std::uint64_t>(file.st_size) == entry.size &&
         file.st_mtim.tv_sec == entry.seconds &&
         (file.st_mtim.tv_nsec == entry.nanoseconds || file.st_mtim.tv_nsec == 0);
}

std::string_view map_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return {};
  struct stat about {};
  void* bytes = MAP_FAILED;
  if (fstat(file, &about) == 0 && about.st_size > 0)
    bytes = mmap(nullptr, static_cast<std::size_t>(about.st_size), PROT_READ, MAP_PRIVATE, file, 0);
  ::close(file);
  if (bytes == MAP_FAILED) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(about.st_size)};
}

}  // namespace

Pack::Pack(std::string folder, std::string_view bytes)
    : folder_{std::move(folder)}, bytes_{bytes} {}

Pack::~Pack() {
  munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

std::unique_ptr<Pack> Pack::open(const std::string& folder) {
  const auto bytes = map_file(folder + ".pack");
  if (bytes.empty()) return nullptr;
  std::unique_ptr<Pack> pack{new Pack{folder, bytes}};
  if (!pack->is_whole() || !pack->is_fresh()) return nullptr;
  pack->sources_.resize(pack->head().files);
  pack->ready_ = std::vector<std::atomic<const Source*>>(pack->head().files);
  return pack;
}

bool Pack::is_whole() const {
  return bytes_.size() >= sizeof(Head) &&
         std::string_view{head().layout, layout.size()} == layout && bytes_.size() == head().size &&
         checksum_of(bytes_) == head().checksum;
}

bool Pack::is_fresh() const {
  const int top = ::open(folder_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (top < 0) return false;
  const auto has_its_names = [&](const Entry& folder) {
    const std::string_view name = path(folder);
    const int there =
        ::openat(top, name.empty() ? "." : name.data(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return there >= 0 && names_in(there) == folder.size;
  };
  const auto is_unchanged = [&](const Entry& file) {
    struct stat now {};
    // Paths end in a zero byte.
    return fstatat(top, path(file).data(), &now, 0) == 0 && is_as_stamped(file, now);
  };
  const bool fresh = std::ranges::all_of(entries().first(head().folders), has_its_names) &&
                     std::ranges::all_of(files(), is_unchanged);
  ::close(top);
  return fresh;
}

const Pack::Head& Pack::head() const {
  return *reinterpret_cast<const Head*>(bytes_.data());
}

std::span<const Pack::Entry> Pack::entries() const {
  const auto* first = reinterpret_cast<const Entry*>(bytes_.data() + sizeof(Head));
  return {first, head().folders + head().files};
}

std::span<const Pack::Entry> Pack::files() const {
  return entries().subspan(head().folders);
}

std::string_view Pack::path(const Entry& entry) const {
  return piece(bytes_, entry.path);
}

const Pack::Entry* Pack::entry(std::string_view wanted) const {
  const auto all = files();
  const auto found =
      std::ranges::lower_bound(all, wanted, {}, [this](const Entry& entry) { return path(entry); });
  return found != all.end() && path(*found) == wanted ? &*found : nullptr;
}

const Source* Pack::find(std::string_view wanted) const {
  const Entry* const found = entry(wanted);
  if (!found) return nullptr;
  const auto number = static_cast<std::size_t>(found - files().data());
  if (const Source* ready = ready_[number].load(std::memory_order_acquire)) return ready;
  const std::lock_guard lock{making_};
  std::unique_ptr<const Source>& source = sources_[number];
  if (!source) {
    source = std::make_unique<Source>(
        folder_ + '/' + std::string{wanted}, std::string{piece(bytes_, found->text)}
    );
    ready_[number].store(source.get(), std::memory_order_release);
  }
  return source.get();
}

std::string_view Pack::text_of(std::string_view wanted) const {
  return piece(bytes_, entry(wanted)->text);
}

std::vector<std::string_view> Pack::below(std::string_view beginning) const {
  const auto all = files();
  auto file = std::ranges::lower_bound(all, beginning, {}, [this](const Entry& entry) {
    return path(entry);
  });
  std::vector<std::string_view> paths;
  for (; file != all.end() && path(*file).starts_with(beginning); ++file)
    paths.push_back(path(*file));
  return paths;
}

std::string_view Pack::snapshot() const {
  return piece(bytes_, head().snapshot);
}

struct Packer::Entries {
  std::vector<std::pair<std::string, Pack::Entry>> folders, files;  ///< each sorted by path
};

Packer::Packer(std::unique_ptr<Entries> entries) : entries_{std::move(entries)} {}
Packer::Packer(Packer&&) noexcept = default;
Packer::~Packer() = default;

Result<Packer> Packer::open(const std::string& folder, Diagnostics& out) {
  auto entries = std::make_unique<Entries>();
  const auto failed = walk_folder(folder, [&](const Below& below) {
    if (below.is == Below::Is::other) return;
    if (below.is == Below::Is::folder) {
      const int there = ::open(below.path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      if (there >= 0) entries->folders.push_back({below.name, {.size = names_in(there)}});
      return;
    }
    struct stat now {};
    if (stat(below.path.c_str(), &now) != 0) return;
    stamp(entries->files.emplace_back(below.name, Pack::Entry{}).second, now);
  });
  if (failed) return tell_unreadable(folder, failed, out);
  const auto by_path = [](const auto& a, const auto& b) { return a.first < b.first; };
  std::ranges::sort(entries->folders, by_path);
  std::ranges::sort(entries->files, by_path);
  return Packer{std::move(entries)};
}

std::string Packer::pack(const Files& texts, std::string_view snapshot) {
  auto& [folders, files] = *entries_;
  ByteArena arena{sizeof(Pack::Head) + sizeof(Pack::Entry) * (folders.size() + files.size())};
  std::string table;
  const auto add = [&](const std::string& name, Pack::Entry& entry, std::string_view text) {
    entry.path = arena.add(name);
    arena.add(std::string_view{"\0", 1});
    entry.text = arena.add(text);
    table.append(reinterpret_cast<const char*>(&entry), sizeof entry);
  };
  for (auto& [name, entry] : folders) add(name, entry, "");
  for (auto& [name, entry] : files) {
    const Source* file = texts.find(name);
    add(name, entry, file ? std::string_view{file->text()} : std::string_view{});
  }
  Pack::Head head{.folders = folders.size(), .files = files.size()};
  layout.copy(head.layout, layout.size());
  head.snapshot = arena.add(snapshot);
  head.size = sizeof head + table.size() + arena.bytes().size();
  std::string pack =
      std::string{reinterpret_cast<const char*>(&head), sizeof head} + table + arena.bytes();
  const std::uint64_t checksum = checksum_of(pack);
  std::memcpy(pack.data() + offsetof(Pack::Head, checksum), &checksum, sizeof checksum);
  return pack;
}

}  // namespace engine::pack
