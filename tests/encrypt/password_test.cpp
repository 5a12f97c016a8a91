#include "tests/encrypt/sealed.hpp"

using namespace tests;

namespace {
std::string refused_password(std::string_view text) {
  Diagnostics out;
  CHECK_FALSE(encrypt::prepare(typed(text), out));
  return told(out);
}
}  // namespace

TEST_CASE("a password is what was typed") {
  CHECK(std::string{password().c_str()} == spoken);
  CHECK(std::string{password("  x  ").c_str()} == "  x  ");
}

TEST_CASE("é typed as one character or as two is the same password") {
  CHECK(std::string{password("Peque\u00F1o").c_str()} == "Peque\u00F1o");
  CHECK(std::string{password("Pequen\u0303o").c_str()} == "Peque\u00F1o");
}

TEST_CASE("what cannot be seen does not count, and every blank is a blank (RFC 4013 §2.1)") {
  CHECK(std::string{password("I\u00ADX").c_str()} == "IX");
  CHECK(std::string{password("\uFEFFIX").c_str()} == "IX");
  CHECK(std::string{password("I\u00A0X").c_str()} == "I X");
  CHECK(std::string{password("\u2168").c_str()} == "IX");
}

TEST_CASE("an empty password is none") {
  CHECK(refused_password("") == "E801: the password is empty");
  CHECK(refused_password("\u00AD") == "E801: the password is empty");
}

TEST_CASE("127 bytes are taken, and not one more") {
  const std::string most(127, 'x');
  CHECK(password(most).c_str() == most);
  const std::string message = "E802: the password is longer than the 127 bytes that a PDF takes";
  CHECK(refused_password(most + 'x') == message);
  CHECK(refused_password(std::string(62, 'x') + "\u4E2D\u4E2D" + std::string(60, 'x')) == message);
  CHECK(refused_password(std::string(encrypt::Secret::most, '\xE9')).rfind("E803", 0) == 0);
}

TEST_CASE("what a PDF password cannot hold is refused by its kind, and not repeated") {
  CHECK(
      refused_password("tab\there") ==
      "E803: the password holds a control character, or another one that cannot be seen"
  );
  CHECK(
      refused_password("key \U0001F511") ==
      "E803: the password holds an emoji, or another character that PDF passwords do not know"
  );
  CHECK(refused_password("caf\xE9") == "E803: the password holds bytes that are not UTF-8");
  CHECK(
      refused_password("\u0633\u0644\u0627\u0645x\u0645") ==
      "E803: the password holds words from right to left and from left to right together"
  );
}

TEST_CASE("a password below twelve characters is short, however many bytes it has") {
  CHECK(password("elevenbytes").is_short());
  CHECK_FALSE(password("twelve bytes").is_short());
  CHECK(password("\u4E2D\u4E2D\u4E2D\u4E2D\u4E2D\u4E2D").is_short());
}

TEST_CASE("a secret holds one line, and nothing when it is wiped") {
  encrypt::Secret secret = typed("abc");
  const char* const at = secret.c_str();
  encrypt::Secret moved = std::move(secret);
  CHECK(moved.c_str() == at);  // moved, not copied
  moved.shorten();
  CHECK(moved.view() == "ab");
  moved.wipe();
  CHECK(moved.view().empty());
  CHECK(std::string_view{at, 3} == std::string_view{"\0\0\0", 3});
  encrypt::Secret full;
  for (std::size_t i = 0; i < encrypt::Secret::most; ++i) CHECK(full.append('x'));
  CHECK_FALSE(full.append('x'));
}
