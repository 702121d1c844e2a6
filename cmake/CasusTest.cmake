# The functions that tests/<module>/CMakeLists.txt is written with.
#
# Each module has a ctest label and a build target casus_tests_<module> of its name, so that one can be worked on
# alone: ninja casus_tests_time && ctest -L time.

if(CASUS_TESTING)
  if(NOT TARGET GTest::gtest_main)
    find_package(GTest REQUIRED)
  endif()
  include(GoogleTest)
  # Property tests are written with RapidCheck (LIBRARIES rapidcheck), which shrinks what it finds.
  if(NOT TARGET rapidcheck)
    find_package(rapidcheck CONFIG QUIET)
  endif()
endif()
if(CASUS_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "CASUS_FUZZ needs clang (libFuzzer)")
  endif()
endif()

# What depends on `target` when all tests of a label are built.
function(casus_label_target target)
  foreach(label IN LISTS ARGN)
    if(NOT TARGET casus_tests_${label})
      add_custom_target(casus_tests_${label})
    endif()
    add_dependencies(casus_tests_${label} ${target})
  endforeach()
endfunction()

# What a test is linked to: the library. INTERNAL ones may include private headers ("src/<module>/x.h"), whose symbols
# the shared library hides: there they are made of the library's own objects.
function(casus_link_test target internal)
  get_target_property(type casus TYPE)
  if(internal)
    target_include_directories(${target} PRIVATE "${casus_SOURCE_DIR}")
  endif()
  if(internal AND type STREQUAL "SHARED_LIBRARY")
    target_sources(${target} PRIVATE $<TARGET_OBJECTS:casus>)
    target_include_directories(${target} PRIVATE $<TARGET_PROPERTY:casus,INTERFACE_INCLUDE_DIRECTORIES>)
    target_compile_features(${target} PRIVATE cxx_std_20)
    target_link_libraries(${target} PRIVATE $<TARGET_PROPERTY:casus,LINK_LIBRARIES>)
  else()
    target_link_libraries(${target} PRIVATE casus::casus)
  endif()
endfunction()

# Tests take compilers longer to optimise than they take to run, so that the presets say -O0 here.
set(CASUS_TEST_OPTIONS "" CACHE STRING "Compiler options for the tests alone")
mark_as_advanced(CASUS_TEST_OPTIONS)

# What all tests are compiled with.
function(casus_test_settings target)
  target_link_libraries(${target} PRIVATE GTest::gtest_main GTest::gmock)
  if(TARGET rapidcheck)
    target_link_libraries(${target} PRIVATE rapidcheck)
    target_compile_definitions(${target} PRIVATE CASUS_HAVE_RAPIDCHECK)
  endif()
  target_compile_definitions(${target} PRIVATE "CASUS_SOURCE_DIR=\"${casus_SOURCE_DIR}\"")
endfunction()

# Targets of the same options and definitions can share it.
function(casus_precompile_test target)
  if(NOT CASUS_PRECOMPILE)
    return()
  endif()
  if(NOT TARGET casus_test_headers)
    file(WRITE "${casus_BINARY_DIR}/test_headers.cc" "")
    add_library(casus_test_headers OBJECT "${casus_BINARY_DIR}/test_headers.cc")
    casus_test_settings(casus_test_headers)
    target_compile_options(casus_test_headers PRIVATE ${CASUS_TEST_OPTIONS})
    target_link_libraries(casus_test_headers PRIVATE casus::casus)
    target_precompile_headers(casus_test_headers PRIVATE <gmock/gmock.h> <gtest/gtest.h> <casus/casus.h>)
  endif()
  target_precompile_headers(${target} REUSE_FROM casus_test_headers)
endfunction()

