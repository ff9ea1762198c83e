/* What wmem has nothing for is left, with the include that it needs. */
#include <epan/packet.h>
#include <wmem/wmem.h>

void f (wmem_strbuf_t *b, wmem_tree_t *t);
void
f (wmem_strbuf_t *b, wmem_tree_t *t)
{
  ep_verify_pointer (b);
  ep_free_all ();
  use (t);
}

void g (emem_strbuf_t *b);
void
g (emem_strbuf_t *b)
{
  b->len = 0;
  use (&b->str);
}

gboolean h (wmem_tree_t *t);
gboolean
h (wmem_tree_t *t)
{
  return wmem_tree_is_empty(t);
}
