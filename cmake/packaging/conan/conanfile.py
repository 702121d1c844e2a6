import os

from conan import ConanFile
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, rmdir


class CasusConan(ConanFile):
    name = "casus"
    version = "0.1.0"
    description = "Typed, time-aware conflict data"
    license = "Apache-2.0"
    package_type = "library"
    settings = "os", "compiler", "build_type", "arch"
    options = {
        "shared": [True, False],
        "fPIC": [True, False],
        "with_archive": [True, False],
        "with_boost": [True, False],
        "with_icu": [True, False],
        "with_json": [True, False],
        "with_xml": [True, False],
    }
    default_options = {
        "shared": False,
        "fPIC": True,
        "with_archive": True,
        "with_boost": True,
        "with_icu": True,
        "with_json": True,
        "with_xml": True,
    }
    implements = ["auto_shared_fpic"]

    def export_sources(self):
        root = os.path.join(self.recipe_folder, "..", "..", "..")
        for pattern in ("CMakeLists.txt", "LICENSE", "cmake/*", "include/*", "src/*"):
            copy(self, pattern, root, self.export_sources_folder)

    def layout(self):
        cmake_layout(self)

    def requirements(self):
        self.requires("abseil/[>=20220623]")
        # Compiled into casus: no user needs it.
        self.requires("xxhash/[>=0.8]", visible=False, libs=False)
        if self.options.with_archive:
            self.requires("libarchive/[>=3.6]")
        if self.options.with_xml:
            self.requires("expat/[>=2.5]")
        if self.options.with_json:
            self.requires("simdjson/[>=3.0]")
        if self.options.with_icu:
            self.requires("icu/[>=72]")
        if self.options.with_boost:
            # Headers of Boost stand in a header of ours.
            self.requires("boost/[>=1.74]", transitive_headers=True)

    def generate(self):
        CMakeDeps(self).generate()
        toolchain = CMakeToolchain(self)
        for option in ("TESTING", "EXAMPLES", "TOOL", "VERIFY_HEADERS"):
            toolchain.cache_variables[f"CASUS_{option}"] = False
        toolchain.cache_variables["CASUS_BOOST"] = bool(self.options.with_boost)
        toolchain.cache_variables["CMAKE_DISABLE_FIND_PACKAGE_LibArchive"] = not self.options.with_archive
        toolchain.cache_variables["CMAKE_DISABLE_FIND_PACKAGE_EXPAT"] = not self.options.with_xml
        toolchain.cache_variables["CMAKE_DISABLE_FIND_PACKAGE_simdjson"] = not self.options.with_json
        toolchain.cache_variables["CMAKE_DISABLE_FIND_PACKAGE_ICU"] = not self.options.with_icu
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        CMake(self).install()
        # Conan writes both itself.
        rmdir(self, os.path.join(self.package_folder, "lib", "cmake"))
        rmdir(self, os.path.join(self.package_folder, "lib", "pkgconfig"))

    def package_info(self):
        core = self.cpp_info.components["core"]
        core.libs = ["casus"]
        core.set_property("cmake_target_name", "casus::casus")
        core.requires = ["abseil::abseil", "xxhash::xxhash"]
        if self.options.with_archive:
            core.requires.append("libarchive::libarchive")
        if self.options.with_xml:
            core.requires.append("expat::expat")
        if self.options.with_json:
            core.requires.append("simdjson::simdjson")
        if self.options.with_icu:
            core.requires.append("icu::icu")
        if not self.options.shared:
            core.defines = ["CASUS_STATIC_DEFINE"]
        if self.options.with_boost:
            boost = self.cpp_info.components["boost"]
            boost.libs = []
            boost.requires = ["core", "boost::headers"]
            boost.set_property("cmake_target_name", "casus::boost")
