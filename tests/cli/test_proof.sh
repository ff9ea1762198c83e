# SPDX-License-Identifier: MIT
# The proof by machine code, and the rules as a header that it leans on.
. "$(dirname "$0")/tap.sh"

run --emit-header
ok "--emit-header: exit status 0" status_is 0
ok "--emit-header: a call" prints '^#define ep_strdup(text) wmem_strdup (wmem_packet_scope(), text)$'
ok "--emit-header: any number of arguments" prints '^#define ep_strdup_printf(\.\.\.) wmem_strdup_printf (wmem_packet_scope(), __VA_ARGS__)$'
ok "--emit-header: a type that was a pointer" prints '^#define ep_stack_t __typeof__ (wmem_stack_t \*)$'
ok "--emit-header: what there is nothing for is named" prints '^/\* ep_free_all: '
run --emit-header --packet-pool='pinfo->pool'
ok "--emit-header: the pools that were asked for" prints '^#define ep_strdup(text) wmem_strdup (pinfo->pool, text)$'
cat >own.rules <<'END'
function my_format (pool, flags, ...) -> my_new_format (@packet, pool, ...)
function my_swap (pinfo, text) -> my_new_swap (@packet, text)
END
run --emit-header --rules own.rules --packet-pool=pinfo
ok "--emit-header: own rules, an argument that goes" prints '^#define my_format(pool_, flags, \.\.\.) my_new_format (pinfo->pool, pool_, ## __VA_ARGS__)$'
ok "--emit-header: no parameter takes the place of the pool" prints '^#define my_swap(pinfo_, text) my_new_swap (pinfo->pool, text)$'
"$program" --after-arg=-I"$scratch/nowhere" --emit-header >out 2>err
status=$?
refuses "--emit-header without wmem" "no usable wmem header"
"$program" --emit-header >header.h 2>err
if command -v cc >/dev/null; then
  # Every macro is used once, and has to compile.
  cat >uses.c <<'END'
#include <glib.h>
#include <wmem/wmem.h>
#include "header.h"
emem_strbuf_t *buffers[3];
ep_stack_t one, other;
emem_tree_t *tree;
char *text (int number, const char *given);
char *text (int number, const char *given)
{
  int *numbers = ep_alloc_array0 (int, 3);
  emem_strbuf_t *buffer = ep_strbuf_new_label (""), *label = ep_strbuf_new_label ("label");
  buffers[number++] = ep_strbuf_append (ep_strbuf_printf (ep_strbuf_sized_new (3, 0), "%d", *numbers), given);
  ep_strbuf_truncate (buffer, 3);
  one = other = ep_stack_new ();
  ep_stack_push (one, ep_strdup (given));
  tree = number ? se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "x") : se_tree_create__file (0, "y");
  return emem_tree_t__tree (tree) == NULL ? ep_stack_pop (other)
    : ep_strdup_printf ("%s%s", emem_strbuf_t__str (label), se_strndup (given, 3));
}
END
  headers=$(cd "$here/../../libwmem/include" && pwd)
  # shellcheck disable=SC2046 # a list of flags
  ok "--emit-header: compiles" cc -std=gnu11 -Wall -Wno-unused -Werror -I"$headers" $(pkg-config --cflags glib-2.0) -c uses.c -o uses.o
else
  skip "--emit-header: compiles" "no compiler"
fi
done_testing
