#include "engine/text/text.hpp"
#include "tests/doc/markup.hpp"

#include <catch2/catch.hpp>

namespace {
using namespace engine;

/// Without the seal.
std::string written(const std::string& blocks) {
  const doc::Document document = doc::test::document(doc::test::page_of(blocks));
  doc::DocumentBundle bundle{.title = "T", .language = "en"};
  bundle.parts.push_back({&document, "T", "paper-1", true, 1});
  std::string file = text::write(bundle);
  CHECK(text::is_untouched(file));
  CHECK_FALSE(text::is_untouched(file + " "));
  return file.substr(0, file.find("\n[carepacket "));
}

}  // namespace

TEST_CASE("blanks, boxes and lists are signs that a braille line shows") {
  const std::string file = written(
      "<ul><li>One</li></ul><check>Asked</check><check ticked='yes'>Sent</check><blank "
      "label='Date'/>"
  );
  CHECK(file.rfind("# Head\n", 0) == 0);
  for (const char* line : {"\n- One\n", "\n[ ] Asked\n", "\n[x] Sent\n", "\nDate: ____\n"}) {
    CAPTURE(file);
    CHECK(file.find(line) != std::string::npos);
  }
}

TEST_CASE("a blank and a box in a cell are signs, too") {
  const std::string file = written(
      "<table columns='1 3'><tbody><tr><th scope='row'>Sent</th><td><fill label='date' "
      "width='2in'/></td></tr><tr><th scope='row'>How</th><td><p><box/> fax <box/> "
      "mail</p><check>called</check></td></tr></tbody></table>"
  );
  CAPTURE(file);
  CHECK(file.find("\nSent: ____\n") != std::string::npos);
  CHECK(file.find("\nHow: [\u00A0] fax [\u00A0] mail [ ] called\n") != std::string::npos);
}

TEST_CASE("a box is never parted by the end of a line") {
  for (std::size_t letters = 50; letters < 72; ++letters) {
    const std::string file = written(
        "<table columns='1 3'><tbody><tr><th scope='row'>Ask</th><td><p>" +
        std::string(letters, 'x') +
        "</p><check>one</check><check>two</check></td></tr></tbody></table>"
    );
    CAPTURE(file);
    CHECK(file.find("[\n]") == std::string::npos);
  }
}

TEST_CASE("lines of a cell are parted by a point where no mark parts them") {
  const std::string file = written(
      "<table columns='1 3'><tbody><tr><th scope='row'>Says</th><td><p>Sure</p><p>Seen: once.</p>"
      "<p>By<br/>video</p></td></tr></tbody></table>"
  );
  CAPTURE(file);
  CHECK(file.find("\nSays: Sure · Seen: once. By · video\n") != std::string::npos);
}

TEST_CASE("no line has more than 72 columns") {
  std::string words;
  for (int i = 0; i < 60; ++i) words += "word ";
  const std::string file = written("<ul><li>" + words + "</li></ul>");
  std::size_t at = 0;
  for (auto end = file.find('\n'); end != std::string::npos;
       at = end + 1, end = file.find('\n', at))
    CHECK(end - at <= 72);
}

TEST_CASE("a soft hyphen is a hyphen at the end of a line, else nothing") {
  const std::string word = "hydroxy\u00ADchloroquine";
  CHECK(written("<p>" + word + "</p>").find("\nhydroxychloroquine\n") != std::string::npos);
  const std::string before(63, 'x');
  CHECK(
      written("<p>" + before + " " + word + "</p>").find(before + " hydroxy-\nchloroquine\n") !=
      std::string::npos
  );
}

TEST_CASE("a line that has no other blanks ends at one that does not break") {
  const std::string half(40, 'x');
  const std::string file = written("<p>" + half + "\u00A0" + half + "\u00A0five</p>");
  CHECK(file.find(half + "\n" + half + "\u00A0five\n") != std::string::npos);
  CHECK(written("<p>a 5\u00A0mg</p>").find("\na 5\u00A0mg\n") != std::string::npos);
}

TEST_CASE("a phone, a date and a title stay on one line of plain text, too") {
  const auto line_with = [](const std::string& term) {
    // As many words before it as leave room for its first part alone.
    const std::string words(66 - term.find(' '), 'x');
    const std::string file = written("<p>a " + words + ' ' + term + " z</p>");
    CAPTURE(file);
    return file.find('\n' + term) != std::string::npos;
  };
  CHECK(line_with("(937) 555-0120"));
  CHECK(line_with("December 1, 2026"));
  CHECK(line_with("Dr. Lindqvist"));
  CHECK_FALSE(line_with("seven sisters"));
}
