#pragma once

#include <string>

namespace engine::pdf {

/// What the colours of the pages mean: the ICC profile of sRGB (IEC 61966-2-1), version 4, as a
/// display profile of three primaries and one curve (ICC.1:2010 §8.3.3). About 500 bytes. It is the
/// profile of the output intent that PDF/A asks for (ISO 19005-2 §6.2.3).
std::string srgb_profile();

}  // namespace engine::pdf
