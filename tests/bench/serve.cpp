// How long the page takes: from the start of the program to the first page, a page of the
// interview, a change until the paper shows it, a folder of patients; and how much memory.
//
//   carepacket_serving CAREPACKET CASE.xml [FOLDER]

#include "tests/support/run.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <regex>
#include <spawn.h>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vector>

extern char** environ;

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>{Clock::now() - start}.count();
}

[[noreturn]] void fail(const char* what) {
  std::fprintf(stderr, "%s\n", what);
  std::exit(1);
}

/// A program with its page open, and a browser that knows its key.
class Page {
 public:
  Page(const std::string& program, const std::string& place) : start_{Clock::now()} {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("pipe");
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    std::vector<std::string> words{
        program, "serve", place, "--no-open", "--as-of", "2026-11-20", "--language", "en"};
    std::vector<char*> plain;
    for (std::string& word : words) plain.push_back(word.data());
    plain.push_back(nullptr);
    if (::posix_spawn(&child_, program.c_str(), &actions, nullptr, plain.data(), environ) != 0)
      fail("the program does not start");
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    std::string said;
    std::array<char, 512> part{};
    std::smatch found;
    const std::regex address{"127\\.0\\.0\\.1:(\\d+)(/open\\?key=[0-9a-f]{64})\n"};
    while (!std::regex_search(said, found, address)) {
      const auto count = ::read(ends[0], part.data(), part.size());
      if (count <= 0) fail("no address");
      said.append(part.data(), static_cast<std::size_t>(count));
    }
    ::close(ends[0]);
    port_ = std::stoi(found[1]);
    const std::string opened = get(found[2]);
    std::smatch cookie;
    if (!std::regex_search(opened, cookie, std::regex{"Set-Cookie: ([^;]*)"})) fail("no cookie");
    cookie_ = cookie[1];
    std::string first = get("/");
    if (first.starts_with("HTTP/1.1 303")) first = get("/patients");
    std::smatch key;
    if (!std::regex_search(first, key, std::regex{"name=\"key\" value=\"([^\"]*)\""}))
      fail("no first page");
    key_ = key[1];
    started_ = since(start_);
  }
  ~Page() {
    ::kill(child_, SIGINT);
    int status = 0;
    ::waitpid(child_, &status, 0);
  }
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  double started() const { return started_; }
  /// The processor's time it has had so far, in milliseconds.
  double spent() const {
    clockid_t clock{};
    timespec now{};
    if (::clock_getcpuclockid(child_, &clock) != 0 || ::clock_gettime(clock, &now) != 0)
      fail("no clock");
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
  }

  std::string get(const std::string& target) const { return ask("GET", target, ""); }
  std::string post(const std::string& target, const std::string& fields) const {
    return ask("POST", target, "key=" + key_ + fields);
  }
  /// The most memory it has had, in kilobytes.
  long memory() const {
    const std::string status = tests::read("/proc/" + std::to_string(child_) + "/status");
    return std::stol(status.substr(status.find("VmHWM:") + 6));
  }

 private:
  std::string ask(const char* method, const std::string& target, const std::string& body) const {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_port = htons(static_cast<std::uint16_t>(port_));
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&where), sizeof where) != 0)
      fail("nobody listens");
    const std::string host = "127.0.0.1:" + std::to_string(port_);
    std::string asked = std::string{method} + ' ' + target + " HTTP/1.1\r\nHost: " + host +
                        "\r\nCookie: " + cookie_ + "\r\nOrigin: http://" + host + "\r\n";
    if (!body.empty())
      asked += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n";
    asked += "\r\n" + body;
    if (::write(socket, asked.data(), asked.size()) != static_cast<ssize_t>(asked.size()))
      fail("not sent");
    std::string answer;
    std::array<char, 65536> part{};
    for (ssize_t count = 0; (count = ::read(socket, part.data(), part.size())) > 0;)
      answer.append(part.data(), static_cast<std::size_t>(count));
    ::close(socket);
    return answer;
  }

  Clock::time_point start_;
  pid_t child_ = 0;
  int port_ = 0;
  std::string cookie_, key_;
  double started_ = 0;
};

/// How long something took, on the clock and of the processor: what else the machine does in the
/// meantime does not count in the second.
struct Times {
  std::vector<double> clock, processor;

