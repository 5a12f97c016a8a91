// Passwords, the case inside and out again, as a user meets them.

#include "tests/cli/tiny.hpp"
#include "tests/support/run.hpp"
#include "tests/support/terminal.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <sys/stat.h>

using tests::contains;
using tests::Ran;
using tests::TemporaryFolder;
using tests::Terminal;
using tests::tiny;

namespace {
const std::string packet = "out/tiny/packet.pdf";
const std::string w802 =
    "carepacket: warning[W802]: an encrypted file cannot be PDF/A, so it does not say that it is\n"
    "   = hint: keep one without a password, too, where it has to last\n";
const std::string w803 =
    "carepacket: warning[W803]: the packet holds the whole case, also what is on none of its "
    "pages: "
    "keep it, and hand it to nobody who may not know all of it\n"
    "   = hint: carepacket make CASE.xml --separate makes the papers for the offices, without the "
    "case\n";

/// A folder with tiny.xml, and a file `key` with a password for its owner alone.
struct Desk : TemporaryFolder {
  Desk() {
    tests::write(*this / "tiny.xml", tiny);
    write_key("correct horse battery\n");
  }
  void write_key(const std::string& bytes) const {
    tests::write(*this / "key", bytes);
    ::chmod((*this / "key").c_str(), 0600);
  }
  std::string packet() const { return tests::read(*this / ::packet); }

  Ran carepacket(std::vector<std::string> words, const std::string& input = {}) const {
    // Without a terminal, wherever the tests are run.
    words.insert(words.begin(), {"setsid", "-w", tests::carepacket()});
    return tests::run(words, {.folder = path().string(), .input = input});
  }
  /// With something open as descriptor 3.
  Ran by_shell(const std::string& words) const {
    return tests::run({"sh", "-c", tests::carepacket() + ' ' + words}, {.folder = path().string()});
  }
  std::string open_with(const std::string& password) const {
    return tests::run({"pdftotext", "-upw", password, (*this / ::packet).string(), "-"}).out;
  }
};

std::string with_input_ends(std::string text) {  // a terminal ends lines with CR LF
  for (auto at = text.find('\r'); at != std::string::npos; at = text.find('\r')) text.erase(at, 1);
  return text;
}
}  // namespace

// --- passwords -------------------------------------------

TEST_CASE("a packet is encrypted with the first line of a file, and the run says what that costs") {
  const Desk desk;
  const Ran ran = desk.carepacket({"make", "tiny.xml", "--encrypt", "--password-file", "key"});
  CHECK(ran.exit == 0);
  CHECK(ran.error == w802);
  CHECK(contains(desk.open_with("correct horse battery"), "Ada Quill"));
  CHECK_FALSE(contains(desk.packet(), "Quill"));
  CHECK_FALSE(contains(desk.packet(), "pdfaid"));
  struct stat is {};
  REQUIRE(::stat((desk / packet).c_str(), &is) == 0);
  CHECK((is.st_mode & 0777) == 0600);
}

TEST_CASE("the line may end in any way, and what stands behind it does not count", "[again]") {
  for (const char* bytes :
       {"open sesame 1234", "open sesame 1234\r\nmore\n", "open sesame 1234\nmore"}) {
    const Desk desk;
    desk.write_key(bytes);
    CHECK(desk.carepacket({"make", "tiny.xml", "--encrypt", "--password-file", "key"}).exit == 0);
    CHECK(contains(desk.open_with("open sesame 1234"), "Ada Quill"));
  }
}

TEST_CASE("a password comes from a descriptor that another program has opened") {
  const Desk desk;
  CHECK(desk.by_shell("make tiny.xml --encrypt --password-fd 3 3<key").exit == 0);
  CHECK(contains(desk.open_with("correct horse battery"), "Ada Quill"));
  const Ran input = desk.carepacket(
      {"make", "tiny.xml", "--encrypt", "--password-fd", "0"}, "correct horse battery\n"
  );
  CHECK(input.exit == 0);
}

