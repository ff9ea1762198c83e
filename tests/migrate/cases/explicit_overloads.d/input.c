/* --packet-pool=explicit in C++: functions of one name are different functions; only those that take memory gain a pool. */
#include <epan/packet.h>
#include <stdlib.h>

void use (const void *p);

static char *text (int n) { return ep_strdup_printf ("%d", n); }
static char *text (const char *s) { return strdup (s); }
static char *text (double d);

namespace one
{
static char *label (int n) { return ep_strdup_printf ("%d", n); }
}

namespace two
{
static const char *label (int n) { return n > 0 ? "some" : "none"; }
char *outer (const char *s);
}

char *
two::outer (const char *s)
{
  return ep_strdup (s);
}

char *outer (const char *s);
char *
outer (const char *s)
{
  return strdup (s);
}

/* A macro's body does not say which one it means: both stay. */
static char *either (int n) { return ep_strdup_printf ("%d", n); }
static char *either (char c) { return ep_strdup_printf ("%c", c); }
#define EITHER(x) either (x)

template <typename T> static T *made (T first)
{
  T *all = ep_new (T);
  *all = first;
  return all;
}

static char *
text (double d)
{
  return ep_strdup_printf ("%f", d);
}

void dissect (packet_info *pinfo);
void
dissect (packet_info *pinfo)
{
  use (text (1));
  use (text ("heap"));
  use (text (1.5));
  use (one::label (1));
  use (two::label (2));
  use (two::outer ("x"));
  use (outer ("x"));
  use (EITHER (3));
  use (either ('c'));
  use (made (3));
  use (pinfo);
}

#ifdef NEVER
static void
never (packet_info *pinfo)
{
  use (one::label (pinfo->number));
}
#endif
