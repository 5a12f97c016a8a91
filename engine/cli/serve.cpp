// carepacket serve: what the page needs of this machine and of whoever sits at it. The page itself
// knows neither the environment nor the clock.

#include "engine/serve/serve.hpp"

#include "engine/cli/clinic.hpp"
#include "engine/cli/confine.hpp"
#include "engine/cli/files.hpp"
#include "engine/cli/import.hpp"
#include "engine/cli/memory.hpp"
#include "engine/cli/session.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ;

namespace engine::cli {

namespace {

/// A private folder for as long as the page is open: of the session where there is one.
class Scratch {
 public:
  explicit Scratch(Diagnostics& out) {
    const char* of_session = std::getenv("XDG_RUNTIME_DIR");
    const char* of_all = std::getenv("TMPDIR");
    for (const char* above : {of_session, of_all, "/tmp"}) {
      if (!above || *above != '/') continue;
      path_ = std::string{above} + "/carepacket-XXXXXX";
      if (::mkdtemp(path_.data())) return;  // 0700
    }
    files::cannot_write(path_, errno, out);
    path_.clear();
  }
  ~Scratch() {
    forget_door();
    if (!path_.empty()) ::rmdir(path_.c_str());
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::string& path() const { return path_; }
  std::string door() const { return path_ + "/open.html"; }

  /// The file that leads to the page: an address with a key in it would be seen by others in the
  /// list of processes, so the browser is given the name of a file that they cannot read.
  bool write_door(const std::string& address, Diagnostics& out) const {
    const std::string page =
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta "
        "name=\"referrer\" content=\"no-referrer\">\n<meta http-equiv=\"refresh\" "
        "content=\"0; url=" +
        address + "\">\n<title>carepacket</title></head>\n<body><p><a href=\"" + address +
        "\">carepacket</a></p></body>\n</html>\n";
    const NewFile file{door(), page};
    return write_files({&file, 1}, Overwrite::never, out);
  }
  void forget_door() const {
    if (!path_.empty()) ::unlink(door().c_str());
  }

 private:
  std::string path_;
};

/// The end of the terminal, or of what reads there, is not the end of the page: that its last words
/// could not be said is told by its exit code, and its folder is taken away.
struct WithoutReader {
  WithoutReader() : before{std::signal(SIGPIPE, SIG_IGN)} {}
  ~WithoutReader() { std::signal(SIGPIPE, before); }
  WithoutReader(const WithoutReader&) = delete;
  WithoutReader& operator=(const WithoutReader&) = delete;
  void (*before)(int);
};

/// Starts the browser; false where there is none. It is waited for by nobody.
bool open_in_browser(const std::string& file) {
  const char* wanted = std::getenv("BROWSER");
  std::string program = wanted && *wanted ? wanted : "xdg-open", argument = file;
  char* words[] = {program.data(), argument.data(), nullptr};
  pid_t child = 0;
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t usual;
  ::posix_spawnattr_init(&usual);
  sigset_t pipe;
  ::sigemptyset(&pipe);
  ::sigaddset(&pipe, SIGPIPE);
  ::posix_spawnattr_setsigdefault(&usual, &pipe);
  ::posix_spawnattr_setflags(&usual, POSIX_SPAWN_SETSIGDEF);
  const int error = ::posix_spawnp(&child, program.c_str(), &actions, &usual, words, environ);
  ::posix_spawnattr_destroy(&usual);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error == 0) std::signal(SIGCHLD, SIG_IGN);
  return error == 0;
}

Date today() {
  const std::time_t now = std::time(nullptr);
  std::tm day{};
  ::localtime_r(&now, &day);
  return {
      static_cast<std::int16_t>(day.tm_year + 1900),
      static_cast<std::uint8_t>(day.tm_mon + 1),
      static_cast<std::uint8_t>(day.tm_mday)};
}

std::string page_language(const Request& asked) {
  if (!asked.make.language.empty()) return asked.make.language == "es" ? "es" : "en";
  const Speech* const speech = asked.message_format.speech;
  return speech && speech->language() == "es" ? "es" : "en";
}

/// All packets of a folder, as carepacket batch makes them: what has not changed is not made again.
serve::Making make_all(
    const std::vector<std::string>& cases,
    const std::string& output,
    const ClinicTable& table,
    const Library& library,
    const MessageFormat& format,
    const std::function<void(const serve::Making&)>& progress,
    const std::atomic<bool>& stop,
    Watchdog& watchdog,
    const batch::Limits& limits
) {
  batch::Options options;
  options.limits = limits;
  options.watchdog = &watchdog;
  options.inputs = cases;
  options.output = output;
  options.table = table.options;
  options.pictures = table.pictures;
  options.jobs = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  options.is_own = [](std::string_view bytes) {
    return is_own_packet(bytes) && !pdf::holds_answers(bytes);
  };
  const auto as_told = [](const batch::Progress& so_far) {
    const auto number = [](std::uint64_t count) { return static_cast<std::size_t>(count); };
    serve::Making making;
    making.done = number(so_far.totals.cases);
    making.made = number(so_far.totals.made + so_far.totals.incomplete);
    making.refused = number(so_far.totals.refused);
    making.unchanged = number(so_far.unchanged);
    return making;
  };
  batch::Listener listener;
  listener.stop = &stop;
  listener.tell = [](const Diagnostics&) {};  // each case tells its own on its pages
  listener.progress = [&](const batch::Progress& so_far) { progress(as_told(so_far)); };
  Diagnostics out;
  const auto outcome = batch::run(options, library, listener, out);
  serve::Making making = as_told(outcome.last);
  for (const Diagnostic& told : out.all())
    making.told.push_back(
        shown(format.speech ? format.speech->message(told.code, told.message) : told.message, false)
    );
  return making;
}

/// How the page is come to.
bool tell_address(
    const Request& asked, const Scratch& scratch, const std::string& address, Diagnostics& out
) {
  const auto say = [&](std::string_view words) { return spoken(asked.message_format, words); };
  if (asked.no_open)
    return write_out(
        say("Open this address in a browser. It works once:") + "\n  " + address + '\n' +
            say("To end: the button on the page, or Ctrl-C here.") + '\n',
        out
    );
  if (!scratch.write_door(address, out)) return false;
  const bool is_open = open_in_browser(scratch.door());
  return write_out(
      say(is_open ? "The page opens in your browser. If it does not, open this file in it:"
                  : "No browser was found. Open this file in one:") +
          "\n  " + scratch.door() + '\n' + say("To end: the button on the page, or Ctrl-C here.") +
          '\n',
      out
  );
}

}  // namespace

Exit serve(Request asked, Diagnostics& out) {
  Session session;
  if (const Exit exit = open_session(asked, session, Check::those_used, out);
      exit != Exit::all_made)
    return exit;
  // What most pages do without is read when it is first needed.
  const std::string& share = session.library->share;
  std::optional<std::optional<Speech>> spanish;
  std::optional<chart::Words> chart_words;
  const WithoutReader without_reader;
  const Scratch scratch{out};
  if (scratch.path().empty()) return Exit::file_system_refused;

  const auto table = open_table(asked, session.library->template_set->vocabulary, out);
  if (!table) return Exit::file_system_refused;
  serve::Options options;
  options.place = asked.arguments.empty() ? "my-case.xml" : asked.arguments.front();
  const bool is_table = batch::is_table(options.place);
  options.is_folder = is_table || is_directory(options.place);
  options.port = asked.port;
  options.idle = asked.idle;
  options.bytes_a_case = session.bytes_a_case;
  options.time_a_case = std::chrono::duration_cast<std::chrono::seconds>(asked.batch.limits.time);
  const MemoryHeld memory;
  options.memory_held = [&] {
    constexpr std::size_t much = std::size_t{96} << 20;
    const std::size_t held = memory.bytes();
    free_at_once(held > much);
    return held;
  };
  options.give_memory_back = give_memory_back;
  options.renew_worker = [&] {
    Diagnostics untold;  // it could be made before
    static_cast<void>(open_worker(session, untold));
  };
  options.language = page_language(asked);
  options.is_language_said = !asked.make.language.empty();
  options.today = asked.make.as_of.value_or(today());
  options.templates = share + "/templates/serve";
  options.overlay = asked.templates;
  options.scratch = scratch.path();
  options.chart_words = [&](Diagnostics& told) -> const chart::Words* {
    if (!chart_words) {
      auto words = words_of_report(share, told);
      if (!words) return nullptr;
      chart_words = *std::move(words);
    }
    return &*chart_words;
  };
  options.said = [&](const Diagnostic& told, std::string_view language) {
    if (language != "es") return serve::Said{told.message, told.hints};
    Diagnostics untold;  // without its words it is said in English
    if (!spanish) spanish = Speech::read(share, "es", untold);
    if (!*spanish) return serve::Said{told.message, told.hints};
    serve::Said said{(*spanish)->message(told.code, told.message), {}};
    for (const std::string& hint : told.hints) said.hints.push_back((*spanish)->hint(hint));
    return said;
  };
  options.make_all = [&](const auto& cases,
                         const auto& output,
                         const auto& progress,
                         const auto& stop,
                         Watchdog& watchdog) {
    const batch::Limits limits{asked.batch.limits.time, session.bytes_a_case};
    const auto& format = asked.message_format;
    return make_all(
        cases, output, *table, *session.library, format, progress, stop, watchdog, limits
    );
  };
  options.print_again = [&](const auto& cases, const auto& within_limits, Diagnostics& told) {
    return pages_to_print_again(cases, asked, within_limits, told);
  };
  options.print_all = packets_to_print;
  options.changed = [&](const serve::Printed& one, std::string_view language, Diagnostics& told) {
    Diagnostics untold;  // without its words it is said in English
    if (language == "es" && !spanish) spanish = Speech::read(share, "es", untold);
    MessageFormat format = asked.message_format;
    format.speech = language == "es" && *spanish ? &**spanish : nullptr;
    return changed_since(one, asked, format, language, *session.worker, told);
  };
  options.keep_packet = keep_packet;
  if (is_table)
    options.rows = [&, place = options.place](Diagnostics& told) {
      return rows_of(place, table->options, *session.library->template_set, told);
    };
  options.case_id_of = case_id_of;
  options.ready = [&](const std::string& address) {
    // What was told so far is of the start, and is read while the page is open.
    if (!tell_address(asked, scratch, address, out)) return false;
    confine(asked, scratch.path());
    return true;
  };
  options.opened = [&] { scratch.forget_door(); };
  const auto end = serve::run(options, *session.worker, out);
  if (!end) return Exit::file_system_refused;
  struct stat of_case {};
  const bool is_there = ::stat(options.place.c_str(), &of_case) == 0;
  const std::string said =
      is_there ? spoken(asked.message_format, "The page is closed. Your case is in") + ' ' +
                     printable(options.place)
               : spoken(asked.message_format, "The page is closed. Nothing was saved.");
  return write_out(said + '\n', out) ? Exit::all_made : Exit::file_system_refused;
}

}  // namespace engine::cli