TEST_CASE("every file of --separate opens with the one password, and none without", "[again]") {
  const Desk desk;
  CHECK(
      desk.carepacket({"make", "tiny.xml", "--separate", "--encrypt", "--password-file", "key"})
          .exit == 0
  );
  std::size_t files = 0;
  for (const auto& name : desk.content()) {
    if (!name.ends_with(".pdf")) continue;
    ++files;
    CHECK(tests::run({"pdfinfo", (desk / name).string()}).exit != 0);
    CHECK(
        tests::run({"pdfinfo", "-upw", "correct horse battery", (desk / name).string()}).exit == 0
    );
  }
  CHECK(files > 5);
}

TEST_CASE("a packet on standard output can be encrypted") {
  const Desk desk;
  const Ran ran =
      desk.carepacket({"make", "tiny.xml", "-o", "-", "--encrypt", "--password-file", "key"});
  CHECK(ran.exit == 0);
  CHECK(contains(ran.out, "/Encrypt "));
  CHECK_FALSE(contains(ran.out, "Quill"));
}

TEST_CASE("a password that nobody gave, or that is none, writes nothing") {
  const auto says = [](const std::string& key,
                       std::vector<std::string> words,
                       const std::string& message,
                       int exit = 2) {
    const Desk desk;
    desk.write_key(key);
    words.insert(words.begin(), {"make", "tiny.xml"});
    const Ran ran = desk.carepacket(words);
    CHECK(ran.error == message);
    CHECK(ran.out.empty());
    CHECK(ran.exit == exit);
    CHECK(desk.content() == std::vector<std::string>{"key", "tiny.xml"});
  };
  says(
      "",
      {"--encrypt"},
      "carepacket: error[E721]: a password is needed, and there is no terminal to ask at\n"
      "   = hint: give it with --password-file FILE or --password-fd N\n"
  );
  says(
      "\nsecret\n",
      {"--encrypt", "--password-file", "key"},
      "carepacket: error[E801]: the password is empty\n"
  );
  says(
      std::string(128, 'x'),
      {"--encrypt", "--password-file", "key"},
      "carepacket: error[E802]: the password is longer than the 127 bytes that a PDF takes\n"
  );
  says(
      std::string(5000, 'x'),
      {"--encrypt", "--password-file", "key"},
      "carepacket: error[E802]: the password is longer than the 127 bytes that a PDF takes\n"
  );
  says(
      "a\tb\n",
      {"--encrypt", "--password-file", "key"},
      "carepacket: error[E803]: the password holds a control character, or another one that cannot "
      "be "
      "seen\n   = hint: letters, digits, blanks and punctuation of any script can be used\n"
  );
  says(
      "x",
      {"--encrypt", "--password-file", "none"},
      "carepacket: error[E701]: cannot read 'none': there is no such file or folder\n"
  );
  says(
      "x",
      {"--encrypt", "--password-fd", "9"},
      "carepacket: error[E722]: the password cannot be read from file descriptor 9: it is not "
      "open\n"
      "   = hint: --password-fd 3 3< FILE opens one in most shells; 0 is standard input\n"
  );
}

TEST_CASE("options of passwords that do not go together are told") {
  const Desk desk;
  const auto says = [&](std::vector<std::string> words, const std::string& message) {
    const Ran ran = desk.carepacket(std::move(words));
    CHECK(ran.error == "carepacket: error[" + message);
    CHECK(ran.exit == 2);
  };
  says(
      {"make", "tiny.xml", "--password-file", "key"},
      "E712]: a password is given, but not --encrypt\n"
  );
  says(
      {"make", "tiny.xml", "--encrypt", "--password-file", "key", "--password-fd", "3"},
      "E712]: --password-fd and --password-file are two passwords: give one\n"
  );
  says(
      {"make", "-", "--encrypt", "--password-fd", "0"},
      "E712]: standard input cannot be both the file and the password\n"
  );
  for (const char* number : {"x", "-1", "3x", "99999999999"}) {
    says(
        {"make", "tiny.xml", "--encrypt", std::string{"--password-fd="} + number},
        "E713]: --password-fd takes a number, such as 3 or 0\n"
    );
  }
  says(
      {"make", "tiny.xml", "--encrypt", "--format", "html"},
      "E712]: --encrypt goes with PDF alone: leave out --format\n"
  );
  says(
      {"make", "tiny.xml", "--embed-case", "--format", "text"},
      "E712]: --embed-case goes with PDF alone: leave out --format\n"
  );
  says({"make", "tiny.xml", "--encrypt=yes"}, "E712]: --encrypt takes no value\n");
}

