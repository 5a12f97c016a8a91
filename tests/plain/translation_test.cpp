// A translation says what the English says: the same names, blanks, headings, lists and numbers in
// the same order.

#include "engine/base/base.hpp"
#include "engine/xml/xml.hpp"
#include "tests/plain/template_text.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace {

namespace fs = std::filesystem;
using namespace plain;
using Is = Event::Is;

const fs::path templates = fs::path{CAREPACKET_SOURCE_DIR} / "templates";

/// Patient-facing kinds that wait for their Spanish text. May it stay empty.
const std::set<std::string> not_yet_in_spanish{};

/// Something that both languages have, and where.
struct Item {
  std::string what;
  Place at;
};
using Items = std::vector<Item>;

// --- what is compared ----------------------------------------------------------------------------

bool is_whose(const std::string& name) {
  return name == "speaker" || name == "minor" || name == "self" || name.starts_with("gender.is.");
}

/// A part such as house/my.mustache, that says "my" or whose, or what a woman's part is called:
/// every language has as many of them as its grammar asks.
bool is_pronoun(const std::string& file) {
  static std::map<std::string, bool> asked;
  if (const auto known = asked.find(file); known != asked.end()) return known->second;
  const std::string text = file.starts_with("house/") || file.find("/parts/") != file.npos
                               ? tests::read(templates / file)
                               : "<";
  bool only = text.find('<') == text.npos;
  for (auto at = text.find("{{"); at != text.npos; at = text.find("{{", at + 2)) {
    const std::string tag = text.substr(at + 2, text.find("}}", at) - at - 2);
    const std::string name = tag.substr(tag.find_first_not_of("#^/> "));
    only = only && (tag.starts_with('!') || tag.starts_with('>') || is_whose(name) ||
                    name == "patient.call" || name == "role" || name == "name" ||
                    name.starts_with("role.is."));
  }
  return asked[file] = only;
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == text.npos;
}

/// Where the section that begins at `begin` ends, when all in it is grammar: it holds nothing but a
/// pronoun
/// ("{{#x}}{{> my}} {{/x}}"), or it says who somebody is in words ("{{^self}}a
/// {{patient.call}}{{/self}}"). Else `begin`.
std::size_t end_of_grammar(const std::vector<Event>& events, std::size_t begin) {
  if (is_pronoun(events[begin].at.file)) return begin;
  bool pronoun = false, whose = is_whose(events[begin].name), words = false;
  for (auto i = begin + 1, depth = std::size_t{1}; i < events.size(); ++i) {
    const Event& event = events[i];
    if (is_pronoun(event.at.file)) {
      pronoun = true;
    } else if (event.is == Is::end) {
      if (--depth == 0) return whose || (pronoun && !words) ? i : begin;
    } else if (event.is == Is::section || event.is == Is::inverted) {
      ++depth;
      whose = whose && is_whose(event.name);
      words = true;
    } else if (event.is == Is::text) {
      words = words || !is_blank(event.text);
    } else if (event.is != Is::variable || event.name != "patient.call") {
      return begin;
    } else {
      words = true;
    }
  }
  return begin;
}

/// A name as if every language said it without articles: "a la Dra. Paz" and "Dr. Paz" are one
/// name, and so are "a más tardar el 2 de mayo" and a date behind the word "by".
std::string without_grammar(std::string name) {
  static const std::map<std::string, std::string> faces{
      {"theFormal", "formal"},
      {"toFormal", "formal"},
      {"ofFormal", "formal"},
      {"toRecipientName", "recipientName"},
      {"theHolderName", "holderName"},
      {"toHolderName", "holderName"},
      {"ofHolderName", "holderName"},
      {"byDay", "long"},
      {"sinceDay", "long"},
      {"onDay", "long"}};
  const auto last = name.rfind('.') + 1;
  const auto face = faces.find(name.substr(last));
  return face == faces.end() ? name : name.substr(0, last) + face->second;
}

