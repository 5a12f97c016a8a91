// A paper has the words of its own language, where the case says them in it.

#include "engine/engine.hpp"
#include "tests/support/generated.hpp"
#include "tests/support/house.hpp"
#include "tests/support/messages.hpp"

#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include <array>
#include <map>
#include <sstream>

using namespace engine;
using vocabulary::Term;

namespace {

std::string text_of(const pugi::xml_document& document) {
  std::ostringstream text;
  document.save(text, "  ");
  return text.str();
}

/// A word that stands nowhere else, and as long in either language.
std::string word(std::string_view language, unsigned number) {
  std::string made = "q" + std::string{language};
  for (unsigned left = 0; left < 4; ++left, number /= 10) made += "bcdfghjklm"[number % 10];
  return made;
}

/// One case three times: with words of its own and their translations, with the first alone, with
/// the second in their place.
struct Cases {
  pugi::xml_document both, own, translated;
  unsigned words = 0;
};

void say(pugi::xml_node element, const char* attribute, const std::string& words) {
  if (attribute) {
    element.attribute(attribute).set_value(words.c_str());
    return;
  }
  while (const pugi::xml_node piece = element.find_child([](pugi::xml_node child) {
    return child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
  }))
    element.remove_child(piece);
  element.prepend_child(pugi::node_pcdata).set_value(words.c_str());
}

void translate(
    Cases& cases,
    const char* attribute,
    pugi::xml_node both,
    pugi::xml_node own,
    pugi::xml_node other
) {
  const std::string english = word("en", cases.words), spanish = word("es", cases.words);
  ++cases.words;
  say(both, attribute, english);
  say(own, attribute, english);
  say(other, attribute, spanish);
  pugi::xml_node made = both.append_child("translation");
  made.append_attribute("language").set_value("es");
  if (attribute) made.append_attribute("of").set_value(attribute);
  made.text().set(spanish.c_str());
}

void add_words(
    Cases& cases, const Term& term, pugi::xml_node both, pugi::xml_node own, pugi::xml_node other
) {
  for (pugi::xml_node each : {both, own, other}) {
    while (each.child("translation")) each.remove_child("translation");
  }
  std::vector<std::array<pugi::xml_node, 3>> below;
  for (auto a = both.begin(), b = own.begin(), c = other.begin(); a != both.end(); ++a, ++b, ++c)
    below.push_back({*a, *b, *c});
  for (const auto& [a, b, c] : below) {
    if (const Term* child = term.child(a.name(), false)) add_words(cases, *child, a, b, c);
  }
  if (term.is_translated && both.text()) translate(cases, nullptr, both, own, other);
  for (const Term& attribute : term.children) {
    const char* name = attribute.name.c_str();
    if (attribute.is_attribute && attribute.is_translated && both.attribute(name))
      translate(cases, name, both, own, other);
  }
}

/// Words in the language of a paper stand in it without quotation marks.
void set_language(pugi::xml_node root, const char* language) {
  if (!root.attribute("language")) root.append_attribute("language");
  root.attribute("language").set_value(language);
}

/// Each paper by its name, without the mark of the program.
std::map<std::string, std::string> papers(const std::string& text) {
  const Source source{"case.xml", text, Source::Holds::patient_data};
  Diagnostics out;
  const auto made = make(
      source,
      tests::worker(),
      {.format = Format::text, .set = "binder", .separate = true, .language = "es"},
      out
  );
  INFO(support::printed(out));
  REQUIRE(made);
  std::map<std::string, std::string> all;
  for (const File& file : made->files) all[file.name] = file.bytes;
  for (auto& [name, words] : all) words.erase(std::min(words.rfind("[carepacket "), words.size()));
  return all;
}

}  // namespace

TEST_CASE("a paper prints what the case says in its language, and else what the case says") {
  for (const auto& sample : tests::samples()) {
    CAPTURE(sample.filename().string());
    Cases cases;
    for (pugi::xml_document* document : {&cases.both, &cases.own, &cases.translated})
      REQUIRE(document->load_file(sample.c_str()));
    add_words(
        cases,
        tests::library().template_set->vocabulary.root,
        cases.both.child("case"),
        cases.own.child("case"),
        cases.translated.child("case")
    );
    set_language(cases.translated.child("case"), "es");
    const auto both = papers(text_of(cases.both)), own = papers(text_of(cases.own));
    const auto translated = papers(text_of(cases.translated));
    unsigned spanish = 0;
    for (const auto& [name, words] : both) {
      CAPTURE(name);
      const bool in_spanish = words == translated.at(name);
      spanish += in_spanish && words != own.at(name);
      if (!in_spanish) CHECK(words == own.at(name));
    }
    CHECK(spanish > 0);
  }
}

TEST_CASE("a translation for which there is no paper is told") {
  const Source source{
      "case.xml",
      "<case id='t' version='1'><asOf>2026-11-20</asOf><patient><name><text>Ana Paz</text></name>"
      "</patient><provider id='cole' role='current'><name><text>Dr. Cole</text></name></provider>"
      "<condition><text>Gout</text></condition>\n"
      "<question>Why?<translation language='fr'>Pourquoi ?</translation>"
      "<translation language='es'>¿Por qué?</translation></question></case>",
      Source::Holds::patient_data};
  Diagnostics out;
  tell_unprinted(source, tests::worker(), {}, out);
  CHECK(
      support::printed(out) ==
      "case.xml:2:42: warning[W530]: these words are for papers in French, and there are none\n"
      "    2 | <question>Why?<translation language='fr'>Pourquoi ?</translation><translation "
      "language='es'>¿Por qué?</translation></question></case>\n"
      "      |                                          ^^^^^^^^^^\n"
      "   = hint: nothing is written in that language yet\n"
  );
}
