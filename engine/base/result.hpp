#pragma once

#include "engine/base/diagnostics.hpp"

#include <utility>
#include <variant>

namespace engine {

/// A value, or the proof that the user has been told why there is none.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : either_{std::move(value)} {}
  Result(Reported told) : either_{told} {}

  explicit operator bool() const { return std::holds_alternative<T>(either_); }
  const T& operator*() const& { return std::get<T>(either_); }
  T& operator*() & { return std::get<T>(either_); }
  T&& operator*() && { return std::get<T>(std::move(either_)); }
  const T* operator->() const { return &std::get<T>(either_); }
  T* operator->() { return &std::get<T>(either_); }
  Reported error() const { return std::get<Reported>(either_); }

 private:
  std::variant<T, Reported> either_;
};

}  // namespace engine