/// Names with the sections they stand in: requests / ^holderName / doctor.formal.
Items names(const std::vector<Event>& events) {
  Items items;
  std::vector<std::string> open;
  const auto add = [&](const std::string& name, const Place& at) {
    std::string path;
    for (const std::string& section : open) path += section + " / ";
    if (!is_pronoun(at.file)) items.push_back({path + name, at});
  };
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (events[i].is == Is::section || events[i].is == Is::inverted) {
      const auto end = end_of_grammar(events, i);
      if (end != i) {
        i = end;
        continue;
      }
    }
    const Event& event = events[i];
    if (event.is == Is::variable) add("{{" + without_grammar(event.name) + "}}", event.at);
    if (event.is == Is::section || event.is == Is::inverted) {
      open.push_back((event.is == Is::section ? "#" : "^") + event.name);
      add("", event.at);
    }
    if (event.is == Is::end && !open.empty()) open.pop_back();
  }
  return items;
}

/// Elements in their order, with what of their attributes is no matter of language. How much is
/// bold is.
Items elements(const std::vector<Event>& events) {
  static const std::set<std::string_view> free{"strong", "em", "br"};
  static const std::set<std::string_view> shape{
      "kind",
      "look",
      "start",
      "colspan",
      "scope",
      "ticked",
      "date",
      "window",
      "first",
      "spare",
      "pages",
      "if-cut",
      "landscape",
      "src",
      "href",
      "id"};
  Items items;
  std::string attributes;
  for (const Event& event : events) {
    if (event.is == Is::attribute && shape.contains(event.name))
      attributes += ' ' + event.name + "=\"" + event.text + '"';
    if (event.is == Is::open) {
      if (!free.contains(event.name))
        items.push_back({'<' + event.name + attributes + '>', event.at});
      attributes.clear();
    }
  }
  return items;
}

void add_numbers(const std::string& text, const Place& at, Items& items) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    const auto begin = i;
    while (i < text.size() &&
           (is_digit(text[i]) || (text[i] == '.' && i + 1 < text.size() && is_digit(text[i + 1]))))
      ++i;
    items.push_back({text.substr(begin, i - begin), at});
  }
}

/// Numbers of text and of the attributes that are printed: days, sections of the law.
Items numbers(const std::vector<Event>& events) {
  static const std::set<std::string_view> printed{"label", "who", "title", "alt", "date-label"};
  Items items;
  for (const Event& event : events) {
    if (event.is == Is::text || (event.is == Is::attribute && printed.contains(event.name)))
      add_numbers(event.text, event.at, items);
  }
  return items;
}

// --- how it is compared --------------------------------------------------------------------------

std::string told(const Item& item) {
  return item.what + " (" + shown(item.at) + ')';
}

/// Where two lists part; empty when they do not.
std::string parted(const Items& english, const Items& spanish) {
  const auto same = [](const Item& a, const Item& b) { return a.what == b.what; };
  const auto [en, es] =
      std::mismatch(english.begin(), english.end(), spanish.begin(), spanish.end(), same);
  if (en == english.end() && es == spanish.end()) return "";
  if (es == spanish.end()) return "the translation ends before " + told(*en);
  if (en == english.end()) return told(*es) + " has nothing in the English";
  return told(*es) + " stands where the English has " + told(*en);
}

/// What one has and the other has not, or not as often.
std::vector<std::string> unequal(const Items& english, const Items& spanish) {
  std::map<std::string, std::vector<Place>> in_english, in_spanish;
  for (const Item& item : english) in_english[item.what].push_back(item.at);
  for (const Item& item : spanish) in_spanish[item.what].push_back(item.at);
  std::vector<std::string> found;
  for (const auto& [what, places] : in_english) {
    if (in_spanish[what].size() < places.size())
      found.push_back("the translation lacks " + told({what, places.back()}));
  }
  for (const auto& [what, places] : in_spanish) {
    if (in_english[what].size() < places.size())
      found.push_back("the English has no such " + told({what, places.back()}));
  }
  return found;
}

