/* SPDX-License-Identifier: MIT */
/* A list of structs with pointers to functions: what walks it for a preference callback is run by the list, and calls them all. */
#include <epan/host.h>

typedef struct { const char *name; void (*run) (void); } command_t;
static GSList *commands;
static void loud (void)
{
#ifdef BUG
  col_add_str (NULL, 0, ep_strdup ("loud")); /* expect: no-scope */
#else
  col_add_str (NULL, 0, "loud");
#endif
}
static void run_it (const command_t *command) { command->run (); }
static void run_one (gpointer data, gpointer user_data)
{
  (void) user_data;
  run_it (data);
}
static void apply (void) { g_slist_foreach (commands, run_one, NULL); }
void proto_register_thing (void)
{
  static command_t command;
  command.run = loud;
  commands = g_slist_append (commands, &command);
  prefs_register_protocol (1, apply);
}
