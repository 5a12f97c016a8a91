// Every paper in two languages: one to use, one to read.

#include "tests/packet/at_work.hpp"
#include "tests/support/run.hpp"

#include <algorithm>
#include <filesystem>
#include <regex>

using namespace engine;
using Catch::Contains;

namespace {
const std::string call = "<p>{{#copy}}To read: {{/copy}}{{language}}</p>";

/// The papers of a packet, in their order: "call (en)" is a copy.
std::vector<std::string> order(const std::string& markup) {
  std::vector<std::string> names;
  for (std::size_t at = markup.find("=== "); at != std::string::npos;
       at = markup.find("\n=== ", at)) {
    at = markup.find("=== ", at) + 4;
    names.push_back(markup.substr(at, markup.find('\n', at) - at));
  }
  return names;
}

/// What a reader finds a place by: headings, blanks, boxes, rows, and the numbers in front of
/// items. Bold and line breaks are free (tests/plain/translation_test.cpp); what is to be signed,
/// and what says what to do before, is on one of the two alone.
std::string structure(std::string markup) {
  const std::string finish = "<note kind=\"finish\"", end_of_note = "</note>";
  for (auto at = markup.find(finish); at != std::string::npos; at = markup.find(finish))
    markup.erase(at, markup.find(end_of_note, at) + end_of_note.size() - at);
  // A name in print beside a witness's or an interpreter's signature is a part of that.
  static const std::regex signing{"<sign [^>]*/>\\s*<blank [^>]*/>"};
  markup = std::regex_replace(markup, signing, "");
  // The signatures end a form; a copy says there that it is not to be signed.
  static const std::regex to_sign{
      "<cell [^>]*sign=\"yes\"|<cell>\\s*<strong>(Do not sign|No firme)|"
      "<cell keep=\"yes\">[^<]*(I may sign because|Puedo firmar porque)"};
  for (std::smatch at; std::regex_search(markup, at, to_sign);) {
    const auto begin = static_cast<std::size_t>(at.position());
    markup.erase(begin, markup.find("</form>", begin) - begin);
  }
  static const std::regex to_finish{
      "<cell>\\s*<strong>(Finish before|Complete esto|Before you sign|Antes de firmar|"
      "Already signed|Ya se firm)(?:(?!</cell>)[^])*</cell>"};
  markup = std::regex_replace(markup, to_finish, "");
  static const std::regex mark{
      "<(h1|h2|h3|ol|ul|li|check|blank|cell|fill|tr|th|td|say)[ />]|>(<strong>)?([0-9]+)[.] "};
  std::string text;
  for (std::sregex_iterator i{markup.begin(), markup.end(), mark}, end; i != end; ++i)
    text += ((*i)[1].matched ? (*i)[1].str() : (*i)[3].str()) + '\n';
  return text;
}

struct Section {
  std::string name, text;
};

std::vector<Section> sections(const std::string& markup) {
  std::vector<Section> all;
  for (const std::string& name : order(markup)) {
    const std::string head = "=== " + name + '\n';
    const auto begin = markup.find(head) + head.size();
    all.push_back({name, markup.substr(begin, markup.find("\n=== ", begin) - begin)});
  }
  return all;
}
}  // namespace

TEST_CASE("what is signed in English stands in front, and what is only read behind all else") {
  AtWork at;
  at.language = " language='es'";
  const std::string words = "<p>{{title}}{{#task.is.sign}} Task: sign{{/task.is.sign}}</p>";
  at.kind("call", "reader='patient' task='write' when='patient'", "", words)
      .text("call", "es", words);
  for (const char* form : {"form", "letter"})
    at.kind(form, "reader='office' task='sign' when='patient'", "", words).text(form, "es", words);
  at.set("", "<kind name='call'/><kind name='form'/><kind name='letter'/>");
  at.make(somebody);
  CHECK(
      order(at.dumps.markup) ==
      std::vector<std::string>{"form", "letter", "call", "form (es)", "letter (es)"}
  );
  // A copy is not to be signed, and does not say that it is.
  std::size_t to_sign = 0;
  for (auto at_word = at.dumps.markup.find("Task: sign"); at_word != std::string::npos;
       at_word = at.dumps.markup.find("Task: sign", at_word + 1))
    ++to_sign;
  CHECK(to_sign == 2);
}

