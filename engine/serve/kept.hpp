#pragma once

// What is answered to a form that was not just saved. A browser keeps what it has sent for as long
// as the answer is the page that it shows, to be able to send it again, and writes it to the disk;
// of what is answered by a redirect it keeps nothing. So such an answer waits here until the
// browser comes for it.

#include "engine/serve/http.hpp"

#include <deque>
#include <string>
#include <string_view>

namespace engine::serve {

class Kept {
 public:
  /// Keeps an answer to what was sent for a patient (empty: for none of a clinic). The number under
  /// which it is shown can be guessed by nobody who has not the secret of the run.
  std::string keep(Reply reply, std::string patient, const std::string& secret);
  /// nullptr: there is none of that number for that patient, or newer ones have taken its place.
  const Reply* find(std::string_view number, std::string_view patient) const;

  static constexpr std::size_t most = 16, most_bytes = 4u << 20;

 private:
  struct One {
    std::string number, patient;
    Reply reply;
  };
  std::deque<One> all_;  ///< the newest is the last
  std::size_t bytes_ = 0, count_ = 0;
};

}  // namespace engine::serve
