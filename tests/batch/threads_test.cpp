// What threads do together: the buffer that keeps the order.

#include "engine/batch/reorder_buffer.hpp"

#include <catch2/catch.hpp>

#include <numeric>
#include <random>
#include <string>

using namespace engine;
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
