/* SPDX-License-Identifier: MIT */
/* A helper makes the message of an error, which its callers throw: a note. The bug shows it as well, puts it
 * into a list, or lets somebody call it of whom nobody knows. */
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
static const gchar *pointed_reason (guint n)
{
#ifdef BUG
  return ep_strdup_printf ("worse %u", n); /* expect: no-scope */
#else
  return n == 0 ? "worse" : "bad";
#endif
}
static const gchar *handed_reason (guint n)
{
#ifdef BUG
  return ep_strdup_printf ("worst %u", n); /* expect: no-scope */
#else
  return n == 0 ? "worst" : "bad";
#endif
}
void set_reason (const gchar *(*reason) (guint));
static const gchar *(*const pointed) (guint) = pointed_reason;
static void learn (guint n)
{
  GSList *reasons = NULL;
  if (n > 7)
    refuse (n);
  if (n == 7)
    except_throw (1, 3, long_reason (n));
  except_throw (1, 3, pointed_reason (n + 1));
  g_log ("thing", 16, "%s", pointed (n + 1));
  if (n == 4)
    except_throw (1, 3, handed_reason (n));
  set_reason (handed_reason);
  (void) reasons;
#ifdef BUG
  if (n == 6)
    g_log ("thing", 16, "%s", reason (n));
  reasons = g_slist_append (reasons, ep_strdup_printf ("%u", n)); /* expect: no-scope */
#endif
}
void proto_reg_handoff_thing (void) { learn (3); }
