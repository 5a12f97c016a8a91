#include "engine/cli/help.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <vector>

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
         "  carepacket make rivera.xml --set binder --tabs  a binder with tab sheets\n"
         "  carepacket make rivera.xml --flat              to print: blanks are no fields to type in\n"
         "  carepacket make rivera.xml --only-changed again.pdf  what to print again, when rivera.xml has changed\n"
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
    CommandHelp{Command::columns, "columns", "columns ROWS.csv [-o FILE]", "propose what the columns of a table mean, for batch",
         "  carepacket columns rows.csv -o columns.xml     a file for --columns, with comments: read it and mend it\n"
         "  carepacket columns rows.xlsx --sheet Patients\n", 1, 1, "a table, .csv or .xlsx"},
    CommandHelp{Command::merge_manifests, "merge-manifests", "merge-manifests MANIFEST… [-o FILE]", "join the manifests of shards; prove that nothing is missing",
         "  carepacket merge-manifests out/manifest-*-of-8.jsonl -o out/manifest.jsonl\n"
         "  carepacket merge-manifests node1/manifest-1-of-2.jsonl node2/manifest-2-of-2.jsonl > night.jsonl\n", 1, any, "the manifests of all shards"},
    CommandHelp{Command::check, "check", "check CASE.xml… [options]", "read and check cases, write nothing",
         "  carepacket check rivera.xml                    every mistake, with its line\n"
         "  carepacket check cases/*.xml --redact          messages without anything of the cases\n"
         "  carepacket check --templates mine              templates of your own alone, in every language\n"
         "  carepacket check rivera.xml --send-ready --messages json\n", 1, any},
    CommandHelp{Command::import_charts, "import", "import CHART… [-o CASE.xml]", "make a draft case of what you downloaded from a portal",
         "  carepacket import download.zip -o rivera.xml   the zip of a portal as it is: rivera.xml, rivera-report.html\n"
         "  carepacket import summary.xml records.json     several files of one person: draft.xml\n"
         "  carepacket import apple_health_export          the folder or the zip of an iPhone\n"
         "  carepacket import download.zip --into mine.xml  adds to a case that you wrote, and changes none of your words\n"
         "  carepacket import --each charts --shared clinic.xml -o cases\n"
         "  carepacket import download.zip --password-file secret.txt\n"
         "  carepacket import download.zip --redact        a report of counts alone, to show somebody who helps\n", 1, any, "a file, a folder or a zip"},
    CommandHelp{Command::serve, "serve", "serve [CASE.xml|FOLDER|TABLE]", "open a page in the browser: questions in plain words, and the papers beside them",
         "  carepacket serve                               my-case.xml, begun if it is not there yet\n"
         "  carepacket serve rivera.xml                    go on with a case, also one that was written by hand\n"
         "  carepacket serve cases                         a folder: a row for each patient\n"
         "  carepacket serve rows.xlsx --columns columns.xml --shared clinic.xml\n"
         "  carepacket serve --language es                 the page in Spanish\n"
         "  carepacket serve --no-open --port 8642         prints the address, and starts no browser\n", 0, 1, "one case, one folder or one table"},
    CommandHelp{Command::starter, "new", "new [-o CASE.xml] [options]", "write a starter case to fill in",
         "  carepacket new -o rivera.xml                   then fill it in with any text editor\n"
         "  carepacket new --minimal -o rivera.xml         the least that makes a packet\n"
         "  carepacket new --from torn-acl -o rivera.xml   with the groups of a sample, and blanks for its words\n"
         "  carepacket new --language es -o rivera.xml     notes in Spanish, for papers in Spanish\n"
         "  carepacket new --kind fasting -o mine          a kind of paper of your own: mine/fasting/\n", 0, 0},
    CommandHelp{Command::kinds, "kinds", "kinds [options]", "list the documents that can be made",
         "  carepacket kinds\n"
         "  carepacket kinds --templates our-templates     with your own templates laid over\n", 0, 0},
    CommandHelp{Command::sets, "sets", "sets [options]", "list the sets of documents and what is in each",
         "  carepacket sets\n"
         "  carepacket make rivera.xml --set packet\n", 0, 0},
    CommandHelp{Command::questions, "questions", "questions [options]", "list the questions that a case may ask for, with their ids",
         "  carepacket questions                           in a case: <question ref=\"what-else\"/>\n"
         "  carepacket questions --language es\n"
         "  carepacket questions --templates our-templates  with questions of your own\n", 0, 0},
    CommandHelp{Command::schema, "schema", "schema [--xsd]", "show the case format: every element and attribute",
         "  carepacket schema | less\n"
         "  carepacket schema --xsd > carepacket.xsd       for an editor that completes names\n", 0, 0},
    CommandHelp{Command::extract, "extract", "extract FILE.pdf [options]", "take the case out of a packet that holds it",
         "  carepacket extract packet.pdf                  <case id>.xml, byte for byte as it was put in\n"
         "  carepacket extract packet.pdf -o rivera.xml    under another name\n"
         "  carepacket extract packet.pdf --password-file secret.txt\n", 1, 1, "the name of a PDF"},
    CommandHelp{Command::answers, "answers", "answers PACKET.pdf [options]", "print what was typed into a packet",
         "  carepacket answers packet.pdf                  each question that has an answer, whatever program saved the file\n"
         "  carepacket answers packet.pdf -o notes.txt\n"
         "  carepacket answers packet.pdf --into-case rivera.xml   what the doctor said, as words of the case\n"
         "  carepacket answers packet.pdf --into-case rivera.xml -o draft.xml  into a copy of it\n", 1, 1, "the name of a PDF"},
    CommandHelp{Command::explain, "explain", "explain [CODE…]", "say more about the code of a message",
         "  carepacket explain E104\n"
         "  carepacket explain                             the list of all codes\n", 0, any},
};
// clang-format on

