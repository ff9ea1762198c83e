/* What wmem has nothing for is left, with the include that it needs. */
#include <epan/packet.h>

void f (emem_strbuf_t *b, emem_tree_t *t);
void
f (emem_strbuf_t *b, emem_tree_t *t)
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

gboolean h (emem_tree_t *t);
gboolean
h (emem_tree_t *t)
{
  return t->tree == NULL;
}
