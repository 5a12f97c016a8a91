#pragma once

// HTTP on loopback. The one place that knows sockets: all else of the room is asked with a Request
// and answers with a Reply.

#include "engine/base/base.hpp"
#include "engine/serve/form.hpp"
#include "engine/serve/guard.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine::serve {

/// What got past the guard. Views stay until the reply is made.
struct Request {
  bool is_post = false;
  Target target;
  std::string_view address;  ///< the same as it was sent
  std::string_view content_type, body;
  /// Of the connection: the same when it is asked again (Reply::first).
  std::uint64_t number = 0;
};

struct Reply {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  ///< besides those that all have
  bool is_last = false;                                      ///< nothing is answered behind it
  /// What takes long and touches nothing that other answers do: it is done in a thread of its own,
  /// while others are answered, and then the same request is asked again. Nothing else of such a
  /// reply counts.
  std::function<void()> first;
};

/// A reply that sends the browser elsewhere, by GET (303).
Reply see(std::string place);

/// A port of 127.0.0.1 that is listened to, and of nothing else.
class Listener {
 public:
  struct Options {
    std::uint16_t port = 0;                     ///< 0: one that is free
    std::chrono::seconds idle{30 * 60};         ///< the end, when nobody asked for so long
    std::chrono::milliseconds head{5'000};      ///< the head of a request that takes longer is cut
    std::chrono::milliseconds request{30'000};  ///< and a whole request that takes longer
    int connections = 8;                        ///< at a time; another one waits
    std::string scratch;                        ///< a private folder, for what is uploaded
  };
  enum class End { asked, idle, signal };

  /// Reported: E872 the port is taken or may not be had.
  static Result<std::unique_ptr<Listener>> open(const Options& options, Diagnostics& out);
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener();

  std::uint16_t port() const;
  struct Answers {
    std::function<Reply(const Request&)> answer;
    /// The page for somebody who is not let in and looks at it.
    std::function<Reply()> turned_away;
    /// Called once nothing is answered any more.
    std::function<void()> end;
  };
  /// Answers until a reply was the last, nobody asks for long, or SIGINT, SIGTERM, SIGHUP or
  /// SIGQUIT comes. One request is answered after the other, in this thread; what replies want done
  /// first is done in another one, and is done when this returns.
  End run(const Guard& guard, const Answers& answers);

 private:
  struct Inside;
  explicit Listener(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace engine::serve
