#include "engine/base/source.hpp"

#include <catch2/catch.hpp>

using namespace engine;

namespace {
std::pair<int, int> place(const Source& source, std::uint32_t offset) {
  const Place at = source.place(offset);
  return {at.line, at.column};
}
}  // namespace

TEST_CASE("lines and columns count from 1") {
  const Source source{"a.xml", "one\ntwo\n\nfour"};
  CHECK(place(source, 0) == std::pair{1, 1});
  CHECK(place(source, 2) == std::pair{1, 3});
  CHECK(place(source, 3) == std::pair{1, 4});
  CHECK(place(source, 4) == std::pair{2, 1});
  CHECK(place(source, 8) == std::pair{3, 1});
  CHECK(place(source, 9) == std::pair{4, 1});
  CHECK(place(source, 13) == std::pair{4, 5});
}

TEST_CASE("columns count characters, not bytes") {
  const Source source{"a.xml", "<n>Zoë Ólafsdóttir</n>"};
  CHECK(place(source, static_cast<std::uint32_t>(source.text().find(' '))) == std::pair{1, 7});
  CHECK(place(source, static_cast<std::uint32_t>(source.text().find("</n>"))) == std::pair{1, 19});
}

TEST_CASE("a line is quoted without its end, also one of Windows") {
  const Source source{"a.xml", "one\r\ntwo\n"};
  CHECK(source.excerpt(0).text == "one");
  CHECK(source.excerpt(6).text == "two");
  CHECK(source.excerpt(9).text.empty());
  CHECK(source.excerpt(900).text.empty());
}

namespace {
/// A line of 200 characters of two bytes each, and the excerpt around the character `at`.
Excerpt around(const Source& line, std::uint32_t at) {
  return line.excerpt(2 * at);
}
std::string letters(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "\xC3\xAB";
  return text;
}
}  // namespace

TEST_CASE("of a long line the part around the place is shown") {
  const Source line{"a.xml", letters(200) + "\nnext"};
  const Excerpt first = around(line, 0), middle = around(line, 90), last = around(line, 200);
  for (const Excerpt& each : {first, middle, last}) CHECK(each.text.size() == 2 * 160);
  CHECK(first.caret == 0);
  CHECK_FALSE(first.cut_before);
  CHECK(first.cut_behind);
  CHECK(middle.caret == 60);
  CHECK(middle.cut_before);
  CHECK(middle.cut_behind);
  CHECK(last.caret == 160);
  CHECK(last.cut_before);
  CHECK_FALSE(last.cut_behind);
  const Source short_line{"a.xml", letters(160)};
  CHECK(around(short_line, 100).text.size() == 2 * 160);
  CHECK_FALSE(around(short_line, 100).cut_behind);
}

TEST_CASE("places in a text of many blocks are those that counting from its start gives") {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += i % 97 == 0 ? "\n" : i % 3 == 0 ? "\xE2\x82\xAC" : "ab";
  const Source source{"a.xml", text, Source::Holds::author_text, 5};
  int line = 5, column = 1;
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    REQUIRE(place(source, at) == std::pair{line, column});
    ++column;
    if (text[at] == '\n') ++line, column = 1;
  }
}

TEST_CASE("a span says the text it covers") {
  const Source source{"a.xml", "birthDate"};
  CHECK(source.span(5, 9).text() == "Date");
  CHECK(Span{}.text().empty());
  CHECK_FALSE(Span{});
}

TEST_CASE("text that was written because of another place leads back to it") {
  const Source made_of{"letter.mustache", "Dear {{name}},"};
  const Source given{"case.xml", "Okafor", Source::Holds::patient_data};
  Source filled{"letter", "Dear Okafor,"};
  filled.map(0, made_of.span(0, 5));
  filled.map(5, given.span(0, 6));
  filled.map(11, made_of.span(13, 14));
  CHECK(filled.origin(0, 4).text() == "Dear");
  CHECK(filled.origin(7, 8).source == &given);
  CHECK(filled.origin(7, 8).text() == "a");
  CHECK(filled.origin(11, 12).text() == ",");
}

TEST_CASE("what was not copied letter for letter leads back to the whole of its origin") {
  const Source given{"case.xml", "2026-11-20", Source::Holds::patient_data};
  Source filled{"letter", "November 20, 2026"};
  filled.map(0, given.span(0, 10));
  CHECK(filled.origin(9, 11).text() == "2026-11-20");
}

TEST_CASE("text nothing is known of stands for itself") {
  const Source plain{"a.xml", "words"};
  CHECK(plain.origin(1, 3).source == &plain);
  CHECK(plain.origin(1, 3).text() == "or");
}

TEST_CASE("a piece of a larger file counts its lines as that file does") {
  const Source row{"rows.csv", "a,\"b\nc\"", Source::Holds::patient_data, 17};
  CHECK(place(row, 2) == std::pair{17, 3});
  CHECK(place(row, 5) == std::pair{18, 1});
}

TEST_CASE("where a thing was written is followed through every text that was made of it") {
  const Source row{"rows.csv", "a,Rosa", Source::Holds::patient_data, 17};
  Source known{"case.xml", "<n>Rosa</n>"};
  known.map(0, row.span(0, 1));
  known.map(3, row.span(2, 6));
  Source markup{"markup", "Dear Rosa"};
  markup.map(5, known.span(3, 7));
  const Span at = where_written(markup.span(6, 8));
  CHECK(at.source == &row);
  CHECK(at.text() == "os");
  CHECK(where_written(row.span(2, 3)).begin == 2);
  CHECK_FALSE(where_written({}));
}
