#!/bin/sh
# An installed copy, as its users find it: the first README's examples build by pkg-config's word, with the shared and
# with the static library, as C and as C++, and with one -I on the sources; the soname is versioned; the manual page and
# every header are there.
# installed.sh BUILD_FOLDER SOURCE_FOLDER CC...
set -eu
build=$1 source=$2
shift 2
if ! command -v pkg-config >/dev/null; then
  echo 'SKIP: no pkg-config here'
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

fail () {
  echo "installed: $*" >&2
  status=1
}

if ! meson install -C "$build" --no-rebuild --destdir "$work/root" >"$work/log" 2>&1; then
  tail -n 5 "$work/log" >&2
  fail "meson install failed: is '$build' built?"
  exit 1
fi
pc=$(find "$work/root" -name wmem.pc)
[ -n "$pc" ] || { fail 'no wmem.pc'; exit 1; }
PKG_CONFIG_PATH=$(dirname "$pc")
PKG_CONFIG_SYSROOT_DIR=$work/root
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
prefix=$(PKG_CONFIG_SYSROOT_DIR= pkg-config --variable=prefix wmem)
libdir=$work/root$(PKG_CONFIG_SYSROOT_DIR= pkg-config --variable=libdir wmem)
include=$work/root$(PKG_CONFIG_SYSROOT_DIR= pkg-config --variable=includedir wmem)
glib_flags=$(PKG_CONFIG_SYSROOT_DIR= pkg-config --cflags glib-2.0)
glib_libraries=$(PKG_CONFIG_SYSROOT_DIR= pkg-config --libs glib-2.0)

for header in "$source"/libwmem/include/wmem/*.h; do
  [ -f "$include/wmem/$(basename "$header")" ] || fail "'$(basename "$header")' is not installed"
done
[ -f "$work/root$prefix/share/man/man3/wmem.3" ] || fail "no manual page 'wmem.3'"
readelf -d "$libdir/libwmem.so" | grep -q 'soname: \[libwmem\.so\.[0-9]*\]' || fail 'the soname has no version'
case $(pkg-config --libs wmem) in *-lwmem*glib-2.0*) ;; *) fail "pkg-config gives no glib: $(pkg-config --libs wmem)" ;; esac

example=$source/tests/libwmem/first-readme.c
# shellcheck disable=SC2086 # flags are meant to split
build_and_run () { # NAME COMMAND...
  name=$1
  shift
  if ! "$@" >"$work/log" 2>&1; then
    cat "$work/log" >&2
    fail "the first README's examples do not build $name"
  elif ! LD_LIBRARY_PATH=$libdir "$work/program" >/dev/null; then
    fail "the first README's examples built $name fail"
  fi
}
# shellcheck disable=SC2086
{
  build_and_run 'with the shared library' "$@" -O2 -I"$include" $glib_flags "$example" -o "$work/program" \
    -L"$libdir" -lwmem $glib_libraries
  build_and_run 'with the static library' "$@" -O2 -I"$include" $glib_flags "$example" -o "$work/program" \
    "$libdir/libwmem.a" $glib_libraries -lpthread -ldl
  build_and_run 'with one -I on the sources' "$@" -I"$source/libwmem/include" $glib_flags "$example" -o "$work/program" \
    -L"$libdir" -lwmem $glib_libraries
  if command -v g++ >/dev/null; then
    build_and_run 'as C++' g++ -x c++ -I"$include" $glib_flags "$example" -o "$work/program" \
      -L"$libdir" -lwmem $glib_libraries
  fi
}
exit "$status"
