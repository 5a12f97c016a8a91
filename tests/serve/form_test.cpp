// What a browser sends, read without a browser.

#include "engine/serve/form.hpp"

#include <catch2/catch.hpp>

using namespace engine::serve;

TEST_CASE("a form gives its fields in their order, and line ends are those of a file") {
  const auto form = read_urlencoded("a=1&b=x+y%26z&a=2&empty=&alone&text=one%0D%0Atwo%0Dthree");
  REQUIRE(form);
  CHECK(form->text("a") == "1");
  CHECK(form->all("a") == std::vector<std::string_view>{"1", "2"});
  CHECK(form->text("b") == "x y&z");
  CHECK(form->has("empty"));
  CHECK(form->has("alone"));
  CHECK_FALSE(form->has("nothing"));
  CHECK(form->text("text") == "one\ntwo\nthree");
}

TEST_CASE("a broken escape, or more fields than any page has, is no form") {
  // What is pasted from other programs: their line breaks; what no case can hold is refused.
  CHECK(read_urlencoded("a=one%0Btwo%0Cthree")->text("a") == "one\ntwo\nthree");
  for (const char* no :
       {"%00", "%01", "%08", "%1b", "%7f", "%EF%BF%BE", "%ED%A0%80", "%C0%80", "%FF"})
    CHECK_FALSE(read_urlencoded("a=b" + std::string{no}));
  CHECK_FALSE(read_urlencoded("a=%4"));
  CHECK_FALSE(read_urlencoded("a=%zz"));
  CHECK_FALSE(read_urlencoded("%=1"));
  CHECK(read_urlencoded("a=1&b=2", 2));
  CHECK_FALSE(read_urlencoded("a=1&b=2&c=3", 2));
}

TEST_CASE("a form with a file gives its fields and the bytes of the file") {
  const std::string body =
      "--xy\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nsecret\r\n"
      "--xy\r\ncontent-disposition: form-data; name=\"chart\"; filename=\"a b.zip\"\r\n"
      "Content-Type: application/zip\r\n\r\nPK\r\n--x\r\n\r\n--xy--\r\n";
  const auto read = read_multipart("multipart/form-data; boundary=xy", body);
  REQUIRE(read);
  CHECK(read->form.text("key") == "secret");
  REQUIRE(read->files.size() == 1);
  CHECK(read->files[0].field == "chart");
  CHECK(read->files[0].name == "a b.zip");
  CHECK(read->files[0].bytes == "PK\r\n--x\r\n");
}

TEST_CASE("a form with a file that is not whole is no form") {
  const std::string type = "multipart/form-data; boundary=xy";
  const std::string part = "--xy\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
  CHECK(read_multipart(type, part + "--xy--"));
  CHECK_FALSE(read_multipart(type, part));
  CHECK_FALSE(read_multipart(type, part + "--xy"));
  // Only a file may be long.
  const std::string text = "--xy\r\nContent-Disposition: form-data; name=\"a\"";
  const std::string words(2'000'000, 'x');
  CHECK_FALSE(read_multipart(type, text + "\r\n\r\n" + words + "\r\n--xy--"));
  CHECK(read_multipart(type, text + "; filename=\"a\"\r\n\r\n" + words + "\r\n--xy--"));
  CHECK_FALSE(read_multipart(type, ""));
  CHECK_FALSE(read_multipart(type, "--xy\r\nno head\r\n--xy--"));
  CHECK_FALSE(read_multipart(type, "--xy\r\nContent-Type: a\r\n\r\n1\r\n--xy--"));
  CHECK_FALSE(read_multipart("multipart/form-data", part + "--xy--"));
  CHECK_FALSE(read_multipart("text/plain; boundary=xy", part + "--xy--"));
  CHECK_FALSE(read_multipart(type, part + part + "--xy--", 1));
}

TEST_CASE("an address is a path of plain letters and a query") {
  const auto target = read_target("/question?page=name&item=2");
  REQUIRE(target);
  CHECK(target->path == "/question");
  CHECK(target->query.text("item") == "2");
  CHECK(read_target("/"));
  for (const char* wrong :
       {"",
        "question",
        "/%2e%2e",
        "/a%00",
        "/a b",
        "/?a=\n",
        "/?a=\x7F",
        "/?a= b",
        "http://evil.example/",
        "/a?b=%",
        "*"})
    CHECK_FALSE(read_target(wrong));
  CHECK_FALSE(read_target("/" + std::string(8192, 'a')));
}

TEST_CASE("a cookie is found by its whole name") {
  using Values = std::vector<std::string_view>;
  CHECK(cookies_in("a=1; carepacket-80=xyz; b=2", "carepacket-80") == Values{"xyz"});
  CHECK(cookies_in("xcarepacket-80=no", "carepacket-80").empty());
  CHECK(cookies_in("carepacket-8=no; carepacket-801=no", "carepacket-80").empty());
  CHECK(cookies_in("", "a").empty());
  CHECK(cookies_in("a=1; a=2;a=", "a") == Values{"1", "2", ""});
}

TEST_CASE("a value in a query is read back as itself") {
  const std::string value = "a b&c=d/é%+?#";
  const auto target = read_target("/x?v=" + in_query(value));
  REQUIRE(target);
  CHECK(target->query.text("v") == value);
}

TEST_CASE("texts beside files are as long as a form may be, however many there are") {
  const auto part = [](std::size_t size, const char* more) {
    return "--x\r\nContent-Disposition: form-data; name=\"a\"" + std::string{more} + "\r\n\r\n" +
           std::string(size, 'a') + "\r\n";
  };
  const auto read = [](const std::string& parts) {
    return read_multipart("multipart/form-data; boundary=x", parts + "--x--\r\n").has_value();
  };
  CHECK(read(part(500'000, "") + part(500'000, "")));
  CHECK_FALSE(read(part(600'000, "") + part(600'000, "")));
  CHECK(read(part(600'000, "") + part(5'000'000, "; filename=\"f\"")));
}
