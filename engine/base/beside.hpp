#pragma once

#include "engine/base/source.hpp"

#include <string_view>

namespace engine {

/// The files that lie beside a case, such as the logo of a clinic. Whoever reads files says what
/// there is (files); whoever makes papers asks.
class Beside {
 public:
  Beside() = default;
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;
  virtual ~Beside() = default;

  /// The bytes of a file of that name, or nothing; they stay as long as this. May be called by
  /// several threads.
  virtual const Source* find(std::string_view name) const = 0;
};

/// True for what can be the name of a file beside a case, and not of one elsewhere: no folder is in
/// it, and it is not hidden.
inline bool is_beside(std::string_view name) {
  return !name.empty() && name.front() != '.' &&
         name.find_first_of("/\\:") == std::string_view::npos;
}

}  // namespace engine