TEST_CASE("a password in the command is refused, and not repeated") {
  const Desk desk;
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"make", "tiny.xml", "--password", "hunter2"},
           {"make", "tiny.xml", "--encrypt", "--password=hunter2"},
           {"make", "tiny.xml", "--encrypt", "hunter2"},
           {"make", "tiny.xml", "--encrypt", "-phunter2"},
           {"extract", "x.pdf", "--upw", "hunter2"},
           {"extract", "x.pdf", "--passphrase=hunter2"},
           {"check", "tiny.xml", "--pw", "hunter2"}}) {
    const Ran ran = desk.carepacket(words);
    CHECK(
        ran.error ==
        "carepacket: error[E720]: a password is never part of a command, where other programs and "
        "the "
        "shell's history see it\n"
        "   = hint: carepacket asks for it, or takes it from --password-file FILE or --password-fd "
        "N\n"
    );
    CHECK(ran.exit == 2);
  }
}

TEST_CASE("a password file that others can read, and a short password, are warned of") {
  const Desk desk;
  desk.write_key("sesame\n");
  ::chmod((desk / "key").c_str(), 0640);
  const Ran ran = desk.carepacket({"make", "tiny.xml", "--encrypt", "--password-file", "key"});
  CHECK(ran.exit == 0);
  CHECK(
      ran.error ==
      "carepacket: warning[W721]: the password file 'key' can be read by others on this machine\n"
      "   = hint: chmod 600 keeps it to yourself\n"
      "carepacket: warning[W801]: the password is short: whoever has the file can try many in a "
      "second\n"
      "   = hint: twelve letters or more hold, such as four words that do not belong together\n" +
          w802
  );
}

TEST_CASE("an encrypted packet is known without its password, and written over", "[again]") {
  const Desk desk;
  const std::vector<std::string> again{"make", "tiny.xml", "--encrypt", "--password-file", "key"};
  REQUIRE(desk.carepacket(again).exit == 0);
  const std::string first = desk.packet();
  CHECK(desk.carepacket(again).exit == 0);
  CHECK(first != desk.packet());
  desk.write_key("another password\n");
  CHECK(desk.carepacket(again).exit == 0);
  CHECK(contains(desk.open_with("another password"), "Ada Quill"));
  CHECK(desk.carepacket({"make", "tiny.xml"}).exit == 0);
  CHECK(desk.carepacket(again).exit == 0);  // over an open one of its own
}

TEST_CASE("an encrypted packet that somebody has added to is left alone") {
  const Desk desk;
  const std::vector<std::string> again{"make", "tiny.xml", "--encrypt", "--password-file", "key"};
  REQUIRE(desk.carepacket(again).exit == 0);
  const std::string path = (desk / packet).string(), saved = (desk / "saved.pdf").string();
  const std::string key = "--password=correct horse battery";
  REQUIRE(tests::run({"qpdf", key, path, saved}).exit == 0);
  std::filesystem::rename(saved, path);
  CHECK(desk.carepacket(again).exit == 0);  // saved, and nothing else
  const std::string note = (desk / "tiny.xml").string();
  REQUIRE(tests::run({"qpdf", key, path, "--add-attachment", note, "--", saved}).exit == 0);
  std::filesystem::rename(saved, path);
  const std::string theirs = desk.packet();
  CHECK(desk.carepacket(again).exit == 4);
  CHECK(desk.packet() == theirs);
}

// --- two languages ---------------------------------------

