/* --packet-pool=explicit: the accessor in code that uses wmem already is a place, too. */
#include <epan/packet.h>
#include <wmem/wmem.h>

static char *
below (wmem_allocator_t *pool, int x)
{
  return wmem_strdup_printf (pool, "%d", x);
}

static char *
alone (int x)
{
  return wmem_strdup_printf (wmem_packet_scope (), "%d", x);
}
static const void *maker = alone;

static void
dissect (packet_info *pinfo)
{
  use (wmem_alloc (pinfo->pool, 4));
  use (below (pinfo->pool, (int) pinfo->number));
  use (((char *(*) (int)) maker) (2));
}

void register_dissector (const char *name, void (*dissector) (packet_info *));
void proto_register_wmem (void);
void
proto_register_wmem (void)
{
  register_dissector ("wmem", dissect);
}
