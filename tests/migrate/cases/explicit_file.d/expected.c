/* --file-pool=explicit: as the packet's, but that no packet_info has it: who cannot be given one passes the accessor. */
#include <epan/packet.h>
#include <wmem/wmem.h>

static char *
kept (wmem_allocator_t *file_pool, int x)
{
  return wmem_strdup_printf (file_pool, "%d", x);
}

static char *
of_both (wmem_allocator_t *pool, wmem_allocator_t *file_pool, int x)
{
  use (wmem_strdup (pool, "packet"));
  return kept (file_pool, x);
}

static void
dissect (packet_info *pinfo)
{
  (void) pinfo;
  use (kept (wmem_file_scope(), 1));
  use (of_both (pinfo->pool, wmem_file_scope(), 2));
  use (wmem_strdup (wmem_file_scope(), "file"));
}

static void
init_routine (void)
{
  use (kept (wmem_file_scope(), 3));
}

void register_dissector (const char *name, void (*dissector) (packet_info *));
void proto_register_file (void);
void
proto_register_file (void)
{
  register_init_routine (init_routine);
  register_dissector ("file", dissect);
}
