/* --include */
#include <epan/packet.h>
#include <wmem/wmem.h>

void *p (void);
void *
p (void)
{
  return wmem_alloc (wmem_packet_scope(), 4);
}
