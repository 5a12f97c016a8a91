#include "engine/cli/files.hpp"

#include "engine/cli/print.hpp"
#include "engine/encrypt/encrypt.hpp"
#include "engine/engine.hpp"

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

/// Files on their way to their places. What has not arrived when it goes is taken away again, and
/// so are the folders made for it.
class Delivery {
 public:
  explicit Delivery(Diagnostics& out) : out_{out} {}
  ~Delivery() {
    for (const Staged& file : staged_) ::unlink(file.temporary.c_str());
    for (auto folder = made_.rbegin(); folder != made_.rend(); ++folder) ::rmdir(folder->c_str());
  }
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;

  bool make_folder(const std::string& path) {
    struct stat is {};
    if (::stat(path.c_str(), &is) == 0) {
      if (S_ISDIR(is.st_mode)) return true;
      cannot_write(path, ENOTDIR, out_);
      return false;
    }
    const std::string above = folder_of(path);
    if (above != path && above != "." && !make_folder(above)) return false;
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) {
      cannot_write(path, errno, out_);
      return false;
    }
    made_.push_back(path);
    return true;
  }

  bool stage(const std::string& path, std::string_view bytes) {
    const std::string folder = folder_of(path);
    const std::string name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
    std::string temporary = folder + "/." + name + ".XXXXXX";
    Descriptor file{::mkostemp(temporary.data(), O_CLOEXEC)};
    if (!file) {
      cannot_write(path, errno, out_);
      return false;
    }
    staged_.push_back({temporary, path});
    const bool good = ::fchmod(file.get(), 0600) == 0 && write_all(file.get(), bytes) &&
                      ::fsync(file.get()) == 0 && file.close();
    if (!good) cannot_write(path, errno, out_);
    return good;
  }

  bool arrive() {
    while (!staged_.empty()) {
      const Staged& file = staged_.back();
      if (::rename(file.temporary.c_str(), file.path.c_str()) != 0) {
        cannot_write(file.path, errno, out_);
        return false;
      }
      made_.clear();
      const Descriptor folder{
          ::open(folder_of(file.path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
      if (folder) ::fsync(folder.get());  // the new name, too, outlives a power cut
      staged_.pop_back();
    }
    return true;
  }

 private:
  struct Staged {
    std::string temporary, path;
  };
  Diagnostics& out_;
  std::vector<Staged> staged_;
  std::vector<std::string> made_;
};

/// Tells why a file that is there may not be written over.
void refuse_to_overwrite(const std::string& path, bool is_locked, Diagnostics& out) {
  out.error(
      "E703",
      {},
      in_quotes(path) + (is_locked ? " is there, and is encrypted: whose it is cannot be told"
                                   : " is there, and is not a file as carepacket wrote it"),
      {"move it away, choose another folder with --output, or write over it with --force"}
  );
}

/// The file a path means, through links; empty when it told why nothing may be written there.
std::string place_for(
    const std::string& path,
    Overwrite overwrite,
    const std::function<bool(std::string_view)>& is_own,
    Diagnostics& out
) {
  struct stat is {};
  if (::lstat(path.c_str(), &is) != 0) {
    if (errno == ENOENT) return path;
    cannot_write(path, errno, out);
    return {};
  }
  std::string place = path;
  if (S_ISLNK(is.st_mode)) {
    const std::unique_ptr<char, decltype(&std::free)> real{
        ::realpath(path.c_str(), nullptr), &std::free};
    if (!real || ::stat(real.get(), &is) != 0) {
      cannot_write(path, errno, out);
      return {};
    }
    place = real.get();
  }
  if (!S_ISREG(is.st_mode)) {
    out.error(
        "E702",
        {},
        "cannot write " + in_quotes(path) + ": it is " +
            (S_ISDIR(is.st_mode) ? "a folder" : "not an ordinary file")
    );
    return {};
  }
  if (overwrite == Overwrite::always) return place;
  if (overwrite == Overwrite::own_packets) {
    const auto bytes = read_file(place, out);
    if (!bytes) return {};
    if (is_own(*bytes)) return place;
    refuse_to_overwrite(path, encrypt::is_encrypted(*bytes), out);
    return {};
  }
  out.error(
      "E703",
      {},
      in_quotes(path) + " is there already",
      {"choose another name, or write over it with --force"}
  );
  return {};
}

}  // namespace

bool write_files(
    std::span<const NewFile> files,
    Overwrite overwrite,
    Diagnostics& out,
    const std::function<bool(std::string_view)>& is_own
) {
  std::vector<std::string> places;
  bool allowed = true;
  for (const NewFile& file : files) {
    places.push_back(place_for(file.path, overwrite, is_own, out));
    allowed = allowed && !places.back().empty();
  }
  if (!allowed) return false;

  const Undisturbed undisturbed;
  Delivery delivery{out};
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!delivery.make_folder(folder_of(places[i])) || !delivery.stage(places[i], files[i].bytes))
      return false;
  }
  return delivery.arrive();
}

bool write_out(std::string_view bytes, Diagnostics& out) {
  const bool good = write_all(STDOUT_FILENO, bytes);
  if (!good) cannot_write("standard output", errno, out);
  return good;
}

bool is_untouched(std::string_view pdf) {
  // Whoever adds to a PDF (a viewer that saves what was filled in) puts it behind the first end of
  // file (ISO 32000-1 §7.5.6): such a file holds somebody's work.
  const auto end = pdf.find("%%EOF");
  return pdf.substr(0, 5) == "%PDF-" && end != std::string_view::npos && pdf.size() - end <= 7;
}

bool is_own_packet(std::string_view bytes) {
  // Each of the others looks at every byte.
  const bool is_pdf = bytes.substr(0, 5) == "%PDF-";
  if (!is_pdf) return html::is_untouched(bytes) || text::is_untouched(bytes);
  if (!is_untouched(bytes)) return false;
  return bytes.find("/Producer (carepacket)") != std::string_view::npos ||
         bytes.find("<pdf:Producer>carepacket</pdf:Producer>") != std::string_view::npos;
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
      "E705",
      {},
      "the folder share/carepacket with templates and fonts is not beside the program " +
          in_quotes(program),
      {"move the folder together with the program, or install carepacket again"}
  );
}

}  // namespace engine::cli
