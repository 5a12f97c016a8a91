#include "engine/batch/batch.hpp"

#include "engine/batch/messages.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/files.hpp"
#include "engine/cli/handouts.hpp"
#include "engine/cli/repeats.hpp"
#include "engine/cli/session.hpp"
#include "engine/files/messages.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <unistd.h>

namespace engine::cli {

namespace {

using Clock = std::chrono::steady_clock;

/// Set by the first Ctrl-C: what is being made is finished. The second ends the program at once.
std::atomic<bool> stop_asked{false};
std::atomic<int> stop_signal{0};

void on_signal(int signal) {
  stop_signal.store(signal);
  stop_asked.store(true);
}

/// Listens for Ctrl-C while a batch runs.
class Signals {
 public:
  Signals() {
    struct sigaction once {};
    once.sa_handler = on_signal;
    once.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &once, &before_[i]);
    pipe_before_ = std::signal(SIGPIPE, SIG_IGN);  // a pipe that nobody reads is told
  }
  ~Signals() {
    for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &before_[i], nullptr);
    std::signal(SIGPIPE, pipe_before_);
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

 private:
  static constexpr std::array signals{SIGINT, SIGTERM, SIGHUP};
  std::array<struct sigaction, signals.size()> before_{};
  void (*pipe_before_)(int) = nullptr;
};

/// 42 s, 3 min 10 s, 2 h 5 min
std::string in_words(std::chrono::seconds time) {
  const auto seconds = time.count();
  if (seconds < 60) return std::to_string(seconds) + " s";
  if (seconds < 3600)
    return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s";
  return std::to_string(seconds / 3600) + " h " + std::to_string(seconds / 60 % 60) + " min";
}

std::uint64_t a_second(std::uint64_t count, double seconds) {
  return static_cast<std::uint64_t>(static_cast<double>(count) / seconds);
}

/// How far the run is: a line that is written over on a terminal, a line now and then elsewhere.
class Meter {
 public:
  Meter(bool quiet, const MessageFormat& format)
      : format_{format},
        quiet_{quiet},
        terminal_{::isatty(STDERR_FILENO) == 1},
        start_{Clock::now()},
        last_{terminal_ ? Clock::time_point{} : start_} {}

