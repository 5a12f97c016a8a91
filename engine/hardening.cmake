# What compiler and linker do so that a mistake of ours is harder to make use of. tests/hardened.py reads it back from
# the finished program. What a compiler or a machine does not have is left out.
include(CheckCXXCompilerFlag)

# Code at an address that nobody knows, tables of addresses that are read-only before main(), no stack that runs.
target_link_options(carepacket_options INTERFACE -pie -Wl,-z,relro,-z,now,-z,noexecstack)

# The rest costs instructions, and is in what people get.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_options(carepacket_options INTERFACE -fPIE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
    -ffile-prefix-map=${PROJECT_BINARY_DIR}=. -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)  # the same bytes in any folder
  foreach(flag
      -fstack-protector-strong   # a frame that was written over ends the program
      -fstack-clash-protection   # a large frame does not step over the guard page
      -fcf-protection=full       # calls and returns go where they may (x86-64: IBT, SHSTK)
      -mbranch-protection=standard)  # the same on arm64
    string(MAKE_C_IDENTIFIER "CAREPACKET_HAS${flag}" has)
    check_cxx_compiler_flag(${flag} ${has})
    if(${has})
      target_compile_options(carepacket_options INTERFACE ${flag})
    endif()
  endforeach()
endif()
