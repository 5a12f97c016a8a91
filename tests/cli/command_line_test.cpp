// The program as a user meets it: the binary that was built, its words, its files and its exit
// codes.

#include "tests/cli/commands.hpp"
#include "tests/cli/tiny.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

using tests::Circumstances;
using tests::contains;
using tests::Ran;
using tests::TemporaryFolder;
using tests::tiny;

namespace {
std::string with(const std::string& from, const std::string& to) {
  std::string text = tiny;
  text.replace(text.find(from), from.size(), to);
  return text;
}

/// Runs carepacket in a folder that holds tiny.xml.
Ran carepacket(
    const TemporaryFolder& folder, std::vector<std::string> words, Circumstances circumstances = {}
) {
  if (!std::filesystem::exists(folder / "tiny.xml")) tests::write(folder / "tiny.xml", tiny);
  words.insert(words.begin(), tests::carepacket());
  circumstances.folder = folder.path().string();
  return tests::run(words, circumstances);
}

/// What a packet is made as, its file, and how it and a script of its own begin.
struct OfFormat {
  const char *format, *file, *begins, *script_begins;
};
constexpr OfFormat formats[]{
    {"pdf", "packet.pdf", "%PDF-1.7\n", "%PDF-1.7\n"},
    {"html",
     "packet.html",
     "<!doctype html>\n<html lang=\"en\">\n",
     "<!doctype html>\n<html lang=\"en\">\n"},
    {"text",
     "packet.txt",
     "# Second opinion packet\n\nAda Quill\n",
     "Have with you · Ada Quill\n\n# What to say to your doctor\n"}};
}  // namespace

// --- words -----------------------------------------------

TEST_CASE("help is given by the name of a command") {
  const TemporaryFolder folder;
  CHECK(carepacket(folder, {"help", "serve"}).out == carepacket(folder, {"serve", "--help"}).out);
  CHECK(
      carepacket(folder, {"help", "serv"}).error ==
      "carepacket: error[E711]: there is no command and no topic 'serv'\n   = hint: did you mean "
      "'serve'?\n"
  );
}

TEST_CASE("the page takes a port and a time that can be") {
  const TemporaryFolder folder;
  CHECK(
      carepacket(folder, {"serve", "--idle", "soon"}).error ==
      "carepacket: error[E713]: --idle takes a time, not 'soon'\n   = hint: write 90s, 30m or 2h\n"
  );
  CHECK(
      carepacket(folder, {"serve", "--port", "70000"}).error ==
      "carepacket: error[E713]: --port takes a number from 1 to 65535, not '70000'\n"
  );
  CHECK(
      carepacket(folder, {"serve", "--language", "fr"}).error ==
      "carepacket: error[E713]: --language takes en or es, not 'fr'\n"
  );
}

TEST_CASE("every command has help with worked examples") {
  const TemporaryFolder folder;
  for (const std::string& command : tests::commands) {
    const Ran ran = carepacket(folder, {command, "--help"});
    CAPTURE(command, ran.out);
    CHECK(ran.exit == 0);
    CHECK(ran.error.empty());
    CHECK(contains(ran.out, "Options:"));
    CHECK(contains(ran.out, "\nExamples:\n  carepacket " + std::string{command}));
  }
  const Ran front = carepacket(folder, {"--help"});
  CHECK(front.exit == 0);
  CHECK(contains(front.out, "First steps:"));
  for (const char* command :
       {"make",
        "batch",
        "merge-manifests",
        "check",
        "new",
        "kinds",
        "sets",
        "schema",
        "extract",
        "answers",
        "explain"}) {
    CHECK(contains(front.out, "  carepacket " + std::string{command}));
  }
}

TEST_CASE("the version is one line") {
  const TemporaryFolder folder;
  const Ran ran = carepacket(folder, {"--version"});
  CHECK(ran.exit == 0);
  CHECK(ran.out == "carepacket 0.1.0\n");
}

