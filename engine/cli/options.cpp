#include "engine/cli/request.hpp"

#include <boost/program_options.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace engine::cli {

namespace {
namespace po = boost::program_options;

/// A command as its help shows it.
struct Said {
  Command command;
  std::string_view name, usage, summary, examples;
  std::size_t least, most;  ///< arguments
  std::string_view wants = "the name of a case file";
};

constexpr auto any = static_cast<std::size_t>(-1);

// clang-format off
constexpr std::array commands{
    Said{Command::make, "make", "make CASE.xml [options]", "make the packet of a case",
         "  carepacket make rivera.xml                     out/<case id>/packet.pdf\n"
         "  carepacket make rivera.xml --edition large     the same in large print\n"
         "  carepacket make rivera.xml --format html       packet.html, for a screen or a screen reader\n"
         "  carepacket make rivera.xml --separate -o mail  mail/<case id>/01-….pdf, 02-….pdf …\n"
         "  carepacket make rivera.xml --only authorization,transfer-letter\n"
         "  carepacket make rivera.xml --flat              to print: blanks are no fields to type in\n"
         "  carepacket make rivera.xml --send-ready        stop at blanks that the law wants filled\n"
         "  carepacket make rivera.xml --language es --bilingual\n"
         "  carepacket make rivera.xml --encrypt           opens with the password you are asked for\n"
         "  carepacket make rivera.xml --embed-case        the case rides inside; keep that packet to yourself\n"
         "  carepacket make - -o - < rivera.xml > rivera.pdf\n"
         "  carepacket make rivera.xml --show facts        what carepacket concludes from the case\n", 1, 1},
    Said{Command::batch, "batch", "batch INPUT… [options]", "make the packets of many cases, on all cores",
         "  carepacket batch cases                         every case file below a folder: out/<case id>/packet.pdf\n"
         "  carepacket batch night.xml -o tonight          a file of many cases: <cases><case …>…</case>…</cases>\n"
         "  carepacket batch cases -o tonight --resume     go on where the run was interrupted\n"
         "  carepacket batch rows.csv --columns columns.xml --shared clinic.xml\n"
         "  cat cases/*.xml | carepacket batch -           case files one behind the other, from a pipe\n"
         "  carepacket batch cases --container tar         out/packets.tar, for very many files\n"
         "  carepacket batch cases --container tar -o - | ssh archive tar x\n"
         "  carepacket batch cases --shard 3/8             the third of eight machines\n"
         "  carepacket batch cases --only authorization,transfer-letter --separate\n", 1, any, "folders or case files"},
    Said{Command::merge_manifests, "merge-manifests", "merge-manifests MANIFEST… [-o FILE]", "join the manifests of shards; prove that nothing is missing",
         "  carepacket merge-manifests out/manifest-*-of-8.jsonl -o out/manifest.jsonl\n"
         "  carepacket merge-manifests node1/manifest-1-of-2.jsonl node2/manifest-2-of-2.jsonl > night.jsonl\n", 1, any, "the manifests of all shards"},
    Said{Command::check, "check", "check CASE.xml… [options]", "read and check cases, write nothing",
         "  carepacket check rivera.xml                    every mistake, with its line\n"
         "  carepacket check cases/*.xml --redact          messages without anything of the cases\n"
         "  carepacket check rivera.xml --send-ready --messages json\n", 1, any},
    Said{Command::starter, "new", "new [-o CASE.xml]", "write a starter case with every field explained",
         "  carepacket new -o rivera.xml                   then fill it in with any text editor\n"
         "  carepacket new | less\n", 0, 0},
    Said{Command::kinds, "kinds", "kinds [options]", "list the documents that can be made",
         "  carepacket kinds\n"
         "  carepacket kinds --templates our-templates     with your own templates laid over\n", 0, 0},
    Said{Command::sets, "sets", "sets [options]", "list the sets of documents and what is in each",
         "  carepacket sets\n"
         "  carepacket make rivera.xml --set packet\n", 0, 0},
    Said{Command::schema, "schema", "schema [--xsd]", "show the case format: every element and attribute",
         "  carepacket schema | less\n"
         "  carepacket schema --xsd > carepacket.xsd       for an editor that completes names\n", 0, 0},
    Said{Command::extract, "extract", "extract FILE.pdf [options]", "take the case out of a packet that holds it",
         "  carepacket extract packet.pdf                  <case id>.xml, byte for byte as it was put in\n"
         "  carepacket extract packet.pdf -o rivera.xml    under another name\n"
         "  carepacket extract packet.pdf --password-file secret.txt\n", 1, 1, "the name of a PDF"},
    Said{Command::explain, "explain", "explain [CODE…]", "say more about the code of a message",
         "  carepacket explain E104\n"
         "  carepacket explain                             the list of all codes\n", 0, any},
};
// clang-format on

constexpr std::string_view front =
    "carepacket makes the papers for a second medical opinion from one case file.\n"
    "Nothing it reads leaves this machine.\n"
    "\n";

constexpr std::string_view first_steps =
    "\n"
    "First steps:\n"
    "  carepacket new -o rivera.xml       a starter case; fill it in with any text editor\n"
    "  carepacket check rivera.xml        what is wrong or missing, line by line\n"
    "  carepacket make rivera.xml         the packet to print: out/<case id>/packet.pdf\n"
    "\n"
    "carepacket COMMAND --help shows the options of a command, with examples.\n"
    "carepacket --version says which version this is.\n";

/// Fills a line with blanks up to a column, counted in characters.
void pad(std::string& line, std::ptrdiff_t column) {
  const auto characters = std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  });
  line.append(static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, column - characters)), ' ');
}

