/* SPDX-License-Identifier: MIT */
/* A tap keeps the record that it is handed; the twin keeps a copy, or lets go of it before it returns. */
#include <epan/host.h>

typedef struct { guint32 id; const gchar *name; } record_t;
typedef struct { const record_t *seen[8]; guint used; } graph_t;
typedef struct _item { struct _item *next; record_t *record; record_t copy; } item_t;
typedef struct { item_t *items; const record_t *current, *scratch, *latest; guint32 sum; } totals_t;
static totals_t totals;

static void add_up (totals_t *of) { of->sum += of->current->id + of->scratch->id; }
static int each_graph (void *state, packet_info *pinfo, void *edt, const void *data)
{
  graph_t *graph = state;
  (void) pinfo; (void) edt;
#ifdef BUG
  if (graph->used < 8)
    graph->seen[graph->used++] = (const record_t *) data; /* expect: escapes likely */
#else
  if (graph->used < 8)
    graph->seen[graph->used++] = g_memdup (data, sizeof (record_t));
#endif
  return 1;
}
static void draw_graph (void *state)
{
  const graph_t *graph = state;
  g_snprintf (NULL, 0, "%u", graph->used > 0 ? graph->seen[0]->id : 0);
}
static int each_list (void *state, packet_info *pinfo, void *edt, const void *data)
{
  totals_t *mine = state;
  item_t *item = g_malloc (sizeof *item);
  (void) pinfo; (void) edt;
  item->next = mine->items;
#ifdef BUG
  mine->latest = data; /* expect: escapes likely */
#else
  item->copy = *(const record_t *) data;
  item->record = &item->copy;
  mine->latest = item->record;
#endif
  mine->items = item;
  mine->current = data;
  mine->scratch = data;
  add_up (mine);
  mine->current = NULL;
  return 1;
}
static void draw_list (void *state)
{
  totals_t *mine = state;
  if (mine->current == NULL && mine->items != NULL && mine->latest != NULL)
    g_snprintf (NULL, 0, "%u", mine->latest->id);
}
void register_tap_listener_thing (void)
{
  static graph_t graph;
  register_tap_listener ("thing", &graph, NULL, 0, NULL, each_graph, draw_graph);
  register_tap_listener ("thing", &totals, NULL, 0, NULL, each_list, draw_list);
}
