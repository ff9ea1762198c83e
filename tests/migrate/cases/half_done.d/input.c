/* Half converted by hand: the new include is there, the old one goes. */
#include <epan/emem.h>
#include <wmem/wmem.h>

void *f (void);
void *
f (void)
{
  wmem_alloc (wmem_packet_scope (), 4);
  return ep_alloc (4);
}
