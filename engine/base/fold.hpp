#pragma once

#include <string>
#include <string_view>

namespace engine {

/// A text as far as spelling matters: small letters and digits alone. Case, accents (the Latin
/// letters of U+00C0 to U+00FF and the combining marks of U+0300 to U+036F), blanks and punctuation
/// do not count: "Estado  de México" and "estado_de_mexico" are alike. Letters of other scripts
/// stay as they are.
std::string folded(std::string_view text);

/// Whether two texts are one as far as spelling matters: folded(a) == folded(b), without making
/// either, since most differ in their first letters.
bool are_alike(std::string_view a, std::string_view b);

}  // namespace engine
