// The listener by itself: time limits that a person would not wait for.

#include "engine/serve/http.hpp"

#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <future>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace engine;
using namespace engine::serve;
using namespace std::chrono_literals;

namespace {

/// Sends bytes, and gives what comes back until the other end closes.
std::string answer_to(std::uint16_t port, std::string_view bytes) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in there{};
  there.sin_family = AF_INET;
  there.sin_port = htons(port);
  there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0) {
    static_cast<void>(::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL));
    char buffer[4096];
    for (ssize_t got = 0; (got = ::recv(socket, buffer, sizeof buffer, 0)) > 0;)
      answer.append(buffer, static_cast<std::size_t>(got));
  }
  ::close(socket);
  return answer;
}

struct Open {
  tests::TemporaryFolder folder;
  Diagnostics out;
  std::unique_ptr<Listener> listener;
  std::optional<Guard> guard;

  explicit Open(Listener::Options how) {
    how.scratch = folder.path().string();
    auto opened = Listener::open(how, out);
    REQUIRE(opened);
    listener = *std::move(opened);
    guard.emplace(listener->port(), "key", "cookie", "form");
  }
  Listener::End run(const std::function<Reply(const Request&)>& answer) const {
    return listener->run(*guard, {answer, [] { return Reply{.status = 403, .body = "away"}; }});
  }
  std::string head(std::string_view method, std::string_view target) const {
    return std::string{method} + ' ' + std::string{target} + " HTTP/1.1\r\nHost: " + guard->host() +
           "\r\nOrigin: http://" + guard->host() + "\r\nCookie: " + guard->cookie_name() +
           "=cookie\r\n";
  }
};

}  // namespace

TEST_CASE("who is not let in is told so in words, and what nobody looks at by a number alone") {
  Open open{{}};
  const auto port = open.listener->port();
  std::string seen, unseen, other, last;
  std::thread client{[&] {
    const std::string host = "GET /check HTTP/1.1\r\nHost: " + open.guard->host() + "\r\n";
    const std::string looked_at = "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    seen = answer_to(port, host + looked_at + "\r\n");
    unseen = answer_to(port, host + "Sec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n\r\n");
    other = answer_to(port, "GET / HTTP/1.1\r\nHost: evil.example\r\n" + looked_at + "\r\n");
    last = answer_to(port, open.head("GET", "/") + "\r\n");
  }};
  open.run([](const Request&) {
    Reply reply{.body = "in"};
    reply.is_last = true;
    return reply;
  });
  client.join();
  CHECK(seen.starts_with("HTTP/1.1 403 "));
  CHECK(seen.ends_with("\r\n\r\naway"));
  CHECK(unseen.ends_with("\r\n\r\n"));
  CHECK(unseen.starts_with("HTTP/1.1 403 "));
  CHECK(other.starts_with("HTTP/1.1 421 "));
  CHECK(other.ends_with("\r\n\r\n"));
  CHECK(last.ends_with("\r\n\r\nin"));
}

TEST_CASE("others are answered while what takes long is done, and then it is answered itself") {
  Open open{{}};
  const auto port = open.listener->port();
  std::promise<void> begun, other_answered;
  std::string slow, fast;
  std::thread patient{[&] { slow = answer_to(port, open.head("GET", "/slow") + "\r\n"); }};
  std::thread other{[&] {
    begun.get_future().wait();
    fast = answer_to(port, open.head("GET", "/fast") + "\r\n");
    other_answered.set_value();
  }};
  std::vector<std::uint64_t> numbers;
  open.run([&](const Request& request) {
    Reply reply{.body = request.target.path};
    if (request.target.path == "/fast") return reply;
    numbers.push_back(request.number);
    if (numbers.size() == 1)
      reply.first = [&] {
        begun.set_value();
        other_answered.get_future().wait();
      };
    reply.is_last = numbers.size() == 2;
    return reply;
  });
  patient.join();
  other.join();
  CHECK(fast.ends_with("\r\n\r\n/fast"));
  CHECK(slow.ends_with("\r\n\r\n/slow"));
  REQUIRE(numbers.size() == 2);
  CHECK(numbers[0] == numbers[1]);
}

