// `carepacket help TOPIC`, and that README and topics name no command or option that is not there.

#include "engine/cli/request.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

namespace {
namespace fs = std::filesystem;
const fs::path source = CAREPACKET_SOURCE_DIR;

std::set<std::string> topics_of(const std::string& language) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator{source / "templates/help" / language})
    names.insert(entry.path().stem().string());
  return names;
}

tests::Ran help(const std::string& topic, const std::string& locale = "C.UTF-8") {
  return tests::run({tests::carepacket(), "help", topic}, {.environment = {"LC_ALL=" + locale}});
}

/// The words of a line such as "    carepacket make mine.xml --flat    what it does", as a shell
/// would part them; empty for other lines.
std::vector<std::string> command_in(const std::string& line) {
  const std::string start = "    carepacket ";
  if (line.rfind(start, 0) != 0) return {};
  const std::string rest = line.substr(start.size());
  std::istringstream words{rest.substr(0, rest.find("  "))};
  std::vector<std::string> all;
  for (std::string word; words >> word && word != "<" && word != "|" && word != ">";)
    all.push_back(word);
  return all;
}

/// What of a file's commands is not understood.
std::string not_understood(const fs::path& file, int& understood) {
  std::istringstream lines{tests::read(file)};
  std::string wrong;
  for (std::string line; std::getline(lines, line);) {
    const auto words = command_in(line);
    if (words.empty()) continue;
    std::vector<const char*> plain;
    for (const std::string& word : words) plain.push_back(word.c_str());
    engine::Diagnostics out;
    if (engine::cli::read_request(plain, out))
      ++understood;
    else
      wrong += file.filename().string() + ": " + line + '\n';
  }
  return wrong;
}

}  // namespace

TEST_CASE("what the README and the topics tell to type is understood") {
  int understood = 0;
  std::string wrong = not_understood(source / "README.md", understood);
  for (const auto& entry : fs::recursive_directory_iterator{source / "templates/help"}) {
    if (entry.is_regular_file()) wrong += not_understood(entry.path(), understood);
  }
  CHECK(wrong == "");
  CHECK(understood > 40);
}

TEST_CASE("a topic is told as it is written, in the language of the environment") {
  for (const std::string& topic : topics_of("en")) {
    const auto ran = help(topic);
    CHECK(ran.exit == 0);
    CHECK(ran.out == tests::read(source / "templates/help/en" / (topic + ".txt")));
    CHECK(
        help(topic, "es_MX.UTF-8").out ==
        tests::read(source / "templates/help/es" / (topic + ".txt"))
    );
  }
  CHECK(topics_of("es") == topics_of("en"));
}

TEST_CASE("the help and the README name every topic") {
  const auto front = tests::run({tests::carepacket(), "--help"}).out;
  const std::string readme = tests::read(source / "README.md");
  const auto at = front.find("says more: ");
  REQUIRE(at != front.npos);
  std::istringstream named{front.substr(at + 11, front.find(".\n", at) - at - 11)};
  std::set<std::string> topics;
  for (std::string word; named >> word;) topics.insert(word.substr(0, word.find(',')));
  CHECK(topics == topics_of("en"));
  for (const std::string& topic : topics) CHECK(readme.find("| `" + topic + "` |") != readme.npos);
  CHECK(std::count(readme.begin(), readme.end(), '\n') <= 150);
}

TEST_CASE("a topic that is not there is told, and no file is opened by its name") {
  for (const auto& [asked, hint] :
       {std::pair{"tabels", "did you mean 'tables'?"},
        std::pair{"../said/es/help", "carepacket --help lists the commands"}}) {
    const auto ran = help(asked);
    CHECK(ran.exit == 2);
    CHECK(ran.out == "");
    CHECK(
        ran.error == "carepacket: error[E711]: there is no command and no topic '" +
                         std::string{asked} + "'\n   = hint: " + hint + '\n'
    );
  }
}
