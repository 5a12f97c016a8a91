#include "engine/cli/files.hpp"

#include "engine/cli/messages.hpp"
#include "engine/cli/print.hpp"
#include "engine/encrypt/encrypt.hpp"
#include "engine/engine.hpp"
#include "engine/hash/hash.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace engine::cli {

using namespace files;

namespace {

/// The file a path means, through links; empty when it told why there is none.
std::string place_of(const std::string& path, Diagnostics& out) {
  struct stat is {};
  if (::lstat(path.c_str(), &is) != 0 || !S_ISLNK(is.st_mode)) return path;
  const std::unique_ptr<char, decltype(&std::free)> real{
      ::realpath(path.c_str(), nullptr), &std::free};
  if (real) return real.get();
  cannot_write(path, errno, out);
  return {};
}

/// As carepacket wrote it, or as it was when all that somebody typed into it was taken over.
bool is_own_or_read(
    int file, const std::string& path, const std::map<std::string, std::string, std::less<>>& also
) {
  std::string bytes;
  if (read_rest(file, bytes) != 0) return false;
  if (is_own_packet(bytes)) return true;
  const auto read = also.find(path);
  return read != also.end() && hash::sha256_hex(bytes) == read->second;
}

/// The same bytes are there already: a file that has not changed keeps its time.
bool holds(const std::string& place, std::string_view bytes) {
  std::string there;
  return read_ordinary(place, there) == 0 && there == bytes;
}

}  // namespace

bool write_files(
    std::span<const NewFile> files,
    Overwrite overwrite,
    Diagnostics& out,
    const std::map<std::string, std::string, std::less<>>& also
) {
  const std::string_view instead =
      overwrite == Overwrite::never ? "another name" : "another folder with --output";
  std::vector<std::string> places;
  bool allowed = true;
  for (const NewFile& file : files) {
    const std::string& place = places.emplace_back(place_of(file.path, out));
    allowed = !place.empty() &&
              may_write_over(
                  {AT_FDCWD, place, file.path, instead},
                  overwrite,
                  [&](int opened) { return is_own_or_read(opened, file.path, also); },
                  out
              ) &&
              allowed;
  }
  if (!allowed) return false;

  const SignalBlock signals_wait;
  AtomicFileSet set{AT_FDCWD, Durable::at_once};
  bool good = true;
  for (std::size_t i = 0; good && i < files.size(); ++i) {
    if (holds(places[i], files[i].bytes)) continue;
    good = set.make_folders(folder_of(places[i])) && set.add(places[i], files[i].bytes);
  }
  if (good && set.commit()) return true;
  cannot_write(set.failure().name, set.failure().error, out);
  return false;
}

bool write_out(std::string_view bytes, Diagnostics& out) {
  const bool good = write_all(STDOUT_FILENO, bytes);
  if (!good) cannot_write("standard output", errno, out);
  return good;
}

files::Read in_memory(std::string text) {
  return [text = std::move(text), at = std::size_t{0}](char* to, std::size_t size) mutable {
    const auto count = std::min(size, text.size() - at);
    std::copy_n(text.data() + at, count, to);
    at += count;
    return static_cast<ssize_t>(count);
  };
}

bool is_own_packet(std::string_view bytes) {
  // Each of the others looks at every byte.
  if (bytes.substr(0, 5) == "%PDF-") return pdf::is_untouched(bytes);
  return html::is_untouched(bytes) || text::is_untouched(bytes);
}

bool read_source(
    const std::string& path, Source::Holds holds, std::unique_ptr<Source>& source, Diagnostics& out
) {
  if (path.empty()) return true;
  auto bytes = read_file(path, out);
  if (!bytes) return false;
  auto text = xml::decode(path, std::move(*bytes), holds, out);
  if (!text) return false;
  source = std::move(*text);
  return true;
}

bool is_directory(const std::string& path) {
  struct stat is {};
  return ::stat(path.c_str(), &is) == 0 && S_ISDIR(is.st_mode);
}

Result<std::string> share_folder(Diagnostics& out) {
  std::string program(4096, '\0');
  const ssize_t length = ::readlink("/proc/self/exe", program.data(), program.size());
  program.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
  const std::string beside = folder_of(program);
  for (const std::string& folder :
       {beside + "/share/carepacket", folder_of(beside) + "/share/carepacket"}) {
    if (::access((folder + "/templates").c_str(), R_OK | X_OK) == 0) return folder;
  }
  return out.error(
      messages::no_share_folder(in_quotes(program)),
      {},
      {"move the folder together with the program, or install carepacket again"}
  );
}

Result<std::string> read_template(
    const std::string& laid_over,
    const std::string& share,
    const std::string& path,
    Diagnostics& out
) {
  const std::string over = laid_over + '/' + path;
  const bool is_over = !laid_over.empty() && ::access(over.c_str(), R_OK) == 0;
  return read_file(is_over ? over : share + "/templates/" + path, out);
}

bool for_each_row(
    const std::string& path, const std::function<void(xml::Element)>& row, Diagnostics& out
) {
  auto bytes = read_file(path, out);
  if (!bytes) return false;
  const auto source = xml::decode(path, std::move(*bytes), Source::Holds::author_text, out);
  if (!source) return false;
  const auto tree = xml::parse(**source, {}, out);
  if (!tree) return false;
  tree->root().for_each_child(row);
  return true;
}

}  // namespace engine::cli
