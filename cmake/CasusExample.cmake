# casus_example(<name> SOURCES files... [ARGS arguments...] [EXPECT file] [LIBRARIES libs...])
#
# An executable example_<name> and, where tests are built, a test (label examples) that runs it in the build folder.
# With EXPECT its output must be that file, to the byte.
function(casus_example name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "EXPECT" "SOURCES;ARGS;LIBRARIES")
  if(DEFINED arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCES)
    message(FATAL_ERROR "casus_example(${name}): wrong arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  set(target example_${name})
  add_executable(${target} ${arg_SOURCES})
  target_link_libraries(${target} PRIVATE casus::casus ${arg_LIBRARIES})
  if(NOT CASUS_TESTING)
    return()
  endif()
  if(arg_EXPECT)
    cmake_path(ABSOLUTE_PATH arg_EXPECT)
    add_test(NAME "example.${name}"
      COMMAND "${CMAKE_COMMAND}" "-DEXPECT=${arg_EXPECT}" "-DACTUAL=${CMAKE_CURRENT_BINARY_DIR}/${name}.out"
        -P "${casus_SOURCE_DIR}/tests/lib/run_example.cmake" -- $<TARGET_FILE:${target}> ${arg_ARGS})
  else()
    add_test(NAME "example.${name}" COMMAND ${target} ${arg_ARGS})
  endif()
  set_tests_properties("example.${name}" PROPERTIES LABELS examples TIMEOUT 300)
endfunction()