std::string front_page() {
  std::string text{front};
  for (const Said& said : commands) {
    std::string line = "  carepacket " + std::string{said.usage};
    pad(line, 43);
    text += line + std::string{said.summary} + '\n';
  }
  text += first_steps;
  return text;
}

const Said* command_named(std::string_view name) {
  const auto found =
      std::find_if(commands.begin(), commands.end(), [&](const Said& s) { return s.name == name; });
  return found == commands.end() ? nullptr : &*found;
}

po::options_description options_of(Command command) {
  po::options_description all;
  const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
  const bool is_batch = command == Command::batch;
  const bool makes = command == Command::make || is_batch;
  const bool walks = makes || command == Command::check;
  auto add = all.add_options();
  if (command == Command::make) {
    add("output,o",
        text("DIR"),
        "folder of the case's folder, instead of out; - for standard output");
  }
  if (is_batch) {
    add("output,o",
        text("DIR"),
        "folder of the cases' folders, instead of out; - for a tar to standard output");
    add("container",
        text("tar|zip"),
        "all papers in one file, packets.tar or packets.zip in the output folder");
    add("jobs,j", text("N"), "threads that make packets; without it one a core");
    add("resume", "go on with the run that was interrupted in the output folder");
    add("shard", text("K/N"), "only the cases whose id falls to the K-th of N machines");
    add("fail-fast", "stop at the first case that cannot be made");
    add("keep-going", "go on behind a case that cannot be made: so it is without being said");
    add("columns",
        text("FILE"),
        "what the columns of a CSV file mean; without it headings are paths such as "
        "patient/birthDate");
    add("shared", text("CASE.xml"), "what all rows of a CSV file have in common");
    add("separator",
        text("comma|semicolon|tab"),
        "between the cells of a CSV file, where its headings have several of them");
    add("time-limit", text("SECONDS"), "a case that takes longer is given up; 60 without it");
    add("memory-limit", text("MIB"), "a case that needs more memory is given up; 512 without it");
    add("report", text("FILE"), "the report, instead of batch-report.pdf in the output folder");
    add("quiet,q", "no progress and no sums: messages alone");
  }
  if (command == Command::merge_manifests)
    add("output,o", text("FILE"), "file to write; without it standard output");
  if (command == Command::starter)
    add("output,o", text("CASE.xml"), "file to write; without it standard output");
  if (command == Command::extract) {
    add("output,o",
        text("CASE.xml"),
        "file to write, instead of <case id>.xml; - for standard output");
  }
  if (command == Command::make || command == Command::extract) {
    add("password-file", text("FILE"), "the password is the first line of the file");
    add("password-fd", text("N"), "… or of what is open as file descriptor N; else you are asked");
  }
  if (walks) {
    add("set", text("NAME"), "which set of documents: packet, unless you say otherwise");
    add("only",
        po::value<std::vector<std::string>>()->value_name("KIND[,KIND…]")->composing(),
        "these kinds alone, in the set's order");
    if (command == Command::check)
      add("explain",
          "which paper each request for records calls for, and why each paper is made or not");
    if (makes) {
      add("separate", "a file a document instead of one packet");
      add("flat", "without fields: to print and fill in by hand, not on a screen");
    }
    if (command == Command::make) {
      add("encrypt",
          "only the password opens the file (AES-256); it is not PDF/A then, and no two runs give "
          "the "
          "same bytes");
    }
    if (makes) {
      add("embed-case",
          "the whole case rides inside the packet (PDF/A-3): for what you keep, not for papers "
          "that "
          "you hand on");
      add("format",
          text("pdf|html|text"),
          "pdf to print; html for a screen, one file; text for e-mail and braille lines");
    }
    add("edition", text("standard|large"), "print size; without it as the case says");
    add("send-ready", "a blank that the law wants filled is an error");
    add("as-of", text("DATE"), "date of the documents (2026-11-20), instead of the case's");
    if (command == Command::make) {
      add("show",
          text("STAGE"),
          "print case, facts, markup, blocks, pages or tags, and write no file");
    }
  }
  if (walks || command == Command::kinds || command == Command::sets) {
    add("language", text("LANG"), "language of the documents, instead of the case's");
  }
  if (makes) {
    add("bilingual",
        "every paper in the patient's language and in English, back to back; one of the two is to "
        "sign and use");
  }
  if (command == Command::schema) add("xsd", "as XML Schema 1.0");
  const bool has_templates = command != Command::explain && command != Command::extract &&
                             command != Command::merge_manifests;
  if (has_templates)
    add("templates", text("DIR"), "folder laid over the built-in templates, file by file");
  if (makes || command == Command::starter || command == Command::extract ||
      command == Command::merge_manifests) {
    add("force",
        makes ? "write over a file that carepacket did not write"
              : "write over a file that is there");
  }
  if (is_batch)
    add("no-redact",
        "messages show what is wrong as it stands in the case; without it they show nothing of a "
        "case");
  if (walks) {
    add("redact",
        is_batch ? "messages show nothing of a case: so it is without being said"
                 : "messages show nothing of the case");
  }
  add("messages", text("text|json"), "how messages are given; json: one object a line");
  add("help,h", "this text");
  return all;
}

