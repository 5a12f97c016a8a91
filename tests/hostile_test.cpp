// Words of a case are data: whatever they look like, they are printed as they were typed, in every
// kind of paper.

#include "engine/engine.hpp"
#include "engine/xml/xml.hpp"
#include "tests/support/house.hpp"
#include "tests/support/markup.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"
#include "tests/support/words.hpp"

#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <sstream>

namespace {

namespace fs = std::filesystem;
using namespace engine;

const fs::path samples = fs::path{CAREPACKET_SOURCE_DIR} / "samples";

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
      "javascript:alert(1) https://a.example/?b=1&c=\" onload=\"d #contents",
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
  /// Long ones are rare. Without a turn all words are harmless.
  explicit Poisoner(std::optional<std::size_t> turn) : turn_{turn} {}

  void poison(pugi::xml_node element, const vocabulary::Term& term) {
    for (pugi::xml_attribute attribute : element.attributes()) {
      const vocabulary::Term* known = term.child(attribute.name(), true);
      if (known && is_free(*known)) attribute.set_value(next().c_str());
    }
    if ((is_free(term) || term.has_text) && element.text()) element.text().set(next().c_str());
    for (pugi::xml_node child : element.children()) {
      const vocabulary::Term* known =
          child.type() == pugi::node_element ? term.child(child.name(), false) : nullptr;
      if (known) poison(child, *known);
    }
  }

  std::vector<std::string> typed;

 private:
  static bool is_free(const vocabulary::Term& term) {
    return !term.of_question_bank && term.unprinted.empty() &&  // a color, the name of a logo
           term.list_name.empty() &&  // a state or a language is read as one of its list
           (term.type == vocabulary::Type::text || term.type == vocabulary::Type::verbatim);
  }

  /// Begins and ends with a mark of its own: a text that was cut or mixed with another is found
  /// out.
  std::string next() {
    const std::string mark = std::to_string(typed.size());
    // No two have a word in common: what is told may follow from that.
    if (!turn_)
      return typed.emplace_back(
          "h" + mark + "q plain" + mark + " words" + mark + " q" + mark + "h"
      );
    const auto& words = hostile_words();
    const std::size_t short_ones = words.size() - 2;
    const std::size_t at = typed.size() + *turn_;
    const std::string& chosen = at % 23 == 0   ? words[short_ones]
                                : at % 29 == 0 ? words[short_ones + 1]
                                               : words[at % short_ones];
    return typed.emplace_back("h" + mark + "q " + chosen + " q" + mark + "h");
  }

  std::optional<std::size_t> turn_;
};

Hostile hostile(pugi::xml_document& document, std::optional<std::size_t> turn) {
  Poisoner poisoner{turn};
  poisoner.poison(document.child("case"), tests::library().template_set->vocabulary.root);
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
  // The sheet to copy onto the form of Veterans Affairs is for a form that is not signed yet.
  std::string& veterans = all.back().second;
  const auto is_signed = veterans.find(" signedOn=");
  REQUIRE(is_signed != veterans.npos);
  veterans.erase(is_signed, veterans.find('"', veterans.find('"', is_signed) + 1) + 1 - is_signed);
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

// --- what is on paper ------------------------------------

struct OnPaper {
  std::string lines;  ///< as pdftotext reads the pages
  /// As the tags have them (tests/conformance/read_tags.py), without quotation marks: here no page
  /// break and no running head parts a text. It takes longer, so it is asked for what the lines do
  /// not have.
  std::function<const std::string&()> tags;
};

std::string without_quotes(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '"'), text.end());
  return text;
}

std::function<const std::string&()> tags_are(std::string words) {
  return [words = std::move(words)]() -> const std::string& { return words; };
}

OnPaper read_back(const std::string& pdf) {
  const auto folder = std::make_shared<tests::TemporaryFolder>();
  const std::string path = (*folder / "paper.pdf").string();
  tests::write(path, pdf);
  const auto lines = tests::run({"pdftotext", "-raw", path, "-"});
  REQUIRE(lines.exit == 0);
  const auto tags =
      [ folder, path, words = std::optional<std::string>{} ]() mutable -> const auto& {
    if (!words) {
      const auto told =
          tests::run({"/usr/bin/python3", "-B", "tests/conformance/read_tags.py", path});
      REQUIRE(told.complaint() == "");
      words = tests::ink(without_quotes(told.out));
    }
    return *words;
  };
  return {tests::ink(lines.out), tags};
}

