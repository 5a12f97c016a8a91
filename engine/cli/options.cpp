#include "engine/cli/help.hpp"
#include "engine/cli/messages.hpp"

#include <boost/program_options.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace engine::cli {

namespace {
namespace po = boost::program_options;

Reported unknown_command(std::string_view name, Diagnostics& out) {
  std::vector<std::string_view> names;
  for (const CommandHelp& help : all_commands()) names.push_back(help.name);
  return out.error(
      messages::unknown_command(in_quotes(name)),
      {},
      {suggestion_or(name, names, quotes, "carepacket --help lists the commands")}
  );
}

/// True for options that other programs have, and that would put a password into the command.
bool would_give_a_password(std::string_view option) {
  static constexpr std::array<std::string_view, 8> names{
      "--password",
      "--passwd",
      "--pass",
      "--pw",
      "--upw",
      "--user-password",
      "--owner-password",
      "--passphrase"};
  const bool is_short = option.starts_with("-p") || option.starts_with("-P");
  return is_short || std::find(names.begin(), names.end(), option) != names.end();
}

Reported password_in_command(Diagnostics& out) {
  return out.error(
      messages::password_in_command,
      {},
      {"carepacket asks for it, or takes it from --password-file FILE or --password-fd N"}
  );
}

Reported unknown_option(
    std::string_view name,
    const CommandHelp& help,
    const po::options_description& all,
    Diagnostics& out
) {
  if (would_give_a_password(name.substr(0, name.find('=')))) return password_in_command(out);
  std::vector<std::string> longs;
  for (const auto& option : all.options()) longs.push_back("--" + option->long_name());
  const std::vector<std::string_view> names{longs.begin(), longs.end()};
  return out.error(
      messages::unknown_option(in_quotes(help.name), in_quotes(name)),
      {},
      {suggestion_or(
          name, names, quotes, "carepacket " + std::string{help.name} + " --help lists its options"
      )}
  );
}

/// Reads one word of a closed list.
template <std::size_t count>
Result<std::size_t> choose(
    std::string_view option,
    std::string_view word,
    const std::array<std::string_view, count>& choices,
    Diagnostics& out
) {
  const auto found = std::find(choices.begin(), choices.end(), word);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  std::string list;
  for (std::size_t i = 0; i < count; ++i) {
    list += i == 0 ? "" : i + 1 == count ? " or " : ", ";
    list += choices[i];
  }
  return out.error(
      messages::not_a_choice(option, list, in_quotes(word)), {}, suggestion(word, choices, quotes)
  );
}

std::vector<std::string> at_commas(const std::vector<std::string>& lists) {
  std::vector<std::string> words;
  for (std::string_view list : lists) {
    while (!list.empty()) {
      const auto comma = std::min(list.find(','), list.size());
      if (comma > 0) words.emplace_back(list.substr(0, comma));
      list.remove_prefix(std::min(comma + 1, list.size()));
    }
  }
  return words;
}

/// A number as file descriptors have, of digits alone.
std::optional<int> whole_number(std::string_view digits) {
  int number = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, number);
  const bool good = error == std::errc{} && stop == end && number >= 0;
  return good ? std::optional{number} : std::nullopt;
}

/// A number of an option, from `least` to `most`.
std::optional<int> number_in(
    std::string_view option, std::string_view word, int least, int most, Diagnostics& out
) {
  const auto number = whole_number(word);
  if (number && *number >= least && *number <= most) return number;
  out.error(messages::not_a_number(option, least, most, in_quotes(word)), {});
  return std::nullopt;
}

/// True for run.pdf and Run.PDF.
bool ends_in_pdf(std::string_view path) {
  constexpr std::string_view ending = ".pdf";
  const auto end = path.size() - std::min(path.size(), ending.size());
  return lowered(path.substr(end)) == ending;
}

void take_table_options(const po::variables_map& given, Request& asked, Diagnostics& out) {
  table::Options& table = asked.batch.table;
  if (given.count("sheet")) table.sheet = given["sheet"].as<std::string>();
  if (given.count("separator")) {
    const auto separator = choose<3>(
        "separator", given["separator"].as<std::string>(), {"comma", "semicolon", "tab"}, out
    );
    if (separator) table.separator = static_cast<table::Separator>(*separator + 1);
  }
}

