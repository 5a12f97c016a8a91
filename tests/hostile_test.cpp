// Words of a case are data: whatever they look like, they are printed as they were typed, in every
// kind of paper.

#include "engine/engine.hpp"
#include "engine/xml/xml.hpp"
#include "tests/support/markup.hpp"
#include "tests/support/run.hpp"
#include "tests/support/words.hpp"

#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

namespace {

namespace fs = std::filesystem;
using namespace engine;

const fs::path samples = fs::path{CAREPACKET_SOURCE_DIR} / "samples";

struct House {
  std::unique_ptr<Library> library;
  std::optional<Worker> worker;
};

std::string told(const Diagnostics& out) {
  std::string lines;
  for (const Diagnostic& d : out.all()) {
    lines += d.file + ':' + std::to_string(d.line) + ": " + d.code + ": " +
             shown(d.message, false) + '\n';
  }
  return lines;
}

House& house() {
  static House opened = [] {
    Diagnostics out;
    House made;
    auto library = open_library(CAREPACKET_BINARY_DIR "/share/carepacket", "", out);
    INFO(told(out));
    REQUIRE(library);
    made.library = std::move(*library);
    auto worker = hire(*made.library, out);
    INFO(told(out));
    REQUIRE(worker);
    made.worker.emplace(std::move(*worker));
    return made;
  }();
  return opened;
}

bool tells(const Diagnostics& out, std::string_view code) {
  const auto& all = out.all();
  return std::any_of(all.begin(), all.end(), [&](const Diagnostic& d) { return d.code == code; });
}

// --- hostile cases -------------------------------------------------------------------------------

std::string many_words(std::size_t bytes) {
  std::string text;
  for (int word = 1; text.size() < bytes; ++word) text += "word" + std::to_string(word) + ' ';
  text.pop_back();
  return text;
}

/// Words that mean something to a template, to markup, to a PDF, to a shell, or to a line.
const std::vector<std::string>& hostile_words() {
  static const std::vector<std::string> words{
      "{{patient.full}} {{{x}}} {{&x}} {{#minor}}no{{/minor}} {{> sign}} {{! gone }}",
      "<b>bold</b> <page-break/> </p></document>",
      "&amp; &lt; &#65; &nbsp; & < >",
      "]]> <![CDATA[x]]> <!-- gone --> <?xml?>",
      "\"double\" 'single' \u201Ccurly\u201D \u2018curly\u2019 `tick`",
      "(a) \\(b\\) <48656C> /Name endobj %% >>",
      "%s %n $HOME $(id) \\n ../../etc/passwd",
      std::string(300, 'w'),
      many_words(4096),
  };
  return words;
}

/// A case whose every free text is hostile, and what each says now.
struct Hostile {
  std::string text;
  std::vector<std::string> typed;
};

class Poisoner {
 public:
  /// `turn` says which words come first, so that another turn gives other words to the same place.
  /// Long ones are rare.
  explicit Poisoner(std::size_t turn) : turn_{turn} {}

  void poison(pugi::xml_node element, const kind::Term& term) {
    for (pugi::xml_attribute attribute : element.attributes()) {
      const kind::Term* known = term.child(attribute.name(), true);
      if (known && is_free(*known)) attribute.set_value(next().c_str());
    }
    if ((is_free(term) || term.has_text) && element.text()) element.text().set(next().c_str());
    for (pugi::xml_node child : element.children()) {
      const kind::Term* known =
          child.type() == pugi::node_element ? term.child(child.name(), false) : nullptr;
      if (known) poison(child, *known);
    }
  }

  std::vector<std::string> typed;

 private:
  /// The case's language is no words: it says which template to take.
  static bool is_free(const kind::Term& term) {
    return !term.of_question_bank && term.name != "language" &&
           (term.type == kind::Type::text || term.type == kind::Type::verbatim);
  }

  /// Begins and ends with a mark of its own: a text that was cut or mixed with another is found
  /// out.
  std::string next() {
    const std::string mark = std::to_string(typed.size());
    const auto& words = hostile_words();
    const std::size_t short_ones = words.size() - 2;
    const std::size_t at = typed.size() + turn_;
    const std::string& chosen = at % 23 == 0   ? words[short_ones]
                                : at % 29 == 0 ? words[short_ones + 1]
                                               : words[at % short_ones];
    return typed.emplace_back("h" + mark + "q " + chosen + " q" + mark + "h");
  }

