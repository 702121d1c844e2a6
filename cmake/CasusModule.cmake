# casus_module(<name> [HEADERS files...] [SOURCES files...] [LIBRARIES private-libs...])
#
# Adds a module to the library. HEADERS are relative to include/casus/<name>/, SOURCES to src/<name>/. The HEADERS are
# the only list there is: they are installed, compiled alone, and a header that stands in none is refused by the
# tests. LIBRARIES are never seen by users of a shared casus; those of a static one need them found, so a new one goes
# into CasusDependencies.cmake and casus-config.cmake.in too.
function(casus_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;SOURCES;LIBRARIES")
  if(DEFINED arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "casus_module(${name}): unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(name STREQUAL "time" AND "boost.h" IN_LIST arg_HEADERS)
    message(FATAL_ERROR "casus_module(time): boost.h belongs to casus::boost, which src/CMakeLists.txt defines")
  endif()

  list(TRANSFORM arg_SOURCES PREPEND "${casus_SOURCE_DIR}/src/${name}/")
  list(TRANSFORM arg_HEADERS PREPEND "${casus_SOURCE_DIR}/include/casus/${name}/")
  target_sources(casus PRIVATE ${arg_SOURCES})
  if(arg_HEADERS)
    target_sources(casus PUBLIC
      FILE_SET HEADERS
      BASE_DIRS "${casus_SOURCE_DIR}/include"
      FILES ${arg_HEADERS})
  endif()
  if(arg_LIBRARIES)
    target_link_libraries(casus PRIVATE ${arg_LIBRARIES})
  endif()
endfunction()
