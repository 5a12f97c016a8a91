#include "engine/batch/input.hpp"

#include "engine/batch/batch.hpp"
#include "engine/batch/messages.hpp"
#include "engine/batch/split.hpp"
#include "engine/files/files.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine::batch {

namespace {
namespace fs = std::filesystem;

// --- files of many cases

/// A message about a piece of a stream, moved to where the piece stood.
std::function<void(Diagnostic&)> shift(const std::string& name, const Splitter::Begin& begin) {
  if (begin == Splitter::Begin{}) return {};
  return [name, begin](Diagnostic& told) {
    if (told.file != name || told.line == 0) return;
    const int line = told.line - begin.declared;
    if (line == 1) told.column += begin.column - 1;
    told.line = begin.line + std::max(line, 1) - 1;
  };
}

class Pieces : public Stream {
 public:
  Pieces(std::string name, files::Read read) : name_{std::move(name)}, splitter_{std::move(read)} {}

  std::optional<CaseText> next() override {
    CaseText text{.name = name_};
    if (auto piece = splitter_.next()) {
      text.bytes = std::move(piece->bytes);
      text.place = shift(name_, piece->begin);
      return text;
    }
    if (splitter_.failed() == 0 || told_) return std::nullopt;
    told_ = true;
    files::cannot_read(name_, splitter_.failed(), text.told);
    return text;
  }

 private:
  std::string name_;
  Splitter splitter_;
  bool told_ = false;
};

// --- tables

class Rows : public Stream {
 public:
  Rows(std::string name, table::Rows rows) : name_{std::move(name)}, rows_{std::move(rows)} {}

  std::optional<CaseText> next() override {
    CaseText text{.name = name_};
    auto row = rows_.next(text.told);
    if (!row) return std::nullopt;
    text.line = rows_.line();
    text.row_number = static_cast<std::uint64_t>(rows_.line());
    if (*row)
      text.row = std::move(**row);
    else if (std::string id = rows_.id(); casefile::is_case_id(id))
      text.id = std::move(id);
    return text;
  }

