#pragma once

// All packets of a folder, made in a thread of their own while pages are shown.

#include "engine/serve/serve.hpp"

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace engine::serve {

class Maker {
 public:
  Maker() = default;
  ~Maker();
  Maker(const Maker&) = delete;
  Maker& operator=(const Maker&) = delete;

  /// Begins, unless it is going on already.
  void start(MakeAll make, std::vector<std::string> cases, std::string output, Watchdog& watchdog);
  Making now() const;

 private:
  mutable std::mutex lock_;
  Making now_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

}  // namespace engine::serve
