#include "engine/encrypt/encrypt.hpp"

#include <cstring>
#include <utility>

namespace engine::encrypt {

Secret::Secret() : bytes_{new char[most + 1]{}} {}

Secret::Secret(Secret&& other) noexcept
    : bytes_{std::move(other.bytes_)}, size_{std::exchange(other.size_, 0)} {}

Secret& Secret::operator=(Secret&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(size_, other.size_);
  return *this;
}

Secret::~Secret() {
  wipe();
}

bool Secret::append(char byte) {
  if (!bytes_ || size_ == most) return false;
  bytes_[size_++] = byte;
  return true;
}

void Secret::shorten() {
  if (size_ > 0) bytes_[--size_] = '\0';
}

void Secret::wipe() {
  if (bytes_) ::explicit_bzero(bytes_.get(), most + 1);
  size_ = 0;
}

}  // namespace engine::encrypt
