/* SPDX-License-Identifier: MIT */
/* Nobody can tell which table it is: a tap's draw callback is handed any, g_slist_foreach() hands over what lies in a list, a number
 * may be the address of any. Then what any table holds is called, but of that type only. */
#include <epan/host.h>

typedef struct { const char *name; void (*draw) (void); } view_t;
typedef struct { int number; void (*run) (void); } job_t;
typedef struct { int number; void (*start) (void); } device_t;
typedef struct { int number; void (*show) (void); } line_t;
static GSList *jobs;
static int chosen;
static void draw_all (void)
{
#ifdef BUG
  col_add_str (NULL, 0, ep_strdup ("all")); /* expect: no-scope */
#else
  col_add_str (NULL, 0, "all");
#endif
}
static void run_next (void)
{
#ifdef BUG
  col_add_str (NULL, 0, ep_strdup ("next")); /* expect: no-scope */
#else
  col_add_str (NULL, 0, "next");
#endif
}
static void start_first (void)
{
#ifdef BUG
  col_add_str (NULL, 0, ep_strdup ("first")); /* expect: no-scope */
#else
  col_add_str (NULL, 0, "first");
#endif
}
static void show_line (void) { col_add_str (NULL, 0, ep_strdup ("line")); }
static const view_t view = { "all", draw_all };
static job_t job = { 1, run_next };
static device_t device = { 1, start_first };
static line_t line = { 1, show_line };
static void draw (void *data) { ((view_t *) data)->draw (); }
static void run_job (gpointer data, gpointer user) { (void) user; ((job_t *) data)->run (); }
static void start_it (const device_t *which) { which->start (); }
static void show_it (const line_t *which, gboolean any)
{
  if (any)
    which->show ();
}
static void apply (void)
{
  g_slist_foreach (jobs, run_job, NULL);
  start_it ((const device_t *) (size_t) (chosen + 1));
  show_it (NULL, chosen > 1);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tvb;
  (void) pinfo;
  (void) tree;
  show_it (&line, TRUE);
}
void proto_register_thing (void)
{
  jobs = g_slist_append (jobs, &job);
  register_tap_listener ("thing", (void *) &view, NULL, 0, NULL, NULL, draw);
  register_dissector ("thing", dissect, 1);
  prefs_register_protocol (1, apply);
  (void) device;
}
