/* --packet-pool=explicit: macros are links of the chain. */
#include <epan/packet.h>

#define FORMAT(x) ep_strdup_printf ("%d", (x))
#define TWICE(x) use (FORMAT (x)); use (FORMAT ((x) + 1))
#define CALL(x) helper ((x), FORMAT (x))
#define ALIAS helper_of_alias
#define CONSTANT ep_strdup ("constant")
#define SHOWN(x) use (#x), use (x)
#define PASTED(name) name##_by_paste (1)
#define POOLED(p, x) ((void) (p)->pool, ep_strdup (x))
#define APPLY(macro, x) macro (x)
#define MAKE(name) static char *name (void) { return made_in_macro (); }

static char *
helper (int x, const char *text)
{
  return ep_strdup_printf ("%d %s", x, text);
}

static char *
helper_of_alias (int x)
{
  return ep_strdup_printf ("%d", x);
}

static char *
shown_by (int x)
{
  return ep_strdup_printf ("%d", x);
}

static char *
fn_by_paste (int x)
{
  return ep_strdup_printf ("%d", x);
}

static char *
made_in_macro (void)
{
  return ep_strdup ("made");
}
MAKE (maker)

#define APPLIED(x) ep_strdup_printf ("%d", (x))

static char *
between (int x)
{
  return CALL (x);
}

static void
dissect (packet_info *pinfo)
{
  use (FORMAT (1));
  TWICE (2);
  use (CALL (3));
  use (between (4));
  use (ALIAS (5));
  use (CONSTANT);
  SHOWN (shown_by (6));
  use (PASTED (fn));
  use (POOLED (pinfo, "x"));
  use (APPLY (APPLIED, 7));
  use (maker ());
  use (made_in_macro ());
}

void register_dissector (const char *name, void (*dissector) (packet_info *));
void proto_register_macros (void);
void
proto_register_macros (void)
{
  register_dissector ("macros", dissect);
}
