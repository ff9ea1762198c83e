/* A visitor is handed what the tree holds: the buffer that is put in and the one that the visitor reads are one. */
#include <epan/packet.h>
gboolean count (void *value, void *data);
void fill (emem_tree_t *tree);
void walk (emem_tree_t *tree, int *n);
gboolean
count (void *value, void *data)
{
  emem_strbuf_t *line = (emem_strbuf_t *) value;
  *(int *) data += (int) line->len;
  line->len = 0;
  return FALSE;
}
void
fill (emem_tree_t *tree)
{
  se_tree_insert32 (tree, 1, ep_strbuf_new ("one"));
}
void
walk (emem_tree_t *tree, int *n)
{
  emem_tree_foreach (tree, count, n);
}
