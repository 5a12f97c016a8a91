// Who may have an answer: the decisions, without a socket.

#include "engine/serve/guard.hpp"

#include "engine/serve/peer.hpp"

#include <catch2/catch.hpp>

using namespace engine::serve;

namespace {

Guard guard() {
  return {8642, "the-key", "the-cookie", "the-form"};
}

/// What a browser of ours sends for a page.
Head of_page() {
  Head head;
  head.method = "GET";
  head.target = "/question?page=name";
  head.hosts = 1;
  head.host = "127.0.0.1:8642";
  head.fetch_site = "same-origin";
  head.cookie = "carepacket-8642=the-cookie";
  return head;
}

Head of_form() {
  Head head = of_page();
  head.method = "POST";
  head.target = "/answer";
  head.origin = "http://127.0.0.1:8642";
  head.lengths = 1;
  head.length = 100;
  return head;
}

/// The answer to a head with one thing changed.
template <class Change>
std::optional<int> refused(Head head, Change&& change) {
  change(head);
  return guard().refuses(head);
}

}  // namespace

TEST_CASE("a page and a form of ours are answered") {
  CHECK_FALSE(guard().refuses(of_page()));
  CHECK_FALSE(guard().refuses(of_form()));
  CHECK_FALSE(refused(of_page(), [](Head& head) { head.fetch_site = "none"; }));
  CHECK_FALSE(refused(of_page(), [](Head& head) { head.fetch_site = ""; }));
}

TEST_CASE("another host is not ours, whatever it resolves to") {
  for (const char* host :
       {"evil.example",
        "localhost.evil.example",
        "127.0.0.1:1",
        "127.0.0.1",
        "localhost:8642",
        "",
        "127.0.0.1:8642,evil.example"}) {
    CHECK(refused(of_page(), [&](Head& head) { head.host = host; }) == 421);
  }
  CHECK(refused(of_page(), [](Head& head) { head.hosts = 0; }) == 421);
  CHECK(refused(of_page(), [](Head& head) { head.hosts = 2; }) == 421);
}

TEST_CASE("a form comes from our own origin, or nothing is changed") {
  for (const char* origin :
       {"",
        "null",
        "http://evil.example",
        "http://127.0.0.1:1",
        "https://127.0.0.1:8642",
        "http://127.0.0.1:8642.evil.example"}) {
    CHECK(refused(of_form(), [&](Head& head) { head.origin = origin; }) == 403);
  }
  for (const char* site : {"cross-site", "same-site"}) {
    CHECK(refused(of_form(), [&](Head& head) { head.fetch_site = site; }) == 403);
    CHECK(refused(of_page(), [&](Head& head) { head.fetch_site = site; }) == 403);
  }
}

TEST_CASE("without the cookie there is no page") {
  for (const char* cookie :
       {"",
        "carepacket-8642=",
        "carepacket-8642=the-cookiE",
        "carepacket-8642=the-cookie2",
        "carepacket-1=the-cookie"}) {
    CHECK(refused(of_page(), [&](Head& head) { head.cookie = cookie; }) == 403);
  }
}

TEST_CASE("the page that takes the key is come to from elsewhere, and by no form") {
  const auto from_file = [](Head& head) {
    head.target = "/open?key=1";
    head.fetch_site = "cross-site";
    head.cookie = "";
  };
  CHECK_FALSE(refused(of_page(), from_file));
  CHECK(refused(of_form(), from_file) == 403);
}

TEST_CASE("methods and lengths that nothing here has are refused") {
  for (const char* method : {"TRACE", "CONNECT", "OPTIONS", "PUT", "DELETE", "get"})
    CHECK(refused(of_page(), [&](Head& head) { head.method = method; }) == 405);
  CHECK_FALSE(refused(of_page(), [](Head& head) { head.method = "HEAD"; }));
  CHECK(refused(of_form(), [](Head& head) { head.has_transfer_encoding = true; }) == 400);
  CHECK(refused(of_form(), [](Head& head) { head.lengths = 0; }) == 400);
  CHECK(refused(of_form(), [](Head& head) { head.lengths = 2; }) == 400);
  CHECK(refused(of_page(), [](Head& head) { head.length = 1; }) == 400);
  CHECK(refused(of_form(), [](Head& head) { head.length = Guard::most_of_form + 1; }) == 413);
  CHECK_FALSE(refused(of_form(), [](Head& head) {
    head.target = "/import";
    head.length = Guard::most_of_form + 1;
  }));
  CHECK(refused(of_form(), [](Head& head) {
          head.target = "/import";
          head.length = Guard::most_of_upload + 1;
        }) == 413);
}

TEST_CASE("the key opens once") {
  Guard once = guard();
  CHECK(once.opens("the-key"));
  CHECK_FALSE(once.opens("the-key"));
}

TEST_CASE("once the key is burnt, no guess counts") {
  Guard once = guard();
  CHECK(once.opens("the-key"));
  for (int i = 0; i < 2 * Guard::most_wrong; ++i) CHECK_FALSE(once.opens("guess"));
  CHECK_FALSE(once.is_closed());
  CHECK_FALSE(once.refuses(of_page()));
}

TEST_CASE("a cookie of our name that somebody else set stands in nobody's way") {
  CHECK_FALSE(refused(of_page(), [](Head& head) {
    head.cookie = "carepacket-8642=x; carepacket-8642=the-cookie; a=b";
  }));
}

TEST_CASE("twenty wrong keys close everything") {
  Guard once = guard();
  for (int i = 0; i < Guard::most_wrong - 1; ++i) CHECK_FALSE(once.opens("guess"));
  CHECK_FALSE(once.is_closed());
  CHECK_FALSE(once.opens(""));
  CHECK(once.is_closed());
  CHECK_FALSE(once.opens("the-key"));
  CHECK(once.refuses(of_page()) == 403);
}

TEST_CASE("secrets are the same only as a whole, and nothing is no secret") {
  CHECK(are_same_secret("abc", "abc"));
  CHECK_FALSE(are_same_secret("abc", "abd"));
  CHECK_FALSE(are_same_secret("abc", "ab"));
  CHECK_FALSE(are_same_secret("", ""));
  CHECK(guard().is_own_form("the-form"));
  CHECK_FALSE(guard().is_own_form(""));
}

TEST_CASE("the user at the other end stands in the table of connections") {
  // Port 8642 is 21C2, 40000 is 9C40.
  const std::string table =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout "
      "inode\n"
      "   0: 0100007F:21C2 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 "
      "7\n"
      "   1: 0100007F:21C2 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 "
      "8\n"
      "   2: 0100007F:9C40 0100007F:21C2 01 00000000:00000000 00:00000000 00000000 65534        0 "
      "9\n"
      "   3: 0100007F:9C42 0100007F:21C2 06 00000000:00000000 03:00000000 00000000     0        0 "
      "0\n";
  CHECK(user_of_peer(table, 40000, 8642) == 65534);
  CHECK_FALSE(user_of_peer(table, 40001, 8642));
  CHECK_FALSE(user_of_peer(table, 40000, 8641));
  CHECK_FALSE(user_of_peer("", 40000, 8642));
  // Whoever has gone is not root.
  CHECK_FALSE(user_of_peer(table, 40002, 8642));
}