/// Without what it says in English beside its own words, such as a sentence for a call.
std::vector<Event> without_english_beside(const std::vector<Event>& events) {
  std::vector<Event> own;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Event& event = events[i];
    const bool is_language =
        event.is == Is::attribute && event.name == "lang" && event.text == "en";
    // The attribute is told before its element opens.
    if (depth == 0 && is_language && events[i + 1].is == Is::open && events[i + 1].name == "span") {
      depth = 1;
      ++i;
      continue;
    }
    if (depth == 0) own.push_back(event);
    if (depth > 0 && event.is == Is::open) ++depth;
    if (depth > 0 && event.is == Is::close) --depth;
  }
  return own;
}

/// Where a translation says something else than the English.
std::vector<std::string> departures(const fs::path& folder, const std::string& kind) {
  const auto english = without_english_beside(events_of(folder, kind, "en")),
             spanish = without_english_beside(events_of(folder, kind, "es"));
  std::vector<std::string> found = unequal(names(english), names(spanish));
  for (const auto& of : {elements, numbers}) {
    if (auto where = parted(of(english), of(spanish)); !where.empty())
      found.push_back(std::move(where));
  }
  return found;
}

// --- XML -------------------------------------------------

struct File {
  explicit File(const std::string& path, const fs::path& folder = templates)
      : source{path, tests::read(folder / path)} {
    engine::Diagnostics out;
    auto read = engine::xml::parse(source, {}, out);
    REQUIRE(read);
    tree = std::move(*read);
  }
  Place place(const engine::xml::Element& element) const {
    return {source.name(), source.place(element.span().begin).line};
  }
  engine::Source source;
  engine::xml::Tree tree;
};

void each_element(
    const engine::xml::Element& element, const std::function<void(const engine::xml::Element&)>& see
) {
  see(element);
  element.for_each_child([&](const engine::xml::Element& child) { each_element(child, see); });
}

/// Elements that say something in English and not in Spanish, beside them in the same element.
std::vector<std::string> untranslated(const File& file) {
  std::vector<std::string> found;
  each_element(file.tree.root(), [&](const engine::xml::Element& parent) {
    std::map<std::string, std::pair<int, int>> count;
    parent.for_each_child([&](const engine::xml::Element& child) {
      const auto* in = child.attribute("language");
      if (!in || child.name() == "says") return;
      auto& [english, spanish] = count[std::string{child.name()}];
      ++(in->value == "en" ? english : spanish);
    });
    for (const auto& [name, languages] : count) {
      if (languages.first != languages.second)
        found.push_back(
            shown(file.place(parent)) + ": a <" + name + "> here has no language=\"es\""
        );
    }
  });
  return found;
}

/// Attributes en="…" without an es="…".
std::vector<std::string> untranslated_codes(const File& file) {
  std::vector<std::string> found;
  each_element(file.tree.root(), [&](const engine::xml::Element& element) {
    const auto* spanish = element.attribute("es");
    if (element.attribute("en") && (!spanish || spanish->value.empty()))
      found.push_back(
          shown(file.place(element)) + ": this <" + std::string{element.name()} + "> has no es"
      );
  });
  return found;
}

/// Questions of the bank that nobody can ask for another: they say "I" and have no words for it;
/// or those words say it too.
std::vector<std::string> in_the_first_person(
    const std::string& language, const std::vector<std::string>& words
) {
  const auto says_i = [&](std::string_view text) {
    return std::ranges::any_of(words, [&](const std::string& word) {
      for (std::size_t at = 0; (at = text.find(word, at)) != text.npos; ++at) {
        const bool begins = at == 0 || text[at - 1] == ' ';
        const std::size_t end = at + word.size();
        if (begins && (end == text.size() ||
                       std::string_view{" ,?:"}.find(text[end]) != std::string_view::npos))
          return true;
      }
      return false;
    });
  };
  const File file{"questions/" + language + ".xml"};
  std::vector<std::string> found;
  file.tree.root().for_each_child([&](const engine::xml::Element& question) {
    const auto* another = question.attribute("for-another");
    const std::string own{question.text()};
    if (another ? says_i(another->value) : says_i(own)) found.push_back(own);
  });
  return found;
}