/// "  -o, --output DIR" and what it does, a line an option.
std::string option_lines(const po::options_description& all) {
  std::string text;
  for (const auto& option : all.options()) {
    const std::string name =
        option->canonical_display_name(po::command_line_style::allow_dash_for_short);
    const bool is_short = name.size() == 2;
    std::string line = is_short ? "  " + name + ", --" : "      --";
    line += option->long_name();
    if (option->semantic()->max_tokens() > 0) line += ' ' + option->semantic()->name();
    pad(line, 32);
    text += line + option->description() + '\n';
  }
  return text;
}

std::string help_of(const Said& said) {
  std::string text =
      "carepacket " + std::string{said.usage} + "\n\n" + std::string{said.summary} + ".\n";
  text[text.find("\n\n") + 2] = static_cast<char>(said.summary[0] - 'a' + 'A');
  text += "\nOptions:\n" + option_lines(options_of(said.command));
  text += "\nExamples:\n" + std::string{said.examples};
  return text;
}

Reported unknown_command(std::string_view name, Diagnostics& out) {
  std::vector<std::string_view> names;
  for (const Said& said : commands) names.push_back(said.name);
  const auto near = nearest(name, names);
  return out.error(
      "E711",
      {},
      "there is no command " + in_quotes(name),
      {near.empty() ? "carepacket --help lists the commands"
                    : "did you mean " + in_quotes(near) + "?"}
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
      "E720",
      {},
      "a password is never part of a command, where other programs and the shell's history see it",
      {"carepacket asks for it, or takes it from --password-file FILE or --password-fd N"}
  );
}