std::size_t times(const std::string& words, const std::string& in) {
  std::size_t count = 0;
  for (auto at = in.find(words); at != in.npos; at = in.find(words, at + 1)) ++count;
  return count;
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
    if (times(whole, paper.lines) >= full || times(without_quotes(whole), paper.tags()) >= full)
      continue;
    if (may_be_cut && is_whole_or_cut(without_quotes(whole), beginning, paper.tags())) continue;
    const auto at = paper.lines.find(beginning);
    found.push_back(
        whole.substr(0, 90) + " is printed as " +
        (at == std::string::npos ? "nothing" : paper.lines.substr(at, 90))
    );
  }
  return found;
}

// --- what is on a screen ---------------------------------

/// Tags and style of an HTML file apart from its words.
struct OnScreen {
  std::vector<std::string> tags;  ///< as written, without the names of fields
  std::string style;
  std::string words;            ///< between the tags
  std::string accessible_name;  ///< the names of fields, a line each: long ones are cut
};

/// Words as a reader of HTML takes them: whatever might be markup has to be one of four names.
std::string unescaped(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 4> names{
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}}};
  std::string plain;
  for (auto at = text.find_first_of("&<>\""); at != text.npos; at = text.find_first_of("&<>\"")) {
    plain += text.substr(0, at);
    text.remove_prefix(at);
    const auto name = std::find_if(names.begin(), names.end(), [&](const auto& one) {
      return text.starts_with(one.first);
    });
    CAPTURE(text.substr(0, 90));
    REQUIRE(name != names.end());
    plain += name->second;
    text.remove_prefix(name->first.size());
  }
  return plain.append(text);
}

/// Takes a tag apart: <name attribute attribute="value">, nothing else.
void read_tag(std::string_view tag, OnScreen& screen) {
  std::string& kept = screen.tags.emplace_back();
  while (!tag.empty()) {
    const auto equals = tag.find("=\"");
    if (equals == tag.npos) {
      kept += tag;
      break;
    }
    const auto end = tag.find('"', equals + 2);
    REQUIRE(end != tag.npos);
    const std::string_view value = tag.substr(equals + 2, end - equals - 2);
    const std::string_view name = tag.substr(0, equals);
    constexpr std::string_view label = " aria-label", head = " data-head";
    if (name.ends_with(label)) {
      kept += name.substr(0, name.size() - label.size());
      screen.accessible_name += tests::ink(unescaped(value)) + '\n';
    } else if (name.ends_with(head)) {
      kept +=
          name.substr(0, name.size() - head.size());  // the words of a head, which stand above it
    } else {
      kept.append(name).append("=").append(value);
    }
    tag.remove_prefix(end + 1);
  }
  CAPTURE(kept);
  CHECK(kept.find_first_of("<>&\"") == kept.npos);
}

/// The first tag that one has and the other has not, with those before it.
std::string difference(const OnScreen& one, const OnScreen& other) {
  const auto [here, there] =
      std::mismatch(one.tags.begin(), one.tags.end(), other.tags.begin(), other.tags.end());
  if (here == one.tags.end() && there == other.tags.end()) return "";
  std::string told;
  for (auto tag = here - std::min<std::ptrdiff_t>(6, here - one.tags.begin()); tag != here; ++tag)
    told += '<' + *tag + "> ";
  const auto shown = [](auto tag, const auto& tags) {
    return tag == tags.end() ? std::string{"the end"} : '<' + *tag + '>';
  };
  return told + "and then " + shown(here, one.tags) + ", not " + shown(there, other.tags);
}

