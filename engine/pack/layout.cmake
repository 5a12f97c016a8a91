# cmake -D OUTPUT=FILE -D COMPILER=TEXT -D "SOURCES=A B…" -P layout.cmake: writes a header with a digest of the sources
# that decide what a pack looks like, and of the compiler that lays out their structures.

cmake_minimum_required(VERSION 3.20)

separate_arguments(SOURCES)
set(all "${COMPILER}")
foreach(file IN LISTS SOURCES)
  file(SHA256 ${file} digest)
  string(APPEND all ${digest})
endforeach()
string(SHA256 all "${all}")
file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT "#pragma once

#include <string_view>

namespace engine::pack {

/// A digest of the code that writes and reads packs: one that other code wrote is not read.
constexpr std::string_view layout = \"@all@\";

}  // namespace engine::pack
")
