#include "engine/batch/print.hpp"

#include "engine/batch/manifest_lines.hpp"
#include "engine/batch/messages.hpp"
#include "engine/files/files.hpp"
#include "engine/files/messages.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

namespace engine::batch {

namespace {

/// The files of a print job: night.pdf becomes night-packet-es.pdf and night-packet-es-2.pdf.
class Parts {
 public:
  Parts(const Options& options, Outcome& outcome, Diagnostics& out)
      : options_{options}, outcome_{outcome}, out_{out} {
    const std::filesystem::path file{options.print_job};
    folder_ = file.has_parent_path() ? file.parent_path().string() + "/" : "";
    begin_ = file.stem().string() + '-' + options.make.set + '-';
  }

  bool write(const PrintJob::Part& part) {
    const std::string name = begin_ + part.language +
                             (part.number > 1 ? "-" + std::to_string(part.number) : "") + ".pdf";
    const std::string path = folder_ + name;
    if (!files::may_write_over(
            {AT_FDCWD, path, path, "another name with --print-job"},
            options_.force ? files::Overwrite::always : files::Overwrite::own,
            [&](int file) { return is_own(file); },
            out_
        ))
      return false;
    files::AtomicFile file{AT_FDCWD, path, *options_.disk};
    if (!file.open() || !file.write(part.bytes) || !file.finish(files::Durable::later) ||
        !file.commit(files::Durable::later)) {
      files::cannot_write(file.failure().name, file.failure().error, out_);
      return false;
    }
    outcome_.printed.push_back({path, part.packets, part.pages});
    written_.push_back(name);
    return true;
  }

  /// A part of yesterday beside those of today would be printed with them.
  void take_away_old() const {
    std::error_code none;
    for (const auto& entry :
         std::filesystem::directory_iterator{folder_.empty() ? "." : folder_, none}) {
      const std::string name = entry.path().filename().string();
      if (!name.starts_with(begin_) || !name.ends_with(".pdf") ||
          std::ranges::find(written_, name) != written_.end())
        continue;
      files::Descriptor file;
      const std::string path = folder_ + name;
      if (files::open_ordinary(AT_FDCWD, path, file) == 0 && is_own(file.get()))
        options_.disk->unlink(AT_FDCWD, path.c_str());
    }
  }

 private:
  bool is_own(int file) const {
    std::string bytes;
    return files::read_rest(file, bytes) == 0 && options_.is_own(bytes);
  }

  const Options& options_;
  Outcome& outcome_;
  Diagnostics& out_;
  std::string folder_, begin_;
  std::vector<std::string> written_;
};

}  // namespace

bool can_print(const Options& options, const Library& library, Diagnostics& out) {
  if (!options.separators || library.template_set->separator()) return true;
  out.error(
      messages::no_kind_is_separator,
      {},
      {"the kind.xml of one says made=\"before-a-packet\"; or leave out --separators"}
  );
  return false;
}

bool write_print_job(
    const Options& options,
    int folder,
    const Journal& journal,
    const Library& library,
    Outcome& outcome,
    Diagnostics& out
) {
  auto worker = make_worker(library, out, Check::those_used);
  if (!worker) return false;
  Parts parts{options, outcome, out};
  PrintJob job{
      *worker, options.separators, [&](const PrintJob::Part& part) { return parts.write(part); }};
  files::Descriptor manifest;
  int error = files::open_ordinary(folder, journal.name(), manifest);
  if (error == 0) {
    ManifestLines lines{manifest.get()};
    while (const auto line = lines.next()) {
      const auto entry = entry_in(*line);
      if (!entry) continue;
      for (const FileEntry& each : entry->files) {
        files::Descriptor file;
        std::string bytes;
        int unread = files::open_ordinary(folder, each.name, file);
        if (unread == 0) unread = files::read_rest(file.get(), bytes);
        if (unread != 0) {
          files::cannot_read(options.output + '/' + each.name, unread, out);
          return false;
        }
        if (!job.add(bytes, entry->id, entry->number, out)) return false;
      }
    }
    error = lines.error();
  }
  if (error != 0) {
    files::cannot_read(options.output + '/' + journal.name(), error, out);
    return false;
  }
  if (!job.finish(out)) return false;
  parts.take_away_old();
  return true;
}

}  // namespace engine::batch
