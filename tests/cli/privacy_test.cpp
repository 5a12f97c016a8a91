// Nothing of a case stands where it has no business, and nothing is opened but what a command
// needs.

#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <regex>
#include <set>
#include <sstream>
#include <sys/stat.h>

namespace {

namespace fs = std::filesystem;
using tests::contains;
using tests::Ran;
using tests::TemporaryFolder;

const std::string canary = "Zyxcanary";

/// Where a value of a case stands in its text.
struct Place {
  std::size_t begin, end;
};

/// Every text and every attribute of a case, but its own id (which names files) and its version.
std::vector<Place> places_in(const std::string& text) {
  const std::regex value{">([^<>]*[^<>\\s][^<>]*)<|=\"([^\"]+)\""};
  std::vector<Place> places;
  const auto root = text.find("<case"), inside = text.find('>', root);
  for (std::sregex_iterator at{text.begin(), text.end(), value}, end; at != end; ++at) {
    const std::size_t group = (*at)[1].matched ? 1 : 2;
    const auto begin = static_cast<std::size_t>(at->position(group));
    if (begin < root) continue;
    const std::string name = text.substr(begin - std::min<std::size_t>(begin, 12), 12);
    if (begin < inside && (contains(name, " id=") || contains(name, "version="))) continue;
    places.push_back({begin, begin + static_cast<std::size_t>(at->length(group))});
  }
  return places;
}

std::string without_comments(const std::string& text) {
  return std::regex_replace(text, std::regex{"<!--[^-]*(-[^-]+)*-->"}, "");
}

/// The sample that has every field, as a case of this id with one value for another.
std::string with(
    std::string text, const std::string& id, const Place& place, const std::string& word
) {
  text.replace(place.begin, place.end - place.begin, word);
  return std::regex_replace(
      text.substr(text.find("<case")),
      std::regex{" id=\"[^\"]*\""},
      " id=\"" + id + '"',
      std::regex_constants::format_first_only
  );
}

/// Everything that a run said or wrote beside papers.
std::string told_by(const TemporaryFolder& folder, const Ran& ran) {
  std::string told = ran.out + ran.error + tests::read(folder / "out/manifest.jsonl");
  for (const std::string& name : folder.content()) told += name + '\n';
  if (tests::has_tool("pdftotext"))
    told += tests::run({"pdftotext", (folder / "out/batch-report.pdf").string(), "-"}).out;
  return told;
}

/// The text around a word that should not be there.
std::string around(const std::string& text, const std::string& word) {
  const auto at = text.find(word);
  return at == text.npos ? "" : text.substr(at - std::min<std::size_t>(at, 200), 300);
}

}  // namespace

TEST_CASE(
    "of no place of a case a word stands in messages, manifest, report or file names", "[again]"
) {
  const std::string sample =
      without_comments(tests::read(CAREPACKET_SOURCE_DIR "/samples/every-field.xml"));
  const auto places = places_in(sample);
  REQUIRE(places.size() > 200);
  for (const std::string format : {"text", "json"}) {
    const TemporaryFolder folder;
    std::string all = "<cases>\n";
    for (std::size_t i = 0; i < places.size(); ++i)
      all += with(sample, "c" + std::to_string(i), places[i], canary) + '\n';
    tests::write(folder / "cases.xml", all + "</cases>\n");
    const auto run = [&](const std::string& more) {
      return tests::run(
          {tests::carepacket(),
           "batch",
           "cases.xml",
           "-v",
           "--only",
           "questions-treatment",
           "--messages",
           format,
           "--force",
           more},
          {.folder = folder.path().string()}
      );
    };
    const Ran ran = run("--redact");
    REQUIRE(ran.exit == 1);  // some of them cannot be made
    CHECK(around(told_by(folder, ran), canary) == "");
    // What the sample says elsewhere is told as little.
    CHECK(around(ran.error, "Castillo") == "");
    CHECK(contains(run("--no-redact").error, canary));  // and it would be seen
  }
}

TEST_CASE("of no place of a case a word stands in what a PDF says of itself", "[again]") {
  const std::string sample =
      without_comments(tests::read(CAREPACKET_SOURCE_DIR "/samples/every-field.xml"));
  std::string text = sample;
  const std::regex names{"<(text|family|given|payer|plan|name|title|line|city)>[^<]*</"};
  text = std::regex_replace(text, names, "<$1>" + canary + "</");
  const TemporaryFolder folder;
  tests::write(folder / "case.xml", text);
  const std::vector<std::vector<std::string>> ways{
      {"--set=packet", "--embed-case"}, {"--set=binder"}, {"--separate"}};
  for (const auto& way : ways) {
    std::vector<std::string> words{tests::carepacket(), "make", "case.xml"};
    words.insert(words.end(), way.begin(), way.end());
    const Ran ran = tests::run(words, {.folder = folder.path().string()});
    CAPTURE(way[0], ran.error);
    REQUIRE(ran.exit <= 1);
    int files = 0, with_words = 0;
    for (const std::string& name : folder.content()) {
      if (!name.ends_with(".pdf")) continue;
      CAPTURE(name);
      ++files;
      const std::string path = (folder / name).string();
      CHECK(around(tests::run({"pdfinfo", path}).out, canary) == "");
      CHECK(around(tests::run({"pdfinfo", "-meta", path}).out, canary) == "");
      CHECK(around(tests::run({"qpdf", "--list-attachments", path}).out, canary) == "");
      with_words += contains(tests::run({"pdftotext", path, "-"}).out, canary) ? 1 : 0;
    }
    CHECK(files > 0);
    CHECK(with_words > 0);  // and it would be seen
    fs::remove_all(folder / "out");
  }
}