TEST_CASE("what is not understood gets the nearest right word, and exit code 2") {
  const TemporaryFolder folder;
  const auto says = [&](std::vector<std::string> words, const std::string& message) {
    const Ran ran = carepacket(folder, std::move(words));
    CHECK(ran.error == message);
    CHECK(ran.out.empty());
    CHECK(ran.exit == 2);
  };
  says(
      {},
      "carepacket: error[E711]: no command is given\n   = hint: carepacket --help lists the "
      "commands\n"
  );
  says(
      {"maek", "tiny.xml"},
      "carepacket: error[E711]: there is no command 'maek'\n   = hint: did you mean 'make'?\n"
  );
  says(
      {"print"},
      "carepacket: error[E711]: there is no command 'print'\n   = hint: carepacket --help lists "
      "the commands\n"
  );
  says(
      {"make", "tiny.xml", "--editon", "large"},
      "carepacket: error[E712]: 'make' has no option '--editon'\n   = hint: did you mean "
      "'--edition'?\n"
  );
  says(
      {"make", "tiny.xml", "--edit", "large"},
      "carepacket: error[E712]: 'make' has no option '--edit'\n   = hint: carepacket make --help "
      "lists its options\n"
  );
  says(
      {"check", "tiny.xml", "--force"},
      "carepacket: error[E712]: 'check' has no option '--force'\n   = hint: carepacket check "
      "--help lists its options\n"
  );
  says(
      {"make", "tiny.xml", "--edition", "lrage"},
      "carepacket: error[E713]: --edition takes standard or large, not 'lrage'\n   = hint: did you "
      "mean 'large'?\n"
  );
  says(
      {"make", "tiny.xml", "--format", "htlm"},
      "carepacket: error[E713]: --format takes pdf, html or text, not 'htlm'\n   = hint: did you "
      "mean 'html'?\n"
  );
  says(
      {"make", "tiny.xml", "--format", "docx"},
      "carepacket: error[E713]: --format takes pdf, html or text, not 'docx'\n"
  );
  says(
      {"make", "tiny.xml", "--format"}, "carepacket: error[E712]: --format needs a value after it\n"
  );
  says(
      {"make", "tiny.xml", "--format", "html", "--show", "pages"},
      "carepacket: error[E712]: --show pages is about pages, and --format html has none\n"
      "   = hint: leave out --format, or show case, facts, markup or blocks\n"
  );
  says(
      {"make", "tiny.xml", "--format", "text", "--show", "tags"},
      "carepacket: error[E712]: --show tags is about pages, and --format text has none\n"
      "   = hint: leave out --format, or show case, facts, markup or blocks\n"
  );
  says(
      {"make", "tiny.xml", "--format", "html", "--separate", "-o", "-"},
      "carepacket: error[E712]: --separate makes several files, and standard output takes one\n"
  );
  says(
      {"make", "tiny.xml", "--show", "page"},
      "carepacket: error[E713]: --show takes case, facts, markup, blocks, pages or tags, not "
      "'page'\n"
      "   = hint: did you mean 'pages'?\n"
  );
  says(
      {"make", "tiny.xml", "--as-of", "20.11.2026"},
      "carepacket: error[E713]: --as-of takes a date, not '20.11.2026'\n"
      "   = hint: write it as year-month-day, such as 2026-11-20\n"
  );
  says(
      {"make", "tiny.xml", "--as-of", "2026-11"},
      "carepacket: error[E713]: --as-of takes a date, not '2026-11'\n"
      "   = hint: write it as year-month-day, such as 2026-11-20\n"
  );
  says(
      {"make", "tiny.xml", "--as-of", "soon", "--edition", "big"},
      "carepacket: error[E713]: --edition takes standard or large, not 'big'\n"
      "carepacket: error[E713]: --as-of takes a date, not 'soon'\n"
      "   = hint: write it as year-month-day, such as 2026-11-20\n"
  );
  says(
      {"make", "tiny.xml", "--output"}, "carepacket: error[E712]: --output needs a value after it\n"
  );
  says(
      {"make", "tiny.xml", "--separate=yes"}, "carepacket: error[E712]: --separate takes no value\n"
  );
  says(
      {"make", "tiny.xml", "--set", "packet", "--set", "packet"},
      "carepacket: error[E712]: --set is given more than once\n"
  );
  says(
      {"make"},
      "carepacket: error[E714]: 'make' needs the name of a case file\n"
      "   = hint: carepacket make CASE.xml [options]\n"
  );
  says(
      {"make", "tiny.xml", "more.xml"},
      "carepacket: error[E714]: 'make' does not know what to do with 'more.xml'\n"
      "   = hint: carepacket make CASE.xml [options]\n"
  );
  says(
      {"make", "tiny.xml", "--only", ","},
      "carepacket: error[E713]: --only names no kind\n   = hint: carepacket kinds lists them\n"
  );
  says(
      {"make", "tiny.xml", "--separate", "-o", "-"},
      "carepacket: error[E712]: --separate makes several files, and standard output takes one\n"
  );
  says(
      {"batch"},
      "carepacket: error[E714]: 'batch' needs folders or case files\n   = hint: carepacket batch "
      "INPUT… [options]\n"
  );
  says(
      {"batch", "cases", "--shard", "9/8"},
      "carepacket: error[E713]: --shard takes two numbers such as 3/8, the third of eight, not "
      "'9/8'\n"
  );
  says(
      {"batch", "cases", "--jobs", "none"},
      "carepacket: error[E713]: --jobs takes a number from 1 to 1024, not 'none'\n"
  );
  says(
      {"batch", "cases", "-o", "-"},
      "carepacket: error[E712]: standard output takes one file: give --container tar or zip\n"
  );
  says(
      {"batch", "cases", "--container", "tar", "-o", "-", "--resume"},
      "carepacket: error[E712]: what went to standard output cannot be resumed\n"
  );
  says(
      {"batch", "cases", "--fail-fast", "--keep-going"},
      "carepacket: error[E712]: --fail-fast and --keep-going are two answers to one question: give "
      "one\n"
  );
  says(
      {"make", "tiny.xml", "--set", "packt"},
      "carepacket: error[E716]: there is no set 'packt'\n   = hint: did you mean 'packet'?\n"
  );
  says(
      {"make", "tiny.xml", "--only", "authorisation"},
      "carepacket: error[E716]: there is no kind 'authorisation'\n   = hint: did you mean "
      "'authorization'?\n"
  );
  says(
      {"explain", "E9999"},
      "carepacket: error[E717]: no message has the code 'E9999'\n   = hint: carepacket explain "
      "lists the codes\n"
  );
  says(
      {"explain", "E7999"},
      "carepacket: error[E717]: no message has the code 'E7999'\n   = hint: did you mean 'E799'?\n"
  );
}