std::optional<Reported> take_batch_options(
    const po::variables_map& given, Request& asked, Diagnostics& out
) {
  batch::Options& batch = asked.batch;
  const auto text = [&](const char* name) {
    return given.count(name) ? given[name].as<std::string>() : std::string{};
  };
  const auto number = [&](const char* name, int usual, int most) {
    return given.count(name) ? number_in(name, text(name), 1, most, out).value_or(usual) : usual;
  };
  batch.resume = given.count("resume") > 0;
  batch.fail_fast = given.count("fail-fast") > 0;
  batch.prune = given.count("prune") > 0;
  batch.print_job = text("print-job");
  batch.separators = given.count("separators") > 0;
  batch.report = text("report");
  if (given.count("report") && !ends_in_pdf(batch.report))
    out.error(
        messages::report_is_pdf(in_quotes(batch.report)),
        {},
        {"the report is a PDF; the same in lines of JSON is manifest.jsonl in the output folder"}
    );
  if (!batch.print_job.empty() && !ends_in_pdf(batch.print_job))
    out.error(messages::print_job_is_pdf(in_quotes(batch.print_job)), {});
  if (batch.separators && batch.print_job.empty())
    out.error(messages::separators_alone, {}, {"give --print-job FILE too"});
  if (!batch.print_job.empty() && given.count("container"))
    out.error(messages::print_job_of_container, {});
  if (!batch.print_job.empty() && asked.make.format != Format::pdf)
    out.error(messages::of_pdf_alone("--print-job"), {});
  asked.columns = text("columns");
  asked.shared = text("shared");
  take_table_options(given, asked, out);
  batch.table.strict = given.count("strict") > 0;
  asked.quiet = given.count("quiet") > 0;
  asked.verbose = given.count("verbose") > 0;
  batch.jobs = number("jobs", 0, 1024);
  if (given.count("container")) {
    const auto container = choose<2>("container", text("container"), {"tar", "zip"}, out);
    if (container)
      batch.container = *container == 0 ? batch::Container::tar : batch::Container::zip;
  }
  if (given.count("shard")) {
    const auto shard = batch::shard_in(text("shard"));
    if (shard) batch.shard = *shard;
    if (!shard) out.error(messages::not_a_shard(in_quotes(text("shard"))), {});
  }
  if (batch.fail_fast && given.count("keep-going"))
    out.error(messages::fail_fast_and_keep_going, {});
  if (asked.output == "-" && batch.container == batch::Container::none)
    out.error(messages::output_takes_one_file, {});
  if (asked.output == "-" && batch.resume) out.error(messages::output_not_resumed, {});
  return out.reported();
}

