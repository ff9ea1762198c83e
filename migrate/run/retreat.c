/* SPDX-License-Identifier: MIT */
/*
 * From places that were taken back to the functions that they are about.
 */
#include "run/retreat.h"

#include <string.h>

#include "model/pool_facts.h"
#include "model/text_intern.h"

/* @return (transfer full) place -> GPtrArray of the ids that it is about. */
static GHashTable *
functions_by_place (GPtrArray *results)
{
  GHashTable *functions = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < results->len; i++)
    {
      const UnitResult *result = results->pdata[i];
      for (guint j = 0; result && result->links && j < result->links->len; j++)
        {
          const Link *link = &g_array_index (result->links, Link, j);
          if (*link->from != '@' || !g_str_has_prefix (link->to, POOL_LINK))
            continue;
          GPtrArray *ids = g_hash_table_lookup (functions, link->from);
          if (!ids)
            g_hash_table_insert (functions, (gpointer) link->from, ids = g_ptr_array_new ());
          g_ptr_array_add (ids, (gpointer) text_intern (link->to + strlen (POOL_LINK)));
        }
    }
  return functions;
}

/* What is called at @place is given up, where something is; else what the place takes its pool from. */
static void
give_up (wmem_allocator_t *pool, GHashTable *given_up, const GPtrArray *ids, const char *name, const RollBack *roll_back)
{
  gboolean called = FALSE;
  for (guint i = 0; i < ids->len; i++)
    called |= pool_id_is_called (ids->pdata[i], name);
  for (guint i = 0; i < ids->len; i++)
    if ((!called || pool_id_is_called (ids->pdata[i], name)) && !g_hash_table_contains (given_up, ids->pdata[i]))
      g_hash_table_insert (given_up, ids->pdata[i],
                           wmem_strdup_printf (pool, "the proof fails with it, at %s:%u: %s", roll_back->shown, roll_back->line,
                                               roll_back->message));
}

GHashTable *
retreat_find (wmem_allocator_t *pool, GPtrArray *results, GPtrArray *roll_backs)
{
  GHashTable *given_up = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) functions = roll_backs->len > 0 ? functions_by_place (results) : NULL;
  for (guint i = 0; i < roll_backs->len; i++)
    {
      const RollBack *roll_back = roll_backs->pdata[i];
      for (guint j = 0; roll_back->places && j < roll_back->places->len; j++)
        {
          const RolledBackPlace *place = &g_array_index (roll_back->places, RolledBackPlace, j);
          const GPtrArray *ids = g_hash_table_lookup (functions, place->place);
          if (ids)
            give_up (pool, given_up, ids, place->name, roll_back);
        }
    }
  return given_up;
}
