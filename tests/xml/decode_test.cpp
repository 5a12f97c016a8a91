#include "engine/xml/xml.hpp"
#include "tests/support/messages.hpp"

#include <catch2/catch.hpp>

#include <memory>

using namespace engine;
using namespace std::string_literals;

namespace {
/// The text of a file as UTF-8, or what was said about it.
std::string decoded(std::string bytes) {
  Diagnostics out;
  const auto source = xml::decode("f.xml", std::move(bytes), Source::Holds::author_text, out);
  return source ? (*source)->text() : support::printed(out);
}
std::string utf16(std::string_view ascii, bool big) {
  std::string bytes;
  for (const char c : ascii) bytes += big ? "\0"s + c : c + "\0"s;
  return bytes;
}
}  // namespace

TEST_CASE("a byte order mark is taken off") {
  CHECK(decoded("\xEF\xBB\xBF<a/>") == "<a/>");
}

TEST_CASE("UTF-16 and UTF-32 are read with and without a byte order mark") {
  CHECK(decoded("\xFF\xFE" + utf16("<a/>", false)) == "<a/>");
  CHECK(decoded("\xFE\xFF" + utf16("<a/>", true)) == "<a/>");
  CHECK(decoded(utf16("<?xml version='1.0'?><a/>", false)) == "<?xml version='1.0'?><a/>");
  CHECK(decoded(utf16("<?xml version='1.0'?><a/>", true)) == "<?xml version='1.0'?><a/>");
  CHECK(decoded("\xFF\xFE\0\0<\0\0\0a\0\0\0/\0\0\0>\0\0\0"s) == "<a/>");
  CHECK(decoded("\0\0\xFE\xFF\0\0\0<\0\0\0a\0\0\0/\0\0\0>"s) == "<a/>");
}

TEST_CASE("a Latin-1 file that declares itself keeps its accents") {
  CHECK(
      decoded("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>Ren\xE9"
              "e Mu\xF1oz</a>"
      ) == "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>Renée Muñoz</a>"
  );
  CHECK(
      decoded("<?xml version='1.0' encoding='windows-1252'?><a>\x93yes\x94</a>") ==
      "<?xml version='1.0' encoding='windows-1252'?><a>“yes”</a>"
  );
}

TEST_CASE("a declaration of a wide encoding in a text of bytes is left over from another tool") {
  CHECK(
      decoded("<?xml version='1.0' encoding='UTF-16'?><a/>") ==
      "<?xml version='1.0' encoding='UTF-16'?><a/>"
  );
}

TEST_CASE("bytes that are not text are an error at their line and column") {
  CHECK(
      decoded("<a>\n  \xC3\xA9 \xE9</a>") ==
      "f.xml:2:5: error[E101]: this byte is not text in UTF-8\n"
      "    2 |   é \xEF\xBF\xBD</a>\n"
      "      |     ^\n"
      "   = hint: save the file as UTF-8, or name its encoding in the first line: <?xml "
      "version=\"1.0\" encoding=\"windows-1252\"?>\n"
  );
  CHECK(
      decoded("\xFF\xFE<\0a\0>\0\0\xD8<\0"s)
          .find("f.xml:1:4: error[E101]: this byte is not text in UTF-16LE") == 0
  );
  // Overlong forms, halves of pairs and what lies above U+10FFFF are no characters.
  for (const auto* bytes :
       {"\xC0\xAF",
        "\xE0\x80\x80",
        "\xED\xA0\x80",
        "\xF4\x90\x80\x80",
        "\xF0\x8F\xBF\xBF",
        "\xC3",
        "\x80"}) {
    CHECK(decoded(bytes).find("error[E101]") != std::string::npos);
  }
}

TEST_CASE("an encoding nobody knows is an error at its name") {
  CHECK(
      decoded("<?xml version=\"1.0\" encoding=\"UTF-9\"?><a/>") ==
      "f.xml:1:31: error[E102]: unknown encoding UTF-9\n"
      "    1 | <?xml version=\"1.0\" encoding=\"UTF-9\"?><a/>\n"
      "      |                               ^^^^^\n"
      "   = hint: save the file as UTF-8, and write encoding=\"UTF-8\" in its first line\n"
  );
  CHECK(
      decoded("<?xml version='1.0' encoding='ascii//TRANSLIT'?><a/>").find("E102") !=
      std::string::npos
  );
}

TEST_CASE(
    "a control character is an error, and a StageDumps file that calls itself Latin-1 is told so"
) {
  CHECK(decoded("<a>\x01</a>").find("f.xml:1:4: error[E103]: control character U+0001") == 0);
  CHECK(decoded("<a>\tb\r\n</a>") == "<a>\tb\r\n</a>");
  CHECK(
      decoded("<?xml version='1.0' encoding='ISO-8859-1'?><a>it\x92s</a>")
          .find("hint: the file is probably windows-1252") != std::string::npos
  );
  CHECK(decoded("<a>\xEF\xBF\xBE</a>").find("control character U+FFFE") != std::string::npos);
}

TEST_CASE("a document of another program is named, and not read as text") {
  const std::string hint =
      "carepacket: error[E101]: f.xml is %, and not a text file\n"
      "   = hint: a case is a text file whose name ends in .xml: save it as plain text (UTF-8)\n";
  const auto told = [&](const std::string& what) {
    std::string words = hint;
    return words.replace(words.find('%'), 1, what);
  };
  CHECK(decoded("PK\x03\x04\x14\x00word/document.xml"s) == told("a Word document"));
  CHECK(
      decoded("PK\x03\x04\x14\x00xl/workbook.xml"s) ==
      "carepacket: error[E101]: f.xml is a spreadsheet (.xlsx), and not a text file\n"
      "   = hint: a table of cases is made by carepacket batch: save it as \"CSV UTF-8\" first\n"
  );
  CHECK(decoded("PK\x03\x04\x14\x00other"s) == told("a zip file"));
  CHECK(decoded("%PDF-1.7\n") == told("a PDF"));
  CHECK(decoded("{\\rtf1\\ansi}") == told("a rich text document (.rtf)"));
  CHECK(decoded("\xD0\xCF\x11\xE0\xA1\xB1") == told("an old Word or Excel document (.doc, .xls)"));
}
