// Laws and goldens, for every case in samples/. SAMPLE=<name> chooses one.

#include "engine/engine.hpp"
#include "engine/xml/xml.hpp"
#include "tests/support/fold.hpp"
#include "tests/support/form.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/markup.hpp"
#include "tests/support/run.hpp"
#include "tests/support/words.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>
#include <thread>

namespace {
namespace fs = std::filesystem;
using namespace engine;
using tests::ink;
using tests::parting;
using tests::Ran;
using tests::run;
using tests::TemporaryFolder;
using tests::words_of_blocks;
using tests::words_of_tags;

const fs::path source_folder = CAREPACKET_SOURCE_DIR;
const std::string share = CAREPACKET_BINARY_DIR "/share/carepacket";

std::vector<fs::path> samples() {
  const char* one = std::getenv("SAMPLE");
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator{source_folder / "samples"}) {
    if (entry.path().extension() == ".xml" && (!one || entry.path().stem() == one))
      paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

const Library& library() {
  static const auto opened = [] {
    Diagnostics out;
    auto result = open_library(share, "", out);
    for (const auto& told : out.all())
      UNSCOPED_INFO(told.file << ':' << told.line << ": " << told.message);
    REQUIRE(result);
    return std::move(*result);
  }();
  return *opened;
}

Worker made_worker() {
  Diagnostics out;
  auto worker = make_worker(library(), out);
  for (const auto& told : out.all())
    UNSCOPED_INFO(told.file << ':' << told.line << ": " << told.message);
  REQUIRE(worker);
  return std::move(*worker);
}

struct Walked {
  Made made;
  StageDumps dumps;
  std::string messages;
};

/// The program's own folder is another on every machine; in a message it is not interesting.
std::string without_share(std::string text) {
  for (auto at = text.find(share + '/'); at != std::string::npos; at = text.find(share + '/')) {
    text.erase(at, share.size() + 1);
  }
  return text;
}

std::string lines_of(const Diagnostics& out) {
  std::string lines;
  for (const auto& told : out.all()) {
    lines += told.file.empty() ? ""
                               : told.file + ':' + std::to_string(told.line) + ':' +
                                     std::to_string(told.column) + ": ";
    lines += told.code + ": " + shown(told.message, false) + '\n';
    for (const auto& hint : told.hints) lines += "  = " + shown(hint, false) + '\n';
  }
  return without_share(lines);
}

Walked walk(const fs::path& path, Worker& worker, const MakeOptions& options) {
  Diagnostics out;
  const auto text = xml::decode(
      "samples/" + path.filename().string(), tests::read(path), Source::Holds::patient_data, out
  );
  REQUIRE(text);
  Walked walked;
  auto made = make(**text, worker, options, out, &walked.dumps);
  walked.messages = lines_of(out);
  INFO(walked.messages);
  REQUIRE(made);
  REQUIRE_FALSE(made->files.empty());
  walked.made = std::move(*made);
  return walked;
}

// --- goldens

constexpr std::string_view kept_binder = "every-field";
/// In two languages, and so the longest: its blocks are those of its pages and tags.
constexpr std::string_view kept_without_blocks = "autoimmune-hepatitis";

/// GOLDENS=<folder>: goldens of one's own, where every stage of every sample is kept as the window
/// shows it.
const char* own_goldens() {
  return std::getenv("GOLDENS");
}

bool is_kept_whole(const fs::path& sample) {
  return own_goldens() || tests::is_kept_whole(sample.stem().string());
}

/// The stages of a walk one below the other, in its order: the first that changed is the room that
/// did it.
std::string stages(const fs::path& sample, const Walked& walked) {
  const auto kept = [](auto fold, const std::string& text) {
    return own_goldens() ? text : fold(text);
  };
  std::string text;
  const auto add = [&](const char* stage, const std::string& own) {
    text += std::string{"######## "} + stage + '\n' + own;
  };
  const StageDumps& dumps = walked.dumps;
  add("messages", walked.messages);
  const std::string facts = kept(tests::folded_facts, dumps.facts);
  add("facts", is_kept_whole(sample) ? facts : tests::without_house_lists(facts));
  if (!is_kept_whole(sample)) return text;
  add("case", dumps.case_text);
  add("markup", kept(tests::folded_markup, dumps.markup));
  if (own_goldens() || sample.stem() != kept_without_blocks)
    add("blocks", kept(tests::folded_tree, dumps.blocks));
  add("pages", kept(tests::folded_pages, dumps.pages));
  add("tags", kept(tests::folded_tree, dumps.tags));
  return text;
}

/// Compares with tests/golden/<name>.txt.
void compare(const std::string& name, const std::string& text) {
  const fs::path folder = own_goldens() ? fs::path{own_goldens()} : source_folder / "tests/golden";
  const std::string differs = tests::against_golden(
      folder / (name + ".txt"), without_share(text), tests::accepting_goldens()
  );
  if (!differs.empty()) FAIL_CHECK(differs);
}

// --- what other programs say of a PDF --------------------

/// Runs a program that must be content: exit code 0 and not a word on standard error.
std::string content_with(const std::vector<std::string>& words) {
  Ran ran = run(words);
  // Debian's mupdf says so of itself, whenever it meets a colour profile.
  const std::string own = "warning: ICC support is not available\n";
  if (const auto at = ran.error.find(own); at != std::string::npos) ran.error.erase(at, own.size());
  INFO(words.front() << " says: " << ran.error);
  CHECK(ran.exit == 0);
  CHECK(ran.error.empty());
  return ran.out;
}

// --- words -----------------------------------------------

/// The text of every item, in drawing order, out of the pages as text.
std::string text_of_pages(const std::string& pages) {
  std::string text;
  for (std::size_t at = 0; at < pages.size();) {
    const auto end = std::min(pages.find('\n', at), pages.size());
    const std::string_view line = std::string_view{pages}.substr(at, end - at);
    at = end + 1;
    const auto width = line.find("  w=");
    const auto quote = width == std::string_view::npos ? width : line.find("  \"", width);
    if (quote != std::string_view::npos) text += line.substr(quote + 3, line.size() - quote - 4);
  }
  return text;
}

/// Without quotation marks: the dumps write them around every text.
std::string words_of_markup(const std::string& markup) {
  std::string words = tests::words_of_markup(markup);
  words.erase(std::remove(words.begin(), words.end(), '"'), words.end());
  return words;
}
}  // namespace

/// What a sample is made as. The binder has every paper there is; the packet has what the case
/// calls for.
constexpr tests::Form forms[] = {
    {"packet", Edition::standard, ""},
    {"packet", Edition::large, ""},
    {"binder", Edition::standard, ""},
    {"binder", Edition::large, ""},
    {"binder", Edition::standard, "es"},
};

/// A page that must not grow leaves out what is spare, and says so: then not all words are on it.
bool leaves_out(const Walked& walked) {
  return walked.messages.find("W414") != std::string::npos ||
         walked.messages.find("W415") != std::string::npos;
}

namespace {

/// Who signs, as their captions begin.
std::set<std::string> signers_in(const std::string& markup) {
  constexpr std::size_t told_apart_by = 12;
  static const std::regex signature{"<sign who=\"([^\"]*)\"|<cell label=\"([^\"]*)\" sign=\"yes\""};
  std::set<std::string> beginnings;
  for (std::sregex_iterator at{markup.begin(), markup.end(), signature}, end; at != end; ++at) {
    const std::string who = (*at)[1].matched ? (*at)[1] : (*at)[2];
    beginnings.insert(who.substr(0, told_apart_by));
  }
  return beginnings;
}

int signs_in(const std::string& markup) {
  static const std::regex dated{"<sign [^>]*date-label|<cell [^>]*sign=\"yes\""};
  return static_cast<int>(
      std::distance(std::sregex_iterator{markup.begin(), markup.end(), dated}, {})
  );
}

/// Pages on which a signature has fewer words before it than a heading and a sentence. Told last:
/// how many signatures were looked at.
std::pair<std::string, int> lonely_signatures(const StageDumps& dumps) {
  constexpr int fewest_words = 11, most_lines = 9;
  const auto signers = signers_in(dumps.markup);
  std::istringstream lines{dumps.pages};
  std::string found, page, caption;
  int words = 0, words_before = 0, signatures = 0;
  int left = 0;  // lines that a caption may still go on for
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("page ", 0) == 0) {
      page = line;
      words = 0;
    }
    const auto open = line.find('"');
    if (open == std::string::npos) continue;
    const std::string text = line.substr(open + 1, line.rfind('"') - open - 1);
    if (left > 0 && (text == "Date" || text == "Fecha")) {
      ++signatures;
      if (words_before < fewest_words) found += page + ": " + caption + "\n";
      left = 0;
    }
    if (std::ranges::any_of(signers, [&](const std::string& signer) {
          return text.rfind(signer, 0) == 0;
        })) {
      caption = text;
      words_before = words;
      left = most_lines;
    }
    --left;
    words += 1 + static_cast<int>(std::ranges::count(text, ' '));
  }
  return {found, signatures};
}

}  // namespace

