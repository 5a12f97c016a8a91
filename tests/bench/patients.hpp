#pragma once

#include <string>

namespace tests {

/// The sample as another patient's case: other names, another id, other numbers and birth date.
std::string patient(std::string sample, int number);

/// A name nobody before had: the words that a worker remembers must not make a loop faster than a
/// real night.
std::string made_up_name(int number);

}  // namespace tests
