/* SPDX-License-Identifier: MIT */
/* A helper makes the message of an error, which its callers throw: a note. The bug shows it as well. */
#include <epan/host.h>

void g_log (const gchar *domain, int level, const gchar *format, ...);
static const gchar *reason (guint n)
{
#ifdef BUG
  return ep_strdup_printf ("bad %u", n); /* expect: no-scope */
#else
  return ep_strdup_printf ("bad %u", n);
#endif
}
static const gchar *long_reason (guint n) { return ep_strconcat ("thing: ", reason (n), NULL); } /* expect: no-scope note */
static void refuse (guint n) { except_throw (1, 3, reason (n)); }
static void learn (guint n)
{
  if (n > 7)
    refuse (n);
  if (n == 7)
    except_throw (1, 3, long_reason (n));
#ifdef BUG
  if (n == 6)
    g_log ("thing", 16, "%s", reason (n));
#endif
}
void proto_reg_handoff_thing (void) { learn (3); }
