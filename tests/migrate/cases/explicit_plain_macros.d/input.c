/* Macros without parameters that stand for a call: where they gain a pool they gain their first parameter. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define PACKET_MEMORY wmem_packet_scope ()
#define IN_BRACKETS (wmem_packet_scope ())
#define LIMIT 12
#define ROOM ep_alloc (LIMIT)
#define NUMBER_TEXT(n) wmem_strdup_printf (PACKET_MEMORY, "%d", n)

static char *
helper (int number)
{
  void *room = ROOM;
  use (room);
  return wmem_strdup_printf (IN_BRACKETS, "<%d>", number + LIMIT);
}

#ifndef ASKED
#define ASKED wmem_packet_scope ()
#endif
#ifdef ASKED
static char *of_asked (void) { return wmem_strdup (ASKED, "asked"); }
#endif
/* Another macro's name. */
#define OTHER PACKET_MEMORY

/* Not this one: what it stands for is called. */
#define MAKER use (ep_strdup ("x")); wmem_strdup
static char *made (void) { MAKER (wmem_packet_scope (), "y"); return 0; }

static void
dissect (packet_info *pinfo)
{
  use (wmem_strdup (PACKET_MEMORY, "direct"));
  use (NUMBER_TEXT (3));
  use (helper (4));
  use (made ());
  use (of_asked ());
  use (wmem_strdup (OTHER, "other"));
}

void register_dissector (const char *name, void (*dissector) (packet_info *));
void proto_register_plain_macros (void);
void
proto_register_plain_macros (void)
{
  register_dissector ("plain macros", dissect);
}
