/* Two scopes chosen at run time stay a choice; casts stay, their types are renamed. */
#include <epan/packet.h>
#include <wmem/wmem.h>

void *f (gboolean persistent, void *p, emem_tree_t *q);
void *
f (gboolean persistent, void *p, emem_tree_t *q)
{
  wmem_tree_t *t = (wmem_tree_t *) p;

  use (q->name);
  return persistent ? (void *) wmem_tree_new_autoreset (wmem_epan_scope(), wmem_file_scope()) : wmem_memdup (wmem_packet_scope(), t, 4);
}
