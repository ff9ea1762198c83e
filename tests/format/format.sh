#!/bin/sh
# SPDX-License-Identifier: MIT
# Whether the C sources stand as .clang-format says, with the one version that decides (others write other things): format.sh [--fix]
# Not looked at: fixtures, which are old code on purpose, and the corpus's dissectors. That a file ends with the end of a line is asked apart:
# this version does not, and clang's -Wnewline-eof does.
set -eu
cd "$(dirname "$0")/../.."
formatter=clang-format-14
if ! command -v $formatter >/dev/null; then
  echo "SKIP: no $formatter (Debian package $formatter)"
  exit 77
fi
files=$(find migrate libwmem -name '*.[ch]'; find tests/bench tests/cli tests/fuzz tests/libwmem tests/migrate tests/migrate/scope corpus/proof \
  -maxdepth 1 -name '*.[ch]')
if [ "${1-}" = --fix ]; then
  # shellcheck disable=SC2086 # the list is meant to split; no name has a blank
  $formatter -i $files
  for file in $files; do
    [ -z "$(tail -c 1 "$file")" ] || echo >>"$file"
  done
  exit
fi
status=0
# shellcheck disable=SC2086
$formatter --dry-run -Werror $files 2>/dev/null || status=1
for file in $files; do
  if [ -n "$(tail -c 1 "$file")" ]; then
    echo "$file: its last line has no end"
    status=1
  fi
done
if [ $status -ne 0 ]; then
  for file in $files; do
    $formatter "$file" | diff -u "$file" - || true
  done
  echo "not as .clang-format says: tests/format/format.sh --fix"
fi
exit $status
