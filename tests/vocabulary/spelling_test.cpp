#include "engine/vocabulary/spelling.hpp"

#include "engine/base/fold.hpp"
#include "tests/vocabulary/of_the_house.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace engine;
using namespace engine::vocabulary;

namespace {

const Term& field(std::initializer_list<std::string_view> path) {
  const Term* at = &of_the_house().root;
  for (const std::string_view name : path) {
    const Term* element = at->child(name, false);
    at = element ? element : at->child(name, true);
    REQUIRE(at);
  }
  return *at;
}

std::string value_of(std::string_view text, const std::vector<Code>& codes) {
  const Code* meant = meant_by(text, codes);
  return meant ? meant->value : "";
}

std::string language(std::string_view text) {
  return language_meant(text, of_the_house().languages()).value_or("");
}

/// Every spelling that two codes of one list share, or that two fields of one element do.
void tell_shared(const std::vector<Code>& codes, const std::string& where, std::string& told) {
  std::map<std::string, std::string> owner;
  for (const Code& code : codes) {
    std::vector<std::string> spellings{code.value};
    for (const auto& label : code.labels) spellings.push_back(label.second);
    spellings.insert(spellings.end(), code.also.begin(), code.also.end());
    for (const auto& spelling : spellings) {
      const auto [at, fresh] = owner.emplace(folded(spelling), code.value);
      if (!fresh && at->second != code.value)
        told += where + ": " + spelling + " is " + at->second + " and " + code.value + "\n";
    }
  }
}
void tell_shared(const Term& term, const std::string& where, std::string& told) {
  tell_shared(term.codes, where, told);
  if (term.list) tell_shared(term.list->codes, where, told);
  std::map<std::string, std::string> owner;
  for (const Term& child : term.children) {
    std::vector<std::string> names = child.also;
    names.push_back(child.name);
    for (const auto& name : names) {
      const auto [at, fresh] = owner.emplace(folded(name), child.name);
      if (!fresh && at->second != child.name)
        told += where + ": " + name + " is " + at->second + " and " + child.name + "\n";
    }
    tell_shared(child, where + "/" + child.name, told);
  }
}

}  // namespace

TEST_CASE("case, accents, blanks and punctuation do not count for a spelling") {
  CHECK(folded("Estado de México") == "estadodemexico");
  CHECK(folded(" X-Ray\xC2\xA0(films) ") == "xrayfilms");
  CHECK(folded("Sí.") == "si");
  CHECK(folded("Si\xCC\x81") == "si");
  CHECK(folded("日本") == "日本");
  CHECK(folded("– — ’") == "");
}

TEST_CASE("a value is understood by its words and by what people write for it") {
  const auto& roles = field({"provider", "role"}).codes;
  for (const auto* text : {"current", "Current", "CURRENT DOCTOR", "Médico actual", "my doctor"})
    CHECK(value_of(text, roles) == "current");
  const auto& items = field({"recordsRequest", "item", "type"}).codes;
  CHECK(value_of("CT scan", items) == "imaging");
  CHECK(value_of("pathology", items) == "pathology-report");
  CHECK(value_of("notes", items) == "progress-notes");
  CHECK(value_of("MRI report", items) == "imaging-report");
  CHECK(value_of("active", field({"medications", "medication", "status"}).codes) == "current");
  CHECK(value_of("soup", items) == "");
  CHECK(value_of("", items) == "");
}

TEST_CASE("a text that two values share means neither") {
  const std::vector<Code> codes{{.value = "a", .also = {"one"}}, {.value = "b", .also = {"One"}}};
  CHECK(meant_by("one", codes) == nullptr);
  CHECK(value_of("a", codes) == "a");
}

TEST_CASE("no spelling of the case format stands for two things") {
  std::string told;
  tell_shared(of_the_house().root, "case", told);
  CHECK(told == "");
}

TEST_CASE("a state is known by its name in English and Spanish") {
  const auto& states = field({"patient", "address", "state"}).list->codes;
  for (const auto* text : {"CA", "ca", "California", " calif. ", "CALIFORNIA"})
    CHECK(value_of(text, states) == "CA");
  CHECK(value_of("Nueva York", states) == "NY");
  CHECK(value_of("Washington, D.C.", states) == "DC");
  CHECK(value_of("Ontario", states) == "");
  CHECK(states.size() == 59);
  CHECK(nearest_value("Californai", states) == "CA");
  CHECK(nearest_value("Ontario", states) == "");
}

TEST_CASE("a language is known by its tag and by its name") {
  for (const auto* text : {"es", "ES", "Spanish", "spanish ", "Español", "espanol", "spa"})
    CHECK(language(text) == "es");
  CHECK(language("es_MX") == "es-MX");
  CHECK(language("ES-mx") == "es-MX");
  CHECK(language("zh_hant_tw") == "zh-Hant-TW");
  CHECK(language("es-419") == "es-419");
  CHECK(language("ENG") == "en");
  CHECK(language("Burmese") == "my");
  CHECK(language("xyz") == "xyz");
  CHECK(language("Klingon") == "");
  CHECK(language("x") == "");
  CHECK(language("es--MX") == "");
  CHECK(language_name("yue", "en", of_the_house().languages()) == "Cantonese");
  CHECK(language_name("es-MX", "es", of_the_house().languages()) == "español");
  CHECK(language_name("es", "fr", of_the_house().languages()) == "Spanish");
  CHECK(language_name("xyz", "en", of_the_house().languages()) == "");
}

TEST_CASE("a field is found by what people call it") {
  const auto name = [](const Term* term) { return term ? term->name : ""; };
  CHECK(name(called("zip", field({"patient", "address"}))) == "postalCode");
  CHECK(name(called("ZIP code", field({"patient", "address"}))) == "postalCode");
  CHECK(name(called("phone", field({"patient"}))) == "telecom");
  CHECK(name(called("strength", field({"medications", "medication"}))) == "dose");
  CHECK(name(called("DOB", field({"patient"}))) == "birthDate");
  CHECK(name(called("soup", field({"patient"}))) == "");
}
