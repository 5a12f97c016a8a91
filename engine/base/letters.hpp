#pragma once

#include <string>

namespace engine {

/// Which characters papers can show. Whoever has fonts says so (layout); whoever reads a case asks
/// (casefile), so that what cannot be shown is replaced before any paper is made.
class Letters {
 public:
  Letters() = default;
  Letters(const Letters&) = delete;
  Letters& operator=(const Letters&) = delete;
  virtual ~Letters() = default;

  /// True when some font has it, or it is never seen by itself.
  virtual bool has(char32_t character) const = 0;
  /// Its name in the Unicode Standard, in small letters: "grinning face". Empty when it has none.
  virtual std::string name_of(char32_t character) const = 0;
};

}  // namespace engine
