#pragma once

#include "engine/base/watchdog.hpp"
#include "engine/chart/chart.hpp"
#include "engine/engine.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace engine::serve {

/// A message in the reader's language.
struct Said {
  std::string message;
  std::vector<std::string> hints;
};

/// How far the packets of a folder are, and how it went.
struct Making {
  bool is_running = false, is_over = false;
  std::size_t all = 0, done = 0, made = 0, refused = 0, unchanged = 0;
  std::vector<std::string> told;  ///< what kept it from being done, in words
};
/// Makes the packets of these cases below a folder; ends early when `stop` turns true. It is called
/// in a thread of its own; `watchdog` looks at the memory of the whole program.
using MakeAll = std::function<Making(
    const std::vector<std::string>& cases,
    const std::string& output,
    const std::function<void(const Making&)>& progress,
    const std::atomic<bool>& stop,
    Watchdog& watchdog
)>;

/// A row of a table that is a case.
struct RowCase {
  std::string id;
  std::shared_ptr<const std::string> text;  ///< as a case; nullptr: the row is refused
  /// Of its cells: what was left blank since it could not be taken, and what looks wrong.
  std::vector<Diagnostic> told;
};
/// A case, and the packet that was made of it before.
struct Printed {
  std::string name;  ///< that it is called by
  std::string file;  ///< the case's own, beside which its pictures lie
  /// The case as it is now, where it is not that file: a row of a table, or one that was changed.
  std::shared_ptr<const std::string> text;
  std::string packet;   ///< path
  MakeOptions options;  ///< what it was made as
};

/// Does something with a worker, within what one case may use; false where that was used up, and
/// what was begun is gone.
using WithinLimits = std::function<bool(const std::function<void(Worker&)>& what)>;
/// The pages of new packets that look other than in those that are there.
struct PrintAgain {
  std::string pages;                    ///< as one PDF; empty where none does
  std::vector<std::size_t> too_large;   ///< cases that were given up, by their places
  std::vector<std::size_t> of_another;  ///< whose packet is of another person
};

/// Packets that are made, one behind the other, to print: a file a language, and more of many.
struct PrintAll {
  std::vector<engine::PrintJob::Part> parts;
  std::vector<std::size_t> passed_over;  ///< cases whose packet cannot be read, by their places
  std::vector<std::size_t> of_another;   ///< those whose packet is of another person
};

/// How a packet differs from the one that was made before.
struct Changed {
  bool is_known = false;            ///< there is one before, and it can be compared
  bool is_of_another = false;       ///< the one before is of another person
  std::vector<std::string> papers;  ///< a line each: which pages of it are other ones
  int day_alone = 0;                ///< pages that have a new day and nothing else
  std::string packet;               ///< as it is now
  std::string pages;                ///< those to print again, as a PDF; empty: none
};

/// What the page is opened with. Whoever knows the machine and the user gives it: this room asks
/// neither the clock nor the environment.
struct Options {
  /// A case file, which need not be there yet; a folder of them; a table whose rows they are.
  std::string place;
  bool is_folder = false;  ///< several cases: a folder or a table
  /// The rows of a table, as they are now; empty where `place` is none.
  std::function<Result<std::vector<RowCase>>(Diagnostics& out)> rows;
  std::uint16_t port = 0;  ///< 0: one that is free
  std::chrono::seconds idle{30 * 60};
  std::size_t bytes_a_case = Budget::unlimited;  ///< of the worker that run() is given, too
  std::chrono::seconds time_a_case{30};          ///< a page that takes longer is given up
  /// Memory that the program holds, measured in bytes; and what gives back to the system what it
  /// has no more use for. Empty: nobody knows, and what a case holds is counted alone.
  std::function<std::size_t()> memory_held;
  std::function<void()> give_memory_back;
  /// Makes that worker anew, in its place: a case was given up in the middle of what it did.
  std::function<void()> renew_worker;
  std::string language{language_tag::english};  ///< of the page, until somebody changes it
  bool is_language_said = false;                ///< somebody asked for it: a case alone has no say
  Date today;                                   ///< the day of a case that is begun
  std::string templates;  ///< the folder of the page's own files: <share>/templates/serve
  std::string overlay;    ///< a folder laid over it, file by file; may be empty
  std::string scratch;    ///< a private folder for what is uploaded
  /// The words of an import; nullptr when it told why there are none.
  std::function<const chart::Words*(Diagnostics& out)> chart_words;
  /// A message in a language.
  std::function<Said(const Diagnostic&, std::string_view language)> said;
  /// What a new case is called, by the path of its file.
  std::function<std::string(std::string_view path)> case_id_of;
  MakeAll make_all;
  /// Called in a thread of its own.
  std::function<Result<PrintAgain>(
      const std::vector<Printed>& cases, const WithinLimits& within_limits, Diagnostics& out
  )>
      print_again;
  /// Called in a thread of its own, too.
  std::function<Result<PrintAll>(
      const std::vector<Printed>& cases, const WithinLimits& within_limits, Diagnostics& out
  )>
      print_all;
  /// How a packet differs from the one that is there, in a language.
  std::function<Result<Changed>(const Printed& one, std::string_view language, Diagnostics& out)>
      changed;
  /// Keeps a packet that was handed out at a path, unless somebody has written into the one that is
  /// there; false where that could not be done.
  std::function<bool(const std::string& path, std::string_view bytes)> keep_packet;
  /// Called once the page can be opened, with its address and the key that opens it once.
  std::function<bool(const std::string& address)> ready;
  /// Called when the key is used up.
  std::function<void()> opened;
};

enum class End { asked, idle, signal };

/// Shows the page until somebody closes it, nobody asks for it any more, or a signal comes. All
/// that was answered is in the case file by then.
///
/// Reported: E872 the port may not be had, E873 there is no randomness, and what is wrong with the
/// files of the page (E870 E871).
Result<End> run(const Options& options, Worker& worker, Diagnostics& out);

}  // namespace engine::serve