TEST_CASE("with --bilingual every paper has its other language right behind it") {
  AtWork at;
  at.language = " language='es'";
  at.kind("call", "reader='patient' when='patient'", "", call).text("call", "es", call);
  at.kind("form", "reader='office' when='patient'", "", call + "{{^copy}}<sign who='D'/>{{/copy}}")
      .text("form", "es", call + "{{^copy}}<sign who='D'/>{{/copy}}");
  at.kind("only-english", "reader='patient' when='patient'", "", call);
  at.set("", "<kind name='call'/><kind name='form'/><kind name='only-english'/>");

  at.make(somebody);
  CHECK(
      order(at.dumps.markup) ==
      std::vector<std::string>{"call", "form", "only-english", "form (es)"}
  );
  at.make(somebody, {.bilingual = true});
  CHECK(
      order(at.dumps.markup) ==
      std::vector<std::string>{"call", "call (en)", "form", "form (es)", "only-english"}
  );
  const auto made = sections(at.dumps.markup);
  CHECK_THAT(made[0].text, Contains("<p>es</p>"));
  CHECK_THAT(made[1].text, Contains("<p>To read: en</p>"));
  CHECK_THAT(made[2].text, Contains("<p>en</p>") && Contains("<sign"));
  CHECK_THAT(made[3].text, Contains("<p>To read: es</p>") && !Contains("<sign"));
  CHECK_THAT(made[4].text, Contains("<p>en</p>"));
}

TEST_CASE("a list of contents can lead to both, and a file by itself names the copy's language") {
  AtWork at;
  at.language = " language='es'";
  at.kind("call", "reader='patient' when='patient'", "", call).text("call", "es", call);
  const std::string rows =
      "{{#contents}}{{^isIndex}}{{^copy}}<p>{{kind}} {{firstPage}} {{#copyPage}}<a "
      "href='#{{copyAnchor}}'>{{copyPage}}</a>{{/copyPage}}</p>{{/copy}}{{/isIndex}}{{/contents}}";
  at.kind("list", "reader='patient' made='last'", "", rows).text("list", "es", rows);
  at.set("cover='list'", "<kind name='call'/>");
  at.make(somebody, {.bilingual = true});
  CHECK_THAT(at.dumps.markup, Contains("<p>call 2 <a href='#paper-3'>3</a></p>"));
  at.make(somebody);
  CHECK_THAT(at.dumps.markup, Contains("<p>call 2 </p>"));
  at.make(somebody, {.separate = true, .bilingual = true});
  REQUIRE(at.made.files.size() == 3);
  CHECK(at.made.files[0].name == "00-list.pdf");
  CHECK(at.made.files[1].name == "01-call.pdf");
  CHECK(at.made.files[2].name == "01-call-en.pdf");
  CHECK(at.made.files[2].blanks.empty());
}

TEST_CASE(
    "on every sample the two languages have the same numbers, blanks and headings", "[content]"
) {
  const std::string share = CAREPACKET_BINARY_DIR "/share/carepacket";
  Diagnostics out;
  const auto library = open_library(share, "", out);
  REQUIRE(library);
  auto worker = make_worker(**library, out);
  REQUIRE(worker);
  std::size_t pairs = 0;
  for (const auto& entry : std::filesystem::directory_iterator{CAREPACKET_SOURCE_DIR "/samples"}) {
    if (entry.path().extension() != ".xml") continue;
    Diagnostics told;
    const auto text =
        xml::decode("case.xml", tests::read(entry.path()), Source::Holds::patient_data, told);
    REQUIRE(text);
    StageDumps dumps;
    const auto made =
        make(**text, *worker, {.set = "binder", .language = "es", .bilingual = true}, told, &dumps);
    INFO(support::printed(told));
    REQUIRE(made);
    const auto papers = sections(dumps.markup);
    for (std::size_t i = 1; i < papers.size(); ++i) {
      const bool is_copy = papers[i].name.ends_with(" (en)") || papers[i].name.ends_with(" (es)");
      if (!is_copy) continue;
      ++pairs;
      CAPTURE(entry.path().filename().string(), papers[i].name);
      const std::string used = structure(papers[i - 1].text), read = structure(papers[i].text);
      CHECK(used.size() > 0);
      CHECK(used == read);
      CHECK(papers[i].text.find("<sign ") == std::string::npos);
      CHECK(papers[i].text.find("sign=\"yes\"") == std::string::npos);
    }
  }
  CHECK(pairs > 400);
}