TEST_CASE("mistakes of the command line, too, can be told as JSON") {
  const TemporaryFolder folder;
  const Ran ran = carepacket(folder, {"maek", "--messages", "json"});
  CHECK(ran.exit == 2);
  CHECK(
      ran.error ==
      "{\"severity\":\"error\",\"code\":\"E711\",\"message\":\"there is no command 'maek'\","
      "\"hints\":[\"did you mean 'make'?\"]}\n"
  );
}

// --- cases -----------------------------------------------

TEST_CASE("a case becomes one packet in the folder of its id") {
  const TemporaryFolder folder;
  const Ran ran = carepacket(folder, {"make", "tiny.xml"});
  CAPTURE(ran.error);
  CHECK(ran.exit == 0);
  CHECK(ran.out.rfind("out/tiny/packet.pdf: ", 0) == 0);
  CHECK(
      folder.content() ==
      std::vector<std::string>{"out", "out/tiny", "out/tiny/packet.pdf", "tiny.xml"}
  );
  struct stat is {};
  REQUIRE(::stat((folder / "out/tiny/packet.pdf").c_str(), &is) == 0);
  CHECK((is.st_mode & 0777) == 0600);
  CHECK(tests::read(folder / "out/tiny/packet.pdf").rfind("%PDF-1.7", 0) == 0);
}

TEST_CASE("a second run writes over its own packet, and gives the same bytes") {
  const TemporaryFolder folder;
  REQUIRE(carepacket(folder, {"make", "tiny.xml"}).exit == 0);
  const std::string first = tests::read(folder / "out/tiny/packet.pdf");
  REQUIRE(carepacket(folder, {"make", "tiny.xml"}).exit == 0);
  CHECK(tests::read(folder / "out/tiny/packet.pdf") == first);
}

