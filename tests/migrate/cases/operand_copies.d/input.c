/* Operands that have to stand twice, and hold old names of their own: types, sizes, roots of trees, fields. */
#include <epan/emem.h>

typedef emem_strbuf_t *line_t;

void
by_root (emem_tree_t *seen, emem_strbuf_t *first, line_t rest)
{
  ep_strbuf_printf (seen->tree == NULL ? first : rest, "%d", 1);
}

void
by_size (emem_strbuf_t *a, emem_strbuf_t *b)
{
  ep_strbuf_printf (sizeof (ep_stack_t) > 4 ? a : b, "%s", "x");
}

void *
by_length (ep_stack_t *piles, emem_strbuf_t *b)
{
  return ep_stack_pop (piles[b->len & 1]);
}

emem_strbuf_t *
by_limit (emem_strbuf_t *b)
{
  return ep_strbuf_sized_new (b->len + 10, b->len + 5);
}

void *
pushed (ep_stack_t pile, emem_strbuf_t *b)
{
  return ep_stack_push (pile, b->str);
}

emem_strbuf_t *
label_of (const emem_strbuf_t *b)
{
  emem_strbuf_t *label = ep_strbuf_new_label (b->str);

  return label;
}

/* The tree has to stay: what copies its root does, too. */
void
torn (emem_tree_t *seen, emem_strbuf_t *b, emem_strbuf_t *c)
{
  ep_strbuf_printf (seen->tree ? b : c, "%d", 1);
  seen->tree = NULL;
}
