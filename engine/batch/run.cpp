#include "engine/batch/gone.hpp"
#include "engine/batch/messages.hpp"
#include "engine/batch/print.hpp"
#include "engine/batch/reorder_buffer.hpp"
#include "engine/batch/report.hpp"
#include "engine/batch/work.hpp"

#include <cerrno>
#include <exception>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <unordered_map>

namespace engine::batch {

namespace {

/// The threads that make packets. They take cases one after the other, and what they made is given
/// out in the order of the cases. std::system_error: not even one could be started.
class WorkerPool {
 public:
  WorkerPool(const Run& run, Inputs& inputs, const Listener& listener)
      : run_{run}, inputs_{inputs}, listener_{listener}, finished_{run.options.most_waiting} {
    const int jobs = std::max(1, run.options.jobs);
    at_work_ = jobs;
    threads_.reserve(static_cast<std::size_t>(jobs));
    try {
      for (int i = 0; i < jobs; ++i) threads_.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
      if (threads_.empty()) throw;
      const int missing = jobs - threads();
      if (at_work_.fetch_sub(missing) == missing) finished_.close();
    }
  }
  ~WorkerPool() {
    stop();
    while (finished_.take()) {
    }
    for (std::thread& thread : threads_) thread.join();
  }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// The next case in the order of the inputs, finished; nothing when there are no more.
  std::optional<Finished> next() {
    auto finished = finished_.take();
    if (finished) return finished;
    const std::lock_guard lock{fault_mutex_};
    if (fault_) std::rethrow_exception(fault_);
    return std::nullopt;
  }

  /// How many there are; fewer than asked for, when the system gives no more.
  int threads() const { return static_cast<int>(threads_.size()); }

  /// No case is begun any more.
  void stop() { stopped_.store(true, std::memory_order_relaxed); }

  /// True when every case has been given out.
  bool is_through() const { return through_.load(std::memory_order_relaxed); }
  /// How much of the inputs has been read.
  std::uint64_t read() const { return read_.load(std::memory_order_relaxed); }

 private:
  bool goes_on() const {
    return !stopped_.load(std::memory_order_relaxed) &&
           !(listener_.stop && listener_.stop->load(std::memory_order_relaxed));
  }

  struct Task {
    CaseText text;
    std::uint64_t place;
  };

  /// The one thing that threads do one at a time: a case is read, and its place in the order given
  /// out.
  std::optional<Task> task() {
    const std::lock_guard lock{mutex_};
    if (!goes_on()) return std::nullopt;
    auto text = inputs_.next();
    if (!goes_on()) return std::nullopt;  // what was read meanwhile may not be whole
    through_.store(!text, std::memory_order_relaxed);
    if (!text) return std::nullopt;
    read_.store(inputs_.read(), std::memory_order_relaxed);
    return Task{std::move(*text), finished_.place()};
  }

  void work() {
    try {
      Maker maker{run_, run_.options.watchdog ? *run_.options.watchdog : own_watchdog_};
      while (auto task = this->task()) {
        Finished finished = maker.make(std::move(task->text));
        const std::size_t bytes = finished.bytes();
        finished_.put(task->place, std::move(finished), bytes);
      }
    } catch (...) {
      const std::lock_guard lock{fault_mutex_};
      fault_ = std::current_exception();
      stop();
      finished_.abandon();
    }
    if (at_work_.fetch_sub(1) == 1) finished_.close();
  }

  const Run& run_;
  Inputs& inputs_;
  const Listener& listener_;
  Watchdog own_watchdog_;
  ReorderBuffer<Finished> finished_;
  std::mutex mutex_;        ///< of the inputs: held while a case is read, also from a silent pipe
  std::mutex fault_mutex_;  ///< of fault_
  std::atomic<bool> stopped_{false}, through_{false};
  std::atomic<std::uint64_t> read_{0};
  std::atomic<int> at_work_{0};
  std::exception_ptr fault_;
  std::vector<std::thread> threads_;
};

/// Where the ids of a run were met first. Ids are known by half of their SHA-256: no two have the
/// same, and a run of a million cases needs little for them.
class Ids {
 public:
  struct Where {
    std::uint32_t input;
    Place place;
  };
  /// Where an id was met before; nothing when it is new.
  std::optional<Where> met_before(const std::string& id, Where now) {
    const auto [known, added] = ids_.try_emplace(key_of(id), now);
    return added ? std::nullopt : std::optional{known->second};
  }
  bool has_met(const std::string& id) const { return ids_.count(key_of(id)) > 0; }

