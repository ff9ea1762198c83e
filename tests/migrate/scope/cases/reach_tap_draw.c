/* SPDX-License-Identifier: MIT */
/* A tap: its packet callback runs in packet scope, its draw callback does not. */
#include <epan/host.h>

static int count;
static int tap_packet (void *tap, packet_info *pinfo, void *edt, const void *data)
{
  (void) tap; (void) edt; (void) data; (void) pinfo;
  count += ep_strdup ("x") != NULL;
  return 1;
}
static void tap_draw (void *tap)
{
  (void) tap;
#ifdef BUG
  col_add_str (NULL, 0, ep_strdup_printf ("%d", count)); /* expect: no-scope */
#else
  col_add_fstr (NULL, 0, "%d", count);
#endif
}
void register_tap_listener_thing (void)
{
  register_tap_listener ("thing", NULL, NULL, 0, NULL, tap_packet, tap_draw);
}
