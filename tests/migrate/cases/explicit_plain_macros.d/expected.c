/* Macros without parameters that stand for a call: where they gain a pool they gain their first parameter. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define PACKET_MEMORY(pool) pool
#define IN_BRACKETS(pool) (pool)
#define LIMIT 12
#define ROOM(pool) wmem_alloc (pool, LIMIT)
#define NUMBER_TEXT(pool, n) wmem_strdup_printf (PACKET_MEMORY(pool), "%d", n)

static char *
helper (wmem_allocator_t *pool, int number)
{
  void *room = ROOM(pool);
  use (room);
  return wmem_strdup_printf (IN_BRACKETS(pool), "<%d>", number + LIMIT);
}

#ifndef ASKED
#define ASKED(pool) pool
#endif
#ifdef ASKED
static char *of_asked (wmem_allocator_t *pool) { return wmem_strdup (ASKED(pool), "asked"); }
#endif
/* Another macro's name. */
#define OTHER(pool) PACKET_MEMORY(pool)

/* Not this one: what it stands for is called. */
#define MAKER use (wmem_strdup (wmem_packet_scope(), "x")); wmem_strdup
static char *made (wmem_allocator_t *pool) { MAKER (pool, "y"); return 0; }

static void
dissect (packet_info *pinfo)
{
  use (wmem_strdup (PACKET_MEMORY(pinfo->pool), "direct"));
  use (NUMBER_TEXT (pinfo->pool, 3));
  use (helper (pinfo->pool, 4));
  use (made (pinfo->pool));
  use (of_asked (pinfo->pool));
  use (wmem_strdup (OTHER(pinfo->pool), "other"));
}

void register_dissector (const char *name, void (*dissector) (packet_info *));
void proto_register_plain_macros (void);
void
proto_register_plain_macros (void)
{
  register_dissector ("plain macros", dissect);
}