TEST_CASE(
    "a packet that another program saved whole is replaced, by make and by batch", "[again]"
) {
  const TemporaryFolder folder;
  REQUIRE(carepacket(folder, {"make", "tiny.xml"}).exit == 0);
  const std::string path = folder / "out/tiny/packet.pdf", saved = folder / "saved.pdf";
  const std::string ours = tests::read(path);
  for (const std::vector<std::string>& save : std::vector<std::vector<std::string>>{
           {"qpdf", path, saved},
           {"mutool", "clean", path, saved},
           {"/usr/bin/python3",
            "-c",
            "import pikepdf, sys; pikepdf.open(sys.argv[1]).save(sys.argv[2])",
            path,
            saved}}) {
    for (const char* command : {"make", "batch"}) {
      CAPTURE(save.front(), command);
      REQUIRE(tests::run(save).exit == 0);
      std::filesystem::rename(saved, path);
      CHECK(carepacket(folder, {command, "tiny.xml"}).exit == 0);
      CHECK(tests::read(path) == ours);
    }
  }
}

TEST_CASE("a packet that was changed since is not written over without --force") {
  const TemporaryFolder folder;
  REQUIRE(carepacket(folder, {"make", "tiny.xml"}).exit == 0);
  const std::string path = folder / "out/tiny/packet.pdf", marked = folder / "marked.pdf";
  REQUIRE(tests::run({"qpdf", path, "--overlay", path, "--", marked}).exit == 0);
  std::filesystem::rename(marked, path);
  const std::string theirs = tests::read(path);
  const Ran ran = carepacket(folder, {"make", "tiny.xml"});
  CHECK(ran.exit == 4);
  CHECK(contains(
      ran.error,
      "error[E703]: 'out/tiny/packet.pdf' is there, and is not a file as carepacket wrote it\n"
  ));
  CHECK(tests::read(folder / "out/tiny/packet.pdf") == theirs);
  CHECK(carepacket(folder, {"make", "tiny.xml", "--force"}).exit == 0);
  CHECK(tests::read(folder / "out/tiny/packet.pdf") != theirs);
}

TEST_CASE("an unusable case writes nothing and keeps the packet that is there") {
  const TemporaryFolder folder;
  REQUIRE(carepacket(folder, {"make", "tiny.xml"}).exit == 0);
  const std::string good = tests::read(folder / "out/tiny/packet.pdf");
  tests::write(folder / "tiny.xml", with("1990-01-02", "2.1.1990"));
  const Ran ran = carepacket(folder, {"make", "tiny.xml"});
  CHECK(ran.exit == 3);
  CHECK(ran.out.empty());
  CHECK(contains(ran.error, "tiny.xml:4:58: error[E104]: expected a date, found '2.1.1990'\n"));
  CHECK(contains(ran.error, "\n      | " + std::string(57, ' ') + "^^^^^^^^\n"));
  CHECK(tests::read(folder / "out/tiny/packet.pdf") == good);
}

TEST_CASE("a redacted run shows nothing of the case") {
  const TemporaryFolder folder;
  tests::write(folder / "tiny.xml", with("1990-01-02", "2.1.1990"));
  for (const char* command : {"make", "check"}) {
    const Ran ran = carepacket(folder, {command, "tiny.xml", "--redact"});
    CHECK(ran.exit == 3);
    CHECK(contains(ran.error, "tiny.xml:4:58: error[E104]: expected a date, found (not shown)\n"));
    CHECK_FALSE(contains(ran.error, "Ada"));
    CHECK_FALSE(contains(ran.error, "2.1.1990"));
  }
}

TEST_CASE("- is standard input, and standard output") {
  const TemporaryFolder folder;
  REQUIRE(carepacket(folder, {"make", "tiny.xml"}).exit == 0);
  const Ran ran = carepacket(folder, {"make", "-", "-o", "-"}, {.input = tiny});
  CHECK(ran.exit == 0);
  CHECK(ran.out == tests::read(folder / "out/tiny/packet.pdf"));
  const Ran wrong =
      carepacket(folder, {"check", "-"}, {.input = with("<asOf>2026-11-20</asOf>", "")});
  CHECK(wrong.exit == 3);
  CHECK(contains(wrong.error, "standard input:2:2: error[E"));
}

TEST_CASE("--separate makes a file a document, named by its kind") {
  const TemporaryFolder folder;
  const Ran ran = carepacket(folder, {"make", "tiny.xml", "--separate", "-o", "mail"});
  CAPTURE(ran.error);
  CHECK(ran.exit == 0);
  CHECK(ran.out.rfind("mail/tiny/00-packet-cover.pdf: 1 page\nmail/tiny/01-", 0) == 0);
  for (const auto& name : folder.content()) {
    CHECK_FALSE(contains(name, "Ada"));
    CHECK_FALSE(contains(name, "sthma"));
  }
}

