/* SPDX-License-Identifier: MIT */
/*
 * Ranges of the text in which a variable can be seen.
 */
#include "syntax/pool_source.h"

#include <string.h>

#include "model/pool_array.h"
#include "model/text_intern.h"

typedef struct
{
  const char *path;
  guint32 from, to;
  const char *id;
  guint first; /* of the variables: those of the function come from there on */
} Body;

typedef struct
{
  const char *path;
  guint32 from, to;
  PoolSourceRank rank;
  const char *name, *text;
} Variable;

/* Where little of what is around is seen. */
typedef struct
{
  const char *path;
  guint32 from, to;
  const char *captures;
} Closed;

/* A token that names a pointer to functions. */
typedef struct
{
  const char *path;
  guint32 offset;
  PointerPlaceKind kind;
  const char *id;
} PointerPlace;

struct _PoolSources {
  wmem_allocator_t *pool;
  GArray *bodies;          /* of Body, in the order of the walk */
  GArray *variables;       /* of Variable */
  GArray *closed;          /* of Closed */
  GHashTable *functions;   /* name -> GPtrArray of ids */
  GHashTable *macros;      /* name -> id */
  GHashTable *places;      /* set of PointerPlace, by path and offset */
  GHashTable *pointers[2]; /* name -> GPtrArray of ids; of members the second */
};

static guint
place_hash (gconstpointer key)
{
  const PointerPlace *place = key;
  return g_direct_hash (place->path) ^ place->offset * 2654435761u;
}

static gboolean
place_equal (gconstpointer a, gconstpointer b)
{
  const PointerPlace *one = a, *other = b;
  return one->path == other->path && one->offset == other->offset;
}

PoolSources *
pool_sources_new (wmem_allocator_t *pool)
{
  PoolSources *sources = wmem_new (pool, PoolSources);
  sources->pool = pool;
  sources->bodies = pool_array (pool, sizeof (Body));
  sources->variables = pool_array (pool, sizeof (Variable));
  sources->closed = pool_array (pool, sizeof (Closed));
  sources->functions = pool_table (pool, g_hash_table_new (NULL, NULL));
  sources->macros = pool_table (pool, g_hash_table_new (NULL, NULL));
  sources->places = pool_table (pool, g_hash_table_new (place_hash, place_equal));
  for (guint i = 0; i < G_N_ELEMENTS (sources->pointers); i++)
    sources->pointers[i] = pool_table (pool, g_hash_table_new (NULL, NULL));
  return sources;
}

void
pool_sources_add_body (PoolSources *sources, const char *path, guint32 from, guint32 to, const char *id)
{
  const Body body = { path, from, to, id, sources->variables->len };
  g_array_append_val (sources->bodies, body);
}

void
pool_sources_add (PoolSources *sources, const char *path, guint32 from, guint32 to, PoolSourceRank rank, const char *name,
                  const char *text)
{
  const Variable variable = { path, from, to, rank, name, text };
  g_array_append_val (sources->variables, variable);
}

void
pool_sources_close (PoolSources *sources, const char *path, guint32 from, guint32 to, const char *captures)
{
  const Closed closed = { path, from, to, captures };
  g_array_append_val (sources->closed, closed);
}

gboolean
pool_sources_know (const PoolSources *sources, const char *path, const char *name)
{
  const guint first = sources->bodies->len == 0 ? 0 : g_array_index (sources->bodies, Body, sources->bodies->len - 1).first;
  for (guint i = first; i < sources->variables->len; i++)
    {
      const Variable *variable = &g_array_index (sources->variables, Variable, i);
      if (variable->path == path && variable->name == name)
        return TRUE;
    }
  return FALSE;
}

static const Body *
find_body (const PoolSources *sources, const char *path, guint32 offset)
{
  for (guint i = sources->bodies->len; i > 0; i--)
    {
      const Body *body = &g_array_index (sources->bodies, Body, i - 1);
      if (body->path == path && body->from <= offset && offset < body->to)
        return body;
    }
  return NULL;
}

static const char *
doubt_of (PoolSourceRank rank)
{
  switch (rank)
    {
    case POOL_BY_TESTED:
      return "the function asks whether its packet_info is NULL: that this does not run where it is, is not proved";
    case POOL_BY_CHANGED:
      return "the function changes its packet_info: that it points to one here is not proved";
    case POOL_BY_LOCAL:
      return "a local pointer to the packet_info: that it points to one here is not proved";
    case POOL_BY_STRUCT:
      return "the packet_info of a struct: that it is set whenever this runs is not proved";
    case POOL_BY_MEMBER:
      return "the packet_info of an object: that it is set, and of the packet at hand, whenever this runs is not proved";
    case POOL_AS_PARAMETER:
      return "the pool that the function is given takes the place of the packet's: does every caller give one for that?";
    default:
      return NULL;
    }
}

static gboolean
is_in (const Closed *closed, const char *path, guint32 offset)
{
  return closed->path == path && closed->from <= offset && offset < closed->to;
}

