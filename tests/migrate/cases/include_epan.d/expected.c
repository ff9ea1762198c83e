/* A tree with wmem in its own folders says so. */
#include <epan/wmem/wmem.h>

void *f (void);
void *
f (void)
{
  return wmem_alloc (wmem_packet_scope(), 4);
}