  void show(const batch::Progress& progress) {
    if (quiet_) return;
    const auto now = Clock::now();
    using std::chrono::milliseconds;
    if (now - last_ < (terminal_ ? milliseconds{200} : milliseconds{10'000})) return;
    last_ = now;
    const std::string line = text(progress, now - start_);
    std::fprintf(stderr, terminal_ ? "\r\033[K%s" : "%s\n", line.c_str());
    std::fflush(stderr);
    is_shown_ = terminal_;
  }

  /// Takes the line away, before something else is written.
  void clear() {
    if (!is_shown_) return;
    std::fputs("\r\033[K", stderr);
    is_shown_ = false;
  }

  double seconds() const { return std::chrono::duration<double>{Clock::now() - start_}.count(); }

 private:
  /// 3,120 done, 31 % · 940 a second · 8 s left · 12 not made
  std::string text(const batch::Progress& progress, Clock::duration spent) const {
    const double seconds = std::chrono::duration<double>{spent}.count();
    const auto done = progress.totals.cases;
    std::string line = spoken(format_, in_thousands(done) + " done");
    const double part = progress.to_read > 0 ? static_cast<double>(progress.read) /
                                                   static_cast<double>(progress.to_read)
                                             : 0;
    if (part > 0) line += ", " + std::to_string(static_cast<int>(part * 100)) + " %";
    if (seconds > 0)
      line += " · " + spoken(format_, in_thousands(a_second(done, seconds)) + " a second");
    if (part > 0) {
      const auto left = std::lround(seconds / part * (1 - part));
      line += " · " + spoken(format_, in_words(std::chrono::seconds{left}) + " left");
    }
    if (progress.totals.refused > 0)
      line += " · " + spoken(format_, in_thousands(progress.totals.refused) + " not made");
    return line;
  }

  MessageFormat format_;
  bool quiet_, terminal_, is_shown_ = false;
  Clock::time_point start_, last_;
};

/// What the run came to, as the report's first page has it.
std::string sums(const batch::Outcome& outcome, double seconds, const MessageFormat& format) {
  const auto say = [&](const std::string& words) { return spoken(format, words); };
  const batch::Totals& totals = outcome.last.totals;
  std::string text = say(counted(totals.cases, "case", "cases"));
  if (totals.seen != totals.cases) text += ' ' + say("of " + in_thousands(totals.seen));
  text += ": " + say(in_thousands(totals.made) + " made");
  if (outcome.last.unchanged > 0) {
    const std::string before = in_thousands(outcome.last.unchanged);
    text += " (" + say(before + " of them before, and unchanged") + ')';
  }
  if (totals.incomplete > 0) text += ", " + say(in_thousands(totals.incomplete) + " made in part");
  text += ", " + say(in_thousands(totals.refused) + " not made") + '\n';
  if (outcome.pruned > 0)
    text +=
        say(counted(outcome.pruned, "case", "cases") + " gone from the inputs: papers taken away") +
        '\n';
  text += say(counted(totals.documents, "document", "documents")) + ", " +
          say(counted(totals.pages, "page", "pages")) + ", " +
          say(counted(totals.blanks, "blank", "blanks") + " to fill in by hand") + ", " +
          in_thousands(totals.bytes / 1'000'000) + " MB, " +
          say("in " + in_words(std::chrono::seconds{std::lround(seconds)}));
  const auto fresh = totals.cases - outcome.last.unchanged;
  if (seconds > 0 && fresh > 0)
    text += " (" + say(in_thousands(a_second(fresh, seconds)) + " packets a second") + ')';
  text += '\n';
  const std::string manifest = say("manifest:");
  std::string report = say("report:");
  report.resize(std::max(report.size(), manifest.size()), ' ');
  if (!outcome.manifest.empty()) text += manifest + ' ' + printable(outcome.manifest) + '\n';
  if (!outcome.report.empty()) text += report + ' ' + printable(outcome.report) + '\n';
  for (const auto& [path, packets, pages] : outcome.printed) {
    text += say("to print:") + ' ' + printable(path) + ", " +
            say(counted(static_cast<std::size_t>(packets), "packet", "packets")) + ", " +
            say(counted(static_cast<std::size_t>(pages), "page", "pages")) + '\n';
  }
  return text;
}

void say_how_to_resume(const Request& asked, const batch::Outcome& outcome) {
  const auto cases = counted(outcome.last.totals.cases, "case is", "cases are");
  const std::string words =
      asked.output == "-"
          ? "Interrupted: what went to standard output is not whole."
          : "Interrupted: " + cases +
                " finished, and nothing half written. To go on, give the same command with "
                "--resume.";
  std::fprintf(stderr, "%s\n", spoken(asked.message_format, words).c_str());
}

/// That --fail-fast ended the run, and how to go on.
void say_where_it_stopped(const Request& asked, const batch::Outcome& outcome) {
  const batch::Totals& totals = outcome.last.totals;
  std::string words = spoken(
      asked.message_format,
      "Stopped at the first case that was not made, as --fail-fast asks: " +
          in_thousands(totals.made + totals.incomplete) + " made before it, none after it."
  );
  words += ' ' + spoken(
                     asked.message_format,
                     asked.output == "-" ? "What went to standard output is not whole."
                     : asked.batch.container == batch::Container::none
                         ? "To go on, mend it and give the same command."
                         : "To go on, mend it and give the same command with --resume."
                 );
  std::fprintf(stderr, "%s\n", words.c_str());
}

Exit exit_of(const batch::Outcome& outcome) {
  const batch::Totals& totals = outcome.last.totals;
  if (outcome.our_fault) return Exit::our_fault;
  if (outcome.is_unread) return Exit::file_system_refused;
  const bool saw_all = outcome.ended != batch::Ended::failed_fast;
  if (saw_all && totals.refused > 0 && totals.refused == totals.cases) return Exit::unusable;
  return totals.refused + totals.incomplete > 0 ? Exit::some_not_made : Exit::all_made;
}

/// Why nothing was begun, as an exit code.
Exit exit_of_refusal(const Diagnostics& out) {
  const auto& all = out.all();
  const auto has = [&](std::string_view code) {
    return std::any_of(all.begin(), all.end(), [&](const Diagnostic& d) { return d.code == code; });
  };
  if (has(files::messages::cannot_read.code)) return Exit::file_system_refused;
  if (has(batch::messages::no_case.code)) return Exit::unusable;
  if (has(batch::messages::another_run_interrupted.code)) return Exit::not_understood;
  return Exit::file_system_refused;
}

Exit exit_of_signal() {
  return static_cast<Exit>(128 + stop_signal.load());
}

}  // namespace

Exit batch(Request asked, Diagnostics& out) {
  Session session;
  if (const Exit exit = open_session(asked, session, Check::every_template, out);
      exit != Exit::all_made)
    return exit;
  if (!may_hold_the_case(*session.library->template_set, asked, out)) return Exit::not_understood;

  batch::Options options = std::move(asked.batch);
  options.inputs = asked.arguments;
  options.output = asked.output.empty() ? "out" : asked.output;
  while (options.output.size() > 1 && options.output.back() == '/') options.output.pop_back();
  options.make = asked.make;
  options.embed_case = asked.embed_case;
  options.force = asked.force;
  // A file with answers is written over where they are carried, and nowhere else.
  options.is_own = [](std::string_view bytes) {
    return is_own_packet(bytes) && !pdf::holds_answers(bytes);
  };
  if (const char* const folder = std::getenv("TMPDIR"); folder && *folder)
    options.temporary = folder;
  if (options.jobs == 0)
    options.jobs = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));