 private:
  struct Key {
    std::uint64_t first, second;
    bool operator==(const Key&) const = default;
  };
  static Key key_of(const std::string& id) {
    const std::string digits = hash::sha256_hex(id);
    return {
        std::stoull(digits.substr(0, 16), nullptr, 16),
        std::stoull(digits.substr(16, 16), nullptr, 16)};
  }
  struct Hash {
    std::size_t operator()(const Key& key) const { return key.first; }
  };
  std::unordered_map<Key, Where, Hash> ids_;
};

/// Writes what is finished, in the order of the cases.
class Writer {
 public:
  Writer(
      const Inputs& inputs,
      Journal& journal,
      Store& store,
      const Listener& listener,
      Report& report,
      Outcome& outcome,
      Diagnostics& out
  )
      : inputs_{inputs},
        journal_{journal},
        store_{store},
        listener_{listener},
        report_{report},
        outcome_{outcome},
        out_{out} {}

  /// False when the run cannot go on.
  bool write(Finished finished) {
    Totals& totals = outcome_.last.totals;
    ++totals.seen;
    if (!finished.is_ours) {
      // Another shard's, but it may be this machine alone that cannot read the input.
      if (finished.is_unread) listener_.tell(finished.told);
      outcome_.is_unread = outcome_.is_unread || finished.is_unread;
      return true;
    }
    refuse_second(finished);
    if (finished.entry.status != Status::refused && !put(finished)) return false;
    if (!journal_.add(finished.entry, out_)) return false;
    if (!finished.told.all().empty()) listener_.tell(finished.told);
    add(totals, finished.entry);
    outcome_.last.unchanged += finished.is_unchanged;
    outcome_.our_fault = outcome_.our_fault || finished.our_fault;
    outcome_.is_unread = outcome_.is_unread || finished.is_unread;
    report_.add(finished.entry);
    return true;
  }

  /// True when a case of this id, capitals aside, was among the inputs.
  bool has_met(const std::string& id) const { return ids_.has_met(lowered(id)); }

 private:
  void refuse_second(Finished& finished) {
    if (finished.entry.id.empty()) return;
    const auto first =
        ids_.met_before(lowered(finished.entry.id), {finished.input, finished.place});
    if (!first) return;
    const Place& at = first->place;
    const bool is_beside = first->input == finished.input && at.line == finished.place.line;
    std::string line;
    if (is_beside || at.line > 1) line = ", line " + std::to_string(at.line);
    if (is_beside) line += ", column " + std::to_string(at.column);
    FilledError said = messages::second_id(in_quotes(finished.entry.id));
    Diagnostic told{
        .code = std::string{said.code},
        .message = std::move(said.words),
        .hints = {
            "the first one is in " + printable(inputs_.name(first->input)) + line,
            "give each case an id of its own, capitals aside: its folder is named after it"}};
    finished.told.add(at_id(std::move(told), finished));
    refuse(finished);
  }

  /// What concerns a case as a whole is told where its id stands.
  Diagnostic at_id(Diagnostic told, const Finished& finished) const {
    told.file = inputs_.name(finished.input);
    told.line = finished.place.line;
    told.column = finished.place.column;
    told.case_id = finished.entry.id;
    return told;
  }

  bool put(Finished& finished) {
    if (finished.is_unchanged) return store_.keep(finished.entry, out_);
    const auto before = journal_.with_id(finished.entry.id, out_);
    if (out_.errors() > 0) return false;
    bool refused = false;
    Diagnostics told;
    const Entry* const former = before ? &*before : nullptr;
    if (store_.put(finished.entry, finished.files, former, finished.carried, refused, told))
      return true;
    if (!refused) {
      out_.take(std::move(told));
      return false;
    }
    for (Diagnostic one : told.all()) finished.told.add(at_id(std::move(one), finished));
    refuse(finished);
    return true;
  }