TEST_CASE("a cover and the sheets before parts are made alone, from the set that has them") {
  const TemporaryFolder folder;
  const auto made = [&](const std::string& only, std::vector<std::string> more = {}) {
    std::vector<std::string> command{"make", "tiny.xml", "--format", "html", "--only", only};
    command.insert(command.end(), more.begin(), more.end());
    const Ran ran = carepacket(folder, command);
    CAPTURE(only, ran.error);
    CHECK(ran.exit == 0);
    return ran.out.substr(0, ran.out.find('\n'));
  };
  const std::string packet = "out/tiny/packet.html: ";
  CHECK(made("packet-cover") == packet + "1 paper");
  CHECK(made("binder-cover") == packet + "1 paper");
  CHECK(made("handout-cover") == packet + "1 paper");
  CHECK(made("binder-cover,binder-contents") == packet + "2 papers");
  CHECK(made("binder-tab").substr(packet.size()) != "1 paper");
  CHECK(made("binder-tab,binder-cover", {"--set", "binder"}) != packet + "1 paper");
  made("binder-cover", {"--separate", "-o", "loose"});
  CHECK(std::filesystem::exists(folder / "loose/tiny/00-binder-cover.html"));
}

TEST_CASE("the report of a run is no paper of a case, and a cover stands in its own set") {
  const TemporaryFolder folder;
  const Ran report = carepacket(folder, {"make", "tiny.xml", "--only", "batch-report"});
  CHECK(report.exit == 2);
  CHECK(
      report.error ==
      "carepacket: error[E716]: 'batch-report' is about a run of many cases, and no paper of a "
      "case\n   = hint: carepacket batch puts it beside the manifest, or where --report says\n"
  );
  const Ran cover =
      carepacket(folder, {"make", "tiny.xml", "--set", "packet", "--only", "binder-cover"});
  CHECK(cover.exit == 2);
  CHECK(
      cover.error ==
      "carepacket: error[E716]: the set 'packet' has no 'binder-cover'\n"
      "   = hint: carepacket sets lists what is in each\n"
  );
}

TEST_CASE("what --only names and the case does not call for is told, and the exit code says it") {
  const TemporaryFolder folder;
  const Ran ran = carepacket(
      folder, {"make", "tiny.xml", "--set", "binder", "--only", "follow-up-letter,pitfalls"}
  );
  CHECK(ran.exit == 1);
  CHECK(contains(ran.error, "warning[W519]: \""));
}

// --- formats ---------------------------------------------

TEST_CASE("--format says what a packet is made as, and its name tells") {
  for (const auto& [format, file, begins, script_begins] : formats) {
    const TemporaryFolder folder;
    const std::string path = std::string{"out/tiny/"} + file;
    const Ran ran = carepacket(folder, {"make", "tiny.xml", "--format", format});
    CAPTURE(format, ran.error);
    CHECK(ran.exit == 0);
    CHECK(contains(ran.out, "Finish by hand:\n  - The date you talked"));
    if (std::string{format} != "pdf") CHECK(ran.out.rfind(path + ": 6 papers\n", 0) == 0);
    CHECK(folder.content() == std::vector<std::string>{"out", "out/tiny", path, "tiny.xml"});
    CHECK(tests::read(folder / path).rfind(begins, 0) == 0);
    struct stat is {};
    REQUIRE(::stat((folder / path).c_str(), &is) == 0);
    CHECK((is.st_mode & 0777) == 0600);
  }
}

TEST_CASE("no format is PDF, and three formats stand side by side") {
  const TemporaryFolder folder;
  for (const auto& [format, file, begins, script_begins] : formats)
    REQUIRE(carepacket(folder, {"make", "tiny.xml", "--format", format}).exit == 0);
  const std::string pdf = tests::read(folder / "out/tiny/packet.pdf");
  REQUIRE(carepacket(folder, {"make", "tiny.xml"}).exit == 0);
  CHECK(tests::read(folder / "out/tiny/packet.pdf") == pdf);
  CHECK(
      folder.content() ==
      std::vector<std::string>{
          "out",
          "out/tiny",
          "out/tiny/packet.html",
          "out/tiny/packet.pdf",
          "out/tiny/packet.txt",
          "tiny.xml"}
  );
}