/// Every text that the name of a field begins and does not go on with as it was typed, to its end
/// or to where the name ends; the mark of a cut and the number of one name among equals are no
/// part.
std::vector<std::string> misspoken(const Hostile& hostile, const std::string& spoken) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < hostile.typed.size(); ++i) {
    const std::string whole = tests::ink(hostile.typed[i]);
    const std::string beginning = "h" + std::to_string(i) + "q";
    for (auto at = spoken.find(beginning); at != spoken.npos; at = spoken.find(beginning, at + 1)) {
      const std::string said = spoken.substr(at, spoken.find('\n', at) - at);
      if (said.starts_with(whole)) continue;
      const auto end = said.find("\u2026");
      const auto number = said.ends_with(')') ? said.rfind('(') : said.npos;
      if (!whole.starts_with(said.substr(0, std::min(end, number)))) found.push_back(said);
    }
  }
  return found;
}

OnScreen read_html(std::string_view html) {
  OnScreen screen;
  std::string words;
  while (!html.empty()) {
    const auto open = html.find('<');
    words += unescaped(html.substr(0, open));
    if (open == html.npos) break;
    // A value may hold what looks like the end of a tag only as &gt;.
    const auto close = html.find('>', open);
    REQUIRE(close != html.npos);
    read_tag(html.substr(open + 1, close - open - 1), screen);
    html.remove_prefix(close + 1);
    if (screen.tags.back() != "style") continue;
    const auto end = html.find("</style>");
    screen.style += html.substr(0, end);
    html.remove_prefix(end);
  }
  REQUIRE(screen.tags.back().starts_with("!-- carepacket "));
  screen.tags.pop_back();  // the seal, which tells one file from another
  screen.words = tests::ink(words);
  return screen;
}

/// A text as its reader takes it. A mark in front of every line says that it is quoted: words are
/// looked for as the lines stand, and without that mark.
OnPaper read_text(const std::string& text) {
  std::istringstream lines{text};
  std::string unmarked;
  for (std::string line; std::getline(lines, line);) {
    const auto begin = line.find_first_not_of(' ');
    const bool is_quoted = begin != line.npos && line.compare(begin, 2, "> ") == 0;
    unmarked += is_quoted ? line.substr(begin + 2) : line;
  }
  return {tests::ink(text), tags_are(tests::ink(without_quotes(unmarked)))};
}

/// Makes some kinds (none named: all of the binder) for a case. Nothing when it asks for none of
/// them.
struct Paper {
  Hostile hostile;
  StageDumps dumps;
  std::string bytes;
  bool cut = false;
};
std::optional<Paper> made(
    const std::vector<std::string>& only,
    const std::string& from,
    std::optional<std::size_t> turn,
    Format format = Format::pdf
) {
  pugi::xml_document document;
  REQUIRE(document.load_string(from.c_str()));
  Paper paper{hostile(document, turn), {}, {}, false};
  const Source source{"hostile.xml", paper.hostile.text, Source::Holds::patient_data};
  Diagnostics out;
  const MakeOptions options{
      .format = format,
      .set = "binder",
      .only = only,
      .also = only.empty() ? tests::on_demand(tests::library(), "binder") : only};
  const auto packet = make(source, tests::worker(), options, out, &paper.dumps);
  INFO(support::printed(out));
  REQUIRE(packet);
  if (packet->files.empty()) return std::nullopt;
  paper.bytes = packet->files.front().bytes;
  paper.cut = tells(out, "W414") || tells(out, "W415");
  return paper;
}

}  // namespace

