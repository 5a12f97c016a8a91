#include "engine/batch/manifest.hpp"
#include "engine/batch/manifest_lines.hpp"
#include "engine/batch/messages.hpp"
#include "engine/files/files.hpp"
#include "engine/hash/hash.hpp"

#include <algorithm>
#include <cerrno>
#include <deque>
#include <fcntl.h>
#include <map>
#include <sys/stat.h>
#include <unordered_map>

namespace engine::batch {

namespace {

/// Opens a manifest; a pipe does not hold anybody up (open(2), O_NONBLOCK).
files::Descriptor open_to_read(const std::string& path) {
  return files::Descriptor{::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)};
}

/// True for a file that can be read twice, as merging does; else tells E701.
bool is_ordinary(const std::string& path, const files::Descriptor& file, Diagnostics& out) {
  struct stat is {};
  if (!file || ::fstat(file.get(), &is) != 0 || S_ISDIR(is.st_mode)) {
    files::cannot_read(path, file ? EISDIR : errno, out);
    return false;
  }
  if (S_ISREG(is.st_mode)) return true;
  out.error(
      messages::not_a_file(in_quotes(path)), {}, {"a manifest is read twice: give it as a file"}
  );
  return false;
}

/// One manifest, read from its first line to its last. What is wrong with it is told; it has no
/// more lines then.
class Manifest {
 public:
  Manifest(std::string path, Diagnostics& out)
      : path_{std::move(path)}, file_{open_to_read(path_)}, lines_{file_.get()}, out_{out} {
    if (!is_ordinary(path_, file_, out_)) return;
    const auto line = lines_.next();
    if (lines_.error() != 0) {
      files::cannot_read(path_, lines_.error(), out_);
      return;
    }
    head_ = line ? head_in(*line) : std::nullopt;
    if (!head_) {
      tell_line(messages::no_first_line, line.value_or(""));
      return;
    }
    digest_.add(*line).add("\n");
  }

  const std::string& path() const { return path_; }
  const std::optional<Head>& head() const { return head_; }
  /// The line at hand; nothing behind the last one.
  const std::optional<Entry>& entry() const { return entry_; }
  const std::string& line() const { return line_; }
  int line_number() const { return number_; }
  /// The sums of the last line, when all lines were good.
  const std::optional<Totals>& end() const { return end_; }

  void step() {
    const auto before = entry_ ? entry_->number : 0;
    entry_.reset();
    const auto line = lines_.next();
    if (lines_.error() != 0) {
      files::cannot_read(path_, lines_.error(), out_);
      return;
    }
    if (!line) return tell_interrupted();
    ++number_;
    if (const auto tail = tail_in(*line)) return finish(*tail, *line);
    auto entry = entry_in(*line);
    if (!entry || entry->number <= before)
      return tell_line(entry ? messages::out_of_order : messages::no_line, *line);
    digest_.add(*line).add("\n");
    add(totals_, *entry);
    line_.assign(*line) += '\n';
    entry_ = std::move(entry);
  }

  /// A message about the line at hand.
  void tell_line(FilledError said, std::string_view line, std::vector<std::string> hints = {}) {
    line = line.substr(0, line.find('\n'));
    const Source here{path_, printable(line), Source::Holds::author_text, number_};
    out_.error(std::move(said), here.span(0, 0), std::move(hints));
  }

 private:
  void tell_interrupted() {
    out_.error(
        messages::has_no_end(in_quotes(path_)),
        {},
        {"go on with it: the same carepacket batch once more, with --resume" +
         (head_->shard.count > 1 ? " --shard " + name_of(head_->shard) : std::string{})}
    );
  }

  void tell_stopped() {
    out_.error(
        messages::stopped_early(in_quotes(path_)),
        {},
        {"mend that case, or leave out --fail-fast, and give the same carepacket batch once more"}
    );
  }

  void finish(const Tail& tail, std::string_view line) {
    totals_.seen = tail.totals.seen;
    if (digest_.hex() != tail.sha256 || !(totals_ == tail.totals)) {
      tell_line(
          messages::lines_changed,
          line,
          {"somebody changed this file; give it as carepacket wrote it"}
      );
      return;
    }
    ++number_;
    const auto more = lines_.next();
    if (lines_.error() != 0) {
      files::cannot_read(path_, lines_.error(), out_);
      return;
    }
    if (more || lines_.has_rest())
      return tell_line(messages::more_behind_last_line, more.value_or(""));
    if (tail.stopped) return tell_stopped();
    end_ = tail.totals;
  }

  std::string path_;
  files::Descriptor file_;
  ManifestLines lines_;
  Diagnostics& out_;
  int number_ = 1;
  std::optional<Head> head_;
  std::optional<Entry> entry_;
  std::string line_;
  Totals totals_;
  hash::Sha256 digest_;
  std::optional<Totals> end_;
};

/// "3, 5, 6 and 12 more"
std::string listed(const std::vector<std::uint64_t>& numbers, std::uint64_t count) {
  std::string text;
  for (const auto number : numbers) text += (text.empty() ? "" : ", ") + std::to_string(number);
  if (count > numbers.size()) text += " and " + std::to_string(count - numbers.size()) + " more";
  return text;
}

class Merging {
 public:
  Merging(const std::function<void(std::string_view)>& write, Diagnostics& out)
      : write_{write}, out_{out}, begun_{out.mark()} {}

  /// The proof that something is wrong with the manifests, if it is.
  std::optional<Reported> wrong() const { return out_.reported_since(begun_); }

  /// All first lines: of one run, each shard once.
  void open(const std::vector<std::string>& paths) {
    for (const auto& path : paths) {
      Manifest& one = manifests_.emplace_back(path, out_);
      if (one.head()) check_head(one);
    }
    if (!wrong()) tell_missing_shards();
  }

