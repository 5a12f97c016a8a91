#include "engine/batch/report.hpp"

#include "engine/batch/messages.hpp"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace engine::batch {

namespace tables = fill::tables;

namespace {

using facts::Fact;
using facts::Group;
using facts::List;

/// So many cases are listed: a page has about thirty. All are in the manifest.
constexpr std::size_t most_troubled = 1000, most_listed = 50;

/// W510 (2), W512
std::string codes(const std::map<std::string, int>& counts) {
  std::string text;
  for (const auto& [code, count] : counts) {
    text += (text.empty() ? "" : ", ") + code;
    if (count > 1) text += " (" + std::to_string(count) + ")";
  }
  return text;
}

std::string name_of(const Entry& entry) {
  return entry.id.empty() ? "number " + in_thousands(entry.number) + " of the inputs" : entry.id;
}

Fact row(const Entry& entry) {
  const bool is_refused = entry.status == Status::refused;
  return Fact{facts::group<tables::batch_case>({
      {"name", Fact{name_of(entry)}},
      {"status", Fact{is_refused ? "not made" : "made in part"}},
      {"codes",
       Fact{codes(
           is_refused || entry.status == Status::incomplete ? entry.errors : entry.warnings
       )}},
      {"documents", Fact{in_thousands(static_cast<std::uint64_t>(entry.documents))}},
      {"pages", Fact{in_thousands(static_cast<std::uint64_t>(entry.pages))}},
      {"blanks", Fact{in_thousands(static_cast<std::uint64_t>(entry.blanks))}},
      {"digest", Fact{entry.files.empty() ? "" : entry.files.front().sha256.substr(0, 8)}},
  })};
}

List rows(const std::vector<Entry>& entries) {
  List list;
  for (const Entry& entry : entries) list.push_back(row(entry));
  return list;
}

List sums(const Totals& totals) {
  const auto sum = [](const char* name, std::uint64_t value) {
    return Fact{
        facts::group<tables::batch_sum>({{"name", Fact{name}}, {"value", Fact{in_thousands(value)}}}
        )};
  };
  return {
      sum("Cases", totals.cases),
      sum("made in full", totals.made),
      sum("made in part", totals.incomplete),
      sum("not made", totals.refused),
      sum("Documents", totals.documents),
      sum("Pages", totals.pages),
      sum("Blanks to fill in by hand", totals.blanks),
      sum("Files", totals.files),
      sum("Bytes", totals.bytes)};
}

Fact left(std::uint64_t all, std::size_t listed) {
  return all > listed ? Fact{in_thousands(all - listed)} : Fact{};
}

bool write_alone(
    const std::string& path, std::string_view bytes, files::Disk& disk, Diagnostics& out
) {
  using files::Durable;
  files::AtomicFile file{AT_FDCWD, path, disk};
  if (file.open() && file.write(bytes) && file.finish(Durable::later) &&
      file.commit(Durable::later))
    return true;
  files::cannot_write(file.failure().name, file.failure().error, out);
  return false;
}

}  // namespace

std::string Report::path() const {
  if (!options_.report.empty() || options_.output == "-") return options_.report;
  return options_.output + '/' + name();
}

std::string Report::name() const {
  return named(options_.shard, kind_ ? kind_->name : "", ".pdf");
}

bool Report::may_write(Diagnostics& out) const {
  if (!kind_) {
    out.error(messages::no_kind_is_report, {}, {"the kind.xml of one says made=\"after-a-run\""});
    return false;
  }
  const std::string place = path();
  if (place.empty()) return true;
  if (::access(files::folder_of(place).c_str(), W_OK | X_OK) != 0) {
    files::cannot_write(place, errno, out);
    return false;
  }
  const auto is_own = [&](int file) {
    std::string bytes;
    return files::read_rest(file, bytes) == 0 && options_.is_own(bytes);
  };
  return files::may_write_over(
      {AT_FDCWD, place, place, "another name with --report"},
      options_.force ? files::Overwrite::always : files::Overwrite::own,
      is_own,
      out
  );
}

void Report::add(const Entry& entry) {
  if (entry.status != Status::made && troubled_.size() < most_troubled) troubled_.push_back(entry);
  if (entry.status != Status::refused && first_.size() < most_listed) first_.push_back(entry);
}

bool Report::write(
    const Library& library, const Journal& journal, Store& store, Outcome& outcome, Diagnostics& out
) const {
  const Totals& totals = outcome.last.totals;
  const Shard& shard = options_.shard;
  Group batch = facts::some<tables::batch>({
      {"manifest", Fact{journal.name()}},
      {"sums", Fact{sums(totals)}},
      {"troubled", Fact{rows(troubled_)}},
      {"troubledLeft", left(totals.refused + totals.incomplete, troubled_.size())},
      {"cases", Fact{rows(first_)}},
      {"casesLeft", left(totals.made + totals.incomplete, first_.size())},
  });
  if (shard.count > 1) {
    facts::give<tables::batch>(
        batch, "shard", Fact{std::to_string(shard.number) + " of " + std::to_string(shard.count)}
    );
  }
  if (totals.refused > 0) {
    facts::give<tables::batch>(
        batch,
        "refusedText",
        Fact{counted(totals.refused, "case was not made.", "cases were not made.")}
    );
  }
  if (totals.incomplete > 0) {
    facts::give<tables::batch>(
        batch,
        "incompleteText",
        Fact{counted(totals.incomplete, "case was made in part.", "cases were made in part.")}
    );
  }
  // Warnings of the report's own layout (a long id over two lines) are discarded.
  Diagnostics found;
  auto worker = make_worker(library, out, Check::those_used);
  if (!worker) return false;
  Group of_document = facts::some<tables::document>({{"batch", Fact{std::move(batch)}}});
  const auto page = make_report(*kind_, std::move(of_document), *worker, found);
  if (!page) {
    out.take(std::move(found));
    return false;
  }

  std::uint64_t offset = 0;
  std::string piece;
  const auto manifest = [&] {
    piece = journal.piece(offset, out);
    offset += piece.size();
    return std::string_view{piece};
  };
  if (!store.add(journal.name(), journal.size(), manifest, out) ||
      !store.add(
          name(), page->bytes.size(), [&] { return std::string_view{page->bytes}; }, out
      ))
    return false;
  if (options_.output != "-") outcome.manifest = options_.output + '/' + journal.name();
  outcome.report = path();
  return outcome.report.empty() || write_alone(outcome.report, page->bytes, *options_.disk, out);
}

}  // namespace engine::batch
