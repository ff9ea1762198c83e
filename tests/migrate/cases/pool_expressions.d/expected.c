/* The pools are the user's. */
#include <epan/packet.h>
#include <wmem/wmem.h>

static wmem_tree_t *t;

void proto_register_z (void);
void
proto_register_z (void)
{
  use (wmem_alloc (wmem_packet_scope (), 4)), use (wmem_alloc (wmem_file_scope (), 4));
  t = wmem_tree_new_autoreset (wmem_epan_scope (), wmem_file_scope ());
}