/// A set of commands, a bit for each.
using Commands = unsigned;

constexpr Commands set_of(std::initializer_list<Command> of) {
  Commands set = 0;
  for (const Command command : of) set |= 1U << static_cast<unsigned>(command);
  return set;
}

constexpr Commands make = set_of({Command::make}), batch = set_of({Command::batch}),
                   check = set_of({Command::check}), starter = set_of({Command::starter}),
                   extract = set_of({Command::extract}), answered = set_of({Command::answers}),
                   schema = set_of({Command::schema}), merge = set_of({Command::merge_manifests}),
                   import = set_of({Command::import_charts}), serve = set_of({Command::serve}),
                   columns = set_of({Command::columns}),
                   lists = set_of({Command::kinds, Command::sets, Command::questions}),
                   explain = set_of({Command::explain}), makes = make | batch,
                   walks = makes | check, confined = walks | import | serve | extract | answered,
                   every = columns | walks | import | serve | starter | extract | answered |
                           schema | merge | lists | explain;

/// How often an option may be given, and with what.
enum class Takes { nothing, text, texts };

/// A row of the help of those commands that have the option.
struct Option {
  Commands commands;
  const char* name;   ///< with its letter: "output,o"
  const char* value;  ///< as the help calls it: DIR; nullptr: takes none
  const char* text;
  Takes takes = value ? Takes::text : Takes::nothing;
};

