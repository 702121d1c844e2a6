# Install rules, the CMake package, the pkg-config file and the Debian packages.
#
# Three components: casus_runtime (the shared library), casus_dev (everything needed to build against it) and casus_tool
# (the command).

include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/casus")
get_target_property(type casus TYPE)

install(TARGETS casus
  EXPORT casusTargets
  RUNTIME COMPONENT casus_runtime
  LIBRARY COMPONENT casus_runtime NAMELINK_COMPONENT casus_dev
  ARCHIVE COMPONENT casus_dev
  FILE_SET HEADERS COMPONENT casus_dev)
install(EXPORT casusTargets NAMESPACE casus:: DESTINATION "${package_dir}" COMPONENT casus_dev)

# An export set of its own: whoever does not ask for the component boost needs no Boost.
if(TARGET casus_boost)
  install(TARGETS casus_boost EXPORT casusBoostTargets FILE_SET HEADERS COMPONENT casus_dev)
  install(EXPORT casusBoostTargets NAMESPACE casus:: DESTINATION "${package_dir}" COMPONENT casus_dev)
endif()

# The same for geo. A static one asks its users for S2 and GeographicLib, which the find modules know.
set(geo_packages)
if(TARGET casus_geo)
  install(TARGETS casus_geo
    EXPORT casusGeoTargets
    RUNTIME COMPONENT casus_geo_runtime
    LIBRARY COMPONENT casus_geo_runtime NAMELINK_COMPONENT casus_geo_dev
    ARCHIVE COMPONENT casus_geo_dev
    FILE_SET HEADERS COMPONENT casus_geo_dev)
  install(EXPORT casusGeoTargets NAMESPACE casus:: DESTINATION "${package_dir}" COMPONENT casus_geo_dev)
  if(type STREQUAL "STATIC_LIBRARY")
    set(geo_packages S2 GeographicLib)
    install(
      FILES cmake/FindS2.cmake cmake/FindGeographicLib.cmake
      DESTINATION "${package_dir}"
      COMPONENT casus_geo_dev)
  endif()
endif()

if(TARGET casus_tool)
  # Found beside the library wherever the prefix is moved to; under /usr the loader looks there by itself.
  if(NOT CMAKE_INSTALL_PREFIX STREQUAL "/usr")
    cmake_path(RELATIVE_PATH CMAKE_INSTALL_FULL_LIBDIR BASE_DIRECTORY "${CMAKE_INSTALL_FULL_BINDIR}" OUTPUT_VARIABLE path)
    set_target_properties(casus_tool PROPERTIES INSTALL_RPATH "$ORIGIN/${path}")
  endif()
  install(TARGETS casus_tool RUNTIME COMPONENT casus_tool)
endif()

# A shared casus hides what it links. A static one asks its users for all of it, in CMake and in pkg-config.
set(static_packages)
set(static_requires)
set(static_libs)
set(static_cflags)
if(type STREQUAL "STATIC_LIBRARY")
  list(APPEND static_packages "absl CONFIG")
  set(static_requires
    "absl_flat_hash_map absl_flat_hash_set absl_inlined_vector absl_strings absl_str_format")
  set(static_cflags " -DCASUS_STATIC_DEFINE")
  if(TARGET LibArchive::LibArchive)
    list(APPEND static_packages "LibArchive")
    # Not "Requires": with --static that asks for everything a static libarchive would need.
    string(APPEND static_libs " -larchive")
  endif()
  if(TARGET EXPAT::EXPAT)
    list(APPEND static_packages "EXPAT")
    string(APPEND static_libs " -lexpat")
  endif()
  if(TARGET simdjson::simdjson)
    list(APPEND static_packages "simdjson CONFIG")
    string(APPEND static_libs " -lsimdjson")
  endif()
  if(TARGET ICU::i18n AND TARGET ICU::uc)
    list(APPEND static_packages "ICU COMPONENTS i18n uc")
    string(APPEND static_libs " -licui18n -licuuc")
  endif()
  list(TRANSFORM static_packages REPLACE "(.+)" "find_dependency(\\1)")
  list(PREPEND static_packages "include(CMakeFindDependencyMacro)")
