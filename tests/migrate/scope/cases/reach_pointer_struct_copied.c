/* SPDX-License-Identifier: MIT */
/* A struct with a pointer to a function is copied as a whole over a variable: what is called through that is no more what it began with. */
#include <epan/host.h>

typedef struct { const char *name; void (*run) (void); } command_t;
static void quiet (void) { col_add_str (NULL, 0, "quiet"); }
static void loud (void)
{
#ifdef BUG
  col_add_str (NULL, 0, ep_strdup ("loud")); /* expect: no-scope */
#else
  col_add_str (NULL, 0, "loud");
#endif
}
static const command_t commands[] = { { "loud", loud }, { NULL, NULL } };
static command_t current = { "quiet", quiet };
static void choose (const command_t *command) { current = *command; }
static void apply (void) { current.run (); }
void proto_register_thing (void)
{
  choose (&commands[0]);
  prefs_register_protocol (1, apply);
}
