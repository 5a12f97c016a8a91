#pragma once

#include <string_view>

namespace engine::facts {

/// Why a paper is not made, where its reader is told so in their own language: what is said is a
/// fact, made of words of words.xml.
struct Problem {
  std::string_view code;
  /// Their id in words.xml; most have a hint, whose id is this and "-hint".
  std::string_view words;
};

namespace problems {
#define PROBLEM(name, code, words) inline constexpr Problem name{code, words};
#include "engine/facts/problems.def"
#undef PROBLEM

#define PROBLEM(name, code, words) name,
inline constexpr Problem table[] = {
#include "engine/facts/problems.def"
};
#undef PROBLEM
}  // namespace problems

}  // namespace engine::facts