TEST_CASE("--separate makes a file a document in every format") {
  for (const auto& [format, file, begins, script_begins] : formats) {
    const TemporaryFolder folder;
    const std::string ending = std::filesystem::path{file}.extension();
    const std::string script = "out/tiny/01-conversation-script" + ending,
                      checklist = "out/tiny/13-records-checklist" + ending;
    const Ran ran = carepacket(
        folder,
        {"make",
         "tiny.xml",
         "--format",
         format,
         "--separate",
         "--only",
         "conversation-script,records-checklist"}
    );
    CAPTURE(format, ran.error);
    CHECK(ran.exit == 0);
    const std::string one = std::string{format} == "pdf" ? ": 1 page\n" : ": 1 paper\n";
    CHECK(ran.out.rfind(script + one + checklist + one, 0) == 0);
    CHECK(
        folder.content() ==
        std::vector<std::string>{"out", "out/tiny", script, checklist, "tiny.xml"}
    );
    CHECK(tests::read(folder / script).rfind(script_begins, 0) == 0);
    CHECK(tests::read(folder / script) != tests::read(folder / checklist));
  }
}

TEST_CASE("standard output takes every format, with the bytes of the file") {
  for (const auto& [format, file, begins, script_begins] : formats) {
    const TemporaryFolder folder;
    const Ran ran = carepacket(folder, {"make", "tiny.xml", "--format", format, "-o", "-"});
    CAPTURE(format, ran.error);
    CHECK(ran.exit == 0);
    CHECK(folder.content() == std::vector<std::string>{"tiny.xml"});
    REQUIRE(carepacket(folder, {"make", "tiny.xml", "--format", format}).exit == 0);
    CHECK(ran.out == tests::read(folder / "out/tiny" / file));
  }
}

TEST_CASE(
    "HTML and text of our own are written over, changed and foreign ones are not", "[again]"
) {
  for (const auto& [format, file, begins, script_begins] : formats) {
    if (std::string{format} == "pdf") continue;  // has tests of its own
    const TemporaryFolder folder;
    const std::string path = std::string{"out/tiny/"} + file;
    const std::vector<std::string> words{"make", "tiny.xml", "--format", format};
    CAPTURE(format);
    // A packet of yesterday's case is as much the engine's own as one of today's.
    tests::write(folder / "tiny.xml", with("Asthma", "Gout"));
    REQUIRE(carepacket(folder, words).exit == 0);
    const std::string other = tests::read(folder / path);
    tests::write(folder / "tiny.xml", tiny);
    REQUIRE(carepacket(folder, words).exit == 0);
    const std::string own = tests::read(folder / path);
    CHECK(own != other);
    std::string changed = own;
    changed[changed.size() / 2] ^= 1;
    for (const std::string& foreign :
         {changed,
          own + "\n",
          own.substr(0, own.size() / 2),
          std::string{"my notes\n"},
          std::string{}}) {
      tests::write(folder / path, foreign);
      const Ran ran = carepacket(folder, words);
      CHECK(ran.exit == 4);
      CHECK(ran.out.empty());
      CHECK(
          ran.error == "carepacket: error[E703]: '" + path +
                           "' is there, and is not a file as carepacket wrote it\n"
                           "   = hint: somebody changed it since, or another program or an older "
                           "carepacket wrote it\n"
                           "   = hint: move it away, choose another folder with --output, or write "
                           "over it with --force\n"
      );
      CHECK(tests::read(folder / path) == foreign);
    }
    auto by_force = words;
    by_force.push_back("--force");
    CHECK(carepacket(folder, by_force).exit == 0);
    CHECK(tests::read(folder / path) == own);
  }
}

TEST_CASE("what has no pages can be shown up to its blocks") {
  const TemporaryFolder folder;
  for (const char* format : {"html", "text"}) {
    for (const char* stage : {"case", "facts", "markup", "blocks"}) {
      const Ran ran = carepacket(folder, {"make", "tiny.xml", "--format", format, "--show", stage});
      CAPTURE(format, stage, ran.error);
      CHECK(ran.exit == 0);
      CHECK(contains(ran.out, "Ada"));
    }
  }
  CHECK(folder.content() == std::vector<std::string>{"tiny.xml"});
}