Items questions(const std::string& language) {
  const File file{"questions/" + language + ".xml"};
  Items items;
  file.tree.root().for_each_child([&](const engine::xml::Element& question) {
    const auto value = [&](const char* name) {
      const auto* attribute = question.attribute(name);
      return attribute ? std::string{attribute->value} : std::string{};
    };
    std::string also;
    for (const char* other : {"for-another", "unsaid", "unsaid-for-another", "of-several"})
      if (!value(other).empty()) also += std::string{", "} + other;
    items.push_back({value("id") + " (" + value("category") + also + ')', file.place(question)});
  });
  return items;
}

bool has_letters(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

/// Words of parts that have no variant for Spanish, each with its place.
Items english_left(const std::vector<Event>& spanish) {
  static const std::set<std::string_view> printed{"label", "who", "title", "alt", "date-label"};
  Items left;
  for (const Event& event : spanish) {
    const bool words =
        event.is == Is::text || (event.is == Is::attribute && printed.contains(event.name));
    const bool translated = event.at.file.ends_with("es.mustache");
    if (words && !translated && has_letters(event.text)) left.push_back({event.text, event.at});
  }
  return left;
}

std::vector<std::string> kinds() {
  return kinds_in(templates, "en");
}
bool is_in_spanish(const std::string& kind) {
  return fs::exists(templates / kind / "es.mustache");
}

}  // namespace

TEST_CASE("a translation has the names, blanks, headings, lists and numbers of the English") {
  for (const std::string& kind : kinds()) {
    if (!is_in_spanish(kind)) continue;
    for (const std::string& where : departures(templates, kind)) FAIL_CHECK(kind << ": " << where);
  }
}

TEST_CASE("a translation takes in no part that is in English") {
  for (const std::string& kind : kinds()) {
    if (!is_in_spanish(kind)) continue;
    for (const Item& left : english_left(events_of(templates, kind, "es")))
      FAIL_CHECK(kind << ": " << told(left));
  }
}

TEST_CASE("every paper for a patient is there in Spanish") {
  for (const std::string& kind : kinds()) {
    const File file{kind + "/kind.xml"};
    const auto* reader = file.tree.root().attribute("reader");
    INFO("templates/" << kind << "/kind.xml: " << kind);
    REQUIRE(reader);
    if (reader->value != "patient") continue;
    if (!is_in_spanish(kind) && !not_yet_in_spanish.contains(kind))
      FAIL_CHECK("there is no es.mustache");
    if (is_in_spanish(kind) && not_yet_in_spanish.contains(kind))
      FAIL_CHECK("take it off the list of this test");
  }
}

TEST_CASE("a translation says in its first line when it was made and who has looked at it") {
  for (const std::string& kind : kinds()) {
    if (!is_in_spanish(kind)) continue;
    const std::string text = tests::read(templates / kind / "es.mustache");
    const std::string first = text.substr(0, text.find('\n'));
    INFO("templates/" << kind << "/es.mustache:1: " << first);
    CHECK(first.starts_with("{{! Translation: "));
    CHECK(first.find(" Reviewed by a qualified translator: ") != first.npos);
  }
}

TEST_CASE("what a kind says of itself is there in Spanish") {
  for (const std::string& kind : kinds()) {
    if (!is_in_spanish(kind)) continue;
    for (const std::string& where : untranslated(File{kind + "/kind.xml"})) FAIL_CHECK(where);
  }
}

TEST_CASE("sets, words and codes are there in Spanish") {
  for (const char* path : {"sets.xml", "words.xml"}) {
    for (const std::string& where : untranslated(File{path})) FAIL_CHECK(where);
  }
  for (const std::string& where : untranslated_codes(File{"case.xml"})) FAIL_CHECK(where);
}