// clang-format off
/// All options, in the order of the help.
constexpr Option options[] = {
    {make, "output,o", "DIR", "folder of the case's folder, instead of out; - for standard output"},
    {batch, "output,o", "DIR", "folder of the cases' folders, instead of out; - for a tar to standard output"},
    {batch, "container", "tar|zip", "all papers in one file, packets.tar or packets.zip in the output folder"},
    {batch, "jobs,j", "N", "threads that make packets; without it one a core"},
    {batch, "resume", nullptr, "go on with the run that was interrupted in the output folder"},
    {batch, "shard", "K/N", "only the cases whose id falls to the K-th of N machines"},
    {batch, "fail-fast", nullptr, "stop at the first case that cannot be made"},
    {batch, "prune", nullptr, "take away the papers of cases that an earlier run made and that are gone from the inputs"},
    {batch, "keep-going", nullptr, "go on behind a case that cannot be made: so it is without being said"},
    {batch | serve, "columns", "FILE", "what the columns of a CSV file mean; without it headings are paths such as patient/birthDate"},
    {import, "each", nullptr, "what lies in the folder is a person each: a folder, a zip or a file; -o is a folder then, cases without it"},
    {import, "shared", "CASE.xml", "what all people of --each have in common: doctors, clinic, request"},
    {batch | serve, "shared", "CASE.xml", "what all rows of a CSV file have in common"},
    {batch | columns | serve, "sheet", "NAME", "which sheet of a workbook (.xlsx); without it the first"},
    {batch | columns | serve, "separator", "comma|semicolon|tab", "between the cells of a CSV file, where its headings have several of them"},
    {batch, "strict", nullptr, "a cell whose value cannot be taken refuses its row; without it the cell is left blank, and told"},
    {batch | serve, "time-limit", "SECONDS", "a case that takes longer is given up; 60 without it, a page 30"},
    {import, "memory-limit", "MIB", "a file that would take more memory to read is refused; 192 without it"},
    {make | check | batch | serve, "memory-limit", "MIB", "a case that needs more memory is given up; 512 without it"},
    {batch, "print-job", "FILE", "all packets in one PDF a language, in order, to print on both sides: each begins on a front"},
    {batch, "separators", nullptr, "in the print job a sheet with the id of the case stands before each packet"},
    {batch, "report", "FILE", "the report, a PDF, instead of the one in the output folder"},
    {batch, "quiet,q", nullptr, "no progress and no sums: messages alone"},
    {batch, "verbose,v", nullptr, "every message; without it, what comes again and again is counted"},
    {merge, "output,o", "FILE", "file to write; without it standard output"},
    {columns, "output,o", "FILE", "file to write; without it standard output"},
    {starter, "output,o", "CASE.xml", "file to write; without it standard output"},
    {import, "output,o", "CASE.xml", "the draft, instead of draft.xml; its report stands beside it; - for standard output"},
    {import, "into", "CASE.xml", "add to this case: what is empty is filled, what is new is added, no word of yours is changed"},
    {extract, "output,o", "CASE.xml", "file to write, instead of <case id>.xml; - for standard output"},
    {answered, "output,o", "FILE", "file to write, instead of standard output; with --into-case, instead of that case itself"},
    {answered, "into-case", "CASE.xml", "write what was typed into this case, where it has a place; no word of yours is changed"},
    {make | extract | answered | import, "password-file", "FILE", "the password is the first line of the file"},
    {make | extract | answered | import, "password-fd", "N", "… or of what is open as file descriptor N; else you are asked"},
    {walks, "set", "NAME", "which set of documents: packet, unless you say otherwise"},
    {walks, "only", "KIND[,KIND…]", "these kinds alone, in the set's order", Takes::texts},
    {walks, "also", "KIND[,KIND…]", "these besides: kinds that the set has only when they are asked for", Takes::texts},
    {check, "explain", nullptr, "which paper each request for records calls for, and why each paper is made or not"},
    {makes, "separate", nullptr, "a file a document instead of one packet"},
    {make, "only-changed", "FILE", "a file of those pages alone that look other than in the papers that are there: to print again"},
    {makes, "tabs", nullptr, "a sheet before each part of the binder, to print on card: without it a mark at the edge of each page"},
    {makes, "flat", nullptr, "without fields: to print and fill in by hand, not on a screen"},
    {make, "attach", "FILE", "a record besides those of the case: its pages stand in the binder as they are (PDF, PNG, JPEG, TIFF)", Takes::texts},
    {make, "encrypt", nullptr, "only the password opens the file (AES-256); it is not PDF/A then, and no two runs give the same bytes"},
    {makes, "embed-case", nullptr, "the whole case rides inside the packet (PDF/A-3): for what you keep, not for papers that you hand on"},
    {makes, "format", "pdf|html|text", "pdf to print; html for a screen, one file; text for e-mail and braille lines"},
    {walks, "edition", "standard|large", "print size; without it as the case says"},
    {walks, "send-ready", nullptr, "a blank that the law wants filled is an error"},
    {import, "as-of", "DATE", "the day of the case (2026-11-20), instead of the day of the newest chart"},
    {walks, "as-of", "DATE", "date of the documents (2026-11-20), instead of the case's"},
    {make, "show", "STAGE", "print case, facts, markup, blocks, pages or tags, and write no file"},
    {walks | lists, "language", "LANG", "language of the documents, instead of the case's"},
    {makes, "bilingual", nullptr, "every paper in the patient's language and in English, back to back; one of the two is to sign and use"},
    {import, "language", "LANG", "language of the report, of the notes in the draft and of its papers: en or es"},
    {starter, "minimal", nullptr, "the least that makes a packet; the papers have lines to fill in by hand"},
    {starter, "kind", "NAME", "the folder of a kind of paper of your own, with comments; -o is the folder of templates it goes into"},
    {starter, "from", "SAMPLE", "begin with a sample: what it has stands beside each blank, and is not printed"},
    {starter, "language", "LANG", "language of the notes and of the papers: en or es"},
    {serve, "language", "LANG", "language of the page: en or es"},
    {serve, "as-of", "DATE", "the day of a case that is begun (2026-11-20), instead of today"},
    {serve, "port", "N", "of 127.0.0.1; without it one that is free"},
    {serve, "no-open", nullptr, "prints the address and starts no browser"},
    {serve, "idle", "TIME", "ends when nobody asked for so long: 30m, unless you say otherwise; 90s, 2h"},
    {schema, "xsd", nullptr, "as XML Schema 1.0"},
    {every & ~(explain | extract | merge), "templates", "DIR", "folder laid over the built-in templates, file by file"},
    {makes, "force", nullptr, "write over a file that carepacket did not write"},
    {columns | starter | extract | answered | merge | import, "force", nullptr, "write over a file that is there"},
    {batch, "no-redact", nullptr, "messages show what is wrong as it stands in the case; without it they show nothing of a case"},
    {batch, "redact", nullptr, "messages show nothing of a case: so it is without being said"},
    {import, "redact", nullptr, "the report and messages show shapes and counts, and nothing of a chart"},
    {make | check, "redact", nullptr, "messages show nothing of the case"},
    {confined, "no-sandbox", nullptr, "the program may reach all your files; without it only those of the command, and no network (Linux 5.13)"},
    {every, "messages", "text|json", "how messages are given; json: one object a line"},
    {every, "help,h", nullptr, "this text"},
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
    "carepacket help TOPIC says more: page, case, charts, papers, readers, changes, cases, tables, "
    "nights.\n"
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
  auto add = all.add_options();
  for (const Option& option : options) {
    if (!(option.commands & set_of({command}))) continue;
    switch (option.takes) {
      case Takes::nothing:
        add(option.name, option.text);
        break;
      case Takes::text:
        add(option.name, po::value<std::string>()->value_name(option.value), option.text);
        break;
      case Takes::texts:
        add(option.name,
            po::value<std::vector<std::string>>()->value_name(option.value)->composing(),
            option.text);
        break;
    }
  }
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