 private:
  std::string name_;
  table::Rows rows_;
};

/// files::read_some(), and the end of the file as soon as `stop` (may be null) is true. A signal
/// does not wake a thread that waits for a silent pipe when another thread has taken it, so the
/// pipe is asked again and again.
ssize_t read_unless(const std::atomic<bool>* stop, int file, char* to, std::size_t size) {
  constexpr int milliseconds = 50;
  pollfd wanted{.fd = file, .events = POLLIN, .revents = 0};
  while (stop) {
    if (stop->load(std::memory_order_relaxed)) return 0;
    if (::poll(&wanted, 1, milliseconds) > 0) break;
  }
  return files::read_some(file, to, size);
}

/// First what has been read of a file already, then the file.
files::Read behind(
    std::string begun, const std::shared_ptr<files::Descriptor>& file, const std::atomic<bool>* stop
) {
  return [begun = std::move(begun), at = std::size_t{0}, file, stop](
             char* to, std::size_t size
         ) mutable {
    if (at < begun.size()) {
      const auto count = std::min(size, begun.size() - at);
      std::copy_n(begun.data() + at, count, to);
      at += count;
      return static_cast<ssize_t>(count);
    }
    return file ? read_unless(stop, file->get(), to, size) : 0;
  };
}

/// UTF-16 and UTF-32 have no bytes of ASCII to cut at.
bool is_wide(std::string_view bytes) {
  return bytes.size() > 1 && (bytes[0] == '\0' || bytes[1] == '\0' ||
                              bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE"));
}

/// True when the text is a file of many cases: then it is UTF-8 afterwards. Else it stays as it is.
bool holds_many(const std::string& name, std::string& bytes) {
  Diagnostics told;
  const auto text = xml::decode(name, bytes, Source::Holds::patient_data, told);
  if (!text || root_name((*text)->text()) != "cases") return false;
  bytes = (*text)->text();
  const auto declaration = bytes.find("?>");  // names the encoding that it had
  if (bytes.starts_with("<?xml") && declaration != std::string::npos)
    std::fill(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(declaration) + 2, ' ');
  return true;
}

/// Nothing of a file that cannot be read, but why.
CaseText unread(CaseText text, int error) {
  text.bytes.clear();
  if (error == EFBIG) {
    files::is_too_large(text.name, text.told);
  } else {
    files::cannot_read(text.name, error, text.told);
  }
  return text;
}

/// Reads so much that the name of the outermost element is known, or all: a pipe may give its bytes
/// one by one, and comments may stand before the element. `said`: how long a file is said to be; 0:
/// nobody knows. 0, or an errno.
int read_to_root(int file, std::size_t said, std::string& bytes, const std::atomic<bool>* stop) {
  constexpr std::size_t most = std::size_t{1} << 16, often = std::size_t{1} << 20;
  const std::size_t block = said > 0 ? std::min(said, most) : most;
  std::size_t looked_at = 0;
  while (bytes.size() <= files::most_bytes) {
    // What is long is looked through again when it is twice as long: no time with the square.
    if (bytes.size() < often || bytes.size() >= 2 * looked_at) {
      looked_at = bytes.size();
      if (!root_name(bytes).empty()) return 0;
    }
    const std::size_t before = bytes.size();
    bytes.resize(before + block);
    const ssize_t count = read_unless(stop, file, bytes.data() + before, block);
    const int error = count < 0 ? errno : 0;
    bytes.resize(before + (count < 0 ? 0 : static_cast<std::size_t>(count)));
    if (count <= 0) return error;
  }
  return EFBIG;
}

// --- which files there are

/// True for a path with this ending, in capitals or not.
bool ends_with(std::string_view path, std::string_view ending) {
  return path.size() >= ending.size() &&
         same_but_case(path.substr(path.size() - ending.size()), ending);
}

bool is_workbook(const std::string& path) {
  return ends_with(path, ".xlsx") || ends_with(path, ".xlsm");
}

}  // namespace

bool is_table(const std::string& path) {
  return ends_with(path, ".csv") || ends_with(path, ".tsv") || is_workbook(path);
}

namespace {

struct Found {
  std::vector<std::string> paths;
  std::size_t passed_over = 0;
};

/// A pipe in a folder would hold the night up for ever. A link to nothing is told when it is read.
bool may_be_case(const fs::directory_entry& entry) {
  std::error_code error;
  return entry.is_regular_file(error) || (entry.is_symlink(error) && !entry.exists(error));
}

/// Programs keep notes of their own in files that begin with a dot: ._rivera.xml beside rivera.xml.
bool is_hidden(const fs::directory_entry& entry) {
  return entry.path().filename().native().starts_with('.');
}

/// The case files below a folder. 0, or the errno of a folder that cannot be read; what can be read
/// of it is found. One below it that cannot is found itself, and told when its turn comes.
int list_folder(const std::string& folder, Found& found) {
  std::error_code error;
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator at{folder, error}, end; !error && at != end; at.increment(error))
    entries.push_back(*at);
  const int failed = error.value();
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
    return a.path().native() < b.path().native();
  });
  for (const auto& entry : entries) {
    const std::string& path = entry.path().native();
    // A link to a folder may lead round in a circle.
    if (is_hidden(entry)) {
      ++found.passed_over;
    } else if (entry.is_directory(error) && !entry.is_symlink(error)) {
      if (list_folder(path, found) != 0) found.paths.push_back(path);
    } else if (ends_with(path, ".xml") && may_be_case(entry)) {
      found.paths.push_back(path);
    } else {
      ++found.passed_over;
    }
  }
  return failed;
}

bool list_input(std::string path, Found& found, Diagnostics& out) {
  struct stat is {};
  if (path == "-") {
    found.paths.push_back(path);
    return true;
  }
  if (::stat(path.c_str(), &is) != 0) {
    files::cannot_read(path, errno, out);
    return false;
  }
  if (!S_ISDIR(is.st_mode)) {
    found.paths.push_back(path);
    return true;
  }
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  Found inside;
  if (const int error = list_folder(path, inside); error != 0) {
    files::cannot_read(path, error, out);
    return false;
  }
  if (inside.paths.empty()) {
    out.error(
        messages::no_case_file(in_quotes(path)), {}, {"a case file has a name that ends in .xml"}
    );
    return false;
  }
  if (inside.passed_over > 0) {
    out.warn(
        messages::passed_over(counted(inside.passed_over, "file", "files"), in_quotes(path)),
        {},
        {"a case file is an ordinary file, and its name ends in .xml and begins with no dot"}
    );
  }
  found.paths.insert(found.paths.end(), inside.paths.begin(), inside.paths.end());
  return true;
}

}  // namespace

