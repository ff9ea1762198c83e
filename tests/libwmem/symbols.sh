#!/bin/sh
# What the shared library exports is what its headers declare, and holds all that upstream's library exports.
# symbols.sh LIBRARY HEADER_FOLDER
set -eu
library=$1 headers=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

nm -D --defined-only "$library" | awk '{ print $3 }' | sort >"$work/exported"
# A declared function: what the last word before the first parenthesis behind WMEM_API names.
cat "$headers"/*.h | grep -v '^ *#' | tr '\n' ' ' | grep -oE 'WMEM_API [^;{(]*\(' |
  sed -E 's/^.*[ *]([a-z0-9_]+) *\($/\1/' | sort -u >"$work/declared"

status=0
if ! diff "$work/declared" "$work/exported" >"$work/difference"; then
  echo "symbols: declared (<) and exported (>) differ:" >&2
  cat "$work/difference" >&2
  status=1
fi

skipped=
for upstream in libwsutil libwireshark; do
  path=$(find /usr/lib -name "$upstream.so.*" -type f 2>/dev/null | head -n 1)
  if [ -z "$path" ]; then
    skipped="$skipped $upstream"
    continue
  fi
  nm -D --defined-only "$path" | awk '$3 ~ /^wmem_/ { print $3 }' | sort -u >"$work/upstream"
  if [ -n "$(comm -23 "$work/upstream" "$work/exported")" ]; then
    echo "symbols: exported by $upstream but not here:" >&2
    comm -23 "$work/upstream" "$work/exported" >&2
    status=1
  fi
done
if [ "$status" = 0 ] && [ -n "$skipped" ]; then
  echo "SKIP: not installed, so not compared:$skipped"
  exit 77
fi
exit "$status"
