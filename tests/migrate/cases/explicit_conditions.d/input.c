/* --packet-pool=explicit: regions that are not compiled follow by their tokens. */
#include <epan/packet.h>

#ifdef WITH_LONG
static char *
number (long x)
{
  return ep_strdup_printf ("%ld", x);
}
#else
static char *
number (int x)
{
  return ep_strdup_printf ("%d", x);
}
#endif

#ifdef WITH_MACRO
#define SHOW(x) ep_strdup (x)
#else
#define SHOW(x) ep_strdup_printf ("%s", x)
#endif

static char *
used_elsewhere (int x)
{
  return ep_strdup_printf ("%d", x);
}

static char *
addressed_elsewhere (int x)
{
  return ep_strdup_printf ("%d", x);
}

#ifdef WITH_TABLE
static char *(*const table[]) (int) = { addressed_elsewhere };
#endif

static void
dissect (packet_info *pinfo)
{
  (void) pinfo;
  use (number (1));
  use (SHOW ("x"));
#ifdef WITH_MORE
  use (used_elsewhere (2));
  use (number (2));
#else
  use (used_elsewhere (3));
#endif
  use (addressed_elsewhere (4));
}

#ifdef WITH_OTHER
static void
other (void)
{
  use (number (5));
}
#endif

void register_dissector (const char *name, void (*dissector) (packet_info *));
void proto_register_conditions (void);
void
proto_register_conditions (void)
{
  register_dissector ("conditions", dissect);
}