  std::unique_ptr<Source> columns, shared;
  if (!read_source(asked.columns, Source::Holds::author_text, columns, out) ||
      !read_source(asked.shared, Source::Holds::patient_data, shared, out))
    return Exit::file_system_refused;
  options.table.vocabulary = &session.library->template_set->vocabulary;
  options.table.mapping = columns.get();
  options.table.shared = shared.get();
  if (shared) options.pictures = files::folder_of(asked.shared);
  auto handouts = handouts_of(asked, *session.library->template_set, options.table, out);
  if (!handouts) return Exit::file_system_refused;
  options.given = *std::move(handouts);

  const Signals signals;
  Meter meter{asked.quiet, asked.message_format};
  batch::Listener listener;
  listener.stop = &stop_asked;
  bool printed = true;
  Repeats messages{asked.message_format, asked.verbose};
  listener.tell = [&](const Diagnostics& told) {
    meter.clear();
    printed = messages.tell(told) && printed;
  };
  listener.progress = [&](const batch::Progress& progress) { meter.show(progress); };
  const batch::Outcome outcome = batch::run(options, *session.library, listener, out);
  meter.clear();
  std::fputs(messages.untold().c_str(), stderr);

  switch (outcome.ended) {
    case batch::Ended::not_started:
      return exit_of_refusal(out);
    case batch::Ended::broken_off:
      static_cast<void>(print(out, asked.message_format));
      out = {};
      if (!asked.quiet) say_how_to_resume(asked, outcome);
      return Exit::file_system_refused;
    case batch::Ended::stopped:
      if (!asked.quiet) say_how_to_resume(asked, outcome);
      return stop_asked.load() ? exit_of_signal() : exit_when(printed, exit_of(outcome));
    case batch::Ended::failed_fast:
      if (!asked.quiet) say_where_it_stopped(asked, outcome);
      if (outcome.manifest.empty()) return exit_when(printed, exit_of(outcome));
      break;
    case batch::Ended::complete:
      break;
  }
  printed = print(out, asked.message_format) && printed;
  out = {};
  if (!asked.quiet) {
    const std::string text = sums(outcome, meter.seconds(), asked.message_format);
    if (asked.output == "-") {
      std::fputs(text.c_str(), stderr);
    } else if (!write_out(text, out)) {
      return Exit::file_system_refused;
    }
  }
  return exit_when(printed, exit_of(outcome));
}

}  // namespace engine::cli