/// 90s, 30m, 2h
std::optional<std::chrono::seconds> time_in(std::string_view word) {
  if (word.empty()) return std::nullopt;
  const int unit = word.back() == 's' ? 1 : word.back() == 'm' ? 60 : word.back() == 'h' ? 3600 : 0;
  const auto number = whole_number(word.substr(0, word.size() - 1));
  if (unit == 0 || !number || *number == 0 || *number > 100'000) return std::nullopt;
  return std::chrono::seconds{*number * unit};
}

std::optional<Reported> take_serve_options(
    const po::variables_map& given, Request& asked, Diagnostics& out
) {
  asked.no_open = given.count("no-open") > 0;
  if (given.count("columns")) asked.columns = given["columns"].as<std::string>();
  take_table_options(given, asked, out);
  if (given.count("port")) {
    const auto port = number_in("port", given["port"].as<std::string>(), 1, 65'535, out);
    if (port) asked.port = static_cast<std::uint16_t>(*port);
  }
  if (given.count("idle")) {
    const std::string word = given["idle"].as<std::string>();
    const auto idle = time_in(word);
    if (idle) asked.idle = *idle;
    if (!idle) out.error(messages::not_a_time(in_quotes(word)), {}, {"write 90s, 30m or 2h"});
  }
  if (given.count("language"))
    static_cast<void>(choose<2>("language", asked.make.language, {"en", "es"}, out));
  return out.reported();
}

/// The values of the options, checked one by one; every mistake is told, and the last comes back.
std::optional<Reported> take_options(
    const po::variables_map& given, Request& asked, Diagnostics& out
) {
  std::optional<Reported> wrong;
  const auto keep = [&](const auto& result) {
    if (!result) wrong = result.error();
    return static_cast<bool>(result);
  };
  const auto text = [&](const char* name) {
    return given.count(name) ? given[name].as<std::string>() : std::string{};
  };
  asked.output = text("output");
  asked.into = text(asked.command == Command::answers ? "into-case" : "into");
  asked.only_changed = text("only-changed");
  asked.each = given.count("each") > 0;
  asked.shared = text("shared");
  asked.names_set = given.count("set") > 0;
  if (asked.names_set) asked.make.set = text("set");
  if (given.count("only")) {
    asked.make.only = at_commas(given["only"].as<std::vector<std::string>>());
    if (asked.make.only.empty())
      wrong = out.error(messages::only_names_nothing, {}, {"carepacket kinds lists them"});
  }
  if (given.count("also"))
    asked.make.also = at_commas(given["also"].as<std::vector<std::string>>());
  if (given.count("attach")) asked.attach = given["attach"].as<std::vector<std::string>>();
  asked.make.tabs = given.count("tabs") > 0;
  asked.make.separate = given.count("separate") > 0;
  asked.make.flat = given.count("flat") > 0;
  asked.make.bilingual = given.count("bilingual") > 0;
  asked.make.explain = given.count("explain") > 0;
  asked.make.send_ready = given.count("send-ready") > 0;
  asked.make.language = text("language");
  asked.templates = text("templates");
  asked.xsd = given.count("xsd") > 0;
  asked.minimal = given.count("minimal") > 0;
  asked.from = text("from");
  asked.kind = text("kind");
  asked.force = given.count("force") > 0;
  asked.encrypt = given.count("encrypt") > 0;
  asked.embed_case = given.count("embed-case") > 0;
  asked.make.to_be_encrypted = asked.encrypt;
  asked.password.file = text("password-file");
  asked.message_format.redact = given.count("redact") > 0 ||
                                (asked.command == Command::batch && given.count("no-redact") == 0);
  if (given.count("edition")) {
    const auto edition = choose<2>("edition", text("edition"), edition_names, out);
    if (keep(edition)) asked.make.edition = static_cast<Edition>(*edition);
  }
  if (given.count("format")) {
    const auto format = choose<3>("format", text("format"), {"pdf", "html", "text"}, out);
    if (keep(format)) asked.make.format = static_cast<Format>(*format);
  }
  if (given.count("show")) {
    const auto stage = choose<6>(
        "show", text("show"), {"case", "facts", "markup", "blocks", "pages", "tags"}, out
    );
    if (keep(stage)) asked.show = static_cast<Show>(*stage + 1);
  }
  if (given.count("messages")) {
    const auto form = choose<2>("messages", text("messages"), {"text", "json"}, out);
    asked.message_format.json = keep(form) && *form == 1;
  }
  if (given.count("password-fd")) {
    const auto number = whole_number(text("password-fd"));
    if (number) asked.password.descriptor = *number;
    if (!number) wrong = out.error(messages::not_a_descriptor, {});
  }
  if (asked.command == Command::serve) {
    if (const auto told = take_serve_options(given, asked, out)) wrong = told;
  }
  if (asked.command == Command::columns) {
    take_table_options(given, asked, out);
    if (const auto told = out.reported()) wrong = told;
  }
  if (asked.command == Command::batch) {
    if (const auto told = take_batch_options(given, asked, out)) wrong = told;
  }
  asked.no_sandbox = given.count("no-sandbox") > 0;
  asked.batch.limits.time = std::chrono::seconds{asked.command == Command::serve ? 30 : 60};
  if (given.count("time-limit")) {
    const auto time = number_in("time-limit", text("time-limit"), 1, 86'400, out);
    if (time) asked.batch.limits.time = std::chrono::seconds{*time};
    if (!time) wrong = *out.reported();
  }
  if (given.count("memory-limit")) {
    const auto size = number_in("memory-limit", text("memory-limit"), 1, 1 << 20, out);
    if (size) asked.memory = asked.batch.limits.bytes = static_cast<std::size_t>(*size) << 20;
    if (!size) wrong = *out.reported();
  }
  if (given.count("as-of")) {
    asked.make.as_of = parse_date(text("as-of"));
    if (!asked.make.as_of || !asked.make.as_of->is_whole()) {
      wrong = out.error(
          messages::not_a_date(in_quotes(text("as-of"))),
          {},
          {"write it as year-month-day, such as 2026-11-20"}
      );
    }
  }
  return wrong;
}

Result<po::variables_map> parse(
    const CommandHelp& help,
    std::span<const char* const> words,
    std::vector<std::string>& arguments,
    Diagnostics& out
) {
  const auto visible = options_of(help.command);
  po::options_description all;
  all.add(visible).add_options()("arguments", po::value<std::vector<std::string>>(&arguments));
  po::positional_options_description positional;
  positional.add("arguments", -1);
  // Guessing is off: a command that works today must not become ambiguous when an option is added.
  constexpr int style =
      po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
  po::variables_map given;
  try {
    const std::vector<std::string> list{words.begin(), words.end()};
    po::store(
        po::command_line_parser(list).options(all).positional(positional).style(style).run(), given
    );
    po::notify(given);
    return given;
  } catch (const po::unknown_option& wrong) {
    return unknown_option(wrong.get_option_name(), help, visible, out);
  } catch (const po::multiple_occurrences& wrong) {
    return out.error(messages::given_twice(wrong.get_option_name()), {});
  } catch (const po::invalid_command_line_syntax& wrong) {
    const bool lacks_value = wrong.kind() == po::invalid_syntax::missing_parameter ||
                             wrong.kind() == po::invalid_syntax::empty_adjacent_parameter;
    const std::string option = wrong.get_option_name();
    return out.error(
        lacks_value ? messages::value_missing(option) : messages::takes_no_value(option), {}
    );
  } catch (const po::error& wrong) {
    return out.error(messages::not_understood(wrong.what()), {});
  }
}

/// Options that do not go together.
std::optional<Reported> check_together(const Request& asked, Diagnostics& out) {
  const bool makes = asked.command == Command::make;
  if (asked.each && !asked.into.empty()) return out.error(messages::each_and_into, {});
  if (asked.each && asked.output == "-") return out.error(messages::each_to_output, {});
  if (asked.command == Command::import_charts && !asked.each && !asked.shared.empty())
    return out.error(messages::shared_without_each, {});
  if (asked.minimal && !asked.from.empty()) return out.error(messages::minimal_and_from, {});
  if (!asked.kind.empty() && (asked.minimal || !asked.from.empty()))
    return out.error(messages::kind_and_case, {});
  const bool from_input =
      !asked.arguments.empty() && asked.arguments.front() == "-" && asked.password.descriptor == 0;
  if (!asked.only_changed.empty()) {
    if (asked.output == "-") return out.error(messages::changed_on_output, {});
    if (asked.make.format != Format::pdf)
      return out.error(messages::of_pdf_alone("--only-changed"), {});
  }
  if (makes && asked.output == "-" && asked.make.separate)
    return out.error(messages::separate_on_output, {});
  if (asked.embed_case && asked.make.separate) {
    return out.error(messages::separate_with_case, {});
  }
  if (asked.embed_case && !asked.make.only.empty()) {
    return out.error(messages::only_with_case, {});
  }
  if (asked.make.format != Format::pdf && (asked.encrypt || asked.embed_case)) {
    return out.error(messages::of_pdf_alone(asked.encrypt ? "--encrypt" : "--embed-case"), {});
  }
  if (asked.password.descriptor && !asked.password.file.empty())
    return out.error(messages::two_passwords, {});
  if (from_input) return out.error(messages::input_is_both, {});
  return std::nullopt;
}

Result<Request> read_command(
    const CommandHelp& help, std::span<const char* const> words, Diagnostics& out
) {
  Request asked;
  asked.command = help.command;
  const auto given = parse(help, words, asked.arguments, out);
  if (!given) return given.error();
  if (given->count("help")) {
    asked.command = Command::help;
    asked.help = help_of(help);
    return asked;
  }
  const std::string usage = "carepacket " + std::string{help.usage};
  const bool checks_templates = help.command == Command::check && given->count("templates") > 0;
  if (asked.arguments.size() < help.least && !checks_templates) {
    return out.error(messages::argument_missing(in_quotes(help.name), help.wants), {}, {usage});
  }
  // Not repeated: what stands there may be a password that was meant for --encrypt.
  if (asked.arguments.size() > help.most && given->count("encrypt") > 0)
    return password_in_command(out);
  if (asked.arguments.size() > help.most) {
    return out.error(
        messages::argument_unknown(in_quotes(help.name), in_quotes(asked.arguments[help.most])),
        {},
        {usage}
    );
  }
  if (const auto wrong = take_options(*given, asked, out)) return *wrong;
  if (const auto wrong = check_together(asked, out)) return *wrong;
  const bool shows_pages = asked.show == Show::pages || asked.show == Show::tags;
  if (shows_pages && asked.make.format != Format::pdf) {
    return out.error(
        messages::show_without_pages(
            (*given)["show"].as<std::string>(), (*given)["format"].as<std::string>()
        ),
        {},
        {"leave out --format, or show case, facts, markup or blocks"}
    );
  }
  return asked;
}

}  // namespace

MessageFormat wanted_format(std::span<const char* const> words) {
  MessageFormat message_format;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    const bool next_json = i + 1 < words.size() && std::string_view{words[i + 1]} == "json";
    message_format.json =
        message_format.json || word == "--messages=json" || (word == "--messages" && next_json);
  }
  return message_format;
}

Result<Request> read_request(std::span<const char* const> words, Diagnostics& out) {
  if (words.empty())
    return out.error(messages::no_command, {}, {"carepacket --help lists the commands"});
  const std::string_view first = words[0];
  Request asked;
  if (first == "--help" || first == "-h" || first == "help") {
    const CommandHelp* about = words.size() > 1 ? command_named(words[1]) : nullptr;
    if (words.size() > 1 && !about) {
      asked.command = Command::topic;  // whether there is one is in a folder
      asked.arguments = {words[1]};
      return asked;
    }
    asked.help = about ? help_of(*about) : front_page();
    return asked;
  }
  if (first == "--version") {
    asked.command = Command::version;
    return asked;
  }
  const CommandHelp* help = command_named(first);
  if (!help) return unknown_command(first, out);
  return read_command(*help, words.subspan(1), out);
}

}  // namespace engine::cli
