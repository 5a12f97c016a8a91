#include "engine/serve/kept.hpp"

#include "engine/hash/hash.hpp"

#include <algorithm>

namespace engine::serve {

std::string Kept::keep(Reply reply, std::string patient, const std::string& secret) {
  std::string number = hash::sha256_hex(secret + "/kept/" + std::to_string(++count_)).substr(0, 32);
  bytes_ += reply.body.size();
  all_.push_back({number, std::move(patient), std::move(reply)});
  while (all_.size() > 1 && (all_.size() > most || bytes_ > most_bytes)) {
    bytes_ -= all_.front().reply.body.size();
    all_.pop_front();
  }
  return number;
}

const Reply* Kept::find(std::string_view number, std::string_view patient) const {
  const auto found = std::ranges::find_if(all_, [&](const One& one) {
    return are_same_secret(one.number, number) && one.patient == patient;
  });
  return found == all_.end() ? nullptr : &found->reply;
}

}  // namespace engine::serve
