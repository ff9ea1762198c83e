/* SPDX-License-Identifier: MIT */
/* Packet memory in an init routine: a file is open then, but no packet. */
#include <epan/host.h>

static emem_tree_t *table;
static void init (void)
{
#ifdef BUG
  gchar *name = ep_strdup ("x"); /* expect: no-scope */
  table = se_tree_create_non_persistent (1, name);
#else
  table = se_tree_create_non_persistent (1, "x");
#endif
}
void proto_register_thing (void)
{
  register_init_routine (init);
}
