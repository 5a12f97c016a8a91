#include "engine/serve/maker.hpp"

namespace engine::serve {

Maker::~Maker() {
  stop_ = true;  // what is being made is finished first
  if (thread_.joinable()) thread_.join();
}

void Maker::start(
    MakeAll make, std::vector<std::string> cases, std::string output, Watchdog& watchdog
) {
  {
    const std::lock_guard held{lock_};
    if (now_.is_running) return;
    now_ = {.is_running = true, .all = cases.size()};
  }
  if (thread_.joinable()) thread_.join();
  thread_ = std::thread{[this,
                         make = std::move(make),
                         cases = std::move(cases),
                         output = std::move(output),
                         &watchdog] {
    const auto progress = [&](const Making& so_far) {
      const std::lock_guard held{lock_};
      now_ = so_far;
      now_.is_running = true;
      now_.all = cases.size();
    };
    Making last = make(cases, output, progress, stop_, watchdog);
    const std::lock_guard held{lock_};
    now_ = std::move(last);
    now_.is_running = false;
    now_.is_over = true;
    now_.all = cases.size();
  }};
}

Making Maker::now() const {
  const std::lock_guard held{lock_};
  return now_;
}

}  // namespace engine::serve
