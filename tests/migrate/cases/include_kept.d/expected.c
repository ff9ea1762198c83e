/* The old include stays while something needs it, and the new one comes. */
#include <glib.h>
#include <epan/emem.h>
#include <wmem/wmem.h>

void check (void *p);
void
check (void *p)
{
  ep_verify_pointer (p);
  p = wmem_alloc (wmem_packet_scope(), 4);
}
