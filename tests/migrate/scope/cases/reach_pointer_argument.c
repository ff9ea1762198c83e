/* SPDX-License-Identifier: MIT */
/* A function handed to a helper of our own, which calls it: by its name, as what a variable holds, or as one of two. */
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
static void add_other (int port)
{
#ifdef BUG
  register_dissector (ep_strdup_printf ("%d", port), NULL, 2); /* expect: no-scope */
#else
  (void) port;
  register_dissector ("other", NULL, 2);
#endif
}
static void add_last (int port)
{
#ifdef BUG
  register_dissector (ep_strdup_printf ("%d", port), NULL, 3); /* expect: no-scope */
#else
  (void) port;
  register_dissector ("last", NULL, 3);
#endif
}
static void (*other_adder) (int) = add_other;
static void pass (int port) { (void) port; }
static void first_or_second (gboolean first, void (*one) (int), void (*two) (int)) { (first ? one : two) (4); }
void proto_reg_handoff_thing (void)
{
  each_port (add_port);
  each_port (other_adder);
  first_or_second (TRUE, add_last, pass);
}
