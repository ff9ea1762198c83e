/* The old include stays while something needs it, and the new one comes. */
#include <glib.h>
#include <epan/emem.h>

void check (void *p);
void
check (void *p)
{
  ep_verify_pointer (p);
  p = ep_alloc (4);
}