TEST_CASE("where there is no second language --bilingual says so, and writes nothing") {
  const Desk desk;
  const Ran english = desk.carepacket({"make", "tiny.xml", "--bilingual"});
  CHECK(english.exit == 3);
  CHECK(
      english.error ==
      "carepacket: error[E523]: there is no second language: the papers of this case are in "
      "English\n"
      "   = hint: say what the patient reads: language=\"es\" in the case, or --language es\n"
  );
  const Ran french = desk.carepacket({"make", "tiny.xml", "--bilingual", "--language", "fr"});
  CHECK(french.exit == 3);
  CHECK(
      french.error ==
      "carepacket: error[E523]: there is no second language: nothing is written in French yet\n"
      "   = hint: leave --bilingual out: the papers are in English then, and offer an interpreter\n"
  );
  CHECK(desk.content() == std::vector<std::string>{"key", "tiny.xml"});
  CHECK(desk.carepacket({"make", "tiny.xml", "--bilingual", "--language", "es"}).exit == 0);
}

// --- at a terminal ---------------------------------------

TEST_CASE("a new password is asked for twice, and never shown") {
  const Desk desk;
  Terminal terminal{{tests::carepacket(), "make", "tiny.xml", "--encrypt"}, desk.path().string()};
  std::string shown = terminal.until("New password (it is not shown): ");
  CHECK_FALSE(terminal.echoes());
  terminal.type("open sesame 1234\n");
  shown += terminal.until("The same once more: ");
  CHECK_FALSE(terminal.echoes());
  terminal.type("open sesame 1234\n");
  std::string rest;
  CHECK(terminal.end(rest) == 0);
  CHECK(terminal.echoes());
  CHECK_FALSE(contains(shown + rest, "sesame"));
  CHECK(contains(desk.open_with("open sesame 1234"), "Ada Quill"));
}

TEST_CASE("two that differ are asked for again, three times at most") {
  const Desk desk;
  Terminal terminal{{tests::carepacket(), "make", "tiny.xml", "--encrypt"}, desk.path().string()};
  for (int i = 0; i < 3; ++i) {
    terminal.until("New password (it is not shown): ");
    terminal.type("open sesame 1234\n");
    terminal.until("The same once more: ");
    terminal.type("open sesame 1243\n");
    terminal.until("The two are not the same.\r\n");
  }
  std::string rest;
  CHECK(terminal.end(rest) == 2);
  CHECK(
      with_input_ends(rest) == "carepacket: error[E723]: no password was typed twice the same way\n"
  );
  CHECK(desk.content() == std::vector<std::string>{"key", "tiny.xml"});
}

TEST_CASE("whoever breaks off leaves the terminal as it was, and no file") {
  for (const auto& [key, signal] : {std::pair{"\x03", SIGINT}, std::pair{"\x1C", SIGQUIT}}) {
    const Desk desk;
    Terminal terminal{{tests::carepacket(), "make", "tiny.xml", "--encrypt"}, desk.path().string()};
    terminal.until("New password (it is not shown): ");
    CHECK_FALSE(terminal.echoes());
    terminal.type("open se");
    terminal.type(key);
    std::string rest;
    CHECK(terminal.end(rest) == 128 + signal);
    CHECK(terminal.echoes());
    CHECK_FALSE(contains(rest, "se"));
    CHECK(desk.content() == std::vector<std::string>{"key", "tiny.xml"});
  }
}

TEST_CASE("the end of input is no password") {
  const Desk desk;
  Terminal terminal{{tests::carepacket(), "make", "tiny.xml", "--encrypt"}, desk.path().string()};
  terminal.until("New password (it is not shown): ");
  terminal.type("\x04");
  std::string rest;
  CHECK(terminal.end(rest) == 2);
  CHECK(terminal.echoes());
  CHECK(contains(with_input_ends(rest), "error[E723]: no password was typed twice the same way\n"));
}

TEST_CASE("to open a packet the password is asked for once") {
  const Desk desk;
  REQUIRE(
      desk.carepacket({"make", "tiny.xml", "--embed-case", "--encrypt", "--password-file", "key"})
          .exit == 0
  );
  Terminal terminal{
      {tests::carepacket(), "extract", packet, "-o", "back.xml"}, desk.path().string()};
  terminal.until("Password (it is not shown): ");
  CHECK_FALSE(terminal.echoes());
  terminal.type("correct horse battery\n");
  std::string rest;
  CHECK(terminal.end(rest) == 0);
  CHECK(tests::read(desk / "back.xml") == tiny);
}

