/* SPDX-License-Identifier: MIT */
/* wmem: the file pool while a tap is drawn. */
#include <epan/host.h>

static void draw (void *tap)
{
  (void) tap;
#ifdef BUG
  wmem_strdup (wmem_file_scope (), "x"); /* expect: no-scope */
#else
  g_free (wmem_strdup (NULL, "x"));
#endif
}
void register_tap_listener_thing (void)
{
  register_tap_listener ("thing", NULL, NULL, 0, NULL, NULL, draw);
}