TEST_CASE("a run that makes nothing says so, with exit code 1") {
  const TemporaryFolder folder;
  const Ran ran = carepacket(folder, {"make", "tiny.xml", "--only", "authorization"});
  CHECK(ran.exit == 1);
  CHECK(ran.out.empty());
  CHECK(
      ran.error.rfind(
          "carepacket: error[E718]: this case calls for none of the documents\n   = hint: "
          "authorization: ",
          0
      ) == 0
  );
  CHECK(folder.content() == std::vector<std::string>{"tiny.xml"});
}

TEST_CASE("--show prints a stage and writes no file") {
  const TemporaryFolder folder;
  for (const char* stage : {"case", "facts", "markup", "blocks", "pages", "tags"}) {
    const Ran ran = carepacket(folder, {"make", "tiny.xml", "--show", stage});
    CAPTURE(stage, ran.error);
    CHECK(ran.exit == 0);
    CHECK(contains(ran.out, std::string{stage} == "pages" ? "page 1 " : "Ada"));
  }
  CHECK(folder.content() == std::vector<std::string>{"tiny.xml"});
}

TEST_CASE("check says of every case how it is, and writes nothing") {
  const TemporaryFolder folder;
  tests::write(folder / "bad.xml", "<case>");
  const Ran good = carepacket(folder, {"check", "tiny.xml"});
  CHECK(good.exit == 0);
  CHECK(good.out.rfind("tiny.xml: ", 0) == 0);
  CHECK(carepacket(folder, {"check", "tiny.xml", "bad.xml"}).exit == 1);
  CHECK(carepacket(folder, {"check", "bad.xml"}).exit == 3);
  CHECK(carepacket(folder, {"check", "none.xml"}).exit == 4);
  CHECK(carepacket(folder, {"check", "none.xml", "bad.xml"}).exit == 3);
  CHECK(folder.content() == std::vector<std::string>{"bad.xml", "tiny.xml"});
}

// --- files -----------------------------------------------

TEST_CASE("what the file system refuses is told with exit code 4, and leaves nothing") {
  const TemporaryFolder folder;
  const Ran none = carepacket(folder, {"make", "none.xml"});
  CHECK(none.exit == 4);
  CHECK(
      none.error ==
      "carepacket: error[E701]: cannot read 'none.xml': there is no such file or folder\n"
  );
  tests::write(folder / "out", "a file");
  const Ran blocked = carepacket(folder, {"make", "tiny.xml"});
  CHECK(blocked.exit == 4);
  CHECK(contains(blocked.error, "error[E702]: cannot write 'out"));
  CHECK(folder.content() == std::vector<std::string>{"out", "tiny.xml"});
  const Ran overlay = carepacket(folder, {"make", "tiny.xml", "--templates", "none"});
  CHECK(overlay.exit == 4);
  CHECK(
      overlay.error ==
      "carepacket: error[E701]: cannot read 'none': there is no such file or folder\n"
  );
}

TEST_CASE("a full disk is told, not passed over") {
  const TemporaryFolder folder;
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"--help"}, {"make", "tiny.xml", "-o", "-"}, {"new"}, {"schema"}}) {
    const Ran ran = carepacket(folder, words, {.output_to = "/dev/full"});
    CHECK(ran.exit == 4);
    CHECK(contains(
        ran.error, "carepacket: error[E702]: cannot write 'standard output': the disk is full\n"
    ));
  }
}

TEST_CASE("new writes a starter, and never over a file") {
  const TemporaryFolder folder;
  const Ran made = carepacket(folder, {"new", "-o", "mine.xml"});
  CHECK(made.exit == 0);
  CHECK(made.out == "mine.xml: a starter case; fill it in, then carepacket check mine.xml\n");
  CHECK(carepacket(folder, {"new", "-o", "mine.xml"}).exit == 4);
  CHECK(carepacket(folder, {"new"}).out == tests::read(folder / "mine.xml"));
}

TEST_CASE("a starter that nobody filled in makes nothing, and check says what is needed") {
  const TemporaryFolder folder;
  for (const std::vector<std::string>& form : std::vector<std::vector<std::string>>{
           {}, {"--minimal"}, {"--language", "es"}, {"--from", "crohns-disease"}}) {
    std::vector<std::string> words{"new", "--force", "-o", "mine.xml"};
    words.insert(words.end(), form.begin(), form.end());
    REQUIRE(carepacket(folder, words).exit == 0);
    const Ran checked = carepacket(folder, {"check", "mine.xml"});
    CAPTURE(form, checked.error);
    CHECK(checked.exit == 3);
    for (const std::string needed : {"<asOf>", "<patient>", "<provider>", "<condition>"})
      CHECK(contains(checked.error, "error[E154]: " + needed + " is still to be filled in"));
    CHECK(contains(checked.error, "places are still to be filled in, and not printed"));
    CHECK(carepacket(folder, {"make", "mine.xml"}).exit == 3);
  }
}

