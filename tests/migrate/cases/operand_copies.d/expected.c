/* Operands that have to stand twice, and hold old names of their own: types, sizes, roots of trees, fields. */
#include <epan/emem.h>
#include <wmem/wmem.h>

typedef wmem_strbuf_t *line_t;

void
by_root (wmem_tree_t *seen, wmem_strbuf_t *first, line_t rest)
{
  wmem_strbuf_truncate(wmem_tree_is_empty(seen) ? first : rest, 0);
  wmem_strbuf_append_printf (wmem_tree_is_empty(seen) ? first : rest, "%d", 1);
}

void
by_size (wmem_strbuf_t *a, wmem_strbuf_t *b)
{
  wmem_strbuf_truncate(sizeof (wmem_stack_t *) > 4 ? a : b, 0);
  wmem_strbuf_append_printf (sizeof (wmem_stack_t *) > 4 ? a : b, "%s", "x");
}

void *
by_length (wmem_stack_t **piles, wmem_strbuf_t *b)
{
  return (wmem_stack_count(piles[wmem_strbuf_get_len(b) & 1]) > 0 ? wmem_stack_pop (piles[wmem_strbuf_get_len(b) & 1]) : NULL);
}

wmem_strbuf_t *
by_limit (wmem_strbuf_t *b)
{
  return wmem_strbuf_sized_new (wmem_packet_scope(), MIN(wmem_strbuf_get_len(b) + 10, wmem_strbuf_get_len(b) + 5), wmem_strbuf_get_len(b) + 5);
}

void *
pushed (wmem_stack_t *pile, wmem_strbuf_t *b)
{
  return (wmem_stack_push (pile, (gchar *) wmem_strbuf_get_str(b)), (gchar *) wmem_strbuf_get_str(b));
}

wmem_strbuf_t *
label_of (const wmem_strbuf_t *b)
{
  wmem_strbuf_t *label = wmem_strbuf_new_label (wmem_packet_scope());
  wmem_strbuf_append(label, wmem_strbuf_get_str(b));

  return label;
}

/* The tree has to stay: what copies its root does, too. */
void
torn (emem_tree_t *seen, emem_strbuf_t *b, emem_strbuf_t *c)
{
  ep_strbuf_printf (seen->tree ? b : c, "%d", 1);
  seen->tree = NULL;
}
