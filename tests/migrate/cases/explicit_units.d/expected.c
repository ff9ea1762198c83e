/* --packet-pool=explicit: one decision for several units, and the prototypes in two headers. */
#include <epan/packet.h>
#include <wmem/wmem.h>
#include "shared.h"
#include "again.h"

char *
shared_text (wmem_allocator_t *pool, int x)
{
  return wmem_strdup_printf (pool, "%d", x);
}

/* Another one in the other unit. */
static char *
own_text (wmem_allocator_t *pool, int x)
{
  return wmem_strdup_printf (pool, "%d", x);
}

void
first_dissect (packet_info *info)
{
  use (shared_text (info->pool, 1));
  use (own_text (info->pool, 2));
  use (inline_text (info->pool, 3));
  (void) info;
}
