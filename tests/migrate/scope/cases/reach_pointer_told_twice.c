/* SPDX-License-Identifier: MIT */
/* Which table a helper calls from its callers say, one of them through a pointer of its own, or where a flag decides, or the helper itself
 * once more, or a helper that hands it to two; what only another table holds is not called. */
#include <epan/host.h>

typedef struct { const char *name; void (*run) (void); } command_t;
static void for_packets (void) { col_add_str (NULL, 0, ep_strdup ("a packet")); }
static void loud (void)
{
#ifdef BUG
  col_add_str (NULL, 0, ep_strdup ("loud")); /* expect: no-scope */
#else
  col_add_str (NULL, 0, "loud");
#endif
}
static void soft (void)
{
#ifdef BUG
  col_add_str (NULL, 0, ep_strdup ("soft")); /* expect: no-scope */
#else
  col_add_str (NULL, 0, "soft");
#endif
}
static void again (void)
{
#ifdef BUG
  col_add_str (NULL, 0, ep_strdup ("again")); /* expect: no-scope */
#else
  col_add_str (NULL, 0, "again");
#endif
}
static const command_t in_packets = { "packets", for_packets };
static const command_t first = { "loud", loud }, second = { "soft", soft }, third = { "again", again };
static void run_it (const command_t *command) { command->run (); }
static void run_it_if (const command_t *command)
{
  if (command->name)
    run_it (command);
}
static void run_often (const command_t *command, int n)
{
  command->run ();
  if (n > 0)
    run_often (command, n - 1);
}
static void run_either (const command_t *command, gboolean often) { run_it (often ? &second : command); }
static void run_both (const command_t *command, gboolean once)
{
  if (once)
    run_it (command);
  run_often (command, 1);
}
static void (*const runner) (const command_t *) = run_it_if;
static void apply (void)
{
  run_it (&first);
  runner (&second);
  run_both (&third, FALSE);
  run_either (&first, TRUE);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tvb;
  (void) pinfo;
  (void) tree;
  run_it (&in_packets);
  run_often (&in_packets, 2);
}
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
  prefs_register_protocol (1, apply);
}
