# What is installed beside the program, and the Debian package (cpack -G DEB; ./dev package).

# The manual and what completes command lines, from the tables that --help prints.
add_executable(carepacket_manual cli/manual_main.cpp)
target_link_libraries(carepacket_manual PRIVATE carepacket::cli carepacket::options)
set(manual ${PROJECT_BINARY_DIR}/manual)
set(topics ${PROJECT_SOURCE_DIR}/templates/help/en)
file(GLOB topic_files CONFIGURE_DEPENDS ${topics}/*.txt)
add_custom_command(OUTPUT ${manual}/bash/carepacket
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${manual}
  COMMAND carepacket_manual ${topics} ${manual}
  COMMAND sh -c "gzip -9n ${manual}/man1/* ${manual}/man7/*"
  DEPENDS carepacket_manual ${topic_files} VERBATIM)

# Which packages are in the program or are opened by it, with their versions (CycloneDX).
get_property(library_files GLOBAL PROPERTY CAREPACKET_LIBRARY_FILES)
get_property(opened_files GLOBAL PROPERTY CAREPACKET_OPENED_FILES)
set(parts ${manual}.cdx.json)
add_custom_command(OUTPUT ${parts}
  COMMAND ${PROJECT_SOURCE_DIR}/engine/parts.py ${PROJECT_VERSION} ${parts} $<TARGET_FILE:carepacket>
    ${library_files} ${opened_files} ${CAREPACKET_FONT_FILES}
  DEPENDS carepacket ${PROJECT_SOURCE_DIR}/engine/parts.py VERBATIM)
# Not of every build: who only makes packets needs no Python.
add_custom_target(carepacket_papers DEPENDS ${manual}/bash/carepacket ${parts})

# Who answers for the package: whoever builds it says so, as for all of Debian's tools.
set(maintainer "carepacket <carepacket@localhost>")
if(DEFINED ENV{DEBEMAIL})
  set(maintainer "$ENV{DEBFULLNAME} <$ENV{DEBEMAIL}>")
endif()
file(WRITE ${manual}.copyright "Copyright (C) 2026 the carepacket authors
Licence: Apache License 2.0, in full in /usr/share/common-licenses/Apache-2.0\n")
file(WRITE ${manual}.changelog "carepacket (${PROJECT_VERSION}-1) unstable; urgency=medium

  * See NEWS.gz beside this file.

 -- ${maintainer}  Thu, 01 Jan 1970 00:00:00 +0000
")

include(GNUInstallDirs)
set(doc ${CMAKE_INSTALL_DATAROOTDIR}/doc/carepacket)
# Who builds the program alone installs it without them.
install(DIRECTORY ${manual}/man1 ${manual}/man7 DESTINATION ${CMAKE_INSTALL_MANDIR} OPTIONAL)
install(FILES ${manual}/bash/carepacket DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/bash-completion/completions OPTIONAL)
install(FILES ${manual}/zsh/_carepacket DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/zsh/vendor-completions OPTIONAL)
install(FILES ${manual}/fish/carepacket.fish DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/fish/vendor_completions.d OPTIONAL)
install(FILES cli/carepacket.desktop DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/applications OPTIONAL)
install(FILES ${parts} DESTINATION ${doc} RENAME carepacket.cdx.json OPTIONAL)
install(FILES ${manual}.copyright DESTINATION ${doc} RENAME copyright OPTIONAL)
install(CODE "
  set(doc \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${doc})
  file(COPY_FILE ${PROJECT_SOURCE_DIR}/engine/CHANGELOG.md \${doc}/NEWS)
  file(COPY_FILE ${manual}.changelog \${doc}/changelog.Debian)
  file(CHMOD \${doc}/NEWS \${doc}/changelog.Debian PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
  execute_process(COMMAND gzip -9nf \${doc}/NEWS \${doc}/changelog.Debian COMMAND_ERROR_IS_FATAL ANY)")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME carepacket)
set(CPACK_PACKAGE_CONTACT "${maintainer}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "papers for a second medical opinion, from one case file")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Questions to ask, letters, permissions and requests for records, filled in
from one XML file and ready to print or to fill in on a screen, in English
and Spanish. Nothing it reads leaves the machine.")
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What is opened when it is needed is linked nowhere: shlibdeps does not see it.
set(opened ${CAREPACKET_FONT_PACKAGES})  # the fonts are links to these
foreach(file IN LISTS opened_files)
  execute_process(COMMAND dpkg-query -S ${file} OUTPUT_VARIABLE owner ERROR_QUIET)
  string(REGEX MATCH "^[^:]+" owner "${owner}")
  list(APPEND opened ${owner})
endforeach()
list(JOIN opened ", " CPACK_DEBIAN_PACKAGE_DEPENDS)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