namespace {

/// The feet of pages that take more than one line.
std::string feet_of_two_lines(const std::string& pages) {
  std::istringstream lines{pages};
  std::string found, first;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("page ")) first.clear();
    std::istringstream words{line};
    std::string x, y, tag;
    if (!(words >> x >> y >> tag) || tag != "(foot)" || line.find('"') == line.npos) continue;
    if (!first.empty() && y != first) found += line + '\n';
    first = y;
  }
  return found;
}

/// Apostrophes that were typed are drawn as what they are: here they are typed again.
std::string as_typed(std::string words) {
  constexpr std::string_view drawn = "\u2019";
  for (auto at = words.find(drawn); at != words.npos; at = words.find(drawn, at))
    words.replace(at, drawn.size(), "'");
  return words;
}

/// A line of words as it stands on a page.
struct SetLine {
  double x = 0, y = 0;
  std::string words;
};

/// The lines of pages as text, in drawing order; running heads and feet as well.
std::vector<SetLine> set_lines(const std::string& pages) {
  std::istringstream in{pages};
  std::vector<SetLine> lines;
  bool is_new_page = true;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("page ")) is_new_page = true;
    const auto open = line.find('"');
    std::istringstream numbers{line};
    SetLine found;
    if (open == line.npos || !(numbers >> found.x >> found.y)) continue;
    found.words = line.substr(open + 1, line.rfind('"') - open - 1);
    if (!is_new_page && !lines.empty() && lines.back().y == found.y && found.x > lines.back().x) {
      lines.back().words += found.words;
    } else {
      if (is_new_page) lines.push_back({});
      lines.push_back(found);
    }
    is_new_page = false;
  }
  return lines;
}

