#include "tests/pdf/sheet.hpp"

#include <catch2/catch.hpp>

using namespace tests;

namespace {

/// A field in a Form element of its own.
void add_field(Sheet& sheet, Point at, Size size, page::Entry entry) {
  const auto tag = sheet.tag(page::Role::form);
  const auto number = static_cast<std::uint32_t>(sheet.pages.entries.size());
  sheet.pages.entries.push_back(std::move(entry));
  sheet.add(tag, at, page::Field{size, number});
}

using Is = page::Entry::Is;

std::size_t count_of(const std::string& text, std::string_view words) {
  std::size_t count = 0;
  for (auto at = text.find(words); at != text.npos; at = text.find(words, at + words.size()))
    ++count;
  return count;
}

}  // namespace

TEST_CASE("a field says what it is, what it is called and what is said of it") {
  Sheet sheet;
  add_field(
      sheet,
      {72_pt, 100_pt},
      {200_pt, 20_pt},
      {.is = Is::line, .text_size = {}, .name = "f/name", .accessible_name = "Your name"}
  );
  add_field(
      sheet,
      {72_pt, 200_pt},
      {200_pt, 60_pt},
      {.is = Is::lines, .text_size = 15_pt, .name = "f/notes", .accessible_name = "Notes"}
  );
  const std::string file = write(sheet.pages, true).bytes;
  const auto holds = [&](const char* what) { return file.find(what) != std::string::npos; };
  CHECK(holds("/Subtype/Widget/Rect[72 672 272 692]/F 4/P"));
  CHECK(holds("/FT/Tx/Ff 8388608/AP<</N"));
  CHECK(holds("/T(f/name)/TU(Your name)"));
  CHECK(holds("/FT/Tx/Ff 8392704/DA(/F 15 Tf 0 g)/AP<</N"));
  CHECK(holds("/DA(/F 0 Tf 0 g)"));
  CHECK(holds("/Encoding/WinAnsiEncoding"));
  CHECK_FALSE(holds("NeedAppearances"));
  CHECK(count_of(file, "/Tx BMC\nEMC") == 1);  // one appearance for all that are empty
  CHECK(count_of(file, "/FontFile2") == 2);    // of the page's font and of the fields': one program
  CHECK(count_of(file, "/Length1") == 1);
}

TEST_CASE("a box that is printed with its tick hides it when it is off") {
  Sheet sheet;
  add_field(
      sheet, {72_pt, 100_pt}, {12_pt, 12_pt}, {.is = Is::box, .name = "f/a", .accessible_name = "a"}
  );
  add_field(
      sheet,
      {72_pt, 130_pt},
      {12_pt, 12_pt},
      {.is = Is::box, .is_ticked = true, .name = "f/b", .accessible_name = "b"}
  );
  const std::string file = write(sheet.pages, true).bytes;
  CHECK(count_of(file, "/FT/Btn/V/Off/AS/Off/AP<</N<</Off ") == 1);
  CHECK(count_of(file, "/FT/Btn/V/Yes/AS/Yes/DV/Yes/AP<</N<</Off ") == 1);
  CHECK(count_of(file, "1 g ") == 1);
}

TEST_CASE("Tab goes from field to field as the tags are read, not as they were drawn") {
  Sheet sheet;
  const auto first = sheet.tag(page::Role::form), second = sheet.tag(page::Role::form);
  sheet.pages.entries = {
      {.name = "f/second", .accessible_name = "second"},
      {.name = "f/first", .accessible_name = "first"}};
  sheet.add(second, {72_pt, 200_pt}, page::Field{{100_pt, 20_pt}, 0});
  sheet.add(first, {72_pt, 100_pt}, page::Field{{100_pt, 20_pt}, 1});
  const std::string file = write(sheet.pages, true).bytes;
  const auto number_of = [&](const char* name) {
    const auto begin = file.rfind(" 0 obj", file.find(name));
    const auto line = file.rfind('\n', begin) + 1;
    return file.substr(line, begin - line) + " 0 R";
  };
  const std::string order = '[' + number_of("f/first") + ' ' + number_of("f/second") + ']';
  INFO(order);
  CHECK(count_of(file, order) == 2);  // of the page, and of the form
}
