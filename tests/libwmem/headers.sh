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
# What programs that come from emem do: they test what they got. No compiler may warn of that.
tested_results () { # COMPILER...
  # shellcheck disable=SC2086
  "$@" $flags -O2 -x c - <<'END' || { echo "headers: '$*' warns where a program tests what it got" >&2; status=1; }
#include <wmem/wmem.h>
int tested (wmem_allocator_t *pool, va_list arguments);
int
tested (wmem_allocator_t *pool, va_list arguments)
{
  char *text = wmem_strdup (pool, "text");
  if (text == NULL || wmem_strdup (pool, text) == NULL || wmem_strndup (pool, text, 2) == NULL || !wmem_strdup_printf (pool, "%s", text)
      || wmem_strdup_vprintf (pool, "%s", arguments) == NULL || wmem_alloc (pool, 1) == NULL || !wmem_alloc0 (pool, 1))
    return 1;
  if (wmem_strbuf_new (pool, "") == NULL || !wmem_strbuf_sized_new (pool, 1, 2) || wmem_strbuf_new_len (pool, text, 1) == NULL)
    return 2;
  if (wmem_tree_new (pool) == NULL || !wmem_tree_new_autoreset (pool, pool) || wmem_stack_new (pool) == NULL || !wmem_list_new (pool))
    return 3;
  return wmem_array_new (pool, 1) == NULL || wmem_map_new (pool, g_direct_hash, g_direct_equal) == NULL || wmem_itree_new (pool) == NULL;
}
END
}
tested_results "$@"
for compiler in gcc clang clang-14 clang-19; do
  if command -v $compiler >/dev/null; then
    tested_results $compiler
  fi
done

if [ "${cxx_skipped:-no}" = yes ] && [ "$status" = 0 ]; then
  echo "SKIP: no g++ here: C++ was not tried; C99 and gnu89 pass"
  exit 77
fi
exit "$status"
