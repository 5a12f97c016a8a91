// The program's own words in Spanish: a row for each of those in English, with the same places.

#include "engine/cli/speech.hpp"

#include "engine/cli/message_tables.hpp"
#include "engine/cli/print.hpp"
#include "engine/xml/xml.hpp"
#include "tests/cli/commands.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

using namespace engine;
using namespace engine::cli;

namespace {

const std::string share = CAREPACKET_BINARY_DIR "/share/carepacket";

struct Pair {
  std::string tag, code, english, spanish;
};

std::vector<Pair> rows_of(const std::string& file) {
  Diagnostics out;
  const Source source{file, tests::read(CAREPACKET_SOURCE_DIR "/templates/said/es/" + file)};
  const auto tree = xml::parse(source, {}, out);
  REQUIRE(tree);
  std::vector<Pair> rows;
  tree->root().for_each_child([&](const xml::Element& row) {
    const auto value = [&](std::string_view name) {
      const auto* found = row.attribute(name);
      return found ? std::string{found->value} : std::string{};
    };
    rows.push_back({std::string{row.name()}, value("code"), value("en"), value("es")});
  });
  return rows;
}

std::multiset<std::string> places_of(std::string_view words) {
  std::multiset<std::string> places;
  for (auto place = find_place(words, 0); place.begin != words.npos;
       place = find_place(words, place.end))
    places.emplace(words.substr(place.begin, place.end - place.begin));
  return places;
}

const Speech& spanish() {
  static const auto speech = [] {
    Diagnostics out;
    return Speech::read(share, "es", out);
  }();
  REQUIRE(speech);
  return *speech;
}

tests::Ran in(const std::string& locale, std::vector<std::string> words) {
  words.insert(words.begin(), tests::carepacket());
  return tests::run(words, {.environment = {"LC_ALL=" + locale}});
}

/// What the environment asks for, with these variables and no others of the kind.
std::string wanted(const std::map<std::string, std::string>& set) {
  std::map<std::string, std::string> before;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (const char* value = std::getenv(name)) before[name] = value;
    ::unsetenv(name);
  }
  for (const auto& [name, value] : set) ::setenv(name.c_str(), value.c_str(), 1);
  const std::string language = wanted_language();
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) ::unsetenv(name);
  for (const auto& [name, value] : before) ::setenv(name.c_str(), value.c_str(), 1);
  return language;
}

}  // namespace

TEST_CASE("every message has its words in Spanish, and no other row is there") {
  std::set<std::pair<std::string, std::string>> told, turned;
  for (const MessageTable& table : message_tables()) {
    for (const MessageRow& row : table.rows)
      told.emplace(std::string{row.code}, std::string{row.words});
  }
  for (const Pair& row : rows_of("messages.xml")) turned.emplace(row.code, row.english);
  for (const auto& [code, words] : told) {
    INFO(code << " " << words);
    CHECK(turned.count({code, words}) == 1);
  }
  for (const auto& [code, words] : turned) {
    INFO(code << " " << words);
    CHECK(told.count({code, words}) == 1);
  }
}

TEST_CASE("the places of every row are the same in both languages") {
  for (const char* file : {"messages.xml", "hints.xml", "help.xml"}) {
    for (const Pair& row : rows_of(file)) {
      INFO(row.english << " | " << row.spanish);
      CHECK_FALSE(row.spanish.empty());
      CHECK(places_of(row.english) == places_of(row.spanish));
      CHECK(row.spanish.back() != ' ');
      if (row.tag == "message") CHECK(row.spanish.back() != '.');
    }
  }
}

TEST_CASE("every row in Spanish can be found by what is said in English") {
  for (const Pair& row : rows_of("messages.xml")) {
    INFO(row.code << " " << row.english);
    CHECK(spanish().message(row.code, row.english) == row.spanish);
    CHECK(spanish().words_of(row.code, row.english) == row.spanish);
  }
  for (const Pair& row : rows_of("hints.xml")) {
    INFO(row.english);
    if (row.tag == "hint") CHECK(spanish().hint(row.english) == row.spanish);
  }
}

TEST_CASE("what beginners are advised is said in Spanish too") {
  std::istringstream lines{tests::read(CAREPACKET_SOURCE_DIR "/tests/mistakes.txt")};
  const std::string lead = "   = hint: ";
  int hints = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(lead)) continue;
    const std::string hint = line.substr(lead.size());
    INFO(hint);
    CHECK(spanish().hint(hint) != hint);
    ++hints;
  }
  CHECK(hints > 100);
}

