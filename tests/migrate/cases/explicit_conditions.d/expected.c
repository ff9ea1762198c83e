/* --packet-pool=explicit: regions that are not compiled follow by their tokens. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#ifdef WITH_LONG
static char *
number (wmem_allocator_t *pool, long x)
{
  return wmem_strdup_printf (pool, "%ld", x);
}
#else
static char *
number (wmem_allocator_t *pool, int x)
{
  return wmem_strdup_printf (pool, "%d", x);
}
#endif

#ifdef WITH_MACRO
#define SHOW(pool, x) wmem_strdup (pool, x)
#else
#define SHOW(pool, x) wmem_strdup_printf (pool, "%s", x)
#endif

static char *
used_elsewhere (wmem_allocator_t *pool, int x)
{
  return wmem_strdup_printf (pool, "%d", x);
}

static char *
addressed_elsewhere (int x)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%d", x);
}

#ifdef WITH_TABLE
static char *(*const table[]) (int) = { addressed_elsewhere };
#endif

static void
dissect (packet_info *pinfo)
{
  (void) pinfo;
  use (number (pinfo->pool, 1));
  use (SHOW (pinfo->pool, "x"));
#ifdef WITH_MORE
  use (used_elsewhere (pinfo->pool, 2));
  use (number (pinfo->pool, 2));
#else
  use (used_elsewhere (pinfo->pool, 3));
#endif
  use (addressed_elsewhere (4));
}

#ifdef WITH_OTHER
static void
other (void)
{
  use (number (wmem_packet_scope(), 5));
}
#endif

void register_dissector (const char *name, void (*dissector) (packet_info *));
void proto_register_conditions (void);
void
proto_register_conditions (void)
{
  register_dissector ("conditions", dissect);
}
