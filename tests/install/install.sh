#!/bin/sh
# install.sh <step> <root> <build tree of the static library> <work folder> <compiler>
# Installs casus, moves it, and lets a stranger's program find it there (tests/consumer). Each step is a ctest test.
set -eu
step=$1
root=$2
static_tree=$3
work=$4
compiler=$5

consumer=$root/tests/consumer
shared_tree=$work/shared_tree
mkdir -p "$work"
unset DESTDIR CMAKE_PREFIX_PATH PKG_CONFIG_PATH

fail() {
  echo "FAILED: $*"
  exit 1
}

configure() { cmake -G Ninja -DCMAKE_CXX_COMPILER="$compiler" "$@" > configure.log 2>&1 || { cat configure.log; fail "configure $*"; }; }
build() { cmake --build "$1" > build.log 2>&1 || { cat build.log; fail "build $1"; }; }

# A fresh folder for this step.
enter() {
  rm -rf "${work:?}/$1"
  mkdir -p "$work/$1"
  cd "$work/$1"
}

runs() {
  "$@" > run.log || fail "$* does not run"
  grep -qx 'casus 0\.1\.0 2014-03-18 possible' run.log || fail "$* printed: $(cat run.log)"
}

# find_consumer <prefix> [cmake arguments...]: builds and runs the program against the package in a prefix.
find_consumer() {
  prefix=$1
  shift
  configure -S "$consumer/find_package" -B build -DCMAKE_PREFIX_PATH="$prefix" "$@"
  grep -q "^casus_DIR:PATH=$prefix/" build/CMakeCache.txt || fail "another casus was found: $(grep ^casus_DIR build/CMakeCache.txt)"
  build build
  runs build/consumer
  build/consumer_boost || fail "consumer_boost"
  [ ! -e build/consumer_geo ] || build/consumer_geo || fail "consumer_geo"
}

# stage <kind> <build tree>: installs into one folder and moves it to $work/<kind>/moved.
stage() {
  enter "$1"
  cmake --install "$2" --prefix "$work/$1/first" > install.log
  if texts=$(grep -rIl -e "$2" -e "$work/$1/first" -e "$root" first --include='*.cmake' --include='*.pc'); then
    fail "absolute paths in $texts"
  fi
  mv first moved
}

# pkgconfig <kind> [--static]
pkgconfig() {
  kind=$1
  shift
  enter "pkgconfig_$kind"
  moved=$work/$kind/moved
  PKG_CONFIG_PATH=$(dirname "$(find "$moved" -name casus.pc)")
  export PKG_CONFIG_PATH
  [ "$(pkg-config --modversion casus)" = 0.1.0 ] || fail "version $(pkg-config --modversion casus)"
  # Not "-static" for the compiler: Debian has simdjson as a shared library only.
  # shellcheck disable=SC2046  # flags are words
  "$compiler" -std=c++20 "$consumer/main.cc" -o consumer $(pkg-config --cflags casus) $(pkg-config --libs "$@" casus)
  LD_LIBRARY_PATH=$(dirname "$PKG_CONFIG_PATH")
  export LD_LIBRARY_PATH
  runs ./consumer
}

