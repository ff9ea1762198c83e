/* --include */
#include <epan/packet.h>

void *p (void);
void *
p (void)
{
  return ep_alloc (4);
}