  /// All other lines, in the order of the cases.
  void lines() {
    for (Manifest& one : manifests_) one.step();
    put(line_of(Head{first().run, {}, first().container}));
    for (Manifest* least = smallest(); least; least = smallest()) {
      take(*least);
      least->step();
    }
  }

  Totals end() {
    // A manifest that broke off has cases that nobody knows: only its own fault is told.
    if (wrong()) return totals_;
    totals_.seen = manifests_.front().end()->seen;
    for (const Manifest& one : manifests_) {
      if (one.end()->seen == totals_.seen) continue;
      out_.error(
          messages::other_cases_seen(
              totals_.seen,
              in_quotes(manifests_.front().path()),
              one.end()->seen,
              in_quotes(one.path())
          ),
          {},
          {"the inputs changed between them: run the shards again, on the same cases; what is "
           "unchanged "
           "is not made again"}
      );
      return totals_;
    }
    if (next_ <= totals_.seen) gap(totals_.seen + 1);
    if (missing_ > 0) {
      const std::string numbers = listed(gaps_, missing_);
      out_.error(
          missing_ == 1 ? messages::case_missing(totals_.seen, numbers)
                        : messages::cases_missing(missing_, totals_.seen, numbers),
          {},
          {"the inputs changed between the shards: run the shards again, on the same cases; what "
           "is "
           "unchanged is not made again"}
      );
    }
    const std::string sha256 = digest_.hex();
    write_(line_of(Tail{totals_, sha256}));
    return totals_;
  }

 private:
  const Head& first() const { return *manifests_.front().head(); }

  void check_head(Manifest& one) {
    const auto known = std::find_if(manifests_.begin(), manifests_.end(), [](const Manifest& m) {
      return m.head().has_value();
    });
    const Head &head = *one.head(), &wanted = *known->head();
    if (head.run != wanted.run || head.shard.count != wanted.shard.count ||
        head.container != wanted.container) {
      out_.error(
          messages::of_another_run(in_quotes(one.path()), in_quotes(known->path())),
          {},
          {head.shard.count != wanted.shard.count
               ? "one is shard " + name_of(head.shard) + ", the other " + name_of(wanted.shard)
               : "all shards have the same options, templates and version of carepacket"}
      );
      return;
    }
    const auto [other, is_new] = shards_.emplace(head.shard.number, one.path());
    if (is_new) return;
    out_.error(
        messages::shard_given_twice(
            name_of(head.shard), in_quotes(other->second), in_quotes(one.path())
        ),
        {},
        {"give each manifest once"}
    );
  }

  void tell_missing_shards() {
    const int count = first().shard.count;
    std::vector<std::uint64_t> missing;
    std::uint64_t all = 0;
    for (int number = 1; number <= count; ++number) {
      if (shards_.count(number)) continue;
      if (++all <= most_told) missing.push_back(static_cast<std::uint64_t>(number));
    }
    if (all == 0) return;
    const std::string numbers = listed(missing, all);
    out_.error(
        all == 1 ? messages::shard_missing(count, numbers)
                 : messages::shards_missing(all, count, numbers),
        {},
        {"give the manifests of all shards; one that was not run yet is run with --shard " +
         name_of({static_cast<int>(missing.front()), count})}
    );
  }

  Manifest* smallest() {
    Manifest* least = nullptr;
    for (Manifest& one : manifests_) {
      if (one.entry() && (!least || one.entry()->number < least->entry()->number)) least = &one;
    }
    return least;
  }

  void take(Manifest& from) {
    const Entry& entry = *from.entry();
    if (entry.number < next_) {
      tell_twice(messages::number_made_twice(entry.number), from, last_);
      return;
    }
    gap(entry.number);
    next_ = entry.number + 1;
    last_ = {&from, from.line_number()};
    if (!entry.id.empty() && entry.status != Status::refused) {
      const auto [known, is_new] = made_.emplace(entry.id, last_);
      if (!is_new) tell_twice(messages::id_made_twice(in_quotes(entry.id)), from, known->second);
    }
    put(from.line());
    add(totals_, entry);
  }

  void gap(std::uint64_t until) {
    for (auto number = next_; number < until && gaps_.size() < most_told; ++number)
      gaps_.push_back(number);
    missing_ += until - next_;
  }

  struct Where {
    const Manifest* manifest = nullptr;
    int line = 0;
  };
  void tell_twice(FilledError said, Manifest& here, const Where& before) {
    if (++told_twice_ > most_told) return;
    here.tell_line(
        std::move(said),
        here.line(),
        {"it is on line " + std::to_string(before.line) + " of " +
         in_quotes(before.manifest->path()) + " already"}
    );
  }

  void put(const std::string& line) {
    digest_.add(line);
    write_(line);
  }

  static constexpr std::size_t most_told = 20;

  const std::function<void(std::string_view)>& write_;
  Diagnostics& out_;
  Diagnostics::Mark begun_;
  std::deque<Manifest> manifests_;
  std::map<int, std::string> shards_;
  std::unordered_map<std::string, Where> made_;
  Where last_;
  std::uint64_t next_ = 1;  ///< the number that is to come
  std::uint64_t missing_ = 0;
  std::vector<std::uint64_t> gaps_;
  std::size_t told_twice_ = 0;
  Totals totals_;
  hash::Sha256 digest_;
};

}  // namespace

Result<Totals> merge(
    const std::vector<std::string>& manifests,
    const std::function<void(std::string_view)>& write,
    Diagnostics& out
) {
  Merging merging{write, out};
  Totals totals;
  merging.open(manifests);
  if (!merging.wrong()) {
    merging.lines();
    totals = merging.end();
  }
  if (const auto wrong = merging.wrong()) return *wrong;
  return totals;
}

}  // namespace engine::batch
