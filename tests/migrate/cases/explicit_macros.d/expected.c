/* --packet-pool=explicit: macros are links of the chain. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define FORMAT(pool, x) wmem_strdup_printf (pool, "%d", (x))
#define TWICE(pool, x) use (FORMAT (pool, x)); use (FORMAT (pool, (x) + 1))
#define CALL(pool, x) helper (pool, (x), FORMAT (pool, x))
#define ALIAS helper_of_alias
#define CONSTANT(pool) wmem_strdup (pool, "constant")
#define SHOWN(x) use (#x), use (x)
#define PASTED(name) name##_by_paste (1)
#define POOLED(packet_pool, p, x) ((void) (p)->pool, wmem_strdup (packet_pool, x))
#define APPLY(macro, x) macro (x)
#define MAKE(name) static char *name (void) { return made_in_macro (wmem_packet_scope()); }

static char *
helper (wmem_allocator_t *pool, int x, const char *text)
{
  return wmem_strdup_printf (pool, "%d %s", x, text);
}

static char *
helper_of_alias (int x)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%d", x);
}

static char *
shown_by (int x)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%d", x);
}

static char *
fn_by_paste (int x)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%d", x);
}

static char *
made_in_macro (wmem_allocator_t *pool)
{
  return wmem_strdup (pool, "made");
}
MAKE (maker)

#define APPLIED(x) wmem_strdup_printf (wmem_packet_scope(), "%d", (x))

static char *
between (wmem_allocator_t *pool, int x)
{
  return CALL (pool, x);
}

static void
dissect (packet_info *pinfo)
{
  use (FORMAT (pinfo->pool, 1));
  TWICE (pinfo->pool, 2);
  use (CALL (pinfo->pool, 3));
  use (between (pinfo->pool, 4));
  use (ALIAS (5));
  use (CONSTANT(pinfo->pool));
  SHOWN (shown_by (6));
  use (PASTED (fn));
  use (POOLED (pinfo->pool, pinfo, "x"));
  use (APPLY (APPLIED, 7));
  use (maker ());
  use (made_in_macro (pinfo->pool));
}

void register_dissector (const char *name, void (*dissector) (packet_info *));
void proto_register_macros (void);
void
proto_register_macros (void)
{
  register_dissector ("macros", dissect);
}