  template <class Work>
  void take(const Page& page, Work&& work) {
    const double before = page.spent();
    const auto from = Clock::now();
    work();
    clock.push_back(since(from));
    processor.push_back(page.spent() - before);
  }
};

void row(const char* what, Times times) {
  std::ranges::sort(times.clock);
  std::ranges::sort(times.processor);
  const std::size_t middle = times.clock.size() / 2;
  std::printf(
      "  %-48s %7.1f ms %7.1f ms %9.1f ms %7.1f ms\n",
      what,
      times.clock[middle],
      times.clock.back(),
      times.processor[middle],
      times.processor.back()
  );
}

void memory(const Page& page) {
  std::printf("  %-48s %7.0f MB\n", "memory at most", static_cast<double>(page.memory()) / 1000);
}

void start(const std::string& program, const std::string& place) {
  Times times;
  for (int i = 0; i < 25; ++i) {
    const Page page{program, place};
    times.clock.push_back(page.started());
    times.processor.push_back(page.spent());
  }
  row("from the start to the first page", times);
}

/// All pages of the interview, each five times; those of several, such as items-1, for the first.
void pages(const Page& page, const std::string& templates) {
  const std::string interview = tests::read(templates + "/serve/interview.xml");
  const std::regex one{"<(page|list) id=\"([^\"]+)\""};
  Times times, papers;
  for (auto at = std::sregex_iterator{interview.begin(), interview.end(), one};
       at != std::sregex_iterator{};
       ++at) {
    std::string target = "/question?item=1&page=" + (*at)[2].str();
    if (page.get(target).starts_with("HTTP/1.1 404")) target += "-1";
    for (int i = 0; i < 5; ++i) {
      std::string shown;
      times.take(page, [&] { shown = page.get(target); });
      std::smatch paper;
      if (i == 0 && std::regex_search(shown, paper, std::regex{"src=\"(/sheet[^\"]*)\""})) {
        const std::string address = paper[1];
        papers.take(page, [&] { page.get(address); });
      }
    }
  }
  row("a page of the interview", times);
  row("the paper beside it", papers);
}

/// An answer is sent, the next page is shown, and the paper beside it.
void change(const Page& page) {
  Times times;
  for (int i = 0; i < 25; ++i) {
    const std::string question = page.get("/question?page=name");
    std::smatch seen;
    if (!std::regex_search(question, seen, std::regex{"name=\"seen\" value=\"([^\"]*)\""}))
      fail("no question");
    const std::string fields = "&page=name&do=next&seen=" + seen[1].str() + "&name:1=Elena" +
                               std::to_string(i) + "&name:2=&name:3=Rivera";
    times.take(page, [&] {
      const std::string answer = page.post("/answer", fields);
      if (!answer.starts_with("HTTP/1.1 303")) fail("the answer is not taken");
      page.get("/question?page=other-names");
      page.get("/sheet?kind=transfer-letter");
    });
  }
  row("a change, until the paper shows it", times);
}

void folder(const std::string& program, const std::string& place) {
  const Page page{program, place};
  const auto some = [&](const char* what) {
    Times times;
    for (int from = 0; from < 1000; from += 50)
      times.take(page, [&] { page.get("/patients?from=" + std::to_string(from)); });
    row(what, times);
  };
  some("a folder: a page of patients, the first time");
  some("again");
  for (const char* what : {"all of them, by what is missing, the first time", "again"}) {
    Times times;
    times.take(page, [&] { page.get("/patients?show=missing"); });
    row(what, times);
  }
  memory(page);
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return 2;
  const std::string program = words[1];
  const tests::TemporaryFolder folder_of_case;
  const std::string place = folder_of_case / "case.xml";
  std::filesystem::copy_file(words[2], place);
  std::printf(
      "the page%42s %10s %10s %12s %10s\n", "", "the middle", "slowest", "of processor", "most"
  );
  start(program, place);
  {
    const Page page{program, place};
    const auto templates =
        std::filesystem::path{program}.parent_path() / "share/carepacket/templates";
    pages(page, templates);
    change(page);
    memory(page);
  }
  if (count > 3) folder(program, words[3]);
  return 0;
}
