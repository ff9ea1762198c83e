/* SPDX-License-Identifier: MIT */
/* A tap that keeps what it is handed from one packet to the next. */
#include <epan/host.h>

typedef struct { const gchar *text; } tapped_t;
typedef struct { gchar *last; } totals_t;
static totals_t totals;
static int tap_packet (void *tap, packet_info *pinfo, void *edt, const void *data)
{
  const tapped_t *tapped = data;
  (void) tap; (void) edt; (void) pinfo;
  if (totals.last != NULL)
    col_add_str (pinfo->cinfo, COL_INFO, totals.last);
#ifdef BUG
  totals.last = ep_strdup (tapped->text); /* expect: escapes */
#else
  g_free (totals.last);
  totals.last = g_strdup (tapped->text);
#endif
  return 1;
}
void register_tap_listener_thing (void)
{
  register_tap_listener ("thing", &totals, NULL, 0, NULL, tap_packet, NULL);
}
