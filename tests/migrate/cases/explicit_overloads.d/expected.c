/* --packet-pool=explicit in C++: functions of one name are different functions; only those that take memory gain a pool. */
#include <epan/packet.h>
#include <stdlib.h>
#include <wmem/wmem.h>

void use (const void *p);

static char *text (wmem_allocator_t *pool, int n) { return wmem_strdup_printf (pool, "%d", n); }
static char *text (const char *s) { return strdup (s); }
static char *text (wmem_allocator_t *pool, double d);

namespace one
{
static char *label (int n) { return wmem_strdup_printf (wmem_packet_scope(), "%d", n); }
}

namespace two
{
static const char *label (int n) { return n > 0 ? "some" : "none"; }
char *outer (wmem_allocator_t *pool, const char *s);
}

char *
two::outer (wmem_allocator_t *pool, const char *s)
{
  return wmem_strdup (pool, s);
}

char *outer (const char *s);
char *
outer (const char *s)
{
  return strdup (s);
}

/* A macro's body does not say which one it means: both stay. */
static char *either (int n) { return wmem_strdup_printf (wmem_packet_scope(), "%d", n); }
static char *either (char c) { return wmem_strdup_printf (wmem_packet_scope(), "%c", c); }
#define EITHER(x) either (x)

template <typename T> static T *made (wmem_allocator_t *pool, T first)
{
  T *all = wmem_new (pool, T);
  *all = first;
  return all;
}

static char *
text (wmem_allocator_t *pool, double d)
{
  return wmem_strdup_printf (pool, "%f", d);
}

void dissect (packet_info *pinfo);
void
dissect (packet_info *pinfo)
{
  use (text (pinfo->pool, 1));
  use (text ("heap"));
  use (text (pinfo->pool, 1.5));
  use (one::label (1));
  use (two::label (2));
  use (two::outer (pinfo->pool, "x"));
  use (outer ("x"));
  use (EITHER (3));
  use (either ('c'));
  use (made (pinfo->pool, 3));
  use (pinfo);
}

#ifdef NEVER
static void
never (packet_info *pinfo)
{
  use (one::label (pinfo->number));
}
#endif
