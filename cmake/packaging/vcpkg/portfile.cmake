# An overlay port of the checkout that it lies in.
cmake_path(SET SOURCE_PATH NORMALIZE "${CMAKE_CURRENT_LIST_DIR}/../../..")

vcpkg_check_features(OUT_FEATURE_OPTIONS options
  FEATURES
    boost CASUS_BOOST
    tool CASUS_TOOL
  INVERTED_FEATURES
    archive CMAKE_DISABLE_FIND_PACKAGE_LibArchive
    icu CMAKE_DISABLE_FIND_PACKAGE_ICU
    json CMAKE_DISABLE_FIND_PACKAGE_simdjson
    xml CMAKE_DISABLE_FIND_PACKAGE_EXPAT)

vcpkg_cmake_configure(
  SOURCE_PATH "${SOURCE_PATH}"
  OPTIONS ${options} -DCASUS_TESTING=OFF -DCASUS_EXAMPLES=OFF -DCASUS_VERIFY_HEADERS=OFF)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH lib/cmake/casus)
vcpkg_fixup_pkgconfig()
if("tool" IN_LIST FEATURES)
  vcpkg_copy_tools(TOOL_NAMES casus AUTO_CLEAN)
endif()

file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/debug/include")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
