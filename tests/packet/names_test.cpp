// A paper has one name: what covers, contents and bookmarks call it stands at its own head. A
// letter is headed by its subject instead, which its reader needs.

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace fs = std::filesystem;

namespace {

const fs::path all_kinds = CAREPACKET_SOURCE_DIR "/templates";

std::string words_of_file(const fs::path& path) {
  std::ifstream file{path};
  REQUIRE(file);
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// All that a group of a pattern finds in a text.
std::set<std::string> found(const std::string& text, const std::string& pattern) {
  const std::regex look_for{pattern};
  std::set<std::string> all;
  for (std::sregex_iterator match{text.begin(), text.end(), look_for}, end; match != end; ++match)
    all.insert((*match)[1]);
  return all;
}

/// The names of all kinds in a language, also those that say less.
std::set<std::string> names_in(const std::string& language) {
  std::set<std::string> all;
  for (const auto& folder : fs::directory_iterator{all_kinds}) {
    if (!fs::exists(folder.path() / "kind.xml")) continue;
    all.merge(found(
        words_of_file(folder.path() / "kind.xml"),
        "<(?:discreet-)?title language=\"" + language + "\">([^<]*)<"
    ));
  }
  return all;
}

}  // namespace

TEST_CASE("a paper bears at its head the name that covers and contents give it") {
  // A divider is headed by its number. A permission for what the law guards most names it at its
  // head, and covers do not.
  const std::set<std::string> others{
      "binder-tab", "psychotherapy-notes-authorization", "substance-use-consent"};
  std::size_t heads = 0;
  for (const auto& folder : fs::directory_iterator{all_kinds}) {
    const std::string kind = folder.path().filename().string();
    if (!fs::exists(folder.path() / "kind.xml") || others.contains(kind)) continue;
    for (const char* language : {"en", "es"}) {
      const fs::path file = folder.path() / (std::string{language} + ".mustache");
      if (!fs::exists(file)) continue;
      for (const std::string& head :
           found(words_of_file(file), "<h1(?: id=\"[a-z]+\")?>(.*)</h1>")) {
        CAPTURE(kind, language);
        ++heads;
        // In the paper about a form, `title` is the form's.
        if (kind == "proof") {
          CHECK(names_in(language).contains(head));
        } else {
          CHECK(head == "{{title}}");
        }
      }
    }
  }
  CHECK(heads > 50);
}

TEST_CASE("a step on the cover calls a paper by its name") {
  for (const char* language : {"en", "es"}) {
    const std::set<std::string> all = names_in(language);
    std::size_t quoted = 0;
    for (const auto& part : fs::directory_iterator{all_kinds / "packet-cover" / "parts"}) {
      const bool spanish = part.path().filename().string().ends_with(".es.mustache");
      if (spanish != (std::string{language} == "es")) continue;
      for (const std::string& name : found(words_of_file(part.path()), "“([^”]*?)[.,]?”")) {
        CAPTURE(language, name);
        ++quoted;
        CHECK(all.contains(name));
      }
    }
    CHECK(quoted > 4);
  }
}
