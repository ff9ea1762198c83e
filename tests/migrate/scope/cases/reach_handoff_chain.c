/* SPDX-License-Identifier: MIT */
/* Three calls below the handoff. */
#include <epan/host.h>

static const gchar *third (int n)
{
#ifdef BUG
  return ep_strdup_printf ("%d", n); /* expect: no-scope */
#else
  return n > 3 ? "many" : "few";
#endif
}
static const gchar *second (int n) { return third (n + 1); }
static const gchar *first (int n) { return second (n * 2); }
static const gchar *kept;
void proto_reg_handoff_thing (void)
{
  kept = g_strdup (first (4));
}