TEST_CASE("a starter's notes are in the language that is asked for, by its tag or its name") {
  const TemporaryFolder folder;
  const std::string spanish = carepacket(folder, {"new", "--language", "es"}).out;
  CHECK(contains(spanish, "<!-- Su caso."));
  CHECK(contains(spanish, "language=\"es\""));
  CHECK(carepacket(folder, {"new", "--language", "Spanish"}).out == spanish);
  CHECK(contains(carepacket(folder, {"new", "--minimal", "--language", "es"}).out, "Lo mínimo"));
  CHECK(contains(
      carepacket(folder, {"new", "--from", "torn-acl", "--language", "es"}).out, "por ejemplo: "
  ));
  const Ran other = carepacket(folder, {"new", "--language", "fr"});
  CHECK(other.exit == 2);
  CHECK(other.error == "carepacket: error[E713]: --language takes en or es, not 'fr'\n");
}

TEST_CASE("a sample that is not there is told, with the nearest one and all there are") {
  const TemporaryFolder folder;
  const Ran ran = carepacket(folder, {"new", "--from", "crohn-disease"});
  CHECK(ran.exit == 2);
  CHECK(ran.out.empty());
  CHECK(contains(
      ran.error,
      "error[E716]: there is no sample 'crohn-disease'\n"
      "   = hint: did you mean 'crohns-disease'?\n"
      "   = hint: the samples are: after-a-death, aneurysm, "
  ));
  const Ran both = carepacket(folder, {"new", "--from", "torn-acl", "--minimal"});
  CHECK(both.exit == 2);
  CHECK(contains(both.error, "error[E712]: --minimal and --from are two ways to begin"));
}

// --- what can be made ------------------------------------

TEST_CASE("kinds and sets say what can be made") {
  const TemporaryFolder folder;
  const Ran kinds = carepacket(folder, {"kinds"});
  CHECK(kinds.exit == 0);
  CHECK(contains(kinds.out, "authorization "));
  const Ran sets = carepacket(folder, {"sets"});
  CHECK(sets.exit == 0);
  CHECK(sets.out.rfind("packet ", 0) == 0);
}

TEST_CASE("schema is for people, and with --xsd for editors") {
  const TemporaryFolder folder;
  const Ran page = carepacket(folder, {"schema"});
  CHECK(page.exit == 0);
  CHECK(contains(page.out, "\n    birthDate "));
  const Ran xsd = carepacket(folder, {"schema", "--xsd"});
  CHECK(xsd.exit == 0);
  tests::write(folder / "carepacket.xsd", xsd.out);
  const Ran valid = tests::run(
      {"xmllint",
       "--noout",
       "--schema",
       (folder / "carepacket.xsd").string(),
       CAREPACKET_SOURCE_DIR "/samples/crohns-disease.xml"}
  );
  CAPTURE(valid.error);
  CHECK(valid.exit == 0);
}

TEST_CASE("the program runs from any folder, wherever it was put") {
  const TemporaryFolder folder;
  const std::string place = folder / "first";
  REQUIRE(tests::run({"cmake", "--install", CAREPACKET_BINARY_DIR, "--prefix", place}).exit == 0);
  std::filesystem::rename(place, folder / "second");
  tests::write(folder / "tiny.xml", tiny);
  const Ran ran = tests::run(
      {(folder / "second/bin/carepacket").string(),
       "make",
       (folder / "tiny.xml").string(),
       "-o",
       folder.path().string()},
      {.folder = "/"}
  );
  CAPTURE(ran.error);
  CHECK(ran.exit == 0);
  CHECK(std::filesystem::exists(folder / "tiny/packet.pdf"));
  bool licence = false;
  for (const auto& entry :
       std::filesystem::directory_iterator{folder / "second/share/carepacket/fonts"}) {
    licence = licence || contains(entry.path().filename().string(), "LICENSE");
  }
  CHECK(licence);
}
