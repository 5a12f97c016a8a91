#pragma once

#include "engine/base/length.hpp"

#include <cassert>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace engine {

/// A buffer that grows and is used again. Unlike a std::string it hands out room that is not
/// cleared first.
class Bytes {
 public:
  std::string_view view() const { return {bytes_.get(), size_}; }
  std::string_view view(std::size_t begin) const { return view().substr(begin); }
  std::size_t size() const { return size_; }
  void clear() { size_ = 0; }

  /// Room for `most` more bytes; `wrote` says up to where it was used.
  char* room(std::size_t most) {
    if (size_ + most > capacity_) grow(size_ + most);
    return bytes_.get() + size_;
  }
  void wrote(const char* end) {
    assert(end >= bytes_.get() + size_ && end <= bytes_.get() + capacity_);
    size_ = static_cast<std::size_t>(end - bytes_.get());
  }

  /// In line wherever it is used: most of what is written are a few letters of which the compiler
  /// knows how many.
  [[gnu::always_inline]] Bytes& operator<<(std::string_view text) {
    if (text.empty()) return *this;
    char* const at = room(text.size());
    std::memcpy(at, text.data(), text.size());
    size_ += text.size();
    return *this;
  }
  Bytes& operator<<(char c) {
    *room(1) = c;
    ++size_;
    return *this;
  }

 private:
  void grow(std::size_t least) {
    const std::size_t capacity = least < 4096 ? 8192 : least * 2;
    std::unique_ptr<char[]> bytes{new char[capacity]};
    if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
    bytes_ = std::move(bytes);
    capacity_ = capacity;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace engine