/* Whether the list captures @name as itself: `[name]`, `[&name]`, `[name = name]`, and not `[other = name]`. */
static gboolean
captures (const char *list, const char *name)
{
  g_auto (GStrv) items = g_strsplit (list, ",", -1);
  for (guint i = 0; items[i]; i++)
    {
      g_auto (GStrv) sides = g_strsplit (items[i], "=", 2);
      gboolean same = sides[0] != NULL;
      for (guint side = 0; sides[side]; side++)
        {
          const char *text = g_strstrip (sides[side]);
          while (*text == '&' || g_ascii_isspace (*text))
            text++;
          same &= g_str_equal (text, name);
        }
      if (same)
        return TRUE;
    }
  return FALSE;
}

/* Whether @variable is seen at @offset through all that closes it in. */
static gboolean
is_seen (const PoolSources *sources, const Variable *variable, const char *path, guint32 offset)
{
  for (guint i = 0; i < sources->closed->len; i++)
    {
      const Closed *closed = &g_array_index (sources->closed, Closed, i);
      const char *wanted = variable->rank == POOL_BY_MEMBER ? "this" : variable->name;
      if (is_in (closed, path, offset) && variable->from < closed->from && !captures (closed->captures, wanted))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_closed (const PoolSources *sources, const char *path, guint32 offset)
{
  for (guint i = 0; i < sources->closed->len; i++)
    if (is_in (&g_array_index (sources->closed, Closed, i), path, offset))
      return TRUE;
  return FALSE;
}

PoolAtHand
pool_sources_at (const PoolSources *sources, const char *path, guint32 offset)
{
  PoolAtHand hand = { 0 };
  const Body *body = find_body (sources, path, offset);
  if (!body)
    return hand;
  hand.closed = is_closed (sources, path, offset);
  hand.function = hand.closed ? NULL : body->id;
  const guint end = body + 1 < &g_array_index (sources->bodies, Body, sources->bodies->len) ? body[1].first
                                                                                            : sources->variables->len;
  const Variable *best = NULL;
  for (guint i = body->first; i < end; i++)
    {
      const Variable *variable = &g_array_index (sources->variables, Variable, i);
      if (variable->path != path || offset < variable->from || offset >= variable->to)
        continue;
      /* What was declared further in hides what has its name. */
      if (best && best->name == variable->name)
        best = NULL;
      if (variable->rank != POOL_HIDES && is_seen (sources, variable, path, offset) && (!best || variable->rank <= best->rank))
        best = variable;
    }
  if (!best)
    return hand;
  hand.text = best->text;
  hand.by_parameter = best->rank <= POOL_BY_CHANGED;
  hand.unread = best->rank == POOL_BY_UNREAD;
  hand.tested = best->rank == POOL_BY_TESTED;
  hand.doubt = doubt_of (best->rank);
  return hand;
}

static void
add_id (PoolSources *sources, GHashTable *table, const char *name, const char *id)
{
  GPtrArray *ids = g_hash_table_lookup (table, name);
  if (!ids)
    g_hash_table_insert (table, (gpointer) name, ids = pool_pointers (sources->pool));
  if (!g_ptr_array_find (ids, id, NULL))
    g_ptr_array_add (ids, (gpointer) id);
}

void
pool_sources_name (PoolSources *sources, const char *name, const char *id)
{
  add_id (sources, sources->functions, name, id);
}

void
pool_sources_name_macro (PoolSources *sources, const char *name, const char *id)
{
  g_hash_table_insert (sources->macros, (gpointer) name, (gpointer) id);
}

const GPtrArray *
pool_sources_all_named (const PoolSources *sources, const char *name)
{
  return g_hash_table_lookup (sources->functions, text_intern (name));
}

const char *
pool_sources_named (const PoolSources *sources, const char *name)
{
  const GPtrArray *ids = pool_sources_all_named (sources, name);
  return !ids ? g_hash_table_lookup (sources->macros, text_intern (name)) : ids->len == 1 ? ids->pdata[0]
                                                                                          : NULL;
}

void
pool_sources_add_pointer (PoolSources *sources, const char *path, guint32 offset, const char *id, PointerPlaceKind kind)
{
  PointerPlace *place = wmem_new (sources->pool, PointerPlace);
  *place = (PointerPlace){ path, offset, kind, id };
  g_hash_table_replace (sources->places, place, place);
}

const char *
pool_sources_pointer_at (const PoolSources *sources, const char *path, guint32 offset, PointerPlaceKind *kind)
{
  const PointerPlace wanted = { .path = path, .offset = offset };
  const PointerPlace *place = g_hash_table_lookup (sources->places, &wanted);
  *kind = place ? place->kind : POINTER_NONE;
  return place ? place->id : NULL;
}

void
pool_sources_name_pointer (PoolSources *sources, const char *name, gboolean member, const char *id)
{
  add_id (sources, sources->pointers[member != FALSE], name, id);
}

const GPtrArray *
pool_sources_pointers_named (const PoolSources *sources, const char *name, gboolean member)
{
  return g_hash_table_lookup (sources->pointers[member != FALSE], text_intern (name));
}
