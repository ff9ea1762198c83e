/* SPDX-License-Identifier: MIT */
/* A function that GLib calls for its caller. */
#include <epan/host.h>

static GHashTable *table;
static void show (gpointer key, gpointer value, gpointer user_data)
{
  (void) key; (void) user_data;
#ifdef BUG
  col_add_str (NULL, 0, ep_strdup (value)); /* expect: no-scope */
#else
  col_add_str (NULL, 0, value);
#endif
}
static void draw (void *tap)
{
  (void) tap;
  g_hash_table_foreach (table, show, NULL);
}
void register_tap_listener_thing (void)
{
  register_tap_listener ("thing", NULL, NULL, 0, NULL, NULL, draw);
}