// --- the case inside -------------------------------------

TEST_CASE("a case rides inside and comes out byte for byte, in whatever encoding") {
  std::string latin = tiny, wide = "\xFF\xFE";
  latin.replace(latin.find("?>"), 2, " encoding=\"ISO-8859-1\"?>");
  latin.replace(latin.find("Ada"), 3, "Ad\xE9le");
  for (const char c : tiny) wide += {c, '\0'};
  for (const std::string& bytes : {tiny, "\xEF\xBB\xBF" + tiny, latin, wide}) {
    const Desk desk;
    tests::write(desk / "tiny.xml", bytes);
    const Ran made = desk.carepacket({"make", "tiny.xml", "--embed-case"});
    CHECK(made.exit == 0);
    CHECK(made.error == w803);
    std::filesystem::rename(desk / "tiny.xml", desk / "first.xml");
    const Ran ran = desk.carepacket({"extract", packet});
    CHECK(ran.error.empty());
    CHECK(
        ran.out == "tiny.xml: the case that rode inside 'out/tiny/packet.pdf', " +
                       std::to_string(bytes.size()) + " bytes\n"
    );
    CHECK(ran.exit == 0);
    CHECK(tests::read(desk / "tiny.xml") == bytes);
    struct stat is {};
    REQUIRE(::stat((desk / "tiny.xml").c_str(), &is) == 0);
    CHECK((is.st_mode & 0777) == 0600);
  }
}

TEST_CASE("the same case inside gives the same bytes", "[again]") {
  const Desk desk;
  REQUIRE(desk.carepacket({"make", "tiny.xml", "--embed-case"}).exit == 0);
  const std::string first = desk.packet();
  REQUIRE(desk.carepacket({"make", "tiny.xml", "--embed-case"}).exit == 0);
  CHECK(desk.packet() == first);
  const Ran piped = desk.carepacket({"make", "-", "-o", "-", "--embed-case"}, tiny);
  CHECK(piped.out == first);
  CHECK(desk.carepacket({"extract", "-", "-o", "-"}, first).out == tiny);
}

TEST_CASE("an extracted case is not written over a file that is there") {
  const Desk desk;
  REQUIRE(desk.carepacket({"make", "tiny.xml", "--embed-case"}).exit == 0);
  tests::write(desk / "tiny.xml", "mine");
  const Ran ran = desk.carepacket({"extract", packet});
  CHECK(ran.exit == 4);
  CHECK(
      ran.error ==
      "carepacket: error[E703]: 'tiny.xml' is there already\n"
      "   = hint: choose another name, or write over it with --force\n"
  );
  CHECK(tests::read(desk / "tiny.xml") == "mine");
  CHECK(desk.carepacket({"extract", packet, "--force"}).exit == 0);
  CHECK(tests::read(desk / "tiny.xml") == tiny);
}

TEST_CASE("papers that are handed on hold no case") {
  const Desk desk;
  const auto says = [&](std::vector<std::string> words, const std::string& message) {
    words.insert(words.begin(), {"make", "tiny.xml", "--embed-case"});
    const Ran ran = desk.carepacket(words);
    CHECK(ran.error == "carepacket: error[" + message);
    CHECK(ran.exit == 2);
    CHECK(desk.content() == std::vector<std::string>{"key", "tiny.xml"});
  };
  says(
      {"--separate"},
      "E712]: --separate makes papers to hand on, and --embed-case would put the whole case into "
      "each\n"
  );
  says(
      {"--only", "fax-cover"},
      "E712]: --only makes papers to hand on, and --embed-case would put the whole case behind "
      "them\n"
  );
  for (const std::string set : {"letters", "visit", "decide", "handout"}) {
    says(
        {"--set", set},
        "E719]: the papers of the set '" + set +
            "' are made to be handed on, and a case inside would tell everything\n"
            "   = hint: --embed-case goes with the set packet or binder\n"
    );
  }
  CHECK(desk.carepacket({"make", "tiny.xml", "--embed-case", "--set", "binder"}).exit == 0);
}