Reported unknown_option(
    std::string_view name, const Said& said, const po::options_description& all, Diagnostics& out
) {
  if (would_give_a_password(name.substr(0, name.find('=')))) return password_in_command(out);
  std::vector<std::string> longs;
  for (const auto& option : all.options()) longs.push_back("--" + option->long_name());
  const std::vector<std::string_view> names{longs.begin(), longs.end()};
  const auto near = nearest(name, names);
  return out.error(
      "E712",
      {},
      in_quotes(said.name) + " has no option " + in_quotes(name),
      {near.empty() ? "carepacket " + std::string{said.name} + " --help lists its options"
                    : "did you mean " + in_quotes(near) + "?"}
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
  const auto near = nearest(word, choices);
  return out.error(
      "E713",
      {},
      "--" + std::string{option} + " takes " + list + ", not " + in_quotes(word),
      near.empty() ? std::vector<std::string>{}
                   : std::vector{"did you mean " + in_quotes(near) + "?"}
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
  out.error(
      "E713",
      {},
      "--" + std::string{option} + " takes a number from " + std::to_string(least) + " to " +
          std::to_string(most) + ", not " + in_quotes(word)
  );
  return std::nullopt;
}

std::optional<batch::Shard> shard_in(std::string_view word) {
  const auto slash = word.find('/');
  if (slash == word.npos) return std::nullopt;
  const auto number = whole_number(word.substr(0, slash)),
             count = whole_number(word.substr(slash + 1));
  constexpr int most = 100'000;
  if (!number || !count || *number < 1 || *count > most || *number > *count) return std::nullopt;
  return batch::Shard{*number, *count};
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
  batch.report = text("report");
  asked.columns = text("columns");
  asked.shared = text("shared");
  if (given.count("separator")) {
    const auto separator =
        choose<3>("separator", text("separator"), {"comma", "semicolon", "tab"}, out);
    if (separator) batch.table.separator = static_cast<table::Separator>(*separator + 1);
  }
  asked.quiet = given.count("quiet") > 0;
  batch.jobs = number("jobs", 0, 1024);
  batch.limits.time = std::chrono::seconds{number("time-limit", 60, 86'400)};
  batch.limits.bytes = static_cast<std::size_t>(number("memory-limit", 512, 1 << 20)) << 20;
  if (given.count("container")) {
    const auto container = choose<2>("container", text("container"), {"tar", "zip"}, out);
    if (container)
      batch.container = *container == 0 ? batch::Container::tar : batch::Container::zip;
  }
  if (given.count("shard")) {
    const auto shard = shard_in(text("shard"));
    if (shard) batch.shard = *shard;
    if (!shard) {
      out.error(
          "E713",
          {},
          "--shard takes two numbers such as 3/8, the third of eight, not " +
              in_quotes(text("shard"))
      );
    }
  }
  if (batch.fail_fast && given.count("keep-going"))
    out.error("E712", {}, "--fail-fast and --keep-going are two answers to one question: give one");
  if (asked.output == "-" && batch.container == batch::Container::none)
    out.error("E712", {}, "standard output takes one file: give --container tar or zip");
  if (asked.output == "-" && batch.resume)
    out.error("E712", {}, "what went to standard output cannot be resumed");
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
  asked.names_set = given.count("set") > 0;
  if (asked.names_set) asked.make.set = text("set");
  if (given.count("only")) {
    asked.make.only = at_commas(given["only"].as<std::vector<std::string>>());
    if (asked.make.only.empty())
      wrong = out.error("E713", {}, "--only names no kind", {"carepacket kinds lists them"});
  }
  asked.make.separate = given.count("separate") > 0;
  asked.make.flat = given.count("flat") > 0;
  asked.make.bilingual = given.count("bilingual") > 0;
  asked.make.explain = given.count("explain") > 0;
  asked.make.send_ready = given.count("send-ready") > 0;
  asked.make.language = text("language");
  asked.templates = text("templates");
  asked.xsd = given.count("xsd") > 0;
  asked.force = given.count("force") > 0;
  asked.encrypt = given.count("encrypt") > 0;
  asked.embed_case = given.count("embed-case") > 0;
  asked.make.to_be_encrypted = asked.encrypt;
  asked.password.file = text("password-file");
  asked.manner.redact = given.count("redact") > 0 ||
                        (asked.command == Command::batch && given.count("no-redact") == 0);
  if (given.count("edition")) {
    asked.make.edition = text("edition");
    keep(choose<2>("edition", asked.make.edition, {"standard", "large"}, out));
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
    asked.manner.json = keep(form) && *form == 1;
  }
  if (given.count("password-fd")) {
    const auto number = whole_number(text("password-fd"));
    if (number) asked.password.descriptor = *number;
    if (!number) wrong = out.error("E713", {}, "--password-fd takes a number, such as 3 or 0");
  }
  if (asked.command == Command::batch) {
    if (const auto told = take_batch_options(given, asked, out)) wrong = told;
  }
  if (given.count("as-of")) {
    asked.make.as_of = parse_date(text("as-of"));
    if (!asked.make.as_of || !asked.make.as_of->is_whole()) {
      wrong = out.error(
          "E713",
          {},
          "--as-of takes a date, not " + in_quotes(text("as-of")),
          {"write it as year-month-day, such as 2026-11-20"}
      );
    }
  }
  return wrong;
}

Result<po::variables_map> parse(
    const Said& said,
    std::span<const char* const> words,
    std::vector<std::string>& arguments,
    Diagnostics& out
) {
  const auto visible = options_of(said.command);
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
    return unknown_option(wrong.get_option_name(), said, visible, out);
  } catch (const po::multiple_occurrences& wrong) {
    return out.error("E712", {}, wrong.get_option_name() + " is given more than once");
  } catch (const po::invalid_command_line_syntax& wrong) {
    const bool lacks_value = wrong.kind() == po::invalid_syntax::missing_parameter ||
                             wrong.kind() == po::invalid_syntax::empty_adjacent_parameter;
    return out.error(
        "E712",
        {},
        wrong.get_option_name() + (lacks_value ? " needs a value after it" : " takes no value")
    );
  } catch (const po::error& wrong) {
    return out.error("E712", {}, wrong.what());
  }
}

/// Options that do not go together.
std::optional<Reported> check_together(const Request& asked, Diagnostics& out) {
  const bool makes = asked.command == Command::make;
  const bool from_input =
      !asked.arguments.empty() && asked.arguments.front() == "-" && asked.password.descriptor == 0;
  if (makes && asked.output == "-" && asked.make.separate)
    return out.error("E712", {}, "--separate makes several files, and standard output takes one");
  if (asked.embed_case && asked.make.separate) {
    return out.error(
        "E712",
        {},
        "--separate makes papers to hand on, and --embed-case would put the whole case into each"
    );
  }
  if (asked.embed_case && !asked.make.only.empty()) {
    return out.error(
        "E712",
        {},
        "--only makes papers to hand on, and --embed-case would put the whole case behind them"
    );
  }
  if (asked.make.format != Format::pdf && (asked.encrypt || asked.embed_case)) {
    return out.error(
        "E712",
        {},
        std::string{asked.encrypt ? "--encrypt" : "--embed-case"} +
            " goes with PDF alone: leave out --format"
    );
  }
  if (makes && !asked.encrypt && !asked.password.is_terminal())
    return out.error("E712", {}, "a password is given, but not --encrypt");
  if (asked.password.descriptor && !asked.password.file.empty())
    return out.error("E712", {}, "--password-fd and --password-file are two passwords: give one");
  if (from_input)
    return out.error("E712", {}, "standard input cannot be both the file and the password");
  return std::nullopt;
}

Result<Request> read_command(
    const Said& said, std::span<const char* const> words, Diagnostics& out
) {
  Request asked;
  asked.command = said.command;
  const auto given = parse(said, words, asked.arguments, out);
  if (!given) return given.error();
  if (given->count("help")) {
    asked.command = Command::help;
    asked.help = help_of(said);
    return asked;
  }
  const std::string usage = "carepacket " + std::string{said.usage};
  if (asked.arguments.size() < said.least) {
    return out.error(
        "E714", {}, in_quotes(said.name) + " needs " + std::string{said.wants}, {usage}
    );
  }
  // Not repeated: what stands there may be a password that was meant for --encrypt.
  if (asked.arguments.size() > said.most && given->count("encrypt") > 0)
    return password_in_command(out);
  if (asked.arguments.size() > said.most) {
    return out.error(
        "E714",
        {},
        in_quotes(said.name) + " does not know what to do with " +
            in_quotes(asked.arguments[said.most]),
        {usage}
    );
  }
  if (const auto wrong = take_options(*given, asked, out)) return *wrong;
  if (const auto wrong = check_together(asked, out)) return *wrong;
  const bool shows_pages = asked.show == Show::pages || asked.show == Show::tags;
  if (shows_pages && asked.make.format != Format::pdf) {
    return out.error(
        "E712",
        {},
        "--show " + (*given)["show"].as<std::string>() + " is about pages, and --format " +
            (*given)["format"].as<std::string>() + " has none",
        {"leave out --format, or show case, facts, markup or blocks"}
    );
  }
  return asked;
}

}  // namespace

Manner wanted_manner(std::span<const char* const> words) {
  Manner manner;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    const bool next_json = i + 1 < words.size() && std::string_view{words[i + 1]} == "json";
    manner.json = manner.json || word == "--messages=json" || (word == "--messages" && next_json);
  }
  return manner;
}

Result<Request> read_request(std::span<const char* const> words, Diagnostics& out) {
  if (words.empty())
    return out.error("E711", {}, "no command is given", {"carepacket --help lists the commands"});
  const std::string_view first = words[0];
  Request asked;
  if (first == "--help" || first == "-h" || first == "help") {
    asked.help = front_page();
    return asked;
  }
  if (first == "--version") {
    asked.command = Command::version;
    return asked;
  }
  const Said* said = command_named(first);
  if (!said) return unknown_command(first, out);
  return read_command(*said, words.subspan(1), out);
}

}  // namespace engine::cli
