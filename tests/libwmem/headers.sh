#!/bin/sh
# Every public header compiles alone: as C99, as gnu89 and, where there is a C++ compiler, as C++; with inlining and
# without. headers.sh INCLUDE_FOLDER CC...
set -eu
include=$1
shift
flags="-I$include $(pkg-config --cflags glib-2.0) -Wall -Wextra -Werror -fsyntax-only"
status=0

compile () { # LANGUAGE HEADER COMPILER...
  language=$1 header=$2
  shift 2
  # shellcheck disable=SC2086 # flags are meant to split
  if ! echo "#include <wmem/$header>" | "$@" $flags -; then
    echo "headers: '$header' does not compile as $language" >&2
    status=1
  fi
}

for path in "$include"/wmem/*.h; do
  header=$(basename "$path")
  for optimise in -O0 "-O2 -DWMEM_C99_TYPES" "-O2 -DWMEM_DEBUG"; do
    compile C99 "$header" "$@" -x c -std=c99 $optimise
    compile gnu89 "$header" "$@" -x c -std=gnu89 $optimise
  done
  if command -v g++ >/dev/null; then
    compile C++ "$header" g++ -x c++ -O2
    compile C++ "$header" g++ -x c++ -O2 -DWMEM_C99_TYPES
  else
    cxx_skipped=yes
  fi
done
if [ "${cxx_skipped:-no}" = yes ] && [ "$status" = 0 ]; then
  echo "SKIP: no g++ here: C++ was not tried; C99 and gnu89 pass"
  exit 77
fi
exit "$status"
