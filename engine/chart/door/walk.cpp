#include "engine/archive/library.hpp"
#include "engine/chart/door/door.hpp"
#include "engine/chart/messages.hpp"
#include "engine/files/files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <sys/stat.h>

namespace engine::chart::door {

namespace {
namespace fs = std::filesystem;

constexpr std::size_t block = std::size_t{1} << 16;

/// The bytes of an open file, a block at a time.
Pieces pieces_of(int descriptor) {
  return [descriptor, buffer = std::make_shared<std::string>(block, '\0')]() -> std::string_view {
    const ssize_t count = files::read_some(descriptor, buffer->data(), buffer->size());
    return {buffer->data(), count > 0 ? static_cast<std::size_t>(count) : 0};
  };
}

bool walk_file(
    const std::string& path,
    const std::string& name,
    const std::string& folder,
    const Options& options,
    const Take& take,
    Chart& chart,
    Diagnostics& out
) {
  files::Descriptor file;
  if (const int error = files::open_ordinary(AT_FDCWD, path, file); error != 0) {
    files::cannot_read(name, error, out);
    return false;
  }
  std::array<char, 4> first{};
  const ssize_t count = files::read_at(file.get(), first.data(), first.size(), 0);
  const std::string_view start{first.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
  if (looks_of(start) != Looks::zip) {
    File one{name, folder, pieces_of(file.get())};
    return take(one);
  }
  struct stat is {};
  if (::fstat(file.get(), &is) == 0 && is.st_size > static_cast<off_t>(most_bytes)) {
    files::is_too_large(name, out);
    return false;
  }
  std::string bytes;
  const Pieces pieces = pieces_of(file.get());
  for (auto piece = pieces(); !piece.empty(); piece = pieces()) bytes += piece;
  return walk_zip(bytes, name, 1, options, take, chart, out);
}

/// What is in memory already, under a name.
bool walk_bytes(
    std::string_view bytes,
    const std::string& name,
    const Options& options,
    const Take& take,
    Chart& chart,
    Diagnostics& out
) {
  if (looks_of(bytes) == Looks::zip) return walk_zip(bytes, name, 1, options, take, chart, out);
  File one{name, name, [&] {
             const std::string_view piece = bytes.substr(0, block);
             bytes.remove_prefix(piece.size());
             return piece;
           }};
  return take(one);
}

/// The files of a folder and of those below it, by name, so that every machine walks alike.
bool walk_folder(
    const std::string& path,
    const Options& options,
    const Take& take,
    Chart& chart,
    Diagnostics& out
) {
  std::vector<fs::path> all;
  std::error_code error;
  for (fs::recursive_directory_iterator at{path, error}, end; !error && at != end;
       at.increment(error)) {
    if (at->is_symlink()) {
      chart.not_read.push_back({at->path().string(), "is-a-link", ""});
    } else if (at->is_regular_file()) {
      all.push_back(at->path());
    }
    if (all.size() > most_files) {
      out.error(messages::too_many_files(in_quotes(path), in_thousands(most_files)), {});
      return false;
    }
  }
  if (error) {
    files::cannot_read(path, error.value(), out);
    return false;
  }
  std::ranges::sort(all);
  return std::ranges::all_of(all, [&](const fs::path& file) {
    return walk_file(
        file.string(), file.string(), file.parent_path().string(), options, take, chart, out
    );
  });
}

/// A zip that is read by libarchive from memory.
class Zip {
 public:
  Zip(const archive::Library& library, std::string_view bytes, const std::string& password)
      : library_{library}, reader_{library.read_new()} {
    library_.read_support_format_zip(reader_);
    if (!password.empty()) library_.read_add_passphrase(reader_, password.c_str());
    is_open_ = library_.read_open_memory(reader_, bytes.data(), bytes.size()) == ARCHIVE_OK;
  }
  ~Zip() { library_.read_free(reader_); }
  Zip(const Zip&) = delete;
  Zip& operator=(const Zip&) = delete;

  /// The next member; nullptr behind the last, and where the rest cannot be read.
  struct ::archive_entry* next() {
    struct ::archive_entry* member = nullptr;
    const int answer = is_open_ ? library_.read_next_header(reader_, &member) : ARCHIVE_FATAL;
    is_good_ = answer == ARCHIVE_OK || answer == ARCHIVE_EOF || answer == ARCHIVE_WARN;
    return answer == ARCHIVE_OK || answer == ARCHIVE_WARN ? member : nullptr;
  }
  std::string_view piece() {
    const auto count = library_.read_data(reader_, buffer_.data(), buffer_.size());
    is_good_ = is_good_ && count >= 0;
    return {buffer_.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
  }
  bool is_good() const { return is_good_; }
  std::string why() const {
    const char* const said = library_.error_string(reader_);
    return said ? said : "damaged";
  }

 private:
  const archive::Library& library_;
  struct ::archive* reader_;
  bool is_open_ = false, is_good_ = true;
  std::string buffer_ = std::string(block, '\0');
};

bool leads_out(std::string_view name) {
  return name.starts_with('/') || name.find("..") != name.npos || name.find('\\') != name.npos;
}

/// True when one member of the zip is locked.
bool has_locked(const archive::Library& library, std::string_view bytes) {
  Zip zip{library, bytes, {}};
  while (auto* member = zip.next()) {
    if (library.entry_is_data_encrypted(member)) return true;
  }
  return false;
}

bool tell_damage(const Zip& zip, const std::string& name, bool is_locked, Diagnostics& out) {
  if (is_locked && contains_but_case(zip.why(), "passphrase")) {
    out.error(
        messages::wrong_password(in_quotes(name)),
        {},
        {"it is the one you chose, or were shown, when you downloaded the file"}
    );
  } else {
    out.error(
        messages::damaged_archive(in_quotes(name), printable(zip.why())),
        {},
        {"download it again: it may not have come through whole"}
    );
  }
  return false;
}

std::string folder_in(const std::string& zip, std::string_view member) {
  const auto slash = member.rfind('/');
  return zip + ':' + std::string{member.substr(0, slash == member.npos ? 0 : slash)};
}

}  // namespace

bool walk_zip(
    std::string_view bytes,
    const std::string& name,
    int depth,
    const Options& options,
    const Take& take,
    Chart& chart,
    Diagnostics& out
) {
  const archive::Library* const library = archive::library();
  if (!library) {
    out.error(
        messages::no_archives(in_quotes(name)),
        {},
        {"unpack it first, and give the folder that comes out"}
    );
    return false;
  }
  std::string password;
  const bool is_locked = has_locked(*library, bytes);
  if (is_locked) {
    const auto given = options.password ? options.password() : std::nullopt;
    if (!given) {
      if (out.errors() == 0) out.error(messages::needs_password(in_quotes(name)), {});
      return false;
    }
    password = *given;
  }
  Zip zip{*library, bytes, password};
  std::size_t files = 0, unpacked = 0;
  const std::size_t slack = std::size_t{1} << 20;
  while (auto* member = zip.next()) {
    const char* const path = library->entry_pathname(member);
    const std::string inside = path ? printable(path) : "";
    const std::string shown = name + ": " + inside;
    if (++files > most_files) {
      out.error(messages::too_many_files(in_quotes(name), in_thousands(most_files)), {});
      return false;
    }
    if (library->entry_filetype(member) != AE_IFREG) {
      if (library->entry_filetype(member) != AE_IFDIR)
        chart.not_read.push_back({shown, "is-a-link", ""});
      continue;
    }
    if (leads_out(inside)) {
      chart.not_read.push_back({shown, "leads-out", ""});
      continue;
    }
    bool is_bomb = false;
    const auto is_cut = std::make_shared<bool>(false);
    File one{
        shown,
        folder_in(name, inside),
        [&, is_cut]() -> std::string_view {
          const std::string_view piece = is_bomb ? std::string_view{} : zip.piece();
          unpacked += piece.size();
          is_bomb = unpacked > most_ratio * bytes.size() + slack;
          *is_cut = is_bomb || !zip.is_good();
          return *is_cut ? std::string_view{} : piece;
        },
        is_cut};
    const std::string_view first = one.pieces();
    const bool is_zip = looks_of(first) == Looks::zip;
    std::string held{first};
    bool good = true;
    if (is_zip && depth == 1) {
      for (auto piece = one.pieces(); !piece.empty() && held.size() <= most_bytes;
           piece = one.pieces())
        held += piece;
      if (!is_bomb && zip.is_good())
        good = walk_zip(held, shown, depth + 1, options, take, chart, out);
    } else if (is_zip) {
      chart.not_read.push_back({shown, "zip-too-deep", ""});
    } else {
      bool is_first = true;
      File again{
          shown,
          one.folder,
          [&]() -> std::string_view {
            if (!std::exchange(is_first, false)) return one.pieces();
            return held.empty() ? one.pieces() : std::string_view{held};
          },
          is_cut};
      good = take(again);
    }
    if (is_bomb) {
      out.error(messages::unpacks_too_far(in_quotes(name), most_ratio), {});
      return false;
    }
    if (!zip.is_good()) return tell_damage(zip, name, is_locked, out);
    if (!good) return false;
  }
  return zip.is_good() || tell_damage(zip, name, is_locked, out);
}

bool walk(
    const std::vector<std::string>& paths,
    const Options& options,
    const Take& take,
    Chart& chart,
    Diagnostics& out
) {
  return std::ranges::all_of(paths, [&](const std::string& path) {
    if (const auto bytes = options.bytes_of ? options.bytes_of(path) : std::nullopt)
      return walk_bytes(*bytes, path, options, take, chart, out);
    std::error_code none;
    const std::string real = fs::is_symlink(path, none) ? fs::canonical(path, none).string() : path;
    if (fs::is_directory(real, none)) return walk_folder(real, options, take, chart, out);
    return walk_file(real, path, path, options, take, chart, out);
  });
}

}  // namespace engine::chart::door