TEST_CASE("values go to their places, in whatever order a language has them") {
  using Values = std::vector<std::pair<std::string_view, std::string_view>>;
  CHECK(values_in("a b", "{x} {y}") == Values{{"x", "a"}, {"y", "b"}});
  CHECK(values_in("no <case> here", "no {tag} here") == Values{{"tag", "<case>"}});
  CHECK(values_in("{{a}}", "{{{name}}}") == Values{{"name", "a"}});
  CHECK_FALSE(values_in("no here", "no {tag} here"));
  CHECK_FALSE(values_in("a", "b"));
  CHECK_FALSE(values_in("ab", "a"));
  CHECK(
      spanish().message(
          "E133", quoted_value("x") + " is the id of a <provider>, and not of a <plan>"
      ) == quoted_value("x") + " es el id de un <provider>, y no de un <plan>"
  );
  CHECK(spanish().hint("the first one is on line 12") == "el primero está en la línea 12");
}

TEST_CASE("words of a case are nobody's to translate, and stay out of redacted messages") {
  Diagnostics out;
  out.error(
      FilledError{"E124", quoted_value("error") + " is not a value of <role>"},
      {},
      {"did you mean " + quoted_value("warning") + "?"}
  );
  CHECK(
      as_text(out.all().front(), false, &spanish()) ==
      "carepacket: error[E124]: 'error' no es un valor de <role>\n"
      "   = consejo: ¿quiso decir 'warning'?\n"
  );
  CHECK(
      as_text(out.all().front(), true, &spanish()) ==
      "carepacket: error[E124]: (no se muestra) no es un valor de <role>\n"
      "   = consejo: ¿quiso decir (no se muestra)?\n"
  );
}

TEST_CASE("what nobody has turned is told in English") {
  CHECK(spanish().message("E999", "some words") == "some words");
  CHECK(spanish().message("E124", "other words") == "other words");
  CHECK(spanish().hint("an advice that is not there") == "an advice that is not there");
}

TEST_CASE("the environment asks for a language as POSIX has it") {
  CHECK(wanted({{"LANG", "es_MX.UTF-8"}}) == "es");
  CHECK(wanted({{"LANG", "en_US.UTF-8"}, {"LC_MESSAGES", "es"}}) == "es");
  CHECK(wanted({{"LANG", "es_ES"}, {"LC_ALL", "C.UTF-8"}}) == "");
  CHECK(wanted({{"LANG", "es_ES"}, {"LC_ALL", ""}}) == "es");
  for (const char* none : {"C", "POSIX", "en", "en_US.UTF-8", "C.UTF-8", "../../etc", ""})
    CHECK(wanted({{"LANG", none}}) == "");
  CHECK(wanted({}) == "");
}

TEST_CASE("in Spanish the program says the same, and a machine reads what it always read") {
  const std::string broken = CAREPACKET_SOURCE_DIR "/samples/broken/not-a-date.xml";
  const auto spoken = in("es_MX.UTF-8", {"check", broken}), english = in("C", {"check", broken});
  CHECK(spoken.exit == english.exit);
  CHECK(
      spoken.error.find("error[E104]: se esperaba una fecha, y hay '14.3.1970'\n"
                        "    7 |     <birthDate>14.3.1970</birthDate>\n"
                        "      |                ^^^^^^^^^\n"
                        "   = consejo: escríbala como año-mes-día, por ejemplo 1970-03-14\n"
      ) != std::string::npos
  );
  const std::vector<std::string> as_json{"check", "--messages", "json", broken};
  CHECK(in("es_MX.UTF-8", as_json).error == in("C", as_json).error);
  const std::vector<std::string> other{"check", broken};
  CHECK(in("fr_FR.UTF-8", other).error == english.error);
}

TEST_CASE("what can be made is listed in the language of the environment, or the one asked for") {
  for (const std::string list : {"kinds", "sets"}) {
    const std::string spoken = in("es_MX.UTF-8", {list}).out;
    CHECK(spoken == in("C", {list, "--language", "es"}).out);
    CHECK(in("C", {list}).out == in("es_MX.UTF-8", {list, "--language", "en"}).out);
    CHECK(spoken != in("C", {list}).out);
  }
}

