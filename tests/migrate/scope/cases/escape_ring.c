/* SPDX-License-Identifier: MIT */
/* A ring of things to do when a later packet comes: a callback and what it gets. */
#include <epan/host.h>

typedef struct { void (*run) (packet_info *pinfo, gpointer data); gpointer data; } pending_t;
typedef struct { const gchar *name; guint32 id; } work_t;
static pending_t ring[8];
static guint head, tail;

static void show (packet_info *pinfo, gpointer data)
{
  const work_t *work = data;
  col_add_str (pinfo->cinfo, COL_INFO, work->name);
}
static void later (void (*run) (packet_info *, gpointer), gpointer data)
{
  ring[head % 8].run = run;
  ring[head % 8].data = data; /* expect: escapes likely */
  head++;
}
static void run_due (packet_info *pinfo)
{
  while (tail < head)
    {
      pending_t *next = &ring[tail++ % 8];
      next->run (pinfo, next->data);
    }
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  work_t *work;
  (void) tree;
  run_due (pinfo);
#ifdef BUG
  work = ep_new0 (work_t);
  work->name = "constant";
#else
  work = se_new0 (work_t);
  work->name = tvb_get_seasonal_string (tvb, 0, 4);
#endif
  work->id = tvb_get_ntohl (tvb, 0);
  later (show, work);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