Result<Inputs> Inputs::open(
    const std::vector<std::string>& paths,
    const table::Options& table,
    const std::atomic<bool>* stop,
    Diagnostics& out
) {
  Found found;
  bool all = true;
  for (const auto& path : paths) all = list_input(path, found, out) && all;
  if (!all) return *out.reported();
  Inputs inputs;
  inputs.paths_ = std::move(found.paths);
  inputs.table_ = &table;
  inputs.stop_ = stop;
  for (const auto& path : inputs.paths_) {
    struct stat is {};
    const bool known = path != "-" && ::stat(path.c_str(), &is) == 0 && S_ISREG(is.st_mode);
    if (!known) {
      inputs.bytes_ = 0;
      break;
    }
    inputs.bytes_ += static_cast<std::uint64_t>(is.st_size);
  }
  return inputs;
}

Result<Inputs> Inputs::of(const std::vector<std::pair<std::string, std::string>>& given) {
  Inputs inputs;
  inputs.given_ = &given;
  for (const auto& [name, bytes] : given) inputs.paths_.push_back(name);
  return inputs;
}

/// The first row of a table; the others come from stream_.
std::optional<CaseText> Inputs::open_table(
    const std::shared_ptr<files::Descriptor>& file, CaseText text
) {
  std::string csv;
  std::shared_ptr<files::Descriptor> rest = file;
  if (is_workbook(text.name)) {  // a zip ends with its list of members: it is read whole
    if (const int error = files::read_rest(file->get(), csv); error != 0)
      return unread(std::move(text), error);
    auto sheet = table::as_csv(text.name, std::move(csv), *table_, text.told);
    if (!sheet) return text;
    csv = *std::move(sheet);
    rest = nullptr;
  }
  auto rows = table::Rows::open(text.name, behind(std::move(csv), rest, stop_), *table_, text.told);
  if (!rows) return text;
  stream_ = std::make_unique<Rows>(text.name, std::move(*rows));
  auto first = stream_->next();
  if (first && !text.told.all().empty()) {
    Diagnostics told = std::move(text.told);
    told.take(std::move(first->told));
    first->told = std::move(told);
  }
  return first;
}

/// The one case of a file; of a file of many the first, and then they come from stream_.
std::optional<CaseText> Inputs::open_file(const std::string& path) {
  CaseText text{.name = name(static_cast<std::uint32_t>(at_ - 1))};
  if (given_) {
    text.bytes = (*given_)[at_ - 1].second;
    return text;
  }
  auto file = std::make_shared<files::Descriptor>(
      path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)
  );
  struct stat is {};
  if (!*file || ::fstat(file->get(), &is) != 0) return unread(std::move(text), errno);
  if (is_table(path)) return open_table(file, std::move(text));
  if (path != "-") {
    const std::size_t said = S_ISREG(is.st_mode) ? static_cast<std::size_t>(is.st_size) : 0;
    if (const int error = read_to_root(file->get(), said, text.bytes, stop_); error != 0)
      return unread(std::move(text), error);
  }
  if (path == "-" || root_name(text.bytes) == "cases") {
    stream_ = std::make_unique<Pieces>(text.name, behind(std::move(text.bytes), file, stop_));
    return stream_->next();
  }
  const bool is_whole = S_ISREG(is.st_mode) && static_cast<off_t>(text.bytes.size()) == is.st_size;
  if (!is_whole) {
    if (const int error = files::read_rest(file->get(), text.bytes); error != 0)
      return unread(std::move(text), error);
  }
  if (!is_wide(text.bytes) || !holds_many(text.name, text.bytes)) return text;
  stream_ = std::make_unique<Pieces>(text.name, behind(std::move(text.bytes), nullptr, nullptr));
  return stream_->next();
}

std::string Inputs::name(std::uint32_t input) const {
  return paths_[input] == "-" ? "standard input" : paths_[input];
}

std::optional<CaseText> Inputs::next() {
  std::optional<CaseText> text;
  while (!text) {
    if (stream_) text = stream_->next();
    if (text) break;
    if (stream_ && begun_ == number_) {
      text.emplace(CaseText{.name = name(static_cast<std::uint32_t>(at_ - 1))});
      text->told.error(messages::no_case(in_quotes(text->name)), {});
    }
    stream_ = nullptr;
    if (text) break;
    begun_ = number_;
    if (at_ == paths_.size()) return std::nullopt;
    text = open_file(paths_[at_++]);
  }
  text->number = ++number_;
  text->input = static_cast<std::uint32_t>(at_ - 1);
  read_ += text->bytes.size();
  return text;
}

}  // namespace engine::batch
