#pragma once

// Catch2 3 under the name and with the matchers of version 2: Debian 13 has the one, Debian 12 the
// other.

#include <catch2/catch_all.hpp>

namespace Catch {
using Matchers::EndsWith;
using Matchers::StartsWith;
inline auto Contains(const std::string& part) {
  return Matchers::ContainsSubstring(part);
}
}  // namespace Catch
using Catch::Approx;
