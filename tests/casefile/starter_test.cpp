// What a starter leaves to be filled in: no paper prints it, and it is told once.

#include "tests/casefile/vocabulary_of_the_house.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace engine;
using namespace engine::casefile;
namespace fs = std::filesystem;

namespace {

std::string starter(const std::string& name) {
  return tests::read(CAREPACKET_SOURCE_DIR "/templates/starter/" + name + ".xml");
}

std::string filled(std::string text, const std::string& blank, const std::string& words) {
  const auto at = text.find(blank);
  REQUIRE(at != std::string::npos);
  const auto mark = text.find("___", at);
  return text.replace(mark, 3, words);
}

/// A starter in which the least is filled in.
std::string filled_in(const std::string& name) {
  std::string text = filled(starter(name), "<asOf>", "2026-11-20");
  text = filled(text, "<patient>", "Ana");
  const auto doctor = text.find("<provider id=\"doctor\"");
  const auto family = text.find("<family>", doctor);
  const auto mark =
      text.find("___", std::min(family, text.size()) == text.size() ? doctor : family);
  text.replace(mark, 3, "Lowe");
  return filled(text, "<text>", "Migraine");
}

std::string with_least(const std::string& more) {
  return "<case id='t' version='1'><asOf>2026-11-20</asOf><patient><name><text>Ana</text></name>"
         "</patient><provider id='okafor' role='current'><name><text>Dr. Okafor</text></name>"
         "</provider><condition><text>Migraine</text></condition>\n" +
         more + "</case>";
}

std::string told(const ReadCase& read) {
  std::string text;
  for (const auto& one : read.out.all()) text += one.code + " " + shown(one.message, false) + "\n";
  return text;
}

/// The elements and attributes of a text, without notes and words.
std::string skeleton(std::string text) {
  for (auto at = text.find("<!--"); at != text.npos; at = text.find("<!--"))
    text.erase(at, text.find("-->", at) + 3 - at);
  const auto language = text.find("language=\"") + 10;
  text.erase(language, text.find('"', language) - language);
  return collapsed(text);
}

const vocabulary::SampleWords words{"head", "notes", "such as"};

std::string blanked(const std::string& sample) {
  Diagnostics out;
  const Source source{"sample.xml", sample};
  const auto tree = xml::parse(source, {}, out);
  REQUIRE(tree);
  return vocabulary::blank_case(tree->root(), house().vocabulary, words, "en");
}

}  // namespace

TEST_CASE("a group in which nothing is filled in is not in the case") {
  const auto read = read_text(
      with_least("<medications status='listed'><medication status='current'><name>___</name>"
                 "<dose>___</dose></medication></medications>"
                 "<question category='treatment' priority='1'>___</question>"
                 "<recordsRequest holder='okafor' neededBy='___'><recipient provider='okafor'/>"
                 "<item type='imaging' from='___' to='___'/></recordsRequest>"
                 "<plan proposedBy='okafor' status='proposed'><deadline>___</deadline></plan>")
  );
  REQUIRE(read.known);
  const Entry& root = read.known->root();
  for (const char* group : {"medications", "question", "recordsRequest", "plan"})
    CHECK_FALSE(root.find(group));
  CHECK(told(read) == "W139 7 places are still to be filled in, and not printed\n");
}

TEST_CASE("what is filled in stays, and the places beside it that are not are left out") {
  const auto read = read_text(with_least(
      "<medications status='listed'><medication status='___'><name>Zinc</name><dose>___</dose>"
      "</medication><medication><name>____</name></medication></medications>"
      "<timeline><event date='___' kind='visit'>First visit</event></timeline>"
      "<recordsRequest holder='okafor' neededBy='___'><item type='laboratory'/></recordsRequest>"
  ));
  REQUIRE(read.known);
  const Entry& root = read.known->root();
  const auto listed = root.find("medications")->all("medication");
  REQUIRE(listed.size() == 1);
  CHECK(listed[0]->text("name") == "Zinc");
  CHECK_FALSE(listed[0]->find("dose"));
  CHECK_FALSE(listed[0]->find("status"));
  CHECK_FALSE(root.find("timeline")->find("event")->find("date"));
  CHECK(root.find("recordsRequest")->find("item")->is("type", "laboratory"));
  CHECK(told(read) == "W139 5 places are still to be filled in, and not printed\n");
}

TEST_CASE("who is not filled in is nobody yet, and an opinion must be somebody's") {
  const std::string nobody =
      "<provider id='second' role='second'><name><text>___</text></name></provider>";
  const auto request = read_text(with_least(
      nobody +
      "<recordsRequest holder='okafor'><recipient provider='second'/><item type='laboratory'/>"
      "</recordsRequest>"
  ));
  REQUIRE(request.known);
  CHECK_FALSE(request.known->root().find("recordsRequest")->find("recipient")->target("provider"));
  CHECK(told(request) == "W139 this is still to be filled in, and not printed\n");
  const auto opinion = read_text(
      with_least(nobody + "<opinion provider='second'><diagnosis>Migraine</diagnosis></opinion>")
  );
  CHECK_FALSE(opinion.known);
  CHECK(
      told(opinion) ==
      "W139 this is still to be filled in, and not printed\n"
      "E133 there is no <provider> with the id 'second'\n"
  );
}