endif()
list(JOIN static_packages "\n" static_packages)

# Plain: configure_package_config_file() would leave its variables behind in whoever finds casus.
list(JOIN geo_packages " " geo_packages)
configure_file(cmake/casus-config.cmake.in "${casus_BINARY_DIR}/casus-config.cmake" @ONLY)
# While the version is 0.x, see src/CMakeLists.txt.
write_basic_package_version_file("${casus_BINARY_DIR}/casus-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(
  FILES "${casus_BINARY_DIR}/casus-config.cmake" "${casus_BINARY_DIR}/casus-config-version.cmake"
  DESTINATION "${package_dir}"
  COMPONENT casus_dev)

# Relative to the file itself: absolute paths break when the prefix is moved, or packaged under another one.
cmake_path(SET pc_dir NORMALIZE "/${CMAKE_INSTALL_LIBDIR}/pkgconfig")
cmake_path(RELATIVE_PATH pc_dir BASE_DIRECTORY "/" OUTPUT_VARIABLE pc_dir)
string(REGEX REPLACE "[^/]+" ".." pc_prefix "${pc_dir}")
configure_file(cmake/casus.pc.in "${casus_BINARY_DIR}/casus.pc" @ONLY)
install(
  FILES "${casus_BINARY_DIR}/casus.pc"
  DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig"
  COMPONENT casus_dev)

if(NOT CASUS_PACKAGE)
  return()
endif()

# cpack -G DEB. Configure with -DCMAKE_INSTALL_PREFIX=/usr, which selects Debian's multiarch folders.
set(CPACK_PACKAGE_NAME casus)
set(CPACK_PACKAGE_VERSION "${casus_VERSION}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${casus_DESCRIPTION}")
set(CPACK_PACKAGE_VENDOR "The casus authors")
set(CPACK_PACKAGE_CONTACT "The casus authors")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)

set(runtime_package "libcasus${casus_VERSION_MAJOR}.${casus_VERSION_MINOR}")
set(CPACK_COMPONENTS_ALL casus_dev)
set(CPACK_DEBIAN_CASUS_DEV_PACKAGE_NAME libcasus-dev)
set(CPACK_DEBIAN_CASUS_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_CASUS_DEV_PACKAGE_SUGGESTS "libboost-dev (>= 1.74)")
set(CPACK_COMPONENT_CASUS_DEV_DESCRIPTION "Typed, time-aware conflict data: headers and CMake package")
if(type STREQUAL "SHARED_LIBRARY")
  list(APPEND CPACK_COMPONENTS_ALL casus_runtime)
  set(CPACK_DEBIAN_CASUS_RUNTIME_PACKAGE_NAME "${runtime_package}")
  set(CPACK_DEBIAN_CASUS_RUNTIME_PACKAGE_SECTION libs)
  set(CPACK_COMPONENT_CASUS_RUNTIME_DESCRIPTION "Typed, time-aware conflict data: shared library")
  set(CPACK_DEBIAN_CASUS_DEV_PACKAGE_DEPENDS "${runtime_package} (= ${casus_VERSION})")
else()
  set(CPACK_DEBIAN_CASUS_DEV_PACKAGE_DEPENDS "libabsl-dev, libarchive-dev, libexpat1-dev, libicu-dev, libsimdjson-dev")
endif()
if(TARGET casus_tool)
  list(APPEND CPACK_COMPONENTS_ALL casus_tool)
  set(CPACK_DEBIAN_CASUS_TOOL_PACKAGE_NAME casus)
  set(CPACK_DEBIAN_CASUS_TOOL_PACKAGE_SECTION science)
  set(CPACK_COMPONENT_CASUS_TOOL_DESCRIPTION "Typed, time-aware conflict data: the casus command")
  if(type STREQUAL "SHARED_LIBRARY")
    # shlibdeps has to find the library, and cannot know the package that is only being made.
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${casus_BINARY_DIR}/src")
    set(CPACK_DEBIAN_CASUS_TOOL_PACKAGE_DEPENDS "${runtime_package} (= ${casus_VERSION})")
  endif()
endif()
include(CPack)
