/* Comments that name ep_alloc and se_tree_create stay without --comments. */
#include <epan/packet.h>

void dissect (void); // ep_strdup
void
dissect (void)
{
  use (ep_alloc (4)); /* not my_ep_alloc, not ep_allocate: ep_alloc() */
}
