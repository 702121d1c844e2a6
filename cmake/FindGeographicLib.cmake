# Finds GeographicLib: GeographicLib_FOUND and the target GeographicLib::GeographicLib. Its own package is asked first;
# Debian 12 has headers and a library alone, and a find module that makes no target. Installed beside casus's package,
# too, as a static casus::geo needs it.
if(NOT TARGET GeographicLib::GeographicLib)
  find_package(GeographicLib CONFIG QUIET)
endif()

include(FindPackageHandleStandardArgs)
if(TARGET GeographicLib::GeographicLib)
  set(GeographicLib_FOUND TRUE)
else()
  find_path(GeographicLib_INCLUDE_DIR GeographicLib/PolygonArea.hpp)
  find_library(GeographicLib_LIBRARY NAMES GeographicLib Geographic)
  mark_as_advanced(GeographicLib_INCLUDE_DIR GeographicLib_LIBRARY)
  find_package_handle_standard_args(GeographicLib REQUIRED_VARS GeographicLib_LIBRARY GeographicLib_INCLUDE_DIR)
  if(GeographicLib_FOUND)
    add_library(GeographicLib::GeographicLib UNKNOWN IMPORTED)
    set_target_properties(GeographicLib::GeographicLib PROPERTIES
      IMPORTED_LOCATION "${GeographicLib_LIBRARY}"
      INTERFACE_INCLUDE_DIRECTORIES "${GeographicLib_INCLUDE_DIR}")
  endif()
endif()
