# cmake -DEXPECT=<file> -DACTUAL=<file> -P run_example.cmake -- <program> [arguments...]
# Runs the program and fails unless its standard output is the file EXPECT, to the byte.

set(command)
set(after_dashes FALSE)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(i RANGE ${last})
  if(after_dashes)
    list(APPEND command "${CMAKE_ARGV${i}}")
  elseif(CMAKE_ARGV${i} STREQUAL "--")
    set(after_dashes TRUE)
  endif()
endforeach()

execute_process(COMMAND ${command} OUTPUT_FILE "${ACTUAL}" RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  file(READ "${ACTUAL}" output)
  message(FATAL_ERROR "exit status ${status}; it had printed:\n${output}")
endif()

execute_process(COMMAND "${CMAKE_COMMAND}" -E compare_files "${EXPECT}" "${ACTUAL}" RESULT_VARIABLE differs)
if(differs)
  execute_process(COMMAND diff -u "${EXPECT}" "${ACTUAL}")
  message(FATAL_ERROR "the output is not ${EXPECT}; where it is right, copy ${ACTUAL} there")
endif()
