// What threads do together: the buffer that keeps the order, and the allowance of a case.

#include "engine/batch/allowance.hpp"
#include "engine/batch/reorder_buffer.hpp"

#include <catch2/catch.hpp>

#include <numeric>
#include <random>
#include <string>

using namespace engine::batch;

TEST_CASE("work is taken in the order of its places, whoever finishes first") {
  for (const std::size_t most : {std::size_t{1}, std::size_t{10}, std::size_t{1'000'000}}) {
    ReorderBuffer<int> buffer{most};
    std::mutex mutex;
    int given = 0;
    std::atomic<int> at_work{4};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        std::mt19937 random{static_cast<unsigned>(t)};
        for (;;) {
          int number = 0;
          std::uint64_t place = 0;
          {
            const std::lock_guard lock{mutex};
            if (given == 400) break;
            number = given++;
            place = buffer.place();
          }
          if (random() % 4 == 0) std::this_thread::yield();
          buffer.put(place, int{number}, 1 + random() % 5);
        }
        if (at_work.fetch_sub(1) == 1) buffer.close();
      });
    }
    std::vector<int> taken;
    while (auto one = buffer.take()) taken.push_back(*one);
    for (auto& thread : threads) thread.join();
    std::vector<int> expected(400);
    std::iota(expected.begin(), expected.end(), 0);
    CHECK(taken == expected);
  }
}

TEST_CASE("when one will never come, nobody waits for him") {
  ReorderBuffer<int> buffer{1};
  const auto lost = buffer.place(), second = buffer.place();
  CHECK(lost != second);
  std::thread waiting{[&] {
    buffer.put(second, 2, 10);
    buffer.put(buffer.place(), 3, 10);
  }};
  std::thread taking{[&] { CHECK_FALSE(buffer.take()); }};
  buffer.abandon();
  waiting.join();
  taking.join();
}

namespace {

/// A step that never ends by itself, and asks for memory as every step of the walk does.
void work_for_ever() {
  for (;;) {
    const std::string text(100, 'x');
    [[maybe_unused]] const volatile char first = text[0];
  }
}

}  // namespace

TEST_CASE("a case that uses up its time is stopped, and the next one is not") {
  Watch watch;
  Allowance allowance{{.time = std::chrono::milliseconds{1}, .bytes = 1u << 30}};
  watch.add(allowance);
  for (int i = 0; i < 3; ++i) {
    try {
      const Allowance::Case within{allowance};
      work_for_ever();
      FAIL("it was not stopped");
    } catch (const Spent& spent) {
      CHECK(spent.what == Spent::What::time);
    }
    const std::string between(1000, 'x');  // no case, no limit
    CHECK(between.size() == 1000);
  }
  watch.remove(allowance);
}

TEST_CASE("a case that needs too much memory is stopped, and what is given back does not count") {
  Allowance allowance{{.time = std::chrono::seconds{1000}, .bytes = 1u << 20}};
  for (int i = 0; i < 3; ++i) {
    const Allowance::Case within{allowance};
    for (int piece = 0; piece < 100; ++piece) {
      const std::vector<char> some(100'000);
      CHECK(some.size() == 100'000);
    }
  }
  for (int i = 0; i < 3; ++i) {
    try {
      const Allowance::Case within{allowance};
      std::vector<std::vector<char>> all;
      for (int piece = 0; piece < 100; ++piece) all.emplace_back(100'000);
      FAIL("it was not stopped");
    } catch (const Spent& spent) {
      CHECK(spent.what == Spent::What::memory);
    }
  }
}

TEST_CASE("limits are of one thread: another one's memory is not a case's") {
  Allowance allowance{{.time = std::chrono::seconds{1000}, .bytes = 1u << 20}};
  const Allowance::Case within{allowance};
  std::size_t size = 0;
  std::thread other{[&] { size = std::vector<char>(10u << 20).size(); }};
  other.join();
  CHECK(size == 10u << 20);
}