  std::size_t turn_;
};

Hostile hostile(pugi::xml_document& document, std::size_t turn) {
  Poisoner poisoner{turn};
  poisoner.poison(document.child("case"), house().library->shelf->vocabulary.root);
  std::ostringstream text;
  document.save(text, "  ");
  return {text.str(), std::move(poisoner.typed)};
}

/// The cases that together ask for every kind of paper: the samples, and every-field.xml with
/// another paper, another decision.
std::vector<std::pair<std::string, std::string>> cases() {
  std::vector<std::pair<std::string, std::string>> all;
  const std::string every = tests::read(samples / "every-field.xml");
  const auto add = [&](const std::string& from, const std::string& to) {
    std::string text = every;
    const auto at = text.find(from);
    REQUIRE(at != text.npos);
    all.emplace_back(to, text.replace(at, from.size(), to));
  };
  all.emplace_back("every-field.xml", every);
  const std::string request = "<recordsRequest id=\"records-1\"",
                    decision = "<decision path=\"undecided\"";
  for (const char* paper : {"access", "directive", "authorization", "substance-use", "veterans"})
    add(request, request + " paper=\"" + paper + '"');
  // Session notes share a form with nothing else.
  const auto items = every.find("<item "), formats = every.find("<format>");
  add(every.substr(items, formats - items),
      "<item type=\"psychotherapy-notes\" status=\"wanted\"/>");
  for (const char* path :
       {"stay\" chosen=\"okafor", "switch\" chosen=\"lindqvist", "third", "reconcile"})
    add(decision, std::string{"<decision path=\""} + path + '"');
  for (const auto& entry : fs::directory_iterator{samples}) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() == ".xml" && name != "every-field.xml")
      all.emplace_back(name, tests::read(entry.path()));
  }
  std::sort(all.begin() + 11, all.end());
  return all;
}

// --- what is on paper
// ------------------------------------------------------------------------------

struct OnPaper {
  std::string lines;  ///< as pdftotext reads the pages
  std::string tags;   ///< as it reads the tags: here no page break and no running head parts a text
};

/// The quoted lines of pdfinfo -struct-text, the others name elements. A quotation mark of the text
/// itself cannot be told from those around it, so there are none.
std::string words_of_struct_text(const std::string& told) {
  std::istringstream lines{told};
  std::string words;
  for (std::string line; std::getline(lines, line);) {
    const auto begin = line.find_first_not_of(' ');
    if (begin != line.npos && line[begin] == '"') words += line;
  }
  words.erase(std::remove(words.begin(), words.end(), '"'), words.end());
  return words;
}

OnPaper read_back(const std::string& pdf) {
  const tests::TemporaryFolder folder;
  const std::string path = (folder / "paper.pdf").string();
  tests::write(path, pdf);
  const auto lines = tests::run({"pdftotext", "-raw", path, "-"});
  const auto tags = tests::run({"pdfinfo", "-struct-text", path});
  REQUIRE(lines.exit == 0);
  REQUIRE(tags.exit == 0);
  return {tests::ink(lines.out), tests::ink(words_of_struct_text(tags.out))};
}

std::size_t times(const std::string& words, const std::string& in) {
  std::size_t count = 0;
  for (auto at = in.find(words); at != in.npos; at = in.find(words, at + 1)) ++count;
  return count;
}

std::string without_quotes(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '"'), text.end());
  return text;
}

/// Wherever the text begins it goes on as typed, to its end or to the mark of a cut.
bool is_whole_or_cut(
    const std::string& whole, const std::string& beginning, const std::string& words
) {
  for (auto at = words.find(beginning); at != words.npos; at = words.find(beginning, at + 1)) {
    const std::string_view rest = std::string_view{words}.substr(at);
    const auto parts = std::mismatch(whole.begin(), whole.end(), rest.begin(), rest.end());
    auto same = static_cast<std::size_t>(parts.first - whole.begin());
    while (same < whole.size() && (static_cast<unsigned char>(whole[same]) & 0xC0) == 0x80)
      --same;  // to where a letter begins
    if (same < whole.size() && !rest.substr(same).starts_with("\u2026")) return false;
  }
  return true;
}

/// Every text that the templates asked for and that does not stand on paper as it was typed. What a
/// paper of one page has no room for may be cut, and the run says so.
std::vector<std::string> spoilt(
    const Hostile& hostile, const std::string& asked, const OnPaper& paper, bool may_be_cut
) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < hostile.typed.size(); ++i) {
    const std::string whole = tests::ink(hostile.typed[i]);
    const std::string beginning = "h" + std::to_string(i) + "q";
    const std::size_t begun = times(beginning, asked), full = times(whole, asked);
    if (begun != full && !is_whole_or_cut(whole, beginning, asked))
      found.push_back("in the markup: " + whole.substr(0, 90));
    if (times(whole, paper.lines) >= full || times(without_quotes(whole), paper.tags) >= full)
      continue;
    if (may_be_cut && is_whole_or_cut(without_quotes(whole), beginning, paper.tags)) continue;
    const auto at = paper.lines.find(beginning);
    found.push_back(
        whole.substr(0, 90) + " is printed as " +
        (at == std::string::npos ? "nothing" : paper.lines.substr(at, 90))
    );
  }
  return found;
}