case $step in
  subdirectory)
    # The parent asks for all that casus leaves to those who build it alone, so that the shared copy and the packages
    # come from here. Neither optimised nor with debug information: only what is exported and installed is looked at.
    mkdir -p "$shared_tree"
    cd "$shared_tree"
    configure -S "$consumer/subdirectory" -B . -DCASUS_ROOT="$root" -DMODE=add_subdirectory -DBUILD_SHARED_LIBS=ON \
      -DCMAKE_INSTALL_PREFIX=/usr -DCASUS_INSTALL=ON -DCASUS_PACKAGE=ON -DCASUS_TOOL=ON -DCASUS_READERS=OFF \
      -DCASUS_GEO=OFF
    build .
    runs ./consumer
    ;;
  stage_static) stage static "$static_tree" ;;
  stage_shared) stage shared "$shared_tree" ;;
  find_static)
    enter find_static
    find_consumer "$work/static/moved"
    ;;
  find_shared)
    # Abseil is not to be seen through a shared casus: neither needed to build nor linked directly.
    enter find_shared
    find_consumer "$work/shared/moved" -DCMAKE_DISABLE_FIND_PACKAGE_absl=ON
    if objdump -p build/consumer | grep 'NEEDED *libabsl'; then
      fail "the consumer links Abseil itself"
    fi
    library=$(find "$work/shared/moved" -name 'libcasus.so.0.1.0')
    objdump -p "$library" | grep -q 'SONAME *libcasus\.so\.0\.1$' || fail "SONAME"
    # What is exported but not ours are weak instantiations of templates.
    foreign=$(nm -DC --defined-only "$library" | grep -v -e ' [WVu] ' -e ' casus::' -e ' for casus::' || true)
    [ -z "$foreign" ] || fail "exported, but not ours: $foreign"
    ;;
  pkgconfig_static) pkgconfig static --static ;;
  pkgconfig_shared) pkgconfig shared ;;
  components)
    for kind in static shared; do
      enter "components_$kind"
      set -- -S "$consumer/components" -DCMAKE_PREFIX_PATH="$work/$kind/moved"
      geo=OFF
      [ -z "$(find "$work/$kind/moved" -name casusGeoTargets.cmake)" ] || geo=ON
      configure "$@" -B with_boost -DHAVE_BOOST=ON -DHAVE_GEO=$geo
      configure "$@" -B without_boost -DHAVE_BOOST=OFF -DHAVE_GEO=$geo -DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON
      [ "$kind" = shared ] || configure "$@" -B without_s2 -DHAVE_BOOST=ON -DHAVE_GEO=OFF -DCMAKE_DISABLE_FIND_PACKAGE_S2=ON
    done
    ;;
  fetch)
    enter fetch
    configure -S "$consumer/subdirectory" -B source -DCASUS_ROOT="$root" -DMODE=fetch
    configure -S "$consumer/subdirectory" -B installed -DMODE=fetch_installed -DCMAKE_PREFIX_PATH="$work/shared/moved"
    build installed
    runs installed/consumer
    ;;
  debs)
    enter debs
    cpack -G DEB --config "$shared_tree/CPackConfig.cmake" -B . > cpack.log 2>&1 || { cat cpack.log; fail cpack; }
    arch=$(dpkg --print-architecture)
    runtime=libcasus0.1_0.1.0_$arch.deb
    dev=libcasus-dev_0.1.0_$arch.deb
    tool=casus_0.1.0_$arch.deb
    grep -q '^CASUS_TOOL:BOOL=ON' "$shared_tree/CMakeCache.txt" || tool=
    for deb in "$runtime" "$dev" $tool; do
      [ -e "$deb" ] || fail "no $deb, but $(ls -- *.deb)"
      dpkg-deb -I "$deb"
      dpkg-deb -c "$deb"
      dpkg-deb -x "$deb" system
    done
    dpkg-deb -f "$runtime" Depends | grep -q 'libabsl[0-9]* .*libc6' || fail "dependencies of $runtime"
    dpkg-deb -f "$dev" Depends | grep -qF 'libcasus0.1 (= 0.1.0)' || fail "dependencies of $dev"
    if [ -n "$tool" ]; then
      dpkg-deb -f "$tool" Depends | grep -qF 'libcasus0.1 (= 0.1.0)' || fail "dependencies of $tool"
      LD_LIBRARY_PATH=$(dirname "$(find "$PWD/system" -name libcasus.so.0.1)") system/usr/bin/casus --help > /dev/null
    fi
    # The runtime holds the library and nothing that two versions would fight over.
    others=$(dpkg-deb --fsys-tarfile "$runtime" | tar -t | grep -v -e '/$' -e '/libcasus\.so\.0\.1\(\.0\)\?$' || true)
    [ -z "$others" ] || fail "$runtime holds $others"
    if dpkg-deb --fsys-tarfile "$dev" | tar -t | grep 'libcasus\.so\.'; then
      fail "$dev holds what $runtime holds"
    fi
    find_consumer "$work/debs/system/usr"
    ;;
  *) fail "no step $step" ;;
esac
