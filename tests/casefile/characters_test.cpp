#include "engine/casefile/characters.hpp"

#include "tests/casefile/vocabulary_of_the_house.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace engine;
using namespace engine::casefile;

namespace {

/// Fonts that have all letters but pictures and Javanese.
struct SomeFonts final : Letters {
  bool has(char32_t c) const override {
    return (c < 0x1F300 || c > 0x1FAFF) && (c < 0xA980 || c > 0xA9DF);
  }
  std::string name_of(char32_t c) const override {
    return c == 0x1F600 ? "grinning face" : c == 0x1F469 ? "woman" : c == 0xA997 ? "ja" : "";
  }
};

struct Printed {
  std::string value;
  std::string told;
};

/// A symptom as the papers print it, and what is told of it.
Printed printed(const std::string& typed, bool with_fonts = true) {
  const SomeFonts letters;
  ReadOptions options = house().options();
  options.letters = with_fonts ? &letters : nullptr;
  const auto read = read_text(
      "<case id='t' version='1'><asOf>2026-11-20</asOf><patient><name><given>Ana</given></name>"
      "</patient><provider id='okafor'><organization>O</organization></provider>"
      "<condition><text>Migraine</text></condition><symptom><text>" +
          typed + "</text></symptom></case>",
      "case.xml",
      options
  );
  Printed result;
  for (const auto& told : read.out.all()) {
    result.told += told.code + " " + shown(told.message, false) + "\n";
    CHECK(told.hints.size() == 1);
  }
  if (read.known) result.value = read.known->root().find("symptom")->find("text")->text();
  return result;
}

}  // namespace

TEST_CASE("a picture that no font has is printed by its name, which touches no word, and told") {
  const Printed alone = printed("\U0001F600");
  CHECK(alone.value == "[grinning face]");
  CHECK(alone.told == "W137 the character U+1F600 is printed as [grinning face]\n");
  CHECK(printed("so\U0001F600so").value == "so [grinning face] so");
  CHECK(printed("(\U0001F600), \U0001F600.").value == "([grinning face]), [grinning face].");
  CHECK(printed("\U0001F600 \U0001F600").told == alone.told);
  CHECK(printed("\U0001F469\u200D\U0001F469\uFE0F").value == "[woman] [woman]");
  CHECK(printed("\U0001F469\U0001F3FD\u200D\U0001F469\U0001F3FD!").value == "[woman] [woman]!");
  CHECK(printed("\uA997 jawa").value == "[ja] jawa");
  CHECK(printed("a \U0001F601").value == "a");
  CHECK(printed("a \U0001F601").told == "W137 the character U+1F601 is left out\n");
}

TEST_CASE("what is read where other fonts are keeps its pictures") {
  CHECK(printed("\U0001F600 \U0001F601", false).value == "\U0001F600 \U0001F601");
  CHECK(printed("\U0001F600", false).told == "");
}

TEST_CASE("bullets and signs of Word's fonts are what they look like, others are left out, told") {
  const Printed signs = printed("\uF0B7 \uF0A7 \uF0FC \uF0A3 5 mg");
  CHECK(signs.value == "• ▪ ✓ ≤ 5 mg");
  CHECK(
      signs.told ==
      "W137 the character U+F0B7 is printed as •\nW137 the character U+F0A7 is printed as ▪\n"
      "W137 the character U+F0FC is printed as ✓\nW137 the character U+F0A3 is printed as ≤\n"
  );
  CHECK(printed("a\uE123\U000F1234\U0010FFFDb").value == "ab");
  CHECK(printed("a\uE123b\uE123").told == "W137 the character U+E123 is left out\n");
}

TEST_CASE("an override never turns words, in the value or behind it, and is told") {
  for (const bool with_fonts : {true, false}) {
    const Printed open = printed("see \u202Egnp.exe", with_fonts);
    CHECK(open.value == "see gnp.exe");
    CHECK(open.told == "W137 the character U+202E is left out\n");
    const Printed closed = printed("\u202Dabc\u202C def", with_fonts);
    CHECK(closed.value == "abc def");
    CHECK(closed.told == "W137 the character U+202D is left out\n");
  }
}

TEST_CASE("marks of direction that pair stay, those that do not are left out and told") {
  for (const auto* pair :
       {"\u202A(330) 555-0114\u202C",
        "\u2067שלום\u2069!",
        "\u2068a \u202Bb\u202C c\u2069",
        "a\u200Eb",
        "C\u061C1",
        "\u200Fa"}) {
    CHECK(printed(pair).value == pair);
    CHECK(printed(pair).told == "");
  }
  const auto rest = [](const std::string& typed) { return printed(typed).value; };
  CHECK(rest("a\u202C b") == "a b");
  CHECK(rest("a\u2069 b") == "a b");
  CHECK(rest("\u202Aa \u2067b") == "a b");
  CHECK(rest("\u2067a \u202Bb\u2069 c") == "\u2067a b\u2069 c");
  CHECK(rest("\u2067a\u202C\u2069") == "\u2067a\u2069");
  CHECK(printed("a\u2069 b").told == "W137 the character U+2069 is left out\n");
}

TEST_CASE("what leaves no trace on paper is not something said") {
  for (const auto* nothing : {"\u200E", "\u2067\u2069", "\u00AD", "\uFE0F", " \u202A \u202C "}) {
    CHECK(printed(nothing).value == "");
  }
}

TEST_CASE("tags, notes between lines and deprecated marks leave nothing, tags are told once") {
  const Printed flag = printed("to \U000E0067\U000E0062\U000E007F us");
  CHECK(flag.value == "to us");
  CHECK(flag.told == "W137 the character U+E0067 is left out\n");
  CHECK(printed("a\uFFF9b\uFFFAc\uFFFBd").value == "abcd");
  CHECK(printed("a\u206Ab").value == "ab");
}

TEST_CASE("a value of more letters than papers print is refused, whatever their bytes") {
  const auto letters = [](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "\u00e9";
    return text;
  };
  CHECK(printed(letters(most_letters)).told == "");
  CHECK(
      printed(letters(most_letters + 1)).told ==
      "W135 <symptom> has no <text>\n"
      "E157 this text has 100,001 letters; at most 100,000 are printed\n"
  );
  CHECK(printed(std::string(most_letters + 1, 'a')).value == "");
}
