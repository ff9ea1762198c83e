/* Comments that name wmem_alloc and wmem_tree_t; not my_ep_alloc, not ep_allocate. */
#include <epan/packet.h>
#include <wmem/wmem.h>

void dissect (void); // wmem_strdup
void
dissect (void)
{
  use (wmem_alloc (wmem_packet_scope(), 4)); /* wmem_alloc() */
}
