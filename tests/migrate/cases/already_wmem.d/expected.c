/* Nothing to do: code that uses wmem already. */
#include <glib.h>
#include <wmem/wmem.h>

void *f (void);
void *
f (void)
{
  return wmem_alloc (wmem_packet_scope (), 4);
}
