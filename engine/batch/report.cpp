#include "engine/batch/report.hpp"

#include "engine/batch/messages.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <unistd.h>
#include <vector>

namespace engine::batch {

namespace tables = fill::tables;

namespace {

using facts::Fact;
using facts::Group;
using facts::List;

/// So many causes stand on the page, the commonest first, each with so many of its cases. All are
/// in the manifest.
constexpr std::size_t most_causes = 8, most_named = 4;

/// rivera (12), or (12) alone: the case's place in the inputs tells those of one name apart. Of a
/// table its row, as a spreadsheet numbers it: rivera (row 13).
std::string name_of(const Entry& entry) {
  const std::string place =
      entry.row > 0 ? "row " + in_thousands(entry.row) : in_thousands(entry.number);
  return entry.id + (entry.id.empty() ? "(" : " (") + place + ")";
}

/// What `carepacket explain` says of each code, in a few words. A run whose folder has no
/// explanations goes without: the codes are there.
std::map<std::string, std::string, std::less<>> titles_of_codes(const std::string& share) {
  std::map<std::string, std::string, std::less<>> titles;
  Diagnostics unread;
  std::error_code none;
  for (const auto& entry :
       std::filesystem::directory_iterator{share + "/templates/explain", none}) {
    auto bytes = files::read_file(entry.path().string(), unread);
    if (!bytes) continue;
    const Source source{entry.path().string(), *std::move(bytes)};
    const auto tree = xml::parse(source, {}, unread);
    if (!tree) continue;
    tree->root().for_each_child([&](xml::Element one) {
      const xml::Attribute* id = one.attribute("id");
      const auto title = one.child("title");
      if (id && title) titles.emplace(id->value, title->text());
    });
  }
  return titles;
}

/// So many of fifty marks; what there is at all has one.
struct Bar {
  static constexpr std::uint64_t marks = 50;
  long long made = 0, in_part = 0, not_made = 0;

  explicit Bar(const Totals& totals) {
    const std::uint64_t all = totals.made + totals.incomplete + totals.refused;
    const auto share = [&](std::uint64_t some) {
      if (all == 0 || some == 0) return 0LL;
      return std::max(1LL, static_cast<long long>(some * marks / all));
    };
    in_part = share(totals.incomplete);
    not_made = share(totals.refused);
    made = totals.made == 0 ? 0 : static_cast<long long>(marks) - in_part - not_made;
    if (made == 0 && not_made > 0) not_made = static_cast<long long>(marks) - in_part;
  }
};

List sums(const Totals& totals) {
  const auto sum = [](const char* name, std::uint64_t value) {
    return Fact{
        facts::group<tables::batch_sum>({{"name", Fact{name}}, {"value", Fact{in_thousands(value)}}}
        )};
  };
  return {
      sum("Cases", totals.cases),
      sum("Documents", totals.documents),
      sum("Pages", totals.pages),
      sum("Blanks to fill in by hand", totals.blanks),
      sum("Files", totals.files),
      sum("Bytes", totals.bytes)};
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
    return files::read_rest(file, bytes) == 0 && (holds_nothing(bytes) || options_.is_own(bytes));
  };
  return files::may_write_over(
      {AT_FDCWD, place, place, "another name with --report"},
      options_.force ? files::Overwrite::always : files::Overwrite::own,
      is_own,
      out
  );
}

void Report::add(const Entry& entry) {
  if (entry.status == Status::made) return;
  for (const auto& [code, count] : entry.errors) {
    Cause& cause = causes_[code];
    ++cause.cases;
    cause.first.emplace(entry.number, name_of(entry));
    if (cause.first.size() > most_named) cause.first.erase(std::prev(cause.first.end()));
  }
}

facts::List Report::causes(const std::string& share) const {
  std::vector<std::pair<std::string_view, const Cause*>> all;
  for (const auto& [code, cause] : causes_) all.emplace_back(code, &cause);
  std::ranges::stable_sort(all, std::greater{}, [](const auto& one) { return one.second->cases; });
  if (all.size() > most_causes) all.resize(most_causes);
  const auto titles = titles_of_codes(share);
  List list;
  for (const auto& [code, cause] : all) {
    const auto title = titles.find(code);
    std::string names;
    for (const auto& [number, name] : cause->first) names += (names.empty() ? "" : ", ") + name;
    const bool has_more = cause->cases > cause->first.size();
    list.push_back(facts::group<tables::batch_cause>({
        {"code", Fact{std::string{code}}},
        {"words", title == titles.end() ? Fact{} : Fact{title->second}},
        {"count", Fact{in_thousands(cause->cases)}},
        {"names", Fact{std::move(names)}},
        {"more", has_more ? Fact{in_thousands(cause->cases - cause->first.size())} : Fact{}},
    }));
  }
  return list;
}

bool Report::write(
    const Library& library, const Journal& journal, Store& store, Outcome& outcome, Diagnostics& out
) const {
  const Totals& totals = outcome.last.totals;
  const Shard& shard = options_.shard;
  const Bar bar{totals};
  Group batch = facts::some<tables::batch>({
      {"manifest", Fact{journal.name()}},
      {"sums", Fact{sums(totals)}},
      {"made", Fact{in_thousands(totals.made)}},
      {"inPart", Fact{in_thousands(totals.incomplete)}},
      {"notMade", Fact{in_thousands(totals.refused)}},
      {"madeMarks", Fact{bar.made}},
      {"inPartMarks", Fact{bar.in_part}},
      {"notMadeMarks", Fact{bar.not_made}},
      {"causes", Fact{causes(library.share)}},
      {"causesLeft",
       causes_.size() > most_causes ? Fact{in_thousands(causes_.size() - most_causes)} : Fact{}},
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
