/* --packet-pool=explicit: one decision for several units, and the prototypes in two headers. */
#include <epan/packet.h>
#include "shared.h"
#include "again.h"

char *
shared_text (int x)
{
  return ep_strdup_printf ("%d", x);
}

/* Another one in the other unit. */
static char *
own_text (int x)
{
  return ep_strdup_printf ("%d", x);
}

void
first_dissect (packet_info *info)
{
  use (shared_text (1));
  use (own_text (2));
  use (inline_text (3));
  (void) info;
}
