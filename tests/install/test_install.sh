# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# An installed copy: every file is where a distribution expects it; moved as a whole, the program finds its library, rules and headers; a
# program of somebody else builds against it with meson and with plain make.
# test_install.sh BUILD SOURCE VERSION PREFIX BINDIR LIBDIR INCLUDEDIR DATADIR MANDIR
set -u
build=$1 source=$2 version=$3 prefix=$4 bindir=$5 libdir=$6 includedir=$7 datadir=$8 mandir=$9
here=$source/tests/install
work=$(mktemp -d "${TMPDIR:-/tmp}/wmem-install-XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
. "$source/tests/install/tap.sh"
# A meson test finds the library of the build folder; an installed program is on its own.
unset LD_LIBRARY_PATH

ok "meson install" meson install -C "$build" --no-rebuild --destdir "$work/staged"
[ "$failed" -eq 0 ] || done_testing

# ---- what is where ----
sed -e '/^#/d' -e "s|{bindir}|$bindir|; s|{libdir}|$libdir|; s|{includedir}|$includedir|; s|{datadir}|$datadir|; s|{mandir}|$mandir|; s|{version}|$version|" \
  "$here/files" >"$work/expected"
# The guide, where there is something to make it with.
[ ! -f "$build/migrate/doc/index.html" ] || for page in "$source"/migrate/doc/*.md "$source/migrate/doc/lifetimes.svg" porting.md; do
  name=$(basename "$page")
  echo "$datadir/doc/wmem/guide/${name%.md}" | sed '/\.svg$/!s/$/.html/' >>"$work/expected"
done
sort -o "$work/expected" "$work/expected"
(cd "$work/staged$prefix" && find . ! -type d | sed 's|^\./||' | sort) >"$work/found"
ok "the files are those of tests/install/files" diff "$work/expected" "$work/found"
(cd "$work/staged" && find . ! -type d ! -path ".$prefix/*") >"$work/elsewhere"
ok "nothing outside of the prefix" [ ! -s "$work/elsewhere" ]
(cd "$work/staged$prefix" && find . -type f \( -perm /022 -o ! -perm -444 \) -o -type f -path "./$bindir/*" ! -perm -111) >"$work/modes"
ok "modes" [ ! -s "$work/modes" ]
ok "no file names the stage" eval "! grep -r -l -F '$work/staged' '$work/staged'"
for file in "$work/staged$prefix/$bindir"/* "$work/staged$prefix/$libdir"/*.so; do
  ok "$(basename "$file") looks for libraries nowhere in the build folder" eval "! readelf -d '$file' | grep -E 'R(UN)?PATH' | grep -F '$build'"
done
if command -v man >/dev/null; then
  ok "manual pages without a warning" eval "for page in '$work/staged$prefix/$mandir'/man*/*; do man --warnings -l \"\$page\" 2>&1 >/dev/null; done | grep . && exit 1; :"
else
  skip "manual pages without a warning" "no man on this machine"
fi

# ---- moved, and run ----
# Far from where it was built for, with a blank in its name.
moved="$work/moved to"
mv "$work/staged$prefix" "$moved"
program="$moved/$bindir/wmem-migrate"
cp "$source/tests/cli/tree/old.c" "$work/old.c"
cd "$work" || exit 99
ok "the program runs" "$program" --version
ok "... with its own library" eval "ldd '$program' | grep -F 'libwmem.so.0 => ' | grep -q -F 'moved to'"
printf 'function only_here (x) -> only_there (x)\n  about Of the copy.\n' >>"$moved/$datadir/wmem-migrate/rules/wmem.rules"
ok "... and its own rules" eval "'$program' --list-rules | grep -q only_here"
ok "... and its own headers: a file is rewritten" eval "'$program' --in-place old.c -- -I'$source/tests/cli/tree/before' && grep -q wmem_ old.c"
printf '# include <wmem/wmem.h>\n#ifndef COPY\nbroken\n#endif\n' >>"$moved/$includedir/wmem/wmem.h"
cp "$source/tests/cli/tree/old.c" "$work/old.c"
ok "... which are those beside it" eval "! '$program' old.c -- -I'$source/tests/cli/tree/before'"

# ---- somebody else's program ----
# pkg-config is told of the move as one tells it of a private prefix.
rm -r "$moved"
meson install -C "$build" --no-rebuild --destdir "$work/staged" >/dev/null 2>&1
mkdir "$work/pc"
sed "s|^prefix=.*|prefix=$work/staged$prefix|" "$work/staged$prefix/$libdir/pkgconfig/wmem.pc" >"$work/pc/wmem.pc"
PKG_CONFIG_PATH=$work/pc
export PKG_CONFIG_PATH
ok "pkg-config: flags and libraries" eval "pkg-config --cflags --libs wmem | grep -F -- '-I$work/staged$prefix/$includedir' | grep -F -- -lwmem | grep -F -- -lglib-2.0"
expected='3 digits, 2 letters, 1 others'
export LD_LIBRARY_PATH="$work/staged$prefix/$libdir"
cp -r "$here/example" "$work/by-make"
if command -v make >/dev/null; then
  ok "plain make builds it" make -C "$work/by-make"
  ok "... and it runs" eval "[ \"\$('$work/by-make/packet-count' 12a-b3)\" = '$expected' ]"
else
  skip "plain make builds it" "no make on this machine"
fi
unset LD_LIBRARY_PATH
ok "meson configures it" meson setup "$work/by-meson" "$here/example"
ok "meson builds it" ninja -C "$work/by-meson"
ok "... and it runs, as it was built" eval "[ \"\$('$work/by-meson/packet-count' 12a-b3)\" = '$expected' ]"
done_testing
