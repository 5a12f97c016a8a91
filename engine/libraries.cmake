# Finds every library and font the program is built from, and says in one line what is missing.

set(missing "")
set(packages "")
find_package(PkgConfig)
if(NOT PKG_CONFIG_FOUND)
  message(FATAL_ERROR " carepacket needs packages that are not here. On Debian or Ubuntu: apt-get install pkg-config")
endif()

# need_library(TARGET HEADER NAMES PACKAGE VERSION WHERE): third::TARGET, at least of VERSION, the one the program is
# tested with. NAMES: of the library; empty where a library is its headers. WHERE: what tells the version, a module of
# pkg-config, or a header and the pattern of its line. VERSION is empty where nothing tells it.
# Where a package brings a small library whole, as libNAME.a, it is linked in: what is loaded at each start costs time.
# Not so Expat, which faults are found in every year: Debian's updates of it reach a program that loads it.
function(need_library target header names package version)
  find_path(${target}_INCLUDE ${header} PATH_SUFFIXES harfbuzz)
  if(names)
    find_library(${target}_LIBRARY NAMES ${names})
  endif()
  set(found "")
  if(ARGC EQUAL 6)
    pkg_check_modules(${target}_MODULE QUIET ${ARGV5})
    set(found "${${target}_MODULE_VERSION}")
  elseif(ARGC EQUAL 7 AND ${target}_INCLUDE)
    file(STRINGS ${${target}_INCLUDE}/${ARGV5} line REGEX ${ARGV6})
    string(REGEX REPLACE "${ARGV6}.*" "\\1" found "${line}")
    string(REPLACE "_" "." found "${found}")
  endif()
  if(NOT ${target}_INCLUDE OR (names AND NOT ${target}_LIBRARY) OR (version AND found VERSION_LESS version))
    set(packages "${packages} ${package}" PARENT_SCOPE)
    if(version)
      set(package "${package} (${version} or newer)")
    endif()
    set(missing "${missing}, ${package}" PARENT_SCOPE)
    return()
  endif()
  if(names)
    set_property(GLOBAL APPEND PROPERTY CAREPACKET_LIBRARY_FILES ${${target}_LIBRARY})
  else()
    set_property(GLOBAL APPEND PROPERTY CAREPACKET_LIBRARY_FILES ${${target}_INCLUDE}/${header})
  endif()
  add_library(third::${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(third::${target} SYSTEM INTERFACE ${${target}_INCLUDE})
  target_link_libraries(third::${target} INTERFACE ${${target}_LIBRARY})
endfunction()

need_library(haru hpdf.h hpdf libhpdf-dev 2.3.0 hpdf_version.h "#define HPDF_VERSION_TEXT \"([0-9.]+)\"")
need_library(pugixml pugixml.hpp "libpugixml.a;pugixml" libpugixml-dev 1.13 pugixml)
need_library(harfbuzz hb.h harfbuzz libharfbuzz-dev 6.0 harfbuzz)
need_library(harfbuzz_subset hb-subset.h harfbuzz-subset libharfbuzz-dev 6.0 harfbuzz-subset)
need_library(deflate libdeflate.h "libdeflate.a;deflate" libdeflate-dev 1.14 libdeflate)
need_library(png png.h png libpng-dev 1.6 libpng)
need_library(tiff tiffio.h tiff libtiff-dev 4.5 libtiff-4)
need_library(nettle nettle/sha2.h "libnettle.a;nettle" nettle-dev 3.8 nettle)
need_library(seccomp seccomp.h "libseccomp.a;seccomp" libseccomp-dev 2.5 libseccomp)
need_library(icu unicode/ubidi.h icuuc libicu-dev 72 icu-uc)
need_library(qpdf qpdf/qpdf-c.h qpdf libqpdf-dev 11.3 libqpdf)
need_library(program_options boost/program_options.hpp "libboost_program_options.a;boost_program_options"
  libboost-program-options-dev 1.74 boost/version.hpp "#define BOOST_LIB_VERSION \"([0-9_]+)\"")
need_library(beast boost/beast.hpp "" libboost-dev 1.74 boost/version.hpp "#define BOOST_LIB_VERSION \"([0-9_]+)\"")
need_library(mimalloc mimalloc.h mimalloc libmimalloc-dev 2 mimalloc.h "#define MI_MALLOC_VERSION ([0-9])")
need_library(archive archive.h archive libarchive-dev 3.6 libarchive)
need_library(expat expat.h expat libexpat1-dev 2.5 expat)
need_library(json rapidjson/document.h "" rapidjson-dev 1.1 RapidJSON)
need_library(mustache kainjow/mustache.hpp "" libkainjow-mustache-dev "")  # no file of it tells its version
if(CAREPACKET_TESTS)
  find_path(catch2_3_INCLUDE catch2/catch_all.hpp)
  if(catch2_3_INCLUDE)  # from Debian 13 on
    need_library(catch2 catch2/catch_all.hpp Catch2 catch2 3 catch2)
    find_library(catch2_main_LIBRARY Catch2Main)
    target_include_directories(third::catch2 INTERFACE ${PROJECT_SOURCE_DIR}/tests/support/catch2_3)
    target_link_libraries(third::catch2 INTERFACE ${catch2_main_LIBRARY} ${catch2_LIBRARY})
  else()
    need_library(catch2 catch2/catch.hpp Catch2WithMain catch2 2.13 catch2)
  endif()
endif()

# mimalloc takes the place of malloc and free by being there: nothing names it, so the linker must be told to keep it.
# The sanitizers have an allocator of their own.
if(TARGET third::mimalloc)
  set(keep_mimalloc -Wl,--push-state,--no-as-needed ${mimalloc_LIBRARY} -Wl,--pop-state)
  if(CAREPACKET_SANITIZE)
    set(keep_mimalloc "")
  endif()
  set_target_properties(third::mimalloc PROPERTIES INTERFACE_LINK_LIBRARIES "${keep_mimalloc}")
endif()

# These are opened by their names when they are first needed, and not linked: they bring along other libraries, whose
# loading every start would pay for.
function(open_when_needed target definition)
  if(NOT TARGET third::${target})
    return()
  endif()
  get_filename_component(file ${${target}_LIBRARY} REALPATH)
  string(REGEX MATCH "lib${target}\\.so\\.[0-9]+" soname "${file}")
  set_property(GLOBAL APPEND PROPERTY CAREPACKET_OPENED_FILES ${file})
  if(NOT soname)
    message(FATAL_ERROR " ${file} is not a shared library: carepacket opens lib${target} when it is needed")
  endif()
  set_target_properties(third::${target} PROPERTIES
    INTERFACE_LINK_LIBRARIES "${CMAKE_DL_LIBS}"
    INTERFACE_COMPILE_DEFINITIONS "${definition}=\"${soname}\"")
endfunction()
open_when_needed(qpdf CAREPACKET_LIBQPDF)        # engine/qpdf/library.hpp
open_when_needed(archive CAREPACKET_LIBARCHIVE)  # engine/archive/library.hpp
open_when_needed(tiff CAREPACKET_LIBTIFF)        # engine/image/tiff_library.hpp

# The fonts of the program: name as opened by engine/font, and the package that brings it.
set(CAREPACKET_FONT_FILES "")
set(CAREPACKET_FONT_PACKAGES "")
function(need_font file package)
  find_file(font_${file} ${file} PATHS /usr/share/fonts PATH_SUFFIXES
    truetype/andika truetype/noto truetype/open-sans opentype/noto NO_DEFAULT_PATH)
  if(NOT font_${file})
    set(missing "${missing}, ${package}" PARENT_SCOPE)
    set(packages "${packages} ${package}" PARENT_SCOPE)
  else()
    set(CAREPACKET_FONT_FILES ${CAREPACKET_FONT_FILES} ${font_${file}} PARENT_SCOPE)
    set(CAREPACKET_FONT_PACKAGES ${CAREPACKET_FONT_PACKAGES} ${package} PARENT_SCOPE)
  endif()
endfunction()

include(${CMAKE_CURRENT_LIST_DIR}/font/fonts.cmake)
list(REMOVE_DUPLICATES CAREPACKET_FONT_PACKAGES)

if(missing)
  string(REGEX REPLACE "^, " "" missing "${missing}")
  string(STRIP "${packages}" packages)
  string(REPLACE " " ";" packages "${packages}")
  list(REMOVE_DUPLICATES packages)
  string(REPLACE ";" " " packages "${packages}")
  # A message that begins with a blank stays on one line.
  message(FATAL_ERROR " carepacket needs what is not here: ${missing}. On Debian or Ubuntu: apt-get install ${packages}")
endif()
