#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace engine::pdf {

/// The entry of the catalog in which the program keeps something for itself (ISO 32000-1 §14.5),
/// and what the pages held when it wrote them.
std::string private_entries(std::string_view marks, std::uint64_t contents, std::string_view date);

}  // namespace engine::pdf
