# Finds the S2 geometry library, https://s2geometry.io: S2_FOUND and the target S2::S2. Newer releases bring a package of
# their own, which is asked first; Debian 12 has headers and a library alone. Installed beside casus's package, too, as
# a static casus::geo needs it.
if(NOT TARGET S2::S2)
  find_package(s2 CONFIG QUIET)
  if(TARGET s2::s2)
    add_library(S2::S2 INTERFACE IMPORTED)
    set_target_properties(S2::S2 PROPERTIES INTERFACE_LINK_LIBRARIES s2::s2)
    set(S2_LIBRARY s2::s2)
    get_target_property(S2_INCLUDE_DIR s2::s2 INTERFACE_INCLUDE_DIRECTORIES)
  else()
    find_path(S2_INCLUDE_DIR s2/s2shape_index.h)
    find_library(S2_LIBRARY s2)
    mark_as_advanced(S2_INCLUDE_DIR S2_LIBRARY)
  endif()
endif()

include(FindPackageHandleStandardArgs)
if(TARGET S2::S2)
  set(S2_FOUND TRUE)
else()
  find_package_handle_standard_args(S2 REQUIRED_VARS S2_LIBRARY S2_INCLUDE_DIR)
  if(S2_FOUND)
    add_library(S2::S2 UNKNOWN IMPORTED)
    set_target_properties(S2::S2 PROPERTIES
      IMPORTED_LOCATION "${S2_LIBRARY}"
      INTERFACE_INCLUDE_DIRECTORIES "${S2_INCLUDE_DIR}")
  endif()
endif()
