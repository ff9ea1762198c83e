/* SPDX-License-Identifier: MIT */
/* The callback of preferences parses a list. */
#include <epan/host.h>

static int ports;
static void preferences_changed (void)
{
#ifdef BUG
  gchar **words = ep_strsplit ("1,2,3", ",", 0); /* expect: no-scope */
  ports = words[0] != NULL;
#else
  ports = 3;
#endif
}
void proto_register_thing (void)
{
  prefs_register_protocol (1, preferences_changed);
}
