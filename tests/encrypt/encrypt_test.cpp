// A locked file, as other programs open it.

#include "tests/encrypt/sealed.hpp"
#include "tests/support/run.hpp"

using namespace tests;

namespace {

const std::string quoted_password = "'" + spoken + "'";
}  // namespace

TEST_CASE("a locked file is AES-256 of revision 6, and a screen reader may read it") {
  const Ran said =
      run_on(locked(page_with({})), "qpdf --show-encryption --password=" + quoted_password + " {}");
  CHECK(said.complaint() == "");
  CHECK(contains(said.out, "R = 6\n"));
  CHECK(contains(said.out, "P = -4\n"));
  for (const char* right :
       {"extract for accessibility: allowed\n",
        "print high resolution: allowed\n",
        "modify forms: allowed\n",
        "stream encryption method: AESv3\n",
        "string encryption method: AESv3\n",
        "file encryption method: AESv3\n"})
    CHECK(contains(said.out, right));
  const Ran checked =
      run_on(locked(page_with({})), "qpdf --check --password=" + quoted_password + " {}");
  CHECK(checked.complaint() == "");
}

TEST_CASE("nothing of a locked file can be read without its password") {
  for (const bool readable : {false, true}) {
    const std::string open = page_with("<case>Elena</case>", readable);
    const std::string closed = locked(open);
    CHECK(contains(open, "<pdf:Producer>carepacket"));
    // Words of eight letters and more: random bytes, and ids in hexadecimal digits, say a short one
    // now and then.
    for (const char* word : {"Elena Rivera", "A letter", "carepacket", "rivera.xml", "D:20261120"})
      CHECK_FALSE(contains(closed, word));
    CHECK(run_on(closed, "pdfinfo {}").complaint() != "");
    CHECK(run_on(closed, "pdfinfo -upw 'correct horse' {}").complaint() != "");
    CHECK(run_on(closed, "qpdf --check --password= {}").complaint() != "");
  }
}

TEST_CASE("with its password a locked file says what it said before, tags and all") {
  const std::string open = page_with({}), closed = locked(open);
  for (const std::string command : {"pdfinfo -struct-text", "pdftotext", "pdfinfo -meta"}) {
    const std::string end = command == "pdftotext" ? " {} -" : " {}";
    const Ran before = run_on(open, command + end);
    const Ran after = run_on(closed, command + " -upw " + quoted_password + end);
    CHECK(before.out.size() > 10);
    CHECK(before.out == after.out);
    CHECK(after.complaint() == "");
  }
  const Ran drawn = run_on(closed, "mutool draw -p " + quoted_password + " -F txt {}");
  CHECK(contains(drawn.out, "Elena Rivera"));
}

TEST_CASE(
    "a password with accents opens the file in programs that prepare it and in those that do not"
) {
  Diagnostics out;
  const auto closed = encrypt::encrypt(page_with({}), password("Contrasen\u0303a 2026"), out);
  REQUIRE(closed);
  CHECK(run_on(*closed, "pdfinfo -upw 'Contrase\u00F1a 2026' {}").complaint() == "");
  CHECK(run_on(*closed, "mutool show -p 'Contrase\u00F1a 2026' {} trailer").complaint() == "");
  CHECK(run_on(*closed, "qpdf --check --password='Contrase\u00F1a 2026' {}").complaint() == "");
}

TEST_CASE("no two locked files are alike, though what is inside is the same") {
  const std::string open = page_with({});
  const std::string first = locked(open), second = locked(open);
  CHECK(first != second);
}

TEST_CASE("a locked file has an identifier of its own, by which it tells that nobody changed it") {
  std::string closed = locked(page_with({}));
  CHECK_FALSE(pdf::is_untouched(closed));
  pdf::identify(closed);
  CHECK(pdf::is_untouched(closed));
  CHECK(run_on(closed, "qpdf --check --password=" + quoted_password + " {}").complaint() == "");
  CHECK(run_on(closed, "pdfinfo -upw " + quoted_password + " {}").complaint() == "");
  closed[closed.size() / 2] = static_cast<char>(closed[closed.size() / 2] ^ 1);
  CHECK_FALSE(pdf::is_untouched(closed));
}

TEST_CASE("a file says whether it is locked") {
  const std::string open = page_with({});
  CHECK_FALSE(encrypt::is_encrypted(open));
  CHECK_FALSE(encrypt::needs_password(open));
  CHECK_FALSE(encrypt::is_encrypted("a text about /Encrypt 1"));
  CHECK(encrypt::is_encrypted(locked(open)));
  CHECK(encrypt::needs_password(locked(open)));
}

TEST_CASE("what is no document is not locked") {
  Diagnostics out;
  CHECK_FALSE(encrypt::encrypt("%PDF-1.7\nnothing", password(), out));
  CHECK(told(out).rfind("E805: the document cannot be encrypted: ", 0) == 0);
}