TEST_CASE("nothing rides inside when nobody asked for it") {
  const Desk desk;
  REQUIRE(desk.carepacket({"make", "tiny.xml"}).exit == 0);
  const Ran ran = desk.carepacket({"extract", packet});
  CHECK(ran.exit == 3);
  CHECK(
      ran.error ==
      "carepacket: error[E809]: no case rides inside 'out/tiny/packet.pdf'\n"
      "   = hint: carepacket make CASE.xml --embed-case puts it there\n"
  );
}

TEST_CASE("what extract cannot use is told, and nothing is written") {
  const Desk desk;
  REQUIRE(
      desk.carepacket({"make", "tiny.xml", "--embed-case", "--encrypt", "--password-file", "key"})
          .exit == 0
  );
  const auto before = desk.content();
  const auto says = [&](std::vector<std::string> words, int exit, const std::string& message) {
    words.insert(words.begin(), "extract");
    const Ran ran = desk.carepacket(words, "a wrong password\n");
    CHECK(ran.error == message);
    CHECK(ran.exit == exit);
    CHECK(desk.content() == before);
  };
  says({"tiny.xml"}, 3, "carepacket: error[E806]: 'tiny.xml' is not a PDF\n");
  says(
      {"none.pdf"},
      4,
      "carepacket: error[E701]: cannot read 'none.pdf': there is no such file or folder\n"
  );
  says(
      {},
      2,
      "carepacket: error[E714]: 'extract' needs the name of a PDF\n"
      "   = hint: carepacket extract FILE.pdf [options]\n"
  );
  says(
      {packet, "--password-fd", "0"},
      3,
      "carepacket: error[E808]: the password does not open 'out/tiny/packet.pdf'\n"
  );
  says(
      {packet},
      2,
      "carepacket: error[E721]: a password is needed, and there is no terminal to ask at\n"
      "   = hint: give it with --password-file FILE or --password-fd N\n"
  );
  says(
      {packet, "--password-file", "key", "-o", "out"},
      4,
      "carepacket: error[E702]: cannot write 'out': it is a folder\n"
  );
}

TEST_CASE("a name that a packet tells is made a name in this folder") {
  const Desk desk;
  tests::write(desk / "c.xml", "<case/>");
  const auto named = [&](const std::string& name, const std::string& file) {
    CAPTURE(name);
    // A foreign packet whose attachment is named as somebody liked.
    std::string text;
    for (const char c : name)
      text += std::string{c == '(' || c == ')' || c == '\\' ? "\\" : ""} + c;
    tests::write(
        desk / "x.pdf",
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/AF[3 0 R]>>\nendobj\n"
        "2 0 obj\n<</Type/Pages/Kids[5 0 R]/Count 1>>\nendobj\n"
        "5 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
        "3 0 obj\n<</Type/Filespec/UF(" +
            text +
            ")/AFRelationship/Source/EF<</F 4 0 R>>>>\nendobj\n"
            "4 0 obj\n<</Type/EmbeddedFile/Subtype/text#2Fxml/Params<</Size 7"
            "/CheckSum<4C618567A16C4F4593DCD3065F7D6C47>>>/Length "
            "7>>stream\n<case/>\nendstream\nendobj\n"
            "trailer\n<</Root 1 0 R>>\n%%EOF\n"
    );
    const auto before = desk.content();
    const Ran ran = desk.carepacket({"extract", "x.pdf"});
    CHECK(ran.error == "");
    CHECK(std::filesystem::remove(desk / file));
    CHECK(desk.content() == before);
  };
  named("../../etc/passwd.xml", "passwd.xml");
  named("C:\\Users\\me\\case.xml", "case.xml");
  named("/abs.xml", "abs.xml");
  named(".bashrc.xml", "bashrc.xml");
  named("-rf.xml", "rf.xml");
  named("...xml", "xml.xml");
  named("a b$(x).xml", "a_b__x_.xml");
  named(std::string(300, 'x') + ".xml", std::string(100, 'x') + ".xml");
}