TEST_CASE("a translation that is not filled in is none") {
  const auto read =
      read_text(with_least("<goal>Walk<translation language='es'>___</translation></goal>"
                           "<goal>___<translation language='es'>___</translation></goal>"));
  REQUIRE(read.known);
  const auto goals = read.known->root().all("goal");
  REQUIRE(goals.size() == 1);
  CHECK_FALSE(goals[0]->find("translation"));
  CHECK(told(read) == "W139 3 places are still to be filled in, and not printed\n");
}

TEST_CASE("two underscores, and underscores between words, are words") {
  const auto read = read_text(with_least("<goal>__</goal><goal>a ___ b</goal>"));
  REQUIRE(read.known);
  CHECK(read.known->root().all("goal").size() == 2);
  CHECK(told(read).empty());
}

TEST_CASE("a starter in which the least is filled in is a case of that alone") {
  for (const std::string name : {"full.en", "full.es", "minimal.en", "minimal.es"}) {
    const auto read = read_text(filled_in(name));
    INFO(name << support::printed(read.out));
    REQUIRE(read.known);
    const Entry& root = read.known->root();
    CHECK(read.known->language() == name.substr(name.size() - 2));
    CHECK(root.all("provider").size() == 1);
    CHECK(root.all("condition").size() == 1);
    for (const Entry& entry : root.entries) {
      const std::string_view of = entry.term->name;
      CHECK(
          (entry.term->is_attribute || of == "asOf" || of == "patient" || of == "provider" ||
           of == "condition")
      );
    }
  }
}

TEST_CASE("the starters of both languages have the same elements, and no example as a value") {
  for (const std::string form : {"full", "minimal"}) {
    const std::string english = skeleton(starter(form + ".en"));
    CHECK(english == skeleton(starter(form + ".es")));
    for (std::size_t at = english.find('>'); at + 1 < english.size();
         at = english.find('>', at + 1)) {
      const auto words =
          trimmed(std::string_view{english}.substr(at + 1, english.find('<', at) - at - 1));
      CHECK((words.empty() || words == "___"));
    }
  }
  const std::string full = starter("full.en");
  CHECK(std::count(full.begin(), full.end(), '\n') < 120);
}

TEST_CASE("every note of a starter begins and ends on its line, and stands around nothing") {
  for (const std::string name : {"full.en", "full.es", "minimal.en", "minimal.es"}) {
    std::istringstream lines{starter(name)};
    for (std::string line; std::getline(lines, line);) {
      INFO(line);
      CHECK((line.find("<!--") == line.npos) == (line.find("-->") == line.npos));
    }
  }
}

TEST_CASE("a case from a sample has nothing of the sample's person, and can be filled in") {
  for (const auto& file : fs::directory_iterator{CAREPACKET_SOURCE_DIR "/samples"}) {
    if (file.path().extension() != ".xml") continue;
    INFO(file.path());
    const auto read = read_text(blanked(tests::read(file.path().string())));
    INFO(support::printed(read.out));
    // The four things a case cannot do without are still to be filled in, and nothing else is
    // wrong.
    for (const std::string needed : {"<asOf>", "<patient>", "<provider>", "<condition>"})
      CHECK(told(read).find("E154 " + needed + " is still to be filled in\n") != std::string::npos);
    for (const auto& one : read.out.all()) CHECK((one.code == "E154" || one.code == "W139"));
    CHECK(read.out.errors() == 4);
  }
}

TEST_CASE("what a sample says stands in a note, and what kind of thing it is stays") {
  const std::string text = blanked(
      "<case id='a' version='1' language='es'><asOf>2026-11-20</asOf>"
      "<patient deceased='yes'><name use='official'><family>Rivera -- "
      "Soto-</family></name></patient>"
      "<recordsRequest id='r' holder='okafor' scope='list'><recipient provider='okafor'/>"
      "<item type='imaging' status='received'/><sensitive category='hiv'/></recordsRequest></case>"
  );
  CHECK(
      text ==
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<!-- head -->\n"
      "<!-- notes -->\n"
      "<case id=\"my-case\" version=\"1\" language=\"en\">\n"
      "  <asOf>___</asOf> <!-- such as: 2026-11-20 -->\n"
      "  <patient deceased=\"___\"> <!-- such as: deceased=\"yes\" -->\n"
      "    <name use=\"official\">\n"
      "      <family>___</family> <!-- such as: Rivera - - Soto-  -->\n"
      "    </name>\n"
      "  </patient>\n"
      "  <recordsRequest id=\"r\" holder=\"okafor\" scope=\"list\">\n"
      "    <recipient provider=\"okafor\"/>\n"
      "    <item type=\"imaging\" status=\"___\"/> <!-- such as: status=\"received\" -->\n"
      "    <sensitive category=\"___\"/> <!-- such as: category=\"hiv\" -->\n"
      "  </recordsRequest>\n"
      "</case>\n"
  );
}
