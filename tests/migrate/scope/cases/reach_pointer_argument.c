/* SPDX-License-Identifier: MIT */
/* A function handed to a helper of our own, which calls it. */
#include <epan/host.h>

static void each_port (void (*visit) (int))
{
  int i;
  for (i = 0; i < 3; i++)
    visit (i);
}
static void add_port (int port)
{
#ifdef BUG
  register_dissector (ep_strdup_printf ("%d", port), NULL, 1); /* expect: no-scope */
#else
  (void) port;
  register_dissector ("port", NULL, 1);
#endif
}
void proto_reg_handoff_thing (void)
{
  each_port (add_port);
}