TEST_CASE("the question bank is the same in both languages, in the same order") {
  CHECK(parted(questions("en"), questions("es")) == "");
  CHECK(in_the_first_person("en", {"I", "my", "me"}).empty());
  CHECK(in_the_first_person("es", {"mi", "mis", "yo", "me", "tengo", "espero", "tomarme"}).empty());
}

// --- what these tests would say --------------------------

namespace {

std::vector<std::string> departures_of(std::string_view english, std::string_view spanish) {
  tests::TemporaryFolder folder;
  fs::create_directories(folder / "letter");
  fs::create_directories(folder / "house");
  tests::write(folder / "letter/en.mustache", english);
  tests::write(folder / "letter/es.mustache", spanish);
  return departures(folder.path(), "letter");
}
using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a name that a translation forgot is told with its place") {
  CHECK(
      departures_of(
          "<document>\n<p>{{#visit}}On {{at.long}}{{/visit}}</p></document>",
          "<document>\n<p>{{#visit}}El d\u00EDa{{/visit}}</p></document>"
      ) == Texts{"the translation lacks #visit / {{at.long}} (templates/letter/en.mustache:2)"}
  );
}

TEST_CASE("a name that moved into another section is told") {
  CHECK(
      departures_of(
          "<document><p>{{#visit}}{{title}}{{/visit}}</p></document>",
          "<document><p>{{^visit}}{{title}}{{/visit}}</p></document>"
      ) ==
      Texts{
          "the translation lacks #visit /  (templates/letter/en.mustache:1)",
          "the translation lacks #visit / {{title}} (templates/letter/en.mustache:1)",
          "the English has no such ^visit /  (templates/letter/es.mustache:1)",
          "the English has no such ^visit / {{title}} (templates/letter/es.mustache:1)"}
  );
}

TEST_CASE("a blank, a heading, a row or a cell too few is told where it is missing") {
  CHECK(
      departures_of(
          "<document><h2>A</h2>\n<p>B <fill label=\"c\"/></p></document>",
          "<document><h2>A</h2>\n<p>B</p></document>"
      ) == Texts{"the translation ends before <fill> (templates/letter/en.mustache:2)"}
  );
  CHECK(
      departures_of("<document><h2>A</h2></document>", "<document>\n<h3>A</h3></document>") ==
      Texts{"<h3> (templates/letter/es.mustache:2) stands where the English has <h2> "
            "(templates/letter/en.mustache:1)"}
  );
  CHECK(
      departures_of(
          "<document><ul><li>A</li></ul></document>",
          "<document><ul><li>A</li>\n<li>B</li></ul></document>"
      ) == Texts{"<li> (templates/letter/es.mustache:2) has nothing in the English"}
  );
}

TEST_CASE("a number that changed is told") {
  CHECK(
      departures_of(
          "<document><p>30 days, 45 CFR 164.524</p></document>",
          "<document><p>30 d\u00EDas, 45 CFR 164.254</p></document>"
      ) == Texts{"164.254 (templates/letter/es.mustache:1) stands where the English has 164.524 "
                 "(templates/letter/en.mustache:1)"}
  );
}

TEST_CASE("English that a part brings into a translation is told") {
  tests::TemporaryFolder folder;
  fs::create_directories(folder / "letter");
  fs::create_directories(folder / "house");
  tests::write(folder / "letter/es.mustache", "<document>{{> phone}}{{> end}}</document>");
  tests::write(folder / "house/phone.mustache", "<p>{{phone}}</p><blank label=\"Phone\"/>");
  tests::write(folder / "house/end.es.mustache", "<p>Fin</p>");
  const Items left = english_left(events_of(folder.path(), "letter", "es"));
  REQUIRE(left.size() == 1);
  CHECK(told(left[0]) == "Phone (templates/house/phone.mustache:1)");
}

TEST_CASE("what is bold, and where a line breaks, is a matter of language") {
  CHECK(departures_of(
            "<document><p><strong>A</strong><br/>b</p></document>",
            "<document><p>A <em>b</em></p></document>"
  )
            .empty());
}