TEST_CASE("every kind prints hostile words as they were typed") {
  const kind::Set* set = tests::library().template_set->set("binder");
  REQUIRE(set);
  const auto all = cases();
  std::string never_made;
  const auto check = [](const Paper& paper) {
    const std::string asked = tests::words_of_markup(paper.dumps.markup);
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
    in_binders += binder->dumps.markup;
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

TEST_CASE("hostile words are words in HTML, and tags are the same whatever was typed") {
  for (const auto& [name, text] : cases()) {
    CAPTURE(name);
    const auto typed = made({}, text, 3, Format::html), plain = made({}, text, {}, Format::html);
    REQUIRE(typed);
    REQUIRE(plain);
    const std::string_view html = typed->bytes;
    const OnScreen screen = read_html(html), harmless = read_html(plain->bytes);
    CHECK(difference(screen, harmless) == "");
    CHECK(screen.style == harmless.style);
    const std::string asked = tests::words_of_markup(typed->dumps.markup);
    for (const auto& words : spoilt(typed->hostile, asked, {screen.words, tags_are("")}, false))
      FAIL_CHECK(words);
    for (const auto& words : misspoken(typed->hostile, screen.accessible_name)) FAIL_CHECK(words);
  }
}

TEST_CASE("hostile words stand in a text as they were typed") {
  for (const auto& [name, text] : cases()) {
    CAPTURE(name);
    const auto typed = made({}, text, 5, Format::text);
    REQUIRE(typed);
    const std::string asked = tests::words_of_markup(typed->dumps.markup);
    for (const auto& words : spoilt(typed->hostile, asked, read_text(typed->bytes), false))
      FAIL_CHECK(words);
  }
}

TEST_CASE("a text that is printed otherwise, parted or lost is found out") {
  const Hostile hostile{"", {"h0q <b> & q0h"}};
  const std::string asked = "h0q<b>&q0h";
  CHECK(spoilt(hostile, asked, {"h0q<b>&q0h", tags_are("")}, false).empty());
  CHECK(spoilt(hostile, asked, {"", tags_are("h0q<b>&q0h")}, false).empty());
  CHECK(spoilt(hostile, asked, {"h0q&lt;b>&q0h", tags_are("h0q&lt;b>&q0h")}, false).size() == 1);
  CHECK(spoilt(hostile, asked, {"", tags_are("")}, false).size() == 1);
  CHECK(spoilt(hostile, asked, {"h0q<b>\u2026", tags_are("h0q<b>\u2026")}, false).size() == 1);
  CHECK(spoilt(hostile, asked, {"h0q<b>\u2026", tags_are("h0q<b>\u2026")}, true).empty());
  CHECK(spoilt(hostile, asked, {"h0q<b>", tags_are("h0q<b>")}, true).size() == 1);
}

TEST_CASE("what words add to HTML, or lose in it, is found out") {
  const std::string seal = "<!-- carepacket 0 -->";
  const OnScreen plain = read_html("<p class=\"k\">a &amp; &lt;b&gt;</p>" + seal);
  CHECK(plain.words == "a&<b>");
  CHECK(plain.tags == std::vector<std::string>{"p class=k", "/p"});
  CHECK(difference(plain, read_html("<p class=\"k\">c</p>" + seal)) == "");
  CHECK(
      difference(read_html("<p class=\"k\"><b></b></p>" + seal), plain) ==
      "<p class=k> and then <b>, not </p>"
  );
  CHECK(
      difference(read_html("<p class=\"k\" onclick=\"x\"></p>" + seal), plain) ==
      "and then <p class=k onclick=x>, not <p class=k>"
  );
  CHECK(
      difference(plain, read_html("<p class=\"k\">" + seal)) ==
      "<p class=k> and then </p>, not the end"
  );
  const Hostile hostile{"", {"h0q (a) <b> q0h"}};
  CHECK(misspoken(
            hostile, read_html("<i aria-label=\"Of h0q (a) &lt;b&gt; q0h\">" + seal).accessible_name
  )
            .empty());
  CHECK(misspoken(hostile, "Ofh0q(a)\u2026(2)\nh0q(2)\nh0q(a)<b>q0hforme\n").empty());
  CHECK(misspoken(hostile, "h0q(a)&lt;b>q0h\n") == std::vector<std::string>{"h0q(a)&lt;b>q0h"});
  CHECK(read_text("h0q one\n  > two\n> three\n").lines == "h0qone>two>three");
  CHECK(read_text("h0q one\n  > two\n> three\n").tags() == "h0qonetwothree");
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
    INFO(support::printed(out));
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
  CHECK_FALSE(make(source, tests::worker(), {}, out));
  INFO(support::printed(out));
  REQUIRE_FALSE(out.all().empty());
  CHECK(out.all()[0].line == line);
}