/// Where a line ends inside an address, a time or a date, or between an article and its date.
std::string torn_terms(const std::string& pages) {
  static const std::string month =
      "(January|February|March|April|June|July|August|September|October|November|December|enero|"
      "febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)";
  static const std::regex torn{
      R"(\S*(://|www\.|@)\S*[/.:@?=&-]\n\w|\S*(://|@)\S*\n[./]\w)"
      R"(|\d:\d\d\n[ap]\. ?m\.|\d [ap]\.\nm\.)"
      R"(|\b(el|del)\n\d{1,2} de )" +
      month + R"(|\b\d{1,2}( de)?\n(de )?)" + month + "\\b|" + month + R"(( de)?\n(de )?\d{4}\b|)" +
      month + R"(\n\d{1,2}, \d{4}|)" + month + R"( \d{1,2},\n\d{4})"};
  std::string found;
  const std::vector<SetLine> lines = set_lines(pages);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const SetLine& before = lines[i - 1];
    constexpr double most_leading = 40;
    if (lines[i].y <= before.y || lines[i].y > before.y + most_leading) continue;
    std::string end = before.words;
    while (!end.empty() && end.back() == ' ') end.pop_back();
    const std::string two = end + '\n' + lines[i].words;
    if (std::regex_search(two, torn)) found += two + "\n--\n";
  }
  return found;
}

}  // namespace

TEST_CASE("no line ends inside an address, a time or a date, nor between an article and its date") {
  Worker worker = made_worker();
  for (const auto& sample : samples()) {
    for (const auto edition : {Edition::standard, Edition::large}) {
      for (const char* language : {"en", "es"}) {
        DYNAMIC_SECTION(sample.stem().string() << ", " << name_of(edition) << ", " << language) {
          const Walked walked =
              walk(sample, worker, {.set = "binder", .edition = edition, .language = language});
          CHECK(torn_terms(walked.dumps.pages) == "");
        }
      }
    }
  }
}

TEST_CASE("there are samples") {
  CHECK_FALSE(samples().empty());
}

