/* Half converted by hand: the new include is there, the old one goes. */
#include <wmem/wmem.h>

void *f (void);
void *
f (void)
{
  wmem_alloc (wmem_packet_scope (), 4);
  return wmem_alloc (wmem_packet_scope(), 4);
}
