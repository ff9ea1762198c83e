/* What a person would have to look at is left, and what belongs together with it. */
#include <epan/packet.h>

struct conversation
{
  emem_tree_t *tree;
};

void dissect (struct conversation *c, emem_tree_t *t);
void
dissect (struct conversation *c, emem_tree_t *t)
{
  c->tree = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "x");
  use (ep_alloc (4));
  emem_tree_insert32 (t, 1, c);
}

const char *text_of (emem_strbuf_t *b);
const char *
text_of (emem_strbuf_t *b)
{
  char *text;

  text = b->str;
  return text;
}
#if 0
  use (ep_alloc (4));
#endif
