/* SPDX-License-Identifier: MIT */
/* A table of functions that a preference callback walks. */
#include <epan/host.h>

typedef struct { const char *name; void (*run) (void); } command_t;
static void reset (void)
{
#ifdef BUG
  col_add_str (NULL, 0, ep_strdup ("reset")); /* expect: no-scope */
#else
  col_add_str (NULL, 0, "reset");
#endif
}
static const command_t commands[] = { { "reset", reset }, { NULL, NULL } };
static void apply (void)
{
  const command_t *command;
  for (command = commands; command->name != NULL; command++)
    command->run ();
}
void proto_register_thing (void)
{
  prefs_register_protocol (1, apply);
}
