/* Comments that name ep_alloc and emem_tree_t; not my_ep_alloc, not ep_allocate. */
#include <epan/packet.h>

void dissect (void); // ep_strdup
void
dissect (void)
{
  use (ep_alloc (4)); /* ep_alloc() */
}