TEST_CASE("what a run came to, and why each paper is there, is summed up in Spanish") {
  const TemporaryFolder folder;
  const std::string sample = CAREPACKET_SOURCE_DIR "/samples/minimal.xml", spanish = "es_MX.UTF-8",
                    night = folder / "night", pdf = folder / "one", xml = folder / "again.xml";
  const auto has = [](const std::string& text, const std::string& words) {
    CAPTURE(text, words);
    CHECK(text.find(words) != std::string::npos);
  };
  const std::string run = in(spanish, {"batch", sample, "-o", night}).out;
  has(run, "1 caso: 1 hecho, 0 no hechos\n");
  has(run, " espacios para llenar a mano, 0 MB, en 0 s");
  has(run, "\nmanifiesto: ");
  has(run, "\ninforme:    ");
  const std::string manifest = night + "/manifest.jsonl";
  has(in(spanish, {"merge-manifests", manifest, "-o", folder / "all.jsonl"}).out,
      "1 caso de 1 parte: 1 hecho, 0 hechos en parte, 0 no hechos; no falta nada, y nada se hizo "
      "dos "
      "veces\n");
  const std::string reasons = in(spanish, {"check", "--explain", sample}).out;
  has(reasons, "\n  Papeles\n");
  // Of a case in English, too: they are for whoever reads the terminal.
  has(reasons, "\n      Aún no hay cita para una segunda opinión.\n");
  has(in(spanish, {"make", sample, "-o", folder / "made"}).out,
      "Para llenar a mano:\n  - La fecha en que hablaron, el nombre que le dieron y lo que se "
      "dijo\n");
  has(in(spanish, {"schema"}).out, "Nunca se imprime: ");
  in(spanish, {"make", sample, "--embed-case", "-o", pdf});
  has(in(spanish, {"extract", pdf + "/minimal/packet.pdf", "-o", xml}).out,
      ": el caso que iba dentro de ");
}

TEST_CASE("every line of the help is in Spanish too") {
  std::set<std::string> known;
  for (const Pair& row : rows_of("help.xml")) known.insert(row.english);
  std::vector<std::string> commands{tests::commands.begin(), tests::commands.end()};
  commands.emplace_back();
  for (const std::string& command : commands) {
    std::vector<std::string> words{"--help"};
    if (!command.empty()) words.insert(words.begin(), command);
    std::istringstream english{in("C", words).out}, spoken{in("es_ES.UTF-8", words).out};
    std::string one, other;
    while (std::getline(english, one) && std::getline(spoken, other)) {
      INFO(one);
      // What stays as it is, is what is typed, or nothing.
      const bool is_typed = one.empty() || one.find("carepacket ") != one.npos;
      CHECK((one != other || (is_typed && one.find("  ", 3) == one.npos)));
    }
    CHECK(english.eof());
  }
}

TEST_CASE("what a broken sample is told has its advice in Spanish") {
  for (const auto& file :
       std::filesystem::directory_iterator{CAREPACKET_SOURCE_DIR "/samples/broken"}) {
    if (file.path().extension() != ".xml") continue;
    const std::string path = file.path().string();
    std::istringstream english{in("C", {"check", path}).error};
    std::istringstream spoken{in("es_ES.UTF-8", {"check", path}).error};
    std::string one, other;
    while (std::getline(english, one) && std::getline(spoken, other)) {
      if (one.find("hint: ") == one.npos && one.find("error[") == one.npos) continue;
      INFO(one);
      const auto words = [](const std::string& line) { return line.substr(line.find(": ") + 2); };
      CHECK(words(one) != words(other));
    }
  }
}

TEST_CASE("every code is explained in Spanish") {
  std::set<std::string> english, turned;
  for (const MessageTable& table : message_tables()) {
    for (const MessageRow& row : table.rows) english.emplace(row.code);
  }
  const std::string text = tests::read(CAREPACKET_SOURCE_DIR "/templates/said/es/explain.xml");
  for (auto at = text.find("<code id=\""); at != text.npos; at = text.find("<code id=\"", at + 1))
    turned.insert(text.substr(at + 10, 4));
  for (const std::string& code : english) {
    INFO(code);
    CHECK(turned.count(code) == 1);
  }
  const auto ran = in("es_ES.UTF-8", {"explain", "E104"});
  CHECK(ran.out.rfind("E104: ", 0) == 0);
  CHECK(
      ran.out.find("Se dice así:\n  se esperaba una fecha, y hay {value}\n") != std::string::npos
  );
}
