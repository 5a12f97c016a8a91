#include "tests/vocabulary/of_the_house.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

using namespace engine;
using namespace engine::vocabulary;
namespace fs = std::filesystem;

namespace {
template <class F>
void for_each_term(const Term& term, const std::string& path, F&& each) {
  each(term, path);
  for (const Term& child : term.children) for_each_term(child, path + "/" + child.name, each);
}

/// The exit code of xmllint, 127 when it is not installed.
int validated(const std::string& schema, const std::string& file) {
  const int status = std::system(
      ("xmllint --noout --schema '" + schema + "' '" + file + "' > /dev/null 2>&1").c_str()
  );
  return status == -1 ? 127 : (status >> 8) & 0xFF;
}
bool has_xmllint() {
  return std::system("command -v xmllint > /dev/null 2>&1") == 0;
}

struct Schema {
  Schema() { tests::write(folder / "case.xsd", xsd(of_the_house())); }
  int validates(const std::string& text) {
    tests::write(folder / "case-to-check.xml", text);
    return validated(file(), folder / "case-to-check.xml");
  }
  std::string file() const { return folder / "case.xsd"; }
  tests::TemporaryFolder folder;
};
}  // namespace

TEST_CASE("every element and attribute has plain words, every code its words in English and Spanish"
) {
  for_each_term(of_the_house().root, "case", [](const Term& term, const std::string& path) {
    INFO(path);
    CHECK_FALSE(term.description.empty());
    CHECK((term.example.empty() ? !term.holds_text() : true));
    for (const Code& code : term.codes) {
      INFO(code.value);
      for (const auto* language : {"en", "es"}) {
        const bool has = std::any_of(code.labels.begin(), code.labels.end(), [&](const auto& l) {
          return l.first == language && !l.second.empty();
        });
        CHECK(has);
      }
    }
  });
}

TEST_CASE("descriptions can stand in comments") {
  for_each_term(of_the_house().root, "case", [](const Term& term, const std::string& path) {
    INFO(path);
    CHECK(term.description.find("--") == std::string::npos);
  });
}

TEST_CASE("the vocabulary knows what a thing is") {
  const Term& root = of_the_house().root;
  CHECK(root.child("patient", false)->type == Type::person);
  CHECK(root.child("patient", false)->child("name", false)->type == Type::name);
  CHECK(root.child("provider", false)->child("id", true)->type == Type::id);
  const Term* opinion = root.child("value", false)->child("fits", false)->child("opinion", true);
  CHECK(opinion->refers_to == "provider");
  CHECK(opinion->has_opinion);
  CHECK(root.child("question", false)->child("ref", true)->of_question_bank);
  const Term* weight = root.child("value", false)->child("weight", true);
  CHECK((weight->lowest == 0 && weight->highest == 5));
  CHECK(root.child("provider", true) == nullptr);
}

TEST_CASE("the schema takes every sample") {
  if (!has_xmllint()) {
    WARN("xmllint is not installed: the schema was not tried");
    return;
  }
  Schema schema;
  for (const auto& file : fs::directory_iterator{CAREPACKET_SOURCE_DIR "/samples"}) {
    if (file.path().extension() != ".xml") continue;
    INFO(file.path().string());
    CHECK(validated(schema.file(), file.path().string()) == 0);
  }
}

TEST_CASE("the schema refuses what a case may not hold") {
  if (!has_xmllint()) {
    WARN("xmllint is not installed: the schema was not tried");
    return;
  }
  Schema schema;
  const auto with = [](const std::string& more) {
    return "<case id='a' version='1'><asOf>2026-11-20</asOf><provider id='okafor'/>" + more +
           "</case>";
  };
  CHECK(schema.validates(with("")) == 0);
  CHECK(schema.validates("<cases>" + with("") + with("") + "</cases>") == 0);
  CHECK(schema.validates(with("<appointment><recordsConfirmedOn/></appointment>")) == 0);
  CHECK(schema.validates(with("<allergies><allergy><severity/></allergy></allergies>")) == 0);
  CHECK(schema.validates("<case version='1'/>") == 3);
  CHECK(schema.validates(with("<adress/>")) == 3);
  CHECK(schema.validates(with("<condition state='x'/>")) == 3);
  CHECK(schema.validates(with("<condition status='sure'/>")) == 3);
  CHECK(schema.validates(with("<patient><birthDate>14.3.2026</birthDate></patient>")) == 3);
  CHECK(schema.validates(with("<patient><birthDate>2026-13</birthDate></patient>")) == 3);
  CHECK(schema.validates(with("<patient>words</patient>")) == 3);
  CHECK(
      schema.validates(with("<recordsRequest><format>carrier-pigeon</format></recordsRequest>")) ==
      3
  );
  CHECK(schema.validates(with("<appointment provider='okafr'/>")) == 3);
  CHECK(schema.validates(with("<provider id='okafor'/>")) == 3);
}
