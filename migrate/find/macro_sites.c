/* SPDX-License-Identifier: MIT */
/*
 * From expansions to macro bodies: what is found out about a call (its scope, where its memory goes) is found at the
 * expansion, and what changes is a body.
 */
#include "find/macro_sites.h"

#include "model/text_intern.h"

/* An API's name in the body of a macro. */
typedef struct
{
  const char *macro, *name;
  const char *occurrence; /* as in a Link */
} Body;

static const char *
occurrence_text (const UnitFile *file, guint32 offset)
{
  g_autofree char *text = g_strdup_printf ("@%s:%u", file->source->path, offset);
  const char *interned = text_intern (text);

  return interned;
}

/* @return (transfer full) of Body: all that the unit's files have. */
static GArray *
find_bodies (Analysis *analysis)
{
  GArray *bodies = g_array_new (FALSE, FALSE, sizeof (Body));

  for (guint i = 0; i < analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (analysis->files, i);

      for (guint j = 0; j < file->candidates->len; j++)
        {
          guint32 token = g_array_index (file->candidates, guint32, j);
          const Directive *directive = source_directive (file->source, token);
          Body body;

          if (!directive || directive->kind != DIRECTIVE_DEFINE || directive->name == NO_TOKEN
              || token < directive->body)
            continue;
          body.macro = source_spelling (analysis->pool, file->source, directive->name);
          body.name = source_spelling (analysis->pool, file->source, token);
          body.occurrence = occurrence_text (file, source_token (file->source, token)->offset);
          g_array_append_val (bodies, body);
        }
    }
  return bodies;
}

/* Adds @a macro and the macros in its body to @a reached. */
static void
reach (GHashTable *defined, const char *macro, GHashTable *reached)
{
  const GPtrArray *names = g_hash_table_lookup (defined, macro);

  if (!g_hash_table_add (reached, (gpointer) macro) || !names)
    return;
  for (guint i = 0; i < names->len; i++)
    if (g_hash_table_contains (defined, g_ptr_array_index (names, i)))
      reach (defined, g_ptr_array_index (names, i), reached);
}

static void
link_expansion (Analysis *analysis, const UnitFile *file, guint32 offset, const GPtrArray *names, const GArray *bodies)
{
  g_autoptr (GHashTable) reached = g_hash_table_new (g_str_hash, g_str_equal);

  reach (file->defined, source_spelling (analysis->pool, file->source, source_token_at (file->source, offset)), reached);
  for (guint i = 0; i < bodies->len; i++)
    {
      const Body *body = &g_array_index (bodies, Body, i);
      Link link = { LINK_EXPANDS, occurrence_text (file, offset), body->occurrence };

      if (g_hash_table_contains (reached, body->macro)
          && g_ptr_array_find_with_equal_func ((GPtrArray *) names, body->name, g_str_equal, NULL))
        g_array_append_val (analysis->result->links, link);
    }
}

void
macro_sites_collect (Analysis *analysis)
{
  g_autoptr (GArray) bodies = find_bodies (analysis);

  for (guint i = 0; bodies->len > 0 && i < analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (analysis->files, i);
      GHashTableIter expansions;
      gpointer offset, names;

      g_hash_table_iter_init (&expansions, file->expanded);
      while (g_hash_table_iter_next (&expansions, &offset, &names))
        link_expansion (analysis, file, GPOINTER_TO_UINT (offset), names, bodies);
    }
}
