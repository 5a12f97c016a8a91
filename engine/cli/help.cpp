#include "engine/cli/help.hpp"

#include <algorithm>
#include <array>

namespace engine::cli {

namespace {
namespace po = boost::program_options;

constexpr auto any = static_cast<std::size_t>(-1);

// clang-format off
constexpr std::array commands{
    CommandHelp{Command::make, "make", "make CASE.xml [options]", "make the packet of a case",
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
    CommandHelp{Command::batch, "batch", "batch INPUT… [options]", "make the packets of many cases, on all cores",
         "  carepacket batch cases                         every case file below a folder: out/<case id>/packet.pdf\n"
         "  carepacket batch night.xml -o tonight          a file of many cases: <cases><case …>…</case>…</cases>\n"
         "  carepacket batch cases -o tonight --resume     go on where the run was interrupted\n"
         "  carepacket batch rows.csv --columns columns.xml --shared clinic.xml\n"
         "  cat cases/*.xml | carepacket batch -           case files one behind the other, from a pipe\n"
         "  carepacket batch cases --container tar         out/packets.tar, for very many files\n"
         "  carepacket batch cases --container tar -o - | ssh archive tar x\n"
         "  carepacket batch cases --shard 3/8             the third of eight machines\n"
         "  carepacket batch cases --only authorization,transfer-letter --separate\n", 1, any, "folders or case files"},
    CommandHelp{Command::merge_manifests, "merge-manifests", "merge-manifests MANIFEST… [-o FILE]", "join the manifests of shards; prove that nothing is missing",
         "  carepacket merge-manifests out/manifest-*-of-8.jsonl -o out/manifest.jsonl\n"
         "  carepacket merge-manifests node1/manifest-1-of-2.jsonl node2/manifest-2-of-2.jsonl > night.jsonl\n", 1, any, "the manifests of all shards"},
    CommandHelp{Command::check, "check", "check CASE.xml… [options]", "read and check cases, write nothing",
         "  carepacket check rivera.xml                    every mistake, with its line\n"
         "  carepacket check cases/*.xml --redact          messages without anything of the cases\n"
         "  carepacket check rivera.xml --send-ready --messages json\n", 1, any},
    CommandHelp{Command::starter, "new", "new [-o CASE.xml]", "write a starter case with every field explained",
         "  carepacket new -o rivera.xml                   then fill it in with any text editor\n"
         "  carepacket new | less\n", 0, 0},
    CommandHelp{Command::kinds, "kinds", "kinds [options]", "list the documents that can be made",
         "  carepacket kinds\n"
         "  carepacket kinds --templates our-templates     with your own templates laid over\n", 0, 0},
    CommandHelp{Command::sets, "sets", "sets [options]", "list the sets of documents and what is in each",
         "  carepacket sets\n"
         "  carepacket make rivera.xml --set packet\n", 0, 0},
    CommandHelp{Command::schema, "schema", "schema [--xsd]", "show the case format: every element and attribute",
         "  carepacket schema | less\n"
         "  carepacket schema --xsd > carepacket.xsd       for an editor that completes names\n", 0, 0},
    CommandHelp{Command::extract, "extract", "extract FILE.pdf [options]", "take the case out of a packet that holds it",
         "  carepacket extract packet.pdf                  <case id>.xml, byte for byte as it was put in\n"
         "  carepacket extract packet.pdf -o rivera.xml    under another name\n"
         "  carepacket extract packet.pdf --password-file secret.txt\n", 1, 1, "the name of a PDF"},
    CommandHelp{Command::explain, "explain", "explain [CODE…]", "say more about the code of a message",
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

}  // namespace

std::span<const CommandHelp> all_commands() {
  return commands;
}

const CommandHelp* command_named(std::string_view name) {
  const auto found = std::find_if(commands.begin(), commands.end(), [&](const CommandHelp& s) {
    return s.name == name;
  });
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
    add("report", text("FILE"), "the report, instead of the one in the output folder");
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

std::string front_page() {
  std::string text{front};
  for (const CommandHelp& help : commands) {
    std::string line = "  carepacket " + std::string{help.usage};
    pad(line, 43);
    text += line + std::string{help.summary} + '\n';
  }
  text += first_steps;
  return text;
}

std::string help_of(const CommandHelp& help) {
  std::string text =
      "carepacket " + std::string{help.usage} + "\n\n" + std::string{help.summary} + ".\n";
  text[text.find("\n\n") + 2] = static_cast<char>(help.summary[0] - 'a' + 'A');
  text += "\nOptions:\n" + option_lines(options_of(help.command));
  text += "\nExamples:\n" + std::string{help.examples};
  return text;
}

}  // namespace engine::cli
