/* --file-pool=explicit: as the packet's, but that no packet_info has it: who cannot be given one passes the accessor. */
#include <epan/packet.h>

static char *
kept (int x)
{
  return se_strdup_printf ("%d", x);
}

static char *
of_both (int x)
{
  use (ep_strdup ("packet"));
  return kept (x);
}

static void
dissect (packet_info *pinfo)
{
  (void) pinfo;
  use (kept (1));
  use (of_both (2));
  use (se_strdup ("file"));
}

static void
init_routine (void)
{
  use (kept (3));
}

void register_dissector (const char *name, void (*dissector) (packet_info *));
void proto_register_file (void);
void
proto_register_file (void)
{
  register_init_routine (init_routine);
  register_dissector ("file", dissect);
}