TEST_CASE("what fails beside the others is told, and nobody else is") {
  Open open{{}};
  std::string failed, good;
  std::thread client{[&] {
    failed = answer_to(open.listener->port(), open.head("GET", "/slow") + "\r\n");
    good = answer_to(open.listener->port(), open.head("GET", "/") + "\r\n");
  }};
  open.run([](const Request& request) {
    Reply reply{.body = "good"};
    if (request.target.path == "/slow") reply.first = [] { throw std::runtime_error("a fault"); };
    reply.is_last = request.target.path == "/";
    return reply;
  });
  client.join();
  CHECK(failed.starts_with("HTTP/1.1 500 "));
  CHECK(good.ends_with("\r\n\r\ngood"));
}

TEST_CASE("bytes that come too slowly are cut, and the next one is answered") {
  Listener::Options how;
  how.head = how.request = 1s;
  Open open{how};
  std::string slow, body_missing, good;
  std::thread client{[&] {
    slow = answer_to(open.listener->port(), "GET / HT");
    body_missing = answer_to(
        open.listener->port(),
        open.head("POST", "/answer") + "Content-Type: text/plain\r\nContent-Length: 10\r\n\r\nabc"
    );
    good = answer_to(open.listener->port(), open.head("GET", "/") + "\r\n");
  }};
  const auto end = open.run([](const Request& request) {
    Reply reply{.body = request.target.path};
    reply.is_last = true;
    return reply;
  });
  client.join();
  CHECK(end == Listener::End::asked);
  CHECK(slow.empty());
  CHECK(body_missing.find("200 OK") == std::string::npos);
  CHECK(good.ends_with("\r\n\r\n/"));
}

TEST_CASE("an upload is read from a file that has lost its name already") {
  Open open{{}};
  const std::string body(300'000, 'x');
  std::string answer;
  std::thread client{[&] {
    answer = answer_to(
        open.listener->port(),
        open.head("POST", "/import") +
            "Content-Type: text/plain\r\nContent-Length: 300000\r\n\r\n" + body
    );
  }};
  bool is_whole = false, is_unnamed = false;
  open.run([&](const Request& request) {
    is_whole = request.body == body;
    is_unnamed = std::filesystem::is_empty(open.folder.path());
    Reply reply{.body = "done"};
    reply.is_last = true;
    return reply;
  });
  client.join();
  CHECK(is_whole);
  CHECK(is_unnamed);
  CHECK(answer.ends_with("done"));
  CHECK(std::filesystem::is_empty(open.folder.path()));
}

TEST_CASE("who may not ask does not keep the page open") {
  Listener::Options how;
  how.idle = 1s;
  Open open{how};
  int asked = 0;
  const auto port = open.listener->port();
  std::thread client{[&] {
    const std::string head = "GET / HTTP/1.1\r\nHost: " + open.guard->host() + "\r\n";
    while (asked < 100 && !answer_to(port, head + "\r\n").empty()) {
      ++asked;
      std::this_thread::sleep_for(100ms);
    }
  }};
  CHECK(open.run([](const Request&) { return Reply{}; }) == Listener::End::idle);
  client.join();
  CHECK(asked < 100);
}

TEST_CASE("a head that does not come to its end is cut before a body would be") {
  Listener::Options how;
  how.head = 1s;
  how.request = 3600s;
  Open open{how};
  std::string slow;
  std::thread client{[&] {
    slow = answer_to(open.listener->port(), "GET / HT");
    answer_to(open.listener->port(), open.head("GET", "/") + "\r\n");
  }};
  CHECK(open.run([](const Request&) {
    Reply reply;
    reply.is_last = true;
    return reply;
  }) == Listener::End::asked);
  client.join();
  CHECK(slow.empty());
}

TEST_CASE("a line end makes no header") {
  Open open{{}};
  std::string answer;
  std::thread client{
      [&] { answer = answer_to(open.listener->port(), open.head("GET", "/") + "\r\n"); }};
  open.run([](const Request&) {
    Reply reply = see("/a\r\nSet-Cookie: evil=1");
    reply.is_last = true;
    return reply;
  });
  client.join();
  CHECK(answer.find("303") != std::string::npos);
  CHECK(answer.find("evil") == std::string::npos);
}

TEST_CASE("nobody asking for long is the end") {
  Listener::Options how;
  how.idle = 1s;
  Open open{how};
  CHECK(open.run([](const Request&) { return Reply{}; }) == Listener::End::idle);
}
