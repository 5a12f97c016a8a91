#pragma once

#include "engine/base/base.hpp"
#include "engine/batch/batch.hpp"
#include "engine/cli/password.hpp"
#include "engine/cli/print.hpp"
#include "engine/engine.hpp"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace engine::cli {

enum class Command {
  help,
  version,
  make,
  batch,
  merge_manifests,
  import_charts,
  serve,
  check,
  starter,
  kinds,
  sets,
  schema,
  questions,
  columns,
  extract,
  answers,
  explain,
  topic
};
enum class Show { nothing, case_text, facts, markup, blocks, pages, tags };

/// What the user asked for, checked as far as the words alone allow.
struct Request {
  Command command = Command::help;
  std::string help;                    ///< Command::help: what to say
  std::vector<std::string> arguments;  ///< case files; codes to explain; a topic
  std::string output;  ///< empty: where the command writes by itself; `-`: standard output
  MakeOptions make;
  bool names_set = false;  ///< else --only looks in every set
  Show show = Show::nothing;
  std::string templates;  ///< a folder laid over the built-in templates
  bool xsd = false;
  bool minimal = false;  ///< Command::starter: the least that makes a packet
  std::string from;      ///< Command::starter: the sample it begins with
  std::string kind;      ///< Command::starter: the kind whose folder is written
  bool force = false;
  bool encrypt = false;
  bool embed_case = false;
  PasswordSource password;
  MessageFormat message_format;
  batch::Options batch;  ///< Command::batch: what it does not share with make
  bool quiet = false;
  bool verbose = false;    ///< every message of a batch is told, also what comes again and again
  bool each = false;       ///< Command::import_charts: of many people
  std::size_t memory = 0;  ///< import_charts: what reading may take; 0: as usual
  std::string into;        ///< import_charts, answers: the case that something is added to
  std::vector<std::string> attach;     ///< Command::make: records besides those that the case names
  std::string only_changed;            ///< Command::make: a file of the pages to print again
  std::uint16_t port = 0;              ///< Command::serve: 0 for a free one
  bool no_sandbox = false;             ///< every file of the user's stays in reach
  bool no_open = false;                ///< Command::serve: no browser is started
  std::chrono::seconds idle{30 * 60};  ///< Command::serve: the end, when nobody asks for so long
  std::string columns, shared;         ///< files: how rows are cases, and what they share
};

/// Reads the words after the program's name. Reported: E711 an unknown command, E712 an option that
/// is unknown or wrongly used, E713 a value an option does not take, E714 too few or too many
/// files.
Result<Request> read_request(std::span<const char* const> words, Diagnostics& out);

/// How messages are wanted, as far as can be told of words that may not be understood otherwise.
MessageFormat wanted_format(std::span<const char* const> words);

}  // namespace engine::cli