  const Inputs& inputs_;
  Journal& journal_;
  Store& store_;
  const Listener& listener_;
  Report& report_;
  Outcome& outcome_;
  Diagnostics& out_;
  Ids ids_;
};

/// The output folder, open; -1 for standard output. Nothing when it told why not.
std::optional<files::Descriptor> open_output(const Options& options, Diagnostics& out) {
  if (options.output == "-") return files::Descriptor{-1};
  std::vector<std::string> made;
  if (const auto failure = files::make_folders(options.output, made, *options.disk)) {
    files::cannot_write(failure.name, failure.error, out);
    return std::nullopt;
  }
  files::Descriptor folder{::open(options.output.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (folder) return folder;
  files::cannot_write(options.output, errno, out);
  return std::nullopt;
}

constexpr auto raise_limits =
    "end other programs of this account, or raise its limits: ulimit -u for threads, -v for memory";

void tell_no_threads(Diagnostics& out) {
  out.error(messages::no_threads, {}, {raise_limits});
}

void warn_of_few_threads(int started, int wanted, Diagnostics& out) {
  out.warn(messages::few_threads(started, wanted), {}, {raise_limits});
}

}  // namespace

bool takes(const Shard& shard, std::string_view id) {
  if (shard.count <= 1) return true;
  const std::string digits = hash::sha256_hex(id).substr(0, 15);
  const auto hash = std::stoull(digits, nullptr, 16);
  return hash % static_cast<unsigned>(shard.count) == static_cast<unsigned>(shard.number - 1);
}

Outcome run(
    const Options& options, const Library& library, const Listener& listener, Diagnostics& out
) {
  Outcome outcome;
  auto inputs = options.given.empty()
                    ? Inputs::open(options.inputs, options.table, listener.stop, out)
                    : Inputs::of(options.given);
  if (!inputs) return outcome;
  const auto folder = open_output(options, out);
  if (!folder) return outcome;
  Report report{options, *library.template_set};
  if (!report.may_write(out) || !can_print(options, library, out)) return outcome;
  const std::string digest = digest_of_run(library, options);
  auto journal = Journal::open(
      folder->get(),
      options.output,
      {digest, options.shard, options.container},
      {options.resume, options.force, options.temporary, options.disk},
      out
  );
  if (!journal) return outcome;
  std::vector<Entry> kept;
  if (options.container != Container::none && options.resume) kept = journal->interrupted(out);
  if (out.errors() > 0) return outcome;
  const auto store = options.container == Container::none
                         ? open_folder(options, folder->get(), report.name(), out)
                         : open_container(options, folder->get(), kept, out);
  if (!store) return outcome;

  outcome.last.to_read = inputs->bytes();
  const Run run{options, library, *journal, *store, digest};
  bool refused = false, failed_fast = false, through = false;
  std::optional<WorkerPool> started;
  Writer writer{*inputs, *journal, *store, listener, report, outcome, out};
  try {
    started.emplace(run, *inputs, listener);
  } catch (const std::system_error&) {
    tell_no_threads(out);
    return outcome;
  }
  {
    WorkerPool& pool = *started;
    if (pool.threads() < options.jobs) warn_of_few_threads(pool.threads(), options.jobs, out);
    while (auto finished = pool.next()) {
      if (!writer.write(std::move(*finished))) {
        refused = true;
        break;
      }
      outcome.last.read = pool.read();
      if (listener.progress) listener.progress(outcome.last);
      if (options.fail_fast && outcome.last.totals.refused > 0) {
        failed_fast = true;
        break;
      }
    }
    through = pool.is_through();
  }
  started.reset();
  // A container is whole, or it is not there: one that has some of the cases waits to be resumed.
  const bool ends = failed_fast ? options.container == Container::none : through;
  if (refused || !ends) {
    journal->flush();
    outcome.ended = refused ? Ended::broken_off : failed_fast ? Ended::failed_fast : Ended::stopped;
    return outcome;
  }
  const auto how = failed_fast ? Journal::End::stopped : Journal::End::complete;
  outcome.ended = Ended::broken_off;
  if (!journal->end(outcome.last.totals, how, out)) return outcome;
  if (!report.write(library, *journal, *store, outcome, out)) return outcome;
  const auto is_here = [&](const std::string& id) { return writer.has_met(id); };
  if (options.container == Container::none && !failed_fast &&
      !Gone{options, folder->get()}.settle(*journal, is_here, outcome, out))
    return outcome;
  if (!store->finish(out) || !journal->arrive(how, out)) return outcome;
  if (!options.print_job.empty() && !failed_fast &&
      !write_print_job(options, folder->get(), *journal, library, outcome, out))
    return outcome;
  outcome.ended = failed_fast ? Ended::failed_fast : Ended::complete;
  return outcome;
}

}  // namespace engine::batch