/// Makes some kinds (none named: all of the binder) for a case. Nothing when it asks for none of
/// them.
struct Paper {
  Hostile hostile;
  Windows windows;
  std::string bytes;
  bool cut = false;
};
std::optional<Paper> made(
    const std::vector<std::string>& only, const std::string& from, std::size_t turn
) {
  pugi::xml_document document;
  REQUIRE(document.load_string(from.c_str()));
  Paper paper{hostile(document, turn), {}, {}, false};
  const Source source{"hostile.xml", paper.hostile.text, Source::Holds::patient_data};
  Diagnostics out;
  const MakeOptions options{.set = "binder", .only = only};
  const auto packet = make(source, *house().worker, options, out, &paper.windows);
  INFO(told(out));
  REQUIRE(packet);
  if (packet->files.empty()) return std::nullopt;
  paper.bytes = packet->files.front().bytes;
  paper.cut = tells(out, "W414") || tells(out, "W415");
  return paper;
}

}  // namespace

TEST_CASE("every kind prints hostile words as they were typed") {
  const kind::Set* set = house().library->shelf->set("binder");
  REQUIRE(set);
  const auto all = cases();
  std::string never_made;
  const auto check = [](const Paper& paper) {
    const std::string asked = tests::words_of_markup(paper.windows.markup);
    for (const std::string& words : spoilt(paper.hostile, asked, read_back(paper.bytes), paper.cut))
      FAIL_CHECK(words);
  };
  // A whole binder has what is about the other papers too: cover, contents, tabs.
  std::string in_binders;
  for (const std::size_t at : {std::size_t{0}, all.size() / 2, all.size() - 1}) {
    CAPTURE(all[at].first);
    const auto binder = made({}, all[at].second, at);
    REQUIRE(binder);
    check(*binder);
    in_binders += binder->windows.markup;
  }
  for (std::size_t i = 0; i < set->kinds.size(); ++i) {
    const std::string& kind = set->kinds[i];
    constexpr int enough = 2;
    int papers = 0;
    for (const auto& [name, text] : all) {
      CAPTURE(kind, name);
      const auto paper = made({kind}, text, i + static_cast<std::size_t>(papers));
      if (!paper) continue;
      check(*paper);
      if (++papers == enough) break;
    }
    if (papers == 0 && in_binders.find("=== " + kind) == in_binders.npos) never_made += kind + ' ';
  }
  CHECK(never_made == "");
}

TEST_CASE("a text that is printed otherwise, parted or lost is found out") {
  const Hostile hostile{"", {"h0q <b> & q0h"}};
  const std::string asked = "h0q<b>&q0h";
  CHECK(spoilt(hostile, asked, {"h0q<b>&q0h", ""}, false).empty());
  CHECK(spoilt(hostile, asked, {"", "h0q<b>&q0h"}, false).empty());
  CHECK(spoilt(hostile, asked, {"h0q&lt;b>&q0h", "h0q&lt;b>&q0h"}, false).size() == 1);
  CHECK(spoilt(hostile, asked, {"", ""}, false).size() == 1);
  CHECK(spoilt(hostile, asked, {"h0q<b>\u2026", "h0q<b>\u2026"}, false).size() == 1);
  CHECK(spoilt(hostile, asked, {"h0q<b>\u2026", "h0q<b>\u2026"}, true).empty());
  CHECK(spoilt(hostile, asked, {"h0q<b>", "h0q<b>"}, true).size() == 1);
}

TEST_CASE("control characters are refused with their place, wherever they stand") {
  for (const char control : {'\x01', '\x08', '\x0B', '\x0C', '\x1F'}) {
    std::string text = tests::read(samples / "minimal.xml");
    const auto at = text.find("<text>") + 6;
    text.insert(at, 1, control);
    const auto line =
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
    const auto column = at - text.rfind('\n', at);
    Diagnostics out;
    CHECK_FALSE(xml::decode("hostile.xml", text, Source::Holds::patient_data, out));
    INFO(told(out));
    REQUIRE(out.all().size() == 1);
    CHECK(out.all()[0].code == "E103");
    CHECK(out.all()[0].line == line);
    CHECK(out.all()[0].column == static_cast<int>(column));
  }
}

TEST_CASE("control characters that are written as numbers are refused with their place") {
  std::string text = tests::read(samples / "minimal.xml");
  const auto at = text.find("<text>") + 6;
  text.insert(at, "&#7;");
  const auto line =
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
  const Source source{"hostile.xml", text, Source::Holds::patient_data};
  Diagnostics out;
  CHECK_FALSE(make(source, *house().worker, {}, out));
  INFO(told(out));
  REQUIRE_FALSE(out.all().empty());
  CHECK(out.all()[0].line == line);
}
