/* Two scopes chosen at run time stay a choice; casts stay, their types are renamed. */
#include <epan/packet.h>

void *f (gboolean persistent, void *p, emem_tree_t *q);
void *
f (gboolean persistent, void *p, emem_tree_t *q)
{
  emem_tree_t *t = (emem_tree_t *) p;

  use (q->name);
  return persistent ? (void *) se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "x") : ep_memdup (t, 4);
}