TEST_CASE("every stage of every sample is as it was accepted", "[golden]") {
  Worker worker = made_worker();
  for (const auto& sample : samples()) {
    DYNAMIC_SECTION(sample.stem().string()) {
      const std::string name = sample.stem();
      compare(name, stages(sample, walk(sample, worker, {.edition = Edition::standard})));
      if (!own_goldens() && name != kept_binder) continue;
      const auto binder = walk(sample, worker, {.set = "binder", .edition = Edition::standard});
      compare(
          name + ".binder",
          own_goldens() ? binder.dumps.markup : tests::folded_markup(binder.dumps.markup)
      );
    }
  }
}

TEST_CASE("goldens are few enough to be read", "[golden]") {
  if (std::getenv("SAMPLE") || own_goldens()) return;
  std::ptrdiff_t lines = 0;
  for (const auto& entry : fs::directory_iterator{source_folder / "tests/golden"}) {
    CAPTURE(entry.path());
    const std::string text = tests::read(entry.path());
    lines += std::count(text.begin(), text.end(), '\n');
    const auto sample = entry.path().stem().stem().string() + ".xml";
    CHECK(fs::exists(source_folder / "samples" / sample));
  }
  CHECK(lines <= 30'000);
}

// Structure and fonts are looked at by tests/conformance; the sanitizers see what makes these bytes
// in the laws below.
TEST_CASE(
    "other programs read every packet without a complaint, and read all of its words", "[readers]"
) {
  Worker worker = made_worker();
  for (const auto& sample : samples()) {
    for (const tests::Form& form : forms) {
      DYNAMIC_SECTION(sample.stem().string() << ", " << form.name()) {
        const Walked walked = walk(sample, worker, form.options());
        const TemporaryFolder folder;
        const std::string pdf = folder / "packet.pdf";
        tests::write(pdf, walked.made.files.front().bytes);

        // The words below the tags are pdf.js's to read (tests/conformance): with them Poppler
        // takes seconds.
        CHECK(content_with({"pdfinfo", "-struct", pdf}).find("H1") != std::string::npos);
        CHECK_FALSE(content_with({"mutool", "draw", "-q", "-F", "text", pdf}).empty());
        CHECK_FALSE(content_with({"mutool", "show", pdf, "outline"}).empty());

        const std::string expected = ink(text_of_pages(walked.dumps.pages));
        const std::string found = ink(content_with({"pdftotext", "-raw", pdf, "-"}));
        CHECK(parting(expected, found) == "");
      }
    }
  }
}

TEST_CASE("every document of every sample can stand alone") {
  Worker worker = made_worker();
  for (const auto& sample : samples()) {
    DYNAMIC_SECTION(sample.stem().string()) {
      const Walked walked =
          walk(sample, worker, {.set = "binder", .separate = true, .edition = Edition::standard});
      const auto papers = static_cast<std::size_t>(walked.made.documents);
      CHECK(walked.made.files.size() == papers + 1);  // and the cover
      for (const File& file : walked.made.files) {
        CAPTURE(file.name);
        CHECK(file.bytes.ends_with("%%EOF\n"));
      }
    }
  }
}

TEST_CASE(
    "nothing is lost between words and pages, nothing is added, and nothing is drawn as an empty "
    "box"
) {
  Worker worker = made_worker();
  for (const auto& sample : samples()) {
    for (const tests::Form& form : forms) {
      DYNAMIC_SECTION(sample.stem().string() << ", " << form.name()) {
        const Walked walked = walk(sample, worker, form.options());
        CHECK(walked.dumps.pages.find("(an empty box)") == std::string::npos);
        // The house's own words fit where they stand.
        CHECK(walked.messages.find(".mustache") == std::string::npos);
        if (form.edition == Edition::standard) CHECK(feet_of_two_lines(walked.dumps.pages) == "");
        if (leaves_out(walked)) continue;
        const std::string found = words_of_tags(walked.dumps.tags);
        CHECK(parting(words_of_blocks(walked.dumps.blocks), found) == "");
        // In large print a wide table becomes a list, and its heads are said again in every row.
        if (form.edition == Edition::standard)
          CHECK(parting(as_typed(words_of_markup(walked.dumps.markup)), as_typed(found)) == "");
      }
    }
  }
}

TEST_CASE("a signature never stands alone on a page") {
  Worker worker = made_worker();
  for (const auto& sample : samples()) {
    for (const tests::Form& form : forms) {
      DYNAMIC_SECTION(sample.stem().string() << ", " << form.name()) {
        const Walked walked = walk(sample, worker, form.options());
        const auto [lonely, all] = lonely_signatures(walked.dumps);
        CHECK(lonely == "");
        // Captions in letters of other scripts are drawn in pieces.
        const bool is_latin = std::ranges::all_of(walked.dumps.markup, [](char c) {
          const auto byte = static_cast<unsigned char>(c);
          return byte < 0xD0 || byte == 0xE2;  // dashes and quotation marks
        });
        if (is_latin) CHECK(all >= signs_in(walked.dumps.markup));
      }
    }
  }
}

TEST_CASE(
    "nothing stands twice, a name has no title beside a degree, and Spanish articles are joined"
) {
  const std::regex twice{
      R"(\b([A-Za-z]{2,}) \1\b|\.\.(?!\.)|,,| ,|\bmy my\b|\bmi mi\b|\bde el\b|\ba el\b)"
      R"(|\bDra?\. [^,;:\n]+, (MD|DO|PhD|MBBS)\b)"};
  Worker worker = made_worker();
  for (const auto& sample : samples()) {
    for (const char* language : {"en", "es"}) {
      DYNAMIC_SECTION(sample.stem().string() << ", " << language) {
        const MakeOptions options{.format = Format::text, .set = "binder", .language = language};
        const Walked walked = walk(sample, worker, options);
        std::istringstream text{walked.made.files.front().bytes};
        std::string before;
        for (std::string line; std::getline(text, line); before = line) {
          INFO(line);
          CHECK_FALSE(std::regex_search(line, twice));
          if (line.find("[ ]") == 0) CHECK(line != before);
        }
      }
    }
  }
}

TEST_CASE("the same case gives the same bytes, twice, and whatever was made before") {
  Worker first = made_worker(), second = made_worker();
  const auto all = samples();
  std::vector<std::string> bytes;
  for (const auto& sample : all) bytes.push_back(walk(sample, first, {}).made.files.front().bytes);
  for (std::size_t i = all.size(); i-- > 0;) {
    CAPTURE(all[i].stem());
    CHECK((walk(all[i], second, {}).made.files.front().bytes == bytes[i]));
  }
}

TEST_CASE("the same case gives the same bytes in two threads at once") {
  const auto all = samples();
  std::vector<std::string> texts;
  for (const auto& sample : all) texts.push_back(tests::read(sample));
  Worker one = made_worker(), two = made_worker();
  const auto make_all = [&](Worker& worker, std::vector<std::string>& bytes) {
    for (const auto& text : texts) {
      Diagnostics out;
      const auto source = xml::decode("sample", text, Source::Holds::patient_data, out);
      const auto made = source ? make(**source, worker, {}, out) : Result<Made>{source.error()};
      bytes.push_back(made && !made->files.empty() ? made->files.front().bytes : "");
    }
  };
  std::vector<std::string> of_one, of_two;
  std::thread other{[&] { make_all(two, of_two); }};
  make_all(one, of_one);
  other.join();
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(all[i].stem());
    CHECK_FALSE(of_one[i].empty());
    CHECK((of_one[i] == of_two[i]));
  }
}

TEST_CASE(
    "the same case gives the same bytes in another locale and another time zone", "[locale]"
) {
  const TemporaryFolder folder;
  // German writes 1,5 for 1.5: a number that goes through the locale would break the PDF. The
  // locale is made here, because a bare machine has none.
  const Ran made =
      run({"localedef", "-i", "de_DE", "-f", "UTF-8", (folder / "de_DE.UTF-8").string()});
  if (made.exit != 0) WARN("the German locale is not on this machine: " << made.error);
  for (const auto& sample : samples()) {
    CAPTURE(sample.stem());
    const auto bytes_in = [&](std::vector<std::string> environment) {
      const Ran ran =
          run({tests::carepacket(), "make", sample.string(), "-o", "-"},
              {.environment = std::move(environment)});
      CAPTURE(ran.error);
      CHECK(ran.exit <= 1);
      return ran.out;
    };
    const std::string plain = bytes_in({"LC_ALL=C", "TZ=UTC"});
    CHECK_FALSE(plain.empty());
    CHECK(
        (plain ==
         bytes_in({"LC_ALL=de_DE.UTF-8", "LOCPATH=" + folder.path().string(), "TZ=Asia/Kolkata"}))
    );
  }
}
