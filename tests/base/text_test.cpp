#include "engine/base/ascii.hpp"
#include "engine/base/escape.hpp"
#include "engine/base/utf8.hpp"

#include <catch2/catch.hpp>

using namespace engine;

TEST_CASE("only letters of ASCII change their case") {
  CHECK(lowered("Ärzte ÄB [Z]") == "Ärzte Äb [z]");
  CHECK(same_but_case("UTF-8", "utf-8"));
  CHECK_FALSE(same_but_case("UTF-8", "utf-80"));
  CHECK_FALSE(same_but_case("@", "`"));
  CHECK(contains_but_case("Until REVOKED by me", "revoked"));
  CHECK(contains_but_case("", ""));
  CHECK_FALSE(contains_but_case("revoke", "revoked"));
}

TEST_CASE("white space is trimmed, and collapsed to one blank") {
  CHECK(trimmed(" \t\r\n a  b\n") == "a  b");
  CHECK(trimmed(" \n").empty());
  CHECK(collapsed("") == "");
  CHECK(collapsed(" \n") == "");
  CHECK(collapsed("a b") == "a b");
  CHECK(collapsed("\ta \r\n b\tc ") == "a b c");
  CHECK(collapsed("a\u00A0 b") == "a\u00A0 b");  // a no-break space is no white space of XML
}

TEST_CASE("a byte is found wherever it stands, and so are two side by side") {
  const auto is_tab = [](char c) { return c == '\t'; };
  const auto are_blank = [](char before, char c) { return (before == ' ') & (c == ' '); };
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string letters(size, 'x');
    CHECK_FALSE(any_byte(letters, is_tab));
    CHECK_FALSE(has_folds(letters));
    for (std::size_t at = 0; at < size; ++at) {
      std::string marked = letters;
      marked[at] = '\t';
      CHECK(any_byte(marked, is_tab));
      CHECK(has_folds(marked) == (at > 0));  // texts are trimmed before
      marked[at] = ' ';
      CHECK_FALSE(has_folds(marked));
      if (at + 1 < size) marked[at + 1] = ' ';
      CHECK(any_two_bytes(marked, are_blank) == (at + 1 < size));
    }
  }
}

TEST_CASE("words and lists") {
  CHECK(
      words_of(" visit and\nnot\tdecision ") ==
      std::vector<std::string_view>{"visit", "and", "not", "decision"}
  );
  CHECK(words_of(" ").empty());
  CHECK(list_of(std::vector<std::string_view>{"a", "b", "c"}) == "a, b, c");
  CHECK(list_of({}) == "");
}

TEST_CASE("hexadecimal digits, the highest first") {
  CHECK(hex(0x1F600, 5, upper_hex_digits) == "1F600");
  CHECK(hex(0xAB, 4, lower_hex_digits) == "00ab");
  CHECK(hex(0xFEDCBA9876543210u, 16, lower_hex_digits) == "fedcba9876543210");
  CHECK(hex_of({"\x00\xFF~", 3}, upper_hex_digits) == "00FF7E");
}

TEST_CASE("every character goes to UTF-8 and back, by both decoders") {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, c);
    const Checked checked = checked_at(text);
    const Character trusted = character_at(text, 0);
    const bool same = text.size() == utf8_length(c) && checked.good && checked.value == c &&
                      checked.bytes == text.size() && trusted.value == c &&
                      trusted.next == text.size() && length_of_character(text[0]) == text.size();
    if (!same) FAIL("U+" << std::hex << static_cast<unsigned>(c));
  }
}

TEST_CASE("bytes that are no UTF-8 are told, one at a time") {
  for (const std::string_view bad :
       {"\xC3",
        "\x80",
        "\xC0\x80",
        "\xED\xA0\x80",
        "\xF4\x90\x80\x80",
        "\xE2\x80",
        "\xE0\x9F\xBF",
        "\xF5\x80\x80\x80",
        "\xC3("}) {
    const Checked c = checked_at(bad);
    CHECK_FALSE(c.good);
    CHECK(c.value == 0xFFFD);
    CHECK(c.bytes == 1);
  }
}

TEST_CASE("code points are named with four digits at least") {
  CHECK(code_point_name(0x9) == "U+0009");
  CHECK(code_point_name(0xFFFE) == "U+FFFE");
  CHECK(code_point_name(0x1F600) == "U+1F600");
  CHECK(code_point_name(0x10FFFF) == "U+10FFFF");
}

TEST_CASE("what has a meaning in XML is written so that it has none") {
  CHECK(
      escaped("<a href=\"x\">Tom & Ann's</a>") ==
      "&lt;a href=&quot;x&quot;&gt;Tom &amp; Ann's&lt;/a&gt;"
  );
  CHECK(escaped("'", all_entities) == "&apos;");
  CHECK(escaped("") == "");
}