TEST_CASE("the language of a patient is told to nobody where messages are redacted", "[again]") {
  const TemporaryFolder folder;
  std::string text = tests::read(CAREPACKET_SOURCE_DIR "/samples/minimal.xml");
  text.replace(text.find("<case "), 6, "<case language=\"so\" ");
  tests::write(folder / "case.xml", text);
  for (const std::string command : {"make", "batch"}) {
    std::vector<std::string> words{
        tests::carepacket(), command, "case.xml", "-o", command, "--redact"};
    const Ran ran = tests::run(words, {.folder = folder.path().string()});
    CHECK(ran.exit == 0);
    CHECK(contains(ran.error, "[W520]: nothing is written in (not shown) yet"));
    CHECK_FALSE(contains(ran.error, "Somali"));
    CHECK_FALSE(contains(ran.error, "so.mustache"));
  }
}

TEST_CASE("what is written is for its owner alone, under any umask", "[again]") {
  const TemporaryFolder folder;
  fs::copy_file(CAREPACKET_SOURCE_DIR "/samples/minimal.xml", folder / "case.xml");
  const std::string program = tests::carepacket();
  const Ran ran = tests::run(
      {"sh",
       "-c",
       "umask 000; " + program + " make case.xml -o a/b; " + program +
           " make case.xml --separate -o c; " + program +
           " batch case.xml -o d -q --container zip; " + program +
           " batch case.xml -o e -q --print-job e/job.pdf; " + program + " new -o new.xml; " +
           program + " columns /dev/null"},
      {.folder = folder.path().string()}
  );
  int looked_at = 0;
  for (const std::string& name : folder.content()) {
    if (name == "case.xml") continue;
    CAPTURE(name);
    struct stat is {};
    REQUIRE(::stat((folder / name).c_str(), &is) == 0);
    CHECK((is.st_mode & 07777) == (S_ISDIR(is.st_mode) ? 0700 : 0600));
    ++looked_at;
  }
  CHECK(looked_at > 15);
}

TEST_CASE(
    "a run opens its inputs, outputs, templates, fonts and libraries, and nothing else", "[again]"
) {
  if (!tests::has_tool("strace")) return;
  const TemporaryFolder folder;
  const std::string samples = CAREPACKET_SOURCE_DIR "/samples/";
  fs::copy_file(samples + "minimal.xml", folder / "case.xml");
  fs::copy_file(samples + "portal/health-summary.xml", folder / "chart.xml");
  const std::string here = fs::canonical(folder.path()).string();
  const std::string share =
      fs::canonical(fs::path{tests::carepacket()}.parent_path() / "share").string();
  const std::vector<std::vector<std::string>> commands{
      {"make", "case.xml"},
      {"make", "case.xml", "--format", "html", "-o", "html"},
      {"make", "case.xml", "--embed-case", "-o", "with"},
      {"batch", "case.xml", "-o", "night", "-q"},
      {"batch", "case.xml", "-o", "tar", "-q", "--container", "tar"},
      {"check", "case.xml"},
      {"extract", "with/minimal/packet.pdf", "-o", "again.xml"},
      {"answers", "with/minimal/packet.pdf"},
      {"import", "chart.xml", "-o", "draft.xml"},
  };
  const std::regex opened{"open(?:at)?\\([^\"]*\"([^\"]*)\"[^=]*= [0-9]"};
  for (const auto& command : commands) {
    CAPTURE(command[0] + ' ' + command[1]);
    std::vector<std::string> words{
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=open,openat,network,execve",
        "-o",
        "calls",
        tests::carepacket()};
    words.insert(words.end(), command.begin(), command.end());
    const Ran ran = tests::run(words, {.folder = folder.path().string()});
    if (!fs::exists(folder / "calls")) return;  // a machine that lets nobody look on
    CHECK((ran.exit == 0 || command[0] == "answers"));
    std::istringstream lines{tests::read(folder / "calls")};
    int programs = 0;
    for (std::string line; std::getline(lines, line);) {
      INFO(line);
      if (contains(line, "execve(")) CHECK(++programs == 1);
      for (const char* call : {"socket(", "connect(", "sendto(", "sendmsg(", "bind("})
        CHECK_FALSE(contains(line, call));
      std::smatch found;
      // A place is looked up (O_PATH) for the rules of the sandbox, which reads nothing.
      if (contains(line, "O_PATH") || !std::regex_search(line, found, opened)) continue;
      const std::string path = found[1];
      const auto is_below = [&](const std::string& place) { return path.rfind(place, 0) == 0; };
      const bool is_relative = !is_below("/") && !contains(path, "..");
      CHECK((
          is_relative || is_below(here) || is_below(share) || is_below(CAREPACKET_SOURCE_DIR) ||
          is_below("/lib/") || is_below("/usr/lib/") || path == "/lib64" ||
          path == "/etc/ld.so.cache" || is_below("/proc/self/") ||
          path == "/proc/sys/vm/overcommit_memory" || is_below("/sys/devices/system/") ||
          path == "/dev/null" || path == "/lib" || path == "/usr/lib" || path == "/usr/share/fonts"
      ));
    }
    CHECK(programs == 1);
  }
}
