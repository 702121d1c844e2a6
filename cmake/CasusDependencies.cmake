# What the library links. Abseil is private: no public header names it (design: Debian builds it with its own
# string_view, and two different Abseils link cleanly and then crash).
#
# A package made available by the parent (add_subdirectory, FetchContent) wins over an installed one.

if(NOT TARGET absl::flat_hash_map)
  find_package(absl CONFIG REQUIRED)
endif()

# Reading .zip, .gz and .zst inputs. -DCMAKE_DISABLE_FIND_PACKAGE_LibArchive=ON builds without it.
if(NOT TARGET LibArchive::LibArchive)
  find_package(LibArchive QUIET)
endif()
if(TARGET LibArchive::LibArchive)
  message(STATUS "casus: compressed input: yes (libarchive)")
else()
  message(STATUS "casus: compressed input: NO, libarchive was not found; only plain files can be read")
endif()

# Reading XML: lists of sanctions. -DCMAKE_DISABLE_FIND_PACKAGE_EXPAT=ON builds without it.
if(NOT TARGET EXPAT::EXPAT)
  find_package(EXPAT QUIET)
endif()
if(TARGET EXPAT::EXPAT)
  message(STATUS "casus: XML input: yes (Expat)")
else()
  message(STATUS "casus: XML input: NO, Expat was not found")
endif()

# Reading JSON: FollowTheMoney. -DCMAKE_DISABLE_FIND_PACKAGE_simdjson=ON builds without it.
if(NOT TARGET simdjson::simdjson)
  find_package(simdjson CONFIG QUIET)
endif()
if(TARGET simdjson::simdjson)
  message(STATUS "casus: JSON input: yes (simdjson)")
else()
  message(STATUS "casus: JSON input: NO, simdjson was not found")
endif()

# Names in scripts other than Latin, Cyrillic and Greek. -DCMAKE_DISABLE_FIND_PACKAGE_ICU=ON builds without it.
if(NOT TARGET ICU::i18n)
  find_package(ICU QUIET COMPONENTS i18n uc)
endif()
if(TARGET ICU::i18n AND TARGET ICU::uc)
  message(STATUS "casus: names in any script: yes (ICU)")
else()
  message(STATUS "casus: names in any script: NO, ICU was not found; Latin, Cyrillic and Greek are read")
endif()

# Checksums of snapshot files: xxHash, whose code is compiled into casus, so that its users need nothing of it.
# -DCASUS_XXHASH_INCLUDE_DIR=OFF builds without it.
find_path(CASUS_XXHASH_INCLUDE_DIR xxhash.h DOC "Folder of xxhash.h, or OFF")
mark_as_advanced(CASUS_XXHASH_INCLUDE_DIR)
if(CASUS_XXHASH_INCLUDE_DIR)
  message(STATUS "casus: snapshot files: yes (xxHash)")
else()
  message(STATUS "casus: snapshot files: NO, xxhash.h was not found")
endif()

# Boost.Date_Time is header-only in C++20; casus::boost needs no Boost library.
if(CASUS_BOOST AND NOT TARGET Boost::headers)
  find_package(Boost 1.74 QUIET)
endif()
if(CASUS_BOOST AND NOT TARGET Boost::headers)
  message(STATUS "casus: casus::boost: NO, Boost was not found")
endif()

# casus::geo: areas and points in polygons. Both are private to it.
set(CASUS_HAVE_GEO FALSE)
if(CASUS_GEO)
  list(PREPEND CMAKE_MODULE_PATH "${CMAKE_CURRENT_LIST_DIR}")
  foreach(package IN ITEMS S2 GeographicLib)
    if(NOT TARGET ${package}::${package})
      find_package(${package} MODULE QUIET)
    endif()
  endforeach()
  list(POP_FRONT CMAKE_MODULE_PATH)
  # S2's headers hold trees of Abseil, which have other fields under AddressSanitizer than in an S2 built without: it
  # links, and then hangs.
  include(CheckCXXSourceCompiles)
  check_cxx_source_compiles("
    #if defined(__SANITIZE_ADDRESS__)
    #error
    #elif defined(__has_feature)
    #if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
    #error
    #endif
    #endif
    int main() {}" CASUS_GEO_NOT_SANITIZED)
  if(NOT CASUS_GEO_NOT_SANITIZED)
    if(NOT CASUS_GEO STREQUAL "AUTO")
      message(FATAL_ERROR "casus: CASUS_GEO=${CASUS_GEO}, but S2 cannot be used under AddressSanitizer")
    endif()
    message(STATUS "casus: casus::geo: NO, S2 cannot be used under AddressSanitizer")
  elseif(TARGET S2::S2 AND TARGET GeographicLib::GeographicLib)
    set(CASUS_HAVE_GEO TRUE)
    message(STATUS "casus: casus::geo: yes (S2, GeographicLib)")
  elseif(CASUS_GEO STREQUAL "AUTO")
    message(STATUS "casus: casus::geo: NO, S2 or GeographicLib was not found")
  else()
    message(FATAL_ERROR "casus: CASUS_GEO=${CASUS_GEO}, but S2 or GeographicLib was not found")
  endif()
endif()
