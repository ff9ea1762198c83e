# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# The Debian packages: built out of `meson dist`, without a word of lintian, installed into a scratch root, tried there, and removed.
# test_package.sh BUILD SOURCE
set -u
build=$1 source=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/wmem-package-XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
. "$source/tests/install/tap.sh"
unset LD_LIBRARY_PATH

for tool in dpkg-buildpackage dh git; do
  if ! command -v $tool >/dev/null; then
    skip "the Debian packages" "no $tool on this machine"
    done_testing
  fi
done
if ! git -C "$source" rev-parse HEAD >/dev/null 2>&1; then
  skip "the Debian packages" "meson dist needs a git work tree"
  done_testing
fi

# What is asked here does not depend on optimisation, which is half of the time.
DEB_BUILD_OPTIONS=noopt DEB_CFLAGS_APPEND=-g0
export DEB_BUILD_OPTIONS DEB_CFLAGS_APPEND
ok "meson dist, and the packages of it" "$source/tests/install/build_package" "$build" "$work/out"
[ "$failed" -eq 0 ] || done_testing
ok "three packages" [ "$(find "$work/out" -maxdepth 1 -name '*.deb' | wc -l)" -eq 3 ]
if command -v lintian >/dev/null; then
  # Without the tags that are only for an upload to Debian itself.
  ok "lintian says nothing" eval "lintian --allow-root --fail-on error,warning --no-tag-display-limit '$work/out'/*.changes 2>&1"
else
  skip "lintian says nothing" "no lintian on this machine"
fi
(cd "$work/out" && for package in *.deb; do dpkg-deb --contents "$package" | awk '$1 !~ /^d/ { print $6 }'; done) |
  sed -e 's|^\./usr/||; s|^share/doc/.*||; s|\.gz$||; s|zsh/vendor-completions|zsh/site-functions|' | grep . | sort >"$work/packed"
multiarch=$(dpkg-architecture -qDEB_HOST_MULTIARCH)
version=$(sed -n "s/^  version: '\([0-9.]*\)',/\1/p" "$source/meson.build")
sed -e "/^#/d; /doc\/wmem/d; s|{bindir}|bin|; s|{libdir}|lib/$multiarch|; s|{includedir}|include|; s|{datadir}|share|; s|{mandir}|share/man|; s|{version}|$version|" \
  "$source/tests/install/files" | sort >"$work/expected"
ok "all that is installed is in one of them" diff "$work/expected" "$work/packed"

# ---- installed, tried, removed ----
root=$work/root
mkdir -p "$root/var/lib/dpkg/updates" "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/triggers"
: >"$root/var/lib/dpkg/status"
in_root () { dpkg --root="$root" --force-not-root --force-depends --force-script-chrootless --log="$work/dpkg.log" "$@"; }
ok "they install" eval "in_root --install '$work/out'/*.deb"
ok "dpkg has them as installed" eval "[ \"\$(in_root --list | grep -c '^ii')\" -eq 3 ]"
LD_LIBRARY_PATH=$root/usr/lib/$multiarch
export LD_LIBRARY_PATH
cp "$source/tests/cli/tree/old.c" "$work/old.c"
cd "$work" || exit 99
ok "the program runs" "$root/usr/bin/wmem-migrate" --version
ok "... with its own library, and looks nowhere by itself" eval "ldd '$root/usr/bin/wmem-migrate' | grep -q -F '$root/usr/lib' && ! readelf -d '$root/usr/bin/wmem-migrate' | grep -E 'R(UN)?PATH'"
ok "... and rewrites a file" eval "'$root/usr/bin/wmem-migrate' --in-place old.c -- -I'$source/tests/cli/tree/before' && grep -q wmem_ old.c"
unset LD_LIBRARY_PATH
ok "they are removed" in_root --purge wmem-migrate libwmem-dev libwmem0
ok "and leave nothing" eval "[ -z \"\$(find '$root' ! -type d ! -path '$root/var/lib/dpkg/*')\" ]"
done_testing
