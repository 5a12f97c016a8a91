#include "engine/batch/gone.hpp"

#include "engine/batch/manifest_lines.hpp"
#include "engine/batch/messages.hpp"
#include "engine/files/files.hpp"
#include "engine/files/messages.hpp"

#include <algorithm>
#include <cerrno>

namespace engine::batch {

namespace {

/// Every line of the file is of a case, as we write it.
bool holds_entries(int file) {
  ManifestLines lines{file};
  while (const auto line = lines.next()) {
    if (!entry_in(*line)) return false;
  }
  return lines.error() == 0 && !lines.has_rest();
}

/// p1, p2, p3 and 4 more
std::string listed(const std::vector<Entry>& cases) {
  constexpr std::size_t most = 8;
  std::string list;
  for (std::size_t i = 0; i < std::min(most, cases.size()); ++i)
    list += (i > 0 ? ", " : "") + cases[i].id;
  if (cases.size() > most) list += " and " + in_thousands(cases.size() - most) + " more";
  return list;
}

}  // namespace

bool Gone::read_file(std::map<std::string, Entry>& entries, Diagnostics& out) const {
  files::Descriptor file;
  const int error = files::open_ordinary(folder_, name_, file);
  if (error == ENOENT) return true;
  int unread = error;
  if (error == 0) {
    ManifestLines lines{file.get()};
    while (const auto line = lines.next()) {
      if (auto entry = entry_in(*line)) entries.insert_or_assign(entry->id, std::move(*entry));
    }
    unread = lines.error();
  }
  if (unread == 0) return true;
  files::cannot_read(options_.output + '/' + name_, unread, out);
  return false;
}

bool Gone::is_left(const Entry& entry) const {
  return std::ranges::any_of(entry.files, [&](const FileEntry& each) {
    files::Descriptor file;
    return files::open_ordinary(folder_, each.name, file) == 0;
  });
}

void Gone::take_away(const Entry& entry) const {
  for (const FileEntry& each : entry.files) {
    files::Descriptor file;
    std::string bytes;
    if (files::open_ordinary(folder_, each.name, file) != 0 ||
        files::read_rest(file.get(), bytes) != 0)
      continue;
    if (bytes.size() == each.bytes && hash::sha256_hex(bytes) == each.sha256)
      options_.disk->unlink(folder_, each.name.c_str());
  }
  options_.disk->remove_folder(folder_, entry.id.c_str());  // stays where something else is in it
}

bool Gone::write_file(const std::vector<Entry>& left, Diagnostics& out) const {
  const std::string path = options_.output + '/' + name_;
  if (!files::may_write_over(
          {folder_, name_, path, "another folder with --output"},
          options_.force ? files::Overwrite::always : files::Overwrite::own,
          holds_entries,
          out
      ))
    return false;
  if (left.empty()) {
    options_.disk->unlink(folder_, name_.c_str());
    return true;
  }
  files::AtomicFile file{folder_, name_, *options_.disk};
  bool good = file.open();
  for (const Entry& entry : left) good = good && file.write(line_of(entry));
  if (good && file.finish(files::Durable::later) && file.commit(files::Durable::later)) return true;
  files::cannot_write(options_.output + '/' + file.failure().name, file.failure().error, out);
  return false;
}

bool Gone::settle(
    const Journal& journal,
    const std::function<bool(const std::string&)>& is_here,
    Outcome& outcome,
    Diagnostics& out
) {
  std::map<std::string, Entry> known;
  if (!read_file(known, out)) return false;
  for (Entry& entry : journal.all(out)) known.insert_or_assign(entry.id, std::move(entry));
  if (out.errors() > 0) return false;
  std::vector<Entry> left;
  for (auto& [id, entry] : known) {
    if (id.empty() || entry.files.empty() || is_here(id) || !is_left(entry)) continue;
    if (options_.prune) take_away(entry);
    if (options_.prune && !is_left(entry)) {
      ++outcome.pruned;
    } else {
      left.push_back(std::move(entry));
    }
  }
  if (!write_file(left, out)) return false;
  if (left.empty()) return true;
  const std::string cases = counted(left.size(), "case", "cases");
  if (options_.prune) {
    out.warn(
        messages::gone_and_changed(cases, listed(left)),
        {},
        {"look at what was typed or drawn there, then take the folder away"}
    );
  } else {
    out.warn(
        messages::gone_from_inputs(cases, listed(left)),
        {},
        {"--prune takes their papers away, but for those that somebody changed"}
    );
  }
  return true;
}

}  // namespace engine::batch
