/* The pools are the user's. */
#include <epan/packet.h>

static emem_tree_t *t;

void proto_register_z (void);
void
proto_register_z (void)
{
  use (ep_alloc (4)), use (se_alloc (4));
  t = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "z");
}
