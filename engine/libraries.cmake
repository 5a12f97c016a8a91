# Finds every library and font the program is built from, and says in one line what is missing.

set(missing "")

# Where a package brings a small library whole, as libNAME.a, it is linked in: what is loaded at each start costs time.
function(need_library target header names package)
  find_path(${target}_INCLUDE ${header} PATH_SUFFIXES harfbuzz)
  find_library(${target}_LIBRARY NAMES ${names})
  if(NOT ${target}_INCLUDE OR NOT ${target}_LIBRARY)
    set(missing "${missing} ${package}" PARENT_SCOPE)
    return()
  endif()
  add_library(third::${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(third::${target} SYSTEM INTERFACE ${${target}_INCLUDE})
  target_link_libraries(third::${target} INTERFACE ${${target}_LIBRARY})
endfunction()

need_library(haru hpdf.h hpdf libhpdf-dev)
need_library(pugixml pugixml.hpp "libpugixml.a;pugixml" libpugixml-dev)
need_library(harfbuzz hb.h harfbuzz libharfbuzz-dev)
need_library(harfbuzz_subset hb-subset.h harfbuzz-subset libharfbuzz-dev)
need_library(deflate libdeflate.h "libdeflate.a;deflate" libdeflate-dev)
need_library(png png.h png libpng-dev)
need_library(nettle nettle/sha2.h "libnettle.a;nettle" nettle-dev)
need_library(icu unicode/ubidi.h icuuc libicu-dev)
need_library(qpdf qpdf/qpdf-c.h qpdf libqpdf-dev)
need_library(program_options boost/program_options.hpp "libboost_program_options.a;boost_program_options" libboost-program-options-dev)
need_library(mimalloc mimalloc.h mimalloc libmimalloc-dev)

# mimalloc takes the place of malloc and free by being there: nothing names it, so the linker must be told to keep it.
# The sanitizers have an allocator of their own.
if(TARGET third::mimalloc)
  set(keep_mimalloc -Wl,--push-state,--no-as-needed ${mimalloc_LIBRARY} -Wl,--pop-state)
  if(CAREPACKET_SANITIZE)
    set(keep_mimalloc "")
  endif()
  set_target_properties(third::mimalloc PROPERTIES INTERFACE_LINK_LIBRARIES "${keep_mimalloc}")
endif()

need_library(archive archive.h archive libarchive-dev)

# These are opened by their names when they are first needed, and not linked: they bring along other libraries, whose
# loading every start would pay for.
function(open_when_needed target definition)
  if(NOT TARGET third::${target})
    return()
  endif()
  get_filename_component(file ${${target}_LIBRARY} REALPATH)
  string(REGEX MATCH "lib${target}\\.so\\.[0-9]+" soname "${file}")
  if(NOT soname)
    message(FATAL_ERROR " ${file} is not a shared library: carepacket opens lib${target} when it is needed")
  endif()
  set_target_properties(third::${target} PROPERTIES
    INTERFACE_LINK_LIBRARIES "${CMAKE_DL_LIBS}"
    INTERFACE_COMPILE_DEFINITIONS "${definition}=\"${soname}\"")
endfunction()
open_when_needed(qpdf CAREPACKET_LIBQPDF)        # engine/encrypt/qpdf/library.hpp
open_when_needed(archive CAREPACKET_LIBARCHIVE)  # engine/batch/archive/library.hpp

# Libraries that are headers alone.
function(need_headers target header package)
  find_path(${target}_INCLUDE ${header})
  if(NOT ${target}_INCLUDE)
    set(missing "${missing} ${package}" PARENT_SCOPE)
    return()
  endif()
  add_library(third::${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(third::${target} SYSTEM INTERFACE ${${target}_INCLUDE})
endfunction()
need_headers(json rapidjson/document.h rapidjson-dev)
need_headers(mustache kainjow/mustache.hpp libkainjow-mustache-dev)

if(CAREPACKET_TESTS)
  need_library(catch2 catch2/catch.hpp Catch2WithMain catch2)
endif()

# The fonts of the program: name as opened by engine/font, and the package that brings it.
set(CAREPACKET_FONT_FILES "")
set(CAREPACKET_FONT_PACKAGES "")
function(need_font file package)
  find_file(font_${file} ${file} PATHS /usr/share/fonts PATH_SUFFIXES
    truetype/andika truetype/noto truetype/open-sans opentype/noto NO_DEFAULT_PATH)
  if(NOT font_${file})
    set(missing "${missing} ${package}" PARENT_SCOPE)
  else()
    set(CAREPACKET_FONT_FILES ${CAREPACKET_FONT_FILES} ${font_${file}} PARENT_SCOPE)
    set(CAREPACKET_FONT_PACKAGES ${CAREPACKET_FONT_PACKAGES} ${package} PARENT_SCOPE)
  endif()
endfunction()

include(${CMAKE_CURRENT_LIST_DIR}/font/fonts.cmake)
list(REMOVE_DUPLICATES CAREPACKET_FONT_PACKAGES)

if(missing)
  string(STRIP "${missing}" missing)
  string(REPLACE " " ";" missing "${missing}")
  list(REMOVE_DUPLICATES missing)
  string(REPLACE ";" " " missing "${missing}")
  # A message that begins with a blank stays on one line.
  message(FATAL_ERROR " carepacket needs packages that are not here. On Debian or Ubuntu: apt-get install ${missing}")
endif()
