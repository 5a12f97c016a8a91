// What people do wrong when they write a case or a table for the first time, and what they are
// told.

#include "tests/casefile/vocabulary_of_the_house.hpp"
#include "tests/support/golden.hpp"
#include "tests/table/tabled.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace engine;

namespace {

/// Of mistakes.txt: `== title | where`, the lines as somebody typed them, `--`, what is told.
struct Mistake {
  std::string title, where, typed, told;
};

struct Page {
  std::string head;  ///< up to the first mistake: what the file is, and the case of the others
  std::string good_case;
  std::vector<Mistake> mistakes;
};

bool begins(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

Page read_page(const std::string& text) {
  Page page;
  std::istringstream lines{text};
  bool is_told = false;
  for (std::string line; std::getline(lines, line);) {
    if (begins(line, "== ")) {
      const auto bar = line.find(" | ");
      page.mistakes.push_back(
          {line.substr(3, bar - 3), bar == std::string::npos ? "" : line.substr(bar + 3), "", ""}
      );
      is_told = false;
    } else if (page.mistakes.empty()) {
      page.head += line + "\n";
      if (!begins(line, "#")) page.good_case += line + "\n";
    } else if (line == "--") {
      is_told = true;
    } else {
      (is_told ? page.mistakes.back().told : page.mistakes.back().typed) += line + "\n";
    }
  }
  page.good_case.erase(page.good_case.find_last_not_of('\n') + 2);
  for (Mistake& mistake : page.mistakes) {
    mistake.told.erase(mistake.told.find_last_not_of('\n') + 1);
    while (mistake.typed == "\n" || mistake.typed.ends_with("\n\n")) mistake.typed.pop_back();
  }
  return page;
}

/// The good case with the typed lines at their place.
std::string with_mistake(const std::string& good_case, const Mistake& mistake) {
  if (mistake.where == "whole file") return mistake.typed;
  const std::string instead_of = "instead of ", in = "in ";
  std::string text = good_case;
  if (begins(mistake.where, instead_of)) {
    const auto found = text.find(mistake.where.substr(instead_of.size()));
    REQUIRE(found != std::string::npos);
    const auto line = text.rfind('\n', found) + 1;
    return text.replace(line, text.find('\n', found) + 1 - line, mistake.typed);
  }
  const std::string around =
      mistake.where.empty() ? std::string{"<case>"} : mistake.where.substr(in.size());
  const auto end = text.find("</" + around.substr(1));
  REQUIRE(end != std::string::npos);
  return text.insert(text.rfind('\n', end) + 1, mistake.typed);
}

/// Every message, as it is printed for a person, and how many there are.
std::pair<std::string, Diagnostics> told_of(const std::string& good_case, const Mistake& mistake) {
  if (mistake.where != "table") {
    auto read = casefile::read_text(with_mistake(good_case, mistake));
    std::string told = support::printed(read.out);
    return {std::move(told), std::move(read.out)};
  }
  auto tabled = table::read(
      mistake.typed,
      {.shared = "<case version=\"1\"><asOf>2026-11-20</asOf><condition><text>Asthma</text>"
                 "</condition><provider id=\"reed\"><organization>Reed</organization></provider>"
                 "</case>"}
  );
  for (const table::Row& row : tabled.rows) {
    Diagnostics of_row;
    (void)casefile::read(*row.as_case, casefile::house().options(), of_row);
    for (Diagnostic each : of_row.all()) tabled.out.add(table::told_at_cell(std::move(each), row));
  }
  std::string told = support::printed(tabled.out);
  return {std::move(told), std::move(tabled.out)};
}

}  // namespace

TEST_CASE("each of a hundred mistakes of beginners is told word for word, with what to do") {
  const std::string path = CAREPACKET_SOURCE_DIR "/tests/mistakes.txt";
  const Page page = read_page(tests::read(path));
  CHECK(page.mistakes.size() >= 100);
  {
    const auto read = casefile::read_text(page.good_case);
    INFO("the case itself has no mistake");
    CHECK(support::printed(read.out).empty());
  }
  std::string written = page.head;
  std::set<std::string> titles;
  for (const Mistake& mistake : page.mistakes) {
    INFO(mistake.title);
    CHECK(titles.insert(mistake.title).second);
    auto [told, out] = told_of(page.good_case, mistake);
    CHECK(!out.all().empty());
    for (const Diagnostic& each : out.all()) {
      INFO(shown(each.message, true));
      CHECK(!each.hints.empty());
    }
    if (!told.empty()) told.pop_back();
    CHECK(told == mistake.told);
    written += "== " + mistake.title + (mistake.where.empty() ? "" : " | " + mistake.where) + "\n" +
               mistake.typed + "--\n" + told + "\n\n";
  }
  if (tests::accepting_goldens()) tests::write(path, written);
}
