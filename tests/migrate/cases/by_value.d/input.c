/* The buffer's struct itself is held, copied, handed over or measured: the new one is another. */
#include <stdio.h>
#include <string.h>

#include <epan/emem.h>

typedef struct
{
  emem_strbuf_t held;
  int n;
} line_t;
typedef emem_strbuf_t text_t;

static int length (emem_strbuf_t text) { return (int) text.len; }

static emem_strbuf_t given (void)
{
  emem_strbuf_t *made = ep_strbuf_new ("made");
  return *made;
}

void copied (void)
{
  emem_strbuf_t *first = ep_strbuf_new ("first");
  text_t copy = *first;
  ep_strbuf_append (&copy, " and more");
  puts (first->str);
}

void assigned (line_t *line)
{
  emem_strbuf_t *a = ep_strbuf_new ("a"), *b = ep_strbuf_new ("b");
  *a = *b;
  ep_strbuf_append (a, "c");
  line->n = length (*b);
}

void measured (void *room)
{
  emem_strbuf_t *a = ep_strbuf_new ("a");
  void *more = ep_alloc (sizeof (emem_strbuf_t));
  memcpy (room, a, sizeof *a);
  memcpy (more, room, sizeof (text_t));
}

/* Pointed to, as everywhere: safe. So is what has the same fields in both. */
size_t pointed (emem_tree_t *tree)
{
  emem_strbuf_t *many[2], *one = ep_strbuf_new ("one");
  emem_tree_key_t key[2] = { { 1, NULL }, { 0, NULL } };
  many[0] = one;
  ep_strbuf_append (many[0], "more");
  se_tree_insert32_array (tree, key, tree);
  return sizeof (emem_strbuf_t *) + sizeof *many + sizeof many;
}