# casus_test(<module> <name> SOURCES files... [LIBRARIES libs...] [LABELS labels...] [INTERNAL] [OPTIMISED])
#
# An executable test_<module>_<name> and one ctest test per TEST in it. Tests that share objects between threads carry
# LABELS threads, and are run under ThreadSanitizer. INTERNAL: see casus_link_test. OPTIMISED: the test itself computes so
# much (an oracle, mostly) that CASUS_TEST_OPTIONS are not for it.
function(casus_test module name)
  cmake_parse_arguments(PARSE_ARGV 2 arg "INTERNAL;OPTIMISED" "" "SOURCES;LIBRARIES;LABELS")
  if(DEFINED arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCES)
    message(FATAL_ERROR "casus_test(${module} ${name}): wrong arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT CASUS_TESTING)
    return()
  endif()

  set(target test_${module}_${name})
  add_executable(${target} ${arg_SOURCES})
  casus_link_test(${target} ${arg_INTERNAL})
  target_include_directories(${target} PRIVATE "${casus_SOURCE_DIR}/tests")  # "lib/x.h"
  casus_test_settings(${target})
  target_link_libraries(${target} PRIVATE ${arg_LIBRARIES})
  if(NOT arg_OPTIMISED)
    target_compile_options(${target} PRIVATE ${CASUS_TEST_OPTIONS})
    casus_precompile_test(${target})
  endif()
  casus_label_target(${target} ${module} ${arg_LABELS})

  # PRE_TEST: the tests are listed when ctest runs, so that a build never executes what it built.
  gtest_discover_tests(${target}
    TEST_PREFIX "${module}.${name}."
    TEST_LIST ${target}_tests
    NO_PRETTY_TYPES
    NO_PRETTY_VALUES
    DISCOVERY_MODE PRE_TEST
    DISCOVERY_TIMEOUT 120
    PROPERTIES TIMEOUT 600)
  set(labels ${module} ${arg_LABELS})
  # gtest_discover_tests() cannot pass on a property that is a list (CMake 3.25), so ctest sets the labels afterwards.
  set(script "${CMAKE_CURRENT_BINARY_DIR}/${target}_labels.cmake")
  file(CONFIGURE OUTPUT "${script}" @ONLY CONTENT
    "if(@target@_tests)\n  set_tests_properties(\${@target@_tests} PROPERTIES LABELS \"@labels@\")\nendif()\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${script}")
endfunction()

# casus_must_not_compile(<module> <file.cc>)
#
# A file (in the caller's folder, or its must_not_compile/) of numbered misuses:
#
#   #if CASUS_CASE == 1
#   // EXPECT: deleted function
#   casus::Day day = 1;
#   #endif
#
# Case 0 (none of the blocks, or one of its own) must compile; each other must fail with an error that matches each of
# its EXPECT lines (extended regular expressions; the two compilers' wordings are joined by |). Only the default
# warnings are on, and of these only an ignored [[nodiscard]] is an error.
function(casus_must_not_compile module file)
  if(NOT CASUS_TESTING)
    return()
  endif()
  cmake_path(ABSOLUTE_PATH file)
  if(NOT EXISTS "${file}")
    cmake_path(GET file FILENAME name)
    set(file "${CMAKE_CURRENT_SOURCE_DIR}/must_not_compile/${name}")
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  cmake_path(GET file STEM stem)

  set(includes "$<TARGET_PROPERTY:casus,INTERFACE_INCLUDE_DIRECTORIES>")
  set(definitions "$<TARGET_PROPERTY:casus,INTERFACE_COMPILE_DEFINITIONS>")
  file(STRINGS "${file}" cases REGEX "^#if CASUS_CASE == [0-9]+$")
  list(TRANSFORM cases REPLACE "^#if CASUS_CASE == " "")
  list(REMOVE_ITEM cases 0)
  if(NOT cases)
    message(FATAL_ERROR "${file} has no line '#if CASUS_CASE == 1'")
  endif()
  foreach(case IN ITEMS 0 LISTS cases)
    set(test "${module}.must_not_compile.${stem}.${case}")
    add_test(NAME "${test}"
      COMMAND sh "${casus_SOURCE_DIR}/tests/lib/must_not_compile.sh" "${file}" "${case}"
        "${CMAKE_CXX_COMPILER}" ${CMAKE_CXX20_STANDARD_COMPILE_OPTION}
        "$<$<BOOL:${includes}>:-I$<JOIN:${includes},;-I>>"
        "$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},;-D>>"
      COMMAND_EXPAND_LISTS)
    set_tests_properties("${test}" PROPERTIES LABELS "${module}" TIMEOUT 120)
  endforeach()
endfunction()

# casus_fuzzer(<module> <name> SOURCES files... [LIBRARIES libs...] [SECONDS n] [INTERNAL])
#
# An executable fuzz_<module>_<name> from a file that defines LLVMFuzzerTestOneInput, and a test (label fuzz) that runs
# it for n seconds (8) from the seeds in corpus/<name>, of which it gets a copy (tests/lib/fuzz.sh). The whole library
# has to be instrumented, which only the asan preset's flags do.
function(casus_fuzzer module name)
  cmake_parse_arguments(PARSE_ARGV 2 arg "INTERNAL" "SECONDS" "SOURCES;LIBRARIES")
  if(DEFINED arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCES)
    message(FATAL_ERROR "casus_fuzzer(${module} ${name}): wrong arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT CASUS_FUZZ)
    return()
  endif()
  if(NOT DEFINED arg_SECONDS)
    set(arg_SECONDS 8)
  endif()
  set(target fuzz_${module}_${name})
  add_executable(${target} ${arg_SOURCES})
  casus_link_test(${target} ${arg_INTERNAL})
  target_link_libraries(${target} PRIVATE ${arg_LIBRARIES})
  target_compile_options(${target} PRIVATE -fsanitize=fuzzer,address,undefined)
  target_link_options(${target} PRIVATE -fsanitize=fuzzer,address,undefined)
  casus_label_target(${target} fuzz)

  add_test(NAME "fuzz.${module}.${name}"
    COMMAND sh "${casus_SOURCE_DIR}/tests/lib/fuzz.sh" $<TARGET_FILE:${target}>
      "${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name}" "${CMAKE_CURRENT_BINARY_DIR}/fuzz/${name}" ${arg_SECONDS})
  set_tests_properties("fuzz.${module}.${name}" PROPERTIES LABELS fuzz)
endfunction()
