/* The buffer's struct itself is held, copied, handed over or measured: the new one is another. */
#include <stdio.h>
#include <string.h>

#include <wmem/wmem.h>

typedef struct
{
  wmem_strbuf_t held;
  int n;
} line_t;
typedef wmem_strbuf_t text_t;

static int length (wmem_strbuf_t text) { return (int) wmem_strbuf_get_len(&text); }

static wmem_strbuf_t given (void)
{
  wmem_strbuf_t *made = wmem_strbuf_new (wmem_packet_scope(), "made");
  return *made;
}

void copied (void)
{
  wmem_strbuf_t *first = wmem_strbuf_new (wmem_packet_scope(), "first");
  text_t copy = *first;
  wmem_strbuf_append (&copy, " and more");
  puts (wmem_strbuf_get_str(first));
}

void assigned (line_t *line)
{
  wmem_strbuf_t *a = wmem_strbuf_new (wmem_packet_scope(), "a"), *b = wmem_strbuf_new (wmem_packet_scope(), "b");
  *a = *b;
  wmem_strbuf_append (a, "c");
  line->n = length (*b);
}

void measured (void *room)
{
  wmem_strbuf_t *a = wmem_strbuf_new (wmem_packet_scope(), "a");
  void *more = wmem_alloc (wmem_packet_scope(), sizeof (wmem_strbuf_t));
  memcpy (room, a, sizeof *a);
  memcpy (more, room, sizeof (text_t));
}

/* Pointed to, as everywhere: safe. So is what has the same fields in both. */
size_t pointed (wmem_tree_t *tree)
{
  wmem_strbuf_t *many[2], *one = wmem_strbuf_new (wmem_packet_scope(), "one");
  wmem_tree_key_t key[2] = { { 1, NULL }, { 0, NULL } };
  many[0] = one;
  wmem_strbuf_append (many[0], "more");
  wmem_tree_insert32_array (tree, key, tree);
  return sizeof (wmem_strbuf_t *) + sizeof *many + sizeof many;
}
