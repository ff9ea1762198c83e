/* SPDX-License-Identifier: MIT */
/* A message after which the program does not go on, as GLib's g_error() has it: a note. One that is only a warning is none. */
#include <epan/host.h>

void g_log (const gchar *domain, int level, const gchar *format, ...);
#define fatal(...) do { g_log ("thing", 4, __VA_ARGS__); for (;;); } while (0)
#define complain(...) do { g_log ("thing", 16, __VA_ARGS__); } while (0)

static void check (guint n, const gchar *name)
{
  if (n == 0)
    fatal ("%s: %s", ep_strdup_printf ("%u", n), name); /* expect: no-scope note */
  if (n == 1)
    {
#ifdef BUG
      complain ("%s: %s", ep_strdup_printf ("%u", n), name); /* expect: no-scope */
#else
      complain ("%u: %s", n, name);
#endif
    }
}
void proto_reg_handoff_thing (void) { check (3, "thing"); }
